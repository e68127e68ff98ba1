"""Which course and which lesson a command is about."""

import stat
from pathlib import Path

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.nearest import nearest
from ehtutor.course.model import Course, Lesson
from ehtutor.course.problems import Problem
from ehtutor.course.source import load, shipped
from ehtutor.course.texts import Texts


def course_in(folder: Path | None, texts: Texts) -> Course:
    """The course in `folder`, else the one that ships; Failure with everything that is wrong with it."""
    path = folder or shipped()
    if not _is_folder(path):
        raise Failure(Exit.USAGE, texts.say("cli.no-course", file=path))
    loaded = load(path, texts.language)
    problems = _unsound(loaded, folder) if isinstance(loaded, Course) else loaded
    if isinstance(loaded, Course) and not problems:
        return loaded
    raise Failure(Exit.REFUSED, *(told(one, path, texts) for one in problems))


def told(problem: Problem, folder: Path, texts: Texts) -> str:
    """One problem as a line: file, line, column, what is wrong and what to do."""
    text = texts.say(f"problems.{problem.code}", **problem.values)
    return texts.say("cli.problem", file=folder / problem.file, line=problem.line, column=problem.column, text=text)


def lesson_named(id: str, course: Course, texts: Texts) -> Lesson:
    """The lesson with this id; Failure that names those that look like it."""
    by_id = {lesson.id: lesson for lesson in course.lessons}
    if id not in by_id:
        listed = nearest(id, tuple(by_id), texts.say("cli.or"))
        raise Failure(Exit.USAGE, texts.say("cli.unknown-lesson", found=id, nearest=listed))
    return by_id[id]


def _unsound(course: Course, folder: Path | None) -> tuple[Problem, ...]:
    """What is wrong with the keys of a course that somebody else made."""
    if folder is None:
        return ()
    from ehtutor.course.keycheck import unsound  # noqa: PLC0415  start-up: a list of lessons needs no cryptography

    return unsound(course)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False
