"""JSON Schema of the course files, written down from the tables that parse them: for editors that complete.

What a file says of another (a gebruiker that must exist, the texts of the options) is beyond a schema, and for the
checker.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, assert_never

from ehtutor.course.course_file import COURSE, GLOSSARY
from ehtutor.course.facts_file import FACTS
from ehtutor.course.format import (
    NEEDED,
    Among,
    Either,
    KeyRow,
    Kind,
    ListOf,
    Others,
    Reference,
    Schema,
    Single,
    Structure,
    Variants,
)
from ehtutor.course.lesson_file import CARDS, LESSON, TEXTS
from ehtutor.course.network_file import NETWORK
from ehtutor.course.scalars import ID

FILES: Final = ("lesson", "course", "network", "glossary", "facts", "texts")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(file: str | None = None) -> Schema:
    """The schema of one kind of file, else one document with all of them under `$defs`."""
    if file is not None:
        return {"$schema": DIALECT, "title": f"ehtutor {file}", **_of_file(file)}
    return {"$schema": DIALECT, "title": "ehtutor", "$defs": {each: _of_file(each) for each in FILES}}


@cache
def _of_file(file: str) -> Schema:
    match file:
        case "lesson":
            return of_kind(LESSON)
        case "course":
            return of_kind(COURSE)
        case "network":
            return of_kind(NETWORK)
        case "glossary":
            return of_kind(GLOSSARY)
        case "facts":
            return of_kind(FACTS)
        case _:
            return _texts()


def _texts() -> Schema:
    """The texts of a lesson; those of a card are of one of the kinds that a card can be."""
    cards: Schema = {"type": "object", "additionalProperties": _any_of(map(_object, _words(CARDS)))}
    properties = {row.name: cards if row.name == "cards" else of_kind(row.kind) for row in TEXTS}
    return _mapping(properties, [row.name for row in TEXTS])


def _words(form: Structure | Variants) -> Iterator[tuple[KeyRow, ...]]:
    """The texts that a card can have."""
    match form:
        case Structure(words=words):
            yield words
        case Variants(forms=forms):
            for each in forms.values():
                yield from _words(each)
        case _:
            assert_never(form)


def of_kind(kind: Kind) -> Schema:
    """What a schema can say of this kind of value."""
    match kind:
        case Single(schema=plain):
            return dict(plain)
        case Among(choices=choices):
            return {"enum": list(choices)}
        case Reference(to=to):
            return dict(ID.schema) if isinstance(to, str) else {"enum": sorted(to)}
        case ListOf():
            return _list(kind)
        case Structure() | Variants():
            return _any_of(_ways(kind, (), {}))
        case Either(word=word, forms=forms):
            return _any_of((of_kind(word), _any_of(map(of_kind, forms))))
        case _:
            assert_never(kind)


def _list(kind: ListOf) -> Schema:
    found: Schema = {"type": "array", "items": of_kind(kind.item)}
    if kind.least:
        found["minItems"] = kind.least
    if kind.most is not None:
        found["maxItems"] = kind.most
    if kind.is_set:
        found["uniqueItems"] = True
    return found


def _ways(form: Structure | Variants, rows: tuple[KeyRow, ...], words: dict[str, str]) -> Iterator[Schema]:
    """Each shape that such a mapping can have; `words` are those that decided so far, by key."""
    match form:
        case Structure():
            yield _object((*rows, *form.keys), words, form.others)
        case Variants(key=key, forms=forms, kind_of=kind_of):
            row = KeyRow(key, kind_of or ID)
            for word, each in forms.items():
                yield from _ways(each, (*rows, row, *form.shared), words if kind_of else {**words, key: word})
            if form.otherwise:
                yield from _ways(forms[form.otherwise], (*rows, *form.shared), words)
        case _:
            assert_never(form)


def _object(rows: Sequence[KeyRow], words: dict[str, str] | None = None, others: Others | None = None) -> Schema:
    decided = words or {}
    properties: dict[str, Schema] = {}
    properties |= {row.name: {"const": decided[row.name]} if row.name in decided else of_kind(row.kind) for row in rows}
    required = [row.name for row in rows if row.otherwise is NEEDED]
    if others is None:
        return _mapping(properties, required)
    if not isinstance(others.of, str):
        needed = others.of if others.otherwise is NEEDED else ()
        return _mapping({**properties, **{name: of_kind(others.kind) for name in others.of}}, [*required, *needed])
    found = _mapping(properties, required, additional=of_kind(others.kind)) | {"propertyNames": dict(ID.schema)}
    return found | {"minProperties": len(required) + 1} if others.otherwise is NEEDED else found


def _mapping(properties: dict[str, Schema], required: list[str], additional: Schema | None = None) -> Schema:
    found: Schema = {"type": "object"}
    if properties:
        found["properties"] = properties
    if required:
        found["required"] = required
    return {**found, "additionalProperties": False if additional is None else additional}


def _any_of(shapes: Iterable[Schema]) -> Schema:
    """Any of these, each once."""
    different: list[Schema] = []
    for shape in shapes:
        if shape not in different:
            different.append(shape)
    return different[0] if len(different) == 1 else {"anyOf": different}
