"""The questions of a lesson, by kind: options and key out of `lesson.yaml`, labels and whys out of the texts."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

from ehtutor.course import claim
from ehtutor.course.model import Asks, Claim
from ehtutor.course.node import Node, Nothing, Scalar, items
from ehtutor.course.reader import Fields, Read, as_is, list_of, record, report_doubles
from ehtutor.course.scalars import identifier, number, reference, text
from ehtutor.course.sheet import Sheet
from ehtutor.quiz.grading import folded
from ehtutor.quiz.questions import (
    MISCONCEPTIONS,
    Cloze,
    Gap,
    Label,
    Match,
    Number,
    OneOf,
    Option,
    Order,
    Question,
    SeveralOf,
    Text,
)
from ehtutor.value import Value, replace

MOST_NUMBER: Final = 999_999
MOST_OPTIONS: Final = 20
"""Whoever types lines names those on the left by a letter."""

_TRUE_OR_FALSE: Final = ("true", "false")
_YES_AND_NO: Final = frozenset({"yes", "no"})
_GAP: Final = re.compile(r"\{([^{}]*)\}")


class KeyedQuestion(Value):
    """A question, and what makes its key true."""

    question: Question
    claim: Claim | None = None


def one(fields: Fields, words: Fields) -> tuple[OneOf, Claim | None]:
    """One of many, which is also what a prediction asks."""
    ids = _ids(fields, "options")
    asked = fields.may("claim", claim.one, otherwise=None)
    if asked is not None and asked.asks is Asks.KNOWS and frozenset(ids) - {""} != _YES_AND_NO:
        fields.sheet.report(fields.peek("options"), "yes-and-no")
    key = _key(fields, ids)
    return OneOf(options=_tagged(_options(ids, words, "options"), fields, ids, {key}), key=key), asked


def asked(fields: Fields, words: Fields) -> KeyedQuestion:
    """The question of the type that stands there, or that of one of many."""
    if isinstance(fields.peek("type"), Nothing):
        return _one(fields, words)
    read = fields.decide("type", _TYPES)
    if fields.is_lost:
        words.is_lost = True
        return KeyedQuestion(question=OneOf(options=(), key=""))
    return read(fields, words)


def _one(fields: Fields, words: Fields) -> KeyedQuestion:
    question, claimed = one(fields, words)
    return KeyedQuestion(question=question, claim=claimed)


def _true_or_false(fields: Fields, words: Fields) -> KeyedQuestion:
    key = _key(fields, _TRUE_OR_FALSE)
    options = _tagged(_options(_TRUE_OR_FALSE, words, "options"), fields, _TRUE_OR_FALSE, {key})
    return KeyedQuestion(
        question=OneOf(options=options, key=key),
        claim=fields.may("claim", claim.statement, otherwise=None),
    )


def _several(fields: Fields, words: Fields) -> KeyedQuestion:
    ids = _ids(fields, "options")
    keys = frozenset(_keys(fields, ids))
    return KeyedQuestion(
        question=SeveralOf(options=_tagged(_options(ids, words, "options"), fields, ids, keys), key=keys),
        claim=fields.may("claim", claim.several, otherwise=None),
    )


def _order(fields: Fields, words: Fields) -> KeyedQuestion:
    ids = _ids(fields, "options")
    key = _keys(fields, ids)
    missing = [id for id in ids if id and id not in key]
    if key and missing:
        fields.sheet.report(fields.peek("key"), "key-incomplete", key=missing[0])
    elif len(ids) > 1 and key == ids:
        fields.sheet.report(fields.peek("options"), "already-in-order")
    return KeyedQuestion(
        question=Order(options=_options(ids, words, "options"), key=key),
        claim=fields.may("claim", claim.order(ids), otherwise=None),
    )


def _match(fields: Fields, words: Fields) -> KeyedQuestion:
    left, right = _ids(fields, "left"), _ids(fields, "right")
    return KeyedQuestion(
        question=Match(
            left=_options(left, words, "left"),
            right=words.need("right", record(partial(_labels, right), unknown="unknown-option")),
            key=fields.need("key", record(partial(_pairs, left, right), unknown="unknown-option")),
        ),
        claim=fields.may("claim", claim.pairs(left), otherwise=None),
    )


def _number(fields: Fields, words: Fields) -> KeyedQuestion:
    return KeyedQuestion(
        question=Number(key=fields.need("key", number(0, MOST_NUMBER)), why=_why(words)),
        claim=fields.may("claim", claim.number_of, otherwise=None),
    )


def _text(_: Fields, words: Fields) -> KeyedQuestion:
    return KeyedQuestion(question=Text(accept=words.need("accept", _spellings), why=_why(words)))


def _cloze(fields: Fields, words: Fields) -> KeyedQuestion:
    ids = _ids(fields, "gaps", least=1)
    sentence = words.need("cloze", partial(_sentence, ids))
    accept = words.need("accept", record(partial(_accept, ids), unknown="unknown-option"))
    places = [name for name in _GAP.findall(sentence) if name in accept]
    gaps = tuple(Gap(id=id, accept=accept[id]) for id in dict.fromkeys(places))
    return KeyedQuestion(question=Cloze(sentence=sentence, gaps=gaps, why=_why(words)))


_BuildQuestion: TypeAlias = Callable[[Fields, Fields], KeyedQuestion]

# fmt: off
_TYPES: Final[Mapping[str, _BuildQuestion]] = {
    "one":        _one,
    "true-false": _true_or_false,
    "several":    _several,
    "order":      _order,
    "match":      _match,
    "number":     _number,
    "text":       _text,
    "cloze":      _cloze,
}
# fmt: on


def _ids(fields: Fields, key: str, *, least: int = 2) -> tuple[str, ...]:
    """The ids in the list under `key`; the stand-in for a wrong one is empty."""
    written = fields.need(key, as_is)
    report_doubles(fields.sheet, [each for each in items(written) if isinstance(each, Scalar)])
    return list_of(identifier, least=least, most=MOST_OPTIONS)(written, fields.sheet)


def _key(fields: Fields, ids: Sequence[str]) -> str:
    return fields.need("key", reference(frozenset(ids) - {""}, "key-not-an-option"))


def _keys(fields: Fields, ids: Sequence[str]) -> tuple[str, ...]:
    written = fields.need("key", as_is)
    report_doubles(fields.sheet, [each for each in items(written) if isinstance(each, Scalar)])
    return list_of(reference(frozenset(ids) - {""}, "key-not-an-option"), least=1)(written, fields.sheet)


def _pairs(left: Sequence[str], right: Sequence[str], fields: Fields) -> Mapping[str, str]:
    known = reference(frozenset(right) - {""}, "key-not-an-option")
    return {id: fields.need(id, known, missing="key-incomplete") for id in left if id}


def _options(ids: Sequence[str], words: Fields, key: str) -> tuple[Option, ...]:
    def build(options: Fields) -> tuple[Option, ...]:
        return tuple(options.need(id, record(partial(_option, id)), missing="missing-option-text") for id in ids if id)

    return words.need(key, record(build, unknown="unknown-option"))


def _tagged(
    options: tuple[Option, ...], fields: Fields, ids: Sequence[str], right: Collection[str]
) -> tuple[Option, ...]:
    """The options, each wrong one with the misconception that it stands for, if any."""
    known = reference(frozenset(MISCONCEPTIONS), "unknown-misconception")

    def build(tags: Fields) -> Mapping[str, str]:
        for written in (tags.peek(id) for id in ids if id and id in right):
            if isinstance(written, Scalar):
                fields.sheet.report(written, "not-a-wrong-option", found=written.text)
        return {id: tags.may(id, known, otherwise="") for id in ids if id}

    none: Mapping[str, str] = {}
    tags = fields.may("misconceptions", record(build, unknown="unknown-option"), otherwise=none)
    return tuple(replace(option, misconception=tags.get(option.id, "")) for option in options)


def _option(id: str, words: Fields) -> Option:
    return Option(id=id, label=words.need("label", text), why=_why(words))


def _labels(ids: Sequence[str], words: Fields) -> tuple[Label, ...]:
    return tuple(Label(id=id, label=words.need(id, text, missing="missing-label")) for id in ids if id)


def _why(words: Fields) -> str:
    return words.need("why", text, missing="missing-why")


def _accept(ids: Sequence[str], words: Fields) -> Mapping[str, tuple[str, ...]]:
    return {id: words.need(id, _spellings, missing="missing-accept") for id in ids if id}


def _spelling(node: Node, sheet: Sheet) -> str:
    """A spelling to compare with; of nothing but punctuation nothing would be left."""
    found = text(node, sheet)
    if found.strip() and not folded(found):
        sheet.report(node, "empty-text")
    return found


_spellings: Final[Read[tuple[str, ...]]] = list_of(_spelling, least=1)


def _sentence(ids: Sequence[str], node: Node, sheet: Sheet) -> str:
    """A text with each gap in it once."""
    found = text(node, sheet)
    places = _GAP.findall(found)
    for name in dict.fromkeys(places):
        if name not in ids:
            sheet.report_unknown(Scalar(name, False, node.line, node.column), "unknown-gap", [id for id in ids if id])
        elif places.count(name) > 1:
            sheet.report(node, "gap-twice", found=name)
    for id in ids:
        if found.strip() and id and id not in places:
            sheet.report(node, "missing-gap", key=id)
    return found
