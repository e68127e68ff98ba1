"""One kind of signature is made, and no other is accepted."""

from datetime import timedelta

import pytest
import xmlsec
from lxml import etree
from saml import peers, samples
from saml.samples import NOW
from signxml.algorithms import CanonicalizationMethod
from signxml.signer import XMLSigner

from ehtutor.saml import names, xml
from ehtutor.saml.signature import Reason, Unverified, Verified, sign, verify

DS = f"{{{names.DS}}}"


@pytest.fixture
def signed(hm):
    """A request as it is read from the wire."""
    return xml.parse(xml.serialise(sign(xml.build(samples.request()), hm)))


def reason(element, candidates, now=NOW) -> Reason | None:
    match verify(element, candidates, now):
        case Unverified(reason=reason):
            return reason
        case Verified():
            return None


def test_what_was_signed_is_verified_and_names_its_key(signed, candidates):
    verified = verify(signed, candidates, NOW)
    assert isinstance(verified, Verified)
    assert verified.key_name == "hm-key"
    assert xml.read(verified.element) == samples.request()


def test_what_is_verified_is_another_tree_without_the_signature(signed, candidates):
    verified = verify(signed, candidates, NOW)
    assert isinstance(verified, Verified)
    assert verified.element is not signed
    assert verified.element.find(DS + "Signature") is None


def test_the_signature_stands_where_the_schema_wants_it_and_names_the_key_only(signed):
    assert signed[1].tag == DS + "Signature"
    assert "Id" not in signed[1].attrib
    (key_info,) = signed.iter(DS + "KeyInfo")
    assert [(part.tag, part.text) for part in key_info] == [(DS + "KeyName", "hm-key")]


def test_signing_twice_gives_the_same_bytes(hm):
    once, again = (xml.serialise(sign(xml.build(samples.request()), hm)) for _ in range(2))
    assert once == again


def test_signing_leaves_the_given_element_alone(hm):
    element = xml.build(samples.request())
    before = xml.serialise(element)
    sign(element, hm)
    assert xml.serialise(element) == before


def test_a_changed_attribute_is_noticed_by_the_digest(signed, candidates):
    signed.set("Destination", "https://evil.example")
    assert reason(signed, candidates) is Reason.DIGEST


def test_a_changed_digest_is_noticed_by_the_signature(signed, candidates):
    next(signed.iter(DS + "DigestValue")).text = "A" * 43 + "="
    assert reason(signed, candidates) is Reason.SIGNATURE_VALUE


def test_an_unsigned_message_is_refused(candidates):
    element = xml.build(samples.request())
    element.remove(element[1])
    assert reason(element, candidates) is Reason.NO_SIGNATURE


def test_a_placeholder_is_no_signature(candidates):
    assert reason(xml.build(samples.request()), candidates) is Reason.SHAPE


def test_two_signatures_are_refused(signed, candidates):
    signed.append(xml.parse(xml.serialise(signed[1])))
    assert reason(signed, candidates) is Reason.NO_SIGNATURE


def test_a_signature_further_down_does_not_count(signed, candidates):
    etree.SubElement(signed, "Extensions").append(signed[1])
    assert reason(signed, candidates) is Reason.NO_SIGNATURE


def test_a_key_name_that_is_no_candidate_is_refused(signed, candidates):
    assert reason(signed, {"ad-key": candidates["ad-key"]}) is Reason.UNKNOWN_KEY
    assert reason(signed, {}) is Reason.UNKNOWN_KEY


def test_another_candidate_who_uses_a_false_key_name_is_refused(signed, candidates):
    next(signed.iter(DS + "KeyName")).text = "ad-key"
    assert reason(signed, candidates) is Reason.SIGNATURE_VALUE


def test_a_key_name_with_space_around_it_names_nobody(signed, candidates):
    next(signed.iter(DS + "KeyName")).text = " hm-key\n"
    assert reason(signed, candidates) is Reason.UNKNOWN_KEY


def without_key_info(element):
    element[1].remove(next(element.iter(DS + "KeyInfo")))
    return element


def test_without_key_info_each_candidate_is_tried(signed, candidates):
    verified = verify(without_key_info(signed), candidates, NOW)
    assert isinstance(verified, Verified)
    assert verified.key_name == "hm-key"


def test_without_key_info_nobody_else_is_accepted(signed, candidates):
    others = {name: certificate for name, certificate in candidates.items() if name != "hm-key"}
    assert reason(without_key_info(signed), others) is Reason.SIGNATURE_VALUE
    assert reason(signed, {}) is Reason.UNKNOWN_KEY


def test_without_key_info_the_candidate_that_came_furthest_gives_the_reason(signed, candidates):
    signed.set("Destination", "https://evil.example")
    assert reason(without_key_info(signed), candidates) is Reason.DIGEST


def test_an_expired_certificate_is_refused(expired, candidates):
    element = sign(xml.build(samples.request()), expired)
    assert reason(element, candidates) is Reason.CERTIFICATE_EXPIRED


def test_a_certificate_counts_from_its_first_second_to_its_last(signed, hm, candidates):
    first, last = hm.certificate.not_valid_before_utc, hm.certificate.not_valid_after_utc
    second = timedelta(seconds=1)
    assert reason(signed, candidates, first - second) is Reason.CERTIFICATE_NOT_YET_VALID
    assert reason(signed, candidates, first) is None
    assert reason(signed, candidates, last) is None
    assert reason(signed, candidates, last + second) is Reason.CERTIFICATE_EXPIRED


def test_what_xmlsec_signs_as_the_scheme_wants_is_accepted(hm, candidates):
    verified = verify(peers.sign(xml.build(samples.request()), hm), candidates, NOW)
    assert isinstance(verified, Verified)
    assert xml.read(verified.element) == samples.request()


@pytest.mark.parametrize(
    ("otherwise", "expected"),
    [
        ({"signature_method": xmlsec.Transform.RSA_SHA1}, Reason.ALGORITHM),
        ({"signature_method": xmlsec.Transform.RSA_SHA512}, Reason.ALGORITHM),
        ({"digest_method": xmlsec.Transform.SHA1}, Reason.ALGORITHM),
        ({"c14n_method": xmlsec.Transform.C14N}, Reason.ALGORITHM),
        ({"c14n_method": xmlsec.Transform.EXCL_C14N_COMMENTS}, Reason.ALGORITHM),
        ({"transforms": (xmlsec.Transform.ENVELOPED, xmlsec.Transform.C14N)}, Reason.ALGORITHM),
        ({"transforms": (xmlsec.Transform.ENVELOPED, xmlsec.Transform.EXCL_C14N_COMMENTS)}, Reason.ALGORITHM),
        ({"transforms": (xmlsec.Transform.ENVELOPED,)}, Reason.SHAPE),
        ({"transforms": (xmlsec.Transform.ENVELOPED, *2 * (xmlsec.Transform.EXCL_C14N,))}, Reason.SHAPE),
        ({"uris": ("",)}, Reason.NOT_THE_ROOT),
        ({"uris": ("#_request", "#_request")}, Reason.SHAPE),
        ({"key_info": "KeyValue"}, Reason.SHAPE),
        ({"key_info": "X509Data"}, Reason.SHAPE),
        ({"key_info": None}, None),
    ],
)
def test_what_xmlsec_signs_otherwise_is_refused(hm, candidates, otherwise, expected):
    assert reason(peers.sign(xml.build(samples.request()), hm, peers.Recipe(**otherwise)), candidates) is expected


def test_a_reference_to_another_element_is_refused(hm, candidates):
    element = xml.build(samples.response())
    element.append(xml.build(samples.assertion()))
    element[-1].remove(element[-1][1])
    damaged = sign(element, hm)
    next(damaged.iter(DS + "Reference")).set("URI", "#_assertion")
    assert reason(damaged, candidates) is Reason.NOT_THE_ROOT


@pytest.mark.parametrize("attribute", ["ID", f"{{{names.SAML}}}ID"])
def test_an_id_that_stands_twice_is_refused(hm, candidates, attribute):
    element = xml.build(samples.request())
    element[0].set(attribute, "_request")
    assert reason(sign(element, hm), candidates) is Reason.NOT_THE_ROOT


def test_a_root_whose_id_makes_signxml_look_elsewhere_is_refused(hm, candidates):
    # signxml strips every leading #, so that ##_inner leads to _inner
    element = xml.build(samples.request(id="#_inner"))
    element[0].set("ID", "_inner")
    signer = XMLSigner(c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)
    key_info = etree.Element(DS + "KeyInfo")
    signed = signer.sign(element, key=hm.private_key, key_info=key_info, reference_uri="##_inner")
    signed[1].remove(signed[1].find(DS + "KeyInfo"))
    assert next(signed.iter(DS + "Reference")).get("URI") == "##_inner"
    assert reason(signed, candidates) is Reason.NOT_THE_ROOT


@pytest.mark.parametrize("value", ["DigestValue", "SignatureValue"])
@pytest.mark.parametrize("text", [None, "", " ", "é", "A", "====", "AAAA"])
def test_a_value_that_is_no_signature_is_refused(signed, candidates, value, text):
    next(signed.iter(DS + value)).text = text
    assert reason(signed, candidates) in (Reason.SHAPE, Reason.SIGNATURE_VALUE)


def test_xml_without_a_canonical_form_is_refused(hm, candidates):
    data = xml.serialise(sign(xml.build(samples.request()), hm))
    relative = data.replace(b"<saml:Issuer>", b'<saml:Issuer xmlns:a="../b" a:c="d">')
    assert reason(xml.parse(relative), candidates) in (Reason.SHAPE, Reason.DIGEST)
