"""The one door to a message on the wire: a value becomes signed bytes, bytes become a verified value.

The rule: what is read was verified first, and only that is read. The Response is verified, then its assertion is
taken out of the verified Response and held against the same key (SAML Core 5.4; ETD, Digital signature).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cryptography import x509
from lxml import etree

from ehtutor.saml.grammar import Malformed, kind_of, signed_parts
from ehtutor.saml.keys import KeyPair
from ehtutor.saml.messages import Assertion, Message
from ehtutor.saml.signature import Unverified, Verified, sign, verify
from ehtutor.saml.xml import assertion_element, build, parse, read, read_assertion, serialise
from ehtutor.value import Value, replace


class Unsealed(Value):
    """What could be read of the bytes, or why nothing could."""

    message: Message | None
    """None exactly when there is a problem."""
    key_name: str | None
    """By whom the message was signed; None where it is not verified."""
    problem: str | None
    """A word of `Reason`, or 'malformed: ' and the path."""
    assertion_problem: str | None
    """The same for the assertion, without which the message was read."""


def seal(message: Message, key: KeyPair, *, alter_assertion: Callable[[bytes], bytes] | None = None) -> bytes:
    """Write and sign `message`, and before it, on its own, the assertion that it encloses.

    `alter_assertion` is a dishonest sender's: it changes the assertion after that was signed, into XML that has a
    canonical form, for the Response around it is signed as ever. ValueError where a text holds what XML can't.
    """
    element = build(message)
    for part in signed_parts(message):
        assertion = sign(build(part), key)
        if alter_assertion is not None:
            assertion = etree.fromstring(alter_assertion(serialise(assertion)))
        element.append(assertion)
    return serialise(sign(element, key))


def unseal(xml: bytes, candidates: Mapping[str, x509.Certificate], now: datetime) -> Unsealed:
    """Verify and read `xml`, whatever bytes it is; the candidates are the certificates by key name."""
    try:
        match verify(parse(xml), candidates, now):
            case Unverified(reason=reason):
                return _refused(str(reason))
            case Verified(element=element, key_name=key_name):
                return _read(element, key_name, candidates[key_name], now)
    except Malformed as error:
        return _refused(_malformed(error))


def _read(element: etree._Element, key_name: str, certificate: x509.Certificate, now: datetime) -> Unsealed:
    message, assertion_problem = read(element), None
    # Any: a field by its name; that it holds an Assertion is for the table of kinds
    parts: dict[str, Any] = {}
    for name in kind_of(message).signed_parts:
        if (enclosed := assertion_element(element)) is None:
            continue
        opened = _assertion(enclosed, {key_name: certificate}, now)
        if isinstance(opened, Assertion):
            parts[name] = opened
        else:
            assertion_problem = opened
    return Unsealed(
        message=replace(message, **parts), key_name=key_name, problem=None, assertion_problem=assertion_problem
    )


def _assertion(enclosed: etree._Element, signer: Mapping[str, x509.Certificate], now: datetime) -> Assertion | str:
    """The assertion, or the problem with it."""
    try:
        match verify(enclosed, signer, now):
            case Unverified(reason=reason):
                return str(reason)
            case Verified(element=element):
                return read_assertion(element)
    except Malformed as error:
        return _malformed(error)


def _refused(problem: str) -> Unsealed:
    return Unsealed(message=None, key_name=None, problem=problem, assertion_problem=None)


def _malformed(error: Malformed) -> str:
    return f"malformed: {error.path}"
