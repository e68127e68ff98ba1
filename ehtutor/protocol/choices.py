"""What the gebruiker can decide, and the moments at which he decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ehtutor.protocol.pages import Challenge, MiddelQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInChoice:
    """Sign in for the service of the scenario."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseMiddel:
    """Use the middel with this number."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCredential:
    """Type what the challenge asks, by the name of each blank: `password`, `code`, `pincode`."""

    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLogin:
    """Stop; as in real life at the makelaar and at the authenticatiedienst."""


Choice: TypeAlias = SignInChoice | UseMiddel | GiveCredential | CancelLogin


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A moment at which the gebruiker decides."""

    party: str
    """The id of the party that waits for him."""
    page: MiddelQuestion | Challenge | None
    """What he looks at; None before the sign-in."""
