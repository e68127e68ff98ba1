"""The strokes of our own pictures: SVG that stands alone, with a title and a description, and no style but its own.

The width of a text is guessed, for nothing is known of the fonts of who looks at it: so lines are broken before they
can reach their neighbour, and a text that crosses a line has a patch of paper below it. A stroke around the letters
would look better, but a printer of PDF then writes every text twice, and that is how it is read aloud.
"""

import textwrap
from collections.abc import Iterable
from html import escape
from typing import Final

INK: Final = "#1a1a1a"
QUIET: Final = "#555555"
ACCENT: Final = "#1f4e9e"
WRONG: Final = "#a61b1b"
PAPER: Final = "#ffffff"
COLOURS: Final = (INK, QUIET, ACCENT, WRONG)
"""All that stand on paper."""

SIZE: Final = 13
LINE: Final = 16
_OF_SIZE: Final = 0.55
"""The mean width of a letter, in a sans serif."""


def picture(parts: Iterable[str], *, size: tuple[float, float], title: str, description: str, id: str) -> str:
    """An SVG of these parts; `id` sets its names apart from those of other pictures on the page."""
    width, height = (f"{each:g}" for each in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{id}-title {id}-desc" font-family="Arial, Helvetica, sans-serif" '
        f'font-size="{SIZE}">\n'
        f'<title id="{id}-title">{escape(title)}</title>\n<desc id="{id}-desc">{escape(description)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def text(x: float, y: float, words: str, *, anchor: str = "middle", fill: str = INK, bold: bool = False) -> str:
    """One line of text, with its baseline at `y`."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(words)}</text>'


def patch(x: float, y: float, words: str) -> str:
    """Paper below a text in the middle of `x`, to be drawn before it."""
    width = round(len(words) * SIZE * _OF_SIZE)
    return f'<rect x="{x - width / 2:g}" y="{y - 11:g}" width="{width}" height="15" fill="{PAPER}"/>'


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 1.25) -> str:
    """A straight line."""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{stroke}" stroke-width="{width:g}" fill="none"/>'


def head(x: float, y: float, *, towards: str, fill: str = INK) -> str:
    """The head of an arrow that ends here, towards left, right or down."""
    corners = {
        "right": f"{x - 9:g},{y - 5:g} {x - 9:g},{y + 5:g}",
        "left": f"{x + 9:g},{y - 5:g} {x + 9:g},{y + 5:g}",
        "down": f"{x - 5:g},{y - 9:g} {x + 5:g},{y - 9:g}",
    }
    return f'<polygon points="{x:g},{y:g} {corners[towards]}" fill="{fill}"/>'


def broken(words: str, room: float) -> list[str]:
    """A text in lines that are no wider than this."""
    return textwrap.wrap(words, max(int(room / (SIZE * _OF_SIZE)), 6)) or [""]
