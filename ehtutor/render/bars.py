"""Shares as bars: each with its numbers, so that nothing hangs on length or colour alone."""

from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import ACCENT, QUIET, STRONG, Look
from ehtutor.session.screen.blocks import Bar, Bars

_LONGEST: Final = 30
_SHORTEST: Final = 6
_LABEL: Final = 34
"""Columns for a label, where there is room for a bar beside it."""


def bars_lines(bars: Bars, look: Look) -> Lines:
    """A bar a row, behind its label; where there is no room, below it."""
    title = wrap(look.text(bars.title, STRONG), look.measure) if bars.title else []
    label = min(max((look.label(bar.label).cell_len for bar in bars.rows), default=0), _LABEL)
    after = max((_after(bar, bars.of, look).cell_len for bar in bars.rows), default=0)
    room = look.measure - label - 1 - after
    rows = [line for bar in bars.rows for line in _row(bar, bars.of, look, label, min(room, _LONGEST))]
    return indent([*title, *rows], look.margin)


def _row(bar: Bar, of: str, look: Look, label: int, room: int) -> Lines:
    size = max(room, _SHORTEST)
    drawn = Text.assemble(_drawn(bar, look, size), _after(bar, of, look), end="")
    if room < _SHORTEST:
        return [*wrap(look.text(bar.label), look.measure), *wrap(drawn, look.measure)]
    named = hang(look.text(bar.label), label, Text(end=""))
    lines = [Text.assemble(part, " " * (label - part.cell_len + 1), end="") for part in named]
    return [*lines[:-1], *hang(drawn, look.measure, lines[-1])]


def _after(bar: Bar, of: str, look: Look) -> Text:
    """What stands behind a bar."""
    note = look.label(f"  {bar.note}" if bar.note else "", QUIET)
    return Text.assemble(look.label(f" {bar.part} {of} {bar.whole}"), note, end="")


def _drawn(bar: Bar, look: Look, size: int) -> Text:
    filled = min(max(size * bar.part // bar.whole, 1 if bar.part else 0), size) if bar.whole > 0 else 0
    return Text.assemble(look.label("━" * filled, ACCENT), look.label("─" * (size - filled), QUIET), end="")
