"""`ehtutor demo --notes`: the teacher's window, which follows the demonstration in another one without any set-up."""

import time
from functools import lru_cache
from pathlib import Path
from typing import Final

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import shower
from ehtutor.course.model import Course
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load
from ehtutor.course.texts import Texts, interface
from ehtutor.session.demo.notes import notes, waiting
from ehtutor.session.demo.slides import Slideshow, slideshow
from ehtutor.session.demo.state import Command, Demo, Sign, command_for
from ehtutor.session.lesson.state import Stage
from ehtutor.session.screen.blocks import Notice, Screen, Tone
from ehtutor.store.demo_status import DemoStatus, Seen, seen
from ehtutor.value import replace

LOOK: Final = 0.2
"""Seconds between two looks at the demonstration."""


def follow(surroundings: Surroundings, texts: Texts) -> Exit:
    """Follow a demonstration until the teacher stops; Failure where there is no window to do so in."""
    if surroundings.is_plain:
        return _in_lines(surroundings, texts)
    if not surroundings.is_interactive:
        raise Failure(Exit.USAGE, texts.say("cli.notes-no-terminal"))
    return _in_window(surroundings, texts)


def _in_lines(surroundings: Surroundings, texts: Texts) -> Exit:
    """Each step once, as plain lines."""
    paint = shower(surroundings)
    followed, told = "", None
    try:
        while True:
            found = seen(surroundings.data_folder, time.time())
            followed, screen = _screen(found, followed, texts)
            news = _news(found, followed)
            if news != told:
                paint(screen)
                told = news
            time.sleep(LOOK)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _screen(found: tuple[Seen, ...], followed: str, texts: Texts) -> tuple[str, Screen]:
    """The notes of the demonstration that is followed, else of the youngest, else what is the case; and its uid."""
    by_uid = {each.status.uid: each for each in found}
    now = by_uid.get(followed)
    awake = [each for each in found if each.is_awake]
    if (now is None or not now.is_awake) and awake:
        now = awake[0]
    if now is None:
        return "", waiting(texts, "none")
    status = now.status
    shown = _shown(status)
    if shown is None:
        return status.uid, waiting(texts, "lost", lesson=status.lesson)
    title = shown.stage.lesson.title
    if not now.is_awake:
        return status.uid, waiting(texts, "silent", lesson=title, seconds=int(now.age))
    screen = notes(
        Demo(show=shown, at=status.at),
        branch=status.branch,
        hands=status.hands,
        seconds=status.seconds,
        section_seconds=status.section_seconds,
    )
    if len(awake) > 1:
        said = texts.say("notes.several", count=len(awake), lesson=title)
        screen = replace(screen, blocks=(*screen.blocks, Notice(tone=Tone.NOTE, label="", text=said)))
    return status.uid, screen


def _shown(status: DemoStatus) -> Slideshow | None:
    """The slides that the demonstration shows; None where they can't be read here, now."""
    try:
        return _slideshow(status.course, status.lesson, status.language)
    except (OSError, LookupError):
        return None


# what can't be read raises, and so is not remembered
@lru_cache(maxsize=2)
def _slideshow(course: str, lesson: str, language: str) -> Slideshow:
    loaded = load(Path(course) if course else shipped(), language)
    if not isinstance(loaded, Course):
        raise LookupError(lesson)
    return slideshow(Stage(course=loaded, lesson=loaded.lesson(lesson), texts=interface(language)))


def _news(found: tuple[Seen, ...], followed: str) -> object:
    """What differs when there is something else to tell; the clock alone is no news."""
    return followed, [(replace(each.status, seconds=0, section_seconds={}), each.is_awake) for each in found]


def _in_window(surroundings: Surroundings, texts: Texts) -> Exit:
    """The notes in a window of their own; the letters of a demonstration scroll and stop."""
    from ehtutor.ask.remote import Suspend, listening  # noqa: PLC0415  start-up
    from ehtutor.cli.demo.loop import suspend  # noqa: PLC0415
    from ehtutor.render.other_screen import other_screen  # noqa: PLC0415
    from ehtutor.render.projector import Projector, Theme, rows_hidden  # noqa: PLC0415
    from ehtutor.render.terminal import window  # noqa: PLC0415

    projector = Projector(theme=Theme.DARK, is_ascii=surroundings.is_ascii, has_colour=False)
    out, followed, scroll, painted, told = surroundings.stdout, "", 0, None, None
    try:
        with listening() as remote, other_screen(out, cursor=False):
            while True:
                found = seen(surroundings.data_folder, time.time())
                followed, screen = _screen(found, followed, texts)
                size = window(out, surroundings.environ)
                if (news := _news(found, followed)) != told:
                    scroll, told = 0, news
                scroll = min(scroll, rows_hidden(screen, *size))
                now = (screen, size, scroll)
                if now != painted:
                    out.write(projector.frame(screen, *size, scroll=scroll))
                    out.flush()
                    painted = now
                match remote.press(LOOK):
                    case Suspend():
                        suspend(out, remote)
                        painted = None
                    case Sign(sign=sign) if (command := command_for(texts, sign)) is not None:
                        if command is Command.QUIT:
                            return Exit.DONE
                        step = {Command.DOWN: 1, Command.UP: -1}.get(command, 0)
                        scroll = max(scroll + step, 0)
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
