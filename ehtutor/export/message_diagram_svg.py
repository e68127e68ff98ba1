"""A sequence diagram as a picture: readable in print, and without colour too."""

from collections.abc import Iterator, Mapping
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.export.drawing import ACCENT, INK, LINE, QUIET, WRONG, broken, head, line, patch, picture, text
from ehtutor.export.message_diagram import named
from ehtutor.session.screen.blocks import Arrow, Diagram

_FIRST: Final = 100
_APART: Final = 170
_AFTER: Final = 130
"""Right of the last lifeline, for what happens inside its role."""
_TOP: Final = 58
_FOOT: Final = 34


def svg(diagram: Diagram, texts: Texts, *, title: str, description: str = "", id: str = "diagram") -> str:
    """The picture; its description tells every arrow, unless that stands beside it."""
    width = _FIRST + (len(diagram.participants) - 1) * _APART + _AFTER
    rows = list(_rows(diagram))
    bottom = rows[-1][1] + 22 if rows else _TOP + 20
    columns = _columns(diagram)
    parts = [
        *(line(x, _TOP - 8, x, bottom, stroke=QUIET) for x in columns.values()),
        *(part for each in diagram.participants for part in _name(columns[each.code], each.code, each.name)),
        *(part for number, (arrow, y) in enumerate(rows, 1) for part in _arrow(number, arrow, y, columns)),
        text(_FIRST - 84, bottom + 22, texts.say("material.legend"), anchor="start", fill=QUIET),
    ]
    told = description or described(diagram)
    return picture(parts, size=(width, bottom + _FOOT), title=title, description=told, id=id)


def described(diagram: Diagram) -> str:
    """Every arrow in words."""
    names = {each.code: named(each.code, each.name) for each in diagram.participants}
    told = []
    for number, arrow in enumerate(diagram.arrows, 1):
        ends = dict.fromkeys((names[arrow.sender], names[arrow.receiver]))
        told.append(f"{number}. {' → '.join(ends)}: {arrow.label}{' ✗' if arrow.is_refused else ''}")
    return "; ".join(told)


def _columns(diagram: Diagram) -> Mapping[str, float]:
    return {each.code: _FIRST + at * _APART for at, each in enumerate(diagram.participants)}


def _name(x: float, code: str, name: str) -> Iterator[str]:
    if name.casefold() != code.casefold():
        yield text(x, 22, name, bold=True)
        yield text(x, 40, code, bold=True)
    else:
        yield text(x, 40, name, bold=True)


def _rows(diagram: Diagram) -> Iterator[tuple[Arrow, float]]:
    """Each arrow with its height; its words stand above it."""
    y, columns = float(_TOP), _columns(diagram)
    for arrow in diagram.arrows:
        y += 20 + LINE * len(_words(arrow, columns))
        yield arrow, y


def _words(arrow: Arrow, columns: Mapping[str, float]) -> list[str]:
    room = abs(columns[arrow.sender] - columns[arrow.receiver]) - 16
    return broken(arrow.label, room if room > 0 else _AFTER - 20)


def _arrow(number: int, arrow: Arrow, y: float, columns: Mapping[str, float]) -> Iterator[str]:
    start, end = columns[arrow.sender], columns[arrow.receiver]
    colour = WRONG if arrow.is_refused else ACCENT if arrow.is_signed else INK
    words = _words(arrow, columns)
    yield text(16, y + 4, str(number), anchor="start", fill=QUIET)
    if start == end:
        yield f'<circle cx="{start:g}" cy="{y:g}" r="5" fill="{colour}"/>'
        yield from (text(start + 12, y + 4 + LINE * at, one, anchor="start", fill=colour) for at, one in _upward(words))
        return
    towards, way = ("right", 1) if end > start else ("left", -1)
    for at, one in _upward(words):
        middle, height = (start + end) / 2, y - 7 + LINE * at
        yield patch(middle, height, one)
        yield text(middle, height, one, fill=colour)
    yield line(start, y, end - way * 8, y, stroke=colour, width=2.75 if arrow.is_signed else 1.25)
    yield head(end - way, y, towards=towards, fill=colour)
    if arrow.is_refused:
        yield patch(end - way * 20, y + 5, "✗✗")
        yield text(end - way * 20, y + 5, "✗", fill=colour, bold=True)


def _upward(words: list[str]) -> Iterator[tuple[int, str]]:
    """Each line with its place: the last at 0."""
    return ((at - len(words) + 1, one) for at, one in enumerate(words))
