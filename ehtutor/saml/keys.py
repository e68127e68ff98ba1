"""Key pairs and certificates: the demo keys of the parties, and what a pas or a PKI certificate proves.

The trap: these keys are published with the program and protect nothing. They say so in the file and in the
subject of each certificate, and nothing here may be used for keys that matter.
"""

import base64
import binascii
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from ehtutor.value import Value

WORTHLESS: Final = "Worthless demo key of ehtutor: published, protects nothing."
ORGANIZATION: Final = "WORTHLESS DEMO KEY - ehtutor"


class KeyPair(Value):
    """A private key with its certificate (ETD, Digital signature: at least 2048 bits)."""

    name: str
    """What KeyName says on the wire."""
    private_key: RSAPrivateKey
    certificate: x509.Certificate


def load(name: str, pem: bytes) -> KeyPair:
    """The pair in a PEM file that holds a PKCS8 private key and a certificate, as `make` writes it.

    The key is not checked for being sound RSA: that costs 36 ms a key instead of 10 µs, and is safe to leave
    out here because a demo key, shipped or out of a course, protects nothing. ValueError for any other text.
    """
    try:
        private_key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
        certificate = x509.load_pem_x509_certificate(pem)
    except (UnsupportedAlgorithm, x509.InvalidVersion, TypeError) as error:
        raise ValueError(f"{name}: {error}") from None
    if not isinstance(private_key, RSAPrivateKey):
        raise ValueError(f"{name}: not an RSA key")
    return KeyPair(name=name, private_key=private_key, certificate=certificate)


def is_pair(key: KeyPair) -> bool:
    """Whether the certificate is that of the private key, and not of another: what is signed then never verifies."""
    return key.private_key.public_key() == key.certificate.public_key()


def make(
    name: str,
    *,
    common_name: str,
    serial_number_attribute: str | None = None,
    issuer: KeyPair | None = None,
    not_before: datetime,
    not_after: datetime,
) -> bytes:
    """A new worthless pair as PEM text for `load`, its certificate issued by `issuer`, else by itself."""
    private_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = _subject(common_name, serial_number_attribute)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(private_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_key_usage(issues=issuer is None), critical=True)
        .sign(issuer.private_key if issuer else private_key, SHA256())
    )
    key = private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return f"{WORTHLESS} Its name is {name}.\n".encode() + key + certificate.public_bytes(Encoding.PEM)


def certificate_pem(certificate: x509.Certificate) -> str:
    """The certificate as PEM text."""
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def read_certificate(pem: str) -> x509.Certificate | None:
    """The certificate in a PEM text, or None where there is no readable one."""
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        # cryptography reads lazily: ask now, so that nobody is surprised later
        _ = certificate.subject, certificate.public_key()
    except (ValueError, x509.InvalidVersion, UnsupportedAlgorithm):
        return None
    return certificate


def sign_challenge(key: KeyPair, challenge: str) -> str:
    """The signature of the private key under `challenge`, in base64 (RFC 8017, RSASSA-PKCS1-v1_5 with SHA-256)."""
    return base64.b64encode(key.private_key.sign(challenge.encode(), PKCS1v15(), SHA256())).decode("ascii")


def verifies_challenge(certificate: x509.Certificate, challenge: str, signature: str) -> bool:
    """Whether `signature` under `challenge` was made with the private key of `certificate`; junk is a plain no."""
    public_key = certificate.public_key()
    if not isinstance(public_key, RSAPublicKey):
        return False
    try:
        public_key.verify(base64.b64decode(signature, validate=True), challenge.encode(), PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def is_valid_at(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether the certificate has begun and has not ended (RFC 5280, 4.1.2.5: both moments included)."""
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def issued_by(certificate: x509.Certificate, root: x509.Certificate) -> bool:
    """Whether `root` itself, with nobody in between, issued `certificate` (RFC 5280, 6.1)."""
    try:
        certificate.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def subject_serial(certificate: x509.Certificate) -> str | None:
    """The serialNumber attribute of the subject, which is not the serial number of the certificate."""
    values = [attribute.value for attribute in certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)]
    return values[0] if len(values) == 1 and isinstance(values[0], str) else None


def _subject(common_name: str, serial_number_attribute: str | None) -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANIZATION),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if serial_number_attribute is not None:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial_number_attribute))
    return x509.Name(attributes)


def _key_usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=issues,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
