"""Three signers, made once: making a key takes a while. The expired one has a certificate of the past."""

from collections.abc import Mapping

import pytest
from cryptography import x509
from saml.samples import NOW, YEAR

from ehtutor.saml.keys import KeyPair, load, make


def _pair(name: str, *, from_years: int, to_years: int) -> KeyPair:
    pem = make(name, common_name=name, not_before=NOW + from_years * YEAR, not_after=NOW + to_years * YEAR)
    return load(name, pem)


@pytest.fixture(scope="session")
def hm() -> KeyPair:
    return _pair("hm-key", from_years=-1, to_years=30)


@pytest.fixture(scope="session")
def ad() -> KeyPair:
    return _pair("ad-key", from_years=-1, to_years=30)


@pytest.fixture(scope="session")
def expired() -> KeyPair:
    return _pair("expired-key", from_years=-2, to_years=-1)


@pytest.fixture(scope="session")
def candidates(hm: KeyPair, ad: KeyPair, expired: KeyPair) -> Mapping[str, x509.Certificate]:
    return {key.name: key.certificate for key in (hm, ad, expired)}
