"""`course.yaml`: which lessons, in which order, called what, and at what time they play; and `glossary.yaml` beside it.

The glossary has the terms of the course, each once, with its words in every language of the course.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from ehtutor.course.format import KeyRow, ListOf, Others, Scope, Structure, by_name
from ehtutor.course.model import Course, Lesson, Term
from ehtutor.course.node import Node, Pairs, Scalar, child, items
from ehtutor.course.problems import Sheet
from ehtutor.course.reader import read
from ehtutor.course.scalars import ID, INSTANT, LINE, TEXT, VERSION, is_id
from ehtutor.protocol.network import Network

MOST_LESSONS: Final = 1000
"""Each means files to look for, so that a course of one hostile file could take minutes."""
_MOST_LANGUAGES: Final = 20
_MOST_TERMS: Final = 500


def _term(id: str, code: str, named: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Term]:
    """The term by language."""
    return {language: Term(id=id, code=code, **words) for language, words in named.items()}


# fmt: off
TITLES: Final = Structure(by_name, others=Others(kind=TEXT, of="language", is_open=True))

COURSE: Final = Structure(dict, (
    KeyRow("format", VERSION),
    KeyRow("lessons", ListOf(ID, least=1, most=MOST_LESSONS, is_set=True)),
    KeyRow("id", ID),
    KeyRow("title", TITLES),
    KeyRow("now", INSTANT),
))

TERM: Final = Structure(_term, (
    KeyRow("id", ID),
    KeyRow("code", LINE, otherwise=""),
), Others(kind=Structure(dict, (
    KeyRow("term", LINE, into="name"),
    KeyRow("definition", TEXT),
    KeyRow("synonyms", ListOf(LINE), otherwise=()),
)), of="language", is_open=True))

GLOSSARY: Final = Structure(dict, (
    KeyRow("format", VERSION),
    KeyRow("terms", ListOf(TERM, most=_MOST_TERMS, once=(("id", "duplicate-id"),))),
))
# fmt: on


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
    own = read(COURSE, root, sheet, _in(language))
    return Course(
        id=own["id"],
        title=own["title"][language],
        language=language,
        lessons=lessons,
        network=network,
        now=own["now"],
        keys=keys,
        glossary=glossary,
    )


def glossary(root: Node, sheet: Sheet, language: str) -> Mapping[str, Term]:
    """The terms by id, in the order of the file."""
    terms = [term[language] for term in read(GLOSSARY, root, sheet, _in(language))["terms"]]
    return {term.id: term for term in terms}


def _in(language: str) -> Scope:
    """Whatever has words has them in this language at least."""
    return {"language": {language: ()}}
