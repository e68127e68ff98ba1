"""A look at the log that changes nothing, in it or beside it: it never writes, never waits and never fails.

SQLite itself can't: to read a log that is in use it makes or changes its journals. So a log that nobody has open is
read as a file that does not change, and of one that is in use, or was not closed, a copy in another place is read,
where SQLite may do with the journal what it has to.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

NAME: Final = "progress.sqlite3"
"""Of the file in the data folder; here, for whoever only looks needs no more than this module."""
_WITH_ENTRIES: Final = ("-wal", "-journal")
"""The journals that tell what the file itself does not yet, or no longer."""
_TRIES: Final = 3
"""To copy it between two writes of others."""


def chosen_language(folder: Path) -> str | None:
    """The language last chosen; None where there is no log, or none that can be read."""
    connection = look(folder)
    if connection is None:
        return None
    with closing(connection):
        try:
            row = connection.execute("SELECT language FROM language ORDER BY id DESC LIMIT 1").fetchone()
        except sqlite3.Error:
            return None
    return str(row[0]) if row else None


def look(folder: Path) -> sqlite3.Connection | None:
    """The log as it is at this moment, for reading; None where there is none, or none that can be read."""
    place = folder / NAME
    try:
        if not place.is_file():
            return None
        return _copied(place) if _journals(place) else _unchanging(place)
    except (OSError, sqlite3.Error):
        return _anyhow(place)


def _anyhow(place: Path) -> sqlite3.Connection | None:
    """Where no copy can be made: without what only the journal tells."""
    try:
        return _unchanging(place)
    except (OSError, sqlite3.Error):
        return None


def _unchanging(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _copied(place: Path) -> sqlite3.Connection:
    """A copy in memory."""
    with _beside_nothing(place) as copy, closing(sqlite3.connect(copy)) as found:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            found.backup(memory)
        except BaseException:
            memory.close()
            raise
        return memory


@contextmanager
def _beside_nothing(place: Path) -> Iterator[Path]:
    """The file and its journals in a folder of their own, which goes again."""
    with TemporaryDirectory(prefix="ehtutor-") as made:
        copy = Path(made) / NAME
        for _ in range(_TRIES):
            before = _state(place)
            for old in copy.parent.iterdir():
                old.unlink()
            for each in (place, *_journals(place)):
                shutil.copyfile(each, copy.with_name(each.name))
            if _state(place) == before:
                break
        yield copy


def _journals(place: Path) -> list[Path]:
    beside = (place.with_name(NAME + journal) for journal in _WITH_ENTRIES)
    return [each for each in beside if each.is_file() and each.stat().st_size]


def _state(place: Path) -> list[tuple[str, int, int]]:
    found = [(each.name, each.stat()) for each in (place, *_journals(place))]
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in found]
