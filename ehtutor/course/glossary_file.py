"""`glossary.yaml`: the terms of the course, each once, with its words in every language of the course.

In the text of a card `[[middel]]` marks the term with that id, and `[[middel|middelen]]` shows other words for it.
"""

import re
from collections.abc import Mapping
from typing import Final

from ehtutor.course.model import Term
from ehtutor.course.node import Node, child
from ehtutor.course.reader import Fields, ids, list_of, record
from ehtutor.course.scalars import identifier, is_id, line, text
from ehtutor.course.sheet import Sheet

MARK: Final = re.compile(r"\[\[(?P<id>[^\[\]|\n]{1,60})(?:\|(?P<shown>[^\[\]|\n]{1,60}))?\]\]")
"""A marked term in a text; `course.markdown` shows it, this module knows what it means."""
_MOST_TERMS: Final = 500
_NOT_LANGUAGES: Final = frozenset({"id", "code"})


def marked(source: str) -> tuple[str, ...]:
    """The ids of the terms that are marked in a text, in order, each once."""
    return tuple(dict.fromkeys(found["id"] for found in MARK.finditer(source)))


def glossary(root: Node, sheet: Sheet, language: str) -> Mapping[str, Term]:
    """The terms by id, in the order of the file."""
    ids(child(root, "terms"), sheet)

    def build(fields: Fields) -> tuple[Term, ...]:
        fields.need("format", lambda node, _: node)
        return fields.need("terms", list_of(record(lambda each: _term(each, language)), most=_MOST_TERMS))

    return {term.id: term for term in record(build)(root, sheet)}


def _term(fields: Fields, language: str) -> Term:
    id, code = fields.need("id", identifier), fields.may("code", line, otherwise="")
    languages = [key for key in fields.keys if key not in _NOT_LANGUAGES and is_id(key)]
    words = {each: fields.need(each, record(lambda one: _words(one, id, code))) for each in (*languages, language)}
    return words[language]


def _words(fields: Fields, id: str, code: str) -> Term:
    return Term(
        id=id,
        code=code,
        name=fields.need("term", line),
        definition=fields.need("definition", text),
        synonyms=fields.may("synonyms", list_of(line), otherwise=()),
    )
