"""The prompt line: what can be pressed now."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, indent, wrap
from ehtutor.render.look import QUIET, STRONG, Look
from ehtutor.session.screen.prompt import (
    Choose,
    ChooseMany,
    Continue,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Prompt,
    Write,
)

_ENTER: Final = "Enter"
"""A key's own name, as it is printed on the key; the same in every language."""


def pairs(prompt: Prompt) -> tuple[tuple[str, str], ...]:
    """Return each key with its word, in the order in which they are shown."""
    match prompt:
        case Continue(label=label, keys=keys):
            return ((_ENTER, label), *_pairs(keys))
        case Choose() | ChooseMany() | OrderChoices() | MatchChoices() | Write():
            return _pairs(prompt.keys)


def _pairs(keys: Sequence[KeyHint]) -> tuple[tuple[str, str], ...]:
    return tuple((key.letter, key.label) for key in keys)


def key_lines(prompt: Prompt, look: Look) -> Lines:
    """Lay out the prompt line; a key and its word stay together where they can."""
    items = [
        Text.assemble(look.label(letter, STRONG), look.label(f" {label}" if label else ""), end="")
        for letter, label in pairs(prompt)
    ]
    lines: Lines = []
    for item in items:
        dot = look.label(" · ", QUIET)
        if lines and lines[-1].cell_len + dot.cell_len + item.cell_len <= look.measure:
            lines[-1] = Text.assemble(lines[-1], dot, item, end="")
        else:
            lines += wrap(item, look.measure)
    return indent(lines, look.margin)
