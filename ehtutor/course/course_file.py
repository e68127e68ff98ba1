"""`course.yaml`: which lessons, in which order, called what, and at what time they play."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from ehtutor.course.model import Course, Lesson, Term
from ehtutor.course.node import Node, Pairs, Scalar, child, items
from ehtutor.course.reader import Fields, as_is, list_of, record, report_doubles
from ehtutor.course.scalars import identifier, instant, is_id, text
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.network import Network

MOST_LESSONS: Final = 1000
"""Each means files to look for, so that a course of one hostile file could take minutes."""
_MOST_LANGUAGES: Final = 20


def lesson_places(root: Node) -> Mapping[str, Scalar]:
    """Where each lesson is named, in order; what can't be an id is left out, `course` reports it."""
    places: dict[str, Scalar] = {}
    for each in items(child(root, "lessons"))[:MOST_LESSONS]:
        if isinstance(each, Scalar) and is_id(each.text):
            places.setdefault(each.text, each)
    return places


def languages(root: Node) -> tuple[str, ...]:
    """The languages in which the course has a title."""
    titles = child(root, "title")
    names = (name for name, _ in titles.pairs) if isinstance(titles, Pairs) else ()
    found = (name.text for name in names if isinstance(name, Scalar) and is_id(name.text))
    return tuple(islice(found, _MOST_LANGUAGES))


def course(
    root: Node,
    sheet: Sheet,
    *,
    language: str,
    lessons: tuple[Lesson, ...],
    network: Network,
    keys: Mapping[str, bytes],
    glossary: Mapping[str, Term],
) -> Course:
    """The course out of its own file and of what the other files gave."""
    report_doubles(sheet, [each for each in items(child(root, "lessons")) if isinstance(each, Scalar)])

    def build(fields: Fields) -> Course:
        fields.need("format", as_is)
        fields.need("lessons", list_of(identifier, least=1, most=MOST_LESSONS))
        return Course(
            id=fields.need("id", identifier),
            title=fields.need("title", record(lambda titles: _title(titles, language))),
            language=language,
            lessons=lessons,
            network=network,
            now=fields.need("now", instant),
            keys=keys,
            glossary=glossary,
        )

    return record(build)(root, sheet)


def _title(titles: Fields, language: str) -> str:
    return {each: titles.need(each, text) for each in (*filter(is_id, titles.keys), language)}[language]
