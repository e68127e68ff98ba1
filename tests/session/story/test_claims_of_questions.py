"""What the engine says to the claims of every kind of question: the key that is true, and not another."""

import pytest

import build
from build import CANCEL, PAS, PASSWORD, SIGN_IN, after, login, right, use
from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.protocol.deliver import typed
from ehtutor.protocol.interference import Broken, Replayed
from ehtutor.protocol.network import Role
from ehtutor.protocol.trace import Trace
from ehtutor.saml.messages import Response
from ehtutor.session.story.claims import UNDECIDED, confirmed


def played(*choices, service: str = build.EH3, number: str = PAS, **changes) -> Trace:
    """The trace of a login with this middel, with these choices at the authenticatiedienst, or as far as it comes."""
    so_far = login(service, deliver=typed, **changes)
    for choice in (SIGN_IN, use(number), *(choices or (right,))):
        so_far = after(so_far, choice) if so_far.awaiting else so_far
    return so_far.trace


MISSING = Selector(message="Response", nth=9)


@pytest.mark.parametrize(
    ("entry", "following"),
    [
        (Selector(message="SignIn"), "AuthnRequest"),
        (Selector(message="AuthnRequest", to="HM"), "MiddelQuestion"),
        (Selector(message="MiddelQuestion"), "MiddelChoice"),
        (Selector(message="MiddelChoice"), "IssuerDetermined"),
        (Selector(message="IssuerDetermined"), "AuthnRequest"),
        (Selector(message="Challenge"), "SignatureProof"),
        (Selector(message="Response", to="DV"), "ServicePage"),
        (Selector(message="ServicePage"), UNDECIDED),
        (MISSING, UNDECIDED),
    ],
)
def test_what_comes_next_is_what_a_role_sees_next(entry: Selector, following: str) -> None:
    assert confirmed(Claim(asks=Asks.NEXT, entry=entry), played()) == following


def test_the_failing_rule_is_told_by_its_last_part() -> None:
    claim = Claim(asks=Asks.FAILING_RULE)
    assert confirmed(claim, played(interference=Broken(rule="dv.response.audience"))) == "audience"
    assert confirmed(claim, played(interference=Broken(rule="hm.response.signature"))) == "signature"
    assert confirmed(claim, played()) == UNDECIDED


@pytest.mark.parametrize(
    ("rule", "role"),
    [
        ("hm.authn-request.destination", "HM"),
        ("ad.authn-request.destination", "AD"),
        ("hm.response.audience", "HM"),
        ("dv.response.audience", "DV"),
    ],
)
def test_a_broken_rule_is_noticed_by_who_receives_the_message(rule: str, role: str) -> None:
    assert confirmed(Claim(asks=Asks.NOTICED_BY), played(interference=Broken(rule=rule))) == role


def test_where_nothing_is_broken_nobody_notices_anything() -> None:
    assert confirmed(Claim(asks=Asks.NOTICED_BY), played()) == UNDECIDED


def test_a_replay_breaks_a_rule_too() -> None:
    trace = played(interference=Replayed(receiver=Role.DV, message=Response))
    assert confirmed(Claim(asks=Asks.NOTICED_BY), trace) == "DV"


def test_the_tries_left_are_those_that_were_told_last() -> None:
    claim, wrong = Claim(asks=Asks.TRIES_LEFT), build.wrong
    assert confirmed(claim, played(wrong, CANCEL, service=build.EH2, number=PASSWORD)) == 2
    assert confirmed(claim, played(wrong, wrong, CANCEL, service=build.EH2, number=PASSWORD)) == 1
    assert confirmed(claim, played(wrong, right, service=build.EH2, number=PASSWORD)) == 3
    assert confirmed(claim, played(CANCEL)) == 3
    assert confirmed(claim, after(login(deliver=typed), SIGN_IN).trace) == UNDECIDED


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (Selector(message="Challenge"), 3),
        (Selector(message="PasswordProof"), 2),
        (Selector(message="CredentialChecked", nth=2), 1),
        (Selector(message="PasswordProof", nth=3), 3),
        (Selector(message="AuthnRequest"), UNDECIDED),
        (Selector(message="Challenge", nth=4), UNDECIDED),
    ],
)
def test_the_tries_left_after_an_entry_are_those_of_that_moment(entry: Selector, left: str | int) -> None:
    trace = played(build.wrong, build.wrong, right, service=build.EH2, number=PASSWORD)
    assert confirmed(Claim(asks=Asks.TRIES_LEFT, entry=entry), trace) == left


def test_of_a_proof_that_was_not_checked_yet_nobody_knows_what_it_leaves() -> None:
    trace = played(build.wrong, CANCEL, service=build.EH2, number=PASSWORD)
    proof = next(
        entry for entry in trace.entries if getattr(entry, "message", None).__class__.__name__ == "PasswordProof"
    )
    so_far = Trace(scenario=trace.scenario, entries=trace.entries[: proof.n])
    assert confirmed(Claim(asks=Asks.TRIES_LEFT), so_far) == UNDECIDED


def test_the_knowers_are_all_that_know_it_and_no_others() -> None:
    assert confirmed(Claim(asks=Asks.KNOWERS, fact="middel"), played()) == {"GEBRUIKER", "HM", "AD"}
    asked = Selector(message="AuthnRequest", to="HM")
    assert confirmed(Claim(asks=Asks.KNOWERS, fact="middel", entry=asked), played()) == frozenset()
    assert confirmed(Claim(asks=Asks.KNOWERS, fact="service", entry=asked), played()) == {"GEBRUIKER", "DV", "HM"}
    assert confirmed(Claim(asks=Asks.KNOWERS, fact="middel", entry=MISSING), played()) == UNDECIDED


ENTRIES = {
    "answer": Selector(message="Response", to="DV"),
    "question": Selector(message="AuthnRequest", to="HM"),
    "check": Selector(message="CredentialChecked"),
}


def test_the_order_is_that_of_the_entries() -> None:
    assert confirmed(Claim(asks=Asks.ORDER, entries=ENTRIES), played()) == ("question", "check", "answer")


@pytest.mark.parametrize("other", [MISSING, Selector(message="Response", nth=2)])
def test_an_entry_that_is_not_there_or_is_named_twice_leaves_the_order_undecided(other: Selector) -> None:
    assert confirmed(Claim(asks=Asks.ORDER, entries={**ENTRIES, "other": other}), played()) == UNDECIDED


def test_the_ends_of_several_are_told_for_each() -> None:
    senders = Claim(asks=Asks.SENDER, entries={**ENTRIES, "missing": MISSING})
    assert confirmed(senders, played()) == {"answer": "HM", "question": "DV", "check": "AD", "missing": UNDECIDED}
    receivers = Claim(asks=Asks.RECEIVER, entries=ENTRIES)
    assert confirmed(receivers, played()) == {"answer": "DV", "question": "HM", "check": "AD"}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim(asks=Asks.SENDER, entry=ENTRIES["answer"], stated="HM"), "true"),
        (Claim(asks=Asks.SENDER, entry=ENTRIES["answer"], stated="AD"), "false"),
        (Claim(asks=Asks.OUTCOME, stated="served"), "true"),
        (Claim(asks=Asks.KNOWS, role="DV", fact="middel", stated="yes"), "false"),
        (Claim(asks=Asks.KNOWS, role="DV", fact="middel", stated="no"), "true"),
        (Claim(asks=Asks.SENDER, entry=MISSING, stated="HM"), UNDECIDED),
        (Claim(asks=Asks.FAILING_RULE, stated="audience"), UNDECIDED),
    ],
)
def test_a_statement_is_true_false_or_undecided(claim: Claim, expected: str) -> None:
    assert confirmed(claim, played()) == expected
