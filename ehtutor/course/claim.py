"""Selectors and claims: where a card points into the trace, and what it says of it."""

from typing import Final, get_args

from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.course.reader import Fields, chosen, record
from ehtutor.course.scalars import number
from ehtutor.protocol.determinations import DeterminationMade
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.pages import Form, Page
from ehtutor.protocol.roles import Role
from ehtutor.saml.messages import Message

MOST_ENTRIES: Final = 99

_SHOWN: Final = (Message, Form, Page, DeterminationMade)
_MESSAGES: Final = {each.__name__: each.__name__ for union in _SHOWN for each in get_args(union)}
_ROLES: Final = {role.value: role.value for role in Role}
_FACTS: Final = {fact.value: fact.value for fact in Fact}
_ASKS: Final = {asks.value: asks for asks in Asks}
_ABOUT_AN_ENTRY: Final = frozenset({Asks.SENDER, Asks.RECEIVER, Asks.MESSAGE})


def _selector(fields: Fields) -> Selector:
    return Selector(
        message=fields.need("message", chosen(_MESSAGES)),
        to=fields.may("to", chosen(_ROLES), otherwise=None),
        nth=fields.may("nth", number(1, MOST_ENTRIES), otherwise=1),
    )


selector: Final = record(_selector)
"""Reads `{message: AuthnRequest, to: HM, nth: 1}`."""


def _claim(fields: Fields) -> Claim:
    asks = fields.decide("asks", _ASKS)
    knows = asks is Asks.KNOWS
    return Claim(
        asks=asks,
        entry=_entry(fields, asks),
        role=fields.need("role", chosen(_ROLES)) if knows else None,
        fact=fields.need("fact", chosen(_FACTS)) if knows else None,
    )


def _entry(fields: Fields, asks: Asks) -> Selector | None:
    if asks in _ABOUT_AN_ENTRY:
        return fields.need("entry", selector)
    return fields.may("entry", selector, otherwise=None) if asks is Asks.KNOWS else None


claim: Final = record(_claim)
"""Reads `{asks: receiver, entry: …}`."""
