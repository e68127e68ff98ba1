"""`ehtutor lessons check` and `watch`: which course is meant, which part of it, and its problems."""

import json
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from ehtutor.authoring.check import check
from ehtutor.authoring.skeleton import left_as_given, needless
from ehtutor.authoring.watch import Edit, edited, screen_at, snapshot
from ehtutor.cli.course import is_folder, refuse_no_course, sentence, told
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import shower
from ehtutor.cli.options import LessonsCheckOptions, LessonsWatchOptions
from ehtutor.course.model import Course
from ehtutor.course.problems import Problem
from ehtutor.course.shipped import shipped
from ehtutor.course.source import course_languages, load
from ehtutor.course.texts import LANGUAGES, Texts

_COURSE: Final = "course.yaml"
PAUSE: Final = 0.5
"""Seconds between two looks at the files."""
MOST: Final = 10
"""Problems that are told at once; who is editing mends the first ones first."""


def check_lessons(surroundings: Surroundings, asked: LessonsCheckOptions) -> int:
    """Everything that is wrong with a course."""
    texts, paths = surroundings.texts, asked.paths or ()
    folder = _folder(asked.course, paths, texts)
    problems = _checked(folder, paths, texts, surroundings, is_quiet=asked.json or surroundings.is_plain)
    if asked.json:
        surroundings.say(_as_json(problems, folder, texts))
    else:
        for line in _lines(problems, folder, paths, texts):
            _say(line, surroundings)
    return Exit.REFUSED if problems else Exit.DONE


def watch_lessons(surroundings: Surroundings, asked: LessonsWatchOptions) -> int:
    """Check on each save, and show the card that is being edited."""
    folder = _folder(asked.course, () if asked.path is None else (asked.path,), surroundings.texts)
    return watch(folder, surroundings.texts, surroundings)


def watch(
    folder: Path, texts: Texts, surroundings: Surroundings, *, sleep: Callable[[float], None] = time.sleep
) -> Exit:
    """Tell the problems now and after each save, and below them the card that was edited as it looks on the screen."""
    try:
        before = snapshot(folder)
        _tell(folder, texts, surroundings, None)
        while True:
            sleep(PAUSE)
            now = snapshot(folder, before)
            if now != before:
                _tell(folder, texts, surroundings, edited(before, now))
            before = now
    except KeyboardInterrupt:
        surroundings.complain(texts.say("check.stopped"))
        return Exit.INTERRUPTED


def _tell(folder: Path, texts: Texts, surroundings: Surroundings, edit: Edit | None) -> None:
    if not surroundings.is_plain:
        from ehtutor.render.terminal import cleared  # noqa: PLC0415  start-up: plain text needs no rich

        cleared(surroundings.stdout, environ=surroundings.environ)
    # the problems first: a card that is taller than the window may not push them out of it
    found = _lines(check(folder), folder, (), texts)
    most = _most(found, surroundings)
    taken = sum(_say(line, surroundings) for line in found[:most])
    if len(found) > most:
        taken += _say(texts.say("check.more", count=len(found) - most), surroundings)
    taken += _say(texts.say("check.watching", folder=folder), surroundings)
    screen = screen_at(folder, edit, texts) if edit else None
    if screen is None:
        return
    if _is_window(surroundings):
        from ehtutor.render.terminal import Terminal  # noqa: PLC0415  start-up

        Terminal.open(surroundings.stdout, environ=surroundings.environ, prompts=False).glimpse(screen, taken)
    else:
        surroundings.say("")
        shower(surroundings, keys=True)(screen)


def _most(lines: Sequence[str], surroundings: Surroundings) -> int:
    """How many problems are told: in a window those that leave half of it to the card, and one in any case."""
    if not _is_window(surroundings):
        return MOST
    from ehtutor.render.terminal import window  # noqa: PLC0415  start-up

    half = window(surroundings.stdout, surroundings.environ)[1] // 2
    heights = accumulate(len(_broken(line, surroundings)) for line in lines[:MOST])
    return max(sum(height <= half for height in heights), 1)


def _say(line: str, surroundings: Surroundings) -> int:
    """One line, in a window broken between words; how many rows it takes there."""
    parts = _broken(line, surroundings)
    for part in parts:
        surroundings.say(part)
    return len(parts)


def _broken(line: str, surroundings: Surroundings) -> Sequence[str]:
    if not _is_window(surroundings):
        return (line,)
    from ehtutor.render.terminal import wrapped  # noqa: PLC0415  start-up

    return wrapped(line, surroundings.stdout, surroundings.environ)


def _is_window(surroundings: Surroundings) -> bool:
    """Whether somebody looks at it in a window; down a pipe a problem is one line, for editors read it."""
    return surroundings.stdout.isatty() and not surroundings.is_plain


def _folder(course: Path | None, paths: Sequence[Path], texts: Texts) -> Path:
    """The course that an author works on: the named one, else that of the first path, else where he stands.

    Without any of these it is the one that ships. Failure for a path that is not there, or in no course.
    """
    folder = course
    for path in paths:
        if not path.exists():
            raise Failure(Exit.USAGE, texts.say("check.no-path", file=path))
        if folder is None:
            folder = _around(path)
        if folder is None or not path.resolve().is_relative_to(folder.resolve()):
            raise Failure(Exit.USAGE, texts.say("check.outside", file=path))
    found = folder or (Path() if Path(_COURSE).is_file() else shipped())
    refuse_no_course(found, texts)
    return found


def _checked(
    folder: Path, paths: Sequence[Path], texts: Texts, surroundings: Surroundings, *, is_quiet: bool
) -> tuple[Problem, ...]:
    """The problems in these files and folders; where there are none, those elsewhere in the course.

    For a mistake elsewhere can keep a lesson from being played, and then nothing is known about it.
    """
    from ehtutor.render.progress_bar import progress_bar  # noqa: PLC0415  start-up

    stream = None if is_quiet else surroundings.stderr
    with progress_bar(stream, texts.say("check.busy"), environ=surroundings.environ) as progress:
        problems = check(folder, progress)
    return _within(problems, folder, paths) or problems


def _lines(problems: Sequence[Problem], folder: Path, paths: Sequence[Path], texts: Texts) -> tuple[str, ...]:
    """Each problem as editors understand it: file, line, column, and the sentence.

    Where there is none, praise, and what is no mistake but not meant to stay.
    """
    remarks = () if problems else _within((*left_as_given(folder), *needless(folder)), folder, paths)
    praise = () if problems else (_praise(folder, texts),)
    # a name out of the course can't pose as a next line
    return tuple(
        line.replace("\n", " ") for line in (*praise, *(told(one, folder, texts) for one in (*problems, *remarks)))
    )


def _as_json(problems: Sequence[Problem], folder: Path, texts: Texts) -> str:
    """All problems for an editor: an array of objects."""
    rows = [
        {
            "file": str(folder / one.file),
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "message": sentence(one, texts),
        }
        for one in problems
    ]
    # escaped: the words of a problem come out of the file
    return json.dumps(rows, indent=2)


def _praise(folder: Path, texts: Texts) -> str:
    """One line about a course in which nothing is wrong, with what was looked at."""
    languages = course_languages(folder)
    course = load(folder, languages[0] if languages else LANGUAGES[0])
    assert isinstance(course, Course), "it has just been checked"
    scenes = [scene for lesson in course.lessons for scene in lesson.scenes]
    return texts.say(
        "check.praise",
        lessons=len(course.lessons),
        cards=sum(len(scene.cards) for scene in scenes),
        languages=", ".join(languages),
    )


def _around(path: Path) -> Path | None:
    """The course that this path holds or lies in."""
    start = path if is_folder(path) else path.parent
    if (start / _COURSE).is_file():
        return start
    return next((one for one in start.resolve().parents if (one / _COURSE).is_file()), None)


def _within(problems: Sequence[Problem], folder: Path, paths: Sequence[Path]) -> tuple[Problem, ...]:
    """The problems in these files and folders only; all where none is named."""
    wanted = [path.resolve() for path in paths]
    if not wanted:
        return tuple(problems)
    return tuple(one for one in problems if any((folder / one.file).resolve().is_relative_to(path) for path in wanted))
