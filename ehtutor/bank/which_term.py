"""The words of the scheme, out of the glossary: which is meant, and which belongs to what."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.course.model import Term
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Label, Match, Option, QuestionForm

_TERM: Final = Family("term", QuestionForm.ONE_OF, Topic.SCHEME, frozenset({"term-mixup"}))
_TERMS: Final = Family("terms", QuestionForm.MATCH, Topic.SCHEME)
_MATCHED: Final = 3
_LONGEST: Final = 150
"""Of a definition that has to stand in a list."""


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about the words."""
    known = tuple(maker.glossary.values())
    for term in known if len(known) > _MATCHED else ():
        yield maker.listed(_TERM, term.id, (), partial(_term, maker, term))
    short = [term for term in known if len(term.definition) <= _LONGEST]
    for at in range(0, len(short) - _MATCHED + 1, _MATCHED):
        three = short[at : at + _MATCHED]
        yield maker.listed(_TERMS, three[0].id, (), partial(_terms, maker, three))


def _name(term: Term) -> str:
    return f"{term.name} ({term.code})" if term.code else term.name


def _term(maker: Maker, term: Term, chance: Chance) -> Made:
    right = Option(id=term.id, label=_name(term), why=term.definition)
    wrong = [
        Option(id=other.id, label=_name(other), why=other.definition, misconception="term-mixup")
        for other in maker.glossary.values()
        if other is not term
    ]
    question = chance.one_of((right, *wrong), key=right.id)
    return maker.made("term", question, definition=term.definition, start=term.name[:1])


def _terms(maker: Maker, known: list[Term], chance: Chance) -> Made:
    question = Match(
        left=tuple(Option(id=term.id, label=_name(term), why=term.definition) for term in known),
        right=chance.shuffled(Label(id=term.id, label=term.definition) for term in known),
        key={term.id: term.id for term in known},
    )
    return maker.made("terms", question)
