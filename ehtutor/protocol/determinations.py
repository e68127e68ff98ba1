"""The decisions inside one role that the story tells as steps of their own; no message carries them."""

from enum import Enum
from typing import TypeAlias

from ehtutor.value import Value


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
