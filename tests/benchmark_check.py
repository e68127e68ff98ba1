"""Checking a course, and checking one that holds it many times over."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from statistics import median
from time import process_time
from typing import Final

from ehtutor.authoring.check import check
from ehtutor.course.shipped import shipped
from ehtutor.course.source import lesson_ids

_RUNS_OF_ONE: Final = 3


def cost_of_many(times: int) -> float:
    """What each of so many copies costs, held against the course alone; one run of the many, as it takes long."""
    with _course(1) as one, _course(times) as many:
        _time(one)
        alone = median(_time(one) for _ in range(_RUNS_OF_ONE))
        return _time(many) / (times * alone)


def _time(folder: Path) -> float:
    before = process_time()
    found = check(folder)
    used = process_time() - before
    # the number of a lesson stands in its heading, and a hundredth lesson may need a row more
    assert {problem.code for problem in found} <= {"too-tall"}, "what is measured is a course without mistakes"
    return used


@contextmanager
def _course(times: int) -> Iterator[Path]:
    """The shipped course with each lesson so many times, under other ids."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "course")
        ids = lesson_ids(shipped())
        copytree(shipped(), folder, ignore=ignore_patterns("interface", *ids))
        named = [f"{id}-{number}" for number in range(times) for id in ids]
        for name in named:
            id = name.rpartition("-")[0]
            copytree(shipped() / id, folder / name)
            _change(folder / name / "lesson.yaml", rf"^id: {id}\b", f"id: {name}")
        _change(folder / "course.yaml", r"^lessons:.*?(?=^\w|\Z)", f"lessons: [{', '.join(named)}]\n")
        yield folder


def _change(file: Path, old: str, new: str) -> None:
    source = file.read_text(encoding="utf-8")
    changed, count = re.subn(old, new, source, count=1, flags=re.MULTILINE | re.DOTALL)
    assert count, file
    file.write_text(changed, encoding="utf-8")
