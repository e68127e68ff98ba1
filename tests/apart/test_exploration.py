"""All that can happen, on typed messages; and each run of it that differs once more on signed ones."""

from functools import cache

import pytest
from long import LONG
from protocol.exploration import (
    REPLAYS,
    breaks_promise,
    choices,
    explored,
    is_served_dishonestly,
    is_stuck,
    likeness,
    logins,
    steps,
    was_applied,
)

import build
from ehtutor.protocol.compose import BROWSER, Situation
from ehtutor.protocol.deliver import signed, typed
from ehtutor.protocol.events import RequestRefused, ResponseRefused
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.login import Login, arrive
from ehtutor.protocol.pages import Cancel, CodeProof, MiddelChoice, PasswordProof, SignatureProof, SignIn
from ehtutor.protocol.party import react, receive
from ehtutor.protocol.perceive import Perceived
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.states import FINAL, STATES_BY_ROLE, Idle, Memory, State
from ehtutor.protocol.trace import Exchange, Outcome
from ehtutor.protocol.transitions import TRANSITIONS
from ehtutor.saml.messages import AuthnRequest
from ehtutor.value import replace

pytestmark = LONG


@cache
def ended() -> tuple[Login, ...]:
    return tuple(login for login in logins(explored()) if login.awaiting is None)


def again(login: Login, **changes) -> Login:
    """The same choices from the start, with something else."""
    first = build.login(login.scenario.service, deliver=changes.pop("deliver", login.deliver))
    return build.after(replace(first, scenario=replace(login.scenario, **changes)), *choices(login))


def test_every_row_is_used():
    used = {step.cell for login in ended() for step in steps(login)}
    assert {(row.role, row.state, row.event) for row in TRANSITIONS} - used == set()


def test_each_move_does_what_its_row_promises():
    rows = {(row.role, row.state, row.event): row for row in TRANSITIONS}
    happened = {step for login in logins(explored()) for step in steps(login)}
    assert [step for step in happened if breaks_promise(step, rows)] == []


def test_nothing_is_stuck():
    assert [choices(login) for login in logins(explored()) if is_stuck(login)] == []


def test_from_wherever_a_login_has_come_it_can_end():
    def place(login):
        return id(login.scenario), likeness(login)

    onward = {place(one.login): {place(login) for login in one.onward} for one in explored()}
    out = {place(login) for login in ended()}
    while more := {at for at, to in onward.items() if at not in out and to & out}:
        out |= more
    assert set(onward) - out == set()


@pytest.mark.parametrize("role", STATES_BY_ROLE, ids=lambda role: role.value)
def test_every_state_is_reached_and_each_that_is_not_final_has_a_way_out(role):
    rows = [row for row in TRANSITIONS if row.role is role]
    mine = {step for login in ended() for step in steps(login) if step.role is role}
    out = set(FINAL)
    while more := {row.state for row in rows if row.becomes in out} - out:
        out |= more
    reached = {step.state for step in mine} | {step.becomes for step in mine}
    assert reached == set(STATES_BY_ROLE[role])
    assert reached <= out


def test_a_final_state_has_no_way_out():
    assert [row for row in TRANSITIONS if row.state in FINAL] == []


def exchanges() -> list[Exchange]:
    return [entry for login in ended() for entry in login.entries if isinstance(entry, Exchange) and entry.event]


def states_seen(party: str) -> list[State]:
    """One of each class, as it occurred."""
    seen = [entry.changes[party].after for entry in exchanges() if party in entry.changes]
    return [Idle(), *{type(state): state for state in seen}.values()]


def arrivals_seen() -> list[Exchange]:
    """One with an event of each class, as it occurred."""
    return list({type(entry.event): entry for entry in exchanges()}.values())


def situation(party: str) -> Situation:
    return Situation(party=build.NETWORK.party(party), memory=Memory(), network=build.NETWORK, world=build.world(), n=1)


FORMS = (
    SignIn(service=build.EH3, service_name="", name_id="nobody"),
    SignIn(service="unheard-of", service_name="", name_id=""),
    MiddelChoice(number=build.PAS),
    MiddelChoice(number="unheard-of"),
    PasswordProof(password="\ud800"),
    CodeProof(password="", code="\ud800"),
    SignatureProof(signature="\ud800", certificate="\ud800"),
    Cancel(),
)


@pytest.mark.parametrize("party", [build.STAD, build.HM, build.ZEGEL])
@pytest.mark.parametrize("form", FORMS, ids=repr)
def test_whatever_a_browser_posts_and_whenever_is_taken_or_refused_and_no_error(party, form):
    for state in states_seen(party):
        reaction = receive(state, form, situation(party), BASIS)
        assert reaction.is_refused == (reaction.outgoing is None)
        assert reaction.state is state or not reaction.is_refused


@pytest.mark.parametrize("stale", [MiddelChoice(number=build.PAS), Cancel(), PasswordProof(password="")])
def test_a_form_out_of_turn_leaves_the_login_where_it_was(stale):
    before = build.after(build.login(deliver=typed), build.SIGN_IN, build.use(build.PAS))
    sent = Exchange(n=0, step=3, sender=BROWSER, receiver=build.STAD, message=stale, changes={})
    after = arrive(before, stale, sent)
    assert (after.states, after.memory, after.pending) == (before.states, before.memory, None)
    assert after.awaiting is before.awaiting
    assert after.entries[-1].is_refused


@pytest.mark.parametrize("party", [build.STAD, build.HM, build.ZEGEL])
def test_an_event_without_a_row_is_refused_and_changes_nothing(party):
    role, refused = build.NETWORK.party(party).role, 0
    for state in states_seen(party):
        for arrival in arrivals_seen():
            if BASIS.row_for(role, state, arrival.event) is None:
                reaction = react(state, Perceived(event=arrival.event, memory=Memory()), situation(party), BASIS)
                assert (reaction.state, reaction.outgoing, reaction.determination) == (state, None, None)
                assert reaction.is_refused
                refused += 1
    rows = [row for row in TRANSITIONS if row.role is role]
    assert refused + len(rows) == len(STATES_BY_ROLE[role]) * len({row.event for row in TRANSITIONS})


def test_nobody_is_served_on_a_message_that_breaks_a_rule():
    assert [login.scenario for login in ended() if is_served_dishonestly(login)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_broken_rule_alone_is_noticed_on_every_way_to_it_and_then_the_login_is_refused(rule):
    broken = [login for login in ended() if login.scenario.interference == Broken(rule=rule.id)]
    for login in broken:
        failing = [id for step in steps(login) for id in step.failing]
        assert failing == ([rule.id] if was_applied(rule, login) else [])
        assert (login.trace.outcome is Outcome.REFUSED) == was_applied(rule, login)
    assert any(was_applied(rule, login) for login in broken)


@pytest.mark.parametrize("replay", REPLAYS, ids=lambda replay: f"{replay.message.__name__}-to-{replay.receiver.value}")
def test_a_replay_is_refused_and_changes_nothing(replay):
    replayed = [login for login in ended() if login.scenario.interference == replay]
    refused = RequestRefused if replay.message is AuthnRequest else ResponseRefused
    copies = {(step.role, step.event) for login in replayed for step in steps(login) if step.is_replay}
    assert copies == {(replay.receiver, refused)}
    for login in replayed:
        honest = again(login, interference=None)
        assert all(step.is_refused and step.becomes is step.state for step in steps(login) if step.is_replay)
        assert [step for step in steps(login) if not step.is_replay] == list(steps(honest))
        assert login.trace.outcome is honest.trace.outcome


def test_signed_messages_give_the_same_events_and_states_as_typed_ones():
    for shape, login in {steps(login): login for login in ended()}.items():
        walked = again(login, deliver=signed)
        assert (steps(walked), walked.trace.outcome) == (shape, login.trace.outcome)
