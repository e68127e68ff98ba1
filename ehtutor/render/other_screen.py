"""The other screen of a terminal: a program has the window to itself there, and afterwards all is as it was.

Whoever enters it leaves it, whatever happens in between, or the shell would stand on a screen without a history.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

_ENTER: Final = "\x1b[?1049h"
_LEAVE: Final = "\x1b[?1049l"
_HIDE: Final = "\x1b[?25l"
_REVEAL: Final = "\x1b[?25h"


@contextmanager
def other_screen(out: IO[str], *, cursor: bool = True) -> Iterator[None]:
    """Be on the other screen for as long as this lasts, with or without a cursor."""
    _write(out, _ENTER if cursor else _ENTER + _HIDE)
    try:
        yield
    finally:
        _write(out, _LEAVE if cursor else _REVEAL + _LEAVE)


@contextmanager
def own_screen(out: IO[str], *, cursor: bool = True) -> Iterator[None]:
    """Be back on the terminal's own screen for as long as this lasts: the program is stopped, and will go on."""
    _write(out, _LEAVE if cursor else _REVEAL + _LEAVE)
    try:
        yield
    finally:
        _write(out, _ENTER if cursor else _ENTER + _HIDE)


def _write(out: IO[str], what: str) -> None:
    out.write(what)
    out.flush()
