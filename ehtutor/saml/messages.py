"""The SAML messages as frozen values: what a message says, without how it is written down.

A field holds what stands on the wire, also when it is wrong: `authn_context_class_ref` may be an unknown
level and `version` may be 1.1, because refusing those is the work of the rules, not of the parser.
Times are aware and in UTC; they are written to the second (ETD, Synchronize system clocks), and read as they stand.
"""

from datetime import datetime
from typing import TypeAlias

from ehtutor.value import Value


class AuthnRequest(Value):
    """The question to authenticate one subject (SAML Core 3.4.1)."""

    id: str
    version: str
    issue_instant: datetime
    destination: str
    issuer: str
    subject: str
    """The NameID of whom the question is about; profile basis only, see the ten steps."""
    comparison: str
    authn_context_class_ref: str
    """The level that is asked, as a URN."""
    assertion_consumer_service_index: int
    """Which of the return addresses in the issuer's metadata the answer must go to."""
    provider_name: str | None = None
    """The service, in words, for the screen of the receiver."""


class Assertion(Value):
    """What the issuer declares about the subject (SAML Core 2.3.3)."""

    id: str
    version: str
    issue_instant: datetime
    issuer: str
    subject: str
    recipient: str
    in_response_to: str
    """In the SubjectConfirmation: the request that this assertion answers."""
    confirmation_not_on_or_after: datetime
    not_before: datetime
    not_on_or_after: datetime
    """The first instant at which the assertion is no longer valid (SAML Core 2.5.1.2)."""
    audience: str
    authn_instant: datetime
    authn_context_class_ref: str
    """The level that was reached, as a URN."""


class Response(Value):
    """The answer to one AuthnRequest, with an assertion exactly when it is positive (SAML Core 3.3.3)."""

    id: str
    version: str
    issue_instant: datetime
    destination: str
    in_response_to: str
    issuer: str
    status: str
    sub_status: str | None = None
    assertion: Assertion | None = None


Message: TypeAlias = AuthnRequest | Response
