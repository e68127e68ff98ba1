"""What an answer is worth, and when what was typed is right.

A choice is graded with the why of what was chosen. What was typed wrong has no why of its own, and the why of the
question would give the right answer away: so that one stands with a right answer only.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from ehtutor.value import Value

_NUMBER: Final = re.compile(r"\s*[0-9]{1,9}\s*", re.ASCII)


class Why(Value):
    """Why a part of an answer is right or wrong."""

    label: str
    """The part, as the learner sees it."""
    why: str
    """Empty where to say it would give the answer away."""


class Grade(Value):
    """What an answer is worth: all or nothing, as half an answer about a protocol is a wrong one."""

    is_right: bool
    reasons: tuple[Why, ...]


def is_number(typed: str) -> bool:
    """Whether this can be read as a whole number."""
    return _NUMBER.fullmatch(typed) is not None


def is_accepted(typed: str, accept: Iterable[str]) -> bool:
    """Whether this is one of the accepted spellings, but for what `folded` takes away."""
    return folded(typed) in {folded(spelling) for spelling in accept}


def folded(text: str) -> str:
    """The text without case, accents, doubled spaces, and without spaces and punctuation around it.

    A plus is no punctuation: EH2+ is another level than EH2.
    """
    signs = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()
    edges = "".join(sign for sign in set(bare) if sign.isspace() or unicodedata.category(sign).startswith("P"))
    return " ".join(bare.strip(edges).split())
