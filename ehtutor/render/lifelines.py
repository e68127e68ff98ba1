"""Where the lifelines of a diagram stand, and a row of cells to draw on.

The columns depend on the participants alone, never on the arrows: so they stand still while the login grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Final

from rich.cells import cell_len
from rich.text import Text

NEAREST: Final = 14
"""Less than this between two lifelines leaves no room for `AuthnRequest`."""
_FURTHEST: Final = 32


def columns(names: Sequence[str], width: int, after: int) -> tuple[int, ...] | None:
    """Place a lifeline under the middle of each name, as evenly as the names allow; None when they do not fit.

    Right of the last lifeline at least `after` cells stay free.
    """
    if not names:
        return None
    sizes = [cell_len(name) for name in names]
    first = max(sizes[0] // 2, 1)
    room = width - 1 - first - max(sizes[-1] - sizes[-1] // 2 - 1, after)
    least = [max(NEAREST, left - left // 2 + right // 2 + 1) for left, right in pairwise(sizes)]
    if sum(least) > room:
        return None
    return tuple(accumulate(_even(least, room), initial=first))


def _even(least: Sequence[int], room: int) -> list[int]:
    """Spread `room` over the gaps: each at least its least, and otherwise alike."""
    level = _FURTHEST
    while level > NEAREST and sum(max(gap, level) for gap in least) > room:
        level -= 1
    return [max(gap, level) for gap in least]


@dataclass(slots=True)
class CellRow:
    """Cells to draw on, each with a style; what falls outside is dropped.

    Mutable, unlike the rest: it is filled once and read once, within one function.
    """

    cells: list[tuple[str, str]]

    @classmethod
    def blank(cls, width: int) -> "CellRow":
        """Return a row of spaces."""
        return cls([(" ", "")] * width)

    def draw(self, at: int, text: str, style: str) -> None:
        """Write `text` from column `at`; a wide character takes two cells."""
        for char in text:
            size = cell_len(char)
            if not size and 0 < at <= len(self.cells):
                before, kept = self.cells[at - 1]
                self.cells[at - 1] = (before + char, kept)
            elif size and at >= 0 and at + size <= len(self.cells):
                self.cells[at] = (char, style)
                self.cells[at + 1 : at + size] = [("", style)] * (size - 1)
            at += size

    def text(self) -> Text:
        """Return the row as styled text, without the spaces at its end."""
        runs = groupby(self.cells, key=itemgetter(1))
        text = Text.assemble(*(("".join(char for char, _ in run), style) for style, run in runs), end="")
        text.rstrip()
        return text
