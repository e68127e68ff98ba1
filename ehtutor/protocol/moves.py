"""The moves: what a role remembers and sends when a row of TRANSITIONS applies.

A move knows the state and event that its row names; that is why each has types of its own, and the table's
`Move` only says that there is a state, an event and a situation.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from ehtutor.protocol import compose
from ehtutor.protocol.compose import Outgoing, Situation
from ehtutor.protocol.events import (
    Authenticated,
    AuthnFailed,
    Cancelled,
    CheckResult,
    CredentialChecked,
    CredentialRight,
    CredentialWrong,
    DeterminationMade,
    IssuerDetermined,
    MiddelBlocked,
    MiddelChosen,
    MiddelExpired,
    MiddelRevoked,
    MiddelTooLow,
    RequestAccepted,
    RequestRefused,
    ResponseRefused,
    SignedIn,
)
from ehtutor.protocol.middelen import MAX_TRIES
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import DenialPage, ErrorPage, ServicePage
from ehtutor.protocol.states import (
    AwaitingAd,
    AwaitingChoice,
    AwaitingCredential,
    AwaitingHm,
    Denied,
    Ended,
    Idle,
    Served,
    State,
)
from ehtutor.value import Value


class Moved(Value):
    """What a move leads to."""

    state: State
    outgoing: Outgoing
    determination: DeterminationMade | None = None


# Any: each move takes the one state and event class that its row names; the table test holds them to it.
Move: TypeAlias = Callable[[Any, Any, Situation], Moved]


def ask_hm(_state: Idle, event: SignedIn, at: Situation) -> Moved:
    """DV: put the authentication question to the makelaar; there is no field for a middel."""
    service = at.network.service(event.service)
    sent = compose.sent(at, at.network.sole(Role.HM), subject=event.name_id, loa=service.loa)
    request = compose.request(at, sent, service_name=service.name)
    return Moved(state=AwaitingHm(service=service.id, sent=sent), outgoing=request)


def serve(state: AwaitingHm, _event: Authenticated, at: Situation) -> Moved:
    """DV: the result is positive and verified, so the transaction can be done."""
    page = ServicePage(service_name=at.network.service(state.service).name)
    return Moved(state=Served(), outgoing=compose.to_browser(page))


def deny(state: AwaitingHm, _event: AuthnFailed, at: Situation) -> Moved:
    """DV: not authenticated; a cancel and a failure look the same from here."""
    page = DenialPage(service_name=at.network.service(state.service).name)
    return Moved(state=Denied(), outgoing=compose.to_browser(page))


def deny_refused(_state: AwaitingHm, event: ResponseRefused, _at: Situation) -> Moved:
    """DV: the makelaar's response doesn't hold."""
    return Moved(state=Denied(), outgoing=compose.to_browser(ErrorPage(rules=event.rules)))


def show_error(_state: Idle, event: RequestRefused, _at: Situation) -> Moved:
    """HM or AD: a request that doesn't hold gets no answer, its return address can't be trusted."""
    return Moved(state=Ended(), outgoing=compose.to_browser(ErrorPage(rules=event.rules)))


def ask_middel(_state: Idle, event: RequestAccepted, at: Situation) -> Moved:
    """HM: ask the gebruiker which of his registered middelen he wants to use."""
    asked = compose.asked(event, at)
    return Moved(state=AwaitingChoice(asked=asked), outgoing=compose.question(asked, at, too_low=None))


def ask_again(state: AwaitingChoice, event: MiddelTooLow, at: Situation) -> Moved:
    """HM: this middel is too low; say so and ask again."""
    return Moved(state=state, outgoing=compose.question(state.asked, at, too_low=event.middel.number))


def ask_ad(state: AwaitingChoice, event: MiddelChosen, at: Situation) -> Moved:
    """HM: the choice determines which authenticatiedienst to ask; the subject is the number of the middel."""
    ad = at.network.party(event.middel.ad)
    sent = compose.sent(at, ad, subject=event.middel.number, loa=state.asked.loa)
    return Moved(
        state=AwaitingAd(asked=state.asked, sent=sent),
        outgoing=compose.request(at, sent, service_name=None),
        determination=IssuerDetermined(number=event.middel.number, ad=ad.id),
    )


def report(state: AwaitingAd, event: Authenticated, at: Situation) -> Moved:
    """HM: its own declaration about the subject that the DV named; middel and issuer stay behind."""
    declared = event.assertion
    answer = compose.answer(
        state.asked, at, loa_urn=declared.authn_context_class_ref, authn_instant=declared.authn_instant
    )
    return Moved(state=Ended(), outgoing=answer)


def report_failure(
    state: AwaitingChoice | AwaitingAd | AwaitingCredential,
    _event: Cancelled | AuthnFailed | ResponseRefused,
    at: Situation,
) -> Moved:
    """HM or AD: tell whoever asked last that there is no authentication."""
    return Moved(state=Ended(), outgoing=compose.failure(state.asked, at))


def challenge(_state: Idle, event: RequestAccepted, at: Situation) -> Moved:
    """AD: find the middel in its own register, and ask for what belongs to it."""
    asked, nonce = compose.asked(event, at), at.new_id("nonce")
    page = compose.challenge(asked, nonce, at, tries_left=at.memory.tries_left(asked.subject))
    return Moved(state=AwaitingCredential(asked=asked, nonce=nonce), outgoing=page)


def challenge_again(state: AwaitingCredential, event: CredentialWrong, at: Situation) -> Moved:
    """AD: a wrong try may be repeated while there are tries left; each has a challenge of its own."""
    nonce = at.new_id("nonce")
    return Moved(
        state=AwaitingCredential(asked=state.asked, nonce=nonce),
        outgoing=compose.challenge(state.asked, nonce, at, tries_left=event.tries_left),
        determination=_checked(state, CheckResult.WRONG, event.tries_left),
    )


def declare(state: AwaitingCredential, event: CredentialRight, at: Situation) -> Moved:
    """AD: declare the level of the middel that was really used, whatever was asked."""
    return Moved(
        state=Ended(),
        outgoing=compose.answer(state.asked, at, loa_urn=event.middel.loa.value, authn_instant=at.now),
        determination=_checked(state, CheckResult.RIGHT, MAX_TRIES),
    )


def fail_middel(
    state: AwaitingCredential, event: MiddelBlocked | MiddelExpired | MiddelRevoked, at: Situation
) -> Moved:
    """AD: the middel itself fails; on the wire that looks like a cancel."""
    match event:
        case MiddelBlocked():
            result = CheckResult.BLOCKED
        case MiddelExpired():
            result = CheckResult.EXPIRED
        case MiddelRevoked():
            result = CheckResult.REVOKED
    return Moved(
        state=Ended(),
        outgoing=compose.failure(state.asked, at),
        determination=_checked(state, result, 0),
    )


def _checked(state: AwaitingCredential, result: CheckResult, tries_left: int) -> CredentialChecked:
    return CredentialChecked(number=state.asked.subject, result=result, tries_left=tries_left)
