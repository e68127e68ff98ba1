"""The fields of a message, for its panel: by their name on the wire, with what matters first to a learner.

At zoom protocol the fields that carry the story, at zoom wire all of them. What a field is and why it is there
is a text of the interface, below `field.<message>`. Where one field is lit, because the card is about it, it is there
at every zoom, and only it says why. A card names a field by its name here, or a part that only the XML shows by its
name in `wire`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from ehtutor.course.model import Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.pages import (
    Cancel,
    Challenge,
    CodeProof,
    DenialPage,
    ErrorPage,
    MiddelChoice,
    MiddelQuestion,
    Offer,
    PasswordProof,
    ServicePage,
    SignatureProof,
    SignIn,
)
from ehtutor.saml.grammar import FORMS, signed_parts
from ehtutor.saml.messages import Assertion, AuthnRequest, Message, Response
from ehtutor.session.screen.blocks import FieldLine
from ehtutor.session.story.telling import label
from ehtutor.value import Value

_SHOWN: Final = 44
"""Of a signature or certificate, so many characters are shown in a field; the whole is in the XML or nowhere."""


class _Field(Value, kw_only=False):
    """A field by its name, what to show of it, and whether it carries the story."""

    name: str
    # Any: each reads the message class that it stands under
    value: Callable[[Any], str]
    matters: bool = False


def _moment(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"


def _level(urn: str) -> str:
    return f"{urn} ({label(urn)})" if Loa.from_urn(urn) else urn


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _offer(offer: Offer) -> str:
    return f"{offer.name} ({offer.loa.label})"


# fmt: off
_FIELDS: Final[Mapping[type, tuple[_Field, ...]]] = {
    AuthnRequest: (
        _Field("Issuer", lambda m: m.issuer, matters=True),
        _Field("Subject", lambda m: m.subject, matters=True),
        _Field("RequestedAuthnContext", lambda m: f"{m.comparison} {_level(m.authn_context_class_ref)}", matters=True),
        _Field("ProviderName", lambda m: m.provider_name or ""),
        _Field("ID", lambda m: m.id, matters=True),
        _Field("Destination", lambda m: m.destination),
        _Field("AssertionConsumerServiceIndex", lambda m: str(m.assertion_consumer_service_index)),
        _Field("IssueInstant", lambda m: _moment(m.issue_instant)),
        _Field("Version", lambda m: m.version),
    ),
    Response: (
        _Field("Issuer", lambda m: m.issuer, matters=True),
        _Field("InResponseTo", lambda m: m.in_response_to, matters=True),
        _Field("Status", lambda m: " / ".join(filter(None, (m.status, m.sub_status))), matters=True),
        _Field("Destination", lambda m: m.destination),
        _Field("ID", lambda m: m.id),
        _Field("IssueInstant", lambda m: _moment(m.issue_instant)),
        _Field("Version", lambda m: m.version),
    ),
    Assertion: (
        _Field("Subject", lambda m: m.subject, matters=True),
        _Field("AuthnContextClassRef", lambda m: _level(m.authn_context_class_ref), matters=True),
        _Field("Audience", lambda m: m.audience, matters=True),
        _Field("Conditions", lambda m: f"{_moment(m.not_before)} ≤ … < {_moment(m.not_on_or_after)}"),
        _Field("SubjectConfirmation/InResponseTo", lambda m: m.in_response_to),
        _Field("SubjectConfirmation/Recipient", lambda m: m.recipient),
        _Field("SubjectConfirmation/NotOnOrAfter", lambda m: _moment(m.confirmation_not_on_or_after)),
        _Field("AuthnInstant", lambda m: _moment(m.authn_instant)),
        _Field("Assertion/Issuer", lambda m: m.issuer),
        _Field("Assertion/ID", lambda m: m.id),
        _Field("Assertion/IssueInstant", lambda m: _moment(m.issue_instant)),
        _Field("Assertion/Version", lambda m: m.version),
    ),
    SignIn: (
        _Field("service", lambda m: m.service_name, matters=True),
        _Field("gebruiker", lambda m: m.name_id, matters=True),
    ),
    MiddelQuestion: (
        _Field("service", lambda m: m.service_name or ""),
        _Field("level", lambda m: f"≥ {m.loa.label}", matters=True),
        _Field("offers", lambda m: ", ".join(map(_offer, m.offers)), matters=True),
    ),
    MiddelChoice: (_Field("middel", lambda m: m.number, matters=True),),
    Challenge: (
        _Field("middel", lambda m: m.number, matters=True),
        _Field("level", lambda m: f"≥ {m.loa.label}", matters=True),
        _Field("tries", lambda m: str(m.tries_left), matters=True),
        _Field("nonce", lambda m: m.nonce),
    ),
    PasswordProof: (_Field("password", lambda m: m.password, matters=True),),
    CodeProof: (
        _Field("password", lambda m: m.password, matters=True),
        _Field("code", lambda m: m.code, matters=True),
    ),
    SignatureProof: (
        _Field("signature", lambda m: _cut(m.signature) or "—", matters=True),
        _Field("certificate", lambda m: _cut("".join(m.certificate.splitlines()[1:-1]))),
    ),
    Cancel: (),
    ServicePage: (_Field("service", lambda m: m.service_name, matters=True),),
    DenialPage: (_Field("service", lambda m: m.service_name, matters=True),),
    ErrorPage: (_Field("rules", lambda m: ", ".join(m.rules), matters=True),),
}
# fmt: on


def field_lines(texts: Texts, message: object, zoom: Zoom, lit: str = "") -> tuple[FieldLine, ...]:
    """The fields of `message` at this zoom; at story there is none but the one that is lit."""
    return tuple(
        _line(field, part, zoom, texts, lit)
        for part in parts_of(message)
        for field in _FIELDS.get(type(part), ())
        if field.value(part) and (field.name == lit or zoom is Zoom.WIRE or (zoom is Zoom.PROTOCOL and field.matters))
    )


def parts_of(message: object) -> tuple[object, ...]:
    """A message, and what it encloses that has fields of its own."""
    return (message, *signed_parts(message)) if isinstance(message, Message) else (message,)


def fields_in(message: object) -> tuple[str, ...]:
    """The names of the fields that this message has."""
    return tuple(field.name for part in parts_of(message) for field in _FIELDS.get(type(part), ()) if field.value(part))


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of message."""
    return tuple(field.name for field in _FIELDS[kind])


def described() -> tuple[type, ...]:
    """The classes of message that have fields to show."""
    return tuple(_FIELDS)


def _line(field: _Field, part: object, zoom: Zoom, texts: Texts, lit: str) -> FieldLine:
    base = f"field.{type(part).__name__}.{field.name}"
    is_wire_name, is_lit = type(part) in FORMS, field.name == lit
    return FieldLine(
        name=field.name if is_wire_name else texts.say(f"{base}.name"),
        value=field.value(part),
        why=texts.say(f"{base}.why") if is_lit or (zoom is Zoom.WIRE and not lit) else "",
        is_lit=is_lit,
    )
