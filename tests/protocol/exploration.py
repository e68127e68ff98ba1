"""Every state that a login can come to, found by trying every choice in every state that is new.

States are compared by the class of each party's state, the wrong tries, the middel, and how it ended; not by ids.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Final

from long import few

import build
from ehtutor.protocol.decisions import Choice
from ehtutor.protocol.deliver import Deliver, typed
from ehtutor.protocol.interference import Broken, Interference, Replayed
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.network import Party, Role
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.profile import BASIS, Profile
from ehtutor.protocol.rules import RULES, Rule
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Outcome, Verdict
from ehtutor.protocol.transitions import Row
from ehtutor.saml.messages import Assertion, AuthnRequest, Response
from ehtutor.value import Value

REPLAYS: Final = tuple(
    Replayed(receiver=receiver, message=message)
    for receiver, message in (
        (Role.HM, AuthnRequest),
        (Role.AD, AuthnRequest),
        (Role.HM, Response),
        (Role.DV, Response),
    )
)
INTERFERENCES: Final[tuple[Interference, ...]] = (None, *REPLAYS, *(Broken(rule=rule.id) for rule in RULES))
SERVICES: Final = (build.EH2, build.EH2PLUS, build.EH3, build.EH4)
FEW: Final[tuple[Interference, ...]] = (None, *(Broken(rule=rule.id) for rule in RULES if rule.name == "signature"))
"""Enough to come by every row."""


class Step(Value):
    """What one event did to a party."""

    role: Role
    state: type
    event: type
    becomes: type
    sends: type | None
    determines: type | None
    failing: tuple[str, ...]
    is_refused: bool
    is_replay: bool

    @property
    def cell(self) -> tuple[Role, type, type]:
        return self.role, self.state, self.event


class Reached(Value, kw_only=False):
    """A login that was reached, and the logins that one more choice leads to."""

    login: Login
    onward: tuple[Login, ...]


def explore(
    interferences: Iterable[Interference] = INTERFERENCES,
    services: Iterable[str] = SERVICES,
    deliver: Deliver = typed,
    profile: Profile = BASIS,
) -> Iterator[Reached]:
    """Every state that is reached at all, once for every asked level, gebruiker and interference.

    A rule that is broken asks in the suite for nothing between the lowest level and the highest.
    """
    broken_at = few((build.EH2, build.EH4), SERVICES)
    for interference, service, gebruiker in product(interferences, services, (build.SANNE, build.BRAM)):
        if not isinstance(interference, Broken) or service in broken_at:
            yield from _explore(build.under(profile, build.login(service, gebruiker, interference, deliver=deliver)))


def _explore(first: Login) -> Iterator[Reached]:
    fringe, known = [first], {likeness(first)}
    while fringe:
        login = fringe.pop()
        onward = tuple(decide(login, choice) for choice in build.options(login))
        yield Reached(login, onward)
        for reached in onward:
            if (like := likeness(reached)) not in known:
                known.add(like)
                fringe.append(reached)


def likeness(login: Login) -> object:
    """What two logins of one scenario share when nothing can go differently from here."""
    match login.awaiting and login.awaiting.page:
        case Challenge(number=number):
            shown: object = number
        case MiddelQuestion(too_low=too_low):
            shown = too_low is not None
        case _:
            # how it ended is not in the states
            shown = login.trace.outcome
    tries = (tuple(memory.wrong_tries.items()) for memory in login.memory.values())
    return *map(type, login.states.values()), *tries, shown


def choices(login: Login) -> tuple[Choice, ...]:
    """The choices that made this login."""
    return tuple(entry.choice for entry in login.entries if isinstance(entry, DecisionTaken))


_STEPS: Final[dict[int, tuple[Exchange, Step]]] = {}
"""What each arrival did; logins with one beginning share its entries, which stay here and so keep their ids."""


def steps(login: Login) -> tuple[Step, ...]:
    """What each event did, in the order in which they came."""
    return tuple(_once(login, entry) for entry in login.entries if isinstance(entry, Exchange) and entry.event)


def _once(login: Login, arrival: Exchange) -> Step:
    if id(arrival) not in _STEPS:
        _STEPS[id(arrival)] = arrival, _step(login, arrival)
    return _STEPS[id(arrival)][1]


def _step(login: Login, arrival: Exchange) -> Step:
    party = login.scenario.network.party(arrival.receiver)
    change = arrival.changes[party.id]
    answer = tuple(_answer(login.entries[arrival.n :], party))
    made = [type(entry.made) for entry in answer if isinstance(entry, Determination)]
    sent = [type(entry.message) for entry in answer if isinstance(entry, Exchange)]
    shown = [type(entry.page) for entry in answer if isinstance(entry, Verdict)]
    return Step(
        role=party.role,
        state=type(change.before),
        event=type(arrival.event),
        becomes=type(change.after),
        sends=next(iter(sent + shown), None),
        determines=next(iter(made), None),
        failing=tuple(finding.rule for finding in arrival.findings if not finding.holds),
        is_refused=arrival.is_refused,
        is_replay=arrival.is_replay,
    )


def _answer(later: tuple[Entry, ...], party: Party) -> Iterator[Entry]:
    """What the party determines and sends before anything else reaches it, a replay aside."""
    for entry in later:
        match entry:
            case Determination(party=by) if by == party.id:
                yield entry
            case Exchange(sender=sender) | Verdict(sender=sender) if sender == party.id:
                yield entry
                return
            case Exchange(receiver=receiver, is_replay=False) if receiver == party.id:
                return


def was_applied(rule: Rule, login: Login) -> bool:
    """Whether the message that `rule` is about has been sent, and holds what the rule reads."""
    sent = [
        entry.message
        for entry in login.entries
        if isinstance(entry, Exchange)
        and isinstance(entry.message, rule.message)
        and login.scenario.network.party(entry.receiver).role is rule.receiver
    ]
    if rule.part is Assertion or rule.name == "assertion-signature":
        return any(message.assertion for message in sent)
    return bool(sent)


def is_stuck(login: Login) -> bool:
    """Whether nobody has anything left to do, and the gebruiker was not told how it ended."""
    return login.awaiting is None and login.trace.outcome is None


def breaks_promise(step: Step, rows: dict[tuple[Role, type, type], Row]) -> bool:
    """Whether what happened is not what the row says; where there is no row, whether anything moved."""
    row = rows.get(step.cell)
    if row is None:
        return not (step.is_refused and step.becomes is step.state and step.determines is None)
    return (step.becomes, step.sends, step.determines) != (row.becomes, row.sends, row.determines)


def is_served_dishonestly(login: Login) -> bool:
    """Whether a message that breaks a rule did not keep the gebruiker from being served."""
    interference = login.scenario.interference
    if login.trace.outcome is not Outcome.SERVED or not isinstance(interference, Broken):
        return False
    return was_applied(next(rule for rule in RULES if rule.id == interference.rule), login)


@cache
def explored() -> tuple[Reached, ...]:
    """All of it, once."""
    return tuple(explore())


def logins(reached: Iterable[Reached]) -> tuple[Login, ...]:
    """Every login that some choice led to."""
    return tuple(login for one in reached for login in one.onward)
