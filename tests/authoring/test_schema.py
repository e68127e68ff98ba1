"""The JSON Schema accepts what the parser accepts, and refuses each of its mistakes that a schema can express."""

from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from authoring.documents import document, kind_of
from course.breaking import KINDS, MINI, break_file, mini_with_kinds
from course.kind_mistakes import KIND_MISTAKES
from course.mistakes import MISTAKES
from jsonschema import Draft202012Validator

from ehtutor.authoring.probe import PROBE
from ehtutor.authoring.schema import FILES, schema
from ehtutor.authoring.skeleton import new_lesson
from ehtutor.course import reader
from ehtutor.course.source import load, shipped
from ehtutor.course.texts import LANGUAGES

EXPRESSIBLE = {
    "unknown-key", "missing-key", "expected-text", "expected-list", "expected-mapping", "expected-id",
    "expected-number", "expected-boolean", "expected-choice", "expected-base32", "looks-like-boolean", "too-few",
    "missing-why", "missing-hints", "newer-format",
}  # fmt: skip
"""Codes of what a schema says too; the others need another file, another line, or arithmetic."""

BEYOND = {
    ("course.yaml", "  ‸fy: In"),  # in which languages there must be a title, is asked of the checker
    ("tiny/nl.yaml", "title: Welkom\n    ‸hints: [Lees.]"),  # of which kind a card is, stands in the other file
    ("tiny/nl.yaml", "    ‸title: Stop ermee\n    text: Bedenk je.\n"),
    ("kinds/nl.yaml", ""),
    ("kinds/nl.yaml", "    title: Wat je dacht\n    ‸text: Dit."),
    ("tiny/lesson.yaml", "key: ‸no"),  # a text to YAML 1.2, which editors speak
    ("tiny/lesson.yaml", '["yes", ‸no]'),
    ("tiny/nl.yaml", "title: ‸On"),
}
"""Mistakes that nobody can see in this file alone."""


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))


def errors(path: Path, kind: str) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(document(path))]


def course_files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*.yaml") if "interface" not in path.parts]
    assert found
    return sorted(found)


@pytest.mark.parametrize("kind", [*FILES, None])
def test_it_is_a_schema_of_its_dialect(kind: str | None) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize(
    "path", [*course_files(shipped()), *course_files(MINI), *course_files(KINDS)], ids=lambda path: "/".join(path.parts[-2:])
)
def test_every_file_that_is_there_fits(path: Path) -> None:
    assert errors(path, kind_of(path.name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skeleton_fits(tmp_path: Path, language: str) -> None:
    new_lesson(tmp_path / "course", "first", language)
    for path in course_files(tmp_path / "course"):
        assert errors(path, kind_of(path.name)) == [], path


def broken(tmp_path: Path, mistake: tuple[str, str, str, str]) -> list[str]:
    code, file, old, new = mistake
    folder = mini_with_kinds(tmp_path / "course")
    break_file(folder, file, old, new)
    return errors(folder / file, kind_of(file))


EXPRESSED = [
    each for each in (*MISTAKES, *KIND_MISTAKES) if each[0] in EXPRESSIBLE and (each[1], each[3]) not in BEYOND
]


@pytest.mark.parametrize("mistake", EXPRESSED, ids=lambda mistake: f"{mistake[0]} {mistake[3][:30]!r}")
def test_a_mistake_that_can_be_expressed_is_refused(tmp_path: Path, mistake: tuple[str, str, str, str]) -> None:
    assert broken(tmp_path, mistake)
