"""The messages of a login as a sequence diagram: as a picture, also without colour, as Mermaid, as text."""

import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.export.drawing import ACCENT, INK, LINE, PAPER, QUIET, WRONG, broken, head, line, patch, picture, text
from ehtutor.session.screen.blocks import Arrow, Diagram

_PLAIN: Final = re.compile(r"[^\w .,?!()/≥+-]")
_END: Final = re.compile(r"\bend\b", re.IGNORECASE)
"""A word that closes a block of Mermaid, wherever it stands."""
_BETWEEN: Final = 2
"""Cells between two names."""


def mermaid(diagram: Diagram) -> str:
    """As Mermaid: a signed message with a solid line, anything else dashed, what was refused with a cross."""
    return "".join(f"{line}\n" for line in _mermaid(diagram))


def _mermaid(diagram: Diagram) -> Iterator[str]:
    yield "sequenceDiagram"
    yield "    autonumber"
    for each in diagram.participants:
        yield f"    participant {each.code} as {for_mermaid(named(each.code, each.name))}"
    for arrow in diagram.arrows:
        shaft = "-" if arrow.is_signed else "--"
        end = "x" if arrow.is_refused else ">>"
        mark = " ○" if arrow.via else ""
        yield f"    {arrow.sender}{shaft}{end}{arrow.receiver}: {for_mermaid(arrow.label + mark)}"
    if any(arrow.via for arrow in diagram.arrows):
        yield f"    Note over {diagram.participants[0].code}: {for_mermaid(diagram.via_label)}"


def for_mermaid(words: str) -> str:
    """A text that stands for itself in Mermaid, whatever is in it."""
    flat = " ".join(words.split())
    return _END.sub(_by_number, _PLAIN.sub(_by_number, flat)) or " "


def _by_number(found: re.Match[str]) -> str:
    return f"#{ord(found[0][0])};{found[0][1:]}"


def named(code: str, name: str) -> str:
    """A role by its name, with the code that the specifications have for it."""
    return name if name.casefold() == code.casefold() else f"{name} ({code})"


def as_text(diagram: Diagram, texts: Texts) -> str:
    """Drawn with characters: a line for each arrow, as wide as its words need."""
    rows = (_text_row(number, arrow, diagram) for number, arrow in enumerate(diagram.arrows, 1))
    lines = [_text_names(diagram), *rows, "", texts.say("material.legend-text"), diagram.via_label]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _text_columns(diagram: Diagram) -> dict[str, int]:
    """Where each lifeline stands."""
    codes = [each.code for each in diagram.participants]
    places = {code: at for at, code in enumerate(codes)}
    gap = max((_needs(arrow, places) for arrow in diagram.arrows), default=0)
    gap = max(gap, *(len(named(each.code, each.name)) + _BETWEEN for each in diagram.participants))
    first = len(named(diagram.participants[0].code, diagram.participants[0].name)) // 2 + 5
    return {code: first + at * gap for at, code in enumerate(codes)}


def _needs(arrow: Arrow, places: dict[str, int]) -> int:
    """How far apart the lifelines must be for the words of this arrow."""
    if arrow.sender == arrow.receiver:
        return len(arrow.label) + 5
    return ceil((len(arrow.label) + 6) / abs(places[arrow.sender] - places[arrow.receiver]))


def _text_names(diagram: Diagram) -> str:
    columns, line = _text_columns(diagram), ""
    for each in diagram.participants:
        name = named(each.code, each.name)
        line = f"{line:<{columns[each.code] - len(name) // 2}}{name}"
    return line


def _text_row(number: int, arrow: Arrow, diagram: Diagram) -> str:
    columns = _text_columns(diagram)
    cells = [" "] * (max(columns.values()) + len(arrow.label) + 5)
    for x in columns.values():
        cells[x] = "│"
    start, end = columns[arrow.sender], columns[arrow.receiver]
    cells[:3] = f"{number:>3}"
    if start == end:
        words = f"{'✗' if arrow.is_refused else '●'} {arrow.label}"
        cells[start : start + len(words)] = words
        return "".join(cells)
    left, right = sorted((start, end))
    label = f" {arrow.label}{' ✗' if arrow.is_refused else ''} "
    shaft = label.center(right - left - 1, "═" if arrow.is_signed else "─")
    cells[left + 1 : right] = f"{shaft[:-1]}▶" if end == right else f"◀{shaft[1:]}"
    if arrow.via in columns:
        cells[columns[arrow.via]] = "○"
    return "".join(cells)


_FIRST: Final = 100
_APART: Final = 170
_AFTER: Final = 130
"""Right of the last lifeline, for what happens inside its role."""
_TOP: Final = 58
_FOOT: Final = 34 + LINE


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
        text(_FIRST - 84, bottom + 22 + LINE, diagram.via_label, anchor="start", fill=QUIET),
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
    if arrow.via in columns:
        x, edge = columns[arrow.via], f'stroke="{colour}" stroke-width="1.5"'
        yield f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{PAPER}" {edge}/>'
    yield line(start, y, end - way * 8, y, stroke=colour, width=2.75 if arrow.is_signed else 1.25)
    yield head(end - way, y, towards=towards, fill=colour)
    if arrow.is_refused:
        yield patch(end - way * 20, y + 5, "✗✗")
        yield text(end - way * 20, y + 5, "✗", fill=colour, bold=True)


def _upward(words: list[str]) -> Iterator[tuple[int, str]]:
    """Each line with its place: the last at 0."""
    return ((at - len(words) + 1, one) for at, one in enumerate(words))
