"""A screen as lines, made to fit its window.

How close everything stands is a `Density`, and where a screen is shown there is a ladder of them, the roomiest first:
on a terminal (`AT_HAND`) the diagram and the findings give way, then the space between blocks; for a class (`WALL`) the
space, then the arrows of long ago. The first that fits is taken. Where none does, the last is: that is longer than the
window, which then shows a part, and scrolls.
"""

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from rich.text import Text

from ehtutor.render.block_lines import ballot_lines, block_lines, findings_lines, is_refused
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import QUIET, STRONG, Look
from ehtutor.session.screen.blocks import Ballot, Block, Diagram, Findings, Heading, Screen
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

USUAL: Final = (80, 24)
"""Columns and rows of a window of which nothing is known, and of that for which a course is checked."""
_ENTER: Final = "Enter"
"""A key's own name, as it is printed on the key; the same in every language."""
_HEAD: Final = 3
"""Rows of a diagram above its arrows: names, codes, and the mark of what was left out."""
_FEWEST: Final = 3
"""Arrows of a diagram that is still one."""


class Density(Value, kw_only=False):
    """How close everything stands."""

    gap: int
    """Empty lines between blocks."""
    apart: int
    """Empty lines between the options of a ballot."""
    arrows: int | None
    """Of a diagram, so many: the one of the moment and what led to it; None for as many as there is room for."""


# what scrolls needs to leave out nothing but the arrows of long ago
AT_HAND: Final = (Density(1, 0, None), Density(0, 0, None), Density(1, 0, _FEWEST))
WALL: Final = (
    Density(2, 1, 4),
    Density(2, 0, 4),
    Density(1, 0, 4),
    Density(1, 0, 2),
    Density(0, 0, 2),
    Density(0, 0, 1),
)


class LaidOut(Value):
    """A screen as lines: what stays in view, what may scroll, and the prompt line."""

    head: Lines
    body: Lines
    keys: Lines


def whole(screen: Screen, look: Look) -> Lines:
    """Lay out a screen at full length, for a stream that does not scroll; a question stands with its choices."""
    refused = is_refused(screen)
    parts = [block_lines(block, look, is_refused=refused) for block in screen.blocks]
    if screen.prompt is not None:
        parts.append(question_lines(screen.prompt, look))
    return stacked(parts, gap=1)


def fitted(screen: Screen, look: Look, rows: int) -> LaidOut:
    """Lay out a screen for `rows` rows, its prompt line included, and an empty one where a question follows."""
    keys = _key_lines(screen.prompt, look) if screen.prompt is not None else []
    keys += _space(1) if keys and not isinstance(screen.prompt, Continue) else []
    refused = is_refused(screen)
    parts, gap = spread(screen.blocks, look, rows - len(keys), AT_HAND, refused=refused, ends=1 if keys else 0)
    is_headed = len(parts) > 1 and isinstance(screen.blocks[0], Heading)
    return LaidOut(
        head=[*parts[0], *_space(gap)] if is_headed else [],
        body=stacked(parts[1:] if is_headed else parts, gap=gap),
        keys=[*_space(gap), *keys] if keys and parts else keys,
    )


def rows_too_many(screen: Screen, columns: int, rows: int) -> int:
    """Say how many rows of this screen a window of this size can't show at once; 0 when it fits."""
    look = Look(width=columns, is_ascii=False)
    asked = [] if screen.prompt is None else question_lines(screen.prompt, look)
    # the question has an instruction below it, and the last row stays free for the cursor
    kept = 1 + (len(asked) + 1 if asked else 0)
    page = fitted(screen, look, rows - kept)
    return max(len(page.head) + len(page.body) + len(page.keys) - (rows - kept), 0)


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


def spread(
    blocks: Sequence[Block], look: Look, rows: int, ladder: Sequence[Density], *, refused: bool, ends: int = 0
) -> tuple[list[Lines], int]:
    """Return the blocks as lines, as far apart as fits in `rows`, and the empty lines to put between them.

    `ends` more gaps come after them.
    """
    parts: list[Lines] = []
    gap = 0
    for density in ladder:
        gap = density.gap
        parts = [_part(block, look, density, refused=refused) for block in blocks]
        for kind in (Diagram, Findings) if density.arrows is None else ():
            for index, block in enumerate(blocks):
                over = _height(parts, gap, ends) - rows
                if over > 0 and isinstance(block, kind):
                    parts[index] = _shorter(block, look, len(parts[index]) - over)
        if _height(parts, gap, ends) <= rows:
            break
    return parts, gap


def _part(block: Block, look: Look, density: Density, *, refused: bool) -> Lines:
    match block:
        case Diagram() if density.arrows is not None:
            return diagram_lines(block, look, _HEAD + density.arrows)
        case Ballot():
            return ballot_lines(block, look, density.apart)
        case _:
            return block_lines(block, look, is_refused=refused)


def _shorter(block: Diagram | Findings, look: Look, rows: int) -> Lines:
    if isinstance(block, Diagram):
        return diagram_lines(block, look, max(rows, _HEAD + _FEWEST))
    return findings_lines(block, look, rows)


def _key_lines(prompt: Prompt, look: Look) -> Lines:
    """Lay out the prompt line; a key and its word stay together where they can."""
    enter = [(_ENTER, prompt.label)] if isinstance(prompt, Continue) else []
    items = [
        Text.assemble(look.label(letter, STRONG), look.label(f" {label}" if label else ""), end="")
        for letter, label in (*enter, *((key.letter, key.label) for key in prompt.keys))
    ]
    lines: Lines = []
    for item in items:
        dot = look.label(" · ", QUIET)
        if lines and lines[-1].cell_len + dot.cell_len + item.cell_len <= look.measure:
            lines[-1] = Text.assemble(lines[-1], dot, item, end="")
        else:
            lines += wrap(item, look.measure)
    return indent(lines, look.margin)


def _height(parts: Sequence[Lines], gap: int, ends: int) -> int:
    filled = [part for part in parts if part]
    return sum(len(part) for part in filled) + gap * (max(len(filled) - 1, 0) + ends)


def stacked(parts: Sequence[Lines], *, gap: int) -> Lines:
    """Return the lines of all parts, with `gap` empty ones between those that have any."""
    lines: Lines = []
    for part in parts:
        if lines and part:
            lines += _space(gap)
        lines += part
    return lines


def _space(gap: int) -> Lines:
    return [Text(end="") for _ in range(gap)]
