"""What we write is accepted by independent readers: the SAML schemas, python-xmlsec and python3-saml."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
import xmlsec
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML
from saml import peers, samples

from ehtutor.saml import names, xml
from ehtutor.saml.keys import certificate_pem
from ehtutor.saml.sealed import seal, unseal
from ehtutor.saml.signature import sign

ASSERTION = f"{{{names.SAML}}}Assertion"
EXAMPLES = [pytest.param(one, id=f"{type(one).__name__}{at}") for at, one in enumerate(samples.EXAMPLES)]


def schema_errors(data: bytes, schema: str) -> str:
    outcome = OneLogin_Saml2_XML.validate_xml(data, schema)
    return outcome if isinstance(outcome, str) else ""


def enclosed(sent: bytes) -> list[etree._Element]:
    return etree.fromstring(sent).findall(ASSERTION)


@pytest.mark.parametrize("message", EXAMPLES)
def test_every_message_is_valid_against_the_schema(hm, message):
    assert schema_errors(seal(message, hm), "saml-schema-protocol-2.0.xsd") == ""


def test_the_enclosed_assertion_is_valid_against_the_schema_on_its_own(hm):
    (assertion,) = enclosed(seal(samples.response(), hm))
    assert schema_errors(etree.tostring(assertion), "saml-schema-assertion-2.0.xsd") == ""


def test_the_schema_does_notice_a_signature_in_the_wrong_place(hm):
    root = etree.fromstring(seal(samples.request(), hm))
    root.append(root[1])
    assert schema_errors(etree.tostring(root), "saml-schema-protocol-2.0.xsd") == "invalid_xml"


def moved(root: etree._Element, data: st.DataObject) -> None:
    """Any element of the message, but not of its signatures, to any other place in its parent."""
    element = data.draw(st.sampled_from([one for one in root.iter() if one.getparent() is not None]), label="moved")
    parent = element.getparent()
    parent.remove(element)
    parent.insert(data.draw(st.integers(0, len(parent)), label="to"), element)


def said(root: etree._Element, data: st.DataObject) -> None:
    """Text where only elements may be."""
    element = data.draw(st.sampled_from([one for one in root.iter() if len(one)]), label="said")
    element.text = "said"


def lexical(root: etree._Element, data: st.DataObject) -> None:
    """A value that its type does not have."""
    typed = ("ID", "InResponseTo", "AssertionConsumerServiceIndex", "IssueInstant", "NotOnOrAfter", "NotBefore")
    places = [(one, name) for one in root.iter() for name in one.attrib if name in typed]
    element, name = data.draw(st.sampled_from(places), label="at")
    element.set(name, data.draw(st.sampled_from(["1a", "a:b", "a b", "", "-", "65536", "é²", "2026-13-01T00:00:00Z"])))


def enciphered(root: etree._Element, data: st.DataObject) -> None:
    """What is no base64 in the value of the signature."""
    value = next(root.iter(f"{{{names.DS}}}SignatureValue"))
    at = data.draw(st.integers(0, len(value.text)))
    value.text = value.text[:at] + data.draw(st.sampled_from("!-_é=")) + value.text[at:]


BEFORE_SIGNING = (moved, said, lexical)
AFTER_SIGNING = (moved, said, enciphered)


@given(data=st.data(), message=st.sampled_from(samples.EXAMPLES))
def test_what_the_schema_refuses_is_refused_however_well_it_is_signed(hm, candidates, data, message):
    root = xml.build(message)
    if getattr(message, "assertion", None):
        assertion = xml.build(message.assertion)
        if data.draw(st.booleans(), label="in the assertion"):
            data.draw(st.sampled_from(BEFORE_SIGNING))(assertion, data)
        assertion = sign(assertion, hm)
        if data.draw(st.booleans(), label="in the signed assertion"):
            data.draw(st.sampled_from(AFTER_SIGNING))(assertion, data)
        root.append(assertion)
    if data.draw(st.booleans(), label="in the message"):
        data.draw(st.sampled_from(BEFORE_SIGNING))(root, data)
    root = sign(root, hm)
    if data.draw(st.booleans(), label="in the signed message"):
        data.draw(st.sampled_from(AFTER_SIGNING))(root, data)
    sent = xml.serialise(root)
    unsealed = unseal(sent, candidates, samples.NOW)
    if unsealed.problem is None and unsealed.assertion_problem is None:
        assert schema_errors(sent, "saml-schema-protocol-2.0.xsd") == ""


@pytest.mark.parametrize("message", [samples.request(), samples.negative()], ids=["request", "negative"])
@pytest.mark.parametrize("to", [0, 2, 3])
def test_a_signature_that_does_not_stand_after_the_issuer_is_refused(hm, candidates, message, to):
    root = xml.parse(seal(message, hm))
    signature = root[1]
    root.remove(signature)
    root.insert(to, signature)
    assert unseal(xml.serialise(root), candidates, samples.NOW).problem == "no-signature"


@pytest.mark.parametrize("message", EXAMPLES)
def test_xmlsec_verifies_every_message_and_what_it_encloses(hm, ad, message):
    sent = seal(message, hm)
    for element in (etree.fromstring(sent), *enclosed(sent)):
        peers.verify(element, hm)
        with pytest.raises(xmlsec.VerificationError):
            peers.verify(element, ad)


@pytest.mark.parametrize("message", EXAMPLES)
def test_python3_saml_verifies_every_message(hm, ad, message):
    sent, where = seal(message, hm), "/*/ds:Signature"
    assert OneLogin_Saml2_Utils.validate_sign(
        sent, cert=certificate_pem(hm.certificate), xpath=where, raise_exceptions=True
    )
    assert not OneLogin_Saml2_Utils.validate_sign(sent, cert=certificate_pem(ad.certificate), xpath=where)


def test_python3_saml_verifies_the_enclosed_assertion(hm):
    sent, where = seal(samples.response(), hm), "/samlp:Response/saml:Assertion/ds:Signature"
    assert OneLogin_Saml2_Utils.validate_sign(
        sent, cert=certificate_pem(hm.certificate), xpath=where, raise_exceptions=True
    )


def service_provider(hm, message) -> OneLogin_Saml2_Settings:
    return OneLogin_Saml2_Settings(
        {
            "strict": True,
            "sp": {
                "entityId": message.assertion.audience,
                "assertionConsumerService": {"url": message.destination, "binding": names.HTTP_POST},
            },
            "idp": {
                "entityId": message.issuer,
                "singleSignOnService": {"url": "https://hm.example/sso"},
                "x509cert": certificate_pem(hm.certificate),
            },
            "security": {
                "wantMessagesSigned": True,
                "wantAssertionsSigned": True,
                "wantAttributeStatement": False,
                "requestedAuthnContext": [names.LOA3],
                "failOnAuthnContextMismatch": True,
                "rejectDeprecatedAlgorithm": True,
            },
        }
    )


def test_python3_saml_accepts_the_response_as_a_strict_dienstverlener(hm):
    # python3-saml reads the clock of the machine, so this message is of today
    now = datetime.now(UTC).replace(microsecond=0)
    later = now + timedelta(minutes=2)
    declared = samples.assertion(
        issue_instant=now,
        not_before=now,
        not_on_or_after=later,
        confirmation_not_on_or_after=later,
        authn_instant=now,
    )
    message = samples.response(issue_instant=now, assertion=declared)
    peer = OneLogin_Saml2_Response(service_provider(hm, message), b64encode(seal(message, hm)).decode())
    where = {"https": "on", "http_host": "dv.example", "script_name": "/acs"}
    assert peer.is_valid(where, request_id="_request", raise_exceptions=True)
    assert (peer.get_nameid(), peer.get_nameid_format()) == ("jansen", names.PERSISTENT)
    assert not peer.is_valid(where, request_id="_another")


@pytest.mark.parametrize("message", [samples.request(), samples.negative()], ids=["request", "negative"])
def test_what_xmlsec_signs_is_unsealed(hm, candidates, message):
    signed = peers.sign(xml.build(message), hm)
    assert unseal(etree.tostring(signed), candidates, samples.NOW).message == message


def test_a_response_of_which_xmlsec_signed_both_parts_is_unsealed(hm, candidates):
    message = samples.response()
    root = xml.build(message)
    root.append(peers.sign(xml.build(message.assertion), hm))
    unsealed = unseal(etree.tostring(peers.sign(root, hm)), candidates, samples.NOW)
    assert (unsealed.message, unsealed.assertion_problem) == (message, None)
