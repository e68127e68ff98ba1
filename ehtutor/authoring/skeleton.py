"""A lesson to begin with: it passes the check, and each of its texts says what to write there."""

import re
import shutil
from pathlib import Path
from typing import Final

from ehtutor.course.node import Scalar, child, items
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem
from ehtutor.course.source import shipped

TEMPLATES: Final = "interface/skeleton"
"""Below the shipped lessons: a course, a lesson, and its texts in each language."""
_COURSE: Final = "course.yaml"


def new_lesson(course: Path, id: str, language: str) -> tuple[Path, ...]:
    """Write a new lesson into the course folder, and name it last in `course.yaml`; the files that were written.

    A folder without a course becomes one, with the network and keys that ship. FileExistsError where the lesson
    stands already; nothing is overwritten.
    """
    folder = course / id
    folder.mkdir(parents=True)
    written = [
        _write(folder / "lesson.yaml", "lesson.yaml", id, language),
        _write(folder / f"{language}.yaml", f"{language}.yaml", id, language),
    ]
    file = course / _COURSE
    if file.exists():
        file.write_text(_enlisted(file, id), encoding="utf-8")
        return (*written, file)
    return (*written, *_new_course(course, id, language))


def _write(file: Path, template: str, id: str, language: str) -> Path:
    text = (shipped() / TEMPLATES / template).read_text(encoding="utf-8")
    with file.open("x", encoding="utf-8") as stream:
        stream.write(text.replace("LESSON-ID", id).replace("LANGUAGE", language))
    return file


def _new_course(course: Path, id: str, language: str) -> tuple[Path, ...]:
    shutil.copyfile(shipped() / "network.yaml", course / "network.yaml")
    shutil.copytree(shipped() / "keys", course / "keys", dirs_exist_ok=True)
    return _write(course / _COURSE, _COURSE, id, language), course / "network.yaml", course / "keys"


def _enlisted(file: Path, id: str) -> str:
    """The text of `course.yaml` with one more lesson after the last; everything else stays as it was written."""
    source = file.read_text(encoding="utf-8")
    root = parse(file.name, source.encode())
    named = (
        [] if isinstance(root, Problem) else [one for one in items(child(root, "lessons")) if isinstance(one, Scalar)]
    )
    if not named:
        return source
    last, lines = named[-1], source.splitlines(keepends=True)
    line = lines[last.line - 1]
    end = last.column - 1 + len(last.text) + (0 if last.is_plain else 2)
    before = line[: last.column - 1]
    if re.fullmatch(r"\s*-\s+", before):
        lines.insert(last.line, f"{before}{id}\n")
    else:
        lines[last.line - 1] = f"{line[:end]}, {id}{line[end:]}"
    return "".join(lines)
