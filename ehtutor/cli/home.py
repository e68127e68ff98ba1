"""Bare `ehtutor`: where the learner is, and the next sensible command."""

from datetime import datetime
from typing import Final

from ehtutor.cli.course import course_in
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.cli.frontend import shower
from ehtutor.cli.keeping import opened
from ehtutor.cli.walkthrough import COMMAND, next_lesson, resume
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.session.lesson.state import Stage
from ehtutor.session.screen.blocks import Block, Heading, Notice, Screen, Table, Tone
from ehtutor.store.log import Log

QUIZ: Final = "ehtutor quiz"


def home(surroundings: Surroundings) -> int:
    """Show where the learner is."""
    with opened(surroundings) as progress:
        screen = _screen(progress.texts, progress.log, is_new=progress.is_new, now=surroundings.clock())
        shower(surroundings)(screen)
    return Exit.DONE


def _screen(texts: Texts, log: Log | None, *, is_new: bool, now: datetime) -> Screen:
    """The lessons with how far each is, and what to do next; `is_new` where no language was ever chosen."""
    course = course_in(None, texts)
    done = {entry.lesson for entry in log.lessons(course.id) if entry.is_finished} if log else set()
    lines = [_where(course, log, done, texts), texts.say("home.next", command=COMMAND)]
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
    stage = Stage(course=course, lesson=lesson, texts=texts)
    resumption = resume(stage, log)
    if resumption.is_halfway:
        card, cards = resumption.moment.place
        return texts.say("home.halfway", title=lesson.title, card=card, cards=cards)
    if done:
        return texts.say("home.finished", done=len(done), total=len(course.lessons), title=lesson.title)
    return texts.say("home.nothing-yet", title=lesson.title, minutes=lesson.minutes)
