"""The events: what a role accepts as having happened; and the determinations: what it then decides inside itself.

Success and failure are different classes, so no row of the table needs an `if`. No message carries a determination;
the story tells it as a step of its own.
"""

from enum import Enum
from typing import TypeAlias

from ehtutor.protocol.middelen import Middel
from ehtutor.saml.messages import Assertion, AuthnRequest
from ehtutor.value import Value


class SignedIn(Value):
    """At the DV: a gebruiker wants this service."""

    service: str
    name_id: str


class RequestAccepted(Value):
    """A request met every demand."""

    request: AuthnRequest
    issuer: str
    """The id of the party that signed it."""
    relay_state: str


class RequestRefused(Value):
    """A request did not: nobody is answered by SAML, the return address can't be trusted."""

    rules: tuple[str, ...]


class MiddelChosen(Value):
    """At the HM: a middel that suffices."""

    middel: Middel


class MiddelTooLow(Value):
    """At the HM: a middel below the level that was asked."""

    middel: Middel


class Cancelled(Value):
    """The gebruiker stops."""


class CredentialRight(Value):
    """At the AD: the proof is good."""

    middel: Middel


class CredentialWrong(Value):
    """At the AD: the proof is not good, and there are tries left."""

    middel: Middel
    tries_left: int


class MiddelBlocked(Value):
    """At the AD: too many wrong tries."""


class MiddelExpired(Value):
    """At the AD: past its date."""


class MiddelRevoked(Value):
    """At the AD: withdrawn."""


class Authenticated(Value):
    """A positive response met every demand."""

    assertion: Assertion


class AuthnFailed(Value):
    """A negative response met every demand: it breaks no rule, it is another event."""


class ResponseRefused(Value):
    """A response did not meet every demand."""

    rules: tuple[str, ...]


class FormRefused(Value):
    """A form that does not fit: what this party asks nobody, does not offer, or does not ask now. No row takes it."""


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
    | FormRefused
)


class CheckResult(Enum):
    """What the authenticatiedienst found."""

    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    REVOKED = "revoked"


class IssuerDetermined(Value):
    """HM, step 4: this authenticatiedienst issued the chosen middel."""

    number: str
    ad: str


class CredentialChecked(Value):
    """AD, step 7: what the check of the proof gave."""

    number: str
    result: CheckResult
    tries_left: int


DeterminationMade: TypeAlias = IssuerDetermined | CredentialChecked
