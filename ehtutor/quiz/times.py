"""A time as text, the same in every file: ISO 8601 in UTC, with a Z.

A time in which nobody can have answered is none: what is reckoned from it (a question returns up to a century later)
would leave the calendar.
"""

import re
from datetime import UTC, datetime
from typing import Final

FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""A clock that was never set begins here."""
LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)
"""Nobody who reads this comes so far."""
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", re.ASCII)


def stamp(at: datetime) -> str:
    """The text of a time."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime | None:
    """The time that `stamp` made this text of; None for any other spelling, and for a time that can't be."""
    at = _spelled(text)
    return at if at is not None and is_possible(at) else None


def is_possible(at: datetime) -> bool:
    """Whether somebody can have answered at this time, which is in UTC."""
    return at.tzinfo is UTC and FIRST <= at < LAST


def is_strange(text: str) -> bool:
    """Whether this is spelled as a time, but as one that can't be."""
    return _spelled(text) is not None and moment(text) is None


def _spelled(text: str) -> datetime | None:
    # fromisoformat alone would take week numbers, other zones and times without one
    if not _AT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
