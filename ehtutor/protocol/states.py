"""What a party remembers: during one login its state, which holds exactly that; between logins its memory.

The gebruiker has no state: he is a person, and decides.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import MAX_TRIES
from ehtutor.protocol.network import Role
from ehtutor.value import Value, field, replace


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


SEEN_BEFORE: Final = "_00000000000000000000000000000000"
"""An id that every memory starts with, so that the rule against replay can be broken on its own."""


class Memory(Value):
    """Message ids seen (ETD: unique for at least 12 months), and wrong tries by number of middel."""

    seen: frozenset[str] = frozenset({SEEN_BEFORE})
    wrong_tries: Mapping[str, int] = field(default_factory=dict)

    def having_seen(self, *ids: str) -> "Memory":
        """This memory, with these ids in it."""
        return replace(self, seen=self.seen | set(ids))

    def tries_left(self, number: str) -> int:
        """How many tries this middel has left; 0 means blocked."""
        return MAX_TRIES - self.wrong_tries.get(number, 0)

    def after_try(self, number: str, *, is_right: bool) -> "Memory":
        """A right try clears the count, a wrong one adds to it."""
        count = 0 if is_right else self.wrong_tries.get(number, 0) + 1
        return replace(self, wrong_tries={**self.wrong_tries, number: count})
