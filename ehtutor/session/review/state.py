"""Where a learner is in a quiz: one frozen value, with what stays the same during all of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias, assert_never

from ehtutor.course.model import Term
from ehtutor.course.texts import Texts
from ehtutor.quiz.history import History
from ehtutor.quiz.item import Item, Listed
from ehtutor.quiz.logged import Begun, Logged
from ehtutor.quiz.questions import Given
from ehtutor.value import Value, field

PASS_MARK: Final = 70
"""Of an exam, so many percent has to be right."""
EXAM: Final = "exam"
"""What stands for a card in the answer to the announcement of an exam."""


class LessonPlace(Value):
    """A lesson to be pointed at."""

    number: int
    title: str
    command: str
    """That plays it."""


class Sitting(Value):
    """What stays the same during a quiz or an exam."""

    uid: str
    """Different from that of any other on any machine; those of its events begin with it."""
    texts: Texts
    listed: Mapping[str, Listed]
    """Every question that may be asked."""
    seed: str
    history: History
    """As it was at the beginning."""
    is_exam: bool
    again: str
    """The command for another round."""
    lessons: Mapping[str, LessonPlace] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)


class Result(Value):
    """A question with what was answered; one that was taken back has none."""

    item: Item
    given: Given
    is_right: bool
    hints: int
    misconceptions: tuple[str, ...]
    uid: str
    """Of the event."""


class Announced(Value):
    """An exam is about to begin."""


class Asking(Value):
    """A question lies on the table."""

    item: Item
    since: datetime
    hints: int = 0
    """So many are shown."""


class Told(Value):
    """What the last answer was worth is being read."""


class Reading(Value):
    """After an exam: the results are being read, one a page."""

    page: int


class ReviewOver(Value):
    """There is no more to ask or to read."""


Where: TypeAlias = Announced | Asking | Told | Reading | ReviewOver


class QuestionCover(Enum):
    """What lies over the question for a moment."""

    TERMS = "terms"
    FLAG = "flag"
    HELP = "help"


class Review(Value):
    """A moment in a quiz."""

    sitting: Sitting
    at: Where
    left: tuple[str, ...]
    """Still to be asked after what lies on the table."""
    results: tuple[Result, ...] = ()
    events: tuple[Logged, ...] = ()
    """All that has happened, with what was taken back."""
    cover: QuestionCover | None = None
    follow_ups: frozenset[str] = frozenset()
    """Asked because of a wrong answer; those bring no more of them, or it would never end."""
    before: "Review | None" = None
    """The moment at which the last answer was given, to come back to when it is taken back."""

    @property
    def item(self) -> Item | None:
        """The question that is looked at."""
        match self.at:
            case Asking(item=item):
                return item
            case Told():
                return self.results[-1].item
            case Reading(page=page):
                return self.results[page].item
            case Announced() | ReviewOver():
                return None
            case _:
                assert_never(self.at)

    @property
    def asked(self) -> int:
        """How many questions there are in all."""
        return len(self.results) + len(self.left) + isinstance(self.at, Asking)

    @property
    def right(self) -> int:
        """How many were answered rightly."""
        return sum(result.is_right for result in self.results)

    @property
    def is_answered(self) -> bool:
        """Whether every question has its answer."""
        return self.asked == len(self.results)

    @property
    def is_broken_off(self) -> bool:
        """Whether an exam was begun of which not every question has its answer."""
        return not self.is_answered and any(isinstance(event, Begun) for event in self.events)

    @property
    def has_passed(self) -> bool:
        """Whether this is enough for an exam."""
        return self.is_answered and self.right * 100 >= PASS_MARK * self.asked
