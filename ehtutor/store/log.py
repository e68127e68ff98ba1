"""The learner's log: what was answered, in order of entry. Append-only, and nothing derived is kept in it.

The order is that of the row ids and never that of the times, as a clock may be set back. A row that can't be
decoded, say of another version, is passed over and stays. Every write is durable before its method returns.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from uuid import uuid4

from ehtutor.quiz import logged
from ehtutor.quiz.history import EMPTY, History, fold, undoes_folded
from ehtutor.quiz.history import decode as decode_history
from ehtutor.quiz.history import encode as encode_history
from ehtutor.quiz.logged import Logged
from ehtutor.quiz.times import stamp
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.spelling import decode, encode
from ehtutor.store import lane_order, sql
from ehtutor.store.database import Database, connect, identity, looked_at
from ehtutor.store.lane_order import Until, in_order
from ehtutor.store.transfer import Happened, Merged, Transfer, Walked
from ehtutor.store.trouble import Migrated, NotStored, SetAside, Unavailable, code_of
from ehtutor.value import Value

_PATIENCE: Final = 6.0
"""Seconds to wait for another process; each holds the lock for milliseconds."""

_WORTH_KEEPING: Final = 100
"""Events: fewer are folded anew each time."""


class LessonEntries(Value):
    """What the log holds of one lesson."""

    lesson: str
    revision: str | None
    """Of the lesson, at the latest answer."""
    answers: int
    """In the current attempt."""
    is_finished: bool
    """It was ever finished."""
    is_underway: bool
    """It was begun, and not finished since."""


class Log:
    """The log in a folder; a class, as it owns the database: use it with `with`."""

    def __init__(self, database: Database, place: Path, unavailable: Unavailable | None = None) -> None:
        self._connection = database.connection
        self.unavailable: Final = unavailable
        """Why nothing can be written; then it is a log to look at."""
        self._place = place
        self._identity = identity(place)
        self.warning: SetAside | Migrated | None = database.warning
        """To be said once: an unreadable log was set aside, or an older one migrated."""

    @classmethod
    def open(
        cls, folder: Path, *, now: datetime, patience: float = _PATIENCE, lane: str | None = None
    ) -> "Log | Unavailable":
        """The log in `folder`, made where there was none; `now` goes into the name of a file set aside.

        `lane` is what a new log is called among those of other machines; without it, a name that no other has.
        """
        database = connect(folder, now=now, patience=patience, lane=lane or uuid4().hex)
        return database if isinstance(database, Unavailable) else cls(database, folder)

    @classmethod
    def look(cls, folder: Path, unavailable: Unavailable) -> "Log | None":
        """What can be read of a log that is `unavailable`; None for nothing."""
        connection = looked_at(folder, uuid4().hex)
        return cls(Database(connection=connection, warning=None), folder, unavailable) if connection else None

    def append(self, course: str, lesson: str, revision: str, answers: Sequence[Answer]) -> None:
        """Add `answers`, all or none; raises `NotStored`."""
        rows = [(course, lesson, revision, stamp(answer.at), encode(answer)) for answer in answers]
        with self._writing():
            self._connection.executemany(sql.APPEND, rows)

    def answers(self, course: str, lesson: str) -> tuple[Answer, ...]:
        """The answers of the current attempt at a lesson, as they were entered."""
        return tuple(answer for _, answer in self.attempt(course, lesson))

    def attempt(self, course: str, lesson: str) -> tuple[tuple[str | None, Answer], ...]:
        """The same, each with the revision of the lesson that was answered."""
        rows = self._rows(sql.ANSWERS, course, lesson)
        decoded = ((revision, decode(line)) for revision, line in rows if line is not None)
        return tuple((revision, answer) for revision, answer in decoded if isinstance(answer, Answer))

    def start_over(self, course: str, lesson: str) -> None:
        """Begin a new attempt at a lesson; the old answers stay in the log."""
        self._write(sql.START_OVER, course, lesson)

    def finish(self, course: str, lesson: str, at: datetime) -> None:
        """Note that a lesson was played to its end."""
        self._write(sql.FINISH, course, lesson, stamp(at))

    def lessons(self, course: str) -> tuple[LessonEntries, ...]:
        """Every lesson of which something was entered, the one entered last at the end."""
        return tuple(
            LessonEntries(
                lesson=lesson,
                revision=revision,
                answers=answers,
                is_finished=bool(is_finished),
                is_underway=bool(is_underway),
            )
            for lesson, revision, answers, is_finished, is_underway in self._rows(sql.LESSONS, course)
        )

    def walked(self, course: str) -> tuple[tuple[str, Answer], ...]:
        """Every answer of a walkthrough on any machine, each with its lesson."""
        decoded = ((lesson, decode(line)) for lesson, line in self._rows(sql.WALKED, course))
        return tuple((lesson, answer) for lesson, answer in decoded if isinstance(answer, Answer))

    def record(self, course: str, events: Sequence[Logged]) -> None:
        """Add what happened in the quiz, all or none; what is there already is passed over. Raises `NotStored`."""
        with self._writing():
            for event in events:
                row = (course, event.uid, stamp(event.at), logged.encode(event))
                self._connection.execute(sql.RECORD, row)

    def events(self, course: str) -> tuple[Logged, ...]:
        """All that happened in the quiz, on every machine, in one order that does not hang on who asks."""
        return tuple(event for _, event in in_order(self._rows(sql.EVENTS, course, 0)))

    def history(self, course: str) -> History:
        """What the events add up to. Remembered, and found again from there; the events alone are the truth."""
        return self._from_remembered(course) or self._folded(course, EMPTY, None, self._rows(sql.EVENTS, course, 0))

    def _from_remembered(self, course: str) -> History | None:
        """The remembered history and what came after it; None where something belongs before its end."""
        for upto, until, body in self._rows(sql.FOLDED, course):
            before, place = decode_history(body), lane_order.decode(until)
            if before is None or place is None:
                return None
            tail = self._rows(sql.EVENTS, course, upto)
            placed = in_order(tail, place)
            if place.is_before(placed) and not undoes_folded(before, [event for _, event in placed]):
                return self._folded(course, before, place, tail)
        return None

    def _folded(self, course: str, before: History, place: Until | None, rows: Sequence[tuple[Any, ...]]) -> History:
        """Fold on; what took long is kept, and a log that can't be written does without."""
        placed = in_order(rows, place)
        history = fold(before, (event for _, event in placed))
        if len(placed) > _WORTH_KEEPING:
            state = lane_order.encode(lane_order.until(placed, place))
            with suppress(NotStored), self._writing():
                self._connection.execute(sql.REMEMBER, (course, rows[-1][0], state, encode_history(history)))
        return history

    def unreadable(self, course: str) -> tuple[str, ...]:
        """The table and the row of everything of a course that can't be decoded, and so is passed over and stays."""
        found = [f"entry {id}" for id, line in self._rows(sql.GIVEN, course) if not isinstance(decode(line), Answer)]
        found += [f"event {id}" for id, _, _, line in self._rows(sql.EVENTS, course, 0) if not logged.decode(line)]
        return tuple(found)

    def transfer(self, course: str) -> tuple[tuple[Walked, ...], tuple[Happened, ...]]:
        """Everything of a course that can move to another machine, of every lane, in order of entry."""
        walked = tuple(
            Walked(lane=lane, n=n, lesson=lesson, entry=kind, revision=revision, at=at, answer=answer)
            for lane, n, lesson, kind, revision, at, answer in self._rows(sql.ENTRIES, course)
            if (kind == "answer") is (answer is not None and isinstance(decode(answer), Answer))
        )
        decoded = [(lane, n, logged.decode(line)) for lane, n, line in self._rows(sql.PLACED, course)]
        happened = tuple(Happened(lane=lane, n=n, event=event) for lane, n, event in decoded if event is not None)
        return walked, happened

    def merge(self, transfer: Transfer) -> Merged:
        """Add what is not here yet, all or none; where a lesson went further elsewhere, go on from there here too."""
        with self._writing():
            new = 0
            for row in transfer.walked:
                values = (transfer.course, row.lesson, row.entry, row.revision, row.at, row.answer, row.lane, row.n)
                new += self._connection.execute(sql.TAKE_ENTRY, values).rowcount
            for one in transfer.happened:
                line, at = logged.encode(one.event), stamp(one.event.at)
                event = (transfer.course, one.event.uid, at, line, one.lane, one.n)
                new += self._connection.execute(sql.TAKE_EVENT, event).rowcount
            self._catch_up(transfer)
        return Merged(new=new, known=len(transfer.walked) + len(transfer.happened) - new)

    def _catch_up(self, transfer: Transfer) -> None:
        """For each lesson that is not done, copy the attempt of another machine that went further than our own."""
        course = transfer.course
        for lesson in dict.fromkeys(row.lesson for row in transfer.walked):
            if self._rows(sql.FINISHED, course, lesson):
                continue
            attempts = self._rows(sql.ATTEMPTS, course, lesson)
            own = max((count for _, count, is_own in attempts if is_own), default=0)
            lane, most, _ = max(attempts, key=lambda each: each[1], default=("", 0, 1))
            if most > own:
                self._connection.execute(sql.START_OVER, (course, lesson))
                for revision, at, answer in self._rows(sql.ATTEMPT, course, lesson, lane):
                    self._connection.execute(sql.APPEND, (course, lesson, revision, at, answer))

    def choose_language(self, language: str) -> None:
        """Note the language that the learner chose."""
        self._write(sql.CHOOSE_LANGUAGE, language)

    def language(self) -> str | None:
        """The language last chosen."""
        rows = self._rows(sql.LANGUAGE)
        return str(rows[0][0]) if rows else None

    @property
    def is_gone(self) -> bool:
        """Whether the file was removed or replaced since, and with it all that was stored."""
        return identity(self._place) != self._identity

    def close(self) -> None:
        """Give the file back; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> "Log":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, statement: str, *values: str | int) -> None:
        with self._writing():
            self._connection.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.unavailable is not None:
            raise NotStored(self.unavailable.code, self.unavailable.values)
        if self.is_gone:
            raise NotStored("gone", {"place": str(self._place)})
        with self._complaints():
            try:
                # IMMEDIATE: to wait for the lock here; a write after a read in one transaction fails at once
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        with self._complaints():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotStored(code_of(error), {"place": str(self._place), "reason": str(error)}) from error
