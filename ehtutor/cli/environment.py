"""What a command gets from outside: environment, streams, clock and data folder, read once, in one place."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from ehtutor.cli.errors import Exit, Failure, listed
from ehtutor.course.texts import LANGUAGES, Texts, interface
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


_OPTION: Final = "--lang"


def speak(asked: str | None, environ: Mapping[str, str], chosen: str | None) -> Texts:
    """The interface in the language of this command; Failure for one that it does not speak."""
    wanted = asked or environ.get("EHTUTOR_LANG") or chosen or LANGUAGES[0]
    if wanted in LANGUAGES:
        return interface(wanted)
    texts = interface(chosen or LANGUAGES[0])
    spoken = listed(LANGUAGES, texts.say("cli.or"))
    raise Failure(Exit.USAGE, texts.say("cli.unknown-language", found=wanted, nearest=spoken))


def speak_anyhow(arguments: Sequence[str], environ: Mapping[str, str], chosen: str | None) -> Texts:
    """The interface for an error line, where the language itself, or anything before it, may be what is wrong."""
    wanted = (_asked(arguments), environ.get("EHTUTOR_LANG"), chosen)
    return interface(next((language for language in wanted if language in LANGUAGES), LANGUAGES[0]))


def _asked(arguments: Sequence[str]) -> str | None:
    """What stands behind the last `--lang`, on a command line that was not understood."""
    asked = None
    for name, after in zip(arguments, (*arguments[1:], None), strict=False):
        if name == _OPTION:
            asked = after
        elif name.startswith(f"{_OPTION}="):
            asked = name.removeprefix(f"{_OPTION}=")
    return asked
