"""What `ehtutor demo` can be asked, as a value."""

from dataclasses import dataclass
from pathlib import Path


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
