"""The login as a sequence diagram: a lifeline for each participant, an arrow a row, the current one bold.

Where there is no room for lifelines it becomes a list, one arrow a line.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from ehtutor.render.lifelines import Row, columns
from ehtutor.render.lines import Lines, cut, hang, indent
from ehtutor.render.look import ACCENT, NOW, QUIET, STRONG, WRONG, Look
from ehtutor.session.screen import Arrow, Diagram, Participant


def diagram_lines(diagram: Diagram, look: Look, rows: int | None = None) -> Lines:
    """Draw the diagram in at most `rows` rows, the last arrows first; None draws all of it."""
    place = _place(diagram, look, rows)
    if place is None:
        return _list(diagram, look, rows)
    names, at = place
    head = _head(diagram.participants, names, at, look)
    arrows, are_left_out = _last(diagram.arrows, rows - len(head) if rows is not None else None)
    lines = list(head)
    if are_left_out:
        lines.append(_lifelines(at, look, "⋮").text())
    where = {participant.code: x for participant, x in zip(diagram.participants, at, strict=True)}
    lines += [_arrow(arrow, where, look, diagram.now_label) for arrow in arrows]
    return indent(lines, look.margin)


def _last(arrows: Sequence[Arrow], rows: int | None) -> tuple[Sequence[Arrow], bool]:
    """Keep the last arrows that fit, and say whether some were left out."""
    if rows is None or len(arrows) <= rows:
        return arrows, False
    return arrows[-max(rows - 1, 1) :], True


def _place(diagram: Diagram, look: Look, rows: int | None) -> tuple[list[str], tuple[int, ...]] | None:
    """Return the names above the lifelines and their columns: names where they fit, else codes."""
    if look.is_narrow or not _is_drawable(diagram):
        return None
    width = look.width - look.margin - _now_size(diagram, look) // 2
    codes = [look.label(participant.code).plain for participant in diagram.participants]
    names = [look.label(participant.name).plain for participant in diagram.participants]
    if rows is None or rows >= 2 + min(len(diagram.arrows), 4):
        at = columns(names, width)
        if at is not None and _has_room(at, diagram, look):
            return names, at
    at = columns(codes, width)
    return (codes, at) if at is not None and _has_room(at, diagram, look) else None


def _has_room(at: Sequence[int], diagram: Diagram, look: Look) -> bool:
    """Say whether the label beside the current arrow still fits right of the last lifeline."""
    return at[-1] + 2 + _now_size(diagram, look) <= look.width - look.margin


def _now_size(diagram: Diagram, look: Look) -> int:
    return look.label(f"◀ {diagram.now_label}").cell_len


def _is_drawable(diagram: Diagram) -> bool:
    codes = {participant.code for participant in diagram.participants}
    ends = {code for arrow in diagram.arrows for code in (arrow.sender, arrow.receiver)}
    return bool(codes) and len(codes) == len(diagram.participants) and ends <= codes


def _head(participants: Sequence[Participant], names: Sequence[str], at: Sequence[int], look: Look) -> Lines:
    """Return the names, and a row of codes under them; a name that is its own code stands in the lower row."""
    codes = [look.label(participant.code).plain for participant in participants]
    upper, lower = Row.blank(look.width), Row.blank(look.width)
    for name, code, x in zip(names, codes, at, strict=True):
        is_own = name.casefold() == code.casefold()
        low = name if is_own else code
        lower.draw(x - cell_len(low) // 2, low, STRONG)
        if not is_own:
            upper.draw(x - cell_len(name) // 2, name, QUIET)
    return [line for line in (upper.text(), lower.text()) if line.plain]


def _lifelines(at: Sequence[int], look: Look, glyph: str = "│") -> Row:
    row = Row.blank(look.width - look.margin)
    for x in at:
        row.draw(x, look.clean(glyph), QUIET)
    return row


def _arrow(arrow: Arrow, where: dict[str, int], look: Look, now_label: str) -> Text:
    row = _lifelines(tuple(where.values()), look)
    if arrow.sender == arrow.receiver:
        _draw_inside(row, arrow, where, look)
    else:
        _draw_between(row, arrow, where, look)
    if arrow.is_current:
        row.draw(max(where.values()) + 3, look.label(f"◀ {now_label}").plain, NOW)
    return row.text()


def _draw_between(row: Row, arrow: Arrow, where: dict[str, int], look: Look) -> None:
    left, right = sorted((where[arrow.sender], where[arrow.receiver]))
    is_rightward = where[arrow.sender] == left
    shaft, style = ("═", NOW) if arrow.is_current else ("─", "")
    label_style = _label_style(arrow)
    room = right - left - 1
    row.draw(left + 1, look.clean(shaft) * room, style)
    tail = look.clean(("╞" if is_rightward else "╡") if arrow.is_current else ("├" if is_rightward else "┤"))
    row.draw(left if is_rightward else right, tail, style)
    head = "✗" if arrow.is_refused else "▶" if is_rightward else "◀"
    row.draw(right - 1 if is_rightward else left + 1, look.clean(head), WRONG if arrow.is_refused else style)
    inset = 1 if is_rightward else 2
    label = look.label(arrow.label).plain
    tight = cell_len(label) + 4 > room
    label = cut(label, room - 3, look.clean("…"))
    row.draw(left + inset + (0 if tight else 1), f" {label} " if label else "", label_style)


def _label_style(arrow: Arrow) -> str:
    if arrow.is_refused:
        return WRONG
    if arrow.is_current:
        return NOW
    return ACCENT if arrow.is_signed else ""


def _draw_inside(row: Row, arrow: Arrow, where: dict[str, int], look: Look) -> None:
    x = where[arrow.sender]
    style = _label_style(arrow)
    row.draw(x, look.clean("✗" if arrow.is_refused else "●"), style or STRONG)
    label = look.label(arrow.label).plain
    last = max(where.values())
    right = (last if x < last else len(row.cells) - 9) - x - 3
    if cell_len(label) <= right or right >= x - 3:
        row.draw(x + 1, f" {cut(label, right, look.clean('…'))} ", style)
        return
    label = cut(label, x - 3, look.clean("…"))
    row.draw(x - cell_len(label) - 2, f" {label} ", style)


def _list(diagram: Diagram, look: Look, rows: int | None) -> Lines:
    arrows, are_left_out = _last(diagram.arrows, rows)
    lines: Lines = [look.label("⋮", QUIET)] if are_left_out else []
    sizes = [look.label(code).cell_len for arrow in arrows for code in (arrow.sender, arrow.receiver)]
    size = min(max(sizes, default=0), 10)
    for arrow in arrows:
        lines += _item(arrow, size, look, diagram.now_label)
    return lines


def _item(arrow: Arrow, size: int, look: Look, now_label: str) -> Lines:
    style = _label_style(arrow)
    sender, receiver = look.label(arrow.sender).plain, look.label(arrow.receiver).plain
    is_inside = arrow.sender == arrow.receiver
    lead = sender if is_inside else f"{sender:<{size}} {look.clean('✗' if arrow.is_refused else '→')} {receiver}"
    lead = f"{lead:<{2 * size + 2 + len(look.clean('→'))}}  "
    words = f"{'● ' if is_inside else ''}{arrow.label}" + (f"  ◀ {now_label}" if arrow.is_current else "")
    if len(lead) > look.width // 2:
        return hang(look.label(f"{lead.rstrip()}  {words}", style), look.width, Text())
    return hang(look.label(words, style), look.width, Text(lead, style, end=""))
