"""Key pairs, and what is proved with them."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st
from saml.samples import NOW, YEAR

from ehtutor.saml import keys
from ehtutor.saml.keys import KeyPair


def made(name: str = "pas", *, issuer: KeyPair | None = None, serial: str | None = None) -> bytes:
    return keys.make(
        name,
        common_name="J. Jansen",
        serial_number_attribute=serial,
        issuer=issuer,
        not_before=NOW,
        not_after=NOW + YEAR,
    )


def test_a_made_pair_belongs_together():
    pair = keys.load("pas", made())
    assert pair.name == "pas"
    assert pair.private_key.public_key() == pair.certificate.public_key()
    assert pair.private_key.key_size == 2048
    assert (pair.certificate.not_valid_before_utc, pair.certificate.not_valid_after_utc) == (NOW, NOW + YEAR)


def test_a_made_pair_says_that_it_is_worthless():
    pem = made()
    assert pem.startswith(b"Worthless demo key of ehtutor: published, protects nothing.")
    assert "WORTHLESS DEMO KEY - ehtutor" in keys.load("pas", pem).certificate.subject.rfc4514_string()


def test_a_key_that_is_not_rsa_is_not_loaded(hm):
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(ValueError, match="not an RSA key"):
        keys.load("pas", pem + keys.certificate_pem(hm.certificate).encode())


def test_a_certificate_is_issued_by_its_issuer_and_by_nobody_else(hm, ad):
    pair = keys.load("pas", made(issuer=hm))
    assert keys.issued_by(pair.certificate, hm.certificate)
    assert not keys.issued_by(pair.certificate, ad.certificate)
    assert not keys.issued_by(hm.certificate, pair.certificate)


def test_a_root_with_the_same_name_and_another_key_did_not_issue_it(hm):
    namesake = keys.load(hm.name, keys.make(hm.name, common_name=hm.name, not_before=NOW, not_after=NOW + YEAR))
    assert namesake.certificate.subject == hm.certificate.subject
    assert not keys.issued_by(keys.load("pas", made(issuer=hm)).certificate, namesake.certificate)


def test_the_subject_serial_is_the_attribute_not_the_serial_number(hm):
    assert keys.subject_serial(keys.load("pas", made(serial="MIDDEL-4")).certificate) == "MIDDEL-4"
    assert keys.subject_serial(hm.certificate) is None


def test_a_certificate_survives_being_text(hm):
    assert keys.read_certificate(keys.certificate_pem(hm.certificate)) == hm.certificate


def test_a_challenge_is_verified_by_the_certificate_of_the_key_that_signed_it(hm, ad):
    signature = keys.sign_challenge(hm, "uitdaging é")
    assert keys.verifies_challenge(hm.certificate, "uitdaging é", signature)
    assert not keys.verifies_challenge(hm.certificate, "uitdaging e", signature)
    assert not keys.verifies_challenge(ad.certificate, "uitdaging é", signature)


any_text = st.text(st.characters())


@given(challenge=any_text, signature=any_text | st.binary(max_size=300).map(lambda junk: junk.hex()))
def test_junk_verifies_no_challenge_and_breaks_nothing(hm, challenge, signature):
    assert not keys.verifies_challenge(hm.certificate, challenge, signature)


@given(junk=any_text)
def test_junk_is_no_certificate(junk):
    assert keys.read_certificate(junk) is None


@given(at=st.integers(60, 900), change=st.characters(min_codepoint=43, max_codepoint=122))
def test_a_damaged_certificate_breaks_nothing(hm, at, change):
    pem = keys.certificate_pem(hm.certificate)
    damaged = keys.read_certificate(pem[:at] + change + pem[at + 1 :])
    assert damaged is None or keys.subject_serial(damaged) is None
    assert damaged is None or keys.issued_by(damaged, hm.certificate) in (True, False)
