"""A small table; where its columns do not fit, each row becomes a few lines of its own."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, beside, hang, indent, whole_words, wrap
from ehtutor.render.look import ACCENT, QUIET, STRONG, Look
from ehtutor.session.screen.blocks import Table

_LEAST: Final = 6
_GAP: Final = 2
_NAMES: Final = 8
"""Columns by which the first may be the widest, for it names the row."""


def table_lines(table: Table, look: Look) -> Lines:
    """Lay out a table with its title above and its caption under it."""
    lines: Lines = wrap(look.label(table.title, STRONG), look.measure) if table.title else []
    cells = _even_rows(table)
    widths = _widths(cells, look) if cells and cells[0] else None
    if widths is not None and not look.is_narrow:
        lines += _grid(cells, widths, look)
    else:
        lines += _records(cells, look)
    if table.caption:
        lines += wrap(look.text(table.caption, QUIET), look.measure)
    return indent(lines, look.margin)


def _even_rows(table: Table) -> list[tuple[str, ...]]:
    """Return header and rows, all of the length of the longest."""
    rows = [table.header, *table.rows]
    longest = max(len(row) for row in rows)
    return [row + ("",) * (longest - len(row)) for row in rows]


def _widths(cells: Sequence[Sequence[str]], look: Look) -> list[int] | None:
    """Return a width for each column, the widest made narrower first; None when they can't all be readable."""
    room = look.width - 2 * look.margin - _GAP * (len(cells[0]) - 1)
    widths = [min(max(_size(cell, look) for cell in column), max(room, 0) + 1) for column in zip(*cells, strict=True)]
    while sum(widths) > room:
        # the names of the rows are the last to give way
        weights = [widths[0] - _NAMES, *widths[1:]]
        widest = weights.index(max(weights))
        if widths[widest] <= _LEAST:
            return None
        widths[widest] -= 1
    return widths


def _size(cell: str, look: Look) -> int:
    return max(line.cell_len for line in look.text(cell).split("\n", allow_blank=True))


def _grid(cells: Sequence[Sequence[str]], widths: Sequence[int], look: Look) -> Lines:
    lines: Lines = []
    if any(cells[0]):
        rule = look.label(("─" * _GAP).join("─" * width for width in widths), QUIET)
        lines = [*_row(cells[0], widths, look, styles=(STRONG, STRONG)), rule]
    for row in cells[1:]:
        lines += _row(row, widths, look, styles=(ACCENT, ""))
    return lines


def _row(row: Sequence[str], widths: Sequence[int], look: Look, *, styles: tuple[str, str]) -> Lines:
    lines: Lines = []
    at = 0
    for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
        told = look.text(cell, styles[0] if index == 0 else styles[1])
        lines = beside(lines, whole_words(told, width, look.clean("…")), at)
        at += width + _GAP
    return lines


def _records(cells: Sequence[Sequence[str]], look: Look) -> Lines:
    lines: Lines = []
    for row in cells[1:]:
        lines += wrap(look.label(" ".join(row[:1]), STRONG), look.measure)
        for name, cell in zip(cells[0][1:], row[1:], strict=True):
            lead = look.label(f"  {name}  " if name else "  ", ACCENT)
            if lead.cell_len > look.measure // 2:
                lines += [*indent(wrap(look.label(name, ACCENT), look.measure - 2), 2)]
                lead = Text("    ", end="")
            lines += hang(look.text(cell), look.measure, lead)
    return lines
