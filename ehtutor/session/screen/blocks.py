"""A screen: the blocks that can stand on it, and at most one prompt; all that a front end knows.

Strings here are already in the learner's language and free of any markup but Markdown in `Prose`; widths,
colours and glyphs belong to the renderer. Text that is not ours (a message's XML, a name out of a course) may
hold anything; the renderer makes it harmless.
"""

from enum import Enum
from typing import TypeAlias

from ehtutor.session.screen.prompt import Prompt
from ehtutor.value import Value


class Tone(Enum):
    """How a line is meant; never carried by colour alone, so each has a glyph or a word."""

    PLAIN = "plain"
    RIGHT = "right"
    WRONG = "wrong"
    NOTE = "note"


class Heading(Value):
    """Where we are: the lesson, the card and how far that is, and the step of the login."""

    lesson: str
    title: str
    step: int | None = None
    steps: int = 0
    step_label: str = ""
    """Such as “kaart 5 van 28”."""
    login: str = ""
    """Where the login is, such as “inlog 2 van 4, stap 5 van 10”; empty before it, and where there is none."""
    levels: str = ""
    """How deep a message is shown, such as “verhaal · [nu: protocol] · letter voor letter”; empty without a choice."""


class Prose(Value):
    """A paragraph or more of Markdown."""

    text: str


class Notice(Value):
    """One line or paragraph with a tone: right, wrong, a hint, a remark; plain text."""

    tone: Tone
    label: str
    """The word that says the tone, such as “Goed” or “Hint 1 van 3”."""
    text: str


class Participant(Value):
    """A column of the diagram."""

    code: str
    name: str


class Arrow(Value):
    """A row of the diagram; sender and receiver are codes, equal for what happens inside one role."""

    sender: str
    receiver: str
    label: str
    is_current: bool
    is_refused: bool
    is_signed: bool
    via: str = ""
    """The code of the column through which it passes, the browser's; empty for what goes straight."""
    short: str = ""
    """What of the label has to be left where there is no room for all of it."""


class Diagram(Value):
    """The login so far, as a sequence diagram."""

    participants: tuple[Participant, ...]
    arrows: tuple[Arrow, ...]
    now_label: str
    """The word beside the current arrow, such as “nu”."""
    via_label: str = ""
    """What the mark in a column means that an arrow passes through."""


class FieldLine(Value):
    """A field of a message: its name, its value, and what it is and why it is there (may be empty)."""

    name: str
    value: str
    why: str = ""
    is_lit: bool = False
    """Whether the card is about this one; where one is, the others are dimmed."""
    before: str = ""
    """Its value before somebody on the way changed it; empty where nobody did."""


class WireLine(Value):
    """A line of a message as it is written, indented for reading."""

    depth: int
    text: str
    why: str = ""
    is_lit: bool = False
    before: str = ""
    """The line before somebody on the way changed it; empty where nobody did."""


class MessagePanel(Value):
    """One message, at the zoom that is on."""

    sender: str
    receiver: str
    title: str
    """The type of the message, or its name in words."""
    channel: str
    """Such as “via de browser”; empty inside a role."""
    seal: str
    """Such as “ondertekend”; empty for what carries no signature."""
    sentence: str
    """What it says, as the story tells it."""
    is_sound: bool | None = None
    """Whether the signature fits; None where nobody looked."""

    fields: tuple[FieldLine, ...] = ()
    """Empty at zoom story."""
    wire: tuple[WireLine, ...] = ()
    """The message as it is written, at zoom wire only."""
    xml: str | None = None
    """The exact text, where it is asked for, or where it can't be read as XML."""
    was: str = ""
    """The word before what something was before it was changed."""
    rest: str = ""
    """How much there is beside what is lit, such as “En nog 8 velden”; empty where nothing is lit."""
    levels: str = ""
    """How deep it is shown, such as “diepte: verhaal · [protocol] · letter voor letter”; empty without a choice."""
    footer: str = ""
    """Such as “16 regels gecontroleerd, 16 gehouden”."""

    @property
    def sealed(self) -> str:
        """The seal with its mark, which is of the signature alone: a message may be refused for something else."""
        mark = {True: " ✓", False: " ✗", None: ""}[self.is_sound]
        return f"{self.seal}{mark}" if self.seal else ""


class FindingLine(Value):
    """A demand that was checked."""

    rule: str
    says: str
    holds: bool
    expected: str
    found: str


class Findings(Value):
    """Demands that were checked; a renderer shows all that failed, and as many others as fit."""

    title: str
    lines: tuple[FindingLine, ...]
    expected_label: str
    found_label: str


class Table(Value):
    """Who knows what, the wallet, and any other small table; the first column names the row."""

    title: str
    header: tuple[str, ...]
    """The names of the columns; empty where they need none."""
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class BallotLine(Value):
    """One option, to be read from afar."""

    letter: str
    """Such as “A”; empty where nothing is to be chosen."""
    label: str
    note: str = ""
    tone: Tone = Tone.PLAIN


class Ballot(Value):
    """The options of a question, each by its letter."""

    lines: tuple[BallotLine, ...]


class Bar(Value):
    """So many of so many."""

    label: str
    part: int
    whole: int
    """0 where there is nothing to be a part of."""
    note: str = ""


class Bars(Value):
    """Shares, one below another."""

    title: str
    rows: tuple[Bar, ...]
    of: str
    """The word between part and whole, such as “van”."""


class Ending(Value):
    """How the login ended."""

    tone: Tone
    label: str
    text: str


Block: TypeAlias = Heading | Prose | Notice | Diagram | MessagePanel | Findings | Table | Ballot | Bars | Ending


class Screen(Value):
    """What to show now; without a prompt it is the last one."""

    blocks: tuple[Block, ...]
    prompt: Prompt | None
