"""What `ehtutor demo` can be asked, as a value."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FASTEST: Final = 0.01
SLOWEST: Final = 3600
"""Seconds of a step that goes on by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What `ehtutor demo` can be asked."""

    lesson: str | None
    course: Path | None
    auto: float | None
    notes: bool
    record: Path | None
    cast_version: int
    save_votes: Path | None
    force: bool
    theme: str
    is_plain: bool

    @property
    def conflict(self) -> tuple[str, str] | None:
        """Two things of which one would do nothing."""
        if self.notes:
            others = {
                self.lesson: self.lesson is not None,
                "--auto": self.auto is not None,
                "--record": self.record is not None,
                "--save-votes": self.save_votes is not None,
            }
            return next(((name, "--notes") for name, is_asked in others.items() if name and is_asked), None)
        # plain lines have no picture to record; with --auto nobody reads them, and the pictures are recorded alone
        return ("--plain", "--record") if self.is_plain and self.record is not None and self.auto is None else None

    @property
    def is_too_fast_or_slow(self) -> bool:
        """Whether the pace is out of range, or no number at all: nan lies in no range."""
        return self.auto is not None and not FASTEST <= self.auto <= SLOWEST

    @property
    def has_one_file_for_two(self) -> bool:
        """Whether the votes would be written over the recording."""
        files = [os.path.realpath(file) for file in (self.record, self.save_votes) if file is not None]
        return len(files) > len(set(files))
