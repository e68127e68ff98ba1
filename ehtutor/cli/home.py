"""Bare `ehtutor`: where the learner is, and the next sensible command."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from ehtutor.cli.course import WALKTHROUGH, course_in
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.cli.frontend import conclude
from ehtutor.cli.keeping import next_lesson, opened
from ehtutor.cli.underway import Place, lessons_table, underway
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Block, Heading, Notice, Screen, Tone
from ehtutor.store.log import Log

QUIZ: Final = "ehtutor quiz"


def home(surroundings: Surroundings) -> int:
    """Show where the learner is."""
    with opened(surroundings, remembers=True) as progress:
        screen = _screen(progress.texts, progress.log, is_new=progress.is_new, now=surroundings.clock())
        conclude(surroundings, progress.texts, screen)
    return Exit.DONE


def _screen(texts: Texts, log: Log | None, *, is_new: bool, now: datetime) -> Screen:
    """The lessons with how far each is, and what to do next; `is_new` where no language was ever chosen."""
    course = course_in(None, texts)
    done = {entry.lesson for entry in log.lessons(course.id) if entry.is_finished} if log else set()
    places = underway(course, log, texts)
    lines = [_where(course, log, done, places, texts), texts.say("home.next", command=WALKTHROUGH)]
    lines += _practice(course, log, done, texts, now)
    if is_new:
        lines.append(texts.say("home.switch"))
    blocks: tuple[Block, ...] = (
        Heading(lesson="ehtutor", title=course.title),
        lessons_table(course, done, places, texts),
        *(Notice(tone=Tone.NOTE, label="", text=line) for line in lines),
    )
    return Screen(blocks=blocks, prompt=None)


def _practice(course: Course, log: Log | None, done: set[str], texts: Texts, now: datetime) -> list[str]:
    """What of the quiz is due; without that, that there is one, for who has done a lesson."""
    due = log.history(course.id).due(now) if log else ()
    if due:
        return [texts.say("home.due", count=len(due), command=QUIZ)]
    return [texts.say("home.practise", command=QUIZ)] if done else []


def _where(course: Course, log: Log | None, done: set[str], places: Mapping[str, Place], texts: Texts) -> str:
    lesson = next_lesson(course, log)
    if lesson.id in places:
        card, cards = places[lesson.id]
        return texts.say("home.halfway", title=lesson.title, card=card, cards=cards)
    if done >= {each.id for each in course.for_learners}:
        return texts.say("home.all-done")
    if done:
        return texts.say("home.finished", done=len(done), total=len(course.for_learners), title=lesson.title)
    return texts.say("home.nothing-yet", title=lesson.title, minutes=lesson.minutes)
