"""What can be the matter with the log, as codes of `store` in the interface texts."""

import errno
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ehtutor.value import Value

_FAILED: Final = "failed"

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
    sqlite3.SQLITE_IOERR_SHMSIZE: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "forbidden",
    sqlite3.SQLITE_PERM: "forbidden",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
CODES: Final = frozenset(
    {
        *_CODES_BY_ERRNO.values(),
        *_CODES_BY_SQLITE.values(),
        _FAILED,
        "newer",
        "gone",
        "not-a-file",
        "old-sqlite",
        "set-aside",
        "migrated",
    }
)
"""All of them."""


class Unavailable(Value):
    """Why there is no log: a code, and what goes into its sentence."""

    code: str
    values: Mapping[str, str]


class SetAside(Value):
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


class Migrated(Value):
    """The log was of an earlier version, and a copy of it as it was is kept; said once, in the same way."""

    path: Path

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return "migrated"

    @property
    def values(self) -> Mapping[str, str]:
        """What goes into its sentence."""
        return {"place": str(self.path)}


class NotStored(Exception):
    """The log could not be written, or read; the fields are those of `Unavailable`."""

    def __init__(self, code: str, values: Mapping[str, str]) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def code_of(error: OSError | sqlite3.Error) -> str:
    """The code for what the system or SQLite complains of."""
    if isinstance(error, OSError):
        return _CODES_BY_ERRNO.get(error.errno, _FAILED)
    number = getattr(error, "sqlite_errorcode", 0)
    # the low byte is the error, the rest its finer distinctions
    return _CODES_BY_SQLITE.get(number) or _CODES_BY_SQLITE.get(number & 0xFF, _FAILED)
