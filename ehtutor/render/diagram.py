"""The login as a sequence diagram: a lifeline for each participant, an arrow a row, the current one bold.

Names stand above the lifelines where they fit, with the codes under them; else codes alone; and where there is no
room for lifelines, or an arrow has an end that takes no part, the diagram is a list with one arrow a line. The columns
of the lifelines depend on the participants alone, never on the arrows: so they stand still while the login grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from ehtutor.render.lines import Lines, cut, hang, indent, wrap
from ehtutor.render.look import ACCENT, NOW, QUIET, STRONG, WRONG, Look
from ehtutor.session.screen.blocks import Arrow, Diagram

_NAMED: Final = 6
"""In fewer rows than this the names make way for another arrow."""

_NEAREST: Final = 14
"""Less than this between two lifelines leaves no room for `AuthnRequest`."""
_FURTHEST: Final = 32
_WORDS: Final = 15
"""Columns that the label of an arrow needs in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _DiagramLayout:
    """Where everything stands."""

    look: Look
    width: int
    names: tuple[str, ...]
    codes: tuple[str, ...]
    at: tuple[int, ...]
    """The columns of the lifelines."""
    column_by_code: dict[str, int] = field(compare=False)
    now: str
    """What marks the current arrow, right of the last lifeline."""
    via: str
    """What the mark of an arrow means that passes through a column."""


@dataclass(slots=True)
class _CellRow:
    """Cells to draw on, each with a style; what falls outside is dropped.

    Mutable, unlike the rest: it is filled once and read once, within one function.
    """

    cells: list[tuple[str, str]]

    @classmethod
    def blank(cls, width: int) -> "_CellRow":
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


def diagram_lines(diagram: Diagram, look: Look, rows: int | None = None) -> Lines:
    """Draw the diagram in at most `rows` rows, the last arrows first; None draws all of it."""
    place = _place(diagram, look, rows)
    if place is None:
        return _list(diagram, look, rows)
    head = list(_head(place))
    arrows, are_left_out = _last(diagram.arrows, rows - len(head) if rows is not None else None)
    lines = [*head, *([_lifelines(place, "⋮").text()] if are_left_out else [])]
    lines += [_arrow(arrow, place) for arrow in arrows]
    return indent(lines, look.margin)


def _last(arrows: Sequence[Arrow], rows: int | None) -> tuple[Sequence[Arrow], bool]:
    """Keep the last arrows that fit, and say whether some were left out."""
    if rows is None or len(arrows) <= rows:
        return arrows, False
    return arrows[-max(rows - 1, 1) :], True


def _place(diagram: Diagram, look: Look, rows: int | None) -> _DiagramLayout | None:
    """Find room for the lifelines, under names or else under codes; None when there is none."""
    if look.is_narrow or not _is_drawable(diagram):
        return None
    codes = tuple(look.label(participant.code).plain for participant in diagram.participants)
    names = tuple(look.label(participant.name).plain for participant in diagram.participants)
    now = look.label(f"◀ {diagram.now_label}").plain
    width = look.width - 2 * look.margin
    for above in (names, codes) if rows is None or rows >= _NAMED else (codes,):
        at = _columns([max(pair, key=cell_len) for pair in zip(above, codes, strict=True)], width, cell_len(now) + 3)
        if at is not None:
            where = {participant.code: x for participant, x in zip(diagram.participants, at, strict=True)}
            return _DiagramLayout(
                look=look,
                width=width,
                names=above,
                codes=codes,
                at=at,
                column_by_code=where,
                now=now,
                via=look.label(diagram.via_label).plain if any(arrow.via for arrow in diagram.arrows) else "",
            )
    return None


def _columns(names: Sequence[str], width: int, after: int) -> tuple[int, ...] | None:
    """Place a lifeline under the middle of each name, as evenly as the names allow; None when they do not fit.

    Right of the last lifeline at least `after` cells stay free.
    """
    if not names:
        return None
    sizes = [cell_len(name) for name in names]
    first = max(sizes[0] // 2, 1)
    room = width - 1 - first - max(sizes[-1] - sizes[-1] // 2 - 1, after)
    least = [max(_NEAREST, left - left // 2 + right // 2 + 1) for left, right in pairwise(sizes)]
    if sum(least) > room:
        return None
    return tuple(accumulate(_even(least, room), initial=first))


def _even(least: Sequence[int], room: int) -> list[int]:
    """Spread `room` over the gaps: each at least its least, and otherwise alike."""
    level = _FURTHEST
    while level > _NEAREST and sum(max(gap, level) for gap in least) > room:
        level -= 1
    return [max(gap, level) for gap in least]


def _is_drawable(diagram: Diagram) -> bool:
    codes = {participant.code for participant in diagram.participants}
    ends = {code for arrow in diagram.arrows for code in (arrow.sender, arrow.receiver)}
    return bool(codes) and len(codes) == len(diagram.participants) and ends <= codes


# it stands still while the login grows
@lru_cache(maxsize=16)
def _head(place: _DiagramLayout) -> tuple[Text, ...]:
    """Return the names, and a row of codes under them; a name that is its own code stands in the lower row."""
    upper, lower = _CellRow.blank(place.width), _CellRow.blank(place.width)
    for name, code, x in zip(place.names, place.codes, place.at, strict=True):
        is_own = name.casefold() == code.casefold()
        low = name if is_own else code
        lower.draw(x - cell_len(low) // 2, low, STRONG)
        if not is_own:
            upper.draw(x - cell_len(name) // 2, name, QUIET)
    free = next((x - cell_len(name) // 2 for name, x in zip(place.names[1:], place.at[1:], strict=True)), 0)
    if upper.text().plain.strip() and cell_len(place.via) < free:
        upper.draw(0, place.via, QUIET)
    return tuple(line for line in (upper.text(), lower.text()) if line.plain)


def _lifelines(place: _DiagramLayout, glyph: str = "│") -> _CellRow:
    row = _CellRow.blank(place.width)
    for x in place.at:
        row.draw(x, place.look.clean(glyph), QUIET)
    return row


# a login grows by one arrow at a time: those before it are as they were
@lru_cache(maxsize=256)
def _arrow(arrow: Arrow, place: _DiagramLayout) -> Text:
    row = _lifelines(place)
    if arrow.sender == arrow.receiver:
        _draw_inside(row, arrow, place)
    else:
        _draw_between(row, arrow, place)
    if arrow.is_current:
        row.draw(max(place.at[-1] + 3, row.text().cell_len + 2), place.now, NOW)
    return row.text()


def _draw_between(row: _CellRow, arrow: Arrow, place: _DiagramLayout) -> None:
    sender, receiver = place.column_by_code[arrow.sender], place.column_by_code[arrow.receiver]
    left, room = min(sender, receiver), abs(receiver - sender) - 1
    is_rightward = sender < receiver
    shaft, tails, style = ("═", "╞╡", NOW) if arrow.is_current else ("─", "├┤", "")
    style = WRONG if arrow.is_refused else style
    head = "✗" if arrow.is_refused else "▶" if is_rightward else "◀"
    clean = place.look.clean
    row.draw(left + 1, clean(shaft) * room, style)
    row.draw(sender, clean(tails[0] if is_rightward else tails[1]), style)
    row.draw(receiver + (-1 if is_rightward else 1), clean(head), style)
    label = _fitting(place.look.label(arrow.label).plain, room, clean("…"))
    if arrow.short and label.strip() != place.look.label(arrow.label).plain:
        label = _fitting(place.look.label(arrow.short).plain, room, clean("…"))
    if arrow.via in place.column_by_code:
        row.draw(place.column_by_code[arrow.via], clean("○"), style)
    inset = (0 if is_rightward else 1) + (1 if cell_len(label) + 2 <= room else 0)
    row.draw(left + 1 + inset, label, _style(arrow))


def _fitting(label: str, room: int, ellipsis: str) -> str:
    """Return the label between spaces; without, when that saves its last letters."""
    if cell_len(label) + 3 > room >= cell_len(label) + 1:
        return label
    short = cut(label, room - 3, ellipsis)
    return f" {short} " if short else ""


def _style(arrow: Arrow) -> str:
    if arrow.is_refused:
        return WRONG
    if arrow.is_current:
        return NOW
    return ACCENT if arrow.is_signed else ""


def _draw_inside(row: _CellRow, arrow: Arrow, place: _DiagramLayout) -> None:
    """Put what happens inside a role beside its lifeline: on the right, or where that is wider on the left."""
    x, style = place.column_by_code[arrow.sender], _style(arrow)
    label = place.look.label(arrow.label).plain
    before = [other for other in place.at if other < x]
    right = (place.at[-1] if x < place.at[-1] else place.width - cell_len(place.now) - 2) - x - 3
    left = x - (before[0] if before else 0) - 3
    row.draw(x, place.look.clean("✗" if arrow.is_refused else "●"), style or STRONG)
    if cell_len(label) <= right or right >= left:
        row.draw(x + 1, f" {cut(label, right, place.look.clean('…'))} ", style)
    else:
        label = cut(label, left, place.look.clean("…"))
        row.draw(x - cell_len(label) - 2, f" {label} ", style)


def _list(diagram: Diagram, look: Look, rows: int | None) -> Lines:
    arrows, are_left_out = _last(diagram.arrows, rows)
    lines: Lines = [look.label("⋮", QUIET)] if are_left_out else []
    codes = [look.label(code).plain for arrow in arrows for code in (arrow.sender, arrow.receiver)]
    size = max(map(len, codes), default=0)
    for arrow in arrows:
        lines += _item(arrow, size, look, diagram.now_label)
    return indent(lines, look.margin)


def _item(arrow: Arrow, size: int, look: Look, now_label: str) -> Lines:
    """Set an arrow beside its ends where that leaves room for words, else after them."""
    sender, receiver = look.label(arrow.sender).plain, look.label(arrow.receiver).plain
    is_inside = arrow.sender == arrow.receiver
    glyph = look.clean("✗" if arrow.is_refused else "●" if is_inside else "→")
    words = look.label(arrow.label + (f"  ◀ {now_label}" if arrow.is_current else ""), _style(arrow))
    aligned = 2 * size + len(look.clean("→")) + 4
    if aligned + _WORDS <= look.measure:
        ends = f"{sender:<{size}} {glyph} {'' if is_inside else receiver}"
        return hang(words, look.measure, Text(f"{ends:<{aligned}}", _style(arrow), end=""))
    ends = f"{sender} {glyph} {'' if is_inside else receiver + '  '}"
    first, *rest = wrap(Text.assemble((ends, _style(arrow)), words, end=""), look.measure - 2)
    return [first, *indent(rest, 2)]
