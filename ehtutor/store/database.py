"""The file of the log: made, judged, opened. The only door of sqlite3, together with `log`.

Nothing of a learner's is ever deleted or overwritten. A file of a newer version is left alone, so its header is
read as bytes first: opening it would already write beside it. A damaged or foreign file is set aside under
another name, with its journals, since a journal left behind would be played into the fresh file.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ehtutor.store.glance import NAME, look
from ehtutor.store.sql import ALL_TABLES, FIRST, SECOND, TABLES_OF_FIRST, VERSION
from ehtutor.store.trouble import Migrated, SetAside, Unavailable, code_of
from ehtutor.value import Value, replace

_CONTENTS: Final = "SELECT count(*) FROM sqlite_schema"
_STRICT_SINCE: Final = (3, 37, 0)
_MAGIC: Final = b"SQLite format 3\0"
LOCK: Final = "progress.lock"
_JOURNALS: Final = ("-wal", "-shm", "-journal")
_SMALLEST: Final = 512
"""Bytes of the smallest database, which is one page."""
_QUICKLY_CHECKED: Final = 4_000_000
"""Bytes of a log that is checked at every start."""


class Database(Value):
    """An open log, and what was done to open it."""

    connection: sqlite3.Connection
    warning: SetAside | Migrated | None


class _NotOurs(Exception):
    """A damaged file, or a sound one of something else."""


class _Newer(Exception):
    """A file of a later version of the program."""


class _NotAFile(Exception):
    """Something else than a file has the name of the log, or of its lock."""


def connect(folder: Path, *, now: datetime, patience: float, lane: str) -> Database | Unavailable:
    """Open the log in `folder`, making what is missing; wait `patience` seconds for other processes.

    `lane` names what this machine enters; a log that has a name already keeps it.
    """
    place = folder / NAME
    if sqlite3.sqlite_version_info < _STRICT_SINCE:
        return Unavailable(code="old-sqlite", values={"place": sqlite3.sqlite_version})
    try:
        return _connected(folder, place, now, patience, lane)
    except _Newer:
        return Unavailable(code="newer", values={"place": str(place)})
    except _NotAFile as error:
        return Unavailable(code="not-a-file", values={"place": str(error)})
    except OSError as error:
        values = {"place": str(error.filename or folder), "reason": error.strerror or str(error)}
        return Unavailable(code=code_of(error), values=values)
    except sqlite3.Error as error:
        return Unavailable(code=code_of(error), values={"place": str(place), "reason": str(error)})


def looked_at(folder: Path, lane: str) -> sqlite3.Connection | None:
    """What can be read of a log that can't be opened; nothing in its folder changes. None for nothing."""
    connection = look(folder)
    if connection is None:
        return None
    try:
        connection.text_factory = _text
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version >= VERSION:
            return connection
        older, connection = connection, sqlite3.connect(":memory:", isolation_level=None)
        with closing(older):
            older.backup(connection)
        connection.text_factory = _text
        _make_tables(connection, lane)
    except (sqlite3.Error, _NotOurs):
        connection.close()
        return None
    return connection


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _connected(folder: Path, place: Path, now: datetime, patience: float, lane: str) -> Database:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _turn(folder / LOCK, patience):
        _make(place)
        try:
            return _opened(place, now, patience, lane)
        except _NotOurs:
            pass
        except sqlite3.DatabaseError as error:
            if code_of(error) != "damaged":
                raise
        path = _set_aside(place, now)
        _make(place)
        return replace(_opened(place, now, patience, lane), warning=SetAside(path=path))


@contextmanager
def _turn(place: Path, patience: float) -> Iterator[None]:
    """Open the log one process at a time, else one would set aside what another has just made.

    An empty database is the lock: SQLite waits for it on every system, and a process that dies lets it go.
    """
    _make(place)
    with closing(sqlite3.connect(place, timeout=patience, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if code_of(error) != "damaged":
                raise
            # there is nothing of anybody's in a lock; the file stays, as others may wait for it
            os.truncate(place, 0)
            lock.execute("BEGIN EXCLUSIVE")
        yield


def identity(folder: Path) -> tuple[int, int] | None:
    """Which file the log in a folder is: one that was removed or replaced is still open, and leads nowhere."""
    try:
        found = (folder / NAME).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _make(place: Path) -> None:
    """Make an empty file, which SQLite takes for an empty database; its journals get the same mode."""
    if place.exists() and not place.is_file():
        raise _NotAFile(place)
    os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))


def _opened(place: Path, now: datetime, patience: float, lane: str) -> Database:
    _look(place)
    was_closed = not _journal(place)
    connection = sqlite3.connect(place, timeout=patience, isolation_level=None)
    try:
        connection.text_factory = _text
        if not was_closed or place.stat().st_size <= _QUICKLY_CHECKED:
            _check(connection)
        copy = _copied(connection, place, now)
        _settle(connection, lane)
    except BaseException:
        connection.close()
        raise
    return Database(connection=connection, warning=Migrated(path=copy) if copy else None)


def _journal(place: Path) -> bool:
    """Whether somebody uses the file, or did not close it."""
    wal = place.with_name(f"{NAME}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check(connection: sqlite3.Connection) -> None:
    """Read all of it: what is damaged is to be found before anything is written to it.

    That takes a while where there is much, so a long log that was closed properly is believed.
    """
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _NotOurs


def _copied(connection: sqlite3.Connection, place: Path, now: datetime) -> Path | None:
    """A copy of a log of an earlier version, set aside before it is migrated; None where there is nothing to keep."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute(TABLES_OF_FIRST).fetchone()
    if not 0 < version < VERSION or tables != 2:
        return None
    path = _reserve(place.with_name(f"{NAME}.v{version}-{_stamp(now)}"))
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
    return path


def _look(place: Path) -> None:
    """Judge the first bytes without SQLite, which takes a short text for an empty database and writes over it."""
    with place.open("rb") as file:
        header = file.read(_SMALLEST)
    if header and not (header.startswith(_MAGIC) and len(header) == _SMALLEST):
        raise _NotOurs
    if int.from_bytes(header[60:64], "big") > VERSION:
        raise _Newer


def _settle(connection: sqlite3.Connection, lane: str) -> None:
    """Make or migrate the tables, in one piece, and choose WAL."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        _make_tables(connection, lane)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    # some file systems can't, and another process may be in the way: then the slower journal does
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    # the first use of that journal needs room of its own: better to know now than at the first answer
    connection.execute(_CONTENTS).fetchone()


def _make_tables(connection: sqlite3.Connection, lane: str) -> None:
    """A new log is one of version 1 that is migrated at once: so there is one way to the tables of today."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (contents,) = connection.execute(_CONTENTS).fetchone()
    (tables,) = connection.execute(TABLES_OF_FIRST).fetchone()
    if version > VERSION:
        raise _Newer
    if version == 0 and contents == 0:
        for statement in FIRST:
            connection.execute(statement)
    elif tables != 2 or version == 0:
        raise _NotOurs
    if version < VERSION:
        for statement in SECOND:
            connection.execute(statement, {"lane": lane} if ":lane" in statement else {})
    elif connection.execute(ALL_TABLES).fetchone() != (5,):
        raise _NotOurs


def _set_aside(place: Path, now: datetime) -> Path:
    """Give the log and its journals a name that says when, and that nobody has."""
    path = _reserve(place.with_name(f"{NAME}.corrupt-{_stamp(now)}"))
    os.replace(place, path)
    for journal in _JOURNALS:
        with suppress(FileNotFoundError):
            os.replace(place.with_name(NAME + journal), path.with_name(path.name + journal))
    return path


def _stamp(now: datetime) -> str:
    """A time as part of the name of a file."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _reserve(wanted: Path) -> Path:
    """A name of which nobody has a file: an empty one is made there, for the real one to replace."""
    number = 1
    while True:
        path = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            number += 1
        else:
            return path
