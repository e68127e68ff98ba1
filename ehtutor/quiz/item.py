"""A question as the quiz asks it: with its stem, what to look at, hints, and where it is taught."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Protocol

from ehtutor.quiz.questions import OneOf, Question, SeveralOf
from ehtutor.value import Value


class QuestionForm(Enum):
    """What kind of question it is, by its name in the exports; more than one may be answered in the same way."""

    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TRUE_FALSE = "true-false"
    ORDER = "order"
    MATCH = "match"
    NUMBER = "number"
    TEXT = "text"
    CLOZE = "cloze"
    WHO_ACTS_NEXT = "who-acts-next"
    FIND_THE_FAULT = "find-the-fault"
    SPOT_THE_DIFFERENCE = "spot-the-difference"


class Topic(Enum):
    """What a question is about; what is mastered is told per topic."""

    ROLES = "roles"
    """Who sends what to whom."""
    SEQUENCE = "sequence"
    """What comes after what."""
    LEVELS = "levels"
    """Levels of assurance, and which middel suffices."""
    KNOWLEDGE = "knowledge"
    """Who knows what."""
    MESSAGES = "messages"
    """Which field carries what."""
    CHECKS = "checks"
    """What is demanded of a message, and who notices that it lacks."""
    ENDINGS = "endings"
    """How a login ends, and what each hears of it."""
    SCHEME = "scheme"
    """The words of the scheme."""


class Exhibit(Value):
    """Something to look at before answering: a message, a run, or what a role knows, as names with values."""

    title: str
    lines: tuple[tuple[str, str], ...]


class Item(Value):
    """A question with everything around it."""

    id: str
    """Stable: that of its lesson and card, or of its family and what it is about; never of its words."""
    revision: int
    """Goes up when it becomes another question."""
    form: QuestionForm
    topic: Topic
    roles: frozenset[str]
    """Codes of the roles that it is about; empty for none in particular."""
    stem: str
    """What is asked, in Markdown."""
    question: Question
    exhibits: tuple[Exhibit, ...] = ()
    hints: tuple[str, ...] = ()
    """Each says more than the one before."""
    taught: str = ""
    """`lesson/card` where it is explained; empty where nowhere."""

    @property
    def misconceptions(self) -> Mapping[str, str]:
        """The misconception that each wrong option stands for, by the id of the option."""
        match self.question:
            case OneOf(options=options) | SeveralOf(options=options):
                return {option.id: option.misconception for option in options if option.misconception}
            case _:
                return {}


class Listed(Value):
    """A question as the catalogue lists it: enough to choose it by; it is made when it is asked."""

    id: str
    revision: int
    form: QuestionForm
    topic: Topic
    family: str
    """Those of one family look alike."""
    lesson: str
    """Where it is taught; empty where nowhere."""
    misconceptions: frozenset[str]
    """Those that its wrong options may stand for."""
    make: Callable[[], Item]
    """Deterministic: the same question each time."""


class Words(Protocol):
    """Where the sentences come from, by key, with their placeholders filled in."""

    def say(self, key: str, /, **values: object) -> str:
        """The text; KeyError for an unknown key or a missing value."""
        ...
