"""The states of the roles: each holds exactly what is remembered in it during one login.

The gebruiker has no state: he is a person, and decides.
"""

from typing import TypeAlias

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.roles import Role
from ehtutor.value import Value


class Asked(Value):
    """A request that was accepted and still waits for its answer: what the answer must refer to."""

    id: str
    issuer: str
    """The id of the party that asked."""
    subject: str
    loa: Loa
    answer_to: str
    """The registered address that the answer must go to."""
    relay_state: str
    service_name: str | None


class Sent(Value):
    """A request that was sent: what its answer is held against."""

    id: str
    receiver: str
    """The id of the party that was asked."""
    subject: str
    loa: Loa
    answer_to: str
    relay_state: str


class NothingSent(Value):
    """In place of a Sent: no answer is waited for. That is known; it is not the same as not knowing."""


class Idle(Value):
    """Nothing has happened yet."""


class AwaitingHm(Value):
    """DV: the question is with the makelaar."""

    service: str
    sent: Sent


class Served(Value):
    """DV: the gebruiker has what he came for."""


class Denied(Value):
    """DV: no transaction."""


class AwaitingChoice(Value):
    """HM: the gebruiker chooses a middel."""

    asked: Asked


class AwaitingAd(Value):
    """HM: the question is with the authenticatiedienst."""

    asked: Asked
    sent: Sent


class AwaitingCredential(Value):
    """AD: the gebruiker proves himself."""

    asked: Asked
    nonce: str


class Ended(Value):
    """HM or AD: done with this login."""


State: TypeAlias = Idle | AwaitingHm | Served | Denied | AwaitingChoice | AwaitingAd | AwaitingCredential | Ended

STATES_BY_ROLE: dict[Role, tuple[type, ...]] = {
    Role.DV: (Idle, AwaitingHm, Served, Denied),
    Role.HM: (Idle, AwaitingChoice, AwaitingAd, Ended),
    Role.AD: (Idle, AwaitingCredential, Ended),
}
FINAL = (Served, Denied, Ended)
