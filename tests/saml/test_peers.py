"""What we write is accepted by independent readers: the SAML schemas, python-xmlsec and python3-saml."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
import xmlsec
from lxml import etree
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML
from saml import peers, samples

from ehtutor.saml import names, xml
from ehtutor.saml.keys import certificate_pem
from ehtutor.saml.sealed import seal, unseal

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


def settings(hm, message) -> OneLogin_Saml2_Settings:
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
    peer = OneLogin_Saml2_Response(settings(hm, message), b64encode(seal(message, hm)).decode())
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
