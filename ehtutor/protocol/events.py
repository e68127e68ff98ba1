"""The events: what a role accepts as having happened.

Success and failure are different classes, so no row of the table needs an `if`.
"""

from dataclasses import dataclass
from typing import TypeAlias

from ehtutor.protocol.middelen import Middel
from ehtutor.saml.messages import Assertion, AuthnRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """At the DV: a gebruiker wants this service."""

    service: str
    name_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccepted:
    """A request met every demand."""

    request: AuthnRequest
    issuer: str
    """The id of the party that signed it."""
    relay_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused:
    """A request did not: nobody is answered by SAML, the return address can't be trusted."""

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddelChosen:
    """At the HM: a middel that suffices."""

    middel: Middel


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddelTooLow:
    """At the HM: a middel below the level that was asked."""

    middel: Middel


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """The gebruiker stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRight:
    """At the AD: the proof is good."""

    middel: Middel


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialWrong:
    """At the AD: the proof is not good, and there are tries left."""

    middel: Middel
    tries_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddelBlocked:
    """At the AD: too many wrong tries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddelExpired:
    """At the AD: past its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddelRevoked:
    """At the AD: withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticated:
    """A positive response met every demand."""

    assertion: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthnFailed:
    """A negative response met every demand: it breaks no rule, it is another event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRefused:
    """A response did not meet every demand."""

    rules: tuple[str, ...]


Event: TypeAlias = (
    SignedIn
    | RequestAccepted
    | RequestRefused
    | MiddelChosen
    | MiddelTooLow
    | Cancelled
    | CredentialRight
    | CredentialWrong
    | MiddelBlocked
    | MiddelExpired
    | MiddelRevoked
    | Authenticated
    | AuthnFailed
    | ResponseRefused
)
