"""`ehtutor lessons …`: what a teacher asks of the program."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ehtutor.cli.lessons import told
from ehtutor.course.model import Course, Lesson
from ehtutor.course.problems import Problem
from ehtutor.course.source import shipped
from ehtutor.course.texts import Texts
from ehtutor.session.screen import Heading, Prose, Screen, Table

COURSE_FILE = "course.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the learner is in one lesson."""

    lesson: Lesson
    word: str
    """`new`, `halfway` or `done`."""


def as_json(standings: Sequence[Standing]) -> str:
    """The lessons for other programs: an array of objects."""
    rows = [
        {
            "id": one.lesson.id,
            "number": one.lesson.number,
            "title": one.lesson.title,
            "minutes": one.lesson.minutes,
            "scenes": len(one.lesson.scenes),
            "cards": sum(len(scene.cards) for scene in one.lesson.scenes),
            "progress": one.word,
        }
        for one in standings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def listed(course: Course, standings: Sequence[Standing], texts: Texts) -> Screen:
    """The lessons in order, for a person."""
    header = tuple(texts.say(f"home.{word}") for word in ("lesson", "id", "time", "status"))
    rows = tuple(
        (
            f"{one.lesson.number}. {one.lesson.title}",
            one.lesson.id,
            texts.say("home.minutes", minutes=one.lesson.minutes),
            texts.say(f"home.is-{one.word}"),
        )
        for one in standings
    )
    heading = Heading(lesson="ehtutor", title=course.title)
    return Screen(blocks=(heading, Table(title="", header=header, rows=rows)), prompt=None)


def shown(lesson: Lesson, texts: Texts) -> Screen:
    """What a lesson is about: its goals, its cards, its summary."""
    goals = "\n".join(f"- {goal}" for goal in lesson.goals)
    rows = tuple(
        (card.title, texts.say(f"card.{type(card).__name__}"), f"{scene.id}/{card.id}")
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


def course_folder(course: Path | None) -> Path:
    """The course that an author works on: the one named, else the one that he stands in, else the one that ships."""
    if course is not None:
        return course
    return Path() if Path(COURSE_FILE).is_file() else shipped()


def problem_line(problem: Problem, folder: Path, texts: Texts) -> str:
    """One problem as editors understand it: file, line, column, and the sentence."""
    return told(problem, folder, texts)


def problems_as_json(problems: Sequence[Problem], folder: Path, texts: Texts) -> str:
    """All problems for an editor: an array of objects."""
    rows = [
        {
            "file": str(folder / one.file),
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "message": texts.say(f"problems.{one.code}", **one.values),
        }
        for one in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def within(problems: Sequence[Problem], folder: Path, paths: Sequence[Path]) -> tuple[Problem, ...]:
    """The problems in these files and folders only; all where none is named."""
    if not paths:
        return tuple(problems)
    wanted = [path.resolve() for path in paths]
    return tuple(one for one in problems if any((folder / one.file).resolve().is_relative_to(path) for path in wanted))
