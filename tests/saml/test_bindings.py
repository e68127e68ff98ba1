"""HTTP-POST: what goes into the form comes out of it, within the limits."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehtutor.saml.bindings import MAX_RELAY_STATE, HttpPost, decode, encode
from ehtutor.saml.grammar import MAX_BYTES, Malformed
from ehtutor.value import replace


def post(xml: bytes = b"<a/>", relay_state: str = "") -> HttpPost:
    return encode(xml, parameter="SAMLResponse", relay_state=relay_state)


@given(xml=st.binary(), relay_state=st.text(max_size=20))
def test_what_is_posted_arrives(xml, relay_state):
    sent = post(xml, relay_state)
    assert decode(sent) == xml
    assert sent.relay_state == relay_state


@pytest.mark.parametrize("relay_state", ["a" * 80, "é" * 40])
def test_a_relay_state_of_80_bytes_passes(relay_state):
    assert len(relay_state.encode()) == MAX_RELAY_STATE
    assert decode(post(relay_state=relay_state)) == b"<a/>"


@pytest.mark.parametrize("relay_state", ["a" * 81, "é" * 40 + "a", "\ud800"])
def test_a_relay_state_of_81_bytes_is_not_sent(relay_state):
    with pytest.raises(ValueError, match=r"RelayState|surrogates"):
        post(relay_state=relay_state)


@pytest.mark.parametrize("relay_state", ["a" * 81, "é" * 41])
def test_a_relay_state_of_81_bytes_is_not_accepted(relay_state):
    with pytest.raises(Malformed, match="RelayState"):
        decode(replace(post(), relay_state=relay_state))


@pytest.mark.parametrize("value", ["PGEvPg", "PGEvPg=", "PGE?vPg==", "PGEvPg==é", "=", "P"])
def test_what_is_not_base64_is_refused(value):
    with pytest.raises(Malformed, match="SAMLResponse"):
        decode(replace(post(), value=value))


def test_base64_may_be_broken_into_lines():
    assert decode(replace(post(), value="PGEv\r\nPg==\r\n")) == b"<a/>"


def test_a_message_may_be_as_long_as_the_limit_and_no_longer():
    assert len(decode(post(b"x" * MAX_BYTES))) == MAX_BYTES
    with pytest.raises(Malformed, match="SAMLResponse"):
        decode(replace(post(), value=base64.b64encode(b"x" * (MAX_BYTES + 3)).decode()))


@given(value=st.text(st.characters()), relay_state=st.text(st.characters()))
def test_whatever_arrives_is_decoded_or_malformed(value, relay_state):
    with suppress(Malformed):
        decode(HttpPost(parameter="SAMLRequest", value=value, relay_state=relay_state))
