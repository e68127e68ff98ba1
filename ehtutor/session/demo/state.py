"""A demonstration as values: at which slide the teacher is, what lies over it, how a vote goes, what he can press.

The first tally of a vote stays hidden until the second is in, so that nobody follows the crowd.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

from ehtutor.course.model import Ask, Card, Predict, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.login import Login
from ehtutor.protocol.trace import Entry
from ehtutor.quiz.questions import OneOf
from ehtutor.session.demo.slides import Slide, Slideshow
from ehtutor.session.lesson.whatif import Alternative, alternatives, entries_of
from ehtutor.value import Value, field

MOST_HANDS: Final = 999
"""For one option."""
MOST_OPTIONS: Final = 6
"""That can be told apart by a letter from the last row."""


class Button(Enum):
    """What every keyboard and every presenter's remote has a key for."""

    NEXT = "next"
    PREVIOUS = "previous"
    FIRST = "first"
    LAST = "last"
    ENTER = "enter"
    SPACE = "space"
    ERASE = "erase"
    ESCAPE = "escape"


class Sign(Value):
    """A printable character that was typed."""

    sign: str


Press: TypeAlias = Button | Sign


class Command(Enum):
    """What a letter does; the letters are texts."""

    OVERVIEW = "overview"
    ZOOM = "zoom"
    KNOWLEDGE = "knowledge"
    TEXT = "text"
    WHAT_IF = "what-if"
    VOTE = "vote"
    BLANK = "blank"
    DOWN = "down"
    UP = "up"
    HELP = "help"
    QUIT = "quit"


class SlideCover(Enum):
    """What lies over the slide."""

    OVERVIEW = "overview"
    KNOWLEDGE = "knowledge"
    TEXT = "text"
    WHAT_IF = "what-if"
    BLANK = "blank"
    HELP = "help"


class Aside(Value):
    """Another way on, from the slide that it left."""

    label: str
    login: Login
    first: int
    at: int = 0
    """Index in `entries`."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What comes of it."""
        return entries_of(self.login, self.first)


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


Tally: TypeAlias = Mapping[str, int]
"""Raised hands by the id of the option, in the order of the options."""


class Vote(Value):
    """The tallies of one question; the second may not be there yet."""

    tallies: tuple[Tally, ...] = ()


class Demo(Value):
    """A moment in a demonstration."""

    show: Slideshow
    at: int = 0
    """Index of the slide."""
    zoom: Zoom = Zoom.STORY
    cover: SlideCover | None = None
    pointed: int = 0
    """In the overview, the slide that Enter goes to."""
    typed: str = ""
    """The number of a slide, or counted hands, as far as it was typed."""
    branch: Aside | None = None
    phase: Phase | None = None
    """How far the vote on this slide is; None when there is none."""
    votes: Mapping[str, Vote] = field(default_factory=dict)
    """By the id of the card, in the order of voting."""
    is_miscounted: bool = False
    """What was typed is not a count for each option."""
    scroll: int = 0
    """So many lines further down in what is longer than the window."""
    is_over: bool = False
    """The teacher stopped."""

    @property
    def slide(self) -> Slide:
        """What is shown when nothing lies over it."""
        return self.show.slides[self.at]

    @property
    def card(self) -> Card:
        """The card to which the slide belongs."""
        return self.show.card(self.at)

    @property
    def texts(self) -> Texts:
        """In the language of the demonstration."""
        return self.show.stage.texts

    @property
    def is_busy(self) -> bool:
        """Whether the teacher is at something beside the slides, so that nothing goes on by itself."""
        return bool(self.cover or self.typed or self.branch or self.phase)


def command_for(texts: Texts, sign: str) -> Command | None:
    """The command that has this letter; a text may list several, apart by spaces."""
    letters = {command: texts.say(f"demo-keys.{command.value}.letter").split() for command in Command}
    return next((command for command, signs in letters.items() if sign.lower() in signs), None)


def ways_on(moment: Demo) -> tuple[Alternative, ...]:
    """The alternatives of the slide."""
    return alternatives(moment.slide.moment)


def votable(moment: Demo) -> tuple[Predict | Ask, OneOf] | None:
    """The card and question of this slide, if there can be a vote on it: a choice that is not yet revealed."""
    card = moment.card
    if moment.slide.is_reveal or moment.branch is not None or not isinstance(card, Predict | Ask):
        return None
    match card.question:
        case OneOf(options=options) as question if len(options) <= MOST_OPTIONS:
            return card, question
        case _:
            return None
