"""The file of the log: made, judged, opened. The only door of sqlite3, together with `log`.

Nothing of a learner's is ever deleted or overwritten. A file of a newer version is left alone, so its header is
read as bytes first: opening it would already write beside it. A damaged or foreign file is set aside under
another name, with its journals, since a journal left behind would be played into the fresh file.
"""

import errno
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

NAME: Final = "progress.sqlite3"
VERSION: Final = 1
"""Of the tables, kept in `user_version`."""

_SCHEMA: Final = (
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        course TEXT NOT NULL,
        lesson TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('answer', 'start-over', 'finished')),
        revision TEXT,
        at TEXT,
        answer TEXT
    ) STRICT
    """,
    "CREATE INDEX entry_by_lesson ON entry (course, lesson, id)",
    "CREATE TABLE language (id INTEGER PRIMARY KEY AUTOINCREMENT, language TEXT NOT NULL) STRICT",
    f"PRAGMA user_version = {VERSION}",
)
_TABLES: Final = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('entry', 'language')"
_CONTENTS: Final = "SELECT count(*) FROM sqlite_schema"
_STRICT_SINCE: Final = (3, 37, 0)
_MAGIC: Final = b"SQLite format 3\0"
_JOURNALS: Final = ("-wal", "-shm", "-journal")

_CODES_BY_ERRNO: Final[Mapping[int | None, str]] = {
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EEXIST: "not-a-folder",
    errno.ENOTDIR: "not-a-folder",
}
_CODES_BY_SQLITE: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "forbidden",
    sqlite3.SQLITE_PERM: "forbidden",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """Why there is no log: a code of `store` in the interface texts, and what goes into its sentence."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A damaged or foreign file was found and keeps another name; said once, in the same way."""

    path: Path

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return "set-aside"

    @property
    def values(self) -> Mapping[str, str]:
        """What goes into its sentence."""
        return {"place": str(self.path)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open log, and what was set aside for it."""

    connection: sqlite3.Connection
    set_aside: SetAside | None


class _Foreign(Exception):
    """A sound SQLite file, but not ours."""


class _Newer(Exception):
    """A file of a later version of the program."""


class _NotAFile(Exception):
    """Something else than a file has the name of the log."""


def connect(folder: Path, *, now: datetime, patience: float) -> Database | Unavailable:
    """Open the log in `folder`, making what is missing; wait `patience` seconds for other processes."""
    place = folder / NAME
    if sqlite3.sqlite_version_info < _STRICT_SINCE:
        return Unavailable(code="old-sqlite", values={"place": sqlite3.sqlite_version})
    try:
        return _connected(folder, place, now, patience)
    except _Newer:
        return Unavailable(code="newer", values={"place": str(place)})
    except _NotAFile:
        return Unavailable(code="not-a-file", values={"place": str(place)})
    except OSError as error:
        code = _CODES_BY_ERRNO.get(error.errno, "failed")
        return Unavailable(code=code, values={"place": str(folder), "reason": error.strerror or str(error)})
    except sqlite3.Error as error:
        return Unavailable(code=code_of(error), values={"place": str(place), "reason": str(error)})


def code_of(error: sqlite3.Error) -> str:
    """The code for what SQLite complains of."""
    # the low byte is the error, the rest its finer distinctions
    return _CODES_BY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "failed")


def _connected(folder: Path, place: Path, now: datetime, patience: float) -> Database:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make(place)
    identity = _identity(place)
    try:
        return Database(connection=_opened(place, patience), set_aside=None)
    except _Foreign:
        pass
    except sqlite3.DatabaseError as error:
        if code_of(error) != "damaged":
            raise
    # another process may have set it aside meanwhile, and this be its fresh file
    path = _set_aside(place, now) if identity == _identity(place) else None
    _make(place)
    return Database(connection=_opened(place, patience), set_aside=SetAside(path=path) if path else None)


def _make(place: Path) -> None:
    """Make an empty file, which SQLite takes for an empty database; its journals get the same mode."""
    if place.exists() and not place.is_file():
        raise _NotAFile
    os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))


def _identity(place: Path) -> tuple[int, int]:
    status = place.stat()
    return status.st_dev, status.st_ino


def _opened(place: Path, patience: float) -> sqlite3.Connection:
    with place.open("rb") as file:
        header = file.read(100)
    if header.startswith(_MAGIC) and int.from_bytes(header[60:64], "big") > VERSION:
        raise _Newer
    connection = sqlite3.connect(place, timeout=patience, isolation_level=None)
    try:
        _settle(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    """Judge the file before anything is written to it; then make its tables, in one piece, and choose WAL."""
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _Foreign
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        _make_tables(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    # some file systems can't, and another process may be in the way: then the slower journal does
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError:
        connection.execute("SELECT 1").fetchone()


def _make_tables(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (contents,) = connection.execute(_CONTENTS).fetchone()
    (tables,) = connection.execute(_TABLES).fetchone()
    if version > VERSION:
        raise _Newer
    if version == 0 and contents == 0:
        for statement in _SCHEMA:
            connection.execute(statement)
    elif tables != 2:
        raise _Foreign


def _set_aside(place: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = _reserve(place.with_name(f"{NAME}.corrupt-{stamp}"))
    os.replace(place, path)
    for journal in _JOURNALS:
        beside = place.with_name(NAME + journal)
        if beside.exists():
            os.replace(beside, path.with_name(path.name + journal))
    return path


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
