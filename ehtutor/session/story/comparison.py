"""One message of two logins side by side: the fields that differ, marked, before those that are the same."""

from collections.abc import Mapping
from typing import Final

from ehtutor.course.model import Selector, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.trace import DecisionTaken, Determination, Exchange, Trace, Verdict
from ehtutor.session.screen.blocks import Table
from ehtutor.session.story.fields import field_lines
from ehtutor.session.story.telling import select

MOST: Final = 5
"""Rows: a value is often longer than its column."""
_NOTHING: Final = "—"
"""Where a message has no such field."""


def comparison(
    texts: Texts, entry: Selector, *, here: Trace, there: Trace, skipped: frozenset[int], most: int | None = MOST
) -> Table:
    """The fields of the message that `entry` means, in this login and in another; at most so many."""
    messages = _message(entry, here, skipped), _message(entry, there, frozenset())
    ours, theirs = (_values(texts, message, Zoom.WIRE) for message in messages)
    # what carries the story first
    matters = [name for message in messages for name in _values(texts, message, Zoom.PROTOCOL)]
    names = dict.fromkeys((*matters, *ours, *theirs))
    differing = [name for name in names if ours.get(name) != theirs.get(name)]
    equal = [name for name in names if name not in differing]
    rows = [(name, texts.say("screen.differs")) for name in differing]
    rows += [(name, texts.say("screen.is-same")) for name in equal]
    return Table(
        title="",
        header=(texts.say("screen.field"), "", texts.say("screen.here"), texts.say("screen.there")),
        rows=tuple((*row, ours.get(row[0], _NOTHING), theirs.get(row[0], _NOTHING)) for row in rows[:most]),
        caption=_left_out(texts, len(differing), len(equal), len(rows[:most])),
    )


def _message(selector: Selector, trace: Trace, skipped: frozenset[int]) -> object:
    match select(selector, trace, skipped):
        case Exchange(message=message) | Verdict(page=message):
            return message
        case Determination() | DecisionTaken() | None:
            return None


def _values(texts: Texts, message: object, zoom: Zoom) -> Mapping[str, str]:
    return {line.name: line.value for line in field_lines(message, zoom, texts)}


def _left_out(texts: Texts, differing: int, equal: int, shown: int) -> str:
    """How much more there is of either."""
    more, same = max(differing - shown, 0), min(equal, differing + equal - shown)
    said = [texts.say("screen.differs-too", count=more)] if more else []
    return " ".join([*said, *([texts.say("screen.same-too", count=same)] if same else [])])
