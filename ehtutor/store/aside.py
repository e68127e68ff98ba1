"""What is put aside, under a name that nobody has: a log that can't be read, a copy of one of an earlier version."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ehtutor.store.glance import NAME

_JOURNALS: Final = ("-wal", "-shm", "-journal")


def set_aside(place: Path, now: datetime) -> Path:
    """Give the log and its journals a name that says when."""
    path = reserve(place.with_name(f"{NAME}.corrupt-{stamp(now)}"))
    os.replace(place, path)
    for journal in _JOURNALS:
        with suppress(FileNotFoundError):
            os.replace(place.with_name(NAME + journal), path.with_name(path.name + journal))
    return path


def stamp(now: datetime) -> str:
    """A time as part of the name of a file."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def reserve(wanted: Path) -> Path:
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
