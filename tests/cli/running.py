"""Running the program as somebody else's computer would: a clean environment, its own data folder, its own streams."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Final

from forked import Streams, fork, program

from ehtutor.value import Value

PROGRAM: Final = (sys.executable, "-m", "ehtutor")
"""A new interpreter with the program: for what happens before it runs."""
_PATIENCE: Final = 60
_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")
CLOSED: Final = -1
"""In place of a file: a stream that was closed before the program began."""


class Run(Value):
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str


def surroundings(data: Path, **changes: str) -> dict[str, str]:
    """The environment of a learner with a clean machine, who keeps his progress in `data`."""
    clean = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # where an install puts the program, so that it is called by its name
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    return {**clean, "PATH": paths, "LC_ALL": "C.UTF-8", "EHTUTOR_DATA": str(data), **changes}


def run(  # noqa: PLR0913  the streams are three
    *arguments: str | Path,
    environ: Mapping[str, str],
    typed: str | bytes | None = None,
    stdin: int | IO[bytes] | None = None,
    stdout: int | IO[bytes] | None = None,
    stderr: int | None = None,
    folder: Path | None = None,
    encoding: str = "utf-8",
    before: Callable[[], object] | None = None,
) -> Run:
    """Run the program to its end, with `typed` on a pipe as its input, or `stdin`; `before` is done in its process."""
    with TemporaryFile() as out, TemporaryFile() as err, _input(typed, stdin) as given:
        streams = Streams(
            stdin=given,
            stdout=_file(out if stdout is None else stdout),
            stderr=_file(err if stderr is None else stderr),
            encoding=encoding,
            # as Python reads and writes where the locale is an old one
            errors="strict" if encoding == "utf-8" else "surrogateescape",
        )
        code = fork(program(*arguments, before=before), streams, environ=environ, folder=folder).wait()
        out.seek(0)
        err.seek(0)
        # strict: what is no UTF-8 has no business here
        return Run(code=code, out=out.read().decode(), err=err.read().decode())


def start(*arguments: str | Path, environ: Mapping[str, str]) -> Run:
    """Run it in a new interpreter: slow, and all of it is as on somebody else's computer."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environ,
        timeout=_PATIENCE,
        check=False,
    )
    return Run(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def lines(*typed: str) -> str:
    """What somebody types, as the lines of a pipe."""
    return "".join(f"{line}\n" for line in typed)


def _file(stream: int | IO[bytes]) -> int | None:
    number = stream if isinstance(stream, int) else stream.fileno()
    return None if number == CLOSED else number


@contextmanager
def _input(typed: str | bytes | None, stdin: int | IO[bytes] | None) -> Iterator[int | None]:
    if stdin is not None:
        yield _file(stdin)
        return
    if typed is None:
        with Path(os.devnull).open("rb") as nothing:
            yield nothing.fileno()
        return
    read, write = os.pipe()
    # by a thread, for a pipe may hold less than what is typed
    fingers = Thread(target=_type, args=(write, typed.encode() if isinstance(typed, str) else typed))
    fingers.start()
    try:
        yield read
    finally:
        os.close(read)
        fingers.join()


def _type(write: int, typed: bytes) -> None:
    # the program may end before it has read all
    with suppress(BrokenPipeError), os.fdopen(write, "wb") as pipe:
        pipe.write(typed)
