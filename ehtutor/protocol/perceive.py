"""From what arrives to what it means: the one place that classifies.

A SAML message is held against RULES; a form of the gebruiker is not, it is only told apart (enough or too low;
right, wrong or blocked). It may hold anything, and arrive at any time: a browser keeps old pages.
"""

from collections.abc import Iterable
from typing import assert_never

from ehtutor.protocol.compose import Situation
from ehtutor.protocol.credentials import is_proved
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.demands import Context
from ehtutor.protocol.events import (
    Authenticated,
    AuthnFailed,
    Cancelled,
    CredentialRight,
    CredentialWrong,
    Event,
    FormRefused,
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
from ehtutor.protocol.pages import Cancel, CodeProof, Form, MiddelChoice, PasswordProof, Proof, SignatureProof, SignIn
from ehtutor.protocol.rules import Finding, Rule, check
from ehtutor.protocol.states import (
    AwaitingAd,
    AwaitingChoice,
    AwaitingCredential,
    AwaitingHm,
    Memory,
    NothingSent,
    Sent,
    State,
)
from ehtutor.saml.grammar import KINDS, signed_parts
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.value import Value


class Perceived(Value):
    """What something that arrived means to its receiver."""

    event: Event
    memory: Memory
    """What the receiver keeps of it after this login."""
    findings: tuple[Finding, ...] = ()


def perceive(state: State, arrival: Form | Delivered, at: Situation, rules: Iterable[Rule]) -> Perceived:
    """What it means to a party in this state, whatever it is; a message is held against `rules`."""
    if not isinstance(arrival, Delivered):
        event, memory = _form_event(arrival, state, at)
        return Perceived(event=event, memory=memory)
    findings = check(arrival, rules, _context(state, at, arrival))
    return Perceived(
        event=_message_event(arrival, findings),
        memory=at.memory.having_seen(*_message_ids(arrival)),
        findings=findings,
    )


def awaited(state: State) -> Sent | None:
    """The request whose answer a party in this state waits for."""
    match state:
        case AwaitingHm(sent=sent) | AwaitingAd(sent=sent):
            return sent
        case _:
            return None


def _context(state: State, at: Situation, delivered: Delivered) -> Context:
    """What the receiver knows and the message does not."""
    return Context(
        now=at.now,
        party=at.party,
        sender=delivered.sender,
        memory=at.memory,
        network=at.network,
        sent=awaited(state) or NothingSent(),
    )


def _message_ids(delivered: Delivered) -> tuple[str, ...]:
    """The ids that the receiver will not take again."""
    message = delivered.message
    return (message.id, *(part.id for part in signed_parts(message))) if message else ()


def _message_event(delivered: Delivered, findings: tuple[Finding, ...]) -> Event:
    """What a SAML message means to its receiver, with what the check of it found."""
    failing = tuple(finding.rule for finding in findings if not finding.holds)
    if failing or delivered.message is None or delivered.sender is None:
        refused = RequestRefused if KINDS[delivered.type].is_request else ResponseRefused
        return refused(rules=failing)
    match delivered.message:
        case AuthnRequest() as request:
            return RequestAccepted(request=request, issuer=delivered.sender.id, relay_state=delivered.relay_state)
        case Response(assertion=assertion):
            return Authenticated(assertion=assertion) if assertion else AuthnFailed()
        case _:
            assert_never(delivered.message)


def _form_event(form: Form, state: State, at: Situation) -> tuple[Event, Memory]:
    """What a form of the gebruiker means to its receiver, and what that party remembers of it."""
    match form:
        case SignIn(service=service, name_id=name_id):
            is_mine = service in {each.id for each in at.network.services if each.dv == at.party.id}
            return SignedIn(service=service, name_id=name_id) if is_mine else FormRefused(), at.memory
        case Cancel():
            return Cancelled(), at.memory
        case MiddelChoice(number=number):
            return _choice_event(number, state, at), at.memory
        case PasswordProof() | CodeProof() | SignatureProof():
            return _proof_event(form, state, at)
        case _:
            assert_never(form)


def _choice_event(number: str, state: State, at: Situation) -> Event:
    """A middel that was not on the page is no choice at all."""
    if not isinstance(state, AwaitingChoice):
        return FormRefused()
    asked = state.asked
    if number not in at.network.gebruiker_named(asked.subject).registered:
        return FormRefused()
    middel = at.network.middel(number)
    return MiddelChosen(middel=middel) if middel.loa >= asked.loa else MiddelTooLow(middel=middel)


def _proof_event(proof: Proof, state: State, at: Situation) -> tuple[Event, Memory]:
    """Expired, revoked and blocked fail at once, whatever is typed; a wrong proof counts, a right one clears."""
    memory = at.memory
    if not isinstance(state, AwaitingCredential):
        return FormRefused(), memory
    middel = at.network.middel(state.asked.subject)
    if middel.revoked:
        return MiddelRevoked(), memory
    if at.world.course_now >= middel.valid_until:
        return MiddelExpired(), memory
    if memory.tries_left(middel.number) <= 0:
        return MiddelBlocked(), memory
    is_right = is_proved(middel, proof, state.nonce, at.world)
    remembered = memory.after_try(middel.number, is_right=is_right)
    if is_right:
        return CredentialRight(middel=middel), remembered
    left = remembered.tries_left(middel.number)
    return CredentialWrong(middel=middel, tries_left=left) if left else MiddelBlocked(), remembered
