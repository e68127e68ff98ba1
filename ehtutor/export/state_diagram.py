"""What each role can be in, and what brings it to the next state: TRANSITIONS as a picture, as Mermaid, as text.

In the picture one state stands below another; what skips a state runs along the right.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.export.drawing import ACCENT, INK, LINE, PAPER, QUIET, broken, head, line, picture, text
from ehtutor.export.message_diagram import for_mermaid
from ehtutor.protocol.network import Role
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.states import FINAL, STATES_BY_ROLE
from ehtutor.protocol.transitions import TRANSITIONS, Row
from ehtutor.value import Value

ROLES: Final = BASIS.parties
"""The roles that have states, in the order of a login."""


def rows_of(role: Role) -> tuple[Row, ...]:
    """The lines of the table for this role."""
    return tuple(row for row in TRANSITIONS if row.role is role)


def role_name(role: Role, texts: Texts) -> str:
    """The role with its code."""
    return f"{texts.say(f'role.{role.value}')} ({role.value})"


def event_words(row: Row, texts: Texts) -> str:
    """What the role sees."""
    return texts.say(f"made.event.{row.event.__name__}")


def sends_words(row: Row, texts: Texts) -> str:
    """What the role sends, and to whom."""
    to = texts.say(f"made.to.{row.role.value}.{row.sends.__name__}")
    return texts.say("material.sends-to", title=texts.say(f"title.{row.sends.__name__}"), to=to)


def state_words(state: type, texts: Texts) -> str:
    """The state by its name, and in a few words."""
    return f"{state.__name__}: {texts.say(f'material.state.{state.__name__}')}"


def mermaid(roles: Sequence[Role], texts: Texts) -> str:
    """As Mermaid; each role in a frame of its own."""
    return "".join(
        f"{line}\n" for line in ("stateDiagram-v2", *(one for role in roles for one in _mermaid(role, texts)))
    )


def _mermaid(role: Role, texts: Texts) -> Iterator[str]:
    states = STATES_BY_ROLE[role]
    yield f'    state "{for_mermaid(role_name(role, texts))}" as {role.value} {{'
    for state in states:
        yield f'        state "{for_mermaid(state_words(state, texts))}" as {_id(role, state)}'
    yield f"        [*] --> {_id(role, states[0])}"
    for row in rows_of(role):
        words = f"{event_words(row, texts)} / {sends_words(row, texts)}"
        yield f"        {_id(role, row.state)} --> {_id(role, row.becomes)} : {for_mermaid(words)}"
    yield from (f"        {_id(role, state)} --> [*]" for state in states if state in FINAL)
    yield "    }"


def _id(role: Role, state: type) -> str:
    return f"{role.value}_{state.__name__}"


def as_text(roles: Sequence[Role], texts: Texts) -> str:
    """As lines: by role and state, what comes of each event."""
    return "\n".join("".join(f"{line}\n" for line in _text_of(role, texts)) for role in roles)


def _text_of(role: Role, texts: Texts) -> Iterator[str]:
    yield role_name(role, texts)
    for state, rows in groupby(rows_of(role), key=lambda row: row.state):
        yield f"  {state_words(state, texts)}"
        for row in rows:
            yield f"    {event_words(row, texts)}"
            yield f"      → {sends_words(row, texts)}; {state_words(row.becomes, texts)}"


_LEFT: Final = 250
"""Left of the boxes, for what leads back to the same state."""
_BOX: Final = 240
_HIGH: Final = 52
_ROOM: Final = 250
"""For the words of an edge."""
_MIDDLE: Final = _LEFT + 40
"""Where the way on runs; the words stand right of it."""
_SKIP: Final = _LEFT + _BOX + _ROOM + 24
"""Where the nearest edge runs that skips a state."""
_LANE: Final = 16
_HEAD: Final = 64


class _Edge(Value):
    """All rows that lead from one state to one other."""

    start: int
    end: int
    words: tuple[tuple[str, bool], ...]
    """Line by line, and whether it says what is sent."""

    @property
    def height(self) -> int:
        return LINE * len(self.words)


def svg(roles: Sequence[Role], texts: Texts) -> str:
    """The picture of these roles, one below another."""
    named = ", ".join(role_name(role, texts) for role in roles)
    title = texts.say("material.states-of", roles=named)
    parts: list[str] = []
    top, width = 0, _SKIP + 3 * _LANE + 16
    for role in roles:
        edges = _edges(role, texts)
        tops = _tops(role, edges, top + _HEAD)
        parts += _drawn(role, edges, tops, texts)
        top = tops[-1] + _HIGH + 24
    return picture(parts, size=(width, top), title=title, description=described(roles, texts), id="states")


def described(roles: Sequence[Role], texts: Texts) -> str:
    """Every row in words."""
    return " ".join(
        f"{role_name(role, texts)}, {state_words(row.state, texts)}. {event_words(row, texts)}: "
        f"{sends_words(row, texts)} → {state_words(row.becomes, texts)}."
        for role in roles
        for row in rows_of(role)
    )


def _edges(role: Role, texts: Texts) -> tuple[_Edge, ...]:
    places = {state: at for at, state in enumerate(STATES_BY_ROLE[role])}
    grouped: dict[tuple[int, int], list[Row]] = {}
    for row in rows_of(role):
        grouped.setdefault((places[row.state], places[row.becomes]), []).append(row)
    return tuple(
        _Edge(start=start, end=end, words=tuple(words for row in rows for words in _words(row, texts, end - start)))
        for (start, end), rows in grouped.items()
    )


def _words(row: Row, texts: Texts, skips: int) -> Iterator[tuple[str, bool]]:
    """What leads back stands left of the box, the way on below it, what skips a state right of it."""
    room = (_LEFT - 60, _LEFT + _BOX - _MIDDLE - 12, _ROOM - 8)[min(skips, 2)]
    yield from ((one, False) for one in broken(event_words(row, texts), room))
    yield from ((one, True) for one in broken(f"→ {sends_words(row, texts)}", room))


def _tops(role: Role, edges: Sequence[_Edge], first: int) -> list[int]:
    """The top of each state, so far apart that all words between it and the next fit."""
    tops = [first]
    for at in range(len(STATES_BY_ROLE[role]) - 1):
        words = [edge.height for edge in edges if edge.start == at and edge.end != at]
        loop = [edge.height - 40 for edge in edges if edge.start == edge.end == at]
        tops.append(tops[-1] + _HIGH + max((0, *words, *loop)) + 34)
    return tops


def _drawn(role: Role, edges: Sequence[_Edge], tops: Sequence[int], texts: Texts) -> Iterator[str]:
    yield text(_LEFT, tops[0] - 40, role_name(role, texts), anchor="start", bold=True)
    yield f'<circle cx="{_MIDDLE}" cy="{tops[0] - 24}" r="6" fill="{INK}"/>'
    yield line(_MIDDLE, tops[0] - 24, _MIDDLE, tops[0] - 8)
    yield head(_MIDDLE, tops[0], towards="down")
    skipping = [edge for edge in edges if edge.end > edge.start + 1]
    lanes = {(edge.start, edge.end): _SKIP + _LANE * at for at, edge in enumerate(reversed(skipping))}
    for edge in edges:
        yield from _edge(edge, tops, lanes)
    for state, y in zip(STATES_BY_ROLE[role], tops, strict=True):
        yield from _state(state, y, texts)


def _state(state: type, y: int, texts: Texts) -> Iterator[str]:
    frame = f'rx="10" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"'
    yield f'<rect x="{_LEFT}" y="{y}" width="{_BOX}" height="{_HIGH}" {frame}/>'
    if state in FINAL:
        yield f'<rect x="{_LEFT + 4}" y="{y + 4}" width="{_BOX - 8}" height="{_HIGH - 8}" {frame}/>'
    name, _, words = state_words(state, texts).partition(": ")
    yield text(_LEFT + _BOX / 2, y + 22, name, bold=True)
    yield text(_LEFT + _BOX / 2, y + 38, words, fill=QUIET)


def _edge(edge: _Edge, tops: Sequence[int], lanes: Mapping[tuple[int, int], int]) -> Iterator[str]:
    below = tops[edge.start] + _HIGH
    if edge.start == edge.end:
        yield from _loop(edge, tops[edge.start])
    elif edge.end == edge.start + 1:
        yield line(_MIDDLE, below, _MIDDLE, tops[edge.end] - 8)
        yield head(_MIDDLE, tops[edge.end], towards="down")
        yield from _told(edge, _MIDDLE + 10, tops[edge.end] - 14 - edge.height + LINE)
    else:
        yield from _skipping(edge, tops, lanes[edge.start, edge.end])


def _skipping(edge: _Edge, tops: Sequence[int], lane: int) -> Iterator[str]:
    """Out of the right of a state, down, and into the right of another; the words hang below its beginning."""
    right, start, end = _LEFT + _BOX, tops[edge.start] + _HIGH / 2, tops[edge.end] + _HIGH / 2 + (lane - _SKIP) / 2
    corner = f"M{right} {start:g}L{lane} {start:g}L{lane} {end:g}L{right + 8} {end:g}"
    yield f'<path d="{corner}" stroke="{INK}" stroke-width="1.25" fill="none"/>'
    yield head(right, end, towards="left")
    yield from _told(edge, right + 12, start + LINE)


def _loop(edge: _Edge, y: int) -> Iterator[str]:
    """Out of the left of a state and back into it."""
    upper, lower, out = y + 12, y + _HIGH - 12, _LEFT - 30
    yield f'<path d="M{_LEFT} {upper}L{out} {upper}L{out} {lower}L{_LEFT - 8} {lower}" stroke="{INK}" fill="none"/>'
    yield head(_LEFT, lower, towards="right")
    yield from _told(edge, out - 8, y + _HIGH / 2 + 4 - edge.height / 2 + LINE / 2, anchor="end")


def _told(edge: _Edge, x: float, y: float, *, anchor: str = "start") -> Iterator[str]:
    for at, (words, is_sent) in enumerate(edge.words):
        yield text(x, y + LINE * at, words, anchor=anchor, fill=ACCENT if is_sent else INK)
