"""A screen for a whole class: the window filled, few words, much space, in colours that a projector shows.

A frame is one string that paints every cell, so that nothing of an earlier frame shines through. The colours are
those of a theme, not of the terminal: what reads on the teacher's own screen may be lost on a wall.
"""

from collections.abc import Mapping
from enum import Enum
from io import StringIO
from typing import Final

from rich.color import Color
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from ehtutor.render.block_lines import block_lines
from ehtutor.render.layout import WALL, Drawn, spread, stacked
from ehtutor.render.lines import Lines, indent
from ehtutor.render.look import QUIET, Look
from ehtutor.session.screen.blocks import Heading, Screen
from ehtutor.value import Value

SMALLEST: Final = (60, 20)
"""Columns and rows with which a class can still see what happens."""
_WIDEST: Final = 120
"""Columns: on a wider window the rest is margin."""


class Theme(Enum):
    """Light on dark, or dark on light."""

    DARK = "dark"
    LIGHT = "light"


class _Colours(Value):
    ground: Color
    ink: Color
    quiet: Color
    by_name: Mapping[str, Color]


def _colours(ground: int, ink: int, quiet: int, *, cyan: int, green: int, red: int, magenta: int) -> _Colours:
    by_name = {"cyan": cyan, "green": green, "red": red, "magenta": magenta}
    return _Colours(
        ground=Color.from_ansi(ground),
        ink=Color.from_ansi(ink),
        quiet=Color.from_ansi(quiet),
        by_name={name: Color.from_ansi(number) for name, number in by_name.items()},
    )


# of the 256 that every terminal has; each has a contrast of at least 7 to 1 with its ground (WCAG 2.2, 1.4.6)
_THEMES: Final = {
    Theme.DARK: _colours(16, 231, 250, cyan=81, green=120, red=210, magenta=219),
    Theme.LIGHT: _colours(231, 16, 239, cyan=23, green=22, red=88, magenta=53),
}


class Projector(Value):
    """What stays the same from frame to frame."""

    theme: Theme
    is_ascii: bool = False
    has_colour: bool = True

    def frame(self, screen: Screen, columns: int, rows: int, scroll: int = 0) -> str:
        """Everything to write to show this screen in a window of this size; no line end after the last row."""
        lines = page(screen, columns, rows, scroll, is_ascii=self.is_ascii)
        return "\x1b[H" + self._painted(lines, columns)

    def _painted(self, lines: Lines, columns: int) -> str:
        console = Console(
            file=StringIO(),
            width=columns,
            force_terminal=True,
            color_system="256",
            legacy_windows=False,
            no_color=False,
            highlight=False,
            _environ={},
        )
        colours = _THEMES[self.theme]
        ground = Style(color=colours.ink, bgcolor=colours.ground) if self.has_colour else Style()
        pieces: list[Segment] = []
        for number, line in enumerate(lines):
            pieces += [Segment("\r\n")] if number else []
            pieces += [
                Segment(piece.text, self._in_theme(piece.style, colours, ground)) for piece in line.render(console)
            ]
            pieces.append(Segment(" " * (columns - line.cell_len), ground))
        with console.capture() as captured:
            console.print(Segments(pieces), soft_wrap=True, end="")
        return captured.get()

    def _in_theme(self, style: Style | None, colours: _Colours, ground: Style) -> Style:
        if style is None:
            return ground
        weight = Style(bold=style.bold, italic=style.italic, underline=style.underline)
        if not self.has_colour:
            return weight
        named = colours.by_name.get(style.color.name) if style.color else None
        colour = named or (colours.quiet if style.dim else colours.ink)
        return Style(color=colour, bgcolor=colours.ground) + weight


def page(screen: Screen, columns: int, rows: int, scroll: int = 0, *, is_ascii: bool = False) -> Lines:
    """The lines of a frame, exactly `rows`: the heading above, the rest in the middle, as much space as there is."""
    look = Look(width=min(columns, _WIDEST), is_ascii=is_ascii)
    top, middle, room = _spaced(screen, look, rows)
    hidden = len(middle) - room
    if hidden > 0:
        at = min(scroll, hidden)
        below = look.label(f"▼ {hidden - at}" if at < hidden else "", QUIET)
        lines = [*top, Text(end=""), *middle[at : at + room], *indent([below], look.margin)]
    else:
        above = -hidden // 3 + (1 if top else 0)
        lines = [*top, *_empty(above), *middle]
    lines = (lines + _empty(rows))[:rows]
    return list(indent(lines, (columns - look.width) // 2))


def rows_hidden(screen: Screen, columns: int, rows: int) -> int:
    """How many rows of this screen a frame of this size does not show; 0 when it fits."""
    _, middle, room = _spaced(screen, Look(width=min(columns, _WIDEST), is_ascii=False), rows)
    return max(len(middle) - room, 0)


def _spaced(screen: Screen, look: Look, rows: int) -> tuple[Lines, Lines, int]:
    """The heading, the rest with as much space as there is, and how many rows there are for that."""
    is_headed = bool(screen.blocks) and isinstance(screen.blocks[0], Heading)
    top = block_lines(screen.blocks[0], look) if is_headed else []
    room = rows - len(top) - (2 if top else 0)
    parts, gap = spread(screen.blocks[1:] if is_headed else screen.blocks, Drawn(look), room, WALL)
    return top, stacked(parts, gap=gap), room


def _empty(count: int) -> Lines:
    return [Text(end="") for _ in range(count)]
