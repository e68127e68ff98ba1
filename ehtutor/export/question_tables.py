"""Questions for other programs: JSON, an array of objects, and CSV, a row a question."""

from collections.abc import Sequence
from typing import Any, Final, assert_never

import msgspec

from ehtutor.course.texts import Texts
from ehtutor.export.markup import markdown, plain
from ehtutor.export.neutral import filled, neutral, numbered
from ehtutor.export.spreadsheet import spreadsheet
from ehtutor.quiz.item import Item, Topic
from ehtutor.quiz.questions import (
    Cloze,
    Label,
    Match,
    Number,
    OneOf,
    Option,
    Order,
    Question,
    QuestionForm,
    SeveralOf,
    Text,
)

COLUMNS: Final = (
    "id", "type", "revision", "lang", "topic", "stem", "options", "key", "why", "hints", "tags", "taught",
)  # fmt: skip


def questions_json(items: Sequence[Item], texts: Texts) -> str:
    """An array with an object for each question."""
    found = msgspec.json.encode([_object(item, texts) for item in items])
    return msgspec.json.format(found, indent=2).decode() + "\n"


def _object(item: Item, texts: Texts) -> dict[str, Any]:
    (each,) = neutral([item], texts)
    return {
        "id": item.id,
        "type": item.form,
        "revision": item.revision,
        "lang": texts.language,
        "topic": item.topic,
        "roles": sorted(item.roles),
        "stem": markdown(item.stem),
        "exhibits": item.exhibits,
        **_parts(item.question),
        "hints": [hint.strip() for hint in item.hints],
        "tags": each.tags,
        "taught": item.taught,
    }


def _parts(question: Question) -> dict[str, Any]:
    """What is answered and what is right, in the shape of its kind."""
    match question:
        case OneOf() | SeveralOf():
            shown = [_option(option, is_right=option in question.right_options) for option in question.options]
            return {"options": shown, "key": question.right_answer}
        case Order(options=options):
            return {"options": [_option(option) for option in options], "key": question.right_answer}
        case Match(left=left, right=right, key=matched):
            labels = [{"id": label.id, "text": label.label} for label in right]
            return {"options": [_option(option) for option in left], "right": labels, "key": matched}
        case Number(key=number, why=why):
            return {"key": number, "why": why.strip()}
        case Text(accept=accept, why=why):
            return {"key": accept[0], "accept": accept, "why": why.strip()}
        case Cloze(sentence=sentence, gaps=gaps, why=why):
            spellings = {gap.id: gap.accept for gap in gaps}
            key = question.right_answer
            return {"sentence": markdown(sentence), "key": key, "accept": spellings, "why": why.strip()}
        case _:
            assert_never(question)


def _option(option: Option, *, is_right: bool | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"id": option.id, "text": option.label.strip(), "why": option.why.strip()}
    if is_right is not None:
        found |= {"right": is_right, "misconception": option.misconception or None}
    return found


def questions_csv(items: Sequence[Item], texts: Texts) -> str:
    """A row for each question, after one with the names of the columns (RFC 4180); parts of a cell stand on lines."""
    rows = (_row(each.item, each.tags, texts) for each in neutral(items, texts))
    return spreadsheet(COLUMNS, rows, "\r\n")


def _row(item: Item, tags: Sequence[str], texts: Texts) -> tuple[str | int, ...]:
    labels, whys = _lines(item.question)
    return (
        item.id,
        item.form.value,
        item.revision,
        texts.language,
        item.topic.value,
        _stem(item),
        "\n".join(labels),
        _key(item.question),
        "\n".join(whys),
        "\n".join(item.hints),
        " ".join(tags),
        item.taught,
    )


def _stem(item: Item) -> str:
    """What is asked and what is to be looked at, a line each."""
    asked = [plain(item.stem)]
    if isinstance(item.question, Cloze):
        asked.append(filled(plain(item.question.sentence), numbered(item.question)))
    for exhibit in item.exhibits:
        asked += [exhibit.title, *(f"- {name}: {value}" for name, value in exhibit.lines)]
    return "\n".join(asked)


def _lines(question: Question) -> tuple[list[str], list[str]]:
    """Its parts and their whys, each with its id."""
    shown: tuple[Option | Label, ...] = (*question.parts, *question.labels)
    labels = [f"{each.id}: {each.label}" for each in shown]
    return labels, [f"{each.id}: {each.why}" for each in question.parts] or [question.why]


def _key(question: Question) -> str:
    match question:
        case Text(accept=accept):
            return "|".join(accept)
        case Cloze(gaps=gaps):
            return "\n".join(f"{gap.id}: {'|'.join(gap.accept)}" for gap in gaps)
        case Match(key=matched):
            return "\n".join(f"{left}: {right}" for left, right in matched.items())
        case SeveralOf() | Order():
            return " ".join(question.right_answer)
        case OneOf() | Number():
            return str(question.key)
        case _:
            assert_never(question)


def schema() -> dict[str, object]:
    """The JSON Schema of the array."""
    text: dict[str, object] = {"type": "string"}
    texts: dict[str, object] = {"type": "array", "items": text}
    option = {
        "type": "object",
        "properties": {
            "id": text,
            "text": text,
            "why": text,
            "right": {"type": "boolean"},
            "misconception": {"type": ["string", "null"]},
        },
        "required": ["id", "text", "why"],
        "additionalProperties": False,
    }
    label = {"type": "object", "properties": {"id": text, "text": text}, "required": ["id", "text"]}
    exhibit = {"type": "object", "properties": {"title": text, "lines": {"type": "array", "items": texts}}}
    properties: dict[str, object] = {
        "id": text,
        "type": {"enum": [form.value for form in QuestionForm]},
        "revision": {"type": "integer", "minimum": 1},
        "lang": text,
        "topic": {"enum": [topic.value for topic in Topic]},
        "roles": texts,
        "stem": text,
        "exhibits": {"type": "array", "items": exhibit},
        "options": {"type": "array", "items": option},
        "right": {"type": "array", "items": label},
        "sentence": text,
        "key": {},
        "accept": {},
        "why": text,
        "hints": texts,
        "tags": texts,
        "taught": text,
    }
    optional = {"options", "right", "sentence", "accept", "why"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [name for name in properties if name not in optional],
            "additionalProperties": False,
        },
    }
