"""What happens in the quiz, as values that are only ever added: an answer, its undoing, a remark on a question."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from ehtutor.quiz.questions import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question was answered."""

    uid: str
    """Of this event, different from that of any other on any machine."""
    question: str
    revision: int
    seed: str
    """With which a generated question was made."""
    language: str
    given: Given
    is_right: bool
    hints: int
    """So many were seen before."""
    seconds: int
    """From seeing the question to answering it; never negative."""
    misconceptions: tuple[str, ...]
    """Of the wrong options that were chosen."""
    sitting: str
    """The uid of the quiz or exam that it belongs to."""
    is_exam: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An earlier answer does not count."""

    uid: str
    of: str
    """The uid of that answer."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """The learner thinks that a question is bad."""

    uid: str
    question: str
    revision: int
    remark: str
    at: datetime


Event: TypeAlias = Answered | Undone | Flagged
