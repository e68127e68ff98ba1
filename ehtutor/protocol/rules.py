"""What the specification demands of a message, by receiver; each demand with the change that breaks it alone.

`check` holds a message against every rule for it and goes on after a failure: the learner should see all of
them. Only a signature stands alone: what did not verify may not be read.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache
from inspect import signature
from typing import Final, TypeAlias

from ehtutor.protocol import counterexamples as broken
from ehtutor.protocol import demands
from ehtutor.protocol.counterexamples import BeforeEnclosing, Counterexample, OnTheWay
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.demands import Context, Evidence
from ehtutor.protocol.network import Role
from ehtutor.saml import names
from ehtutor.saml.grammar import KINDS, signed_parts
from ehtutor.saml.messages import Assertion, AuthnRequest, Message, Response
from ehtutor.value import Value

# Any: each demand takes the part that its rule names, and of the context what its parameters name; the rule test
# holds them to it
Demand: TypeAlias = Callable[..., Evidence | None]


class Rule(Value, kw_only=False):
    """One demand on one message, for one receiver."""

    receiver: Role
    message: type[Message]
    """The class of the message that travels."""
    part: type
    """What the demand reads: the message, the Assertion in it, or for a signature what was Delivered."""
    name: str
    source: str
    """The section of the norm."""
    demand: Demand
    broken: Counterexample

    @property
    def id(self) -> str:
        """`receiver.message.rule`, unique over all interfaces."""
        return f"{self.receiver.value.lower()}.{KINDS[self.message].word}.{self.name}"

    @property
    def needs(self) -> tuple[str, ...]:
        """The parts of the context without which it can't be evaluated."""
        return _needs(self.demand)


@cache
def _needs(demand: Demand) -> tuple[str, ...]:
    return tuple(signature(demand).parameters)[1:]


class Finding(Value):
    """What the check of one rule gave."""

    rule: str
    holds: bool
    expected: str
    found: str


NOW: Final = timedelta()
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)

# fmt: off
_OF_A_MESSAGE: Final = (
    ("version",       "SAML Core 3.2.1, 3.2.2",        demands.version,      broken.writing(version="1.1")),
    ("id",            "SAML Core 1.3.4; ETD, DV-HM",   demands.unseen,       broken.seen_id),
    ("issue-instant", "ETD, Synchronize system clocks", demands.issued_now,  broken.issued_earlier),
)
_REQUEST_TO: Final = (
    ("destination",   "SAML Core 3.2.1, 3.2.2",        demands.request_destination,  broken.writing(destination=broken.ELSEWHERE)),
)
_RESPONSE_TO: Final = (
    ("destination",   "SAML Core 3.2.1, 3.2.2",        demands.response_destination, broken.writing(destination=broken.ELSEWHERE)),
)
_BY_WHOM: Final = (
    ("issuer",        "SAML Core 2.2.5",               demands.issuer,       broken.writing(issuer=broken.STRANGER)),
)
_ABOUT_A_GEBRUIKER: Final = (
    ("subject",       "SAML Core 3.4.1.4",             demands.subject_registered, broken.writing(subject=broken.NOBODY)),
)
_ABOUT_A_MIDDEL: Final = (
    ("subject",       "SAML Core 3.4.1.4",             demands.subject_issued,     broken.writing(subject=broken.NOBODY)),
)
_OF_A_REQUEST: Final = (
    ("comparison",    "SAML Core 3.3.2.2.1",           demands.comparison,        broken.writing(comparison="exact")),
    ("level",         "ETD, Level of assurance",       demands.level_known,       broken.writing(authn_context_class_ref=broken.UNKNOWN_LEVEL)),
    ("answer-to",     "SAML Core 3.4.1; ETD, HM-AD",   demands.answer_registered, broken.writing(assertion_consumer_service_index=broken.UNREGISTERED_INDEX)),
)
_OF_A_RESPONSE: Final = (
    ("in-response-to", "SAML Core 3.2.2",              demands.answers_mine,      broken.writing(in_response_to=broken.ANOTHER_REQUEST)),
    ("status",        "ETD, Error handling",           demands.status_listed,     broken.writing(status=names.RESPONDER, sub_status=names.REQUEST_DENIED, assertion=None)),
)
_OF_AN_ASSERTION: Final = (
    ("assertion-version",       "SAML Core 2.3.3",                demands.version,                 broken.declaring(version="1.1")),
    ("assertion-id",            "SAML Profiles 4.1.4.5",          demands.assertion_unseen,        broken.seen_assertion_id),
    ("assertion-issue-instant", "ETD, Synchronize system clocks", demands.assertion_issued_now,    broken.declared_at("issue_instant", -HOUR)),
    ("assertion-issuer",        "SAML Core 2.3.3",                demands.assertion_issuer,        broken.declaring(issuer=broken.STRANGER)),
    ("subject",                 "SAML Core 3.3.4",                demands.subject_asked,           broken.declaring(subject=broken.NOBODY)),
    ("recipient",               "SAML Profiles 4.1.4.3",          demands.recipient,               broken.declaring(recipient=broken.ELSEWHERE)),
    ("confirmation-in-response-to",     "SAML Profiles 4.1.4.3",  demands.confirmation_answers_mine, broken.declaring(in_response_to=broken.ANOTHER_REQUEST)),
    ("confirmation-not-on-or-after",    "SAML Core 2.4.1.2",      demands.confirmation_in_time,    broken.declared_at("confirmation_not_on_or_after", NOW)),
    ("not-before",              "SAML Core 2.5.1.2",              demands.begun,                   broken.declared_at("not_before", MINUTE)),
    ("not-on-or-after",         "SAML Core 2.5.1.2",              demands.in_time,                 broken.declared_at("not_on_or_after", NOW)),
    ("audience",                "SAML Core 2.5.1.4",              demands.audience,                broken.declaring(audience=broken.STRANGER)),
    ("authn-instant",           "SAML Core 2.7.2",                demands.authenticated_before,    broken.declared_at("authn_instant", HOUR)),
    ("level",                   "SAML Core 3.3.2.2.1",            demands.level_reached,           broken.level_too_low),
)
_OF_A_SIGNATURE: Final = (
    ("signature",     "ETD, Digital signature",        demands.verified,     OnTheWay(broken.one_byte)),
)
_OF_AN_ENCLOSURE: Final = (
    ("assertion",     "SAML Core 3.3.3",               demands.assertion_iff_success, broken.without_assertion),
    ("assertion-signature", "ETD, Digital signature",  demands.assertion_verified,    BeforeEnclosing(broken.one_byte)),
)
_TABLE: Final = (
    (AuthnRequest, Delivered,    (Role.HM, Role.AD), _OF_A_SIGNATURE),
    (AuthnRequest, AuthnRequest, (Role.HM,),         _OF_A_MESSAGE + _REQUEST_TO + _BY_WHOM + _ABOUT_A_GEBRUIKER + _OF_A_REQUEST),
    (AuthnRequest, AuthnRequest, (Role.AD,),         _OF_A_MESSAGE + _REQUEST_TO + _BY_WHOM + _ABOUT_A_MIDDEL + _OF_A_REQUEST),
    (Response,     Delivered,    (Role.HM, Role.DV), _OF_A_SIGNATURE),
    (Response,     Response,     (Role.HM, Role.DV), _OF_A_MESSAGE + _RESPONSE_TO + _BY_WHOM + _OF_A_RESPONSE),
    (Response,     Delivered,    (Role.HM, Role.DV), _OF_AN_ENCLOSURE),
    (Response,     Assertion,    (Role.HM, Role.DV), _OF_AN_ASSERTION),
)
RULES: Final = tuple(
    Rule(receiver, message, part, *row)
    for message, part, receivers, rows in _TABLE
    for receiver in receivers
    for row in rows
)
# fmt: on


def check(delivered: Delivered, rules: Iterable[Rule], context: Context) -> tuple[Finding, ...]:
    """Hold what was delivered against every rule for it, in their order; nothing is skipped.

    Of what did not verify there is no part to read but the signature; a rule that needs what `context` lacks is silent.
    """
    findings = (_finding(rule, _part(rule, delivered), context) for rule in rules)
    return tuple(finding for finding in findings if finding)


def _part(rule: Rule, delivered: Delivered) -> Delivered | Message | Assertion | None:
    if rule.part is Delivered:
        return delivered
    if rule.part is rule.message or delivered.message is None:
        return delivered.message
    return next((part for part in signed_parts(delivered.message) if type(part) is rule.part), None)


def _finding(rule: Rule, part: object, context: Context) -> Finding | None:
    needed = [getattr(context, name) for name in rule.needs]
    evidence = None if part is None or None in needed else rule.demand(part, *needed)
    if evidence is None:
        return None
    # nothing at all is something found too
    found = evidence.found or '""'
    return Finding(rule=rule.id, holds=evidence.holds, expected=evidence.expected, found=found)
