"""Prompts: what can be asked of the learner, each with the keys that work beside the answer."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias

from ehtutor.value import Value


class Key(Enum):
    """What a single key can ask for, beside the answer to the prompt."""

    BACK = "back"
    AGAIN = "again"
    HINT = "hint"
    ZOOM = "zoom"
    KNOWLEDGE = "knowledge"
    WALLET = "wallet"
    TERMS = "terms"
    HELP = "help"
    CANCEL = "cancel"
    UNDO = "undo"
    EXACT = "exact"
    """The exact text of the message on the table."""
    PASSED = "passed"
    """All messages that have passed."""
    FLAG = "flag"
    QUIT = "quit"


class KeyHint(Value):
    """A key that works now: what it does, its letter, and its word on the prompt line."""

    key: Key
    letter: str
    label: str
    """Empty for what works and is not said: a second way to do what another key is said to do."""


class Continue(Value):
    """Go on when ready."""

    card: str
    label: str
    """Such as “verder”."""
    keys: tuple[KeyHint, ...]
    closes: bool = False
    """Whether it takes away what lies over something else: Esc does that too."""
    chooses: str = ""
    """The id of the only thing there is to choose, which is chosen by going on; empty where nothing is."""


class Selectable(Value):
    """One option: its id, its label, and a note beside it such as why it is too low."""

    id: str
    label: str
    note: str = ""
    is_tried: bool = False
    """Whether it was chosen before, and wrong: it can be read, and not be chosen again."""


class Choose(Value):
    """Choose one."""

    card: str
    question: str
    choices: tuple[Selectable, ...]
    keys: tuple[KeyHint, ...]
    start: str = ""
    """The id of the choice that is pointed at first; empty for the first one."""


class ChooseMany(Value):
    """Choose all that are right: at least one."""

    card: str
    question: str
    choices: tuple[Selectable, ...]
    keys: tuple[KeyHint, ...]


class OrderChoices(Value):
    """Put all of them in order."""

    card: str
    question: str
    choices: tuple[Selectable, ...]
    keys: tuple[KeyHint, ...]


class MatchChoices(Value):
    """Choose one on the right for each on the left; one on the right may be chosen more than once."""

    card: str
    question: str
    left: tuple[Selectable, ...]
    right: tuple[Selectable, ...]
    keys: tuple[KeyHint, ...]


class Takes(Enum):
    """What may be typed in a blank."""

    TEXT = "text"
    SECRET = "secret"
    """Not shown while it is typed."""
    NUMBER = "number"
    """Whole, without a sign."""


class Blank(Value):
    """One thing to type."""

    id: str
    label: str
    takes: Takes


class Write(Value):
    """Type one or more things, in this order."""

    card: str
    question: str
    blanks: tuple[Blank, ...]
    keys: tuple[KeyHint, ...]


Prompt: TypeAlias = Continue | Choose | ChooseMany | OrderChoices | MatchChoices | Write


def said(keys: Iterable[KeyHint]) -> tuple[KeyHint, ...]:
    """The keys of the prompt line."""
    return tuple(hint for hint in keys if hint.label)
