"""Signals that end the program from outside, as a window that is closed: it leaves as after Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ENDING: Final = ("SIGTERM", "SIGHUP")
"""By name, as Windows has only the first."""
_BY_SIGNAL: Final = 128
"""Added to the number of the signal: the exit code that shells expect."""


@contextmanager
def orderly() -> Iterator[None]:
    """For as long as this lasts, whoever ends the program gets his terminal back and nothing stays behind."""
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(_BY_SIGNAL + number)
