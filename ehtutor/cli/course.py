"""Which course and which lesson a command is about."""

import stat
from functools import cache
from pathlib import Path

from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.course.model import Course, Lesson
from ehtutor.course.problems import Problem
from ehtutor.course.source import lesson_ids, load, shipped
from ehtutor.course.texts import Texts
from ehtutor.session.lesson.state import Stage


def course_in(folder: Path | None, texts: Texts, *, around: str = "") -> Course:
    """The course in `folder`, else the one that ships; Failure with everything that is wrong with it.

    The one that ships is good, so of that only what lies `around` a lesson has to be read.
    """
    path = folder or shipped()
    refuse_no_course(path, texts)
    loaded = load(folder, texts.language) if folder else _shipped(texts.language, around)
    problems = _unsound(loaded, folder) if isinstance(loaded, Course) else loaded
    if isinstance(loaded, Course) and not problems:
        return loaded
    raise Failure(Exit.REFUSED, *(told(one, path, texts) for one in problems))


def refuse_no_course(folder: Path, texts: Texts) -> None:
    """Failure where a course can't be: there is no folder."""
    if not is_folder(folder):
        raise Failure(Exit.USAGE, texts.say("cli.no-course", file=folder))


def told(problem: Problem, folder: Path, texts: Texts) -> str:
    """One problem as a line: file, line, column, what is wrong and what to do."""
    text = texts.say(f"problems.{problem.code}", **problem.values)
    return texts.say("cli.problem", file=folder / problem.file, line=problem.line, column=problem.column, text=text)


def lesson_named(id: str, course: Course, texts: Texts) -> Lesson:
    """The lesson with this id; Failure that names those that look like it."""
    by_id = {lesson.id: lesson for lesson in course.lessons}
    refuse_unknown(id, tuple(by_id), "cli.unknown-lesson", texts)
    return by_id[id]


def staged(lesson: str | None, folder: Path | None, texts: Texts) -> Stage:
    """The lesson with this id, else the first, ready to be played by whoever leaves progress alone."""
    course = course_in(folder, texts, around=lesson or lesson_ids(shipped())[0])
    found = lesson_named(lesson, course, texts) if lesson else course.lessons[0]
    stage = Stage(course=course, lesson=found, texts=texts)
    refuse_unplayable(stage, folder, texts)
    return stage


def refuse_unplayable(stage: Stage, folder: Path | None, texts: Texts) -> None:
    """Failure where a lesson that somebody else made can't be played to its end; those that ship can."""
    if folder is None:
        return
    from ehtutor.authoring.check import stuck  # noqa: PLC0415  start-up: only for a course of one's own

    if problems := stuck(stage, folder):
        raise Failure(Exit.REFUSED, *(told(one, folder, texts) for one in problems))


@cache
def _shipped(language: str, around: str) -> Course | tuple[Problem, ...]:
    """The course that ships, which does not change while the program runs."""
    return load(shipped(), language, around=around)


def _unsound(course: Course, folder: Path | None) -> tuple[Problem, ...]:
    """What is wrong with the keys of a course that somebody else made."""
    if folder is None:
        return ()
    from ehtutor.course.keycheck import unsound  # noqa: PLC0415  start-up: a list of lessons needs no cryptography

    return unsound(course)


def is_folder(path: Path) -> bool:
    """Whether there is a folder here; a path that the system can't even look up has none."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False
