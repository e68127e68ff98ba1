"""Where the learner is in each lesson that he has begun and not finished since.

Modules are imported late: who has left no lesson has to be found in none, and need not wait for what plays them.
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from ehtutor.course.model import Course, Lesson
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Table
from ehtutor.store.log import Log

Place: TypeAlias = tuple[int, int]
"""At which card, of how many."""


def underway(course: Course, log: Log | None, texts: Texts) -> Mapping[str, Place]:
    """The place in each of them, by the id of the lesson."""
    left = {entry.lesson for entry in log.lessons(course.id) if entry.is_underway} if log else set()
    if not left:
        return {}
    from ehtutor.cli.walkthrough import resume  # noqa: PLC0415  start-up
    from ehtutor.protocol.deliver import typed  # noqa: PLC0415
    from ehtutor.session.lesson.state import Stage  # noqa: PLC0415

    # nobody looks at the messages, so nobody signs them
    stages = (Stage(course=course, lesson=each, texts=texts, deliver=typed) for each in course.lessons)
    found = {stage.lesson.id: resume(stage, log) for stage in stages if stage.lesson.id in left}
    return {id: resumption.moment.place for id, resumption in found.items() if resumption.is_halfway}


def how_far(place: Place, texts: Texts, *, is_again: bool) -> str:
    """How far a lesson is that is being played, maybe once more."""
    card, cards = place
    return texts.say("home.again-at" if is_again else "home.at", card=card, cards=cards)


def lessons_table(course: Course, done: Collection[str], places: Mapping[str, Place], texts: Texts) -> Table:
    """The lessons for who learns: done, halfway and where, or still to do and how long that takes."""
    header = (texts.say("home.lesson"), texts.say("home.id"), texts.say("home.status"))
    rows = tuple(
        (
            f"{lesson.number}. {lesson.title}",
            lesson.id,
            _standing(lesson, done, places, texts),
        )
        for lesson in course.for_learners
    )
    return Table(title="", header=header, rows=rows)


def _standing(lesson: Lesson, done: Collection[str], places: Mapping[str, Place], texts: Texts) -> str:
    if lesson.id in places:
        return how_far(places[lesson.id], texts, is_again=lesson.id in done)
    return texts.say("home.is-done") if lesson.id in done else texts.say("home.minutes", minutes=lesson.minutes)
