"""The door: what goes in comes out, what was changed on the way does not."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saml import samples
from saml.samples import NOW

from ehtutor.saml import names
from ehtutor.saml.messages import Response
from ehtutor.saml.sealed import Unsealed, seal, unseal
from ehtutor.value import replace


@given(message=samples.messages)
def test_every_message_arrives_as_it_was_sent(hm, candidates, message):
    unsealed = unseal(seal(message, hm), candidates, NOW)
    assert unsealed == Unsealed(message=message, key_name="hm-key", problem=None, assertion_problem=None)


@given(data=st.data(), message=st.sampled_from(samples.EXAMPLES))
def test_a_changed_byte_never_changes_what_is_understood(hm, candidates, data, message):
    sent = seal(message, hm)
    at = data.draw(st.integers(0, len(sent) - 1))
    changed = sent[:at] + bytes([data.draw(st.integers(0, 255))]) + sent[at + 1 :]
    unsealed = unseal(changed, candidates, NOW)
    assert unsealed.message in (None, message)
    assert (unsealed.message is None) == (unsealed.problem is not None)


@given(data=st.data())
def test_a_byte_that_a_dishonest_sender_changes_never_changes_what_is_declared(hm, candidates, data):
    def alter(assertion: bytes) -> bytes:
        at = data.draw(st.integers(0, len(assertion) - 1))
        changed = assertion[:at] + bytes([data.draw(st.integers(32, 126))]) + assertion[at + 1 :]
        try:
            etree.tostring(etree.fromstring(changed), method="c14n", exclusive=True)
        except etree.LxmlError:
            return assertion
        return changed

    unsealed = unseal(seal(samples.response(), hm, alter_assertion=alter), candidates, NOW)
    assert unsealed.message in (None, samples.response(), samples.response(assertion=None))
    if unsealed.message == samples.response(assertion=None):
        assert unsealed.assertion_problem is not None


@given(data=st.binary())
def test_any_bytes_are_unsealed_without_an_error(candidates, data):
    unsealed = unseal(data, candidates, NOW)
    assert unsealed.message is None
    assert unsealed.problem is not None


@given(data=st.data(), message=st.sampled_from(samples.EXAMPLES))
def test_a_message_in_pieces_is_unsealed_without_an_error(hm, candidates, data, message):
    sent = seal(message, hm)
    cuts = st.integers(0, len(sent))
    first, second, third = (data.draw(cuts) for _ in range(3))
    insert = data.draw(
        st.sampled_from([b"", b"\xc3\xa9", b"<x>", b"</x>", b"<!--x-->", b"&#0;", b'xmlns:a="" ', b"\x00"])
    )
    unsealed = unseal(sent[:first] + insert + sent[second:] + sent[third:], candidates, NOW)
    assert unsealed.message in (None, message)


def altered(hm, old: bytes, new: bytes, *, candidates, now: datetime = NOW) -> Unsealed:
    def alter(assertion: bytes) -> bytes:
        assert old in assertion
        return assertion.replace(old, new)

    return unseal(seal(samples.response(), hm, alter_assertion=alter), candidates, now)


def test_a_response_is_read_without_the_assertion_that_was_altered(hm, candidates):
    unsealed = altered(hm, b"jansen", b"pieters", candidates=candidates)
    assert unsealed.message == samples.response(assertion=None)
    assert (unsealed.key_name, unsealed.problem, unsealed.assertion_problem) == ("hm-key", None, "digest")


def test_an_assertion_of_another_signer_is_not_read(hm, ad, candidates):
    donor = etree.fromstring(seal(samples.response(), ad)).find(f"{{{names.SAML}}}Assertion")
    sent = seal(samples.response(), hm, alter_assertion=lambda _: etree.tostring(donor))
    unsealed = unseal(sent, candidates, NOW)
    assert (unsealed.key_name, unsealed.assertion_problem) == ("hm-key", "unknown-key")
    assert unsealed.message == samples.response(assertion=None)


def test_an_unsigned_assertion_is_not_read(hm, candidates):
    def unsign(assertion: bytes) -> bytes:
        element = etree.fromstring(assertion)
        element.remove(element[1])
        return etree.tostring(element)

    unsealed = unseal(seal(samples.response(), hm, alter_assertion=unsign), candidates, NOW)
    assert unsealed.assertion_problem == "no-signature"


def test_an_assertion_that_is_signed_but_not_understood_is_named(hm, candidates):
    message = samples.response(assertion=replace(samples.assertion(), not_before=Unwritten()))
    unsealed = unseal(seal(message, hm), candidates, NOW)
    assert unsealed.assertion_problem == "malformed: Assertion/Conditions/@NotBefore"
    assert isinstance(unsealed.message, Response)


class Unwritten(str):
    """A time of which a sender makes something that is no time."""


def test_a_message_that_is_signed_but_not_understood_is_named(hm, candidates):
    sent = seal(samples.request(issue_instant=Unwritten("yesterday")), hm)
    unsealed = unseal(sent, candidates, NOW)
    assert unsealed == Unsealed(
        message=None, key_name=None, problem="malformed: AuthnRequest/@IssueInstant", assertion_problem=None
    )


@pytest.mark.parametrize("message", samples.EXAMPLES)
def test_the_bytes_of_a_message_are_the_same_every_time(hm, message):
    assert seal(message, hm) == seal(message, hm)


def test_a_message_is_refused_at_a_moment_when_the_certificate_is_not_valid(hm, expired, candidates):
    assert unseal(seal(samples.request(), expired), candidates, NOW).problem == "certificate-expired"
    early = unseal(seal(samples.request(), hm), candidates, hm.certificate.not_valid_before_utc.replace(year=2000))
    assert early.problem == "certificate-not-yet-valid"


@pytest.mark.parametrize("message", samples.EXAMPLES)
def test_a_comment_in_a_text_is_refused_by_either_way(hm, candidates, message):
    sent = seal(message, hm)
    on_the_way = sent.replace(b"</saml:Issuer>", b"<!---->.evil</saml:Issuer>")
    assert unseal(on_the_way, candidates, NOW).problem == "malformed: comment"


def test_a_comment_that_does_not_break_the_signature_is_refused_all_the_same(hm, candidates):
    sent = seal(samples.request(subject="jansen.evil"), hm)
    split = sent.replace(b"jansen.evil", b"jansen<!---->.evil")
    assert unseal(split, candidates, NOW).problem == "malformed: comment"
    assert altered(hm, b"jansen", b"jan<!---->sen", candidates=candidates).problem == "malformed: comment"


@pytest.mark.parametrize(
    "front",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a [<!ENTITY x "evil">]>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_doctype_is_refused(hm, candidates, front):
    assert unseal(front + seal(samples.request(), hm), candidates, NOW).problem == "malformed: doctype"
