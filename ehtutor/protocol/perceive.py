"""From what arrives to what it means: the one place that classifies.

A SAML message is held against RULES; a form of the gebruiker is not, it is only told apart (enough or too low;
right, wrong or blocked).
"""

from typing import Final, assert_never

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
from ehtutor.protocol.memory import Memory
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.network import Network, Party
from ehtutor.protocol.pages import (
    Cancel,
    CodeProof,
    Form,
    MiddelChoice,
    PasswordProof,
    Proof,
    SignatureProof,
    SignIn,
)
from ehtutor.protocol.roles import Role
from ehtutor.protocol.rules import Finding
from ehtutor.protocol.states import AwaitingAd, AwaitingChoice, AwaitingCredential, AwaitingHm, Sent, State
from ehtutor.protocol.world import World
from ehtutor.saml.grammar import KINDS, kind_of, signed_parts
from ehtutor.saml.messages import AuthnRequest, Message, Response

_ASKS: Final = {Role.DV: Role.HM, Role.HM: Role.AD}
_ASKED_BY: Final = {asked: asker for asker, asked in _ASKS.items()}


def awaited(state: State) -> Sent | None:
    """The request whose answer a party in this state waits for."""
    match state:
        case AwaitingHm(sent=sent) | AwaitingAd(sent=sent):
            return sent
        case _:
            return None


def candidates(network: Network, receiver: Party, state: State, message: Message) -> tuple[Party, ...]:
    """Whose signature the receiver takes: of a response, of whom it asked; of a request, of whoever may ask it."""
    sent = awaited(state)
    is_request = kind_of(message).is_request
    if sent and not is_request:
        return (network.party(sent.receiver),)
    other = (_ASKED_BY if is_request else _ASKS).get(receiver.role)
    return network.playing(other) if other else ()


def message_ids(delivered: Delivered) -> tuple[str, ...]:
    """The ids that the receiver will not take again."""
    message = delivered.message
    return (message.id, *(part.id for part in signed_parts(message))) if message else ()


def message_event(delivered: Delivered, findings: tuple[Finding, ...], context: Context | None) -> Event:
    """What a SAML message means to its receiver, with what the check of it found."""
    failing = tuple(finding.rule for finding in findings if not finding.holds)
    if failing or context is None:
        refused = RequestRefused if KINDS[delivered.type].is_request else ResponseRefused
        return refused(rules=failing)
    match delivered.message:
        case AuthnRequest() as request:
            return RequestAccepted(request=request, issuer=context.sender.id, relay_state=delivered.relay_state)
        case Response(assertion=None):
            return AuthnFailed()
        case Response(assertion=assertion) if assertion:
            return Authenticated(assertion=assertion)
    raise AssertionError("a context without a message")


def form_event(form: Form, state: State, memory: Memory, network: Network, world: World) -> tuple[Event, Memory]:
    """What a form of the gebruiker means to its receiver, and what that party remembers of it."""
    match form:
        case SignIn(service=service, name_id=name_id):
            return SignedIn(service=service, name_id=name_id), memory
        case Cancel():
            return Cancelled(), memory
        case MiddelChoice(number=number):
            assert isinstance(state, AwaitingChoice)
            middel = network.middel(number)
            enough = middel.loa >= state.asked.loa
            return MiddelChosen(middel=middel) if enough else MiddelTooLow(middel=middel), memory
        case PasswordProof() | CodeProof() | SignatureProof():
            assert isinstance(state, AwaitingCredential)
            return _proof_event(form, network.middel(state.asked.subject), state.nonce, memory, world)
        case _:
            assert_never(form)


def _proof_event(proof: Proof, middel: Middel, nonce: str, memory: Memory, world: World) -> tuple[Event, Memory]:
    """Expired, revoked and blocked fail at once, whatever is typed; a wrong proof counts, a right one clears."""
    if middel.revoked:
        return MiddelRevoked(), memory
    if world.now >= middel.valid_until:
        return MiddelExpired(), memory
    if memory.tries_left(middel.number) <= 0:
        return MiddelBlocked(), memory
    is_right = is_proved(middel, proof, nonce, world)
    remembered = memory.after_try(middel.number, is_right=is_right)
    if is_right:
        return CredentialRight(middel=middel), remembered
    left = remembered.tries_left(middel.number)
    return CredentialWrong(middel=middel, tries_left=left) if left else MiddelBlocked(), remembered
