"""`ehtutor demo`: a lesson before a class, in a full window, as plain lines, or into a recording."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final
from uuid import uuid4

from ehtutor.cli.demo.cast import CastFile, cast_file
from ehtutor.cli.demo.loop import Hands, Nobody, Room, demonstrate, too_small
from ehtutor.cli.demo.votes import VotesFile
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.options import DemoOptions
from ehtutor.course.texts import Texts
from ehtutor.render.other_screen import other_screen
from ehtutor.render.projector import Projector, Theme
from ehtutor.render.terminal import window
from ehtutor.session.demo.ballot import hands
from ehtutor.session.demo.slides import Slideshow, slideshow
from ehtutor.session.demo.state import Demo
from ehtutor.session.lesson.state import Stage
from ehtutor.store.demo_status import DemoStatus, StatusFile, status_file

_TELL: Final = 1.0
"""Seconds between two signs of life for the notes."""


def present(stage: Stage, asked: DemoOptions, surroundings: Surroundings) -> Exit:
    """Demonstrate a lesson in the window, or into a recording alone; Failure where neither can be."""
    if surroundings.is_plain or not surroundings.is_interactive:
        if asked.auto is None or asked.record is None:
            raise Failure(Exit.USAGE, stage.texts.say("cli.demo-no-terminal"))
        _refuse_small(window(None, surroundings.environ), stage.texts)
        return _record_alone(stage, asked, surroundings, asked.auto)
    _refuse_small(window(surroundings.stdout, surroundings.environ), stage.texts)
    return _in_window(stage, asked, surroundings)


def _refuse_small(size: tuple[int, int], texts: Texts) -> None:
    if narrow := too_small(size, texts):
        raise Failure(Exit.USAGE, narrow)


def _in_window(stage: Stage, asked: DemoOptions, surroundings: Surroundings) -> Exit:
    from ehtutor.ask.remote import listening  # noqa: PLC0415  start-up: a recording alone needs no keys

    show, out, uid = slideshow(stage), surroundings.stdout, uuid4().hex
    with _cast(stage, asked) as cast, status_file(surroundings.data_folder, uid, time.time()) as status:
        votes = VotesFile(file=asked.save_votes, texts=stage.texts)
        with listening() as remote, other_screen(out, cursor=False):
            room = Room(
                projector=_projector(asked, surroundings),
                out=out,
                size=lambda: window(out, surroundings.environ),
                now=time.monotonic,
                auto=asked.auto,
                cast=cast,
                votes=votes,
                beat=_beat(asked, uid, status),
            )
            code = _guarded(show, room, remote)
        for trouble in filter(None, (cast.trouble, votes.trouble)):
            surroundings.complain(trouble)
    return Exit.REFUSED if code is Exit.DONE and (cast.trouble or votes.trouble) else code


def _guarded(show: Slideshow, room: Room, hands: Hands) -> Exit:
    try:
        demonstrate(show, room, hands)
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
    return Exit.DONE


def _record_alone(stage: Stage, asked: DemoOptions, surroundings: Surroundings, auto: float) -> Exit:
    """Nobody looks, so nobody waits: the times in the recording are those that a class would have had."""
    nobody = Nobody()
    with _cast(stage, asked) as cast:
        room = Room(
            projector=_projector(asked, surroundings),
            out=None,
            size=lambda: window(None, surroundings.environ),
            now=lambda: nobody.now,
            auto=auto,
            cast=cast,
            votes=VotesFile(file=asked.save_votes, texts=stage.texts),
            beat=lambda _moment: None,
        )
        demonstrate(slideshow(stage), room, nobody)
    if room.trouble:
        raise Failure(Exit.REFUSED, room.trouble)
    return Exit.DONE


def _projector(asked: DemoOptions, surroundings: Surroundings) -> Projector:
    return Projector(
        theme=Theme(asked.theme) if asked.theme else Theme.DARK,
        is_ascii=surroundings.is_ascii,
        has_colour=not surroundings.environ.get("NO_COLOR"),
    )


def _cast(stage: Stage, asked: DemoOptions) -> AbstractContextManager[CastFile]:
    return cast_file(asked.record, asked.cast_version, stage.texts, stage.lesson.title, force=asked.force)


def _beat(asked: DemoOptions, uid: str, status: StatusFile) -> Callable[[Demo], None]:
    """Tell the notes of every step, and once a second that we are still here."""
    start = time.monotonic()
    sections: dict[str, float] = {}
    told: tuple[int, str, tuple[str, ...]] = (-1, "", ())
    last = looked = start

    def beat(moment: Demo) -> None:
        nonlocal told, last, looked
        lesson, at = moment.show.stage.lesson, time.monotonic()
        scene = lesson.scenes[min(moment.slide.moment.scene_index, len(lesson.scenes) - 1)].id
        sections[scene] = sections.get(scene, 0.0) + at - looked
        looked = at
        here = (moment.at, moment.branch.label if moment.branch else "", hands(moment))
        if here == told and at - last < _TELL:
            return
        told, last = here, at
        status.tell(
            DemoStatus(
                uid=uid,
                course=str(asked.course.absolute()) if asked.course else "",
                lesson=lesson.id,
                language=moment.texts.language,
                at=here[0],
                branch=here[1],
                hands=here[2],
                seconds=at - start,
                section_seconds=dict(sections),
            )
        )

    return beat
