"""The keys of a keyboard or of a presenter's remote, one at a time, without waiting for a line.

A remote is a keyboard with few keys: PgDn and PgUp, sometimes arrows, a full stop or b for a blank screen. What is
pasted is no key press and is dropped.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from ehtutor.session.demo.state import Button, Press, Sign

_ESCAPE_SECONDS: Final = 0.05
"""How long Esc waits for the rest of an arrow key."""
_NOW: Final = 0.001
"""Seconds: no longer than it takes to read what has come already."""
_BUTTONS: Final = {
    Keys.PageDown: Button.NEXT,
    Keys.Right: Button.NEXT,
    Keys.Down: Button.NEXT,
    Keys.PageUp: Button.PREVIOUS,
    Keys.Left: Button.PREVIOUS,
    Keys.Up: Button.PREVIOUS,
    Keys.Home: Button.FIRST,
    Keys.End: Button.LAST,
    Keys.ControlM: Button.ENTER,
    Keys.ControlJ: Button.ENTER,
    Keys.ControlH: Button.ERASE,
    Keys.Escape: Button.ESCAPE,
}


class Suspend:
    """Ctrl-Z: the program is to stop until it is told to go on."""


Heard: TypeAlias = Press | Suspend | None
"""None when the time was up."""


class Remote:
    """Listens to the keys; a class, as it owns the terminal's input."""

    def __init__(self, source: Input) -> None:
        self._source = source
        self._runner = asyncio.Runner()
        self._waiting: deque[KeyPress] = deque()

    def press(self, seconds: float) -> Heard:
        """The next key, waiting so long for one; Ctrl-C raises KeyboardInterrupt, the end of the input EOFError."""
        while True:
            if not self._waiting:
                self._runner.run(self._listen(seconds))
            if not self._waiting:
                return None
            heard = _heard(self._waiting.popleft())
            if heard is not None:
                return heard

    def has_more(self) -> bool:
        """Whether another key is there already; Ctrl-C does not wait for its turn."""
        self._runner.run(self._listen(_NOW))
        if any(press.key is Keys.ControlC for press in self._waiting):
            raise KeyboardInterrupt
        return bool(self._waiting)

    async def _listen(self, seconds: float) -> None:
        came = asyncio.Event()

        def keep() -> None:
            self._waiting.extend(self._source.read_keys())
            came.set()

        with self._source.attach(keep):
            if not await _within(came, seconds):
                return
            if not self._waiting:
                # the beginning of a key, or Esc alone: only time tells
                came.clear()
                await _within(came, _ESCAPE_SECONDS)
                self._waiting.extend(self._source.flush_keys())
        if self._source.closed and not self._waiting:
            raise EOFError

    def close(self) -> None:
        """Stop listening."""
        self._runner.close()

    @contextmanager
    def cooked(self) -> Iterator[None]:
        """Give the terminal back for as long as this lasts."""
        with self._source.cooked_mode():
            yield


@contextmanager
def listening() -> Iterator[Remote]:
    """Listen to the terminal: keys come at once and are not shown."""
    source = create_input()
    with source.raw_mode():
        remote = Remote(source)
        try:
            yield remote
        finally:
            remote.close()


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _heard(press: KeyPress) -> Heard:
    key = press.key
    if not isinstance(key, Keys):
        return Button.SPACE if key == " " else Sign(sign=key) if key.isprintable() else None
    if key is Keys.ControlC:
        raise KeyboardInterrupt
    if key is Keys.ControlD:
        raise EOFError
    if key is Keys.ControlZ:
        return Suspend()
    return _BUTTONS.get(key)
