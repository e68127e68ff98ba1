"""Screens on a terminal, or down a pipe: the one owner of a rich Console.

On a terminal each screen replaces the one before it and fits the window; what does not fit can be scrolled. Down a
pipe, and when nobody is asked anything, screens follow each other at full length. The environment and the stream
are arguments. Rich takes `COLUMNS=0` for no columns at all and prints nothing; so the size is found here.
"""

import os
from collections.abc import Mapping
from typing import IO, Final, TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from ehtutor.render.layout import USUAL, LaidOut, fitted, question_lines, whole
from ehtutor.render.lines import Lines, indent, wrap
from ehtutor.render.look import QUIET, Look
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Choose, ChooseMany, Continue, MatchChoices, OrderChoices, Prompt, Write
from ehtutor.value import replace

_WIDEST: Final = 120
_NARROWEST: Final = 12
"""With fewer columns the terminal wraps our lines once more."""
_VIEW: Final = 4
"""In fewer rows than this the heading scrolls too."""


class Terminal:
    """Shows screens on one stream."""

    def __init__(
        self, console: Console, *, environ: Mapping[str, str], size: tuple[int, int] | None, prompts: bool
    ) -> None:
        self._console = console
        self._environ = environ
        self._size = size
        self._is_live = prompts and console.file.isatty()
        self._screen: Screen | None = None
        self._count = 0
        self._offset = 0

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
            file=stream,
            width=USUAL[0],
            height=USUAL[1],
            markup=False,
            emoji=False,
            highlight=False,
            force_jupyter=False,
            _environ=environ,
        )
        return cls(console, environ=environ, size=size, prompts=prompts)

    @property
    def look(self) -> Look:
        """Return the measure and the alphabet of this output."""
        # an old Windows console moves to the next line as soon as the last column is filled
        columns = self._window()[0] - (1 if self._console.legacy_windows else 0)
        return Look(
            width=min(max(columns, _NARROWEST), _WIDEST),
            is_ascii=not self._console.encoding.lower().startswith("utf"),
        )

    def show(self, screen: Screen) -> None:
        """Paint a screen, from its top."""
        self._screen, self._offset = screen, 0
        if self._is_live:
            self._paint(screen)
        else:
            self._print([*self._apart(), *whole(screen, self.look)])
        self._count += 1

    def glimpse(self, screen: Screen, taken: int) -> None:
        """Print a screen below `taken` rows of other lines, as far as the window goes; nobody can scroll it."""
        look = self.look
        # a row between, and the last one for the cursor
        room = max(self._window()[1] - taken - 2, 1)
        question = question_lines(screen.prompt, look) if screen.prompt is not None else []
        asked = [Text(), *question] if question else []
        page = fitted(replace(screen, prompt=None), look, room - len(asked))
        lines = [*page.head, *page.body, *asked]
        if len(lines) > room:
            lines = [*lines[: room - 1], look.label(f"… {len(lines) - room + 1}", QUIET)]
        self._print([Text(), *lines])

    def scroll(self, lines: int) -> None:
        """Paint the same screen again, so many lines further down; 0 paints it anew after a change of size."""
        if self._screen is not None and self._is_live:
            self._offset += lines
            self._paint(self._screen)

    def _paint(self, screen: Screen) -> None:
        look = self.look
        # the last row stays free for the cursor: a newline there would push the heading out
        rows = self._window()[1] - 1 - _asked(screen.prompt, look)
        page = fitted(screen, look, rows)
        with self._console:
            if self._console.is_dumb_terminal:
                self._print(self._apart())
            else:
                self._console.clear()
            self._print(self._view(page, look, rows, screen.prompt))

    def _view(self, page: LaidOut, look: Look, rows: int, prompt: Prompt | None) -> Lines:
        """Return the lines to paint: all, when they fit or when no key could scroll them."""
        glyphs = _scrolls(prompt)
        height = len(page.head) + len(page.body) + len(page.keys)
        if height <= rows or glyphs is None or self._console.is_dumb_terminal:
            self._offset = 0
            return [*page.head, *page.body, *page.keys]
        head, body, keys = page.head, page.body, page.keys[: max(rows - 2, 1)]
        room = rows - len(head) - len(keys) - 1
        if room < _VIEW:
            head, body, room = [], [*head, *body], max(rows - len(keys) - 1, 1)
        furthest = max(len(body) - room, 0)
        self._offset = min(max(self._offset, 0), furthest)
        hidden = zip(glyphs, (self._offset, furthest - self._offset), strict=True)
        more = look.label("   ".join(f"{glyph} {count}" for glyph, count in hidden if count), QUIET)
        return [*head, *body[self._offset : self._offset + room], *indent([more], look.margin), *keys]

    def _apart(self) -> Lines:
        """Return the empty lines that tell one screen from the next, where it does not replace it."""
        return [Text(), Text()] if self._count else []

    def _print(self, lines: Lines) -> None:
        if lines:
            # not one Text of all lines: rich would take it apart again
            pieces = [piece for line in lines for piece in (*line.render(self._console), Segment.line())]
            self._console.print(Segments(pieces), soft_wrap=True, end="")

    def _window(self) -> tuple[int, int]:
        """Return columns and rows: as given, else the window's, kept within what the environment asks."""
        return self._size or window(self._console.file, self._environ)


def cleared(stream: TextIO, *, environ: Mapping[str, str]) -> None:
    """Make the window empty, where the stream is one."""
    console = Console(file=stream, force_jupyter=False, _environ=environ)
    if stream.isatty() and not console.is_dumb_terminal:
        console.clear()


def wrapped(line: str, stream: IO[str], environ: Mapping[str, str]) -> list[str]:
    """A line as this window shows it, broken between words."""
    return [part.plain.rstrip() for part in wrap(Text(line), window(stream, environ)[0])]


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


def _asked(prompt: Prompt | None, look: Look) -> int:
    """Return how many rows to keep for the question: whoever asks it adds an instruction, and indents more."""
    question = question_lines(prompt, replace(look, width=look.width - 4)) if prompt is not None else []
    return len(question) + 1 if question else 0


def _scrolls(prompt: Prompt | None) -> tuple[str, str] | None:
    """Return the names of the keys that scroll: in a list the arrows have a use of their own."""
    match prompt:
        case Continue():
            return "↑", "↓"
        case Choose() | ChooseMany() | OrderChoices() | MatchChoices():
            return "PgUp", "PgDn"
        case Write() | None:
            return None
