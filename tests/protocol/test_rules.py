"""The demands: each can be broken alone, and is noticed; each holds exactly up to its edge."""

from datetime import timedelta
from functools import cache

import pytest
from protocol.arriving import FOUR, arriving, exchanges, failing, findings

import build
from ehtutor.protocol.counterexamples import BeforeEnclosing, OnTheWay
from ehtutor.protocol.deliver import signed, typed
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.demands import TOLERANCE, Context
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Role
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.rules import RULES, check
from ehtutor.protocol.states import NothingSent
from ehtutor.protocol.trace import Outcome
from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, AuthnRequest, Response
from ehtutor.value import fields, replace

TO_DV = (Role.DV, Response)
SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_message = pytest.mark.parametrize("which", FOUR, ids=lambda which: f"{which[1].__name__}-to-{which[0].value}")
on_typed_and_signed = pytest.mark.parametrize("deliver", [typed, signed], ids=lambda deliver: deliver.__name__)


@cache
def broken(id, deliver):
    """A login in which this rule is broken, by a gebruiker who does everything right."""
    return broken_under(BASIS, id, deliver)


def broken_under(profile, id, deliver=typed):
    so_far = build.under(profile, build.login(interference=Broken(rule=id), deliver=deliver))
    for choice in (build.SIGN_IN, build.use(build.PAS), build.right):
        so_far = build.after(so_far, choice) if so_far.awaiting else so_far
    return so_far


def found_in(login):
    return [finding for exchange in exchanges(login) for finding in exchange.findings if not finding.holds]


def is_noticed(rule, login):
    return [finding.rule for finding in found_in(login)] == [rule.id] and login.trace.outcome is Outcome.REFUSED


def declaring(message, **fields):
    return replace(message, assertion=replace(message.assertion, **fields))


def test_the_rules_by_id_with_their_source(golden):
    golden("rules.txt", "".join(f"{rule.id:40}  {rule.source}\n" for rule in RULES))


def test_no_two_rules_share_an_id():
    assert len({rule.id for rule in RULES}) == len(RULES)


@each_rule
@on_typed_and_signed
def test_the_counterexample_breaks_its_own_rule_alone_and_the_login_is_refused(rule, deliver):
    assert is_noticed(rule, broken(rule.id, deliver))


@each_rule
@on_typed_and_signed
def test_a_failing_finding_says_what_was_expected_and_what_else_was_found(rule, deliver):
    (finding,) = found_in(broken(rule.id, deliver))
    assert finding.expected
    assert finding.found
    assert finding.expected != finding.found


@each_rule
def test_without_any_one_rule_the_test_of_its_counterexample_fails(rule):
    deaf = replace(rule, demand=lambda *_: None)
    without = replace(BASIS, rules=tuple(deaf if other is rule else other for other in RULES))
    # some messages that break a rule can't even be acted on
    with pytest.raises((AssertionError, KeyError, ValueError, IndexError)):
        assert is_noticed(rule, broken_under(without, rule.id))


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.part is Assertion or rule.name == "assertion-signature"],
    ids=lambda rule: rule.id,
)
@on_typed_and_signed
def test_a_rule_about_the_assertion_is_not_broken_by_a_negative_response(rule, deliver):
    so_far = build.login(interference=Broken(rule=rule.id), deliver=deliver)
    login = build.after(so_far, build.SIGN_IN, build.use(build.PAS), build.CANCEL)
    assert found_in(login) == []
    assert login.trace.outcome is Outcome.CANCELLED


def test_only_the_signatures_are_broken_by_changing_bytes():
    on_bytes = {rule.name for rule in RULES if isinstance(rule.broken, OnTheWay | BeforeEnclosing)}
    assert on_bytes == {"signature", "assertion-signature"}


@pytest.mark.parametrize(
    ("service", "found"),
    [(build.EH2, names.LOA1), (build.EH2PLUS, names.LOA2), (build.EH3, names.LOA2PLUS), (build.EH4, names.LOA3)],
)
@pytest.mark.parametrize("id", ["hm.response.level", "dv.response.level"])
def test_a_level_is_undercut_by_one(service, found, id):
    before = build.login(service, interference=Broken(rule=id), deliver=typed)
    done = build.after(before, build.SIGN_IN, build.use(build.CERTIFICATE), build.right)
    assert [(finding.rule, finding.found) for finding in found_in(done)] == [(id, found)]


def test_an_unknown_rule_is_a_key_error():
    with pytest.raises(KeyError):
        BASIS.rule("hm.response.politeness")


@each_message
def test_a_clean_message_breaks_nothing(which):
    assert failing(*arriving(*which)) == set()


@each_message
def test_every_rule_for_a_message_is_evaluated(which):
    evaluated = [finding.rule for finding in findings(*arriving(*which))]
    assert evaluated == [rule.id for rule in RULES if (rule.receiver, rule.message) == which]


@each_message
@pytest.mark.parametrize("missing", [each.name for each in fields(Context)])
def test_whoever_was_not_there_can_hold_a_message_against_the_rules_that_he_knows_enough_for(which, missing):
    message, context = arriving(*which)
    delivered = Delivered(type=type(message), relay_state="", message=message, sender=context.sender)
    rules = BASIS.rules_for(*which)
    evaluated = [finding.rule for finding in check(delivered, rules, replace(context, **{missing: None}))]
    assert evaluated == [rule.id for rule in rules if missing not in rule.needs]
    assert [finding.rule for finding in check(delivered, rules, Context())] == [
        rule.id for rule in rules if not rule.needs
    ]


@each_message
def test_several_failures_at_once_are_all_found(which):
    message, context = arriving(*which)
    bad = replace(message, version="1.1", issuer="nobody", destination="https://elders.example", id=message.id)
    of = f"{which[0].value.lower()}.{'response' if which[1] is Response else 'authn-request'}"
    assert failing(bad, context) == {f"{of}.version", f"{of}.issuer", f"{of}.destination"}


def test_failures_of_message_and_assertion_are_all_found():
    message, context = arriving(*TO_DV)
    bad = declaring(replace(message, version="1.1"), version="1.1", audience="nobody", subject="nobody")
    names = ("version", "assertion-version", "audience", "subject")
    assert failing(bad, context) == {f"dv.response.{name}" for name in names}


@each_message
def test_when_the_signature_fails_nothing_else_is_said(which):
    message, context = arriving(*which)
    (finding,) = findings(message, context, message=None, sender=None, problem="digest")
    assert (finding.rule.rpartition(".")[2], finding.holds, finding.found) == ("signature", False, "digest")


def test_when_the_signature_of_the_assertion_fails_nothing_is_said_about_the_assertion():
    message, context = arriving(*TO_DV)
    said = findings(message, context, message=replace(message, assertion=None), assertion_problem="digest")
    assert [finding.rule for finding in said if not finding.holds] == ["dv.response.assertion-signature"]
    assert not {finding.rule for finding in said} & {rule.id for rule in RULES if rule.part is Assertion}


@each_message
@pytest.mark.parametrize("sign", [1, -1])
def test_clocks_may_differ_by_two_seconds_and_no_more(which, sign):
    message, context = arriving(*which)
    at_the_edge = replace(message, issue_instant=context.now + sign * TOLERANCE)
    past_it = replace(message, issue_instant=context.now + sign * (TOLERANCE + TICK))
    assert timedelta(seconds=2) == TOLERANCE
    assert failing(at_the_edge, context) == set()
    assert {id.rpartition(".")[2] for id in failing(past_it, context)} == {"issue-instant"}


EDGES = [
    ("issue_instant", 2 * SECOND, True, "assertion-issue-instant"),
    ("issue_instant", 2 * SECOND + TICK, False, "assertion-issue-instant"),
    ("issue_instant", -2 * SECOND, True, "assertion-issue-instant"),
    ("issue_instant", -2 * SECOND - TICK, False, "assertion-issue-instant"),
    ("not_before", 2 * SECOND, True, "not-before"),
    ("not_before", 2 * SECOND + TICK, False, "not-before"),
    ("authn_instant", 2 * SECOND, True, "authn-instant"),
    ("authn_instant", 2 * SECOND + TICK, False, "authn-instant"),
    ("not_on_or_after", 0 * SECOND, False, "not-on-or-after"),
    ("not_on_or_after", TICK, True, "not-on-or-after"),
    ("confirmation_not_on_or_after", 0 * SECOND, False, "confirmation-not-on-or-after"),
    ("confirmation_not_on_or_after", TICK, True, "confirmation-not-on-or-after"),
]


@pytest.mark.parametrize(("field", "offset", "holds", "name"), EDGES)
@pytest.mark.parametrize("which", FOUR[2:], ids=lambda which: which[0].value)
def test_an_instant_of_the_assertion_holds_exactly_up_to_its_edge(which, field, offset, holds, name):
    message, context = arriving(*which)
    failed = failing(declaring(message, **{field: context.now + offset}), context)
    assert failed == (set() if holds else {f"{which[0].value.lower()}.response.{name}"})


@pytest.mark.parametrize("field", [".response.issue-instant", ".response.not-before", ".response.not-on-or-after"])
def test_a_failing_instant_is_told_with_the_fraction_that_is_wrong_with_it(field):
    message, context = arriving(*TO_DV)
    late = replace(context, now=context.now + timedelta(milliseconds=500))
    early = replace(message, issue_instant=late.now + TOLERANCE + timedelta(milliseconds=250))
    bad = declaring(early, not_before=early.issue_instant, not_on_or_after=late.now - timedelta(milliseconds=250))
    (found,) = (one for one in findings(bad, late) if one.rule.endswith(field))
    assert not found.holds
    assert ".5" in found.expected
    assert ".75" in found.found or ".25" in found.found


@pytest.mark.parametrize("urn", ["", "EH3", names.LOA1, names.LOA3.upper(), names.LOA3 + " ", "urn:x:loa3"])
@pytest.mark.parametrize("which", FOUR[:2], ids=lambda which: which[0].value)
def test_a_level_that_the_scheme_does_not_offer_cannot_be_asked(which, urn):
    message, context = arriving(*which)
    assert failing(replace(message, authn_context_class_ref=urn), context) == {
        f"{which[0].value.lower()}.authn-request.level"
    }


@pytest.mark.parametrize("loa", Loa, ids=lambda loa: loa.name)
def test_a_level_reached_is_enough_from_the_level_asked_upward(loa):
    message, context = arriving(*TO_DV)
    failed = failing(declaring(message, authn_context_class_ref=loa.value), context)
    assert failed == (set() if loa in (Loa.LOA3, Loa.LOA4) else {"dv.response.level"})


@pytest.mark.parametrize("urn", ["", "EH4", "urn:etoegang:core:assurance-class:loa9", names.LOA4.upper()])
def test_an_unknown_level_is_never_enough(urn):
    message, context = arriving(*TO_DV)
    assert failing(declaring(message, authn_context_class_ref=urn), context) == {"dv.response.level"}


@pytest.mark.parametrize(("index", "holds"), [(-1, False), (0, True), (1, True), (2, False), (65535, False)])
def test_the_return_address_is_one_of_those_that_the_sender_registered(index, holds):
    message, context = arriving(Role.HM, AuthnRequest)
    failed = failing(replace(message, assertion_consumer_service_index=index), context)
    assert failed == (set() if holds else {"hm.authn-request.answer-to"})


def test_an_answer_to_another_registered_address_than_the_request_named_is_refused():
    message, context = arriving(*TO_DV)
    other = context.party.answer_locations[1]
    assert failing(replace(message, destination=other), context) == {"dv.response.destination"}
    assert failing(declaring(message, recipient=other), context) == {"dv.response.recipient"}


@pytest.mark.parametrize("which", FOUR[2:], ids=lambda which: which[0].value)
def test_who_waits_for_nothing_is_reached_at_each_of_its_addresses(which):
    message, context = arriving(*which)
    waits_for_nothing = replace(context, sent=NothingSent())
    of = f"{which[0].value.lower()}.response"
    unanswered = {f"{of}.in-response-to", f"{of}.confirmation-in-response-to"}
    for address in context.party.answer_locations:
        replayed = declaring(replace(message, destination=address), recipient=address)
        assert failing(replayed, waits_for_nothing) == unanswered
    both = " | ".join(context.party.answer_locations)
    assert failing(replace(message, destination=both), waits_for_nothing) == {*unanswered, f"{of}.destination"}
    assert failing(declaring(message, recipient=both), waits_for_nothing) == {*unanswered, f"{of}.recipient"}


TEXTS = [
    ("version", "version"),
    ("destination", "destination"),
    ("issuer", "issuer"),
    ("in_response_to", "in-response-to"),
]
TEXTS_OF_AN_ASSERTION = [
    ("version", "assertion-version"),
    ("issuer", "assertion-issuer"),
    ("subject", "subject"),
    ("recipient", "recipient"),
    ("in_response_to", "confirmation-in-response-to"),
    ("audience", "audience"),
]
ALMOST = [lambda text: text + " ", lambda text: " " + text, lambda text: text[:-1], lambda text: text + text[-1]]


@pytest.mark.parametrize("which", FOUR[2:], ids=lambda which: which[0].value)
@pytest.mark.parametrize("almost", ALMOST, ids=["space-after", "space-before", "one-less", "one-more"])
def test_a_text_is_the_same_to_the_letter_or_it_is_another(which, almost):
    message, context = arriving(*which)
    of = f"{which[0].value.lower()}.response"
    for field, name in TEXTS:
        other = replace(message, **{field: almost(getattr(message, field))})
        assert failing(other, context) == {f"{of}.{name}"}
    for field, name in TEXTS_OF_AN_ASSERTION:
        other = declaring(message, **{field: almost(getattr(message.assertion, field))})
        assert failing(other, context) == {f"{of}.{name}"}


def test_a_middel_of_another_authenticatiedienst_is_no_subject_of_this_one():
    message, context = arriving(Role.AD, AuthnRequest)
    assert failing(replace(message, subject=build.PASSWORD), context) == {"ad.authn-request.subject"}


def test_a_certificate_of_another_party_does_not_fit_the_issuer():
    message, context = arriving(Role.HM, AuthnRequest)
    context = replace(context, sender=build.NETWORK.party(build.LAND))
    assert failing(message, context) == {"hm.authn-request.issuer"}


@pytest.mark.parametrize(
    ("status", "sub_status", "holds"),
    [
        (names.RESPONDER, names.AUTHN_FAILED, True),
        (names.RESPONDER, None, True),
        (names.REQUESTER, names.REQUEST_UNSUPPORTED, True),
        (names.RESPONDER, names.REQUEST_DENIED, False),
        (names.AUTHN_FAILED, None, False),
        ("Responder", None, False),
    ],
)
def test_only_a_status_of_the_scheme_is_taken(status, sub_status, holds):
    message, context = arriving(*TO_DV, build.CANCEL)
    failed = failing(replace(message, status=status, sub_status=sub_status), context)
    assert failed == (set() if holds else {"dv.response.status"})


def test_of_a_status_outside_the_list_both_parts_and_both_lists_are_named():
    message, context = arriving(*TO_DV, build.CANCEL)
    found = findings(replace(message, sub_status=names.REQUEST_DENIED), context)
    status = next(finding for finding in found if finding.rule == "dv.response.status")
    assert status.found == f"{names.RESPONDER} / {names.REQUEST_DENIED}"
    assert names.SUCCESS in status.expected
    assert names.AUTHN_FAILED in status.expected


def test_an_assertion_under_a_failure_is_refused():
    message, context = arriving(*TO_DV)
    assert failing(replace(message, status=names.RESPONDER), context) == {"dv.response.assertion"}


@each_message
def test_an_id_that_was_seen_is_refused_whatever_it_was_the_id_of(which):
    message, context = arriving(*which)
    context = replace(context, memory=context.memory.having_seen(message.id))
    assert {id.rpartition(".")[2] for id in failing(message, context)} == {"id"}


def test_an_assertion_that_was_seen_is_refused_in_a_new_response():
    message, context = arriving(*TO_DV)
    context = replace(context, memory=context.memory.having_seen(message.assertion.id))
    assert failing(message, context) == {"dv.response.assertion-id"}
