"""One order for what several machines entered: that of entry on each, and that of time between them.

So it does not matter in which order their logs were merged, or how often.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from ehtutor.quiz import eventlines
from ehtutor.quiz.events import Event
from ehtutor.quiz.times import moment, stamp

Place: TypeAlias = tuple[datetime, str, int, str]
"""Where an event stands: the latest time so far on its machine, that lane, its number there, its uid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Until:
    """How far a fold has come."""

    place: Place
    """Of the last event."""
    latest: Mapping[str, datetime]
    """The latest time so far, by lane."""


def in_order(rows: Iterable[Sequence[Any]], latest: Mapping[str, datetime] | None = None) -> list[tuple[Place, Event]]:
    """The events of rows of (id, lane, n, line), each with its place; `latest` is that of the rows before these.

    A clock that was set back reorders nothing on its own machine: there, the latest time so far counts. What can't
    be decoded, say of another version, is passed over.
    """
    decoded = ((lane, n, eventlines.decode(line)) for _, lane, n, line in rows)
    found = sorted(((lane, n, event) for lane, n, event in decoded if event), key=lambda each: (*each[:2], each[2].uid))
    times = dict(latest or {})
    placed = []
    for lane, n, event in found:
        times[lane] = max(times.get(lane, event.at), event.at)
        placed.append(((times[lane], lane, n, event.uid), event))
    return sorted(placed, key=lambda each: each[0])


def until(placed: Sequence[tuple[Place, Event]], before: Until | None = None) -> Until:
    """How far one is after these, of which there is at least one."""
    latest = dict(before.latest) if before else {}
    for (at, lane, _, _), _event in placed:
        latest[lane] = max(latest.get(lane, at), at)
    return Until(place=placed[-1][0], latest=latest)


def encode(until: Until) -> str:
    """As text."""
    at, lane, n, uid = until.place
    return json.dumps({"place": [stamp(at), lane, n, uid], "latest": {k: stamp(v) for k, v in until.latest.items()}})


def decode(text: str) -> Until | None:
    """What was encoded; None for anything else."""
    try:
        found = json.loads(text)
        at, lane, n, uid = found["place"]
        latest = {str(lane): _time(time) for lane, time in found["latest"].items()}
        return Until(place=(_time(at), str(lane), int(n), str(uid)), latest=latest)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _time(text: str) -> datetime:
    at = moment(text)
    if at is None:
        raise ValueError(text)
    return at
