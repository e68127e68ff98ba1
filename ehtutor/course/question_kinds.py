"""The kinds of question in a lesson, a row each: what stands in `lesson.yaml` and in the texts, and what it becomes.

A question may bring a claim: what makes its key true, in a form that the engine confirms. Which claims it can make
depends on its key, for the engine answers in the shape of that key. A selector points at one entry of the trace.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Final, get_args

from ehtutor.course.format import (
    Among,
    Check,
    KeyRow,
    Kind,
    ListOf,
    Others,
    Reference,
    Single,
    Structure,
    Variants,
    by_name,
    named,
)
from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.course.node import Node, Scalar, child
from ehtutor.course.problems import Sheet
from ehtutor.course.reader import Fields
from ehtutor.course.scalars import ID, TEXT, number, text
from ehtutor.protocol.events import DeterminationMade
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.pages import Form, Page
from ehtutor.protocol.profile import BASIS
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
from ehtutor.saml.grammar import KINDS
from ehtutor.value import Value, replace

MOST_NUMBER: Final = 999_999
MOST_OPTIONS: Final = 20
"""Whoever types lines names those on the left by a letter."""
MOST_ENTRIES: Final = 99

_TRUE_OR_FALSE: Final = ("true", "false")
_YES_AND_NO: Final = frozenset({"yes", "no"})
_GAP: Final = re.compile(r"\{([^{}]*)\}")

_MESSAGES: Final = {each.__name__: each.__name__ for each in (*KINDS, *get_args(Form), *get_args(Page))}
_ENTRIES: Final = _MESSAGES | {each.__name__: each.__name__ for each in get_args(DeterminationMade)}
_ROLES: Final = {role.value: role.value for role in BASIS.roles}
_FACTS: Final = {fact.value: fact.value for fact in Fact}


class QuestionKind(Value, kw_only=False):
    """How a question of one kind is written down."""

    build: Callable[..., Question]
    """Of all that stands there but the claim."""
    keys: tuple[KeyRow, ...]
    """In `lesson.yaml`."""
    words: tuple[KeyRow, ...]
    """In the texts."""
    check: Check | None = None
    check_words: Check | None = None


def _selector(messages: Mapping[str, str]) -> Structure:
    nth = KeyRow("nth", number(1, MOST_ENTRIES), otherwise=1)
    return Structure(Selector, (KeyRow("message", Among(messages)), KeyRow("to", Among(_ROLES), otherwise=None), nth))


SELECTOR: Final = _selector(_ENTRIES)
"""`{message: AuthnRequest, to: HM, nth: 1}`"""
MESSAGE_SELECTOR: Final = _selector(_MESSAGES)
"""The same, for what has fields."""

_ENTRY: Final = KeyRow("entry", SELECTOR)
_UP_TO: Final = KeyRow("entry", SELECTOR, otherwise=None)
_FACT: Final = KeyRow("fact", Among(_FACTS))

# fmt: off
_CLAIMED: Final[Mapping[Asks, tuple[KeyRow, ...]]] = {
    Asks.SENDER:        (_ENTRY,),
    Asks.RECEIVER:      (_ENTRY,),
    Asks.MESSAGE:       (_ENTRY,),
    Asks.NEXT:          (_ENTRY,),
    Asks.OUTCOME:       (),
    Asks.LEVEL_REACHED: (),
    Asks.KNOWS:         (_UP_TO, KeyRow("role", Among(_ROLES)), _FACT),
    Asks.KNOWERS:       (_UP_TO, _FACT),
    Asks.FAILING_RULE:  (),
    Asks.NOTICED_BY:    (),
    Asks.TRIES_LEFT:    (_UP_TO,),
}
# fmt: on
"""What stands beside `asks` where the claim is of one thing."""


def _claim(asks: Mapping[Asks, tuple[KeyRow, ...]]) -> KeyRow:
    forms = {each.value: Structure(partial(Claim, asks=each), rows) for each, rows in asks.items()}
    return KeyRow("claim", Variants("asks", forms), otherwise=None)


def _claim_of_each(asks: Collection[Asks], of: str) -> KeyRow:
    """A claim of several things: an entry for each id of this set."""
    entries = Structure(by_name, others=Others(kind=SELECTOR, of=of), unknown="unknown-option")
    return _claim(dict.fromkeys(asks, (KeyRow("entries", entries),)))


def _options(named: Mapping[str, Mapping[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(id=id, **words) for id, words in named.items())


def _labels(named: Mapping[str, str]) -> tuple[Label, ...]:
    return tuple(Label(id=id, label=label) for id, label in named.items())


def _spelling(node: Node, sheet: Sheet) -> str:
    """A spelling to compare with; of nothing but punctuation nothing would be left."""
    found = text(node, sheet)
    if found.strip() and not folded(found):
        sheet.report(node, "empty-text")
    return found


def _ids(name: str, *, least: int = 2) -> KeyRow:
    """A list of ids, which others refer to by this name."""
    return KeyRow(name, ListOf(ID, least=least, most=MOST_OPTIONS, is_set=True), defines=named(name))


def _by_id(
    name: str, kind: Kind, of: str | tuple[str, ...], missing: str, build: Callable[..., Any] = by_name
) -> KeyRow:
    """A mapping with something for each id."""
    return KeyRow(name, Structure(build, others=Others(kind=kind, of=of, missing=missing), unknown="unknown-option"))


def _tags(of: str | tuple[str, ...]) -> KeyRow:
    """The misconception that a wrong option stands for, if any."""
    known = Reference(tuple(sorted(MISCONCEPTIONS)), "unknown-misconception")
    tags = Others(kind=known, of=of, otherwise="")
    return KeyRow("misconceptions", Structure(by_name, others=tags, unknown="unknown-option"), otherwise={})


def _one_of(options: tuple[Option, ...], key: str, misconceptions: Mapping[str, str]) -> OneOf:
    return OneOf(options=_tagged(options, misconceptions), key=key)


def _several_of(options: tuple[Option, ...], key: tuple[str, ...], misconceptions: Mapping[str, str]) -> SeveralOf:
    return SeveralOf(options=_tagged(options, misconceptions), key=frozenset(key))


def _tagged(options: tuple[Option, ...], misconceptions: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(replace(option, misconception=misconceptions.get(option.id, "")) for option in options)


def _cloze(cloze: str, accept: Mapping[str, tuple[str, ...]], why: str, **_: object) -> Cloze:
    places = [name for name in _GAP.findall(cloze) if name in accept]
    return Cloze(sentence=cloze, gaps=tuple(Gap(id=id, accept=accept[id]) for id in dict.fromkeys(places)), why=why)


def _check_one(fields: Fields, values: Mapping[str, Any]) -> None:
    claim = values["claim"]
    if claim is not None and claim.asks is Asks.KNOWS and frozenset(fields.known("options")) != _YES_AND_NO:
        fields.sheet.report(fields.peek("options"), "yes-and-no")
    _check_tags(fields, values)


def _check_tags(fields: Fields, values: Mapping[str, Any]) -> None:
    """Only what is wrong stands for a misconception."""
    for id in fields.known("options") or _TRUE_OR_FALSE:
        written = child(fields.peek("misconceptions"), id)
        is_right = id == values["key"] if isinstance(values["key"], str) else id in values["key"]
        if is_right and isinstance(written, Scalar):
            fields.sheet.report(written, "not-a-wrong-option", found=written.text)


def _check_order(fields: Fields, values: Mapping[str, Any]) -> None:
    ids, key = values["options"], values["key"]
    missing = [id for id in ids if id and id not in key]
    if key and missing:
        fields.sheet.report(fields.peek("key"), "key-incomplete", key=missing[0])
    elif len(ids) > 1 and key == ids:
        fields.sheet.report(fields.peek("options"), "already-in-order")


def _check_sentence(words: Fields, values: Mapping[str, Any]) -> None:
    """Each gap stands in the sentence once."""
    ids, sheet, node, sentence = words.known("gaps"), words.sheet, words.peek("cloze"), values["cloze"]
    places = _GAP.findall(sentence)
    for name in dict.fromkeys(places):
        if name not in ids:
            sheet.report_unknown(Scalar(name, False, node.line, node.column), "unknown-gap", list(ids))
        elif places.count(name) > 1:
            sheet.report(node, "gap-twice", found=name)
    for id in ids:
        if sentence.strip() and id not in places:
            sheet.report(node, "missing-gap", key=id)


_WHY: Final = KeyRow("why", TEXT, missing="missing-why")
_OPTION: Final = Structure(dict, (KeyRow("label", TEXT), _WHY))
_SPELLINGS: Final = ListOf(Single(_spelling, TEXT.schema), least=1)
_OPTION_REFERENCE: Final = Reference("options", "key-not-an-option")
_ACCEPT: Final = KeyRow("accept", _SPELLINGS)
_OPTIONS: Final = _ids("options")
_OF_A_LOGIN: Final[Mapping[Asks, tuple[KeyRow, ...]]] = {
    asks: rows for asks, rows in _CLAIMED.items() if asks not in {Asks.KNOWERS, Asks.TRIES_LEFT}
}
_STATED: Final[Mapping[Asks, tuple[KeyRow, ...]]] = {
    asks: (*rows, KeyRow("is", TEXT, into="stated")) for asks, rows in _OF_A_LOGIN.items()
}
_ONE_OF: Final = KeyRow("key", _OPTION_REFERENCE)
_SOME_OF: Final = KeyRow("key", ListOf(_OPTION_REFERENCE, least=1, is_set=True))
_OPTION_TEXTS: Final = _by_id("options", _OPTION, "options", "missing-option-text", _options)

# fmt: off
QUESTION_KINDS: Final[Mapping[str, QuestionKind]] = {
    "one": QuestionKind(
        _one_of,
        (_OPTIONS, _claim(_OF_A_LOGIN), _ONE_OF, _tags("options")),
        (_OPTION_TEXTS,),
        _check_one,
    ),
    "true-false": QuestionKind(
        _one_of,
        (KeyRow("key", Reference(_TRUE_OR_FALSE, "key-not-an-option")), _tags(_TRUE_OR_FALSE), _claim(_STATED)),
        (_by_id("options", _OPTION, _TRUE_OR_FALSE, "missing-option-text", _options),),
        _check_tags,
    ),
    "several": QuestionKind(
        _several_of,
        (_OPTIONS, _SOME_OF, _tags("options"), _claim({Asks.KNOWERS: _CLAIMED[Asks.KNOWERS]})),
        (_OPTION_TEXTS,),
        _check_tags,
    ),
    "order": QuestionKind(
        Order,
        (_OPTIONS, _SOME_OF, _claim_of_each({Asks.ORDER}, "options")),
        (_OPTION_TEXTS,),
        _check_order,
    ),
    "match": QuestionKind(
        Match,
        (
            _ids("left"),
            _ids("right"),
            _by_id("key", Reference("right", "key-not-an-option"), "left", "key-incomplete"),
            _claim_of_each((Asks.SENDER, Asks.RECEIVER), "left"),
        ),
        (
            _by_id("left", _OPTION, "left", "missing-option-text", _options),
            _by_id("right", TEXT, "right", "missing-label", _labels),
        ),
    ),
    "number": QuestionKind(
        Number,
        (KeyRow("key", number(0, MOST_NUMBER)), _claim({Asks.TRIES_LEFT: _CLAIMED[Asks.TRIES_LEFT]})),
        (_WHY,),
    ),
    "text": QuestionKind(
        Text,
        (),
        (_ACCEPT, _WHY),
    ),
    "cloze": QuestionKind(
        _cloze,
        (_ids("gaps", least=1),),
        (KeyRow("cloze", TEXT), _by_id("accept", _SPELLINGS, "gaps", "missing-accept"), _WHY),
        check_words=_check_sentence,
    ),
}
# fmt: on
"""By the word under `type`. A question without one is the first."""
