"""What the engine says to a claim, on logins that end in every way."""

import pytest

import build
from build import CANCEL, CERTIFICATE, EH2, EXPIRED, PAS, PASSWORD, SIGN_IN, TOTP, after, login, right, use
from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.protocol.deliver import typed
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.trace import Trace
from ehtutor.session.story.claims import UNDECIDED, confirmed


def played(service: str = build.EH3, number: str = PAS, how=right, **changes) -> Trace:
    """The trace of a login with this middel."""
    return after(login(service, deliver=typed, **changes), SIGN_IN, use(number), how).trace


def says(
    asks: Asks, trace: Trace, entry: Selector | None = None, role: str | None = None, fact: str | None = None
) -> str:
    return confirmed(Claim(asks=asks, entry=entry, role=role, fact=fact), trace)


@pytest.mark.parametrize(
    ("entry", "sender", "receiver"),
    [
        (Selector(message="SignIn"), "GEBRUIKER", "DV"),
        (Selector(message="AuthnRequest"), "DV", "HM"),
        (Selector(message="AuthnRequest", nth=2), "HM", "AD"),
        (Selector(message="AuthnRequest", to="AD"), "HM", "AD"),
        (Selector(message="MiddelQuestion"), "HM", "GEBRUIKER"),
        (Selector(message="IssuerDetermined"), "HM", "HM"),
        (Selector(message="CredentialChecked"), "AD", "AD"),
        (Selector(message="Response", to="DV"), "HM", "DV"),
        (Selector(message="ServicePage"), "DV", "GEBRUIKER"),
    ],
)
def test_sender_and_receiver_are_told_by_the_code_of_their_role(entry: Selector, sender: str, receiver: str) -> None:
    assert says(Asks.SENDER, played(), entry) == sender
    assert says(Asks.RECEIVER, played(), entry) == receiver


def test_a_message_is_told_by_its_type() -> None:
    assert says(Asks.MESSAGE, played(), Selector(message="Response", nth=2)) == "Response"


@pytest.mark.parametrize(
    ("trace", "outcome"),
    [
        (played(), "served"),
        (played(how=CANCEL), "cancelled"),
        (played(EH2, EXPIRED, gebruiker=build.BRAM), "failed"),
        (played(interference=Broken(rule="dv.response.audience")), "refused"),
    ],
)
def test_the_outcome_is_that_of_the_login(trace: Trace, outcome: str) -> None:
    assert says(Asks.OUTCOME, trace) == outcome


@pytest.mark.parametrize(("number", "label"), [(PASSWORD, "EH2"), (TOTP, "EH2+"), (PAS, "EH3"), (CERTIFICATE, "EH4")])
def test_the_level_reached_is_that_of_the_middel_and_not_the_one_asked(number: str, label: str) -> None:
    assert says(Asks.LEVEL_REACHED, played(EH2, number)) == label


def test_the_level_reached_is_the_last_that_was_declared() -> None:
    trace = played(build.EH2PLUS, CERTIFICATE, interference=Broken(rule="dv.response.level"))
    assert says(Asks.LEVEL_REACHED, trace) == "EH2"


def test_knowledge_is_that_of_the_role_and_of_the_moment() -> None:
    trace = played()
    assert says(Asks.KNOWS, trace, role="HM", fact="middel") == "yes"
    assert says(Asks.KNOWS, trace, role="DV", fact="middel") == "no"
    assert says(Asks.KNOWS, trace, Selector(message="AuthnRequest", to="HM"), role="HM", fact="middel") == "no"
    assert says(Asks.KNOWS, trace, Selector(message="MiddelChoice"), role="HM", fact="middel") == "yes"


def test_only_the_authenticatiedienst_that_took_part_counts() -> None:
    assert says(Asks.KNOWS, played(EH2, PASSWORD), role="AD", fact="middel") == "yes"
    assert says(Asks.KNOWS, played(how=CANCEL), role="AD", fact="credential") == "no"


@pytest.mark.parametrize("asks", [Asks.SENDER, Asks.RECEIVER, Asks.MESSAGE, Asks.KNOWS])
def test_an_entry_that_this_login_has_not_confirms_nothing(asks: Asks) -> None:
    missing = Selector(message="Response", nth=3)
    assert says(asks, played(), missing, role="DV", fact="result") == UNDECIDED


@pytest.mark.parametrize("asks", [Asks.OUTCOME, Asks.LEVEL_REACHED])
def test_a_login_that_has_not_ended_confirms_nothing(asks: Asks) -> None:
    assert says(asks, after(login(deliver=typed), SIGN_IN).trace) == UNDECIDED


@pytest.mark.parametrize("asks", [Asks.SENDER, Asks.RECEIVER, Asks.MESSAGE])
def test_a_claim_about_no_entry_confirms_nothing(asks: Asks) -> None:
    assert says(asks, played()) == UNDECIDED
