"""A screen as lines, made to fit: the diagram and the findings give way first, then the space between blocks.

What still does not fit is left as long as it is; the terminal then shows a part, and scrolls.
"""

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from rich.text import Text

from ehtutor.render.block_lines import block_lines, is_refused
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.findings import findings_lines
from ehtutor.render.key_line import key_lines
from ehtutor.render.lines import Lines, hang, indent
from ehtutor.render.look import STRONG, Look
from ehtutor.session.screen.blocks import Diagram, Findings, Heading, Screen
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

FEWEST: Final = 6
"""Rows of a diagram that is still one: names, codes, what was left out, and three arrows."""


class LaidOut(Value):
    """A screen as lines: what stays in view, what may scroll, and the prompt line."""

    head: Lines
    body: Lines
    keys: Lines


def whole(screen: Screen, look: Look) -> Lines:
    """Lay out a screen at full length, for a stream that does not scroll; a question stands with its choices."""
    parts = _parts(screen, look)
    if screen.prompt is not None:
        parts.append(question_lines(screen.prompt, look))
    return _stacked(parts, gap=1)


def fitted(screen: Screen, look: Look, rows: int) -> LaidOut:
    """Lay out a screen for `rows` rows, its prompt line included, and an empty one where a question follows."""
    keys = key_lines(screen.prompt, look) if screen.prompt is not None else []
    keys += _space(1) if keys and not isinstance(screen.prompt, Continue) else []
    parts, gap = _squeezed(screen, look, rows - len(keys), 1 if keys else 0)
    is_headed = len(parts) > 1 and isinstance(screen.blocks[0], Heading)
    return LaidOut(
        head=[*parts[0], *_space(gap)] if is_headed else [],
        body=_stacked(parts[1:] if is_headed else parts, gap=gap),
        keys=[*_space(gap), *keys] if keys and parts else keys,
    )


def question_lines(prompt: Prompt, look: Look) -> Lines:
    """Lay out what is asked, about as it will be asked; nothing when there is nothing to choose or to write."""
    match prompt:
        case Choose(choices=choices) | ChooseMany(choices=choices) | OrderChoices(choices=choices):
            lines = [*_question(prompt.question, look), *_bullets(map(_told, choices), look)]
        case MatchChoices(question=question, left=left, right=right):
            lines = [*_question(question, look), *_bullets(map(_told, left), look), *_space(1)]
            lines += _bullets(map(_told, right), look)
        case Write(question=question, blanks=blanks):
            lines = [*_question(question, look), *_bullets((blank.label for blank in blanks), look)]
        case Continue():
            return []
        case _:
            assert_never(prompt)
    return indent(lines, look.margin)


def _question(question: str, look: Look) -> Lines:
    return hang(look.text(question, STRONG), look.measure, look.label("? ")) if question else []


def _told(choice: Selectable) -> str:
    return f"{choice.label}  {choice.note}" if choice.note else choice.label


def _bullets(labels: Iterable[str], look: Look) -> Lines:
    return [line for label in labels for line in hang(look.text(label), look.measure, look.label("  • "))]


def _squeezed(screen: Screen, look: Look, rows: int, keys_gap: int) -> tuple[list[Lines], int]:
    """Return the blocks as lines, and the empty lines to put between them."""
    full = _parts(screen, look)
    for gap in (1, 0):
        parts = list(full)
        for kind in (Diagram, Findings):
            for index, block in enumerate(screen.blocks):
                over = _height(parts, gap) + gap * keys_gap - rows
                if over > 0 and isinstance(block, kind):
                    parts[index] = _shorter(block, look, len(parts[index]) - over)
        if _height(parts, gap) + gap * keys_gap <= rows:
            return parts, gap
    # it will scroll: then nothing needs leaving out but the arrows of long ago
    for index, block in enumerate(screen.blocks):
        if isinstance(block, Diagram) and len(full[index]) > FEWEST:
            full[index] = _shorter(block, look, FEWEST)
    return full, 1


def _shorter(block: Diagram | Findings, look: Look, rows: int) -> Lines:
    if isinstance(block, Diagram):
        return diagram_lines(block, look, max(rows, FEWEST))
    return findings_lines(block, look, rows)


def _parts(screen: Screen, look: Look) -> list[Lines]:
    refused = is_refused(screen)
    return [block_lines(block, look, is_refused=refused) for block in screen.blocks]


def _height(parts: Sequence[Lines], gap: int) -> int:
    filled = [part for part in parts if part]
    return sum(len(part) for part in filled) + gap * max(len(filled) - 1, 0)


def _stacked(parts: Sequence[Lines], *, gap: int) -> Lines:
    lines: Lines = []
    for part in parts:
        if lines and part:
            lines += _space(gap)
        lines += part
    return lines


def _space(gap: int) -> Lines:
    return [Text(end="") for _ in range(gap)]
