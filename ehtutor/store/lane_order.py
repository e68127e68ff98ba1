"""One order for what several machines entered: that of entry on each, and that of time between them.

What one machine entered, in its own sequence and numbered from one, is a lane. In this order it does not matter in
which order their logs were merged, or how often.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from ehtutor.quiz import logged
from ehtutor.quiz.logged import Logged
from ehtutor.value import Value

LogPlace: TypeAlias = tuple[datetime, str, int, str]
"""Where an event stands: the latest time so far on its machine, that lane, its number there, its uid."""


class Until(Value):
    """How far a fold has come."""

    place: LogPlace
    """Of the last event."""
    by_lane: Mapping[str, LogPlace]
    """Of the last event of each lane."""

    def is_before(self, placed: Sequence[tuple[LogPlace, Logged]]) -> bool:
        """Whether all of these come after it, between the lanes and on each."""
        return all(place > self.place and place[2:] > self._last(place[1])[2:] for place, _ in placed)

    def _last(self, lane: str) -> LogPlace:
        return self.by_lane.get(lane, (self.place[0], lane, -1, ""))


def in_order(rows: Iterable[Sequence[Any]], before: Until | None = None) -> list[tuple[LogPlace, Logged]]:
    """The events of rows of (id, lane, n, line), each with its place; `before` is how far the rows before these came.

    A clock that was set back reorders nothing on its own machine: there, the latest time so far counts. What can't
    be decoded, say of another version, is passed over.
    """
    decoded = ((lane, n, logged.decode(line)) for _, lane, n, line in rows)
    found = sorted(((lane, n, event) for lane, n, event in decoded if event), key=lambda each: (*each[:2], each[2].uid))
    times = {lane: place[0] for lane, place in before.by_lane.items()} if before else {}
    placed = []
    for lane, n, event in found:
        times[lane] = max(times.get(lane, event.at), event.at)
        placed.append(((times[lane], lane, n, event.uid), event))
    return sorted(placed, key=lambda each: each[0])


def until(placed: Sequence[tuple[LogPlace, Logged]], before: Until | None = None) -> Until:
    """How far one is after these, of which there is at least one."""
    by_lane = dict(before.by_lane) if before else {}
    by_lane |= {place[1]: place for place, _ in placed}
    return Until(place=placed[-1][0], by_lane=by_lane)


def encode(until: Until) -> str:
    """As text, for a cache."""
    return msgspec.json.encode(until).decode()


def decode(text: str) -> Until | None:
    """What was encoded; None for anything else."""
    try:
        return msgspec.json.decode(text, type=Until)
    except (msgspec.DecodeError, RecursionError):
        return None
