"""Files that lie in a course folder and belong to nothing: mostly a name that was mistyped."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ehtutor.course.model import Course
from ehtutor.course.problems import Problem, nearest

AT_THE_TOP: Final = ("course.yaml", "network.yaml", "glossary.yaml")
MOST_FILES: Final = 10_000


def strays(folder: Path, courses: Sequence[Course]) -> Iterator[Problem]:
    """A problem for each file that no part of the course reads; Markdown is for people, and may lie anywhere."""
    known = set(AT_THE_TOP)
    for course in courses:
        known |= {f"{lesson.id}/{name}.yaml" for lesson in course.lessons for name in ("lesson", course.language)}
    for count, file in enumerate(_files(folder)):
        if count >= MOST_FILES:
            return
        is_known = file in known or file.endswith(".md") or file.startswith("interface/") or _is_key(file)
        if not is_known:
            values = {"found": file, "nearest": nearest(file, sorted(known))}
            yield Problem(file=file, line=1, column=1, code="stray-file", values=values)


def _is_key(file: str) -> bool:
    # a pool of keys may hold more pairs than a network names
    return file.startswith("keys/") and file.endswith(".pem")


def _files(folder: Path) -> Iterator[str]:
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(path, name).relative_to(folder).as_posix()
