"""A course as values: what the files under `lessons/` mean once they are parsed.

A lesson is scenes; a scene is one login with the cards that go with it. Scenario, ids and keys stand once in
`lesson.yaml`; what people read stands per language beside it, and is already merged in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from ehtutor.protocol.network import Network

FORMAT: Final = 1
"""The version of the lesson format that this program reads."""


class Zoom(Enum):
    """How deep a message is shown."""

    STORY = "story"
    PROTOCOL = "protocol"
    WIRE = "wire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One entry of the trace: the nth whose message has this type name and, where named, this receiver."""

    message: str
    """The name of a class in `protocol`: AuthnRequest, Response, MiddelQuestion, IssuerDetermined …"""
    to: str | None = None
    """A role code."""
    nth: int = 1


class Asks(Enum):
    """What a claim is about; the engine answers with the id of an option."""

    SENDER = "sender"
    RECEIVER = "receiver"
    MESSAGE = "message"
    OUTCOME = "outcome"
    LEVEL_REACHED = "level-reached"
    KNOWS = "knows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What makes a key true, in a form that the engine confirms from the trace of the scene."""

    asks: Asks
    entry: Selector | None = None
    """For sender, receiver and message; for `knows`, up to and including which entry (else the whole login)."""
    role: str | None = None
    """For `knows`: whose knowledge, as a role code; the options are `yes` and `no`."""
    fact: str | None = None
    """For `knows`: the id of a fact, see `protocol.knowledge`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose, with the why of this very answer."""

    id: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """A card to read."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predict:
    """What will happen? Kept and shown, never scored."""

    id: str
    title: str
    text: str
    options: tuple[Option, ...]
    key: str
    claim: Claim | None
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Reveal the trace up to and including one entry."""

    id: str
    title: str
    text: str
    entry: Selector
    zoom: Zoom
    knowledge: bool
    """Show who knows what beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightSignIn:
    """Sign in for the scene's service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightMiddel:
    """Choose this middel."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightCredential:
    """Prove with what is in the wallet, or on purpose with something else."""

    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RightCancel:
    """Stop the login here."""


Right: TypeAlias = RightSignIn | RightMiddel | RightCredential | RightCancel


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """The learner's own move; any move is allowed, `right` is the one with which the lesson goes on."""

    id: str
    title: str
    text: str
    right: Right
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question with one right answer."""

    id: str
    title: str
    text: str
    options: tuple[Option, ...]
    key: str
    claim: Claim | None
    hints: tuple[str, ...]


Card: TypeAlias = Explain | Predict | Show | Do | Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One login, and the cards that go with it."""

    id: str
    gebruiker: str
    service: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson in one language."""

    id: str
    number: int
    """Its place in the course, from 1."""
    title: str
    goals: tuple[str, ...]
    summary: str
    minutes: int
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All lessons in one language, and the network in which they play."""

    id: str
    title: str
    language: str
    """The language of the texts; not always the one asked for, when the course has only one."""
    lessons: tuple[Lesson, ...]
    network: Network
    now: datetime
    """The time at which every login of the course plays."""
    keys: Mapping[str, bytes]
    """The PEM text of each demo key that the network names, by key name."""

    def lesson(self, id: str) -> Lesson:
        """The lesson with this id; KeyError where there is none."""
        return {lesson.id: lesson for lesson in self.lessons}[id]
