"""What a text says of the scheme of today, and what it stands on.

The word for it is **vandaag**, in English **today**: a sentence that states something of it names its facts. Where such
a sentence introduces a list, each item of that list does. Titles, goals, options and questions state nothing; hints and
notes for the teacher are not held to it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ehtutor.authoring.places import Places
from ehtutor.course.marks import facts_in, unmarked
from ehtutor.course.model import Footnote
from ehtutor.course.node import Items, Node, Nothing, Pairs, Scalar
from ehtutor.course.problems import Problem, nearest, shortened

STATING: Final = frozenset({"text", "why", "summary", "cases", "definition", "truth"})
"""The keys of what states something to who learns; hints ask, and notes are for who knows."""
_TODAY: Final = re.compile(r"\b(?:vandaag|today)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…][\"’”)*_]*(?:\[\^[\w-]+\])*(?=\s|$)|$)", re.DOTALL)
_ITEM: Final = re.compile(r"\s*(?:[-*]|\d+\.) ")


def unsourced(lesson: str, language: str, facts: Mapping[str, Footnote], places: Places) -> Iterator[Problem]:
    """Of the texts of a lesson and of the glossary: sentences about today without a fact, and facts that are none."""
    for file in (f"{lesson}/{language}.yaml", "glossary.yaml"):
        for scalar in stating(places.tree(file)):
            for code, values in misses(scalar.text, facts):
                yield Problem(file=file, line=scalar.line, column=scalar.column, code=code, values=values)


def stating(node: Node, *, states: bool = False) -> Iterator[Scalar]:
    """Every text below this node that states something."""
    match node:
        case Scalar():
            yield from (node,) if states else ()
        case Items(items=items):
            for item in items:
                yield from stating(item, states=states)
        case Pairs(pairs=pairs):
            for name, value in pairs:
                is_key = isinstance(name, Scalar) and name.text in STATING
                yield from stating(value, states=is_key or (states and isinstance(value, Scalar)))
        case Nothing():
            return


def misses(text: str, facts: Mapping[str, Footnote]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The code and the values of each problem with what a text stands on."""
    for id in facts_in(text):
        if id not in facts:
            yield "unknown-fact", {"found": shortened(id), "nearest": nearest(id, facts)}
        elif not facts[id].mark.is_taught:
            yield "untaught-fact", {"found": id}
    for sentence in _about_today(text) if facts else ():
        if not facts_in(sentence):
            yield "no-fact", {"found": shortened(unmarked(sentence))}


def _about_today(text: str) -> Iterator[str]:
    """The sentences of a text that state something of today, and the items of a list that one of them introduces."""
    is_introduced = False
    for paragraph in _paragraphs(text):
        if _ITEM.match(paragraph):
            if is_introduced or _TODAY.search(paragraph):
                yield paragraph
            continue
        is_introduced = False
        for sentence in _SENTENCE.findall(paragraph):
            is_introduced = bool(_TODAY.search(sentence)) and sentence.rstrip("*_ ").endswith(":")
            if _TODAY.search(sentence) and not is_introduced and not unmarked(sentence).rstrip("*_’” ").endswith("?"):
                yield sentence


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs and the items of lists."""
    held: list[str] = []
    for line in text.split("\n"):
        if held and (not line.strip() or _ITEM.match(line)):
            yield "\n".join(held)
            held = []
        if line.strip():
            held.append(line)
    if held:
        yield "\n".join(held)
