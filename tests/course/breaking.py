"""Breaking a course file on purpose, and reading what is said about it."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from typing import Final

from ehtutor.course.problems import Problem
from ehtutor.course.source import load

MINI: Final = Path(__file__).parent / "mini"
KINDS: Final = Path(__file__).parent / "kinds"
"""A lesson with every kind of question and card, to put into a miniature course."""
CARET: Final = "‸"
"""Stands in a broken text where the problem must be reported."""

Place = tuple[str, int, int]


def mini_with_kinds(folder: Path) -> Path:
    """The miniature course, with the lesson `kinds` after its own."""
    copytree(MINI, folder)
    copytree(KINDS, folder / "kinds")
    break_file(folder, "course.yaml", "[tiny]", "[tiny, kinds]‸")
    return folder


def break_file(folder: Path, file: str, old: str, new: str) -> Place:
    """Replace the first `old` in a file by `new`; the place is that of the caret in it."""
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert old in before, f"{old!r} does not stand in {file}"
    marked = before.replace(old, new, 1)
    at = marked.index(CARET)
    path.write_text(marked.replace(CARET, ""), encoding="utf-8")
    return file, marked.count("\n", 0, at) + 1, at - marked.rfind("\n", 0, at)


def problems(folder: Path, language: str = "nl") -> tuple[Problem, ...]:
    """What `load` finds wrong; nothing where it finds a course."""
    found = load(folder, language)
    return found if isinstance(found, tuple) else ()


def found_in(folder: Path, language: str = "nl") -> list[tuple[str, Place]]:
    """The codes and places of the problems, in the order in which they are reported."""
    return placed(problems(folder, language))


def placed(found: Sequence[Problem]) -> list[tuple[str, Place]]:
    """The code and the place of each."""
    return [(each.code, (each.file, each.line, each.column)) for each in found]
