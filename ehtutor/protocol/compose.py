"""How the roles of this program fill in their messages and pages: the values of an honest sender."""

from datetime import datetime, timedelta
from typing import Final

from ehtutor.protocol.events import RequestAccepted
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Network, Party
from ehtutor.protocol.pages import Challenge, MiddelQuestion, Offer, Page
from ehtutor.protocol.states import Asked, Memory, Sent
from ehtutor.protocol.world import World
from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, AuthnRequest, Message, Response
from ehtutor.value import Value

VALIDITY: Final = timedelta(minutes=2)
"""How long an assertion lives; the window most often seen in recorded messages of the scheme."""
BROWSER: Final = "gebruiker"
"""The receiver of a page: whoever sits at the browser."""


class Situation(Value):
    """What a role may know beside its state and event."""

    party: Party
    memory: Memory
    network: Network
    world: World
    n: int
    """The number of the delivery in its login; new identifiers are made of it."""

    @property
    def now(self) -> datetime:
        """The party's clock."""
        return self.world.now

    def new_id(self, purpose: str) -> str:
        """An identifier that nobody can guess."""
        return self.world.new_id(self.n, purpose)


class Outgoing(Value):
    """A message on its way out, to a party (by its id) or to the browser."""

    message: Message | Page
    receiver: str
    relay_state: str = ""


def to_browser(page: Page) -> Outgoing:
    """A page for the gebruiker."""
    return Outgoing(message=page, receiver=BROWSER)


def request(at: Situation, sent: Sent, *, service_name: str | None) -> Outgoing:
    """The AuthnRequest whose answer will be held against `sent`."""
    receiver = at.network.party(sent.receiver)
    (answer_index,) = (each.index for each in at.party.assertion_consumer_services if each.location == sent.answer_to)
    message = AuthnRequest(
        id=sent.id,
        version=names.VERSION,
        issue_instant=at.now,
        destination=receiver.single_sign_on_services[0].location,
        issuer=at.party.entity_id,
        subject=sent.subject,
        comparison=names.MINIMUM,
        authn_context_class_ref=sent.loa.value,
        assertion_consumer_service_index=answer_index,
        provider_name=service_name,
    )
    return Outgoing(message=message, receiver=receiver.id, relay_state=sent.relay_state)


def sent(at: Situation, receiver: Party, *, subject: str, loa: Loa) -> Sent:
    """What a role remembers of the request that it is about to send."""
    return Sent(
        id=at.new_id("request"),
        receiver=receiver.id,
        subject=subject,
        loa=loa,
        answer_to=at.party.default_answer.location,
        relay_state=at.new_id("relay-state"),
    )


def asked(event: RequestAccepted, at: Situation) -> Asked:
    """What a role remembers of a request that it accepted."""
    message, issuer = event.request, at.network.party(event.issuer)
    answer_to = issuer.answer_by_index(message.assertion_consumer_service_index)
    assert answer_to is not None, "an accepted request names a registered address"
    return Asked(
        id=message.id,
        issuer=issuer.id,
        subject=message.subject,
        loa=Loa(message.authn_context_class_ref),
        answer_to=answer_to.location,
        relay_state=event.relay_state,
        service_name=message.provider_name,
    )


def question(asked: Asked, at: Situation, *, too_low: str | None) -> Outgoing:
    """The choice page of the makelaar, with every registered middel; those too low are marked, not hidden."""
    gebruiker = at.network.gebruiker_named(asked.subject)
    middelen = (at.network.middel(number) for number in gebruiker.registered)
    offers = tuple(
        Offer(number=m.number, name=m.name, kind=m.kind, loa=m.loa, suffices=m.loa >= asked.loa) for m in middelen
    )
    return to_browser(MiddelQuestion(service_name=asked.service_name, loa=asked.loa, offers=offers, too_low=too_low))


def challenge(asked: Asked, nonce: str, at: Situation, *, tries_left: int) -> Outgoing:
    """The page of the authenticatiedienst that belongs to the middel."""
    middel = at.network.middel(asked.subject)
    return to_browser(
        Challenge(number=middel.number, kind=middel.kind, nonce=nonce, tries_left=tries_left, loa=asked.loa)
    )


def answer(asked: Asked, at: Situation, *, loa_urn: str, authn_instant: datetime) -> Outgoing:
    """A positive Response with its Assertion."""
    assertion = Assertion(
        id=at.new_id("assertion"),
        version=names.VERSION,
        issue_instant=at.now,
        issuer=at.party.entity_id,
        subject=asked.subject,
        recipient=asked.answer_to,
        in_response_to=asked.id,
        confirmation_not_on_or_after=at.now + VALIDITY,
        not_before=at.now,
        not_on_or_after=at.now + VALIDITY,
        audience=at.network.party(asked.issuer).entity_id,
        authn_instant=authn_instant,
        authn_context_class_ref=loa_urn,
    )
    return _response(asked, at, status=names.SUCCESS, sub_status=None, assertion=assertion)


def failure(asked: Asked, at: Situation) -> Outgoing:
    """A negative Response; a cancel and a failure are the same on the wire (ETD, Error handling)."""
    return _response(asked, at, status=names.RESPONDER, sub_status=names.AUTHN_FAILED, assertion=None)


def _response(
    asked: Asked, at: Situation, *, status: str, sub_status: str | None, assertion: Assertion | None
) -> Outgoing:
    message = Response(
        id=at.new_id("response"),
        version=names.VERSION,
        issue_instant=at.now,
        destination=asked.answer_to,
        in_response_to=asked.id,
        issuer=at.party.entity_id,
        status=status,
        sub_status=sub_status,
        assertion=assertion,
    )
    # the RelayState goes back as it came (SAML Bindings 3.5.3)
    return Outgoing(message=message, receiver=asked.issuer, relay_state=asked.relay_state)
