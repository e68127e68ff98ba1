"""A login in the making: it runs until the gebruiker has to decide something, or it has ended.

Values, never changed: to go back is to keep an earlier Login, and 'what if' is to decide again from it.
"""

from collections.abc import Mapping
from functools import partial
from typing import assert_never

from ehtutor.protocol.choices import Choice, Decision
from ehtutor.protocol.compose import BROWSER, Outgoing, Situation
from ehtutor.protocol.deliver import Deliver, Sending, signed
from ehtutor.protocol.demands import Context
from ehtutor.protocol.events import RequestRefused, ResponseRefused
from ehtutor.protocol.forms import form_for
from ehtutor.protocol.interfere import meddle
from ehtutor.protocol.memory import Memory
from ehtutor.protocol.network import Gebruiker, Party
from ehtutor.protocol.pages import Challenge, DenialPage, ErrorPage, Form, MiddelQuestion, ServicePage
from ehtutor.protocol.perceive import awaited, candidates, form_event, message_event, message_ids
from ehtutor.protocol.rules import check
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.states import Idle, State
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
from ehtutor.protocol.transitions import DETERMINED_AT, row_for, step
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
    def page(self) -> MiddelQuestion | Challenge | None:
        """What the gebruiker looks at and has to decide on; None before the sign-in and after the end."""
        return self.awaiting.page if self.awaiting else None

    @property
    def next(self) -> int:
        """The number of the entry that will be recorded next."""
        return len(self.entries) + 1


def start(
    scenario: Scenario, world: World, memory: Mapping[str, Memory] | None = None, deliver: Deliver = signed
) -> Login:
    """A login that waits for the gebruiker to sign in; `memory` is what earlier logins left."""
    parties = [party.id for party in scenario.network.parties]
    return Login(
        scenario=scenario,
        world=world,
        deliver=deliver,
        states=dict.fromkeys(parties, Idle()),
        memory={**dict.fromkeys(parties, Memory()), **(memory or {})},
        awaiting=Decision(party=scenario.network.service(scenario.service).dv, page=None),
    )


def decide(login: Login, choice: Choice) -> Login:
    """Take `choice`, and run on to the next decision or the end; ValueError when it can't be chosen now."""
    if login.awaiting is None:
        raise ValueError("this login has ended")
    decision = login.awaiting
    form, at_step = form_for(choice, decision, login.scenario, login.world)
    login = _record(replace(login, awaiting=None), DecisionTaken(n=login.next, step=at_step, choice=choice))
    login = _take_form(login, decision.party, form, at_step)
    while login.pending is not None:
        login = _carry(replace(login, pending=None), login.pending)
    return login


def _carry(login: Login, pending: Pending) -> Login:
    """Bring what was sent to its receiver: a party, or the gebruiker, who then decides or is done."""
    match pending.outgoing.message:
        case AuthnRequest() | Response() as message:
            return _transmit(login, pending, message)
        case MiddelQuestion() | Challenge() as page:
            shown = _exchange(login, pending, page)
            return replace(_record(login, shown), awaiting=Decision(party=pending.sender, page=page))
        case ServicePage() | DenialPage() | ErrorPage() as page:
            verdict = Verdict(
                n=login.next,
                step=pending.step,
                sender=pending.sender,
                page=page,
                outcome=outcome_of(page, login.entries),
                changes={pending.sender: pending.change},
            )
            return _record(login, verdict)
        case _:
            assert_never(pending.outgoing.message)


def _take_form(login: Login, receiver: str, form: Form, at_step: int) -> Login:
    event, memory = form_event(
        form, login.states[receiver], login.memory[receiver], login.scenario.network, login.world
    )
    arrival = Exchange(
        n=login.next, step=at_step, sender=BROWSER, receiver=receiver, message=form, event=event, changes={}
    )
    return react(login, arrival, memory)


def _transmit(login: Login, pending: Pending, message: Message) -> Login:
    network = login.scenario.network
    sender, receiver = network.party(pending.sender), network.party(pending.outgoing.receiver)
    meddled = meddle(login.scenario.interference, message, receiver.role, _context(login, receiver, sender))
    sending = Sending(
        message=meddled.message,
        signer=sender,
        candidates=candidates(network, receiver, login.states[receiver.id], message),
        relay_state=pending.outgoing.relay_state,
        edits=meddled.edits,
    )
    exchange = _exchange(login, pending, meddled.message)
    login = _arrive(login, sending, exchange)
    if meddled.is_replayed:
        again = candidates(network, receiver, login.states[receiver.id], message)
        replay = replace(exchange, n=login.next, is_replay=True, changes={})
        login = _arrive(login, replace(sending, candidates=again), replay)
    return login


def _arrive(login: Login, sending: Sending, exchange: Exchange) -> Login:
    """Deliver, check against every rule, and react to what it means."""
    receiver = login.scenario.network.party(exchange.receiver)
    delivered = login.deliver(sending, login.world)
    context = _context(login, receiver, delivered.sender) if delivered.sender else None
    findings = check(delivered, receiver.role, context)
    arrival = replace(
        exchange,
        hops=delivered.hops,
        findings=findings,
        event=message_event(delivered, findings, context),
    )
    return react(login, arrival, login.memory[receiver.id].having_seen(*message_ids(delivered)))


def react(login: Login, arrival: Exchange, memory: Memory) -> Login:
    """Look the event up in TRANSITIONS and make its move; without a row it is refused, and nothing moves."""
    assert arrival.event is not None
    party = login.scenario.network.party(arrival.receiver)
    before, row = login.states[party.id], row_for(party.role, login.states[party.id], arrival.event)
    login = replace(login, memory={**login.memory, party.id: memory})
    if row is None:
        unmoved = {**arrival.changes, party.id: Change(before=before, after=before)}
        return _record(login, replace(arrival, is_refused=True, changes=unmoved))
    moved = step(row, before, arrival.event, _situation(login, party))
    change = Change(before=before, after=moved.state)
    is_refused = isinstance(arrival.event, RequestRefused | ResponseRefused)
    login = replace(login, states={**login.states, party.id: moved.state})
    login = _record(login, replace(arrival, is_refused=is_refused, changes={**arrival.changes, party.id: change}))
    # the transition is told once, where it happened; what follows from it finds the party in its new state
    stays = Change(before=moved.state, after=moved.state)
    if (made := moved.determination) is not None:
        at_step = DETERMINED_AT[type(made)]
        login = _record(
            login, Determination(n=login.next, step=at_step, party=party.id, made=made, changes={party.id: stays})
        )
    return replace(login, pending=Pending(sender=party.id, outgoing=moved.outgoing, step=row.step, change=stays))


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


def _situation(login: Login, party: Party) -> Situation:
    return Situation(
        party=party,
        memory=login.memory[party.id],
        network=login.scenario.network,
        now=login.world.now,
        new_id=partial(login.world.new_id, login.next),
    )


def _context(login: Login, receiver: Party, sender: Party) -> Context:
    return Context(
        now=login.world.now,
        party=receiver,
        sender=sender,
        memory=login.memory[receiver.id],
        network=login.scenario.network,
        sent=awaited(login.states[receiver.id]),
    )
