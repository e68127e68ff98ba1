"""A process of its own, forked from this one: everything is loaded, so that a start costs next to nothing.

What a new interpreter would bring is made anew in the child: streams, environment, arguments and signals. A few tests
start a real one all the same; they say why.
"""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from threading import current_thread, main_thread
from typing import Final, NoReturn, TextIO

import ehtutor
from ehtutor.cli.course import course_in
from ehtutor.cli.entry import main
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.value import Value

_PATIENCE: Final = 60.0
"""Seconds, after which a process counts as one that hangs."""
_LOOK: Final = 0.002
_MOST_FILES: Final = 1024
_CRASHED, _LOST = 1, 120
"""The codes of the interpreter for a traceback, and for output that could not be written at the end."""
_SIGNALS: Final = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGPIPE: signal.SIG_IGN,
    **dict.fromkeys((signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGWINCH), signal.SIG_DFL),
}


class Streams(Value):
    """The files that are the streams of a process; None is a stream that was closed before it began."""

    stdin: int | None
    stdout: int | None
    stderr: int | None
    encoding: str = "utf-8"
    errors: str = "strict"


class Process:
    """A child that runs; a class, as it owns the process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def code(self) -> int | None:
        """The exit code, or None as long as it runs; negative where a signal ended it."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def wait(self) -> int:
        """Wait for its end, but not for ever."""
        deadline = time.monotonic() + _PATIENCE
        while (code := self.code()) is None:
            if time.monotonic() > deadline:
                self.end(signal.SIGKILL)
                raise TimeoutError(f"process {self.pid} hangs")
            time.sleep(_LOOK)
        return code

    def end(self, by: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, by)


def fork(
    does: Callable[[], object], streams: Streams, *, environ: Mapping[str, str], folder: Path | None = None
) -> Process:
    """A process that does this, between these streams, and then ends."""
    # a child of another thread hangs in libxml2, which keeps things by thread
    assert current_thread() is main_thread()
    _load()
    pid = os.fork()
    if pid == 0:
        become(does, streams, environ=environ, folder=folder)
    return Process(pid)


def become(
    does: Callable[[], object], streams: Streams, *, environ: Mapping[str, str], folder: Path | None = None
) -> NoReturn:
    """Be such a process from now on: in a child only, as there is no way back."""
    code = _CRASHED
    try:
        # what the parent left is neither looked through nor closed
        gc.freeze()
        for number, handler in _SIGNALS.items():
            signal.signal(number, handler)
        os.environ.clear()
        os.environ.update(environ)
        if folder:
            os.chdir(folder)
        _connect(streams)
        code = _done(does)
    finally:
        os._exit(code)


def program(*arguments: str | Path, before: Callable[[], object] | None = None) -> Callable[[], None]:
    """What `ehtutor` does with these arguments, and before it something else."""

    def run() -> None:
        if before:
            before()
        sys.argv = ["ehtutor", *map(str, arguments)]
        main()

    return run


@cache
def _load() -> None:
    """Import what commands import when they are run, and read what ships: here once, and not in every child."""
    for module in walk_packages(ehtutor.__path__, "ehtutor."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for language in LANGUAGES:
        course_in(None, interface(language))


def _connect(streams: Streams) -> None:
    # copies first: what is to be stderr may be in the place of stdout
    copies = [None if file is None else os.dup(file) for file in (streams.stdin, streams.stdout, streams.stderr)]
    for number, copy in enumerate(copies):
        if copy is None:
            os.close(number)
        else:
            os.dup2(copy, number)
    # whoever waits for the end of another pipe must not wait for this process
    os.closerange(3, _MOST_FILES)
    sys.stdin = sys.__stdin__ = _stream(streams.stdin, 0, "r", streams.encoding, streams.errors)
    sys.stdout = sys.__stdout__ = _stream(streams.stdout, 1, "w", streams.encoding, streams.errors)
    sys.stderr = sys.__stderr__ = _stream(streams.stderr, 2, "w", streams.encoding, "backslashreplace")


def _stream(file: int | None, number: int, mode: str, encoding: str, errors: str) -> TextIO:
    # None is what Python itself puts there, whatever typeshed says
    return None if file is None else open(number, mode, encoding=encoding, errors=errors, closefd=False)  # type: ignore[return-value]


def _done(does: Callable[[], object]) -> int:
    code = 0
    try:
        does()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        traceback.print_exc()
        code = _CRASHED
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError:
            traceback.print_exc()
            code = _LOST
    return code
