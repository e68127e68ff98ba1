"""A time as text, the same in every file: ISO 8601 in UTC, with a Z."""

import re
from datetime import UTC, datetime
from typing import Final

_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", re.ASCII)


def stamp(at: datetime) -> str:
    """The text of a time."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime | None:
    """The time that `stamp` made this text of; None for any other spelling."""
    # fromisoformat alone would take week numbers, other zones and times without one
    if not _AT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
