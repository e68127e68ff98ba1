"""Proving a middel and checking the proof: both sides for real.

The wallet's side turns what is typed into a proof; the register's side checks it and sees nothing else. A pas
gives a signature only for its right pincode, so the pincode never leaves it.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import scrypt
from hmac import compare_digest
from typing import Final, assert_never

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from ehtutor.protocol.middelen import (
    KeyVerifier,
    Middel,
    MiddelKind,
    PasswordVerifier,
    PkiVerifier,
    TotpVerifier,
    WalletItem,
)
from ehtutor.protocol.pages import CodeProof, PasswordProof, Proof, SignatureProof
from ehtutor.protocol.world import World
from ehtutor.saml.keys import (
    certificate_pem,
    is_valid_at,
    issued_by,
    read_certificate,
    sign_challenge,
    subject_serial,
    verifies_challenge,
)

TOTP_SECONDS: Final = 30
TOTP_DIGITS: Final = 6


def in_wallet(item: WalletItem, kind: MiddelKind, now: datetime) -> Mapping[str, str]:
    """What the gebruiker has to type, by blank, as his wallet shows it at `now`."""
    match kind:
        case MiddelKind.PASSWORD:
            return {"password": item.password}
        case MiddelKind.TOTP:
            return {"password": item.password, "code": one_time_code(item.totp_secret, now)}
        case MiddelKind.PAS | MiddelKind.CERTIFICATE:
            return {"pincode": item.pincode}
        case _:
            assert_never(kind)


def one_time_code(secret: bytes, now: datetime) -> str:
    """The code of this half minute (RFC 6238, with HMAC-SHA-1 and six digits)."""
    return _totp(secret).generate(int(now.timestamp())).decode()


def prove(item: WalletItem, kind: MiddelKind, typed: Mapping[str, str], nonce: str, world: World) -> Proof:
    """What goes to the authenticatiedienst when the gebruiker types this."""
    match kind:
        case MiddelKind.PASSWORD:
            return PasswordProof(password=typed["password"])
        case MiddelKind.TOTP:
            return CodeProof(password=typed["password"], code=typed["code"])
        case MiddelKind.PAS | MiddelKind.CERTIFICATE:
            key = world.keys[item.key]
            opened = typed["pincode"] == item.pincode
            return SignatureProof(
                signature=sign_challenge(key, nonce) if opened else "",
                certificate=certificate_pem(key.certificate),
            )
        case _:
            assert_never(kind)


def is_proved(middel: Middel, proof: Proof, nonce: str, world: World) -> bool:
    """Whether `proof` shows that its sender holds `middel`; a proof of another kind never does."""
    match middel.verifier, proof:
        case PasswordVerifier() as verifier, PasswordProof(password=password):
            return _password_matches(verifier, password)
        case TotpVerifier(password=verifier, secret=secret), CodeProof(password=password, code=code):
            # both are always checked, so that the time taken does not tell which was wrong
            return _password_matches(verifier, password) & _same(one_time_code(secret, world.now), code)
        case KeyVerifier(key=key), SignatureProof(signature=signature):
            return verifies_challenge(world.keys[key].certificate, nonce, signature)
        case PkiVerifier(root=root), SignatureProof(signature=signature, certificate=pem):
            return _pki_proves(middel.number, root, signature, pem, nonce, world)
        case _:
            return False


def _password_matches(verifier: PasswordVerifier, password: str) -> bool:
    hashed = scrypt(
        password.encode(errors="surrogatepass"),
        salt=verifier.salt,
        n=verifier.n,
        r=verifier.r,
        p=verifier.p,
        dklen=len(verifier.hash),
        # scrypt needs 128·N·r bytes, and a little for p
        maxmem=2**20 + 256 * verifier.n * verifier.r * verifier.p,
    )
    return compare_digest(hashed, verifier.hash)


def _same(expected: str, typed: str) -> bool:
    return compare_digest(expected.encode(), typed.encode(errors="surrogatepass"))


def _pki_proves(number: str, root: str, signature: str, pem: str, nonce: str, world: World) -> bool:
    certificate = read_certificate(pem)
    if certificate is None:
        return False
    return (
        issued_by(certificate, world.keys[root].certificate)
        and is_valid_at(certificate, world.course_now)
        and subject_serial(certificate) == number
        and verifies_challenge(certificate, nonce, signature)
    )


def _totp(secret: bytes) -> TOTP:
    # RFC 4226 recommends 160 bits; a course may use a shorter secret, this is no bank
    return TOTP(secret, TOTP_DIGITS, SHA1(), TOTP_SECONDS, enforce_key_length=False)
