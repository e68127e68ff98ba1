"""Selectors and claims: where a card points into the trace, and what it says of it.

Which claims a question can make depends on its key: each reader here gives claims that the engine answers in the
shape of one kind of key.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Final, get_args

from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.course.reader import Fields, Read, chosen, record
from ehtutor.course.scalars import number, text
from ehtutor.protocol.determinations import DeterminationMade
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.pages import Form, Page
from ehtutor.protocol.profile import BASIS
from ehtutor.saml.grammar import KINDS

MOST_ENTRIES: Final = 99

_MESSAGES: Final = {each.__name__: each.__name__ for each in (*KINDS, *get_args(Form), *get_args(Page))}
_ENTRIES: Final = _MESSAGES | {each.__name__: each.__name__ for each in get_args(DeterminationMade)}
_ROLES: Final = {role.value: role.value for role in BASIS.roles}
_FACTS: Final = {fact.value: fact.value for fact in Fact}

_OF_AN_ENTRY: Final = frozenset({Asks.SENDER, Asks.RECEIVER, Asks.MESSAGE, Asks.NEXT})
_OF_THE_LOGIN: Final = frozenset({Asks.OUTCOME, Asks.LEVEL_REACHED, Asks.FAILING_RULE, Asks.NOTICED_BY})
_OF_KNOWLEDGE: Final = frozenset({Asks.KNOWS, Asks.KNOWERS})


def _selector(choices: Mapping[str, str], fields: Fields) -> Selector:
    return Selector(
        message=fields.need("message", chosen(choices)),
        to=fields.may("to", chosen(_ROLES), otherwise=None),
        nth=fields.may("nth", number(1, MOST_ENTRIES), otherwise=1),
    )


selector: Final = record(partial(_selector, _ENTRIES))
"""Reads `{message: AuthnRequest, to: HM, nth: 1}`."""

message_selector: Final = record(partial(_selector, _MESSAGES))
"""The same, for what has fields."""


def _claim(asks: Collection[Asks], fields: Fields) -> Claim:
    about = _asks(fields, asks)
    is_of_knowledge = about in _OF_KNOWLEDGE
    return Claim(
        asks=about,
        entry=_entry(fields, about),
        role=fields.need("role", chosen(_ROLES)) if about is Asks.KNOWS else None,
        fact=fields.need("fact", chosen(_FACTS)) if is_of_knowledge else None,
    )


def _statement(fields: Fields) -> Claim:
    stated = _claim(_OF_AN_ENTRY | _OF_THE_LOGIN | {Asks.KNOWS}, fields)
    return Claim(
        asks=stated.asks, entry=stated.entry, role=stated.role, fact=stated.fact, stated=fields.need("is", text)
    )


def _claim_of_each(asks: Collection[Asks], ids: Sequence[str], fields: Fields) -> Claim:
    about = _asks(fields, asks)
    return Claim(asks=about, entries=fields.need("entries", record(partial(_entries, ids), unknown="unknown-option")))


one: Final = record(partial(_claim, _OF_AN_ENTRY | _OF_THE_LOGIN | {Asks.KNOWS}))
"""Reads `{asks: receiver, entry: …}`: the engine answers with one id."""

several: Final = record(partial(_claim, {Asks.KNOWERS}))
"""Reads `{asks: knowers, fact: middel}`: the engine answers with a set of ids."""

number_of: Final = record(partial(_claim, {Asks.TRIES_LEFT}))
"""Reads `{asks: tries-left}`: the engine answers with a number."""

statement: Final = record(_statement)
"""Reads `{asks: receiver, entry: …, is: HM}`: the engine answers with true or false."""


def order(ids: Sequence[str]) -> Read[Claim]:
    """A reader of `{asks: order, entries: {ID: …}}`: the engine answers with the ids in order."""
    return record(partial(_claim_of_each, {Asks.ORDER}, ids))


def pairs(ids: Sequence[str]) -> Read[Claim]:
    """A reader of `{asks: sender, entries: {ID: …}}`: the engine answers with a role code for each id."""
    return record(partial(_claim_of_each, {Asks.SENDER, Asks.RECEIVER}, ids))


def _asks(fields: Fields, asks: Collection[Asks]) -> Asks:
    return fields.decide("asks", {each.value: each for each in Asks if each in asks})


def _entry(fields: Fields, asks: Asks) -> Selector | None:
    if asks in _OF_AN_ENTRY:
        return fields.need("entry", selector)
    return fields.may("entry", selector, otherwise=None) if asks in _OF_KNOWLEDGE else None


def _entries(ids: Sequence[str], fields: Fields) -> Mapping[str, Selector]:
    return {id: fields.need(id, selector) for id in ids if id}
