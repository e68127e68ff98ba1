"""What is printed, as a value: sections in sections, and what can stand in one. How it looks is for who writes it down.

Levels of headings follow from the nesting, so that none can be skipped.
"""

from collections.abc import Iterable
from enum import Enum
from string import ascii_uppercase
from typing import TypeAlias, assert_never

from ehtutor.session.screen.blocks import (
    Ballot,
    Bars,
    Block,
    Diagram,
    Ending,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Prose,
    Table,
    Tone,
)
from ehtutor.session.screen.prompt import (
    Choose,
    ChooseMany,
    Continue,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Write,
)
from ehtutor.value import Value


class Listing(Value):
    """Things one below another; plain text."""

    items: tuple[str, ...]
    is_numbered: bool = False


class Mark(Enum):
    """What stands before an option, to be filled in with a pen."""

    BOX = "box"
    LINE = "line"
    """A short one, before it."""
    FIELD = "field"
    """A long one, behind it."""
    NONE = "none"


class PrintedOption(Value):
    """One of the options; plain text."""

    letter: str
    """Empty where it is not named by one."""
    label: str


class Options(Value):
    """What is chosen from, or filled in."""

    mark: Mark
    options: tuple[PrintedOption, ...]


class Space(Value):
    """Empty lines to write on."""

    lines: int


class Picture(Value):
    """A sequence diagram, with what it shows in words below it."""

    diagram: Diagram
    title: str
    words: tuple[str, ...]
    """A sentence for each arrow."""


Piece: TypeAlias = Prose | Notice | MessagePanel | Findings | Table | Ending | Listing | Options | Space | Picture


class Section(Value):
    """A heading with what stands below it."""

    title: str
    pieces: tuple[Piece, ...] = ()
    sections: tuple["Section", ...] = ()
    opens_page: bool = False
    is_card: bool = False
    """Whether it is cut out."""


class Document(Value):
    """All of it."""

    title: str
    language: str
    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...]


def printable(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
    """Of a screen what is read; where on the screen one is, is left out."""
    return tuple(piece for block in blocks for piece in _piece(block))


def _piece(block: Block) -> tuple[Piece, ...]:
    match block:
        case Prose() | Notice() | MessagePanel() | Findings() | Table() | Ending():
            return (block,)
        case Heading() | Diagram() | Ballot() | Bars():
            return ()
        case _:
            assert_never(block)


def answered_with(prompt: Prompt | None) -> tuple[Piece, ...]:
    """How this is answered with a pen."""
    match prompt:
        case None | Continue():
            return ()
        case Choose(choices=choices) | ChooseMany(choices=choices):
            return (*_asks(prompt.question), Options(mark=Mark.BOX, options=_lettered(choices)))
        case OrderChoices(choices=choices):
            return (*_asks(prompt.question), Options(mark=Mark.LINE, options=_bare(choices)))
        case MatchChoices(left=left, right=right):
            lines = Options(mark=Mark.LINE, options=_bare(left))
            return (*_asks(prompt.question), Options(mark=Mark.NONE, options=_lettered(right)), lines)
        case Write(blanks=blanks):
            lines = Options(
                mark=Mark.FIELD, options=tuple(PrintedOption(letter="", label=blank.label) for blank in blanks)
            )
            return (*_asks(prompt.question), lines)
        case _:
            assert_never(prompt)


def _asks(question: str) -> tuple[Piece, ...]:
    return (Notice(tone=Tone.PLAIN, label=question, text=""),) if question else ()


def _lettered(choices: Iterable[Selectable]) -> tuple[PrintedOption, ...]:
    return tuple(
        PrintedOption(letter=letter, label=_label(choice))
        for letter, choice in zip(ascii_uppercase, choices, strict=False)
    )


def _bare(choices: Iterable[Selectable]) -> tuple[PrintedOption, ...]:
    return tuple(PrintedOption(letter="", label=_label(choice)) for choice in choices)


def _label(choice: Selectable) -> str:
    return f"{choice.label} ({choice.note})" if choice.note else choice.label
