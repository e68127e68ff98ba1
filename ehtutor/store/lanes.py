"""One order for what several machines entered: that of entry on each, and that of time between them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from ehtutor.quiz import eventlines
from ehtutor.quiz.events import Event


def in_order(rows: Iterable[Sequence[Any]]) -> list[tuple[str, Event]]:
    """The events of rows of (id, lane, time, line), each with its lane.

    A clock that was set back reorders nothing on its own machine: there, the latest time so far counts. What can't
    be decoded, say of another version, is passed over.
    """
    latest: dict[str, datetime] = {}
    found: list[tuple[datetime, str, int, Event]] = []
    for id, lane, _, line in rows:
        event = eventlines.decode(line)
        if event is None:
            continue
        latest[lane] = max(latest.get(lane, event.at), event.at)
        found.append((latest[lane], lane, id, event))
    if len(latest) > 1:
        found.sort(key=lambda each: each[:3])
    return [(lane, event) for _, lane, _, event in found]
