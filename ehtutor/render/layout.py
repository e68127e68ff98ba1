"""A screen as lines, made to fit its window.

How close everything stands is a `Density`, and where a screen is shown there is a ladder of them, the roomiest first:
on a terminal (`AT_HAND`) the diagram and the findings give way, then the space between blocks, then all of the diagram;
for a class (`WALL`) the space, then the arrows of long ago. The first that fits is taken. Where none does, what is told
or asked of a message stays in view, and the message scrolls above it or beside it; only where there is no room for
both, everything scrolls.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, assert_never

from rich.text import Text

from ehtutor.render.block_lines import ballot_lines, block_lines, findings_lines
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import QUIET, STRONG, Look
from ehtutor.render.panel import lit_rows
from ehtutor.session.screen.blocks import (
    Ballot,
    Block,
    Diagram,
    Ending,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Prose,
    Screen,
    Table,
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
    said,
)
from ehtutor.value import Value, field, replace

USUAL: Final = (80, 24)
"""Columns and rows of a window of which nothing is known, and of that for which a course is checked."""
_ENTER: Final = "Enter"
"""A key's own name, as it is printed on the key; the same in every language."""
_ESCAPE: Final = "Esc"
"""Another."""
_HEAD: Final = 3
"""Rows of a diagram above its arrows: names, codes, and the mark of what was left out."""
_FEWEST_SHOWN: Final = 3
"""Rows of a message that is a window on itself: two, and the line that counts the others."""
_WIDE: Final = 110
"""From so many columns on, what is told of a message stands beside it."""
_SIDE: Final = 40
"""Columns for that."""
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
    """A screen as lines: what stays in view, what may scroll between, and the prompt line."""

    head: Lines
    body: Lines
    """What may scroll."""
    keys: Lines
    foot: Lines = field(default_factory=list)
    """What stays in view below it: what is told or asked of the message above."""
    side: Lines = field(default_factory=list)
    """What stays in view beside it instead, in a wide window."""
    side_at: int = 0
    """At which column."""
    lit: range | None = None
    """The rows of the body that are in view on opening; None for its first ones."""


def whole(screen: Screen, look: Look) -> Lines:
    """Lay out a screen at full length, for a stream that does not scroll; a question stands with its choices."""
    parts = [block_lines(block, look) for block in screen.blocks]
    if screen.prompt is not None:
        parts.append(question_lines(screen.prompt, look))
    return stacked(parts, gap=1)


def fitted(screen: Screen, look: Look, rows: int) -> LaidOut:
    """Lay out a screen for `rows` rows, its prompt line included, and an empty one where a question follows.

    Where it is too long, the diagram gives way first, and then the message becomes a window on itself, at what is lit
    in it: what is told or asked of it stays in view. Only where even that is too long does all of it scroll; then what
    is asked, and the hint or the answer that came last, is in view on opening.
    """
    keys = _key_lines(screen.prompt, look) if screen.prompt is not None else []
    keys += _space(1) if keys and not isinstance(screen.prompt, Continue) else []
    page = _beside(screen, look, rows, keys)
    blocks, drawn = screen.blocks, Drawn(look)
    while page is None:
        parts, gap = spread(blocks, drawn, rows - len(keys), AT_HAND, ends=1 if keys else 0)
        if _height(parts, gap, 1 if keys else 0) <= rows - len(keys) or not any(map(_gives_way, blocks)):
            page = _below(blocks, parts, gap, look, rows, keys, asks=not isinstance(screen.prompt, Continue | None))
        blocks = tuple(block for block in blocks if not _gives_way(block))
    return page


def _gives_way(block: Block) -> bool:
    return isinstance(block, Diagram)


def _below(
    blocks: Sequence[Block],
    parts: Sequence[Lines],
    gap: int,
    look: Look,
    rows: int,
    keys: Lines,
    *,
    asks: bool,
) -> LaidOut:
    """All blocks below each other; where they are too long, the pictures among them scroll, else everything does."""
    start = 1 if len(parts) > 1 and isinstance(blocks[0], Heading) else 0
    head = [*parts[0], *_space(gap)] if start else []
    keys = [*_space(gap), *keys] if keys and parts else keys
    body, foot = list(parts[start:]), []
    room = rows - len(head) - len(keys)
    lit = None
    if body and _height(body, gap, 0) > room:
        split = _told_from(blocks)
        told = stacked(parts[split:], gap=gap)
        if start < split < len(parts) and len(told) + gap <= room - _FEWEST_SHOWN:
            body, foot = list(parts[start:split]), [*_space(gap), *told]
            lit = _lit(blocks[start:split], body, gap, look)
            head, body, lit = _titled(head, blocks[start], body, lit, look)
        elif asks:
            length = len(stacked(body, gap=gap))
            lit = range(length, length)
        else:
            lit = _lit(blocks[start:], body, gap, look) or _news(blocks[start:], body, gap)
    return LaidOut(head=head, body=stacked(body, gap=gap), foot=foot, keys=keys, lit=lit)


def _beside(screen: Screen, look: Look, rows: int, keys: Lines) -> LaidOut | None:
    """A message with what is told of it at its side; None where the window is too narrow, or there is no such."""
    blocks, split = screen.blocks, _told_from(screen.blocks)
    deep = [block for block in blocks[:split] if isinstance(block, MessagePanel) and _is_deep(block)]
    if look.width < _WIDE or not deep or not isinstance(blocks[0], Heading) or split == len(blocks):
        return None
    left = replace(look, width=look.width - _SIDE - 2)
    right = replace(look, width=_SIDE)
    head = [*block_lines(blocks[0], look), *_space(1)]
    keys = [*_space(1), *keys]
    room = rows - len(head) - len(keys)
    told = stacked([block_lines(block, right) for block in blocks[split:]], gap=1)
    shown = [block for block in blocks[1:split] if not _gives_way(block)]
    parts = [block_lines(block, left) for block in shown]
    if len(told) > room - 2:
        return None
    lit = _lit(shown, parts, 1, left)
    if len(stacked(parts, gap=1)) > room:
        head, parts, lit = _titled(head, shown[0], parts, lit, left)
    return LaidOut(head=head, body=stacked(parts, gap=1), keys=keys, side=told, side_at=left.width + 2, lit=lit)


def _titled(
    head: Lines, first: Block, parts: list[Lines], lit: range | None, look: Look
) -> tuple[Lines, list[Lines], range | None]:
    """Let the title of a message that scrolls, and whose it is, stay in view with the heading, where it is one line."""
    if not isinstance(first, MessagePanel) or look.is_narrow:
        return head, parts, lit
    rows, rest = parts[0], parts[1:]
    return [*head, rows[0]], [rows[1:], *rest], range(lit.start - 1, lit.stop - 1) if lit is not None else None


def _is_deep(panel: MessagePanel) -> bool:
    return bool(panel.wire) or any(line.is_lit for line in panel.fields)


def _told_from(blocks: Sequence[Block]) -> int:
    """Where that begins which is told or asked of what stands above: the text at the end, after a picture."""
    at = len(blocks)
    while at and isinstance(blocks[at - 1], Prose | Notice | Ending | Table):
        at -= 1
    return at if any(isinstance(block, MessagePanel | Diagram | Findings) for block in blocks[:at]) else len(blocks)


def _news(blocks: Sequence[Block], parts: Sequence[Lines], gap: int) -> range | None:
    """The first row of what is said of an answer; a lesson that ends is read from its top."""
    if any(isinstance(block, Table) for block in blocks):
        return None
    for index, block in enumerate(blocks):
        if isinstance(block, Notice):
            at = len(stacked([*parts[:index], [Text()]], gap=gap)) - 1
            return range(at, at + 1)
    return None


def _lit(blocks: Sequence[Block], parts: Sequence[Lines], gap: int, look: Look) -> range | None:
    """The rows of what is lit, in the lines of all parts."""
    for index, block in enumerate(blocks):
        if isinstance(block, MessagePanel) and (rows := lit_rows(block, look)) is not None:
            before = stacked(parts[:index], gap=gap)
            at = len(before) + (gap if before and parts[index] else 0)
            return range(at + rows.start, at + rows.stop)
    return None


def rows_too_many(screen: Screen, columns: int, rows: int) -> int:
    """Say how many rows of this screen a window of this size can't show at once; 0 when it fits.

    A message with what is told of it in view may scroll.
    """
    look = Look(width=columns, is_ascii=False)
    asked = [] if screen.prompt is None else question_lines(screen.prompt, look)
    # the question has an instruction below it, and the last row stays free for the cursor
    kept = 1 + (len(asked) + 1 if asked else 0)
    page = fitted(screen, look, rows - kept)
    if page.foot or page.side:
        return 0
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


class Drawn:
    """Blocks as lines, each laid out once for all that is tried to make a screen fit."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._lines: dict[tuple[int, int | None], tuple[Block, Lines]] = {}

    def part(self, block: Block, density: Density) -> Lines:
        """The block, as close as this."""
        match block:
            case Diagram() if density.arrows is not None:
                return self.shorter(block, _HEAD + density.arrows)
            case Ballot():
                return self._once(block, density.apart, partial(ballot_lines, block, self._look, density.apart))
            case _:
                return self._once(block, None, partial(block_lines, block, self._look))

    def shorter(self, block: Diagram | Findings, rows: int) -> Lines:
        """A picture, or what was found, in about so few rows."""
        if isinstance(block, Diagram):
            return self._once(block, rows, partial(diagram_lines, block, self._look, rows))
        return self._once(block, rows, partial(findings_lines, block, self._look, rows))

    def _once(self, block: Block, close: int | None, lay: Callable[[], Lines]) -> Lines:
        key = (id(block), close)
        if key not in self._lines:
            # a block that is kept with its lines keeps its id
            self._lines[key] = block, lay()
        return self._lines[key][1]


def spread(
    blocks: Sequence[Block], drawn: Drawn, rows: int, ladder: Sequence[Density], *, ends: int = 0
) -> tuple[list[Lines], int]:
    """Return the blocks as lines, as far apart as fits in `rows`, and the empty lines to put between them.

    `ends` more gaps come after them.
    """
    parts: list[Lines] = []
    gap = 0
    for density in ladder:
        gap = density.gap
        parts = [drawn.part(block, density) for block in blocks]
        for kind in (Diagram, Findings) if density.arrows is None else ():
            for index, block in enumerate(blocks):
                over = _height(parts, gap, ends) - rows
                if over > 0 and isinstance(block, kind):
                    least = _HEAD + _FEWEST if isinstance(block, Diagram) else 0
                    parts[index] = drawn.shorter(block, max(len(parts[index]) - over, least))
        if _height(parts, gap, ends) <= rows:
            break
    return parts, gap


def _key_lines(prompt: Prompt, look: Look) -> Lines:
    """Lay out the prompt line; a key and its word stay together where they can."""
    enter = [(_ENTER, prompt.label)] if isinstance(prompt, Continue) else []
    # where one types a letter is a letter
    way = f"{_ESCAPE} " if isinstance(prompt, Write) else ""
    items = [
        Text.assemble(look.label(f"{way}{letter}", STRONG), look.label(f" {label}" if label else ""), end="")
        for letter, label in (*enter, *((key.letter, key.label) for key in said(prompt.keys)))
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
