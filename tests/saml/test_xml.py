"""Building, and reading that refuses all that it does not know."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saml import samples
from saml.samples import NOW

from ehtutor.saml import names, xml
from ehtutor.saml.grammar import Element, Malformed
from ehtutor.saml.messages import Response
from ehtutor.value import Value, replace

REQUEST = xml.serialise(xml.build(samples.request()))
ROOTS = {
    "request": xml.build(samples.request()),
    "negative response": xml.build(samples.negative()),
    "assertion": xml.build(samples.assertion()),
}
SIGNATURE = f"{{{names.DS}}}Signature"
READ_APART = (SIGNATURE, f"{{{names.SAMLP}}}StatusCode")


def read_any(element: etree._Element) -> object:
    return xml.read_assertion(element) if element.tag.endswith("}Assertion") else xml.read(element)


def places(*, without: tuple[str, ...] = (), from_position: int = 0) -> list:
    """Each element of each message, as the message and the position in it."""
    return [
        pytest.param(name, at, id=f"{name} {xml.path(element)}")
        for name, root in ROOTS.items()
        for at, element in enumerate(root.iter())
        if element.tag not in without and at >= from_position
    ]


def changed(name: str, at: int, change: Callable[[etree._Element], object]) -> etree._Element:
    root = deepcopy(ROOTS[name])
    change(list(root.iter())[at])
    return root


@given(message=samples.messages)
def test_a_message_is_read_as_it_was_built_but_for_its_assertion(message):
    arrived = xml.read(xml.parse(xml.serialise(xml.build(message))))
    sent = replace(message, assertion=None) if isinstance(message, Response) else message
    assert arrived == sent


@given(assertion=samples.assertions)
def test_an_assertion_is_read_as_it_was_built(assertion):
    assert xml.read_assertion(xml.parse(xml.serialise(xml.build(assertion)))) == assertion


def test_the_place_of_the_signature_is_right_after_the_issuer():
    for message in (*samples.EXAMPLES, samples.assertion()):
        issuer, signature = list(xml.build(message))[:2]
        assert (issuer.tag, signature.tag) == (f"{{{names.SAML}}}Issuer", SIGNATURE)
        assert signature.prefix == "ds"


def test_a_time_is_written_in_utc_and_to_the_second():
    amsterdam = timezone(timedelta(hours=1))
    built = xml.build(samples.request(issue_instant=NOW.replace(microsecond=999_999).astimezone(amsterdam)))
    assert built.get("IssueInstant") == "2026-03-02T09:00:00Z"


@pytest.mark.parametrize(
    ("fraction", "microseconds"),
    [("", 0), (".0", 0), (".5", 500_000), (".25", 250_000), (".123456789", 123_456), (".0000001", 0)],
)
def test_a_time_is_read_with_its_fraction(fraction, microseconds):
    element = xml.build(samples.request())
    element.set("IssueInstant", f"2026-03-02T09:00:00{fraction}Z")
    assert xml.read(element).issue_instant == NOW + timedelta(microseconds=microseconds)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-03-02",
        "2026-03-02T09:00:00",
        "2026-03-02T09:00:00+00:00",
        "2026-03-02T09:00:00.Z",
        "2026-03-02T09:00:00,5Z",
        " 2026-03-02T09:00:00Z",
        "2026-03-02T09:00:00Z\n",
        "2026-02-30T09:00:00Z",
        "2026-03-02T24:00:00Z",
        "0000-03-02T09:00:00Z",
        "٢٠٢٦-03-02T09:00:00Z",
    ],
)
def test_another_time_is_malformed(written):
    element = xml.build(samples.request())
    element.set("IssueInstant", written)
    with pytest.raises(Malformed) as error:
        xml.read(element)
    assert error.value.path == "AuthnRequest/@IssueInstant"


@pytest.mark.parametrize("written", ["", "-1", "+1", "1.0", " 1", "a", "१", "65536", "123456"])
def test_an_index_is_a_short_number(written):
    element = xml.build(samples.request())
    element.set("AssertionConsumerServiceIndex", written)
    with pytest.raises(Malformed) as error:
        xml.read(element)
    assert error.value.path == "AuthnRequest/@AssertionConsumerServiceIndex"


def test_prefixes_are_free():
    renamed = REQUEST.replace(b"samlp:", b"a:").replace(b":samlp=", b":a=")
    renamed = renamed.replace(b"saml:", b"").replace(b"xmlns:saml=", b"xmlns=")
    assert b"<Issuer>" in renamed
    assert xml.read(xml.parse(renamed)) == samples.request()


def test_white_space_between_elements_is_free():
    assert xml.read(xml.parse(REQUEST.replace(b"><", b">\r\n\t <"))) == samples.request()


@pytest.mark.parametrize(("name", "at"), places(without=READ_APART, from_position=1))
def test_no_element_may_be_missing(name, at):
    where = xml.path(list(ROOTS[name].iter())[at])
    with pytest.raises(Malformed) as error:
        read_any(changed(name, at, lambda element: element.getparent().remove(element)))
    assert error.value.path == where


@pytest.mark.parametrize(("name", "at"), places(from_position=1))
def test_no_element_may_stand_there_twice(name, at):
    where = xml.path(list(ROOTS[name].iter())[at])
    with pytest.raises(Malformed) as error:
        read_any(changed(name, at, lambda element: element.addnext(deepcopy(element))))
    assert (error.value.path, error.value.why) == (where, "duplicated")


@pytest.mark.parametrize(("name", "at"), places(without=(SIGNATURE,)))
def test_an_unknown_element_is_refused_everywhere(name, at):
    where = xml.path(list(ROOTS[name].iter())[at])
    with pytest.raises(Malformed) as error:
        read_any(changed(name, at, lambda element: etree.SubElement(element, "Extensions")))
    assert error.value.path == f"{where}/Extensions"


@pytest.mark.parametrize(("name", "at"), places(without=(SIGNATURE,)))
@pytest.mark.parametrize("attribute", ["Consent", f"{{{names.SAML}}}ID"])
def test_an_unknown_attribute_is_refused_everywhere(name, at, attribute):
    where = xml.path(list(ROOTS[name].iter())[at])
    with pytest.raises(Malformed) as error:
        read_any(changed(name, at, lambda element: element.set(attribute, "x")))
    assert error.value.path == f"{where}/@{attribute.rpartition('}')[2]}"


@pytest.mark.parametrize(
    ("name", "at", "attribute"),
    [
        pytest.param(name, at, attribute, id=f"{name} {xml.path(element)}/@{attribute}")
        for name, root in ROOTS.items()
        for at, element in enumerate(root.iter())
        for attribute in map(str, element.attrib)
        if attribute not in ("Id", "ProviderName")
    ],
)
def test_no_attribute_may_be_missing(name, at, attribute):
    where = xml.path(list(ROOTS[name].iter())[at])
    with pytest.raises(Malformed) as error:
        read_any(changed(name, at, lambda element: element.attrib.pop(attribute)))
    assert error.value.path == f"{where}/@{attribute}"


@pytest.mark.parametrize(("name", "at"), places(from_position=1))
def test_no_text_may_stand_between_elements(name, at):
    with pytest.raises(Malformed):
        read_any(changed(name, at, lambda element: setattr(element, "tail", "evil")))


@pytest.mark.parametrize(("name", "at"), places(without=(SIGNATURE,)))
@pytest.mark.parametrize("node", [etree.Comment("x"), etree.ProcessingInstruction("x")], ids=["comment", "instruction"])
def test_a_comment_is_refused_everywhere(name, at, node):
    def hide(element: etree._Element) -> None:
        element.insert(0, deepcopy(node))

    damaged = changed(name, at, hide)
    with pytest.raises(Malformed, match="comment"):
        read_any(damaged)
    with pytest.raises(Malformed, match="comment"):
        xml.parse(xml.serialise(damaged))


@pytest.mark.parametrize("name", ROOTS)
def test_elements_out_of_order_are_refused(name):
    root = deepcopy(ROOTS[name])
    root.append(root[0])
    with pytest.raises(Malformed) as error:
        read_any(root)
    assert error.value.why == "out of order"


@pytest.mark.parametrize("fixed", [names.PERSISTENT, names.BEARER])
def test_another_format_or_method_is_refused(fixed):
    altered = xml.serialise(ROOTS["assertion"]).replace(fixed.encode(), b"urn:other")
    with pytest.raises(Malformed, match=r"@(Format|Method)"):
        xml.read_assertion(xml.parse(altered))


def test_a_response_with_two_assertions_is_refused():
    element = xml.build(samples.response())
    assert xml.assertion_element(element) is None
    element.append(xml.build(samples.assertion()))
    assert xml.assertion_element(element) is not None
    element.append(xml.build(samples.assertion()))
    with pytest.raises(Malformed, match="Response/Assertion"):
        xml.assertion_element(element)
    with pytest.raises(Malformed, match="Response/Assertion"):
        xml.read(element)


@pytest.mark.parametrize("written", ["", "1", "a b", "a:b", "é"])
@pytest.mark.parametrize("attribute", ["ID", "InResponseTo"])
def test_a_name_that_is_none_is_malformed(attribute, written):
    element = xml.build(samples.negative())
    element.set(attribute, written)
    with pytest.raises(Malformed) as error:
        xml.read(element)
    assert error.value.path == f"Response/@{attribute}"


def test_another_root_is_no_message():
    with pytest.raises(Malformed, match="Assertion"):
        xml.read(ROOTS["assertion"])
    with pytest.raises(Malformed, match="AuthnRequest"):
        xml.read_assertion(ROOTS["request"])


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "xml"),
        (b"<a>", "xml"),
        (b"<a>\x00</a>", "xml"),
        (b"<a>&#0;</a>", "xml"),
        (b"<a>&unknown;</a>", "xml"),
        (b"<a>\xff</a>", "xml"),
        (b"<a>" * 1000 + b"</a>" * 1000, "xml"),
        (b"<!DOCTYPE a><a/>", "doctype"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "doctype"),
        (b'<!DOCTYPE a [<!ENTITY x "evil">]><a b="&x;"/>', "doctype"),
        (b'<!DOCTYPE a SYSTEM "http://evil.example/a.dtd"><a/>', "doctype"),
        ('<!DOCTYPE a [<!ENTITY x "evil">]><a b="&x;"/>'.encode("utf-16"), "xml"),
        (b"<!--x--><a/>", "comment"),
        (b"<a/><!--x-->", "comment"),
        (b"<a>x<!--x-->y</a>", "comment"),
        (b"<?x y?><a/>", "comment"),
        (b"<a><?x y?></a>", "comment"),
        (b"<a>" + b"x" * xml.MAX_BYTES + b"</a>", "size"),
    ],
)
def test_dangerous_xml_is_refused(data, where):
    with pytest.raises(Malformed) as error:
        xml.parse(data)
    assert error.value.path == where


@given(data=st.binary())
def test_whatever_arrives_is_parsed_or_malformed(data):
    with suppress(Malformed):
        xml.parse(data)


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\ud800", "\ufffe"])
def test_a_text_that_xml_cannot_hold_is_not_built(text):
    with pytest.raises(ValueError, match=r"XML|surrogates"):
        xml.build(samples.request(subject=text))


class Early(Value):
    """A message that may lack its subject, and says when it ends."""

    subject: str | None = None
    ends: datetime | None = None


class Late(Value):
    """Another, that may not; what it calls its end is a text."""

    subject: str
    ends: str


def test_a_field_is_read_as_its_own_message_has_it_whatever_another_calls_by_that_name():
    form = Element(tag="Message", carried={"Subject": "subject", "Ends": "ends"})
    bare, whole = (
        etree.fromstring('<Message Ends="2026-01-01T00:00:00Z"/>'),
        etree.fromstring('<Message Subject="x" Ends="soon"/>'),
    )
    assert xml.values(bare, form, Early) == {"ends": datetime(2026, 1, 1, tzinfo=UTC)}
    with pytest.raises(Malformed, match="Subject: missing"):
        xml.values(bare, form, Late)
    assert xml.values(whole, form, Late) == {"subject": "x", "ends": "soon"}
    with pytest.raises(Malformed, match="Ends: unreadable"):
        xml.values(whole, form, Early)
