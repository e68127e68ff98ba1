"""What passes between the gebruiker and a role: the pages he sees and the forms he sends back.

They are no SAML. They count for who knows what: a role that receives a form has seen what is in it.
"""

from typing import TypeAlias

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import MiddelKind
from ehtutor.value import Value


class SignInPage(Value):
    """DV to gebruiker: this service can be had. The story begins with his answer, so no trace holds it."""

    service: str
    service_name: str


class SignIn(Value):
    """Gebruiker to DV: I want to use this service."""

    service: str
    service_name: str
    name_id: str


class Offer(Value):
    """One registered middel on the choice page, with its level and issuer."""

    number: str
    name: str
    kind: MiddelKind
    loa: Loa
    suffices: bool


class MiddelQuestion(Value):
    """HM to gebruiker: which middel do you want to use, and which level must be reached."""

    service_name: str | None
    loa: Loa
    offers: tuple[Offer, ...]
    too_low: str | None = None
    """The number of the middel that was just chosen and refused."""


class MiddelChoice(Value):
    """Gebruiker to HM: this one."""

    number: str


class Challenge(Value):
    """AD to gebruiker: prove that you hold this middel."""

    number: str
    kind: MiddelKind
    nonce: str
    """What a key has to sign; also sent where nothing is signed."""
    tries_left: int
    loa: Loa
    """The level that was asked."""


class PasswordProof(Value):
    """The password, typed."""

    password: str


class CodeProof(Value):
    """The password and the one-time code, typed."""

    password: str
    code: str


class SignatureProof(Value):
    """The challenge, signed by the key of the pas or certificate; empty when the pincode was wrong.

    The pincode stays between the gebruiker and the pas: it is in no message.
    """

    signature: str
    certificate: str
    """PEM, as the pas or certificate carries it."""


Proof: TypeAlias = PasswordProof | CodeProof | SignatureProof


class Cancel(Value):
    """Gebruiker to HM or AD: I stop."""


class ServicePage(Value):
    """DV to gebruiker: here is the service."""

    service_name: str


class DenialPage(Value):
    """DV to gebruiker: not signed in, and what to do next; a cancel and a failure look the same from here."""

    service_name: str


class ErrorPage(Value):
    """To the gebruiker from the role that refused a message: which demands were not met."""

    rules: tuple[str, ...]


Form: TypeAlias = SignIn | MiddelChoice | Proof | Cancel
Page: TypeAlias = MiddelQuestion | Challenge | ServicePage | DenialPage | ErrorPage
AskingPage: TypeAlias = SignInPage | MiddelQuestion | Challenge
FinalPage: TypeAlias = ServicePage | DenialPage | ErrorPage
