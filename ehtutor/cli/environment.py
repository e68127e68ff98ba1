"""What a command gets from outside: environment, streams, clock and data folder, read once, in one place.

`app.run` makes the one value that a command line needs, and each level of it (the program, a group, a command) adds
how it was asked to speak.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from shlex import quote
from shutil import which
from typing import Final, TextIO

from ehtutor.cli.errors import Exit, Failure, listed
from ehtutor.cli.options import Manner
from ehtutor.course.texts import LANGUAGES, PROGRAM, Texts, interface
from ehtutor.render.sanitise import harmless
from ehtutor.value import Value, replace


class Surroundings(Value, dict=True):
    """The world of the command, as opposed to that of a login, and how to speak there."""

    environ: Mapping[str, str]
    stdin: TextIO | None
    stdout: TextIO
    stderr: TextIO
    clock: Callable[[], datetime]
    lang: str | None = None
    """The language that was asked for on the command line."""
    is_asked_plain: bool = False
    program: str = PROGRAM
    """How the program is started from a command line."""

    def then(self, asked: Manner) -> "Surroundings":
        """What was asked after the command's name goes before what was asked ahead of it."""
        return replace(self, lang=asked.lang or self.lang, is_asked_plain=asked.plain or self.is_asked_plain)

    @cached_property
    def texts(self) -> Texts:
        """The interface in the language of this command; Failure for one that it does not speak.

        It looks at the log without opening it; a command that keeps progress has the texts of `keeping.opened`.
        """
        from ehtutor.store.glance import chosen_language  # noqa: PLC0415  start-up: `--help` needs no texts

        return self.speaking(chosen_language(self.data_folder))

    def speaking(self, chosen: str | None) -> Texts:
        """The interface in the language that was asked for, else that of the environment, else the one `chosen`."""
        wanted = self.lang or self.environ.get("EHTUTOR_LANG") or chosen or LANGUAGES[0]
        if wanted in LANGUAGES:
            return _as_started(interface(wanted), self.program)
        texts = interface(chosen or LANGUAGES[0])
        spoken = listed(LANGUAGES, texts)
        raise Failure(Exit.USAGE, texts.say("cli.unknown-language", found=wanted, nearest=spoken))

    @property
    def is_plain(self) -> bool:
        """Whether --plain or EHTUTOR_PLAIN asks for plain text, or the terminal can do no more."""
        wanted = self.environ.get("EHTUTOR_PLAIN", "") not in ("", "0")
        return self.is_asked_plain or wanted or self.environ.get("TERM") == "dumb"

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
    nowhere, environ = Path(os.devnull), os.environ
    return Surroundings(
        environ=environ,
        stdin=sys.stdin,
        stdout=sys.stdout or nowhere.open("w", encoding="utf-8"),
        stderr=sys.stderr or nowhere.open("w", encoding="utf-8"),
        clock=lambda: datetime.now(UTC),
        program=started_as(sys.argv[0], sys.executable, environ),
    )


_OPTION: Final = "--lang"


def speak_anyhow(arguments: Sequence[str], surroundings: Surroundings, chosen: str | None) -> Texts:
    """The interface for an error line, where the language itself, or anything before it, may be what is wrong."""
    wanted = (_asked(arguments), surroundings.environ.get("EHTUTOR_LANG"), chosen)
    texts = interface(next((language for language in wanted if language in LANGUAGES), LANGUAGES[0]))
    return _as_started(texts, surroundings.program)


def _asked(arguments: Sequence[str]) -> str | None:
    """What stands behind the last `--lang`, on a command line that was not understood."""
    asked = None
    for name, after in zip(arguments, (*arguments[1:], None), strict=False):
        if name == _OPTION:
            asked = after
        elif name.startswith(f"{_OPTION}="):
            asked = name.removeprefix(f"{_OPTION}=")
    return asked


def _as_started(texts: Texts, program: str) -> Texts:
    """The texts, with the commands in them as they can be typed here."""
    return texts if program == texts.program else replace(texts, program=program)


def started_as(name: str, python: str, environ: Mapping[str, str]) -> str:
    """How to start the program again: by its name where that is found, else by the way it was started, quoted.

    `name` is what the operating system was told to run: a path, or that of our `__main__` for `python -m ehtutor`.
    """
    if which(PROGRAM, path=environ.get("PATH")):
        return PROGRAM
    if Path(name).name == "__main__.py":
        return f"{_quoted(python)} -m {PROGRAM}"
    return _quoted(name)


def _quoted(path: str) -> str:
    """A path as a shell reads it; PowerShell calls what stands in quotes only after an ampersand."""
    if os.name != "nt":
        return quote(path)
    return f'& "{path}"' if " " in path else path
