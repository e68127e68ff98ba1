"""A message that somebody changed: what it was and what it is, in a picture that says what is true of each part."""

import pytest
from session.playing import arrivals, moments

from ehtutor.course.model import Zoom
from ehtutor.course.texts import interface
from ehtutor.protocol.trace import Exchange
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.look import Look
from ehtutor.session.lesson.whatif import alternatives
from ehtutor.session.screen.blocks import MessagePanel
from ehtutor.session.story.pictures import diagram, panel

NL = interface("nl")


def changed(lesson: str) -> list[tuple[object, Exchange]]:
    """Every message of a lesson that was changed after it was signed, with its login."""
    logins = {id(each.login.trace): each.login for each in moments(lesson)}.values()
    found = [(login.trace, entry) for login in logins for entry in login.entries]
    return [(trace, entry) for trace, entry in found if isinstance(entry, Exchange) and entry.original is not None]


@pytest.mark.parametrize("zoom", list(Zoom))
def test_a_changed_message_shows_what_it_was_and_what_it_is(zoom: Zoom) -> None:
    found = changed("signatures")
    assert found
    for trace, entry in found:
        shown = panel(NL, trace, entry, zoom)
        lines = [(line.before, line.value) for line in shown.fields if line.before]
        lines += [(line.before, line.text) for line in shown.wire if line.before]
        assert lines
        for before, now in lines:
            assert before != now
            assert before.encode().split(b"=")[-1].strip(b'"') in entry.original
        assert "veranderd" in shown.sentence


def test_what_was_not_changed_has_no_before() -> None:
    for each in moments("clean-login"):
        for entry in each.login.entries:
            if isinstance(entry, Exchange):
                shown = panel(NL, each.login.trace, entry, Zoom.WIRE)
                assert not any(line.before for line in (*shown.fields, *shown.wire))


def test_the_level_that_somebody_changes_is_the_same_in_the_fields_and_in_the_xml() -> None:
    moment = arrivals("level")["level-asked"]
    tampered = next(each for each in alternatives(moment) if each.label == NL.say("demo.if-tampered")).play()
    entry = next(each for each in tampered.entries if isinstance(each, Exchange) and each.original is not None)
    fields = panel(NL, tampered.trace, entry, Zoom.PROTOCOL).fields
    (level,) = (line for line in fields if line.before)
    assert ("loa3" in level.before, "loa4" in level.value) == (True, True)
    assert b"loa4" in entry.xml
    assert b"loa3" in entry.original


def test_the_seal_says_whether_the_signature_fits_and_not_whether_the_message_was_taken() -> None:
    for lesson, is_sound in (("signatures", False), ("time-and-replay", True)):
        refused = [
            (each.login.trace, entry)
            for each in moments(lesson)
            for entry in each.login.entries
            if isinstance(entry, Exchange) and entry.is_refused
        ]
        assert refused
        for trace, entry in refused:
            shown: MessagePanel = panel(NL, trace, entry, Zoom.STORY)
            assert shown.is_sound is is_sound
            assert NL.say("screen.was-refused") in shown.footer


@pytest.mark.parametrize("lesson", ["level", "authn-request"])
def test_an_arrow_keeps_the_level_and_how_it_is_compared_at_80_columns(lesson: str) -> None:
    for each in moments(lesson):
        drawn = diagram(NL, each.login.trace, len(each.login.entries))
        rows = [line.plain for line in diagram_lines(drawn, Look(width=80, is_ascii=False))]
        asked = [arrow.short for arrow in drawn.arrows if arrow.short]
        assert all(any(short in row for row in rows) for short in asked)
        assert not any(arrow.label.startswith("AuthnRequest ≥") and "exact" in arrow.short for arrow in drawn.arrows)


def test_what_goes_by_way_of_the_browser_passes_its_column() -> None:
    (moment, *_) = (each for each in moments("clean-login")[::-1])
    drawn = diagram(NL, moment.login.trace, len(moment.login.entries))
    carried = [arrow for arrow in drawn.arrows if arrow.via]
    assert {(arrow.sender, arrow.receiver) for arrow in carried} == {
        ("DV", "HM"),
        ("HM", "AD"),
        ("AD", "HM"),
        ("HM", "DV"),
    }
    rows = [line.plain for line in diagram_lines(drawn, Look(width=80, is_ascii=False))]
    assert sum("○" in row for row in rows) == len(carried) + 1
