"""What each role can be in, and what brings it from one state to the next: from TRANSITIONS, for other tools."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.export.message_diagram import for_mermaid
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.roles import Role
from ehtutor.protocol.states import FINAL, STATES_BY_ROLE
from ehtutor.protocol.transitions import TRANSITIONS, Row

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


def text(roles: Sequence[Role], texts: Texts) -> str:
    """As lines: by role and state, what comes of each event."""
    return "\n".join("".join(f"{line}\n" for line in _text(role, texts)) for role in roles)


def _text(role: Role, texts: Texts) -> Iterator[str]:
    yield role_name(role, texts)
    for state, rows in groupby(rows_of(role), key=lambda row: row.state):
        yield f"  {state_words(state, texts)}"
        for row in rows:
            yield f"    {event_words(row, texts)}"
            yield f"      → {sends_words(row, texts)}; {state_words(row.becomes, texts)}"
