"""What keys do at a terminal, the same at every prompt.

A prompt of questionary is an application of prompt_toolkit, which brings the keys of an editor along: some of them
end a prompt, search in it, or wait for a second key. `equip` adds our keys, and lets no other one do anything.
"""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from prompt_toolkit.application import Application, get_app, get_app_session, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import suspend_to_background_supported

from ehtutor.ask.typed import MOST, clean, is_fit
from ehtutor.session.screen.action import Pressed
from ehtutor.session.screen.prompt import KeyHint, Takes

T = TypeVar("T")
_ESCAPE_SECONDS: Final = 0.05
"""How long Esc waits for the rest of an arrow key; the library's half a second feels broken."""
LISTED: Final = frozenset({Keys.Up, Keys.Down, Keys.ControlM, Keys.ControlJ})
"""What the library's lists do for us."""
TYPED: Final = frozenset(
    {
        *(Keys.ControlM, Keys.ControlJ, Keys.BracketedPaste),
        *(Keys.Left, Keys.Right, Keys.ControlLeft, Keys.ControlRight, Keys.Home, Keys.End),
        *(Keys.Backspace, Keys.Delete, Keys.ControlA, Keys.ControlB, Keys.ControlE, Keys.ControlF),
        *(Keys.ControlK, Keys.ControlU, Keys.ControlW, Keys.ControlY),
    }
)
"""What its line to type on does for us: Enter, a paste, and the keys of the shell that move and erase."""


class Unfinished(Enum):
    """Why typing ended before there was an answer."""

    DRAFT = "draft"
    """For the menu."""
    UNFIT = "unfit"
    """Enter was pressed on a text that the blank does not take."""


def leave_cursor_alone() -> None:
    """Keep the applications to come from asking the terminal where its cursor is.

    A terminal that never tells would get a warning in English, and its late answer would be read as keys.
    """
    output = get_app_session().output
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False


def equip(application: Application[Any], bindings: KeyBindings, working: frozenset[Keys]) -> None:
    """Add our bindings, silence every key but those and the ones that are `working` already, and make Esc quick."""
    theirs = application.key_bindings or KeyBindings()
    # the last that fits is the one that acts
    application.key_bindings = merge_key_bindings([theirs, silence(working), bindings])
    application.ttimeoutlen = application.timeoutlen = _ESCAPE_SECONDS


def bindings_for(keys: Sequence[KeyHint]) -> KeyBindings:
    """Interrupt and end of input, and the letters of `keys`."""
    bindings = KeyBindings()
    bindings.add(Keys.ControlC, eager=True)(_fail(KeyboardInterrupt))
    bindings.add(Keys.SIGINT, eager=True)(_fail(KeyboardInterrupt))
    bindings.add(Keys.ControlD, eager=True)(_fail(EOFError))
    for hint in keys:
        for letter in {hint.letter.lower(), hint.letter.upper()}:
            bindings.add(letter, eager=True)(leave(Pressed(key=hint.key)))
    return bindings


@cache
def silence(working: frozenset[Keys]) -> KeyBindings:
    """Bind every other key, and every key with Alt, to nothing."""
    bindings = KeyBindings()
    # Esc alone waits for what may come behind it
    for key in [key for key in Keys if key not in {*working, Keys.Escape, Keys.Any}]:
        bindings.add(key, eager=True)(_nothing)
    bindings.add(Keys.Escape, Keys.Any, eager=True)(_nothing)
    return bindings


def _nothing(_: KeyPressEvent) -> None:
    pass


def leave(result: object) -> Callable[[KeyPressEvent], None]:
    """End the prompt with this result, and wipe it out."""

    def leave_with(event: KeyPressEvent) -> None:
        event.app.erase_when_done = True
        event.app.exit(result=result)

    return leave_with


class Resized(Exception):
    """The window has another width, and what was wrapped for the old one has to be asked anew."""


def leave_when_resized(application: Application[Any]) -> None:
    """End the prompt with Resized, and wipe it out, as soon as the window is wider or narrower than it is now."""
    wrapped_for = application.output.get_size().columns

    def leave_if_resized(application: Application[Any]) -> None:
        if application.output.get_size().columns != wrapped_for and not application.is_done:
            application.erase_when_done = True
            application.exit(exception=Resized())

    application.before_render += leave_if_resized


def unresized(ask: Callable[[], T]) -> T:
    """What is answered, however often the window changes meanwhile."""
    while True:
        try:
            return ask()
        except Resized:
            continue


def break_off(event: KeyPressEvent) -> None:
    """End the prompt with what was typed so far, as a draft, and wipe it out."""
    leave(Unfinished.DRAFT)(event)


def refuse(event: KeyPressEvent) -> None:
    """End the prompt with what was typed, as a text that does not fit, and wipe it out."""
    leave(Unfinished.UNFIT)(event)


def is_unfit(takes: Takes) -> Condition:
    """What has been typed is not what a blank takes."""
    return Condition(lambda: not is_fit(get_app().current_buffer.text, takes))


@Condition
def is_empty() -> bool:
    """Nothing has been typed."""
    return not get_app().current_buffer.text


def tidy(buffer: Buffer) -> None:
    """Drop what a paste brought along; it is called again for its own change, which then changes nothing."""
    tidied = clean(buffer.text)[:MOST]
    if tidied != buffer.text:
        buffer.text = tidied


def _fail(exception: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(exception=exception, style="class:aborting")


def bind_suspend(bindings: KeyBindings, away: Callable[[], AbstractContextManager[None]]) -> None:
    """Let Ctrl-Z stop the program, with the terminal given back as `away` does."""
    if not suspend_to_background_supported():
        return

    def stop() -> None:
        with away():
            # with all of the group, as the shell waits for whoever started us too
            os.kill(0, signal.SIGTSTP)

    bindings.add(Keys.ControlZ, eager=True)(lambda _: run_in_terminal(stop) and None)
