"""A screen as lines, made to fit: the diagram and the findings give way first, then the space between blocks.

What still does not fit is left as long as it is; the terminal then shows a part, and scrolls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from ehtutor.render.blocks import block_lines, is_refused
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.findings import findings_lines
from ehtutor.render.keys import key_lines
from ehtutor.render.lines import Lines, hang, wrap
from ehtutor.render.look import STRONG, Look
from ehtutor.session.screen import Block, Choose, Continue, Diagram, Findings, Heading, Prompt, Screen, Write

FEWEST: Final = 6
"""Rows of a diagram that is still one: the names, the row for what was left out, three arrows, and one to breathe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A screen as lines: what stays in view, what may scroll, and the prompt line."""

    head: Lines
    body: Lines
    keys: Lines


def whole(screen: Screen, look: Look) -> Lines:
    """Lay out a screen at full length, for a stream that does not scroll; a question stands with its choices."""
    parts = [_laid(block, look, screen) for block in screen.blocks]
    if screen.prompt is not None:
        parts.append(_question(screen.prompt, look))
    return _stacked(parts, gap=1)


def fitted(screen: Screen, look: Look, rows: int) -> Page:
    """Lay out a screen for `rows` rows, of which the prompt itself takes some."""
    keys = key_lines(screen.prompt, look) if screen.prompt is not None else []
    rows -= len(keys) + asked_rows(screen.prompt, look)
    is_headed = bool(screen.blocks) and isinstance(screen.blocks[0], Heading)
    parts = _parts(screen, look, rows - 1 if keys else rows)
    gap = 1 if _height(parts, 1) + bool(keys) <= rows else 0
    head = [*parts[0], *[Text(end="")] * gap] if is_headed and len(parts) > 1 else []
    body = _stacked(parts[1:] if head else parts, gap=gap)
    return Page(head=head, body=body, keys=[*[Text(end="")] * gap, *keys] if keys else [])


def asked_rows(prompt: Prompt | None, look: Look) -> int:
    """Return how many rows the question takes that is asked under the prompt line."""
    match prompt:
        case Choose() | Write():
            return len(_question(prompt, look)) + 1
        case Continue() | None:
            return 0


def _question(prompt: Prompt, look: Look) -> Lines:
    match prompt:
        case Choose(question=question, choices=choices):
            lines = wrap(look.text(f"? {question}", STRONG), look.measure)
            for choice in choices:
                label = f"{choice.label}  {choice.note}" if choice.note else choice.label
                lines += hang(look.text(label), look.measure, look.label("  • "))
            return lines
        case Write(question=question, blanks=blanks):
            lines = wrap(look.text(f"? {question}", STRONG), look.measure) if question else []
            return [*lines, *(look.label(f"  {blank.label}") for blank in blanks)]
        case Continue():
            return []


def _parts(screen: Screen, look: Look, rows: int) -> list[Lines]:
    """Lay out all but the elastic blocks, and give those the rows that remain."""
    parts = [_laid(block, look, screen) for block in screen.blocks]
    for kind, least in ((Diagram, FEWEST), (Findings, 1)):
        for index, block in enumerate(screen.blocks):
            over = _height(parts, 1) - rows
            if over > 0 and isinstance(block, kind):
                parts[index] = _squeezed(block, look, max(len(parts[index]) - over, least))
    return parts


def _squeezed(block: Block, look: Look, rows: int) -> Lines:
    if isinstance(block, Diagram):
        return diagram_lines(block, look, rows)
    assert isinstance(block, Findings)
    return findings_lines(block, look, rows)


def _laid(block: Block, look: Look, screen: Screen) -> Lines:
    return block_lines(block, look, is_refused=is_refused(screen))


def _height(parts: Sequence[Lines], gap: int) -> int:
    filled = [part for part in parts if part]
    return sum(len(part) for part in filled) + gap * max(len(filled) - 1, 0)


def _stacked(parts: Sequence[Lines], *, gap: int) -> Lines:
    lines: Lines = []
    for part in parts:
        if lines and part:
            lines += [Text(end="")] * gap
        lines += part
    return lines
