"""Screens on a terminal, or down a pipe: the one owner of a rich Console.

On a terminal each screen replaces the one before it and fits the window; what does not fit can be scrolled. Down a
pipe, and when nobody is asked anything, screens follow each other at full length. The environment and the stream
are arguments. Rich reads `COLUMNS=0` as no columns at all, and counts a terminal of size 0 as one; so the size is
found here.
"""

import os
from collections.abc import Mapping
from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

from ehtutor.render.layout import Page, asked_rows, fitted, whole
from ehtutor.render.lines import Lines, indent
from ehtutor.render.look import QUIET, Look
from ehtutor.session.screen import Choose, Continue, Prompt, Screen, Write

_USUAL: Final = (80, 24)
_WIDEST: Final = 120
_NARROWEST: Final = 12
"""Under this many columns the lines are left to the terminal to wrap."""
_VIEW: Final = 4
"""The fewest rows in which scrolling makes sense."""


class Terminal:
    """Shows screens on one stream."""

    def __init__(self, console: Console, *, environ: Mapping[str, str], size: tuple[int, int] | None, prompts: bool):
        self._console = console
        self._environ = environ
        self._size = size
        self._is_live = prompts and console.file.isatty()
        self._screen: Screen | None = None
        self._offset = 0
        self._furthest = 0
        self._count = 0

    @classmethod
    def open(
        cls,
        stream: TextIO,
        *,
        environ: Mapping[str, str],
        size: tuple[int, int] | None = None,
        prompts: bool = True,
    ) -> "Terminal":
        """Show on `stream`; `size` fixes columns and rows, else they are found anew for every screen.

        Without `prompts` nobody is asked anything: no prompt lines, no clearing.
        """
        console = Console(
            file=stream, _environ=environ, markup=False, emoji=False, highlight=False, force_jupyter=False,
            width=_USUAL[0], height=_USUAL[1],
        )  # fmt: skip
        return cls(console, environ=environ, size=size, prompts=prompts)

    @property
    def can_scroll(self) -> bool:
        """Say whether the screen shown is longer than the window."""
        return self._furthest > 0

    @property
    def look(self) -> Look:
        """Return the measure and alphabet of this output."""
        columns = self._window()[0] - (1 if self._console.legacy_windows else 0)
        return Look(
            width=min(max(columns, _NARROWEST), _WIDEST),
            is_ascii=not (self._console.encoding or "").lower().replace("-", "").startswith("utf"),
        )

    def show(self, screen: Screen) -> None:
        """Paint a screen, from its top."""
        self._screen, self._offset, self._furthest = screen, 0, 0
        if self._is_live:
            self._paint(screen)
        else:
            self._print([*([Text()] if self._count else []), *whole(screen, self.look)])
        self._count += 1

    def scroll(self, lines: int) -> None:
        """Paint the same screen again, this many lines further down; 0 repaints it after a change of size."""
        if self._screen is None or not self._is_live:
            return
        self._offset += lines
        self._paint(self._screen)

    def _paint(self, screen: Screen) -> None:
        look = self.look
        rows = self._window()[1] - 1
        page = fitted(screen, look, rows)
        lines = self._view(page, look, rows - asked_rows(screen.prompt, look), screen.prompt)
        with self._console:
            if not self._console.is_dumb_terminal:
                self._console.clear()
            elif self._count:
                self._print([Text()])
            self._print(lines)

    def _view(self, page: Page, look: Look, rows: int, prompt: Prompt | None) -> Lines:
        """Return the lines to paint: all, when they fit or when no key could scroll them."""
        everything = [*page.head, *page.body, *page.keys]
        room = rows - len(page.head) - len(page.keys) - 1
        if len(everything) <= rows or not _is_paged(prompt) or self._console.is_dumb_terminal:
            self._offset = self._furthest = 0
            return everything
        head, body = page.head, page.body
        if room < _VIEW:
            head, body, room = [], [*page.head, *page.body], max(rows - len(page.keys) - 1, 1)
        self._furthest = max(len(body) - room, 0)
        self._offset = min(max(self._offset, 0), self._furthest)
        shown = body[self._offset : self._offset + room]
        return [*head, *shown, *_more(self._offset, self._furthest - self._offset, look), *page.keys]

    def _print(self, lines: Lines) -> None:
        if lines:
            self._console.print(Text("\n").join(lines), soft_wrap=True)

    def _window(self) -> tuple[int, int]:
        """Return columns and rows: as given, else the window's, kept within what the environment asks."""
        if self._size is not None:
            return self._size[0] if self._size[0] > 0 else _USUAL[0], self._size[1] if self._size[1] > 0 else _USUAL[1]
        columns, rows = _measured(self._console.file)
        asked_columns, asked_rows_ = (_number(self._environ.get(name, "")) for name in ("COLUMNS", "LINES"))
        return (
            min(filter(None, (columns, asked_columns)), default=_USUAL[0]),
            min(filter(None, (rows, asked_rows_)), default=_USUAL[1]),
        )


def _is_paged(prompt: Prompt | None) -> bool:
    """Say whether the keys that scroll are free: a choice has its own use for them, and the last screen has none."""
    match prompt:
        case Continue():
            return True
        case Choose() | Write() | None:
            return False


def _more(above: int, below: int, look: Look) -> Lines:
    parts = [f"{glyph} {count}" for glyph, count in (("↑", above), ("↓", below)) if count]
    return indent([look.label("  ".join(parts), QUIET)], look.margin)


def _measured(stream: object) -> tuple[int, int]:
    """Ask the stream for its size; (0, 0) when it has none."""
    try:
        return tuple(os.get_terminal_size(stream.fileno()))  # type: ignore[return-value,attr-defined]
    except (AttributeError, ValueError, OSError):
        return (0, 0)


def _number(text: str) -> int:
    """Read a size out of the environment; 0 for anything that is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
