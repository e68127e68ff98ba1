"""Where a text stands in lines that are laid out already, and how that is marked.

A long value is broken over lines, and so is a sentence; a frame may stand on both sides of it. So the lines are taken
out of their frames, and between any two characters of what is sought a new line may begin.
"""

import re
from collections.abc import Sequence
from typing import Final

from ehtutor.render.lines import Lines
from ehtutor.value import Value

_FRAME: Final = " \t|+─━│┃┌┐└┘├┤╭╮╰╯╞╡▌▐▏▎▍█"
"""What stands around the text of a line, of boxes and in the margin."""
_HERE: Final = "bold reverse"
_ELSEWHERE: Final = "bold underline"
"""Neither is a colour, so nobody misses them."""


class Occurrence(Value):
    """Where it was found once: pieces of lines."""

    pieces: tuple[tuple[int, int, int], ...]
    """Each with its row, and where it begins and ends there."""

    @property
    def row(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]


def matches(lines: Lines, text: str) -> tuple[Occurrence, ...]:
    """Every place where `text` stands, without regard to case; none where nothing is sought."""
    if not text.split():
        return ()
    rows = [_within_frame(line.plain) for line in lines]
    starts = [0]
    for _, kept in rows:
        starts.append(starts[-1] + len(kept) + 1)
    joined = "\n".join(kept for _, kept in rows)
    found = []
    row = 0
    for each in re.finditer(_pattern(text), joined, re.IGNORECASE):
        while each.start() >= starts[row + 1]:
            row += 1
        found.append(Occurrence(pieces=tuple(_pieces(rows, starts, row, each.span()))))
    return tuple(found)


def marked(lines: Lines, found: Sequence[Occurrence], at: int) -> Lines:
    """The lines with every match marked, and the one with number `at` more than the others."""
    copies = {row: lines[row].copy() for match in found for row, _, _ in match.pieces}
    for number, match in enumerate(found):
        for row, start, end in match.pieces:
            copies[row].stylize(_HERE if number == at else _ELSEWHERE, start, end)
    return [copies.get(row, line) for row, line in enumerate(lines)]


def _within_frame(line: str) -> tuple[int, str]:
    """What of a line is text, and where that begins."""
    kept = line.strip(_FRAME)
    return line.index(kept), kept


def _pattern(text: str) -> str:
    """Where a word ends there may be more space than was typed; anywhere else a line may."""
    words = ("\n?".join(re.escape(character) for character in word) for word in text.split())
    return r"\s+".join(words)


def _pieces(
    rows: Sequence[tuple[int, str]], starts: Sequence[int], row: int, span: tuple[int, int]
) -> list[tuple[int, int, int]]:
    """The pieces of the rows, from this one on, that a span of the joined text covers."""
    start, end = span
    pieces = []
    while row < len(rows) and starts[row] < end:
        indent, kept = rows[row]
        first, last = max(start - starts[row], 0), min(end - starts[row], len(kept))
        if first < last:
            pieces.append((row, indent + first, indent + last))
        row += 1
    return pieces
