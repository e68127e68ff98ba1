"""The world in which a login plays: the only source of time, identifiers and keys.

Everything that could differ between two runs comes from here, so the same scenario in the same world gives the
same trace, byte for byte.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from ehtutor.value import Value

if TYPE_CHECKING:  # cryptography: whoever reads a course without playing it should not wait for it
    from ehtutor.saml.keys import KeyPair


class World(Value):
    """A clock that stands still, a seed for identifiers, and every key by its name.

    A real party keeps only its own key; who may sign with which is decided in `deliver`.
    """

    now: datetime
    seed: str
    keys: "Mapping[str, KeyPair]"
    ahead: timedelta = timedelta()
    """How far this clock runs ahead of that of the course, for which the dates of middelen and certificates were
    written; nothing while the course is played by its own clock."""

    @property
    def course_now(self) -> datetime:
        """The moment by which middelen and certificates are valid or not; a message is held against `now`."""
        return self.now - self.ahead

    def new_id(self, n: int, purpose: str) -> str:
        """An xs:ID of 128 bits for the nth delivery of a login; as unguessable as the seed."""
        return "_" + sha256(f"{self.seed}/{n}/{purpose}".encode()).hexdigest()[:32]
