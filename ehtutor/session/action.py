"""Actions: what the learner can do at a prompt, and the answer that records one with its time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from ehtutor.session.prompt import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """Go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The id of the choice."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenMany:
    """The ids of the choices; their order means nothing."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """The ids of all choices, in the order that was given to them."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """For the id of each choice on the left, that of the one chosen on the right."""

    pairs: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was typed, by the id of the blank."""

    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A key beside the answer."""

    key: Key


Action: TypeAlias = Continued | Chosen | ChosenMany | Ordered | Matched | Written | Pressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the learner did at one prompt, and when."""

    card: str
    """Of the prompt that was answered."""
    action: Action
    at: datetime
    """Stamped by the adapter, aware, in UTC."""
