"""Which course and which lesson a command is about."""

import stat
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.course.model import Course, Lesson
from ehtutor.course.problems import Problem
from ehtutor.course.shipped import WAYS, as_built, shipped
from ehtutor.course.texts import Texts

if TYPE_CHECKING:
    # start-up: a stage comes with the whole protocol, and most who ask for a course have no login
    from ehtutor.session.lesson.state import Stage

WALKTHROUGH: Final = "ehtutor walkthrough"


def course_in(folder: Path | None, texts: Texts) -> Course:
    """The course in `folder`, else the one that ships; Failure with everything that is wrong with it."""
    return _told_of(_shipped(texts.language), shipped(), texts) if folder is None else _own(folder, texts)


def _own(folder: Path, texts: Texts) -> Course:
    """A course that somebody else made."""
    from ehtutor.course.keycheck import unsound  # noqa: PLC0415  start-up: what ships has been read and checked
    from ehtutor.course.source import load  # noqa: PLC0415

    refuse_no_course(folder, texts)
    loaded = load(folder, texts.language)
    if isinstance(loaded, Course) and (problems := unsound(loaded)):
        loaded = problems
    return _told_of(loaded, folder, texts)


def _told_of(loaded: Course | tuple[Problem, ...], folder: Path, texts: Texts) -> Course:
    """The course, if it is one; else Failure with everything that is wrong with it."""
    if isinstance(loaded, Course):
        return loaded
    raise Failure(Exit.REFUSED, *(told(one, folder, texts) for one in loaded))


def refuse_no_course(folder: Path, texts: Texts) -> None:
    """Failure where a course can't be: there is no folder."""
    if not is_folder(folder):
        raise Failure(Exit.USAGE, texts.say("cli.no-course", file=folder))


def told(problem: Problem, folder: Path, texts: Texts) -> str:
    """One problem as a line: file, line, column, what is wrong and what to do."""
    text = sentence(problem, texts)
    return texts.say("cli.problem", file=folder / problem.file, line=problem.line, column=problem.column, text=text)


def sentence(problem: Problem, texts: Texts) -> str:
    """What is wrong and what to do, in a sentence of this language."""
    values = dict(problem.values)
    if near := values.get("nearest"):
        values["nearest"] = ", ".join(map(texts.quoted, near.split(", ")))
    return texts.say(f"problems.{problem.code}", **values)


def lesson_named(id: str, course: Course, texts: Texts) -> Lesson:
    """The lesson with this id; Failure that names those that look like it."""
    by_id = {lesson.id: lesson for lesson in course.lessons}
    refuse_unknown(id, tuple(by_id), "cli.unknown-lesson", texts)
    return by_id[id]


def staged(lesson: str | None, folder: Path | None, texts: Texts) -> "Stage":
    """The lesson with this id, else the first, ready to be played by whoever leaves progress alone."""
    course = course_in(folder, texts)
    stage = stage_of(lesson_named(lesson, course, texts) if lesson else course.lessons[0], course, folder, texts)
    refuse_unplayable(stage, folder, texts)
    return stage


def stage_of(lesson: Lesson, course: Course, folder: Path | None, texts: Texts) -> "Stage":
    """A lesson of this course, ready to be played; what the build of a wheel found of it is not looked for again."""
    from ehtutor.session.lesson.state import Memo, Stage  # noqa: PLC0415  start-up

    memo = Memo(None if folder else as_built(WAYS))
    return Stage(course=course, lesson=lesson, texts=texts, memo=memo, course_option=course_option(folder))


def command_for(lesson: str, folder: Path | None) -> str:
    """How to play this lesson; `folder` is that of the course, if it is not the one that ships."""
    return f"{WALKTHROUGH} {lesson}{course_option(folder)}"


def course_option(folder: Path | None) -> str:
    """What has to be said on a command line to mean the course in this folder."""
    return f" --course {quote(str(folder))}" if folder else ""


def refuse_unplayable(stage: "Stage", folder: Path | None, texts: Texts) -> None:
    """Failure where a lesson that somebody else made can't be played to its end; those that ship can."""
    if folder is None:
        return
    from ehtutor.authoring.check import stuck  # noqa: PLC0415  start-up: only for a course of one's own

    if problems := stuck(stage, folder):
        raise Failure(Exit.REFUSED, *(told(one, folder, texts) for one in problems))


@cache
def _shipped(language: str) -> Course | tuple[Problem, ...]:
    """The course that ships, which does not change while the program runs."""
    course = as_built(f"course.{language}")
    if isinstance(course, Course):
        return course
    from ehtutor.course.source import load  # noqa: PLC0415  start-up: a wheel reads no YAML

    return load(shipped(), language)


def is_folder(path: Path) -> bool:
    """Whether there is a folder here; a path that the system can't even look up has none."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False
