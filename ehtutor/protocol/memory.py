"""What a party keeps between logins; everything else ends with the login."""

from collections.abc import Mapping
from typing import Final

from ehtutor.protocol.middelen import MAX_TRIES
from ehtutor.value import Value, field, replace

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
