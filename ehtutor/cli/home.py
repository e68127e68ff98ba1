"""Bare `ehtutor`: where the learner is, and the next sensible command."""

from datetime import datetime
from typing import Final

from ehtutor.cli.course import WALKTHROUGH, course_in
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.cli.frontend import conclude
from ehtutor.cli.keeping import next_lesson, opened
from ehtutor.course.model import Course, Lesson
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Block, Heading, Notice, Screen, Table, Tone
from ehtutor.store.log import Log

QUIZ: Final = "ehtutor quiz"


def home(surroundings: Surroundings) -> int:
    """Show where the learner is."""
    with opened(surroundings) as progress:
        screen = _screen(progress.texts, progress.log, is_new=progress.is_new, now=surroundings.clock())
        conclude(surroundings, progress.texts, screen)
    return Exit.DONE


def _screen(texts: Texts, log: Log | None, *, is_new: bool, now: datetime) -> Screen:
    """The lessons with how far each is, and what to do next; `is_new` where no language was ever chosen."""
    course = course_in(None, texts)
    done = {entry.lesson for entry in log.lessons(course.id) if entry.is_finished} if log else set()
    lines = [_where(course, log, done, texts), texts.say("home.next", command=WALKTHROUGH)]
    lines += _practice(course, log, done, texts, now)
    if is_new:
        lines.append(texts.say("home.switch"))
    blocks: tuple[Block, ...] = (
        Heading(lesson="ehtutor", title=course.title),
        _lessons(course, done, texts),
        *(Notice(tone=Tone.NOTE, label="", text=line) for line in lines),
    )
    return Screen(blocks=blocks, prompt=None)


def _lessons(course: Course, done: set[str], texts: Texts) -> Table:
    header = (texts.say("home.lesson"), texts.say("home.id"), texts.say("home.status"))
    rows = tuple(
        (
            f"{lesson.number}. {lesson.title}",
            lesson.id,
            texts.say("home.is-done") if lesson.id in done else texts.say("home.minutes", minutes=lesson.minutes),
        )
        for lesson in course.lessons
    )
    return Table(title="", header=header, rows=rows)


def _practice(course: Course, log: Log | None, done: set[str], texts: Texts, now: datetime) -> list[str]:
    """What of the quiz is due; without that, that there is one, for who has done a lesson."""
    due = log.history(course.id).due(now) if log else ()
    if due:
        return [texts.say("home.due", count=len(due), command=QUIZ)]
    return [texts.say("home.practise", command=QUIZ)] if done else []


def _where(course: Course, log: Log | None, done: set[str], texts: Texts) -> str:
    if log is not None and done >= {lesson.id for lesson in course.lessons}:
        return texts.say("home.all-done")
    lesson = next_lesson(course, log)
    if log is not None and (place := _halfway(course, lesson, log, texts)):
        card, cards = place
        return texts.say("home.halfway", title=lesson.title, card=card, cards=cards)
    if done:
        return texts.say("home.finished", done=len(done), total=len(course.lessons), title=lesson.title)
    return texts.say("home.nothing-yet", title=lesson.title, minutes=lesson.minutes)


def _halfway(course: Course, lesson: Lesson, log: Log, texts: Texts) -> tuple[int, int] | None:
    """At which card of how many the learner left this lesson; None where he has not begun it, or is done."""
    if not any(entry.lesson == lesson.id and entry.answers for entry in log.lessons(course.id)):
        return None
    from ehtutor.cli.walkthrough import resume  # noqa: PLC0415  start-up: only who has left a lesson has to be found in it
    from ehtutor.protocol.deliver import typed  # noqa: PLC0415
    from ehtutor.session.lesson.state import Stage  # noqa: PLC0415

    # nobody looks at the messages, so nobody signs them
    resumption = resume(Stage(course=course, lesson=lesson, texts=texts, deliver=typed), log)
    return resumption.moment.place if resumption.is_halfway else None
