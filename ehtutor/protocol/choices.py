"""What the gebruiker can decide, and the moments at which he decides."""

from collections.abc import Mapping
from typing import TypeAlias

from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.value import Value, field


class SignInChoice(Value):
    """Sign in for the service of the scenario."""


class UseMiddel(Value):
    """Use the middel with this number."""

    number: str


class GiveCredential(Value):
    """Type what the challenge asks, by the name of each blank: `password`, `code`, `pincode`."""

    typed: Mapping[str, str] = field(default_factory=dict)


class CancelLogin(Value):
    """Stop; as in real life at the makelaar and at the authenticatiedienst."""


Choice: TypeAlias = SignInChoice | UseMiddel | GiveCredential | CancelLogin


class Decision(Value):
    """A moment at which the gebruiker decides."""

    party: str
    """The id of the party that waits for him."""
    page: MiddelQuestion | Challenge | None
    """What he looks at; None before the sign-in."""
