"""How large the window is: as the stream says, kept within what the environment asks, else the usual 80 by 24."""

import os
from collections.abc import Mapping
from typing import IO, Final

USUAL: Final = (80, 24)


def window(stream: IO[str] | None, environ: Mapping[str, str]) -> tuple[int, int]:
    """Columns and rows, neither of them 0."""
    found = _measured(stream) if stream is not None else (0, 0)
    asked = tuple(_number(environ.get(name, "")) for name in ("COLUMNS", "LINES"))
    columns, rows = (
        min((n for n in sizes if n > 0), default=usual) for *sizes, usual in zip(found, asked, USUAL, strict=True)
    )
    return columns, rows


def _measured(stream: IO[str]) -> tuple[int, int]:
    """Ask the stream for its window; (0, 0) when it has none."""
    try:
        size = os.get_terminal_size(stream.fileno())
    except (ValueError, OSError):
        return 0, 0
    return size.columns, size.lines


def _number(text: str) -> int:
    """Read a size out of the environment; 0 for anything that is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
