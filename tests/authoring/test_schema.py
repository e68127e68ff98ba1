"""The JSON Schema accepts what the parser accepts, and refuses each of its mistakes that a schema can express."""

from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from authoring.documents import document, kind_of
from course.breaking import KINDS, MINI, break_file, mini_with_kinds
from course.kind_mistakes import KIND_MISTAKES
from course.mistakes import MISTAKES
from jsonschema import Draft202012Validator
from long import LONG, few

from ehtutor.authoring.schema import FILES, of_kind, schema
from ehtutor.authoring.skeleton import new_lesson
from ehtutor.course.format import KeyRow, Structure, Variants
from ehtutor.course.lesson_file import CARDS as CARD_ROWS
from ehtutor.course.model import Asks
from ehtutor.course.node import NOTHING, Items, Node, Pairs, Scalar
from ehtutor.course.problems import Problem, Sheet
from ehtutor.course.question_kinds import QUESTION_KINDS
from ehtutor.course.reader import Fields, read
from ehtutor.course.scalars import BOOLEAN, number
from ehtutor.course.shipped import shipped
from ehtutor.course.texts import LANGUAGES

EXPRESSIBLE = {
    "unknown-key", "other-form", "missing-key", "expected-text", "expected-list", "expected-mapping", "expected-id",
    "expected-number", "expected-boolean", "expected-choice", "expected-base32", "looks-like-boolean", "too-few",
    "missing-why", "missing-hints", "newer-format",
}  # fmt: skip
"""Codes of what a schema says too; the others need another file, another line, or arithmetic."""

BEYOND_TEXTS = {"unknown-key", "missing-key", "missing-why", "missing-hints"}
"""Of which kind a card is stands in `lesson.yaml`: nobody can see in its texts alone what is too much, or missing."""
BEYOND = {
    "  ‸fy: In",  # which languages a course must have a title in
    "            ‸choice",  # an id of the author's own
    "key: ‸no",  # texts to YAML 1.2, which editors speak
    '["yes", ‸no]',
    "title: ‸On",
}


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
    "path",
    [*course_files(shipped()), *course_files(MINI), *course_files(KINDS)],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_every_file_that_is_there_fits(path: Path) -> None:
    assert errors(path, kind_of(path.name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skeleton_fits(tmp_path: Path, language: str) -> None:
    new_lesson(tmp_path / "course", "first", language)
    for path in course_files(tmp_path / "course"):
        assert errors(path, kind_of(path.name)) == [], path


def broken(tmp_path: Path, mistake: tuple[str, str, str, str]) -> list[str]:
    _, file, old, new = mistake
    is_of_kinds = mistake in KIND_MISTAKES
    folder = mini_with_kinds(tmp_path / "course") if is_of_kinds else Path(copytree(MINI, tmp_path / "course"))
    break_file(folder, file, old, new)
    return errors(folder / file, kind_of(file))


def is_expressible(code: str, file: str, new: str) -> bool:
    is_beyond = new in BEYOND or (kind_of(file) == "texts" and code in BEYOND_TEXTS)
    return code in EXPRESSIBLE and not is_beyond


EXPRESSED = [each for each in (*MISTAKES, *KIND_MISTAKES) if is_expressible(each[0], each[1], each[3])]


@LONG
@pytest.mark.parametrize(
    "mistake", few(EXPRESSED[::2], EXPRESSED), ids=lambda mistake: f"{mistake[0]} {mistake[3][:30]!r}"
)
def test_a_mistake_that_can_be_expressed_is_refused(tmp_path: Path, mistake: tuple[str, str, str, str]) -> None:
    assert broken(tmp_path, mistake)


def ways(schema: object, *keys: str) -> list[dict[str, Any]]:
    """The shapes that a mapping under these keys can have."""
    for key in keys:
        schema = schema[key]  # type: ignore[index]
    return schema.get("anyOf", [schema])  # type: ignore[attr-defined, no-any-return]


CARDS = ("properties", "scenes", "items", "properties", "cards", "items")


def test_every_kind_of_card_question_and_claim_is_in_it() -> None:
    cards = ways(schema("lesson"), *CARDS)
    assert {card["properties"]["kind"]["const"] for card in cards} == set(CARD_ROWS.forms)
    asked = [card["properties"] for card in cards if card["properties"]["kind"]["const"] == "ask"]
    assert {each["type"]["const"] for each in asked if "type" in each} == set(QUESTION_KINDS)
    claims = [claim for each in asked if "claim" in each for claim in ways(each["claim"])]
    assert {claim["properties"]["asks"]["const"] for claim in claims} == {each.value for each in Asks}


def test_a_card_with_no_more_than_it_must_have_is_one_to_the_parser() -> None:
    wrong = {str(list(card["properties"])): _misread(card) for card in ways(schema("lesson"), *CARDS)}
    assert {card: problems for card, problems in wrong.items() if problems} == {}


def _misread(card: dict[str, Any]) -> list[Problem]:
    """What the parser has against the form of a card that holds only what it must."""
    required = {**card, "properties": {key: card["properties"][key] for key in card["required"]}}
    sheet = Sheet(file="")
    scope = {"answered": {"word": ("word",)}}
    read(CARD_ROWS, _sample(required), sheet, scope, Fields(NOTHING, sheet))
    form = {
        "missing-key",
        "unknown-key",
        "other-form",
        "expected-choice",
        "expected-list",
        "expected-mapping",
        "expected-text",
    }
    return [problem for problem in sheet.problems if problem.code in form]


def _sample(schema: Any) -> Node:
    """Something that this schema accepts."""
    match schema:
        case {"anyOf": [first, *_]}:
            return _sample(first)
        case {"const": word} | {"enum": [word, *_]} | {"minimum": word}:
            return Scalar(str(word), True, 1, 1)
        case {"type": "array", "items": item}:
            return Items((_sample(item),), 1, 1)
        case {"type": "object"}:
            properties = schema.get("properties", {})
            return Pairs(tuple((Scalar(key, True, 1, 1), _sample(each)) for key, each in properties.items()), 1, 1)
        case _:
            return Scalar("word", True, 1, 1)


def test_a_row_that_the_reader_follows_tomorrow_is_in_the_schema_tomorrow() -> None:
    two_forms = Variants(
        "kind",
        {
            "a": Structure(dict, (KeyRow("only-a", number(2, 9)),)),
            "b": Structure(dict, (KeyRow("only-b", BOOLEAN, otherwise=False),)),
        },
    )
    assert of_kind(two_forms) == {
        "anyOf": [
            {
                "type": "object",
                "properties": {"kind": {"const": "a"}, "only-a": {"type": "integer", "minimum": 2, "maximum": 9}},
                "required": ["kind", "only-a"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"kind": {"const": "b"}, "only-b": {"type": "boolean"}},
                "required": ["kind"],
                "additionalProperties": False,
            },
        ]
    }
