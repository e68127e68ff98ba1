"""A login in the making: it runs until the gebruiker has to decide something, or it has ended.

Values, never changed: to go back is to keep an earlier Login, and 'what if' is to decide again from it.

Here all parties are in one place and what one sends the other has at once. `decide` does that, out of two halves that
know nothing of it: `arrive` (something reaches a party) and `depart` (what it sends sets out). Between the two there
may be a browser, and any time at all.
"""

from collections.abc import Mapping
from typing import assert_never

from ehtutor.protocol.compose import BROWSER, Outgoing, Situation
from ehtutor.protocol.counterexamples import Aim
from ehtutor.protocol.credentials import prove
from ehtutor.protocol.decisions import CancelLogin, Choice, Decision, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.deliver import Deliver, Edits, Sending, meddle, signed
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Gebruiker
from ehtutor.protocol.pages import (
    Cancel,
    Challenge,
    DenialPage,
    ErrorPage,
    Form,
    MiddelChoice,
    MiddelQuestion,
    ServicePage,
    SignIn,
    SignInPage,
)
from ehtutor.protocol.party import candidates, receive
from ehtutor.protocol.perceive import awaited
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.states import Idle, Memory, State
from ehtutor.protocol.trace import (
    Change,
    DecisionTaken,
    Determination,
    Entry,
    Exchange,
    Trace,
    Verdict,
    outcome_of,
)
from ehtutor.protocol.world import World
from ehtutor.saml.messages import AuthnRequest, Message, Response
from ehtutor.value import Value, replace


class Pending(Value):
    """What a party has just sent, and has not arrived yet."""

    sender: str
    outgoing: Outgoing
    step: int
    change: Change
    """Of the sender, by sending this."""


class Departure(Value):
    """A message that has set out, and what befalls it on its way."""

    sent: Exchange
    """Its record, as far as it can be known before it arrives."""
    message: Message
    relay_state: str
    edits: Edits
    is_replayed: bool
    """Whether somebody delivers it a second time."""


class Login(Value):
    """One login, as far as it has come."""

    scenario: Scenario
    world: World
    deliver: Deliver
    states: Mapping[str, State]
    memory: Mapping[str, Memory]
    """By id of party; what a next login may start with."""
    entries: tuple[Entry, ...] = ()
    pending: Pending | None = None
    awaiting: Decision | None = None
    """What the gebruiker has to decide now; None when the login has ended."""

    @property
    def trace(self) -> Trace:
        """What is recorded so far."""
        return Trace(scenario=self.scenario, entries=self.entries)

    @property
    def gebruiker(self) -> Gebruiker:
        """Who logs in."""
        return self.scenario.network.gebruiker(self.scenario.gebruiker)

    @property
    def next(self) -> int:
        """The number of the entry that will be recorded next."""
        return len(self.entries) + 1


def start(
    scenario: Scenario, world: World, memory: Mapping[str, Memory] | None = None, deliver: Deliver = signed
) -> Login:
    """A login that waits for the gebruiker to sign in; `memory` is what earlier logins left."""
    parties = [party.id for party in scenario.network.parties]
    service = scenario.network.service(scenario.service)
    return Login(
        scenario=scenario,
        world=world,
        deliver=deliver,
        states=dict.fromkeys(parties, Idle()),
        memory={**dict.fromkeys(parties, Memory()), **(memory or {})},
        awaiting=scenario.profile.decision(service.dv, SignInPage(service=service.id, service_name=service.name)),
    )


def decide(login: Login, choice: Choice) -> Login:
    """Take `choice`, and run on to the next decision or the end; ValueError when it can't be chosen now."""
    if login.awaiting is None:
        raise ValueError("this login has ended")
    decision = login.awaiting
    if not decision.admits(choice, login.gebruiker):
        raise ValueError(f"{choice} does not answer {decision}")
    form, at_step = form_of(choice, decision, login), decision.row.step
    login = _record(replace(login, awaiting=None), DecisionTaken(n=login.next, step=at_step, choice=choice))
    sent = Exchange(n=login.next, step=at_step, sender=BROWSER, receiver=decision.party, message=form, changes={})
    login = arrive(login, form, sent)
    while login.pending is not None:
        login, departure = depart(login)
        if departure is not None:
            login = _cross(login, departure)
    return login


def form_of(choice: Choice, decision: Decision, login: Login) -> Form:
    """What the gebruiker's browser sends for his choice."""
    gebruiker = login.gebruiker
    match choice, decision.page:
        case SignInChoice(), SignInPage(service=service, service_name=name):
            return SignIn(service=service, service_name=name, name_id=gebruiker.name_id)
        case UseMiddel(number=number), _:
            return MiddelChoice(number=number)
        case GiveCredential(typed=typed), Challenge() as page:
            return prove(gebruiker.wallet_by_number[page.number], page.kind, typed, page.nonce, login.world)
        case CancelLogin(), _:
            return Cancel()
    raise AssertionError("a page admits what it can be answered by")


def arrive(login: Login, arrival: Form | Delivered, sent: Exchange) -> Login:
    """Let the receiver react to what arrives of `sent`, and record it; what it sends is pending then.

    Where there is no row nothing is pending, nothing has moved, and the page that lies open stays so.
    """
    party = login.scenario.network.party(sent.receiver)
    before = login.states[party.id]
    at = Situation(
        party=party, memory=login.memory[party.id], network=login.scenario.network, world=login.world, n=login.next
    )
    reaction = receive(before, arrival, at, login.scenario.profile)
    arrived = replace(
        sent,
        n=login.next,
        hops=arrival.hops if isinstance(arrival, Delivered) else (),
        findings=reaction.findings,
        event=reaction.event,
        is_refused=reaction.is_refused,
        changes={**sent.changes, party.id: Change(before=before, after=reaction.state)},
    )
    login = replace(
        _record(login, arrived),
        states={**login.states, party.id: reaction.state},
        memory={**login.memory, party.id: reaction.memory},
        pending=None,
    )
    if reaction.row is None or reaction.outgoing is None:
        return login
    # the transition is told once, where it happened; what follows from it finds the party in its new state
    stays = Change(before=reaction.state, after=reaction.state)
    if (made := reaction.determination) is not None:
        at_step = login.scenario.profile.determined_at[type(made)]
        login = _record(
            login, Determination(n=login.next, step=at_step, party=party.id, made=made, changes={party.id: stays})
        )
    pending = Pending(sender=party.id, outgoing=reaction.outgoing, step=reaction.row.step, change=stays)
    return replace(login, awaiting=None, pending=pending)


def depart(login: Login) -> tuple[Login, Departure | None]:
    """Let go of what is pending: a message sets out, and of a page the gebruiker decides or is done."""
    pending, login = login.pending, replace(login, pending=None)
    if pending is None:
        return login, None
    match pending.outgoing.message:
        case AuthnRequest() | Response() as message:
            return login, _departure(login, pending, message)
        case MiddelQuestion() | Challenge() as page:
            shown = _exchange(login, pending, page)
            return replace(_record(login, shown), awaiting=login.scenario.profile.decision(pending.sender, page)), None
        case ServicePage() | DenialPage() | ErrorPage() as page:
            verdict = Verdict(
                n=login.next,
                step=pending.step,
                sender=pending.sender,
                page=page,
                outcome=outcome_of(page, login.entries),
                changes={pending.sender: pending.change},
            )
            return _record(login, verdict), None
        case _:
            assert_never(pending.outgoing.message)


def _departure(login: Login, pending: Pending, message: Message) -> Departure:
    """The message as it sets out, with what will befall it."""
    network = login.scenario.network
    receiver = network.party(pending.outgoing.receiver)
    asked = awaited(login.states[receiver.id])
    aim = Aim(now=login.world.now, loa=asked.loa if asked else Loa.LOA2)
    meddled = meddle(login.scenario, message, receiver.role, aim)
    return Departure(
        sent=_exchange(login, pending, meddled.message),
        message=meddled.message,
        relay_state=pending.outgoing.relay_state,
        edits=meddled.edits,
        is_replayed=meddled.is_replayed,
    )


def _cross(login: Login, departure: Departure) -> Login:
    """Bring a message over to its receiver, and once more where somebody kept a copy."""
    login = _bring(login, departure, departure.sent)
    if not departure.is_replayed:
        return login
    again = _bring(login, departure, replace(departure.sent, is_replay=True, changes={}))
    # nothing comes of the copy, and what came of the message itself is still to be sent
    return replace(again, pending=again.pending or login.pending)


def _bring(login: Login, departure: Departure, sent: Exchange) -> Login:
    network, receiver = login.scenario.network, login.scenario.network.party(sent.receiver)
    sending = Sending(
        message=departure.message,
        signer=network.party(sent.sender),
        candidates=candidates(
            network, receiver, login.states[receiver.id], type(departure.message), login.scenario.profile
        ),
        relay_state=departure.relay_state,
        edits=departure.edits,
    )
    return arrive(login, login.deliver(sending, login.world), sent)


def _exchange(login: Login, pending: Pending, message: Message | MiddelQuestion | Challenge) -> Exchange:
    """What is being sent, before anything is known of its arrival."""
    return Exchange(
        n=login.next,
        step=pending.step,
        sender=pending.sender,
        receiver=pending.outgoing.receiver,
        message=message,
        changes={pending.sender: pending.change},
    )


def _record(login: Login, entry: Entry) -> Login:
    return replace(login, entries=(*login.entries, entry))
