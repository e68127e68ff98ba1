"""The eight laws of `ten-steps.md`, whatever the learner does and whatever is done to the messages.

All on signed messages. A law is held against what went over the wire and what the roles took it for, not against
what the program says that it checked.
"""

import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from protocol.arriving import FOUR, arriving, exchanges, findings, is_to
from protocol.exploration import REPLAYS, steps

import build
from build import CANCEL, NOW, SIGN_IN, after, login, right, use
from ehtutor.protocol.credentials import one_time_code
from ehtutor.protocol.decisions import GiveCredential
from ehtutor.protocol.deliver import signed
from ehtutor.protocol.events import (
    Authenticated,
    AuthnFailed,
    Cancelled,
    IssuerDetermined,
    MiddelBlocked,
    MiddelExpired,
    MiddelRevoked,
    RequestRefused,
    ResponseRefused,
)
from ehtutor.protocol.interference import Broken, Interference, Tampered
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import Challenge, CodeProof, PasswordProof, ServicePage, SignatureProof
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.trace import Determination, Outcome, Verdict
from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, AuthnRequest, Response
from ehtutor.saml.sealed import unseal
from ehtutor.value import Value, replace


class Xor(Value, kw_only=False):
    """Change one byte, at this place if there is one, else counted round."""

    at: int
    by: int

    def __call__(self, xml: bytes) -> bytes:
        at = self.at % len(xml)
        return xml[:at] + bytes([xml[at] ^ self.by]) + xml[at + 1 :]


class Run(Value, kw_only=False):
    """All that decides how a login goes."""

    gebruiker: str = build.SANNE
    service: str = build.EH3
    interference: Interference = None
    picks: tuple[int, ...] = (0, 0, 0)
    """Which of the options to take, one after the other; then cancel."""
    typed: str = "geheim-"
    """What may be typed in every blank instead."""


def played(run: Run):
    """The login to its end."""
    so_far, picks = login(run.service, run.gebruiker, run.interference), list(run.picks)
    while so_far.awaiting:
        options = build.options(so_far)
        if isinstance(so_far.awaiting.page, Challenge):
            options = (*options[:-1], GiveCredential(typed=dict.fromkeys(right(so_far).typed, run.typed)), CANCEL)
        so_far = after(so_far, options[picks.pop(0) % len(options) if picks else -1])
    return so_far


edits = st.builds(Xor, st.integers(0, 10_000), st.integers(1, 255))
tamperings = st.one_of(
    st.builds(Tampered, receiver=st.just(receiver), message=st.just(message), edit=edits) for receiver, message in FOUR
)
breaches = st.sampled_from([Broken(rule=rule.id) for rule in RULES])
runs = st.builds(
    Run,
    gebruiker=st.sampled_from([build.SANNE, build.SANNE, build.BRAM]),
    service=st.sampled_from([service.id for service in build.NETWORK.services]),
    interference=st.none() | breaches | tamperings | st.sampled_from(REPLAYS),
    picks=st.lists(st.sampled_from([0] * 8 + [1, 2, 3, 4, 5]), min_size=1, max_size=8).map(tuple),
    typed=st.text(max_size=20).map("geheim-{}".format),
)


def law(test):
    """A test that holds for every run."""
    return given(run=runs)(example(run=Run())(test))


def forward(done):
    """What reached a party and is no replay."""
    return [exchange for exchange in exchanges(done) if not exchange.is_replay]


def to_dv(done):
    """The request of the DV, and the response that reached it."""
    sent = forward(done)
    request = next(exchange for exchange in sent if isinstance(exchange.message, AuthnRequest))
    return request, next(exchange for exchange in sent if exchange.receiver == request.sender and exchange.xml)


def used(done):
    """The middel that was chosen, as it is registered; None when none was."""
    made = [entry.made for entry in done.entries if isinstance(entry, Determination)]
    numbers = [determined.number for determined in made if isinstance(determined, IssuerDetermined)]
    return build.NETWORK.middel(numbers[0]) if numbers else None


def assert_served_rightly(done) -> None:
    request, response = to_dv(done)
    service = build.NETWORK.service(done.scenario.service)
    hm, dv = build.NETWORK.sole(Role.HM), build.NETWORK.party(service.dv)
    read = unseal(response.xml, {hm.key: build.keys()[hm.key].certificate}, NOW)
    answer, declared = read.message, read.message.assertion
    assert (answer.status, answer.issuer, declared.issuer) == (names.SUCCESS, hm.entity_id, hm.entity_id)
    assert answer.in_response_to == declared.in_response_to == request.message.id
    assert declared.subject == done.gebruiker.name_id
    assert declared.audience == dv.entity_id
    assert answer.destination == declared.recipient == dv.answer_locations[0]
    assert declared.not_before <= NOW + timedelta(seconds=2)
    assert min(declared.not_on_or_after, declared.confirmation_not_on_or_after) > NOW
    assert Loa(declared.authn_context_class_ref) >= service.loa


@law
def test_law_1_no_transaction_without_a_positive_result_that_the_dv_verified(run):
    done = played(run)
    verdict = done.entries[-1]
    assert isinstance(verdict.page, ServicePage) == (done.trace.outcome is Outcome.SERVED)
    if done.trace.outcome is Outcome.SERVED:
        assert_served_rightly(done)


class Lie(Value, kw_only=False):
    """A sender that writes what it likes in its Response and in the assertion, and signs that."""

    signer: str
    response: dict[str, Any]
    assertion: dict[str, Any]

    def __call__(self, sending, world):
        message = sending.message
        if isinstance(message, Response) and sending.signer.id == self.signer:
            message = replace(message, **self.response)
            if message.assertion:
                message = replace(message, assertion=replace(message.assertion, **self.assertion))
        return signed(replace(sending, message=message), world)


words = st.sampled_from(
    ["", "2.0", "1.1", "gebruiker-1", "gebruiker-2", build.PAS, "_x", names.SUCCESS, names.RESPONDER]
    + [text for party in build.NETWORK.parties for text in (party.entity_id, *party.answer_locations)]
    + [loa.value for loa in Loa]
)
moments = st.sampled_from([-3600, -3, -2, -1, 0, 1, 2, 3, 3600]).map(lambda seconds: NOW + timedelta(seconds=seconds))


def fields_of(message, without=()):
    """Up to three of its fields, each with another value of the same type."""
    kinds = {field: moments if "instant" in field or "not_" in field else words for field in message.__slots__}
    pairs = [st.tuples(st.just(field), kind) for field, kind in kinds.items() if field not in without]
    return st.just({}) | st.lists(st.one_of(pairs), max_size=3).map(dict)


lies = st.builds(
    Lie,
    st.sampled_from([build.HM, build.ZEGEL]),
    fields_of(Response, without=("id", "assertion")),
    fields_of(Assertion, without=("id",)),
)


@given(lie=lies)
@example(lie=Lie(build.HM, {}, {}))
def test_law_1_holds_whatever_is_written_and_signed(lie):
    done = after(login(deliver=lie), SIGN_IN, use(build.CERTIFICATE), right)
    assert done.awaiting is None
    if done.trace.outcome is Outcome.SERVED:
        assert_served_rightly(done)


@given(tampering=tamperings)
def test_a_changed_byte_is_noticed_as_such_or_means_nothing(tampering):
    done = played(Run(interference=tampering))
    failing = [rule for step in steps(done) for rule in step.failing]
    if failing:
        message = "response" if tampering.message is Response else "authn-request"
        assert failing == [f"{tampering.receiver.value.lower()}.{message}.signature"]
        assert done.trace.outcome is Outcome.REFUSED
    else:
        assert steps(done) == steps(played(Run()))


def sent_in(done, which) -> bytes:
    return next(exchange.xml for exchange in exchanges(done) if is_to(done, exchange, *which))


@pytest.mark.parametrize("which", FOUR, ids=lambda which: f"{which[1].__name__}-to-{which[0].value}")
@pytest.mark.parametrize(
    "instead", [b"", b"\xff", b"<x/>", b"<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>", b"<" * 300_000]
)
def test_what_arrives_instead_of_a_message_is_refused_whatever_it_is(which, instead):
    done = played(Run(interference=Tampered(receiver=which[0], message=which[1], edit=lambda _: instead)))
    (failing,) = [finding for exchange in exchanges(done) for finding in exchange.findings if not finding.holds]
    assert failing.rule.endswith(".signature")
    assert failing.found != "verified"
    assert done.trace.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("at", "taken_from", "found"),
    [
        ((Role.AD, AuthnRequest), (Role.DV, Response), "malformed: another type of message"),
        ((Role.DV, Response), (Role.AD, AuthnRequest), "malformed: another type of message"),
        ((Role.DV, Response), (Role.HM, Response), "unknown-key"),
        ((Role.HM, Response), (Role.DV, Response), "unknown-key"),
        ((Role.AD, AuthnRequest), (Role.HM, AuthnRequest), "unknown-key"),
    ],
)
def test_a_good_message_in_the_place_of_another_is_not_read(at, taken_from, found):
    other = sent_in(played(Run()), taken_from)
    done = played(Run(interference=Tampered(receiver=at[0], message=at[1], edit=lambda _: other)))
    failing = [finding for exchange in exchanges(done) for finding in exchange.findings if not finding.holds]
    assert [finding.found for finding in failing] == [found]


def test_the_answer_of_another_authenticatiedienst_than_was_asked_is_not_read():
    other = sent_in(after(login(build.EH2), SIGN_IN, use(build.PASSWORD), right), (Role.HM, Response))
    done = played(Run(interference=Tampered(receiver=Role.HM, message=Response, edit=lambda _: other)))
    failing = [finding for exchange in exchanges(done) for finding in exchange.findings if not finding.holds]
    assert [(finding.rule, finding.found) for finding in failing] == [("hm.response.signature", "unknown-key")]


def received(done, role) -> str:
    """All that reached the parties in this role, as one text."""
    reached = [exchange for exchange in exchanges(done) if build.NETWORK.party(exchange.receiver).role is role]
    return "\n".join(
        exchange.xml.decode(errors="replace") + exchange.hops[-1].post.relay_state
        if exchange.xml
        else repr(exchange.message)
        for exchange in reached
    )


CREDENTIALS = [
    secret
    for gebruiker in build.NETWORK.gebruikers
    for item in gebruiker.wallet
    for secret in (item.password, item.pincode, item.totp_secret and one_time_code(item.totp_secret, NOW))
    if secret
]
PINCODES = [item.pincode for gebruiker in build.NETWORK.gebruikers for item in gebruiker.wallet if item.pincode]
MIDDELEN = [word for middel in build.NETWORK.middelen for word in (middel.number, middel.name)]
ISSUERS = [word for ad in build.NETWORK.playing(Role.AD) for word in (ad.id, ad.name, ad.entity_id, ad.key)]
PROOFS = PasswordProof | CodeProof | SignatureProof


@law
def test_law_2_the_dv_never_learns_which_middel_was_used_or_who_issued_it(run):
    text = received(played(run), Role.DV)
    assert [word for word in MIDDELEN + ISSUERS if word in text] == []


@law
def test_law_2_only_the_issuer_of_the_middel_sees_a_credential(run):
    done = played(run)
    seen = received(done, Role.DV) + received(done, Role.HM)
    assert [secret for secret in [*CREDENTIALS, "geheim-", "verkeerd-"] if secret in seen] == []
    assert [pincode for pincode in PINCODES if pincode in received(done, Role.AD)] == []
    proved_to = {exchange.receiver for exchange in exchanges(done) if isinstance(exchange.message, PROOFS)}
    assert proved_to <= ({used(done).ad} if used(done) else set())


@law
def test_law_3_the_level_reported_is_that_of_the_middel_that_was_used(run):
    done = played(run)
    for exchange in exchanges(done):
        if isinstance(exchange.event, Authenticated):
            assert exchange.event.assertion.authn_context_class_ref == used(done).loa.value


@law
def test_law_4_the_hm_routes_to_the_issuer_of_the_middel_and_to_no_other(run):
    done = played(run)
    reached = {exchange.receiver for exchange in exchanges(done)}
    ads = reached & {ad.id for ad in build.NETWORK.playing(Role.AD)}
    assert ads == ({used(done).ad} if used(done) else set())


@law
def test_law_5_a_login_is_never_silent(run):
    done = played(run)
    verdicts = [entry for entry in done.entries if isinstance(entry, Verdict)]
    assert verdicts == [done.entries[-1]]


@law
def test_law_5_a_negative_result_is_answered_to_whoever_asked_last(run):
    done = played(run)
    negative = Cancelled | MiddelBlocked | MiddelExpired | MiddelRevoked | AuthnFailed | ResponseRefused
    dv = build.NETWORK.service(run.service).dv
    for exchange in forward(done):
        if isinstance(exchange.event, negative) and exchange.receiver != dv:
            onward = next(later for later in forward(done) if later.n > exchange.n)
            asker = dv if exchange.receiver == build.HM else build.HM
            assert (onward.sender, onward.receiver) == (exchange.receiver, asker)
            assert onward.message.assertion is None


@law
def test_law_5_a_request_that_is_refused_gets_no_answer_but_a_page(run):
    done = played(run)
    for exchange in forward(done):
        if isinstance(exchange.event, RequestRefused):
            verdict = done.entries[-1]
            assert verdict.sender == exchange.receiver
            assert verdict.page.rules == exchange.event.rules != ()
            assert [later for later in exchanges(done) if later.sender == exchange.receiver] == []


@law
def test_law_6_a_message_is_used_once(run):
    done = played(run)
    for exchange in exchanges(done):
        if exchange.is_replay:
            assert exchange.is_refused
            assert all(change.before == change.after for change in exchange.changes.values())


class Stolen(Value, kw_only=False):
    """A message of an earlier login, delivered instead of this login's own."""

    message: AuthnRequest | Response

    def __call__(self, sending, world):
        is_place = isinstance(sending.message, type(self.message)) and sending.message.issuer == self.message.issuer
        return signed(replace(sending, message=self.message) if is_place else sending, world)


@pytest.mark.parametrize("which", FOUR, ids=lambda which: f"{which[1].__name__}-to-{which[0].value}")
def test_law_6_a_message_of_an_earlier_login_is_refused(which):
    earlier = played(Run())
    stolen = next(exchange for exchange in exchanges(earlier) if is_to(earlier, exchange, *which))
    again = login(deliver=Stolen(stolen.message), memory=earlier.memory, seed="next")
    for choice in (SIGN_IN, use(build.PAS), right):
        again = after(again, choice) if again.awaiting else again
    copy = next(exchange for exchange in exchanges(again) if exchange.xml == stolen.xml)
    failing = {finding.rule.rpartition(".")[2] for finding in copy.findings if not finding.holds}
    assert "id" in failing
    assert ("assertion-id" in failing) == (which[1] is Response)
    assert again.trace.outcome is Outcome.REFUSED


@law
def test_law_7_every_rule_that_can_be_evaluated_is(run):
    for exchange in exchanges(played(run)):
        if exchange.xml is not None:
            role = build.NETWORK.party(exchange.receiver).role
            rules = [rule for rule in RULES if (rule.receiver, rule.message) == (role, type(exchange.message))]
            assert [finding.rule for finding in exchange.findings] == evaluable(rules, exchange)


def evaluable(rules, exchange):
    """The rules that this message can be held against: not those on what isn't there or may not be read."""
    failing = {finding.rule.rpartition(".")[2] for finding in exchange.findings if not finding.holds}
    if "signature" in failing:
        return [rules[0].id]
    is_enclosed = isinstance(exchange.message, Response) and exchange.message.assertion is not None
    unreadable = Assertion if not is_enclosed or "assertion-signature" in failing else None
    absent = set() if is_enclosed else {"assertion-signature"}
    if exchange.is_replay and exchange.message.__class__ is Response:
        absent |= {"subject", "level"}  # nobody waits for it any more
    return [rule.id for rule in rules if rule.part is not unreadable and rule.name not in absent]


@law
def test_law_7_a_failing_finding_says_what_was_expected_and_what_else_was_found(run):
    for exchange in exchanges(played(run)):
        for finding in exchange.findings:
            if not finding.holds:
                assert finding.expected
                assert finding.found
                assert finding.expected != finding.found


@law
def test_law_7_what_breaks_a_rule_is_refused_and_what_is_refused_broke_one(run):
    for exchange in forward(played(run)):
        assert exchange.is_refused == any(not finding.holds for finding in exchange.findings)


@given(which=st.sampled_from(FOUR), data=st.data())
def test_law_7_a_failing_finding_says_so_whatever_was_written(which, data):
    message, context = arriving(*which)
    not_text = ("assertion_consumer_service_index", "assertion")
    message = replace(message, **data.draw(fields_of(which[1], without=not_text)))
    if which[1] is Response:
        message = replace(message, assertion=replace(message.assertion, **data.draw(fields_of(Assertion))))
    failing = [finding for finding in findings(message, context) if not finding.holds]
    assert [finding for finding in failing if not finding.expected or not finding.found] == []
    assert [finding for finding in failing if finding.expected == finding.found] == []


@law
def test_law_8_the_same_choices_give_the_same_trace_byte_for_byte(run):
    assert played(run).entries == played(run).entries


PROGRAM = """
import test_laws
from hashlib import sha256
print(sha256(repr(test_laws.played(test_laws.Run()).entries).encode()).hexdigest())
"""


def test_law_8_holds_in_another_process_too():
    here = Path(__file__).parent
    environment = {"PYTHONHASHSEED": "1", "PYTHONPATH": f"{here}:{here.parent}:{here.parents[1]}"}
    other = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == sha256(repr(played(Run()).entries).encode()).hexdigest()
