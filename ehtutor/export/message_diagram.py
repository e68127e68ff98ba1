"""The messages of a login as a sequence diagram for other tools: Mermaid, and lines of text."""

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Arrow, Diagram

_PLAIN: Final = re.compile(r"[^\w .,?!()/≥+-]")
_END: Final = re.compile(r"\bend\b", re.IGNORECASE)
"""A word that closes a block of Mermaid, wherever it stands."""
_NAME: Final = 2
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
        yield f"    {arrow.sender}{shaft}{end}{arrow.receiver}: {for_mermaid(arrow.label)}"


def for_mermaid(words: str) -> str:
    """A text that stands for itself in Mermaid, whatever is in it."""
    flat = " ".join(words.split())
    return _END.sub(_by_number, _PLAIN.sub(_by_number, flat)) or " "


def _by_number(found: re.Match[str]) -> str:
    return f"#{ord(found[0][0])};{found[0][1:]}"


def named(code: str, name: str) -> str:
    """A role by its name, with the code that the specifications have for it."""
    return name if name.casefold() == code.casefold() else f"{name} ({code})"


def text(diagram: Diagram, texts: Texts) -> str:
    """Drawn with characters: a line for each arrow, as wide as its words need."""
    rows = (_row(number, arrow, diagram) for number, arrow in enumerate(diagram.arrows, 1))
    lines = [_names(diagram), *rows, "", texts.say("material.legend-text")]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _columns(diagram: Diagram) -> dict[str, int]:
    """Where each lifeline stands."""
    codes = [each.code for each in diagram.participants]
    places = {code: at for at, code in enumerate(codes)}
    gap = max((_needs(arrow, places) for arrow in diagram.arrows), default=0)
    gap = max(gap, *(len(named(each.code, each.name)) + _NAME for each in diagram.participants))
    first = len(named(diagram.participants[0].code, diagram.participants[0].name)) // 2 + 5
    return {code: first + at * gap for at, code in enumerate(codes)}


def _needs(arrow: Arrow, places: dict[str, int]) -> int:
    """How far apart the lifelines must be for the words of this arrow."""
    if arrow.sender == arrow.receiver:
        return len(arrow.label) + 5
    return ceil((len(arrow.label) + 6) / abs(places[arrow.sender] - places[arrow.receiver]))


def _names(diagram: Diagram) -> str:
    columns, line = _columns(diagram), ""
    for each in diagram.participants:
        name = named(each.code, each.name)
        line = f"{line:<{columns[each.code] - len(name) // 2}}{name}"
    return line


def _row(number: int, arrow: Arrow, diagram: Diagram) -> str:
    columns = _columns(diagram)
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
    return "".join(cells)
