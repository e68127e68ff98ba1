"""`ehtutor lessons`: list them, show one, begin one, and the schema of their files; `check` has a file of its own."""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from ehtutor.cli.course import course_in, lesson_named, told
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.frontend import conclude
from ehtutor.cli.keeping import opened
from ehtutor.cli.options import (
    LessonsListOptions,
    LessonsNewOptions,
    LessonsOptions,
    LessonsSchemaOptions,
    LessonsShowOptions,
)
from ehtutor.cli.underway import Place, how_far, underway
from ehtutor.course.model import Course, Lesson
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Heading, Prose, Screen, Table
from ehtutor.store.log import LessonEntries, Log


def every_lesson(surroundings: Surroundings, _asked: LessonsOptions) -> int:
    """The lessons, where nothing more was asked."""
    return list_lessons(surroundings, LessonsListOptions())


def list_lessons(surroundings: Surroundings, asked: LessonsListOptions) -> int:
    """The lessons in order, with how far the learner is."""
    with opened(surroundings) as progress:
        course = course_in(asked.course, progress.texts)
        standings = _standings(course, progress.log)
        if asked.json:
            surroundings.say(_as_json(course, standings))
        else:
            places = underway(course, progress.log, progress.texts)
            conclude(surroundings, progress.texts, _listed(course, standings, places, progress.texts))
    return Exit.DONE


def show_lesson(surroundings: Surroundings, asked: LessonsShowOptions) -> int:
    """What one lesson is about."""
    texts = surroundings.texts
    conclude(surroundings, texts, _shown(lesson_named(asked.lesson, course_in(asked.course, texts), texts), texts))
    return Exit.DONE


def new_lesson(surroundings: Surroundings, asked: LessonsNewOptions) -> int:
    """A lesson to begin with, in this course or in a new one."""
    # start-up: who lists the lessons writes none
    from ehtutor.authoring import skeleton  # noqa: PLC0415

    texts = surroundings.texts
    folder = asked.course or Path()
    written = skeleton.new_lesson(folder, asked.name, texts.language)
    if isinstance(written, skeleton.Refused):
        if written.problems:
            raise Failure(Exit.REFUSED, *(told(one, folder, texts) for one in written.problems))
        raise Failure(Exit.USAGE, texts.say(f"new.{written.code}", found=written.found))
    for file in written:
        surroundings.say(texts.say("new.written", file=file))
    surroundings.say(texts.say("new.next", file=folder / asked.name))
    return Exit.DONE


def print_schema(surroundings: Surroundings, asked: LessonsSchemaOptions) -> int:
    """The JSON Schema of the files of a course, or of one of them."""
    from ehtutor.authoring.schema import FILES, schema  # noqa: PLC0415  start-up

    if asked.file is not None:
        refuse_unknown(asked.file, FILES, "check.unknown-file", surroundings.texts)
    surroundings.say(json.dumps(schema(asked.file), indent=2))
    return Exit.DONE


class HowFar(Enum):
    """How far the learner is in a lesson."""

    NEW = "new"
    HALFWAY = "halfway"
    DONE = "done"


def _standings(course: Course, log: Log | None) -> tuple[HowFar, ...]:
    """How far the learner is in each lesson, in the order of the course."""
    entries = {entry.lesson: entry for entry in log.lessons(course.id)} if log else {}
    return tuple(_standing(entries.get(lesson.id)) for lesson in course.lessons)


def _as_json(course: Course, standings: Sequence[HowFar]) -> str:
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


def _listed(course: Course, standings: Sequence[HowFar], places: Mapping[str, Place], texts: Texts) -> Screen:
    """The lessons in order, for a person."""
    header = tuple(texts.say(f"home.{word}") for word in ("lesson", "id", "time", "status"))
    rows = tuple(
        (
            f"{lesson.number}. {lesson.title}",
            lesson.id,
            texts.say("home.minutes-short", minutes=lesson.minutes),
            how_far(places[lesson.id], texts, is_again=standing is HowFar.DONE)
            if lesson.id in places
            else texts.say(f"home.is-{standing.value}"),
        )
        for lesson, standing in zip(course.lessons, standings, strict=True)
    )
    heading = Heading(lesson="ehtutor", title=course.title)
    return Screen(blocks=(heading, Table(title="", header=header, rows=rows)), prompt=None)


def _shown(lesson: Lesson, texts: Texts) -> Screen:
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


def _standing(entry: LessonEntries | None) -> HowFar:
    if entry is None:
        return HowFar.NEW
    if entry.is_finished:
        return HowFar.DONE
    return HowFar.HALFWAY if entry.answers else HowFar.NEW
