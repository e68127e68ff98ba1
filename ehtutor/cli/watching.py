"""`ehtutor lessons watch`: a loop around the checker, until Ctrl-C."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ehtutor.authoring.check import check
from ehtutor.authoring.watch import Edit, edited, screen_at, snapshot
from ehtutor.cli.checking import lines, praise
from ehtutor.cli.failure import Exit
from ehtutor.cli.front import shower
from ehtutor.cli.surroundings import Surroundings
from ehtutor.course.texts import Texts

PAUSE: Final = 0.5
"""Seconds between two looks at the files."""
MOST: Final = 10
"""Problems that are told at once; who is editing mends the first ones first."""


def watch(
    folder: Path,
    texts: Texts,
    surroundings: Surroundings,
    *,
    is_plain: bool,
    sleep: Callable[[float], None] = time.sleep,
) -> Exit:
    """Tell the problems now and after each save, with the card that was edited as it looks on the screen."""
    try:
        before = snapshot(folder)
        _tell(folder, texts, surroundings, None, is_plain=is_plain)
        while True:
            sleep(PAUSE)
            now = snapshot(folder, before)
            if now != before:
                _tell(folder, texts, surroundings, edited(before, now), is_plain=is_plain)
            before = now
    except KeyboardInterrupt:
        surroundings.complain(texts.say("check.stopped"))
        return Exit.INTERRUPTED


def _tell(folder: Path, texts: Texts, surroundings: Surroundings, edit: Edit | None, *, is_plain: bool) -> None:
    show = shower(surroundings, is_plain=is_plain, keys=True)
    if not is_plain:
        from ehtutor.render.terminal import cleared  # noqa: PLC0415  start-up: plain text needs no rich

        cleared(surroundings.stdout, environ=surroundings.environ)
    screen = screen_at(folder, edit, texts) if edit else None
    if screen is not None:
        # the card first: what is wrong with it has to be in view below it
        show(screen)
        surroundings.say("")
    problems = check(folder)
    told = lines(problems, folder, texts) or (praise(folder, texts),)
    for line in told[:MOST]:
        surroundings.say(line.replace("\n", " "))
    if len(told) > MOST:
        surroundings.say(texts.say("check.more", count=len(told) - MOST))
    surroundings.say(texts.say("check.watching", folder=folder))
