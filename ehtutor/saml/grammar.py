"""How each message is written down, as a table that both building and reading follow.

What the table does not name is refused by the reader, so this is also all that a message may hold. Order is that of
the SAML 2.0 schemas; an attribute or text names the field of the message that it carries.

`KINDS`, at the end, says the rest that there is to know of a kind of message. Who wants to know whether it is a
request, or what it encloses, asks there: an `if` on the class makes an answer of every kind that comes later.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, AuthnRequest, Message, Response
from ehtutor.value import Value, field

MAX_BYTES: Final = 250_000
"""Of a whole message."""
PLACEHOLDER: Final = {"Id": "placeholder"}
"""Marks the element that signxml turns into the signature; elsewhere it would put it last, against the schema."""


class Malformed(ValueError):
    """What arrived is no message: `path` says where, `why` says what."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class Element(Value):
    """The form of one element."""

    tag: str
    carried: Mapping[str, str] = field(default_factory=dict)
    """Attributes, each with the field that it carries."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Attributes that always have this value."""
    text: str | None = None
    """The field that the text carries; None where only elements may be inside."""
    inside: "tuple[Part, ...]" = ()
    needs: str | None = None
    """The field without which the element is left out; None where it is always there."""


class Slot(Value):
    """A place for an element that is signed, verified and read apart; it may be empty."""

    tag: str
    placeholder: bool = False
    """Whether `build` puts an element with the mark PLACEHOLDER here."""


Part: TypeAlias = Element | Slot
Parameter: TypeAlias = Literal["SAMLRequest", "SAMLResponse"]


def _saml(name: str) -> str:
    return f"{{{names.SAML}}}{name}"


def _samlp(name: str) -> str:
    return f"{{{names.SAMLP}}}{name}"


NCNAMES: Final = frozenset({"id", "in_response_to"})
"""The fields that hold an xs:ID or xs:NCName."""
_HEAD: Final = {"ID": "id", "Version": "version", "IssueInstant": "issue_instant"}
# ETD: an Issuer has no attributes
_ISSUER: Final = Element(tag=_saml("Issuer"), text="issuer")
_SIGNATURE: Final = Slot(tag=f"{{{names.DS}}}Signature", placeholder=True)
_NAME_ID: Final = Element(tag=_saml("NameID"), fixed={"Format": names.PERSISTENT}, text="subject")
_CLASS_REF: Final = Element(tag=_saml("AuthnContextClassRef"), text="authn_context_class_ref")

# fmt: off
AUTHN_REQUEST: Final = Element(
    tag=_samlp("AuthnRequest"),
    carried=_HEAD | {
        "Destination": "destination",
        "AssertionConsumerServiceIndex": "assertion_consumer_service_index",
        "ProviderName": "provider_name",
    },
    inside=(
        _ISSUER,
        _SIGNATURE,
        Element(tag=_saml("Subject"), inside=(_NAME_ID,)),
        Element(tag=_samlp("RequestedAuthnContext"), carried={"Comparison": "comparison"}, inside=(_CLASS_REF,)),
    ),
)
"""SAML Core 3.4.1."""

RESPONSE: Final = Element(
    tag=_samlp("Response"),
    carried=_HEAD | {"Destination": "destination", "InResponseTo": "in_response_to"},
    inside=(
        _ISSUER,
        _SIGNATURE,
        Element(tag=_samlp("Status"), inside=(
            Element(tag=_samlp("StatusCode"), carried={"Value": "status"}, inside=(
                Element(tag=_samlp("StatusCode"), carried={"Value": "sub_status"}, needs="sub_status"),
            )),
        )),
        Slot(tag=_saml("Assertion")),
    ),
)
"""SAML Core 3.3.3."""

ASSERTION: Final = Element(
    tag=_saml("Assertion"),
    carried=_HEAD,
    inside=(
        _ISSUER,
        _SIGNATURE,
        Element(tag=_saml("Subject"), inside=(
            _NAME_ID,
            Element(tag=_saml("SubjectConfirmation"), fixed={"Method": names.BEARER}, inside=(
                Element(tag=_saml("SubjectConfirmationData"), carried={
                    "NotOnOrAfter": "confirmation_not_on_or_after",
                    "Recipient": "recipient",
                    "InResponseTo": "in_response_to",
                }),
            )),
        )),
        Element(tag=_saml("Conditions"), carried={
            "NotBefore": "not_before",
            "NotOnOrAfter": "not_on_or_after",
        }, inside=(
            Element(tag=_saml("AudienceRestriction"), inside=(Element(tag=_saml("Audience"), text="audience"),)),
        )),
        Element(tag=_saml("AuthnStatement"), carried={"AuthnInstant": "authn_instant"}, inside=(
            Element(tag=_saml("AuthnContext"), inside=(_CLASS_REF,)),
        )),
    ),
)
"""SAML Core 2.3.3; bearer: Profiles 4.1.4.2."""
# fmt: on


class MessageKind(Value, kw_only=False):
    """What there is to know of a class of message, beside what a message of it says."""

    message: type[Message]
    word: str
    """What the id of a rule calls it."""
    form: Element
    parameter: Parameter
    """The field of the form in which a browser carries it (SAML Bindings 3.5.4)."""
    is_request: bool
    signed_parts: tuple[str, ...] = ()
    """The fields that hold a part which is signed on its own, and may be absent."""


# fmt: off
KINDS: Final[Mapping[type[Message], MessageKind]] = {kind.message: kind for kind in (
    MessageKind(AuthnRequest, "authn-request", AUTHN_REQUEST, "SAMLRequest",  is_request=True),
    MessageKind(Response,     "response",      RESPONSE,      "SAMLResponse", is_request=False,
                signed_parts=("assertion",)),
)}
# fmt: on
FORMS: Final[Mapping[type[Message | Assertion], Element]] = {
    **{message: kind.form for message, kind in KINDS.items()},
    Assertion: ASSERTION,
}
"""Of all that carries a signature of its own."""


def kind_of(message: Message) -> MessageKind:
    """The row of this message."""
    return KINDS[type(message)]


def signed_parts(message: Message) -> tuple[Assertion, ...]:
    """What the message encloses that is signed on its own."""
    found = (getattr(message, name) for name in kind_of(message).signed_parts)
    return tuple(part for part in found if part is not None)
