"""Signals that end the program from outside, as a window that is closed: it leaves as after Ctrl-C.

Whatever stands open, a prompt or a whole window, gives the terminal back on its way out.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

_ENDING: Final = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU")
"""By name, as Windows has only the first. SIGINT is not among them: Python and the prompts have a way out for it."""
_BY_SIGNAL: Final = 128
"""Added to the number of the signal: the exit code that shells expect."""


@contextmanager
def orderly(stdout: TextIO) -> Iterator[None]:
    """For as long as this lasts, whoever ends the program gets his terminal back and nothing stays behind."""
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    # who has let one be ignored, as nohup does, knows why
    before = {number: handler for number in numbers if (handler := signal.getsignal(number)) is not signal.SIG_IGN}

    def leave(number: int, _frame: object) -> None:
        # a window that is closed may tell of it twice, and the way out is not to be broken off
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        _let_go_if_gone(stdout)
        raise SystemExit(_BY_SIGNAL + number)

    for number in before:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_go_if_gone(stdout: TextIO) -> None:
    """Let the goodbye to a terminal that is closed go nowhere: every step of it would fail."""
    try:
        os.write(stdout.fileno(), b"")
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout.fileno())
        os.close(nowhere)
