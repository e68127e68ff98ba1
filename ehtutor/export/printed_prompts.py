"""A prompt on paper: boxes to tick, numbers to write before what is put in order, lines to write on."""

from collections.abc import Iterable
from string import ascii_uppercase
from typing import assert_never

from ehtutor.export.document import Mark, Options, Piece, PrintedOption
from ehtutor.session.screen.blocks import Notice, Tone
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
