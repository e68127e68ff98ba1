"""Middelen: what the authenticatiedienst has issued, and what of it lies in the gebruiker's wallet.

The two sides of one middel share its number and nothing else: the register keeps only what is needed to check
(a hash, a certificate), the wallet keeps what proves (a password, a key). TOTP is the exception, by design of
RFC 6238: both sides hold the same secret.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from hashlib import scrypt
from typing import Final, TypeAlias

from ehtutor.protocol.levels import Loa
from ehtutor.value import Value

MAX_TRIES: Final = 3
"""Wrong tries after which a middel is blocked."""


class MiddelKind(Enum):
    """How a middel is proved."""

    PASSWORD = "password"
    TOTP = "totp"
    PAS = "pas"
    CERTIFICATE = "certificate"


BLANKS_BY_KIND: Final[Mapping[MiddelKind, tuple[str, ...]]] = {
    MiddelKind.PASSWORD: ("password",),
    MiddelKind.TOTP: ("password", "code"),
    MiddelKind.PAS: ("pincode",),
    MiddelKind.CERTIFICATE: ("pincode",),
}
"""What the challenge asks to type."""


class PasswordVerifier(Value):
    """A scrypt hash with its parameters (RFC 7914)."""

    n: int
    r: int
    p: int
    salt: bytes
    hash: bytes

    @classmethod
    def quick(cls, password: str) -> "PasswordVerifier":
        """One that costs next to nothing, and so keeps nothing secret: to try what a protocol does, never to store."""
        n, r, p, salt = 2, 1, 1, b""
        return cls(
            n=n, r=r, p=p, salt=salt, hash=scrypt(password.encode(errors="surrogatepass"), salt=salt, n=n, r=r, p=p)
        )


class TotpVerifier(Value):
    """A password hash, and the secret that the phone shares (RFC 6238)."""

    password: PasswordVerifier
    secret: bytes


class KeyVerifier(Value):
    """The registered certificate, by its key name, that must verify the signed challenge."""

    key: str


class PkiVerifier(Value):
    """The root, by its key name, that must have issued the certificate that verifies the signed challenge.

    The certificate names the middel in its serialNumber attribute.
    """

    root: str


Verifier: TypeAlias = PasswordVerifier | TotpVerifier | KeyVerifier | PkiVerifier


class Middel(Value):
    """A middel as it stands in the register of the authenticatiedienst that issued it."""

    number: str
    name: str
    kind: MiddelKind
    loa: Loa
    ad: str
    """The id of the party that issued it."""
    holder: str
    """The id of the gebruiker."""
    verifier: Verifier
    valid_until: datetime
    """The first instant at which it is expired."""
    revoked: bool = False


class WalletItem(Value):
    """A middel as the gebruiker holds it; only the fields of its kind are filled."""

    number: str
    password: str = ""
    totp_secret: bytes = b""
    pincode: str = ""
    key: str = ""
    """The name of the key that lies on the pas or beside the certificate."""
