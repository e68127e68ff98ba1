"""The learner's log: what was answered, in order of entry. Append-only, and nothing derived is kept in it.

The order is that of the row ids and never that of the times, as a clock may be set back. A row that can't be
decoded, say of another version, is passed over and stays. Every write is durable before its method returns.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from ehtutor.session.action import Answer
from ehtutor.session.answers import decode, encode, moment, stamp
from ehtutor.store.database import Database, connect
from ehtutor.store.trouble import NotStored, SetAside, Unavailable, code_of

_PATIENCE: Final = 6.0
"""Seconds to wait for another process; each holds the lock for milliseconds."""

_APPEND: Final = "INSERT INTO entry (course, lesson, kind, revision, at, answer) VALUES (?, ?, 'answer', ?, ?, ?)"
_START_OVER: Final = "INSERT INTO entry (course, lesson, kind) VALUES (?, ?, 'start-over')"
_FINISH: Final = "INSERT INTO entry (course, lesson, kind, at) VALUES (?, ?, 'finished', ?)"
_FINISHED: Final = "SELECT at FROM entry WHERE course = ? AND lesson = ? AND kind = 'finished' ORDER BY id DESC LIMIT 1"
_ANSWERS: Final = """
    SELECT answer FROM entry
    WHERE course = ?1 AND lesson = ?2 AND kind = 'answer' AND id > (
        SELECT coalesce(max(id), 0) FROM entry WHERE course = ?1 AND lesson = ?2 AND kind = 'start-over'
    )
    ORDER BY id
"""
_LESSONS: Final = """
    WITH attempt AS (
        SELECT lesson, max(CASE kind WHEN 'start-over' THEN id ELSE 0 END) AS start
        FROM entry WHERE course = ?1 GROUP BY lesson
    )
    SELECT
        lesson,
        max(id),
        (SELECT at FROM entry AS e WHERE e.course = ?1 AND e.lesson = entry.lesson AND at IS NOT NULL
            ORDER BY id DESC LIMIT 1),
        (SELECT revision FROM entry AS e WHERE e.course = ?1 AND e.lesson = entry.lesson AND kind = 'answer'
            ORDER BY id DESC LIMIT 1),
        sum(kind = 'answer' AND id > start),
        sum(kind = 'finished') > 0
    FROM entry JOIN attempt USING (lesson)
    WHERE course = ?1
    GROUP BY lesson
    ORDER BY max(id)
"""
_CHOOSE_LANGUAGE: Final = "INSERT INTO language (language) VALUES (?)"
_LANGUAGE: Final = "SELECT language FROM language ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEntries:
    """What the log holds of one lesson."""

    lesson: str
    last_id: int
    """Of its latest entry; a higher one came later."""
    last_at: datetime | None
    """The time of its latest answer or finish, as the clock then was; None after no more than a fresh start."""
    revision: str | None
    """Of the lesson, at the latest answer."""
    answers: int
    """In the current attempt."""
    is_finished: bool
    """It was ever finished."""


class Log:
    """The log in a folder; a class, as it owns the database: use it with `with`."""

    def __init__(self, database: Database, place: Path) -> None:
        self._connection = database.connection
        self._place = place
        self.warning: SetAside | None = database.set_aside
        """To be said once: an unreadable log was set aside."""

    @classmethod
    def open(cls, folder: Path, *, now: datetime, patience: float = _PATIENCE) -> "Log | Unavailable":
        """The log in `folder`, made where there was none; `now` goes into the name of a file set aside."""
        database = connect(folder, now=now, patience=patience)
        return database if isinstance(database, Unavailable) else cls(database, folder)

    def append(self, course: str, lesson: str, revision: str, answers: Sequence[Answer]) -> None:
        """Add `answers`, all or none; raises `NotStored`."""
        rows = [(course, lesson, revision, stamp(answer.at), encode(answer)) for answer in answers]
        with self._writing():
            self._connection.executemany(_APPEND, rows)

    def answers(self, course: str, lesson: str) -> tuple[Answer, ...]:
        """The answers of the current attempt at a lesson, as they were entered."""
        decoded = (decode(line) for (line,) in self._rows(_ANSWERS, course, lesson) if line is not None)
        return tuple(answer for answer in decoded if isinstance(answer, Answer))

    def start_over(self, course: str, lesson: str) -> None:
        """Begin a new attempt at a lesson; the old answers stay in the log."""
        self._write(_START_OVER, course, lesson)

    def finish(self, course: str, lesson: str, at: datetime) -> None:
        """Note that a lesson was played to its end."""
        self._write(_FINISH, course, lesson, stamp(at))

    def finished(self, course: str, lesson: str) -> datetime | None:
        """When a lesson was last played to its end."""
        rows = self._rows(_FINISHED, course, lesson)
        return _moment(rows[0][0]) if rows else None

    def lessons(self, course: str) -> tuple[LessonEntries, ...]:
        """Every lesson of which something was entered, the one entered last at the end."""
        return tuple(
            LessonEntries(
                lesson=lesson,
                last_id=last_id,
                last_at=_moment(last_at),
                revision=revision,
                answers=answers,
                is_finished=bool(is_finished),
            )
            for lesson, last_id, last_at, revision, answers, is_finished in self._rows(_LESSONS, course)
        )

    def choose_language(self, language: str) -> None:
        """Note the language that the learner chose."""
        self._write(_CHOOSE_LANGUAGE, language)

    def language(self) -> str | None:
        """The language last chosen."""
        rows = self._rows(_LANGUAGE)
        return str(rows[0][0]) if rows else None

    def close(self) -> None:
        """Give the file back; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> "Log":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, statement: str, *values: str) -> None:
        with self._writing():
            self._connection.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._complaints():
            try:
                # IMMEDIATE: to wait for the lock here; a write after a read in one transaction fails at once
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._complaints():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotStored(code_of(error), {"place": str(self._place), "reason": str(error)}) from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)
