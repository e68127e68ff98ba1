"""The loop of a demonstration: paint, listen, step; with or without a terminal."""

import math
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TextIO

from ehtutor.ask.remote import Heard, Remote, Suspend
from ehtutor.cli.demo.cast import CastFile
from ehtutor.cli.demo.votes import VotesFile
from ehtutor.course.texts import Texts
from ehtutor.render.other_screen import own_screen
from ehtutor.render.projector import SMALLEST, Projector, rows_hidden
from ehtutor.session.demo.slides import Slideshow
from ehtutor.session.demo.state import Button, Demo
from ehtutor.session.demo.update import update
from ehtutor.session.demo.view import view
from ehtutor.session.screen.blocks import Notice, Screen, Tone
from ehtutor.value import Value, replace

_LOOK: Final = 0.2
"""Seconds between two looks at the size of the window, where no signal tells of it."""


class Hands(Protocol):
    """Who presses the keys."""

    def press(self, seconds: float) -> Heard:
        """The next press, waiting so long for one."""
        ...

    def has_more(self) -> bool:
        """Whether another press is there already."""
        ...


@dataclass(slots=True)
class Nobody:
    """No terminal: time passes at once. Not frozen, as it is a clock too."""

    now: float = 0.0

    def press(self, seconds: float) -> Heard:
        """Nobody presses anything."""
        self.now += seconds
        return None

    def has_more(self) -> bool:
        """Nobody does."""
        return False


class Room(Value):
    """Everything around a demonstration."""

    projector: Projector
    out: TextIO | None
    """Where the frames go; None without a terminal."""
    size: Callable[[], tuple[int, int]]
    now: Callable[[], float]
    """Seconds, of a clock that is never set back."""
    auto: float | None
    """Seconds after which it goes on by itself."""
    cast: CastFile
    votes: VotesFile
    beat: Callable[[Demo], None]
    """Tells the notes where we are."""

    @property
    def trouble(self) -> str:
        """What could not be written; empty while all is well."""
        return " ".join(filter(None, (self.cast.trouble, self.votes.trouble)))


def demonstrate(show: Slideshow, room: Room, hands: Hands) -> Demo:
    """Demonstrate until the teacher stops, or the last slide has been shown by itself; the last moment."""
    moment, painted, since = Demo(show=show), None, room.now()
    room.votes.write(moment)
    while True:
        now = (moment, room.size(), room.trouble)
        # who presses faster than we paint is not kept waiting
        if now != painted and not hands.has_more():
            moment = _within_page(room, moment)
            painted = (moment, *now[1:])
            _paint(room, *painted)
        room.beat(moment)
        if moment.is_busy:
            since = room.now()
        # one sum, as two roundings of it could wait for each other for ever
        due = since + room.auto if room.auto is not None else math.inf
        left = max(due - room.now(), 0.0)
        heard = hands.press(min(left, _LOOK) if room.out else left)
        if isinstance(heard, Suspend):
            if room.out is not None and isinstance(hands, Remote):
                suspend(room.out, hands)
            painted = None
            continue
        if heard is None and room.now() >= due:
            if moment.at == len(show.slides) - 1:
                return moment
            heard = Button.NEXT
        if heard is None:
            continue
        moved = update(moment, heard)
        if moved.is_over:
            return moved
        if moved.votes != moment.votes:
            room.votes.write(moved)
        moment, since = moved, room.now()


def _within_page(room: Room, moment: Demo) -> Demo:
    """No further down than the page goes."""
    if not moment.scroll:
        return moment
    return replace(moment, scroll=min(moment.scroll, rows_hidden(view(moment), *room.size())))


def too_small(size: tuple[int, int], texts: Texts) -> str:
    """What size a class needs; empty where the window has it."""
    if all(found >= needed for found, needed in zip(size, SMALLEST, strict=True)):
        return ""
    (columns, rows), (most_columns, most_rows) = size, SMALLEST
    said = {"columns": columns, "rows": rows, "most_columns": most_columns, "most_rows": most_rows}
    return texts.say("cli.demo-too-small", **said)


def _paint(room: Room, moment: Demo, size: tuple[int, int], trouble: str) -> None:
    shown = view(moment)
    narrow = too_small(size, moment.texts)
    if narrow:
        shown = Screen(blocks=(Notice(tone=Tone.NOTE, label="", text=narrow),), prompt=None)
    if trouble:
        shown = replace(shown, blocks=(*shown.blocks, Notice(tone=Tone.WRONG, label="", text=trouble)))
    frame = room.projector.frame(shown, *size, scroll=moment.scroll)
    room.cast.painted(frame, room.now(), size, at=moment.at, title=moment.card.title)
    if room.out is not None:
        room.out.write(frame)
        room.out.flush()


def suspend(out: TextIO, remote: Remote) -> None:
    """Leave the terminal as it was, stop, and come back when the shell says so."""
    if not hasattr(signal, "SIGTSTP"):
        return
    with remote.cooked(), own_screen(out, cursor=False):
        os.kill(0, signal.SIGTSTP)
