"""Lines of styled text: wrapped, cut, padded and set beside each other, measured in terminal cells.

A screen is laid out as lines before anything is painted, because only then is its height known. Rich wraps too,
but breaks at a no-break space and cuts with an ellipsis that an ASCII terminal cannot show.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Final, TypeAlias

from rich.cells import cell_len
from rich.text import Text

Lines: TypeAlias = list[Text]

_WORD: Final = re.compile("[^ ]* *")
_RUN: Final = re.compile(r"\S+")
_SHORTEST: Final = 12
"""Columns below which a word is broken, for nothing of it would be left."""


def wrap(text: Text, width: int, *, word: re.Pattern[str] = _WORD) -> Lines:
    """Break `text` between words into lines of at most `width` cells; a longer word is folded."""
    lines: Lines = []
    for line in text.split("\n", allow_blank=True):
        offsets = _breaks(line.plain, max(width, 2), word)
        parts = list(line.divide(offsets)) if offsets else [line]
        for part in parts:
            part.rstrip()
            part.end = ""
        lines += parts
    return lines


def hang(text: Text, width: int, lead: Text) -> Lines:
    """Wrap `text` behind `lead`, later lines indented to where the first one starts."""
    return beside([lead], wrap(text, width - lead.cell_len), lead.cell_len)


def beside(left: Iterable[Text], right: Iterable[Text], at: int) -> Lines:
    """Set the lines of `right` at column `at`, next to those of `left`."""
    return [
        Text.assemble(pad(one if one is not None else Text(), at), other if other is not None else Text(), end="")
        for one, other in zip_longest(left, right)
    ]


def indent(lines: Iterable[Text], by: int) -> Lines:
    """Move lines to the right; empty ones stay empty."""
    return [_moved(line, by) if line.plain and by else line for line in lines]


def _moved(line: Text, by: int) -> Text:
    moved = line.copy()
    moved.pad_left(by)
    return moved


def pad(text: Text, width: int) -> Text:
    """Return `text` with spaces up to `width` cells."""
    missing = width - text.cell_len
    return Text.assemble(text, " " * missing, end="") if missing > 0 else text


def joined(parts: Iterable[Text], between: Text) -> Text:
    """Join the parts that are not empty; unlike `Text.join` it does not spread the style of what is between."""
    filled = [part for part in parts if part.plain]
    pieces = [piece for part in filled for piece in (between, part)]
    return Text.assemble(*pieces[1:], end="")


def cut(text: str, width: int, ellipsis: str) -> str:
    """Return `text` in at most `width` cells, with `ellipsis` for what was left out."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return ellipsis[: max(width, 0)]
    kept = text[:room]
    while cell_len(kept) > room:
        kept = kept[:-1]
    return kept.rstrip(" ") + ellipsis


def middle(text: str, width: int, ellipsis: str) -> str:
    """Return `text` in at most `width` cells, with `ellipsis` for what was left out of its middle."""
    if cell_len(text) <= width:
        return text
    room = max(width - cell_len(ellipsis), 0)
    end = text[len(text) - room // 2 :] if room > 1 else ""
    while cell_len(end) > room // 2:
        end = end[1:]
    return cut(text, max(width - cell_len(end), 0), ellipsis) + end


def whole_words(text: Text, width: int, ellipsis: str) -> Lines:
    """Wrap `text` with each word, such as an id or a URN, on one line: shortened in its middle where that is narrow."""
    if width < _SHORTEST or all(cell_len(word) <= width for word in text.plain.split()):
        return wrap(text, width)
    short = _RUN.sub(lambda word: middle(word.group(), width, ellipsis), text.plain)
    return wrap(Text(short, text.style, end=""), width)


def _breaks(plain: str, width: int, words: re.Pattern[str]) -> list[int]:
    """Return where lines after the first begin."""
    if cell_len(plain) <= width:
        return []
    breaks: list[int] = []
    column = 0
    for match in words.finditer(plain):
        word = match.group().rstrip(" ")
        size = cell_len(word)
        if column and column + size > width:
            breaks.append(match.start())
            column = 0
        if size > width:
            folds = list(_folds(word, match.start(), width))
            breaks += folds
            size = cell_len(plain[folds[-1] : match.start() + len(word)]) if folds else size
        column += size + len(match.group()) - len(word)
    return breaks


def _folds(word: str, start: int, width: int) -> Iterable[int]:
    column = 0
    for at, char in enumerate(word, start):
        size = cell_len(char)
        if column + size > width:
            yield at
            column = 0
        column += size
