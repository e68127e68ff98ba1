"""Actions: what the learner can do at a prompt, and the answer that records one with its time."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from ehtutor.session.screen.prompt import Continue, Key
from ehtutor.value import Value, field


class Continued(Value):
    """Go on."""


class Chosen(Value):
    """The id of the choice."""

    id: str


class ChosenMany(Value):
    """The ids of the choices; their order means nothing."""

    ids: tuple[str, ...]


class Ordered(Value):
    """The ids of all choices, in the order that was given to them."""

    ids: tuple[str, ...]


class Matched(Value):
    """For the id of each choice on the left, that of the one chosen on the right."""

    pairs: Mapping[str, str]


class Written(Value):
    """What was typed, by the id of the blank."""

    values: Mapping[str, str] = field(default_factory=dict)


class Pressed(Value):
    """A key beside the answer."""

    key: Key


Action: TypeAlias = Continued | Chosen | ChosenMany | Ordered | Matched | Written | Pressed


class Answer(Value):
    """What the learner did at one prompt, and when."""

    card: str
    """Of the prompt that was answered."""
    action: Action
    at: datetime
    """Stamped by the adapter, aware, in UTC."""


def onward(prompt: Continue) -> Continued | Chosen:
    """What it is to go on from here."""
    return Chosen(id=prompt.chooses) if prompt.chooses else Continued()
