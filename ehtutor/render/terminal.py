"""Screens on a terminal, or down a pipe: the one owner of a rich Console.

On a terminal each screen replaces the one before it and fits the window; what does not fit can be scrolled. Down a
pipe, and when nobody is asked anything, screens follow each other at full length. The environment and the stream
are arguments. Rich takes `COLUMNS=0` for no columns at all and prints nothing; so the size is found here.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import IO, Final, TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from ehtutor.render.layout import USUAL, fitted, question_lines, whole
from ehtutor.render.lines import Lines, wrap
from ehtutor.render.look import QUIET, Look
from ehtutor.render.other_screen import other_screen, own_screen
from ehtutor.render.view import View, rows_asked, view_of
from ehtutor.session.screen.blocks import Screen

_WIDEST: Final = 120
_NARROWEST: Final = 12
"""With fewer columns the terminal wraps our lines once more."""


class Terminal:
    """Shows screens on one stream."""

    def __init__(
        self, console: Console, *, environ: Mapping[str, str], size: tuple[int, int] | None, prompts: bool, search: str
    ) -> None:
        self._console = console
        self._environ = environ
        self._size = size
        self._search = search
        self._is_live = prompts and console.file.isatty()
        self._screen: Screen | None = None
        self._count = 0
        self._view: View | None = None
        self._painted: View | None = None
        self._left = 0
        self._is_alone = False

    @classmethod
    def open(
        cls,
        stream: TextIO,
        *,
        environ: Mapping[str, str],
        size: tuple[int, int] | None = None,
        prompts: bool = True,
        search: str = "",
    ) -> "Terminal":
        """Show on `stream`; `size` fixes columns and rows, else they are found anew for every screen.

        Without `prompts` nobody is asked anything: no prompt lines, no clearing. `search` is the
        word on the line that counts what is hidden, for what can be done about it.
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
        return cls(console, environ=environ, size=size, prompts=prompts, search=search)

    @property
    def look(self) -> Look:
        """Return the measure and the alphabet of this output."""
        # an old Windows console moves to the next line as soon as the last column is filled
        columns = self._window()[0] - (1 if self._console.legacy_windows else 0)
        return Look(
            width=min(max(columns, _NARROWEST), _WIDEST),
            is_ascii=not self._console.encoding.lower().startswith("utf"),
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the window to ourselves, where it is one; afterwards what was to be seen last stands below the rest."""
        console = self._console
        if self._is_alone or not self._is_live or console.is_dumb_terminal or console.legacy_windows:
            yield
            return
        try:
            with other_screen(console.file):
                self._is_alone = True
                yield
        finally:
            self._is_alone = False
            self._print(self._last())

    @contextmanager
    def away(self) -> Iterator[None]:
        """Give the window back for as long as this lasts, and then paint it anew."""
        with own_screen(self._console.file) if self._is_alone else nullcontext():
            yield
        self.repaint()

    def show(self, screen: Screen) -> None:
        """Paint a screen, from its top; one that asks nothing is the last, and stands there whole in the end."""
        self._screen, self._view, self._left = screen, None, 0
        if self._is_live and screen.prompt is not None:
            self.repaint()
        elif not self._is_alone:
            self._print([*self._apart(), *self._at_length(screen)])
        self._count += 1

    def glimpse(self, screen: Screen, taken: int) -> None:
        """Print a screen below `taken` rows of other lines, as far as the window goes; nobody can scroll it."""
        look, (columns, rows) = self.look, self._window()
        # a row between, and the last one for the cursor
        room = max(rows - taken - 2, 1)
        view = view_of(screen, look, (columns, room + 1), left=rows_asked(screen.prompt, look), scrolls=True)
        if not view.page.lit:
            view = view.ended(last=False)
        question = question_lines(screen.prompt, look) if screen.prompt is not None else []
        lines = [*view.kept(), *([Text(), *question] if question else [])]
        hidden = len(view.page.body) - view.room + max(len(lines) - room, 0)
        if hidden:
            shown = lines[: room - 1]
            lines = [*shown, look.label(f"… {hidden + len(lines[:room]) - len(shown)}", QUIET)]
        self._print([Text(), *lines])

    def fits(self, screen: Screen) -> bool:
        """Whether all of a screen is in sight when it has been printed and the shell asks below it, or nobody looks."""
        is_looked_at = self._is_live and not self._console.is_dumb_terminal
        return not is_looked_at or len(self._at_length(screen)) < self._window()[1]

    def lines(self, count: int) -> None:
        """Move so many lines down in what is shown."""
        self._change(lambda view: view.moved(count))

    def pages(self, count: int) -> None:
        """Move so many pages down."""
        self._change(lambda view: view.paged(count))

    def ends(self, *, last: bool) -> None:
        """Move to the first line, or to the last."""
        self._change(lambda view: view.ended(last=last))

    def seek(self, text: str) -> None:
        """Mark `text` wherever it stands, and move to the first one from here on; nothing marks nothing."""
        self._change(lambda view: view.seeking(text))

    def seek_on(self, count: int) -> None:
        """Move so many matches on, and round at the end."""
        self._change(lambda view: view.seeking_on(count))

    @property
    def sought(self) -> str:
        """What was searched; nothing when nothing was."""
        view = self._in_window()
        return view.sought if view else ""

    @property
    def found(self) -> tuple[int, int]:
        """At which match we are, from 1, and how many there are."""
        view = self._in_window()
        return (view.at + 1, len(view.found)) if view and view.found else (0, 0)

    @property
    def is_outdated(self) -> bool:
        """Whether something else is to be seen than was painted last: another part, or a window of another size."""
        return self._in_window() is not self._painted

    def leave(self, rows: int) -> None:
        """Leave so many rows of the window to the prompt."""
        self._left = rows

    def repaint(self) -> None:
        """Paint what is shown anew."""
        view = self._in_window()
        if view is None:
            return
        with self._console:
            if self._console.is_dumb_terminal:
                self._print(self._apart())
            else:
                self._console.clear()
            self._print(view.lines(self.look, self._search))
        self._painted = view

    def _change(self, change: Callable[[View], View]) -> None:
        view = self._in_window()
        self._view = change(view) if view else None

    def _in_window(self) -> View | None:
        """Return what is shown as it lies in the window that there is now; None where nothing is, or nobody asked."""
        if self._screen is None or self._screen.prompt is None or not self._is_live:
            return None
        before, window = self._view, self._window()
        left = max(self._left, rows_asked(self._screen.prompt, self.look))
        if before is None or (before.window, before.left) != (window, left):
            scrolls = not self._console.is_dumb_terminal
            view = view_of(self._screen, self.look, window, left=left, scrolls=scrolls)
            self._view = view.like(before) if before else view
        return self._view

    def _at_length(self, screen: Screen) -> Lines:
        """Return a screen whole; for who looks at it close enough to be in sight at once, where it can be."""
        if self._is_live:
            rows = self._window()[1] - 1
            page = fitted(screen, self.look, rows)
            lines = [*page.head, *page.body, *page.keys]
            if len(lines) <= rows:
                return lines
        return whole(screen, self.look)

    def _last(self) -> Lines:
        """Return what was to be seen last, without its keys: they work no longer."""
        view = self._in_window()
        if self._screen is not None and view is None:
            return self._at_length(self._screen)
        return view.kept() if view else []

    def _apart(self) -> Lines:
        """Return the empty lines that tell one screen from the next, where it does not replace it."""
        return [Text(), Text()] if self._count else []

    def _print(self, lines: Lines) -> None:
        if lines:
            # not one Text of all lines: rich would take it apart again
            pieces = [piece for line in lines for piece in (*self._segments(line), Segment.line())]
            self._console.print(Segments(pieces), soft_wrap=True, end="")

    def _segments(self, line: Text) -> Iterable[Segment]:
        """Return what a line is printed as; where nothing has a style, not with it."""
        return [Segment(line.plain)] if self._console.color_system is None else line.render(self._console)

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
