"""What happens in the quiz, as values that are only added: the begin of an exam, an answer, its undoing, a remark."""

from datetime import datetime
from typing import TypeAlias

from ehtutor.quiz.questions import Given
from ehtutor.value import Value


class Begun(Value):
    """An exam was begun: what is not answered of it counts as wrong, whenever it is broken off."""

    uid: str
    """Of this event, different from that of any other on any machine."""
    sitting: str
    """The uid of the exam."""
    asked: int
    """So many questions."""
    at: datetime


class Answered(Value):
    """A question was answered."""

    uid: str
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


class Undone(Value):
    """An earlier answer does not count."""

    uid: str
    of: str
    """The uid of that answer."""
    at: datetime


class Flagged(Value):
    """The learner thinks that a question is bad."""

    uid: str
    question: str
    revision: int
    remark: str
    at: datetime


Logged: TypeAlias = Begun | Answered | Undone | Flagged
