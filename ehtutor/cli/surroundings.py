"""What a command gets from outside: environment, streams, clock and data folder, read once, in one place."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from ehtutor.render.sanitise import harmless
from ehtutor.value import Value


class Surroundings(Value):
    """The world of the command, as opposed to that of a login."""

    environ: Mapping[str, str]
    stdin: TextIO | None
    stdout: TextIO
    stderr: TextIO
    clock: Callable[[], datetime]

    @property
    def is_interactive(self) -> bool:
        """Whether somebody sits at a terminal: both what he reads and what he types."""
        return self.stdin is not None and self.stdin.isatty() and self.stdout.isatty()

    @property
    def data_folder(self) -> Path:
        """Where the learner's log is kept: EHTUTOR_DATA, else the place that the system has for it."""
        if asked := self.environ.get("EHTUTOR_DATA"):
            return Path(asked)
        import platformdirs  # noqa: PLC0415  start-up: only who keeps progress needs it

        return platformdirs.user_data_path("ehtutor", appauthor=False)

    @property
    def is_ascii(self) -> bool:
        """Whether the terminal can't show more than ASCII."""
        return not (self.stdout.encoding or "ascii").lower().startswith("utf")

    @property
    def wants_plain(self) -> bool:
        """Whether EHTUTOR_PLAIN asks for plain text, or the terminal can do no more."""
        return self.environ.get("EHTUTOR_PLAIN", "") not in ("", "0") or self.environ.get("TERM") == "dumb"

    def say(self, line: str) -> None:
        """One line on stdout."""
        print(harmless(line, ascii=self.is_ascii), file=self.stdout, flush=True)

    def complain(self, line: str) -> None:
        """One line on stderr; where even that is closed, nobody hears it."""
        is_ascii = not (self.stderr.encoding or "ascii").lower().startswith("utf")
        with suppress(OSError, ValueError):
            print(harmless(line, ascii=is_ascii).replace("\n", " "), file=self.stderr, flush=True)


def here() -> Surroundings:
    """The surroundings of this process; a stream that was closed before the start is the null device."""
    nowhere = Path(os.devnull)
    return Surroundings(
        environ=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout or nowhere.open("w", encoding="utf-8"),
        stderr=sys.stderr or nowhere.open("w", encoding="utf-8"),
        clock=lambda: datetime.now(UTC),
    )
