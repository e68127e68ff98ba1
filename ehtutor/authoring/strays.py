"""Files that lie in a course folder and belong to nothing: mostly a name that was mistyped."""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from ehtutor.course.model import Course
from ehtutor.course.problems import Problem, nearest, shortened

AT_THE_TOP: Final = ("course.yaml", "network.yaml", "glossary.yaml")
MOST_FILES: Final = 10_000
MOST_STRAYS: Final = 100
"""More help nobody, and each is compared with every name that there is."""


def strays(folder: Path, courses: Sequence[Course]) -> Iterator[Problem]:
    """A problem for each file that no part of the course reads; Markdown is for people, and may lie anywhere."""
    known = set(AT_THE_TOP)
    for course in courses:
        known |= {f"{lesson.id}/{name}.yaml" for lesson in course.lessons for name in ("lesson", course.language)}
    found = (file for file in islice(files(folder), MOST_FILES) if not (file in known or _is_welcome(file)))
    for file in islice(found, MOST_STRAYS):
        values = {"found": shortened(file), "nearest": nearest(file, sorted(known))}
        yield Problem(file=file, line=1, column=1, code="stray-file", values=values)


def _is_welcome(file: str) -> bool:
    return file.endswith(".md") or file.startswith("interface/") or _is_key(file)


def _is_key(file: str) -> bool:
    # a pool of keys may hold more pairs than a network names
    return file.startswith("keys/") and file.endswith(".pem")


def files(folder: Path) -> Iterator[str]:
    """Every file of the course by its path in it, in order; of a link to a folder, nothing."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(path, name).relative_to(folder).as_posix()
