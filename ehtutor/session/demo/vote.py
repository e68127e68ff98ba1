"""A vote: raised hands counted twice, with a talk between, and the answer only after both.

The first tally stays hidden until the second is in, so that nobody follows the crowd.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

from ehtutor.value import Value

MOST_HANDS: Final = 999
"""For one option."""
MOST_OPTIONS: Final = 6
"""That can be told apart by a letter from the last row."""


class Phase(Enum):
    """How far a vote is."""

    FIRST = "first"
    """The hands of the first time are counted."""
    DISCUSS = "discuss"
    """Neighbours discuss; the tally is hidden."""
    SECOND = "second"
    """The hands of the second time are counted."""
    TALLIES = "tallies"
    """Both tallies are shown; the answer is not."""


Tally = Mapping[str, int]
"""Raised hands by the id of the option, in the order of the options."""


class Vote(Value):
    """The tallies of one question; the second may not be there yet."""

    tallies: tuple[Tally, ...] = ()


def after(phase: Phase) -> Phase | None:
    """The phase that follows; None when the vote is over."""
    return dict(zip(Phase, (*list(Phase)[1:], None), strict=True))[phase]


def before(phase: Phase) -> Phase | None:
    """The phase before it; None for the first."""
    return dict(zip(Phase, (None, *list(Phase)[:-1]), strict=True))[phase]


def counted(typed: str, options: Sequence[str]) -> Tally | None:
    """The counts in what was typed, one for each option; None where it is anything else."""
    words = typed.replace(",", " ").split()
    if len(words) != len(options) or not all(word.isascii() and word.isdigit() for word in words):
        return None
    counts = [int(word) for word in words if len(word) <= len(str(MOST_HANDS))]
    return dict(zip(options, counts, strict=True)) if len(counts) == len(options) else None
