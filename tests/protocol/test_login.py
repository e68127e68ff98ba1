"""A login as a value: it goes on by choices, comes back to where it was, and keeps to its own ways."""

from datetime import timedelta

import pytest
from protocol.arriving import exchanges

import build
from build import CANCEL, SIGN_IN, after, login, right, use, wrong
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.decisions import GiveCredential
from ehtutor.protocol.deliver import opened, sealed, signed
from ehtutor.protocol.events import CheckResult, CredentialChecked, IssuerDetermined
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import DenialPage, ErrorPage, MiddelQuestion, ServicePage
from ehtutor.protocol.trace import DecisionTaken, Determination, Exchange, Outcome, Verdict
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.value import replace

CLEAN = (SIGN_IN, use(build.PAS), right)


def routes(so_far):
    """Who sent what to whom."""
    return [
        (entry.sender, entry.receiver, type(entry.message).__name__)
        for entry in so_far.entries
        if isinstance(entry, Exchange)
    ]


def sent(so_far, kind):
    return [exchange for exchange in exchanges(so_far) if isinstance(exchange.message, kind)]


def test_a_clean_login_is_told_by_who_sends_what_to_whom():
    done = after(login(), *CLEAN)
    assert routes(done) == [
        (BROWSER, build.STAD, "SignIn"),
        (build.STAD, build.HM, "AuthnRequest"),
        (build.HM, BROWSER, "MiddelQuestion"),
        (BROWSER, build.HM, "MiddelChoice"),
        (build.HM, build.ZEGEL, "AuthnRequest"),
        (build.ZEGEL, BROWSER, "Challenge"),
        (BROWSER, build.ZEGEL, "SignatureProof"),
        (build.ZEGEL, build.HM, "Response"),
        (build.HM, build.STAD, "Response"),
    ]
    assert done.trace.outcome is Outcome.SERVED


@pytest.mark.parametrize(
    ("choices", "steps"),
    [
        ((use(build.PAS), right), [3, 3, 4, 5, 6, 7, 7, 7, 8, 9, 10]),
        ((CANCEL,), [3, 3, 9, 10]),
        ((use(build.PAS), CANCEL), [3, 3, 4, 5, 6, 7, 7, 8, 9, 10]),
    ],
    ids=["served", "cancelled-at-the-makelaar", "cancelled-at-the-authenticatiedienst"],
)
def test_each_entry_belongs_to_a_step_of_the_story(choices, steps):
    done = after(login(), SIGN_IN, *choices)
    assert [entry.step for entry in done.entries] == [1, 1, 2, 3, *steps]


def test_the_entries_are_numbered_from_one():
    done = after(login(), *CLEAN)
    assert [entry.n for entry in done.entries] == list(range(1, len(done.entries) + 1))


def test_the_verdict_comes_last_and_only_then():
    done = after(login(), *CLEAN)
    assert [isinstance(entry, Verdict) for entry in done.entries].index(True) == len(done.entries) - 1
    assert done.awaiting is None


def test_every_decision_is_recorded_as_it_was_taken():
    so_far = after(login(), SIGN_IN, use(build.PASSWORD), use(build.PAS), CANCEL)
    taken = [entry.choice for entry in so_far.entries if isinstance(entry, DecisionTaken)]
    assert taken == [SIGN_IN, use(build.PASSWORD), use(build.PAS), CANCEL]


def test_a_determination_names_the_issuer_and_what_its_check_gave():
    done = after(login(), SIGN_IN, use(build.PAS), wrong, right)
    made = [entry.made for entry in done.entries if isinstance(entry, Determination)]
    assert made == [
        IssuerDetermined(number=build.PAS, ad=build.ZEGEL),
        CredentialChecked(number=build.PAS, result=CheckResult.WRONG, tries_left=2),
        CredentialChecked(number=build.PAS, result=CheckResult.RIGHT, tries_left=3),
    ]


def test_a_blocked_middel_has_no_tries_left():
    done = after(login(), SIGN_IN, use(build.PAS), wrong, wrong, wrong)
    made = [entry.made for entry in done.entries if isinstance(entry, Determination)]
    assert made[-1] == CredentialChecked(number=build.PAS, result=CheckResult.BLOCKED, tries_left=0)


def test_going_back_is_keeping_the_earlier_login():
    before = after(login(), SIGN_IN, use(build.PAS))
    after(before, wrong, CANCEL)
    assert before == after(login(), SIGN_IN, use(build.PAS))
    assert after(before, right) == after(login(), *CLEAN)


def test_what_if_is_deciding_again_with_another_interference():
    before = after(login(), SIGN_IN, use(build.PAS))
    what_if = replace(before, scenario=replace(before.scenario, interference=Broken(rule="hm.response.audience")))
    assert after(what_if, right).trace.outcome is Outcome.REFUSED
    assert after(what_if, right).entries[: len(before.entries)] == before.entries


AT_SIGN_IN = ()
AT_QUESTION = (SIGN_IN,)
AT_CHALLENGE = (SIGN_IN, use(build.PAS))
AT_END = CLEAN
TYPED = GiveCredential(typed={"pincode": "0000"})


@pytest.mark.parametrize(
    ("so_far", "choice"),
    [
        (AT_SIGN_IN, use(build.PAS)),
        (AT_SIGN_IN, TYPED),
        (AT_SIGN_IN, CANCEL),
        (AT_QUESTION, SIGN_IN),
        (AT_QUESTION, TYPED),
        (AT_QUESTION, use("ZG-0000")),
        (AT_QUESTION, use(build.COPIED)),
        (AT_CHALLENGE, SIGN_IN),
        (AT_CHALLENGE, GiveCredential()),
        (AT_CHALLENGE, use(build.PAS)),
        (AT_END, SIGN_IN),
        (AT_END, use(build.PAS)),
        (AT_END, TYPED),
        (AT_END, CANCEL),
    ],
)
def test_deciding_out_of_turn_is_a_value_error_and_leaves_the_login_as_it_was(so_far, choice):
    before = after(login(), *so_far)
    entries = before.entries
    with pytest.raises(ValueError, match=r"has ended|does not answer"):
        after(before, choice)
    assert before.entries == entries


@pytest.mark.parametrize("how", [right, CANCEL], ids=["positive", "negative"])
def test_the_relay_state_comes_back_as_it_went(how):
    done = after(login(), SIGN_IN, use(build.PAS), how)
    to_hm, to_ad = (exchange.hops[-1].post.relay_state for exchange in sent(done, AuthnRequest))
    from_ad, from_hm = (exchange.hops[-1].post.relay_state for exchange in sent(done, Response))
    assert (from_ad, from_hm) == (to_ad, to_hm)
    assert to_ad != to_hm


def test_the_relay_state_has_at_most_eighty_bytes_and_says_something():
    done = after(login(), *CLEAN)
    posts = [exchange.hops[-1].post for exchange in exchanges(done) if exchange.hops]
    assert len(posts) == 4
    assert all(0 < len(post.relay_state.encode()) <= 80 for post in posts)


def test_an_answer_goes_to_the_registered_address_that_the_request_named():
    def to_the_second(sending, world):
        if isinstance(sending.message, AuthnRequest) and sending.signer.id == build.STAD:
            sending = replace(sending, message=replace(sending.message, assertion_consumer_service_index=1))
        return signed(sending, world)

    answer = sent(after(login(deliver=to_the_second), *CLEAN), Response)[-1].message
    second = build.NETWORK.party(build.STAD).answer_locations[1]
    assert (answer.destination, answer.assertion.recipient) == (second, second)


def test_a_message_travels_in_the_field_of_its_own_kind():
    done = after(login(), *CLEAN)
    fields = [exchange.hops[-1].post.parameter for exchange in exchanges(done) if exchange.hops]
    assert fields == ["SAMLRequest", "SAMLRequest", "SAMLResponse", "SAMLResponse"]


def test_an_assertion_is_good_for_two_minutes_from_now():
    done = after(login(), *CLEAN)
    for response in sent(done, Response):
        declared, until = response.message.assertion, build.NOW + timedelta(minutes=2)
        assert (declared.not_before, declared.not_on_or_after) == (build.NOW, until)
        assert declared.confirmation_not_on_or_after == until


def test_each_message_has_an_id_of_its_own():
    done = after(login(), *CLEAN)
    messages = [exchange.message for exchange in sent(done, AuthnRequest | Response)]
    ids = [message.id for message in messages] + [message.assertion.id for message in messages[2:]]
    assert len(set(ids)) == len(ids) == 6


@pytest.mark.parametrize("number", [build.PASSWORD, build.TOTP, build.PAS, build.CERTIFICATE])
def test_the_makelaar_asks_the_issuer_of_the_middel_and_nobody_else(number):
    done = after(login(build.EH2), SIGN_IN, use(number), right)
    asked = {receiver for sender, receiver, what in routes(done) if (sender, what) == (build.HM, "AuthnRequest")}
    assert asked == {build.NETWORK.middel(number).ad}


@pytest.mark.parametrize(
    ("number", "loa"), [(build.PAS, Loa.LOA3), (build.CERTIFICATE, Loa.LOA4)], ids=["the-level-asked", "a-higher-one"]
)
def test_the_level_reported_is_that_of_the_middel(number, loa):
    done = after(login(build.EH3), SIGN_IN, use(number), right)
    levels = [exchange.event.assertion.authn_context_class_ref for exchange in sent(done, Response)]
    assert levels == [loa.value, loa.value]


def test_the_question_shows_every_registered_middel_and_which_suffice():
    page = after(login(build.EH3), SIGN_IN).awaiting.page
    assert [(offer.number, offer.suffices) for offer in page.offers] == [
        (build.PASSWORD, False),
        (build.TOTP, False),
        (build.PAS, True),
        (build.CERTIFICATE, True),
    ]
    assert (page.loa, page.too_low) == (Loa.LOA3, None)


def test_the_makelaar_is_told_the_service_in_words_and_the_authenticatiedienst_is_not():
    done = after(login(build.EH3), *CLEAN)
    assert [exchange.message.provider_name for exchange in sent(done, AuthnRequest)] == ["Boom kappen", None]
    assert after(login(build.EH3), SIGN_IN).awaiting.page.service_name == "Boom kappen"


@pytest.mark.parametrize("how", [right, CANCEL], ids=["served", "denied"])
def test_the_last_page_names_the_service(how):
    for service in build.NETWORK.services:
        done = after(login(service.id), SIGN_IN, use(build.CERTIFICATE), how)
        assert done.entries[-1].page.service_name == service.name


def test_a_middel_that_is_too_low_is_refused_by_the_makelaar_and_asked_again():
    so_far = after(login(build.EH3), SIGN_IN, use(build.TOTP))
    assert isinstance(so_far.awaiting.page, MiddelQuestion)
    assert so_far.awaiting.page.too_low == build.TOTP
    assert sent(so_far, AuthnRequest)[-1].receiver == build.HM
    assert after(so_far, use(build.PAS), right).trace.outcome is Outcome.SERVED


def test_a_cancel_and_a_failing_middel_look_the_same_on_the_wire():
    def to_dv(*choices):
        message = sent(after(login(build.EH2), SIGN_IN, *choices), Response)[-1].message
        return replace(message, id="", in_response_to="")

    cancelled, blocked = to_dv(use(build.PAS), CANCEL), to_dv(use(build.PAS), wrong, wrong, wrong)
    assert cancelled == blocked == to_dv(CANCEL)


@pytest.mark.parametrize(
    ("choices", "outcome", "page"),
    [
        ((use(build.PAS), right), Outcome.SERVED, ServicePage),
        ((CANCEL,), Outcome.CANCELLED, DenialPage),
        ((use(build.PAS), CANCEL), Outcome.CANCELLED, DenialPage),
        ((use(build.PAS), wrong, CANCEL), Outcome.CANCELLED, DenialPage),
        ((use(build.PAS), wrong, wrong, wrong), Outcome.FAILED, DenialPage),
    ],
)
def test_a_login_ends_at_the_dienstverlener(choices, outcome, page):
    verdict = after(login(), SIGN_IN, *choices).entries[-1]
    assert (verdict.sender, verdict.outcome, type(verdict.page)) == (build.STAD, outcome, page)


@pytest.mark.parametrize(
    ("rule", "who", "page"),
    [
        ("hm.authn-request.level", build.HM, ErrorPage),
        ("ad.authn-request.level", build.ZEGEL, ErrorPage),
        ("hm.response.level", build.STAD, DenialPage),
        ("dv.response.level", build.STAD, ErrorPage),
    ],
)
def test_a_broken_rule_ends_the_login_at_who_can_tell_the_gebruiker(rule, who, page):
    so_far = login(interference=Broken(rule=rule))
    for choice in CLEAN:
        so_far = after(so_far, choice) if so_far.awaiting else so_far
    verdict = so_far.entries[-1]
    assert (verdict.sender, verdict.outcome, type(verdict.page)) == (who, Outcome.REFUSED, page)


def test_what_a_party_has_seen_outlives_the_login():
    done = after(login(), *CLEAN)
    again = after(login(memory=done.memory), SIGN_IN)
    # the same world gives the same ids, so the second question is a replay of the first
    refused = [finding.rule for finding in sent(again, AuthnRequest)[0].findings if not finding.holds]
    assert refused == ["hm.authn-request.id"]
    assert after(login(memory=done.memory, seed="next"), *CLEAN).trace.outcome is Outcome.SERVED


def test_a_party_without_a_memory_starts_with_an_empty_one():
    so_far = login(memory={build.HM: after(login(), *CLEAN).memory[build.HM]})
    assert set(so_far.memory) == {party.id for party in build.NETWORK.parties}


def test_the_states_before_and_after_are_those_of_who_sent_and_who_received():
    done = after(login(), *CLEAN)
    for exchange in exchanges(done):
        parties = {exchange.sender, exchange.receiver} - {BROWSER}
        assert set(exchange.changes) == parties


def test_nothing_of_the_login_reaches_a_party_that_is_not_in_it():
    done = after(login(), *CLEAN)
    absent = {party.id for party in build.NETWORK.parties} - {end for route in routes(done) for end in route[:2]}
    assert absent == {build.LAND, build.SLEUTELBOS}
    assert {party: done.states[party] for party in absent} == {party: login().states[party] for party in absent}


def test_a_dienstverlener_is_asked_only_for_its_own_services():
    for service in build.NETWORK.services:
        done = after(login(service.id), SIGN_IN)
        (request,) = sent(done, AuthnRequest)
        assert request.sender == service.dv
        assert build.NETWORK.party(request.sender).role is Role.DV
        assert request.message.authn_context_class_ref == service.loa.value


def test_on_a_clock_of_years_later_middelen_and_certificates_are_as_valid_as_in_the_course():
    later = 10 * build.YEAR
    for gebruiker, number in ((build.SANNE, build.CERTIFICATE), (build.BRAM, build.EXPIRED)):
        by_its_own = login(build.EH2, gebruiker)
        shifted = replace(by_its_own, world=replace(by_its_own.world, now=build.NOW + later, ahead=later))
        played = [after(so_far, SIGN_IN, use(number), right).trace for so_far in (by_its_own, shifted)]
        assert played[0].outcome is played[1].outcome is not None
        assert [type(entry) for entry in played[0].entries] == [type(entry) for entry in played[1].entries]


def test_what_a_party_signs_with_its_next_key_is_taken_as_its_own():
    def by_the_next_key(sending, world):
        signer = replace(sending.signer, keys=sending.signer.keys[::-1])
        return opened(
            sealed(replace(sending, signer=signer), world)[0], type(sending.message), sending.candidates, world
        )

    so_far = login(deliver=by_the_next_key)
    parties = [
        replace(one, keys=(*one.keys, "demo-13")) if one.id == build.HM else one for one in build.NETWORK.parties
    ]
    network = replace(build.NETWORK, parties=tuple(parties))
    rekeyed = replace(so_far, scenario=replace(so_far.scenario, network=network))
    assert after(rekeyed, *CLEAN).trace.outcome is Outcome.SERVED
