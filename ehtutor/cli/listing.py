"""What `ehtutor lessons list` and `show` print: all lessons with the learner's progress, or one."""

import json
from collections.abc import Sequence
from enum import Enum

from ehtutor.cli.keeping import revision
from ehtutor.course.model import Course, Lesson
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Heading, Prose, Screen, Table
from ehtutor.store.log import LessonEntries, Log


class HowFar(Enum):
    """How far the learner is in a lesson."""

    NEW = "new"
    HALFWAY = "halfway"
    DONE = "done"


def standings(course: Course, log: Log | None) -> tuple[HowFar, ...]:
    """How far the learner is in each lesson, in the order of the course."""
    entries = {entry.lesson: entry for entry in log.lessons(course.id)} if log else {}
    return tuple(_standing(lesson, entries.get(lesson.id)) for lesson in course.lessons)


def as_json(course: Course, standings: Sequence[HowFar]) -> str:
    """The lessons for other programs: an array of objects."""
    rows = [
        {
            "id": lesson.id,
            "number": lesson.number,
            "title": lesson.title,
            "minutes": lesson.minutes,
            "scenes": len(lesson.scenes),
            "cards": sum(len(scene.cards) for scene in lesson.scenes),
            "progress": standing.value,
        }
        for lesson, standing in zip(course.lessons, standings, strict=True)
    ]
    # escaped: a title may hold what steers a terminal
    return json.dumps(rows, indent=2)


def listed(course: Course, standings: Sequence[HowFar], texts: Texts) -> Screen:
    """The lessons in order, for a person."""
    header = tuple(texts.say(f"home.{word}") for word in ("lesson", "id", "time", "status"))
    rows = tuple(
        (
            f"{lesson.number}. {lesson.title}",
            lesson.id,
            texts.say("home.minutes", minutes=lesson.minutes),
            texts.say(f"home.is-{standing.value}"),
        )
        for lesson, standing in zip(course.lessons, standings, strict=True)
    )
    heading = Heading(lesson="ehtutor", title=course.title)
    return Screen(blocks=(heading, Table(title="", header=header, rows=rows)), prompt=None)


def shown(lesson: Lesson, texts: Texts) -> Screen:
    """What a lesson is about: its goals, its cards, its summary."""
    goals = "\n".join(f"- {goal}" for goal in lesson.goals)
    rows = tuple(
        (card.title, texts.say(f"card.{type(card).__name__}"), card.id)
        for scene in lesson.scenes
        for card in scene.cards
    )
    header = (texts.say("home.card"), texts.say("home.kind"), texts.say("home.id"))
    return Screen(
        blocks=(
            Heading(
                lesson=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
                title=texts.say("home.minutes", minutes=lesson.minutes),
            ),
            Prose(text=goals),
            Table(title="", header=header, rows=rows),
            Prose(text=lesson.summary),
        ),
        prompt=None,
    )


def _standing(lesson: Lesson, entry: LessonEntries | None) -> HowFar:
    if entry is None:
        return HowFar.NEW
    if entry.is_finished:
        return HowFar.DONE
    # of a lesson that has changed since, the answers are no longer used
    return HowFar.HALFWAY if entry.answers and entry.revision == revision(lesson) else HowFar.NEW
