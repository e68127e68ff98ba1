"""Where a demonstration is, for the notes in another window: a small file in the learner's own data folder.

No port, no socket: whoever may read the folder is the user himself. A demonstration writes its file anew at every
step and touches it every second, so one that was killed is known by its age.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Final

import msgspec

from ehtutor.value import Value

FOLDER: Final = "demo"
"""Of the files, in the data folder."""
STALE: Final = 2.5
"""Seconds after which a demonstration that says nothing is gone, or asleep."""
FORGOTTEN: Final = 600.0
"""Seconds after which nobody waits for it any more, and what a killed one left is swept."""


class DemoStatus(Value):
    """What a demonstration tells."""

    uid: str
    course: str
    """The folder of the course; empty for the one that ships."""
    lesson: str
    language: str
    at: Annotated[int, msgspec.Meta(ge=0)]
    """Index of the slide."""
    branch: str
    """What is being tried beside the lesson; empty for nothing."""
    hands: tuple[str, ...]
    """What was counted at a vote on this slide."""
    seconds: float
    """Since the demonstration began."""
    section_seconds: dict[str, float]
    """In each scene, by its id."""


class Seen(Value):
    """A demonstration as somebody else sees it."""

    status: DemoStatus
    age: float
    """Seconds since it last said anything."""

    @property
    def is_awake(self) -> bool:
        """Whether it still goes on; else it was killed, or is asleep."""
        return self.age <= STALE


class StatusFile:
    """Tells where one demonstration is; a class, as it owns its file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def tell(self, status: DemoStatus) -> None:
        """Write where we are, whole or not at all; nobody minds if it can't be written."""
        with suppress(OSError):
            beside = self._file.with_suffix(".new")
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(msgspec.json.encode(status))
            os.replace(beside, self._file)


@contextmanager
def status_file(folder: Path, uid: str, now: float) -> Iterator[StatusFile]:
    """A file for as long as the demonstration lasts; what killed ones left long ago is swept."""
    place = folder / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
    for old in _files(place):
        with suppress(OSError):
            if now - old.stat().st_mtime > FORGOTTEN:
                old.unlink()
    file = place / f"{uid}.json"
    try:
        yield StatusFile(file)
    finally:
        with suppress(OSError):
            file.unlink()


def seen(folder: Path, now: float) -> tuple[Seen, ...]:
    """The demonstrations at `now` (seconds since the epoch): those awake first, of these the youngest first.

    One that was killed long ago is none.
    """
    found = [each for file in _files(folder / FOLDER) if (each := _read(file, now)) and each.age <= FORGOTTEN]
    return tuple(sorted(found, key=lambda each: (not each.is_awake, each.status.seconds)))


def _files(place: Path) -> list[Path]:
    try:
        return sorted(place.glob("*.json"))
    except OSError:
        return []


def _read(file: Path, now: float) -> Seen | None:
    """What a file tells; None for one that is gone, or that tells something else."""
    try:
        found = file.stat()
        # a pipe without a writer would wait for ever
        if not stat.S_ISREG(found.st_mode):
            return None
        # another process wrote it, perhaps one of another version
        status = msgspec.json.decode(file.read_bytes(), type=DemoStatus)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None
    return Seen(status=status, age=max(now - found.st_mtime, 0.0))
