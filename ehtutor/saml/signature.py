"""Signing an element, and verifying that the whole of it is what was signed (SAML Core 5.4, ETD Digital signature).

The trap: signxml verifies whatever the Reference points at, anywhere in the document (signature wrapping). So the
shape of the signature is fixed before signxml sees it, and `Verified` holds what signxml says was signed, no more.
"""

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from cryptography import x509
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidCertificate, InvalidDigest, InvalidInput, InvalidSignature, SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from ehtutor.saml import names
from ehtutor.saml.keys import KeyPair
from ehtutor.saml.xml import PARSER
from ehtutor.value import Value

_SIGNER: Final = XMLSigner(
    signature_algorithm=SignatureMethod.RSA_SHA256,
    digest_algorithm=DigestAlgorithm.SHA256,
    c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
)
_CONFIG: Final = SignatureConfiguration(
    location="./",
    expect_references=1,
    signature_methods=frozenset({SignatureMethod.RSA_SHA256}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
)

_Outline: TypeAlias = "tuple[str | _Outline, ...]"


def _ds(name: str) -> str:
    return f"{{{names.DS}}}{name}"


_SIGNATURE: Final = _ds("Signature")
_SIGNATURE_AT: Final = 1
"""After the Issuer, which a message must have; that it comes first is for the reader."""
_KEY_INFO: Final = _ds("KeyInfo")
_KEY_NAME: Final = _ds("KeyName")
_VALUES: Final = (_ds("SignatureValue"), _ds("DigestValue"))
"""In base64; those that must not be empty."""

# fmt: off
_SIGNED_INFO: Final[_Outline] = (
    _ds("SignedInfo"),
    (_ds("CanonicalizationMethod"),),
    (_ds("SignatureMethod"),),
    (
        _ds("Reference"),
        (_ds("Transforms"), (_ds("Transform"),), (_ds("Transform"),)),
        (_ds("DigestMethod"),),
        (_ds("DigestValue"),),
    ),
)
_OUTLINES: Final[tuple[_Outline, ...]] = (
    (_SIGNATURE, _SIGNED_INFO, (_ds("SignatureValue"),)),
    (_SIGNATURE, _SIGNED_INFO, (_ds("SignatureValue"),), (_KEY_INFO, (_KEY_NAME,))),
)
_REFERENCE_AT: Final = 4
"""Where Reference comes, counted from Signature in the order of the document."""
_ATTRIBUTES: Final[tuple[dict[str, str], ...]] = (
    {}, {}, {"Algorithm": names.EXCLUSIVE_C14N}, {"Algorithm": names.RSA_SHA256},  # down to Reference
    {}, {"Algorithm": names.ENVELOPED}, {"Algorithm": names.EXCLUSIVE_C14N}, {"Algorithm": names.SHA256}, {},
    {}, {}, {},
)
"""Those of each element of a signature, in that order, without those of Reference."""
# fmt: on


class Reason(StrEnum):
    """Why an element is not verified; a later one got further."""

    NO_SIGNATURE = "no-signature"
    """Or more than one, or not right after the Issuer, where the schema has it: nothing that signs the root."""
    SHAPE = "shape"
    """The signature is not built as the scheme prescribes."""
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown-key"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_EXPIRED = "certificate-expired"
    SIGNATURE_VALUE = "signature-value"
    """The signature was not made with this key, or SignedInfo was changed since."""
    DIGEST = "digest"
    """The element was changed since it was signed."""
    NOT_THE_ROOT = "not-the-root"
    """What is signed is not the element that carries the signature."""


class Verified(Value):
    """What was signed, and by whom."""

    element: etree._Element
    """Read this and nothing else; it no longer holds the signature."""
    key_name: str


class Unverified(Value):
    """Nothing may be read."""

    reason: Reason


Verification: TypeAlias = Verified | Unverified

_REASONS: Final[tuple[tuple[type[Exception], Reason], ...]] = (
    (InvalidDigest, Reason.DIGEST),
    (InvalidSignature, Reason.SIGNATURE_VALUE),
    (InvalidInput, Reason.NOT_THE_ROOT),  # the ID stands on more than one element
    (Exception, Reason.SHAPE),  # no base64, or XML that has no canonical form
)
"""What signxml raises; the first that fits."""


def sign(element: etree._Element, key: KeyPair) -> etree._Element:
    """A signed copy of the element, the signature in the place that `xml.build` kept for it."""
    key_info = etree.Element(_KEY_INFO, nsmap={"ds": names.DS})
    # a KeyInfo of our own: signxml would add KeyValue or X509Data, and ETD allows KeyName only
    etree.SubElement(key_info, _KEY_NAME).text = key.name
    return _SIGNER.sign(element, key=key.private_key, key_info=key_info)


def verify(element: etree._Element, candidates: Mapping[str, x509.Certificate], now: datetime) -> Verification:
    """Hold the signature of `element` against the candidate that KeyName names, else against each of them."""
    signatures = element.findall(_SIGNATURE)
    if len(signatures) != 1 or element.index(signatures[0]) != _SIGNATURE_AT:
        return Unverified(reason=Reason.NO_SIGNATURE)
    if (flaw := _flaw(signatures[0], element)) is not None:
        return Unverified(reason=flaw)
    key_name = signatures[0].findtext(f"{_KEY_INFO}/{_KEY_NAME}")
    if key_name is None:
        attempts = [_verify(element, name, candidates[name], now) for name in candidates]
    else:
        attempts = [_verify(element, name, candidates[name], now) for name in (key_name,) if name in candidates]
    return max(attempts, key=_progress, default=Unverified(reason=Reason.UNKNOWN_KEY))


def _flaw(signature: etree._Element, root: etree._Element) -> Reason | None:
    """What is wrong with how the signature is built, so that signxml sees one kind of signature only."""
    if _outline(signature) not in _OUTLINES:
        return Reason.SHAPE
    if not all(map(_says_what_it_may, signature.iter())):
        return Reason.SHAPE
    attributes = [dict(part.attrib) for part in signature.iter()]
    if attributes[_REFERENCE_AT] != {"URI": f"#{root.get('ID')}"}:
        return Reason.NOT_THE_ROOT
    del attributes[_REFERENCE_AT]
    return None if tuple(attributes) == _ATTRIBUTES[: len(attributes)] else Reason.ALGORITHM


def _says_what_it_may(part: etree._Element) -> bool:
    """Whether text stands in the values and the name of the key alone; signxml reads past all that is no base64."""
    text = part.text or ""
    if (part.tail or "").strip():
        return False
    if part.tag in _VALUES:
        return bool(text) and _is_base64(text)
    return part.tag == _KEY_NAME or not text.strip()


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode("".join(text.split()), validate=True))
    except ValueError:
        return False


def _outline(element: etree._Element) -> _Outline:
    return (element.tag, *map(_outline, element))


def _verify(element: etree._Element, key_name: str, certificate: x509.Certificate, now: datetime) -> Verification:
    config = replace(_CONFIG, verification_time=now)
    try:
        # a new verifier each time: it remembers the certificate and the configuration of its last call
        result = XMLVerifier().verify(
            element,
            x509_cert=certificate,
            expect_config=config,
            id_attribute="ID",
            validate_schema=False,  # `_flaw` is stricter
            parser=PARSER,
        )
    except InvalidCertificate:
        early = now < certificate.not_valid_before_utc
        return Unverified(reason=Reason.CERTIFICATE_NOT_YET_VALID if early else Reason.CERTIFICATE_EXPIRED)
    except (SignXMLException, ValueError, etree.LxmlError) as error:
        return Unverified(reason=next(reason for cause, reason in _REASONS if isinstance(error, cause)))
    assert isinstance(result, VerifyResult)  # a list only where more than one Reference is expected
    signed = result.signed_xml
    if signed is None or (signed.tag, signed.get("ID")) != (element.tag, element.get("ID")):
        return Unverified(reason=Reason.NOT_THE_ROOT)
    return Verified(element=signed, key_name=key_name)


def _progress(attempt: Verification) -> int:
    reasons = list(Reason)
    return reasons.index(attempt.reason) if isinstance(attempt, Unverified) else len(reasons)
