"""A message as it is written: every line is told what it is for, and a field is lit where the XML has it."""

from functools import cache

import pytest
from lxml import etree
from session.playing import CLEAN, moments

from ehtutor.course.model import Zoom
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.protocol.trace import Exchange, Trace
from ehtutor.saml.messages import Message
from ehtutor.session.story.fields import field_lines
from ehtutor.session.story.pictures import panel
from ehtutor.session.story.wire import names_in, wire_lines, written_line


@cache
def trace() -> Trace:
    """The login of the first lesson, to its end."""
    return moments(CLEAN)[-1].login.trace


def signed() -> list[Exchange]:
    return [entry for entry in trace().entries if isinstance(entry, Exchange) and isinstance(entry.message, Message)]


def lines_of(entry: Exchange, lit: str = "", language: str = "nl"):
    return wire_lines(interface(language), entry.message, entry.xml, lit=lit)


def test_the_lines_together_are_the_message() -> None:
    for entry in signed():
        written = " ".join(line.text for line in lines_of(entry)).replace("> <", "><")
        ours, theirs = (etree.canonicalize(xml, strip_text=True) for xml in (written, entry.xml.decode()))
        assert ours == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_and_attribute_says_what_it_is_for(language: str) -> None:
    for entry in signed():
        told = {line.text.split(">")[0].split("=")[0]: line.why for line in lines_of(entry, language=language)}
        silent = {text for text, why in told.items() if not why and not text.startswith("</")}
        # what is inside something that says it, or shares what the one before said
        assert silent <= {
            *("<samlp:AuthnRequest", "<samlp:Response", "xmlns:saml", "xmlns:ds"),
            *("<saml:NameID Format", "<samlp:StatusCode Value", "<saml:AuthnContextClassRef", "<ds:KeyName"),
            *("<ds:Transform Algorithm", "<saml:SubjectConfirmationData", "<saml:Audience"),
        }


def test_what_is_lit_is_the_value_of_the_field() -> None:
    for entry in signed():
        for field in field_lines(interface("nl"), entry.message, Zoom.WIRE):
            lit = [line for line in lines_of(entry, field.name) if line.is_lit]
            assert lit, field.name
            assert field.value.split(" ")[0] in " ".join(line.text for line in lit), field.name


def test_every_name_can_be_lit_at_every_zoom_and_alone_says_why() -> None:
    for entry in signed():
        for name in names_in(entry):
            for zoom in Zoom:
                shown = panel(interface("nl"), trace(), entry, zoom, name)
                lines = (*shown.fields, *shown.wire)
                assert any(line.is_lit for line in lines), (name, zoom)
                assert {line.is_lit for line in lines if line.why} == {True}, (name, zoom)


def test_a_part_that_only_the_xml_shows_has_its_value() -> None:
    (request, *_) = signed()
    digest = etree.fromstring(request.xml).findtext(".//{http://www.w3.org/2000/09/xmldsig#}DigestValue")
    assert written_line(interface("nl"), request.xml, "DigestValue").value == digest
    assert written_line(interface("nl"), request.xml, "Assertion/DigestValue") is None


def test_bytes_that_are_no_message_have_no_lines() -> None:
    (request, *_) = signed()
    assert wire_lines(interface("nl"), request.message, request.xml[:-3]) == ()


def test_a_line_that_was_changed_on_the_way_holds_what_it_was() -> None:
    (request, *_) = signed()
    changed = request.xml.replace(b'Version="2.0"', b'Version="2.1"')
    lines = wire_lines(interface("nl"), request.message, changed, before=request.xml)
    assert [(line.before, line.text) for line in lines if line.before] == [('Version="2.0"', 'Version="2.1"')]
