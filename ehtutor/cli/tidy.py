"""Rows as CSV: one value a row, harmless in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def tidy(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """The rows under their header, each on one line; the last one ends without a line end."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().rstrip("\n")


def _cell(cell: str | int) -> str | int:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(cell, int):
        return cell
    text = " ".join(cell.split("\n"))
    return f"'{text}" if text.startswith(_FORMULA) else text
