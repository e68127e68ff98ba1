"""Where a learner is in a lesson: one frozen value, from which the screen follows."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property
from typing import Any, TypeAlias, assert_never

from ehtutor.course.model import (
    ELSE,
    Ask,
    Branch,
    Card,
    Course,
    Do,
    FreeMove,
    Goal,
    Lesson,
    OnTable,
    Predict,
    RightSignIn,
    Scene,
    Show,
    Zoom,
)
from ehtutor.course.texts import Texts
from ehtutor.protocol.decisions import Choice
from ehtutor.protocol.deliver import Deliver, signed
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.quiz.questions import Given, OneOf
from ehtutor.saml.keys import KeyPair, load
from ehtutor.session.screen.beside import has_terms
from ehtutor.session.screen.prompt import Key
from ehtutor.session.story.fields import field_names
from ehtutor.session.story.reach import unmet
from ehtutor.session.story.telling import select
from ehtutor.value import Value, field, replace


class CardCover(Enum):
    """What lies over the card for a moment."""

    KNOWLEDGE = "knowledge"
    WALLET = "wallet"
    TERMS = "terms"
    HELP = "help"
    AGAIN = "again"
    EXACT = "exact"


class Passed(Value):
    """All that has passed in this login, over the card: as a list, or one entry of it opened."""

    at: int
    """The number of the entry that is pointed at, or opened."""
    zoom: Zoom | None = None
    """How deep the one that is opened is shown; None for the list."""
    is_exact: bool = False
    """Whether it is shown exactly as it was sent."""


Cover: TypeAlias = CardCover | Passed


class Memo:
    """What was worked out, the same in each language. It follows from the rest, so two stages never differ by it."""

    def __init__(self, ways: Mapping[str, tuple[Any, ...]] | None = None) -> None:
        self.ways: dict[str, tuple[Any, ...]] = dict(ways or {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Memo)

    def __hash__(self) -> int:
        return 0


class Stage(Value, dict=True):
    """What stays the same during a lesson; the keys are loaded once, when they are first needed."""

    course: Course
    lesson: Lesson
    texts: Texts
    seed: str = ""
    """Of every login; empty for one of its own for each scene."""
    deliver: Deliver = signed
    """How the messages of a login go; who shows none of them need not sign them."""
    decide: Callable[[Login, Choice], Login] = decide
    """How a choice is carried out; who plays many equal logins may remember them."""
    memo: Memo = field(default_factory=Memo)
    course_option: str = ""
    """What a command line needs beside the name of the lesson to mean this course, with a space before it."""

    @cached_property
    def keys(self) -> Mapping[str, KeyPair]:
        """The demo keys, ready to sign."""
        return {name: load(name, pem) for name, pem in self.course.keys.items()}


class Walkthrough(Value):
    """A moment in a lesson."""

    stage: Stage
    scene_index: int
    """The number of scenes when the lesson has been done."""
    card_index: int
    login: Login
    arrived: Login
    """The login as it was when this card was reached, to come back to after a detour."""
    revealed: int = 0
    """So many entries of the trace have been shown."""
    skipped: frozenset[int] = frozenset()
    """Numbers of entries that a detour added: the lesson's selectors pass over them."""
    chosen_zoom: Zoom | None = None
    """By the learner, at this card; None for what the card says."""
    cover: Cover | None = None
    answered: Given | None = None
    """What was just answered, while its why is shown."""
    tried: frozenset[str] = frozenset()
    """Wrong options of this question, or what was chosen at this move."""
    hints: int = 0
    """So many hints are shown."""
    means: str | None = None
    """At a goal: what is done on the way in this attempt; None until it is chosen."""
    on_detour: bool = False
    """Whether the learner did otherwise than the lesson, and sees what comes of it."""
    first: Mapping[str, str] = field(default_factory=dict)
    """What was answered or done first at each card, by its id: an option, else RIGHT or OTHERWISE."""
    before: "Walkthrough | None" = None
    """The moment before, to go back to."""
    jumped_from: "Walkthrough | None" = None
    """Where the learner was when he jumped back to this card, until he answers something."""

    @property
    def is_done(self) -> bool:
        """Whether the lesson has been done."""
        return self.scene_index >= len(self.stage.lesson.scenes)

    @property
    def scene(self) -> Scene:
        """The scene that plays; the last one when the lesson has been done."""
        scenes = self.stage.lesson.scenes
        return scenes[min(self.scene_index, len(scenes) - 1)]

    @property
    def card(self) -> Card:
        """The card that lies on the table; the last one when the lesson has been done."""
        cards = self.scene.cards
        return cards[min(self.card_index, len(cards) - 1)]

    @property
    def text(self) -> str:
        """The text of the card that lies on the table; of a branch, the one for what was answered."""
        match self.card:
            case Branch(on=on, cases=cases):
                return cases.get(self.first.get(on, ELSE)) or cases[ELSE]
            case card:
                return card.text

    @property
    def shown(self) -> Entry | None:
        """The entry of the trace that was shown last."""
        return self.login.entries[self.revealed - 1] if self.revealed else None

    @property
    def table(self) -> OnTable | None:
        """What the card says of the message on the table; None where it names none, and on a detour."""
        match self.card:
            case Show(table=table) | Predict(table=table) | Ask(table=table) if not self.on_detour:
                return table
            case _:
                return None

    @property
    def on_table(self) -> Entry | None:
        """The entry that lies on the table with the card, or that a detour has come to."""
        if self.on_detour:
            return self.shown
        found = select(self.table.entry, self.login.trace, self.skipped) if self.table else None
        return found if found is not None and found.n <= self.revealed else None

    @property
    def drawn(self) -> int:
        """So many entries are drawn: those that were shown, and the learner's own move, which he knows of."""
        moved = max((entry.n for entry in self.login.entries if isinstance(entry, DecisionTaken)), default=0)
        return min(moved + 1, len(self.login.entries)) if self.revealed < moved else self.revealed

    @property
    def passed(self) -> Trace:
        """The login as it has passed by: up to what was shown last; right after a move, with all that came of it."""
        entries = self.login.entries
        moved = max((entry.n for entry in entries if isinstance(entry, DecisionTaken)), default=0)
        has_passed = entries if self.revealed < moved else entries[: self.revealed]
        return Trace(scenario=self.login.scenario, entries=has_passed)

    @property
    def zoom(self) -> Zoom:
        """How deep a message is shown."""
        return self.chosen_zoom or (self.table.zoom if self.table else Zoom.STORY)

    @property
    def answered_so_far(self) -> frozenset[str]:
        """The options of this question that were tried, with the one that was just answered."""
        return self.tried | ({self.answered} if isinstance(self.answered, str) else frozenset())

    @property
    def is_settled(self) -> bool:
        """Whether the lesson goes on from what was answered: it is right, or the right answer is told with it.

        That is told when no hint is left to give, or but one option to try.
        """
        match self.card:
            case Predict():
                return self.answered is not None
            case Ask(question=question, hints=hints) if self.answered is not None:
                found = question.graded(self.answered)
                is_right = found is not None and found.is_right
                is_one_left = isinstance(question, OneOf) and len(question.options) - len(self.answered_so_far) == 1
                return is_right or self.hints >= len(hints) or is_one_left
            case Goal(reach=reach, hints=hints):
                is_over = self.login.awaiting is None
                return is_over and (not unmet(reach, self.login.trace) or self.hints >= len(hints))
            case _:
                return False

    @property
    def is_plain_sign_in(self) -> bool:
        """Whether nothing is to be chosen but to sign in, as there is one service, and nothing more on the way."""
        match self.card:
            case Do(right=RightSignIn()):
                return True
            case Goal(services=services):
                return self.means is not None and not self.login.entries and not services
            case _:
                return False

    @property
    def working(self) -> tuple[Key, ...]:
        """The keys that work on the card that lies on the table, in the order of the prompt line."""
        card = self.card
        is_shown = not (isinstance(card, Show) and card.knowledge)
        is_asked = isinstance(card, Predict | Ask | Do | Goal) and self.answered is None and not self.on_detour
        if isinstance(card, Goal) and self.login.awaiting is None:
            is_asked = False
        may_cancel = isinstance(card, Do) or (isinstance(card, Goal) and FreeMove.CANCEL in card.moves)
        works = {
            Key.CANCEL: may_cancel and is_asked and bool(self.login.awaiting and self.login.awaiting.blanks),
            Key.BACK: self.before is not None,
            Key.ZOOM: is_shown and has_fields(self.on_table),
            Key.KNOWLEDGE: self.revealed > 0,
            Key.WALLET: True,
            Key.TERMS: has_terms(self.stage.course.glossary, self.text),
            Key.EXACT: is_shown and is_sent(self.on_table),
            Key.PASSED: bool(self.seen),
            Key.HINT: isinstance(card, Predict | Ask | Do | Goal) and is_asked and self.hints < len(card.hints),
            Key.UNDO: self.jumped_from is not None,
            Key.AGAIN: any(each is not self for each in self.visited),
            Key.HELP: True,
            Key.QUIT: True,
        }
        return tuple(key for key, does in works.items() if does)

    @property
    def seen(self) -> Mapping[int, Entry]:
        """All that has passed in this login and was shown, by its number; what the gebruiker decided was no message."""
        entries = self.login.entries[: self.revealed]
        return {entry.n: entry for entry in entries if not isinstance(entry, DecisionTaken)}

    @property
    def place(self) -> tuple[int, int]:
        """At which card of how many the learner is, over all scenes."""
        counts = [len(scene.cards) for scene in self.stage.lesson.scenes]
        return sum(counts[: self.scene_index]) + self.card_index + 1, sum(counts)

    @property
    def id(self) -> str:
        """How a visited card is named when the learner goes back to it."""
        return f"{self.scene_index + 1}.{self.card_index + 1}"

    @property
    def uncovered(self) -> "Walkthrough":
        """The moment as it is gone back to: with nothing over the card."""
        return replace(self, cover=None)

    @property
    def visited(self) -> tuple["Walkthrough", ...]:
        """The moment of arrival at each card of this scene so far, oldest first, each card once."""
        moments: dict[int, Walkthrough] = {}
        at: Walkthrough | None = self
        while at is not None and at.scene_index == self.scene_index:
            moments[at.card_index] = at
            at = at.before
        return tuple(reversed(moments.values()))


def has_fields(entry: Entry | None) -> bool:
    """Whether there is more to see of it than the story tells."""
    match entry:
        case Exchange(message=message) | Verdict(page=message):
            return bool(field_names(type(message)))
        case Determination() | DecisionTaken() | None:
            return False
        case _:
            assert_never(entry)


def is_sent(entry: Entry | None) -> bool:
    """Whether it went as XML, which can be shown exactly as it was."""
    return isinstance(entry, Exchange) and entry.xml is not None
