"""Signature wrapping: the signed element is kept somewhere, and another one is put where it is read.

XSW1 to XSW8 are those of Somorovsky et al., On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012).
"""

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree
from saml import samples
from saml.samples import NOW

from ehtutor.saml import names, sealed, signature, xml

SIGNATURE = f"{{{names.DS}}}Signature"
ASSERTION = f"{{{names.SAML}}}Assertion"
OBJECT = f"{{{names.DS}}}Object"
EXTENSIONS = f"{{{names.SAMLP}}}Extensions"
EVIL = "evil"


def unsigned(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.remove(copy.find(SIGNATURE))
    return copy


def evil(element: etree._Element) -> etree._Element:
    """`element` with another ID and another subject."""
    element.set("ID", "_evil")
    for name_id in element.iter(f"{{{names.SAML}}}NameID"):
        name_id.text = EVIL
    for issuer in element.iter(f"{{{names.SAML}}}Issuer"):
        issuer.text = EVIL
    return element


def xsw1(root: etree._Element) -> None:
    """The message is inside its own signature, of which the evil message holds a copy."""
    original = unsigned(root)
    evil(root).find(SIGNATURE).append(original)


def xsw2(root: etree._Element) -> None:
    """The message stands before its signature, inside the evil message."""
    original = unsigned(root)
    evil(root).find(SIGNATURE).addprevious(original)


def xsw3(root: etree._Element) -> None:
    """The evil assertion stands before the original one."""
    assertion = root.find(ASSERTION)
    assertion.addprevious(evil(unsigned(assertion)))


def xsw4(root: etree._Element) -> None:
    """The original assertion is inside the evil one."""
    assertion = root.find(ASSERTION)
    wrapper = evil(unsigned(assertion))
    root.replace(assertion, wrapper)
    wrapper.append(assertion)


def xsw5(root: etree._Element) -> None:
    """The evil assertion holds the signature, and the original one follows without."""
    assertion = root.find(ASSERTION)
    root.append(unsigned(assertion))
    evil(assertion)


def xsw6(root: etree._Element) -> None:
    """The original assertion is inside the signature that the evil one holds."""
    assertion = root.find(ASSERTION)
    original = unsigned(assertion)
    evil(assertion).find(SIGNATURE).append(original)


def xsw7(root: etree._Element) -> None:
    """The evil assertion is in Extensions."""
    assertion = root.find(ASSERTION)
    extensions = etree.Element(EXTENSIONS)
    extensions.append(evil(unsigned(assertion)))
    assertion.addprevious(extensions)


def xsw8(root: etree._Element) -> None:
    """The original assertion is in an Object of the signature that the evil one holds."""
    assertion = root.find(ASSERTION)
    original = unsigned(assertion)
    etree.SubElement(evil(assertion).find(SIGNATURE), OBJECT).append(original)


ON_MESSAGES = (xsw1, xsw2)
ON_ASSERTIONS = (xsw3, xsw4, xsw5, xsw6, xsw7, xsw8)
Attack = Callable[[etree._Element], None]


def read(root: etree._Element, candidates) -> sealed.Unsealed:
    data = xml.serialise(root)
    assert EVIL.encode() in data
    return sealed.unseal(data, candidates, NOW)


@pytest.mark.parametrize("attack", ON_MESSAGES + ON_ASSERTIONS)
def test_a_wrapped_response_is_refused(hm, candidates, attack: Attack):
    root = xml.parse(sealed.seal(samples.response(), hm))
    attack(root)
    unsealed = read(root, candidates)
    assert unsealed.message is None
    assert unsealed.problem is not None


@pytest.mark.parametrize("attack", ON_MESSAGES)
def test_a_wrapped_request_is_refused(hm, candidates, attack: Attack):
    root = xml.parse(sealed.seal(samples.request(), hm))
    attack(root)
    assert read(root, candidates).message is None


@pytest.mark.parametrize("attack", ON_ASSERTIONS)
def test_a_wrapped_assertion_in_a_soundly_signed_response_is_refused(hm, candidates, attack: Attack):
    root = xml.parse(sealed.seal(samples.response(), hm))
    attack(root)
    for part in list(root.find(SIGNATURE)):
        root.find(SIGNATURE).remove(part)
    root.find(SIGNATURE).set("Id", "placeholder")
    unsealed = read(signature.sign(root, hm), candidates)
    assert getattr(unsealed.message, "assertion", None) is None
    assert unsealed.problem or unsealed.assertion_problem
