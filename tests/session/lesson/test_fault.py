"""One rule broken, on one screen: what it is, who notices it, and what comes of it."""

from functools import cache

import pytest
from long import LONG, few
from session.playing import CLEAN, LESSONS, LEVEL, WRONG, only, stage

from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.protocol.network import Role
from ehtutor.protocol.rules import RULES, Rule
from ehtutor.protocol.trace import Outcome, Trace
from ehtutor.render.plain import plain
from ehtutor.saml.messages import Response
from ehtutor.session.lesson import fault
from ehtutor.session.lesson.state import Stage
from ehtutor.session.screen.blocks import Diagram, Ending, Findings, Heading, MessagePanel, Notice, Screen, Tone
from ehtutor.value import replace

NAMES = {Role.DV: "Gemeente Voorbeeldstad", Role.HM: "Makelaar Wegwijs", Role.AD: "Authenticatiedienst Sleutelbos"}
"""Who receives in the first login of the lesson `WRONG`."""
every_rule = pytest.mark.parametrize("rule", few(RULES[::3], RULES), ids=lambda rule: rule.id)
pytestmark = LONG


@cache
def broken(lesson: str, id: str) -> Trace:
    return fault.broken_login(stage(lesson), id).trace


def screen(lesson: str, id: str, language: str = "nl") -> Screen:
    return fault.view(stage(lesson, language), broken(lesson, id), id)


@every_rule
def test_the_finding_of_the_rule_is_on_the_screen_and_no_other_fails(rule: Rule) -> None:
    for lesson in LESSONS:
        (failed,) = [line for line in only(Findings, screen(lesson, rule.id)).lines if not line.holds]
        assert failed.rule == rule.id
        assert failed.expected
        assert failed.found
        assert failed.expected != failed.found


@every_rule
def test_the_rule_is_named_and_explained_and_so_is_who_notices(rule: Rule) -> None:
    for language in LANGUAGES:
        texts, shown, place = interface(language), screen(WRONG, rule.id, language), rule.id.partition(".")[2]
        noticed = only(Notice, shown)
        assert rule.id in only(Heading, shown).title
        assert noticed.tone is Tone.WRONG
        assert NAMES[rule.receiver] in noticed.label
        assert texts.say(f"rule.{place}") in noticed.label
        assert noticed.text == texts.say(f"rule-why.{place}")


@every_rule
def test_the_message_that_failed_is_shown_between_its_ends(rule: Rule) -> None:
    panel = only(MessagePanel, screen(WRONG, rule.id))
    senders = {(Role.HM, True): "AD", (Role.DV, True): "HM", (Role.HM, False): "DV", (Role.AD, False): "HM"}
    is_response = rule.message is Response
    assert (panel.sender, panel.receiver) == (senders[rule.receiver, is_response], rule.receiver.value)
    assert panel.fields, "at zoom protocol"
    assert panel.xml is None


@every_rule
def test_the_login_is_told_to_its_end_which_is_not_the_service(rule: Rule) -> None:
    shown = screen(WRONG, rule.id)
    assert broken(WRONG, rule.id).outcome is Outcome.REFUSED
    assert only(Ending, shown).tone is Tone.WRONG
    assert [arrow.is_refused for arrow in only(Diagram, shown).arrows].count(True) == 1
    assert shown.prompt is None


@every_rule
def test_a_fault_can_be_read_aloud(rule: Rule) -> None:
    assert rule.id in plain(screen(CLEAN, rule.id))


@cache
def cancelled() -> Stage:
    """A lesson whose first login is cancelled at the makelaar, so that no AD takes part."""
    on = stage(WRONG)
    return replace(on, lesson=replace(on.lesson, scenes=on.lesson.scenes[1:]))


@cache
def broken_in_cancelled(id: str) -> Trace:
    return fault.broken_login(cancelled(), id).trace


@every_rule
def test_a_rule_that_can_not_be_broken_in_this_login_is_told_to_be_so(rule: Rule) -> None:
    on = cancelled()
    trace = broken_in_cancelled(rule.id)
    shown = fault.view(on, trace, rule.id)
    if trace.outcome is Outcome.CANCELLED:
        assert only(Notice, shown).text == on.texts.say("fault.not-applied", rule=rule.id)
        assert not any(isinstance(block, Findings | MessagePanel) for block in shown.blocks)
    else:
        assert [line.rule for line in only(Findings, shown).lines if not line.holds] == [rule.id]


def test_in_such_a_login_it_is_the_rules_for_the_ad_and_for_an_assertion_that_can_not() -> None:
    outcome_by_rule = {rule.id: broken_in_cancelled(rule.id).outcome for rule in RULES}
    applied = {id for id, outcome in outcome_by_rule.items() if outcome is not Outcome.CANCELLED}
    assert {id.rpartition(".")[0] for id in applied} == {"hm.authn-request", "dv.response"}
    assert "dv.response.in-response-to" in applied
    assert "dv.response.audience" not in applied


def test_the_choices_are_those_of_the_lesson() -> None:
    """With the wrong password first, as lesson 3 has it: the rule is broken in the message after it."""
    kinds = [type(entry).__name__ for entry in broken(WRONG, "dv.response.audience").entries]
    assert kinds.count("DecisionTaken") == 4
    assert broken(LEVEL, "dv.response.audience").scenario.service == "kapvergunning"
