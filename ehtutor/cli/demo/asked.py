"""What `ehtutor demo` can be asked, as a value."""

import os
from pathlib import Path
from typing import Final

from ehtutor.value import Value

FASTEST: Final = 0.01
SLOWEST: Final = 3600
"""Seconds of a step that goes on by itself."""


class DemoOptions(Value):
    """What `ehtutor demo` can be asked."""

    lesson: str | None
    course: Path | None
    auto: float | None
    notes: bool
    record: Path | None
    cast_version: int
    save_votes: Path | None
    force: bool
    theme: str | None
    is_plain: bool

    @property
    def conflict(self) -> tuple[str, str] | None:
        """What the window would have done, where plain lines are asked for, also by the environment."""
        if not self.is_plain:
            return None
        # with --auto nobody reads the lines, and the pictures are recorded alone
        if self.record is not None:
            return ("--plain", "--record") if self.auto is None else None
        return ("--plain", "--theme") if self.theme is not None else None

    @property
    def is_too_fast_or_slow(self) -> bool:
        """Whether the pace is out of range, or no number at all: nan lies in no range."""
        return self.auto is not None and not FASTEST <= self.auto <= SLOWEST

    @property
    def has_one_file_for_two(self) -> bool:
        """Whether the votes would be written over the recording."""
        files = [os.path.realpath(file) for file in (self.record, self.save_votes) if file is not None]
        return len(files) > len(set(files))
