"""Every block as lines. What a block looks like is decided here and in the module named after it, nowhere else."""

from typing import assert_never

from rich.text import Text

from ehtutor.render.ballot import ballot_lines
from ehtutor.render.bars import bars_lines
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.findings import findings_lines
from ehtutor.render.heading import heading_lines
from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import STRONG, Look
from ehtutor.render.panel import box, panel_lines
from ehtutor.render.prose import prose_lines
from ehtutor.render.table import table_lines
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
    Screen,
    Table,
)


def block_lines(block: Block, look: Look, *, is_refused: bool = False) -> Lines:
    """Lay out one block in full, whatever its height."""
    match block:
        case Heading():
            lines = heading_lines(block, look)
        case Prose(text=text):
            lines = prose_lines(text, look)
        case Notice():
            lines = _notice(block, look)
        case Diagram():
            lines = diagram_lines(block, look)
        case MessagePanel():
            lines = panel_lines(block, look, is_refused=is_refused)
        case Findings():
            lines = findings_lines(block, look)
        case Table():
            lines = table_lines(block, look)
        case Ballot():
            lines = ballot_lines(block, look)
        case Bars():
            lines = bars_lines(block, look)
        case Ending():
            lines = _verdict(block, look)
        case _:
            assert_never(block)
    return lines


def is_refused(screen: Screen) -> bool:
    """Say whether the message that this screen is about was refused."""
    return any(
        arrow.is_current and arrow.is_refused
        for block in screen.blocks
        if isinstance(block, Diagram)
        for arrow in block.arrows
    )


def _notice(notice: Notice, look: Look) -> Lines:
    glyph, style = look.tone(notice.tone)
    lead = look.label(f"{glyph} ", style)
    label = look.label(notice.label, f"{STRONG} {style}")
    words = Text.assemble(label, "\n" if label.plain and notice.text else "", look.text(notice.text), end="")
    return indent(hang(words, look.measure, lead), look.margin)


def _verdict(verdict: Ending, look: Look) -> Lines:
    glyph, style = look.tone(verdict.tone)
    title = look.label(f"{glyph} {verdict.label}", f"{STRONG} {style}")
    if look.is_narrow:
        return [*wrap(title, look.width), *wrap(look.text(verdict.text), look.width)]
    body = wrap(look.text(verdict.text), min(look.width - 4, 100)) if verdict.text else []
    return box(body, look, title=title, footer=Text(), style=style)
