"""Rows as CSV (RFC 4180), harmless in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""With which a spreadsheet takes a text for a formula."""


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[str | int]], line_end: str = "\n") -> str:
    """The rows under their header, each with a line end."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _cell(cell: str | int) -> str | int:
    """A text that would be a formula gets an apostrophe; a number is one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
