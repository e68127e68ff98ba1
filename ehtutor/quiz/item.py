"""A question as the quiz asks it: with its stem, what to look at, hints, and where it is taught."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Protocol

from ehtutor.quiz.questions import Given, Question, QuestionForm
from ehtutor.value import Value


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
        return {option.id: option.misconception for option in self.question.wrong_options if option.misconception}

    def believed(self, given: Given) -> tuple[str, ...]:
        """The misconceptions that the wrong options stand for that were chosen, each once."""
        behind = self.misconceptions
        chosen = (given,) if isinstance(given, str) else given
        return tuple(dict.fromkeys(behind[id] for id in chosen if id in behind))


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
    make: Callable[[str], Item]
    """By a seed, with which distractors and order differ; of the same one the same question each time."""


class Words(Protocol):
    """Where the sentences come from, by key, with their placeholders filled in."""

    def say(self, key: str, /, **values: object) -> str:
        """The text; KeyError for an unknown key or a missing value."""
        ...
