"""Where a learner is in a lesson: one frozen value, from which the screen follows."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property

from ehtutor.course.model import ELSE, Branch, Card, Course, Lesson, Scene, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.choices import Choice
from ehtutor.protocol.login import Login, decide
from ehtutor.quiz.questions import Given
from ehtutor.saml.keys import KeyPair, load
from ehtutor.value import Value, field, replace


class CardCover(Enum):
    """What lies over the card for a moment."""

    KNOWLEDGE = "knowledge"
    WALLET = "wallet"
    TERMS = "terms"
    HELP = "help"
    AGAIN = "again"


class Stage(Value, dict=True):
    """What stays the same during a lesson; the keys are loaded once, when they are first needed."""

    course: Course
    lesson: Lesson
    texts: Texts
    seed: str = ""
    """Of every login; empty for one of its own for each scene."""
    decide: Callable[[Login, Choice], Login] = decide
    """How a choice is carried out; who plays many equal logins may remember them."""

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
    zoom: Zoom | None = None
    """The zoom that the learner chose at this card; None for what the card says."""
    overlay: CardCover | None = None
    answered: Given | None = None
    """What was just answered, while its why is shown."""
    tried: frozenset[str] = frozenset()
    """Wrong options of this question."""
    hints: int = 0
    """So many hints are shown."""
    on_detour: bool = False
    """Whether the learner did otherwise than the lesson, and sees what comes of it."""
    first: Mapping[str, str] = field(default_factory=dict)
    """What was answered or done first at each card, by its id: an option, else RIGHT or OTHERWISE."""
    before: "Walkthrough | None" = None
    """The moment before, to go back to."""

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
        return replace(self, overlay=None)

    @property
    def visited(self) -> tuple["Walkthrough", ...]:
        """The moment of arrival at each card of this scene so far, oldest first, each card once."""
        moments: dict[int, Walkthrough] = {}
        at: Walkthrough | None = self
        while at is not None and at.scene_index == self.scene_index:
            moments[at.card_index] = at
            at = at.before
        return tuple(reversed(moments.values()))
