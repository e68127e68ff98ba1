"""What was saved since the last look, and the card at that place as a learner sees it.

Files are told apart by time and size, so that a look costs next to nothing while nobody saves.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from ehtutor.authoring.places import Places, files
from ehtutor.authoring.plays import play_right
from ehtutor.course.folder import Folder
from ehtutor.course.model import Course
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, Texts, interface
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.blocks import Screen
from ehtutor.value import Value


class Saved(Value):
    """A file as it was last saved."""

    stamp: tuple[int, int]
    """When, and how long it is."""
    lines: tuple[str, ...]


class Edit(Value):
    """The first line of a file that is no longer what it was."""

    file: str
    line: int


def snapshot(folder: Path, before: Mapping[str, Saved] | None = None) -> Mapping[str, Saved]:
    """The files of the course as they are saved now; what did not change since `before` is not read again."""
    known = before or {}
    found: dict[str, Saved] = {}
    for file in files(folder):
        if file.endswith(".yaml") and (stamp := _stamp(folder / file)):
            is_same = file in known and known[file].stamp == stamp
            found[file] = known[file] if is_same else Saved(stamp=stamp, lines=_lines(folder, file))
    return found


def edited(before: Mapping[str, Saved], now: Mapping[str, Saved]) -> Edit | None:
    """Where something changed: in the first file that did, the texts of a card before its scenario."""
    changed = [file for file, saved in now.items() if file not in before or before[file].lines != saved.lines]
    for file in sorted(changed, key=lambda file: file.endswith("/lesson.yaml")):
        return Edit(file=file, line=_first_difference(before[file].lines if file in before else (), now[file].lines))
    return None


def screen_at(folder: Path, edit: Edit, texts: Texts) -> Screen | None:
    """The card at this place, as it first lies on the table; None where there is none, or none that can be reached."""
    lesson_id, _, name = edit.file.partition("/")
    card = Places(Folder(folder)).card_at(edit.file, edit.line)
    language = texts.language if name == "lesson.yaml" else name.removesuffix(".yaml")
    course = load(folder, language)
    if card is None or not isinstance(course, Course):
        return None
    spoken = texts if language == texts.language or language not in LANGUAGES else interface(language)
    for lesson in course.lessons:
        if lesson.id == lesson_id:
            stage = Stage(course=course, lesson=lesson, texts=spoken)
            for moment in play_right(stage).moments:
                if not moment.is_done and moment.card.id == card:
                    return view(moment)
    return None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _lines(folder: Path, file: str) -> tuple[str, ...]:
    content = Folder(folder).content(file)
    return tuple((content or b"").decode("utf-8", "replace").split("\n"))


def _first_difference(before: tuple[str, ...], now: tuple[str, ...]) -> int:
    pairs = enumerate(zip(before, now, strict=False), 1)
    return next((n for n, (old, new) in pairs if old != new), min(len(before), len(now)) + 1)
