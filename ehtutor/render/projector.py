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

from ehtutor.render.ballot import ballot_lines
from ehtutor.render.block_lines import block_lines, is_refused
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.lines import Lines, indent
from ehtutor.render.look import QUIET, Look
from ehtutor.session.screen.blocks import Ballot, Block, Diagram, Heading, Screen
from ehtutor.value import Value

SMALLEST: Final = (60, 20)
"""Columns and rows with which a class can still see what happens."""
ENTER: Final = "\x1b[?1049h\x1b[?25l"
"""To a window of our own, without a cursor; what was on the terminal comes back with LEAVE."""
LEAVE: Final = "\x1b[?25h\x1b[?1049l"
_WIDEST: Final = 120
"""Columns: on a wider window the rest is margin."""
_ARROWS: Final = 4
"""Of the diagram, so many: the one of the moment and what led to it."""
_HEAD: Final = 3
"""Rows of a diagram above its arrows: names, codes, and the mark of what was left out."""


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
    head, body = _apart(screen)
    top = [line for block in head for line in block_lines(block, look)]
    room = rows - len(top) - (2 if top else 0)
    middle = _spaced(body, look, room, refused=is_refused(screen))
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


def rows_too_many(screen: Screen, columns: int, rows: int) -> int:
    """How many rows of this screen a window of this size can't show at once; 0 when it fits."""
    look = Look(width=min(columns, _WIDEST), is_ascii=False)
    head, body = _apart(screen)
    top = [line for block in head for line in block_lines(block, look)]
    room = rows - len(top) - (2 if top else 0)
    return max(len(_spaced(body, look, room, refused=is_refused(screen))) - room, 0)


def _apart(screen: Screen) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The heading, and the rest."""
    is_headed = bool(screen.blocks) and isinstance(screen.blocks[0], Heading)
    return (screen.blocks[:1], screen.blocks[1:]) if is_headed else ((), screen.blocks)


def _spaced(blocks: tuple[Block, ...], look: Look, room: int, *, refused: bool) -> Lines:
    """The blocks with as many empty lines between them as there is room for, and as few arrows as need be."""
    tried: Lines = []
    for arrows, gap, apart in ((_ARROWS, 2, 1), (_ARROWS, 2, 0), (_ARROWS, 1, 0), (2, 1, 0), (2, 0, 0), (1, 0, 0)):
        tried = []
        for block in blocks:
            part = _part(block, look, arrows, apart, refused=refused)
            tried += _empty(gap if tried and part else 0)
            tried += part
        if len(tried) <= room:
            return tried
    return tried


def _part(block: Block, look: Look, arrows: int, apart: int, *, refused: bool) -> Lines:
    match block:
        case Diagram():
            return diagram_lines(block, look, _HEAD + arrows)
        case Ballot():
            return ballot_lines(block, look, apart)
        case _:
            return block_lines(block, look, is_refused=refused)


def _empty(count: int) -> Lines:
    return [Text(end="") for _ in range(count)]
