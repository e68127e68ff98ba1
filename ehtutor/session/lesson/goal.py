"""A goal: the login of its own in which it is tried, and the ways that lead to it.

The ways are found by trying all that the hand allows, the fewest decisions first, on messages that are not signed; so
one that is found has to be walked with signatures before anything is built on it.
"""

from collections.abc import Iterator
from typing import Final

from ehtutor.course.model import FreeMove, Goal, Scene
from ehtutor.protocol.decisions import CancelLogin, Choice, GiveCredential, SignInChoice
from ehtutor.protocol.deliver import Deliver, typed
from ehtutor.protocol.login import Login, decide, start
from ehtutor.protocol.middelen import Middel, PasswordVerifier, TotpVerifier
from ehtutor.protocol.network import Network
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import DecisionTaken, Exchange
from ehtutor.protocol.world import World
from ehtutor.session.lesson.gebruiker import right_credential, wrong_credential
from ehtutor.session.lesson.state import Stage
from ehtutor.session.story.reach import failed, messages, unmet
from ehtutor.value import Value, replace

NOTHING: Final = "nothing"
"""The id of what somebody on the way does who does nothing."""
MOST_DECISIONS: Final = 5
"""As many as it takes to have a middel blocked."""


class Way(Value):
    """How a goal can be reached."""

    service: str
    means: str
    """An id, or `NOTHING`."""
    choices: tuple[Choice, ...]
    """After the sign-in."""
    messages: int


def goal_login(
    stage: Stage, scene: Scene, goal: Goal, *, service: str, means: str = NOTHING, deliver: Deliver | None = None
) -> Login:
    """The login in which a goal is tried, before the sign-in."""
    seed = f"{stage.seed or stage.lesson.id}/{scene.id}/{goal.id}"
    scenario = Scenario(
        network=stage.course.network,
        gebruiker=scene.gebruiker,
        service=service,
        interference=goal.means.get(means),
    )
    world = World(now=stage.course.now, seed=seed, keys=stage.keys)
    return start(scenario, world, deliver=deliver or stage.deliver)


def services(goal: Goal, scene: Scene) -> tuple[str, ...]:
    """Those to choose from; one where there is nothing to choose."""
    return goal.services or (scene.service,)


def proceeded(login: Login, goal: Goal) -> Login:
    """The login run on over what the hand does not hold: what is typed is typed right."""
    while login.awaiting and login.awaiting.blanks and FreeMove.PROOF not in goal.moves:
        login = decide(login, right_credential(login))
    return login


def ways(stage: Stage, scene: Scene, goal: Goal) -> tuple[Way, ...]:
    """All ways of the fewest decisions, those of the fewest messages first; none where the goal can't be reached."""
    known, key = stage.memo.ways, f"{stage.lesson.id}/{goal.id}"
    if key not in known:
        known[key] = _ways(stage, scene, goal)
    return known[key]


def _ways(stage: Stage, scene: Scene, goal: Goal) -> tuple[Way, ...]:
    frontier = [
        (_signed_in(stage, scene, goal, service, means), Way(service=service, means=means, choices=(), messages=0))
        for service in services(goal, scene)
        for means in (NOTHING, *goal.means)
    ]
    for _ in range(MOST_DECISIONS + 1):
        found = [
            Way(service=way.service, means=way.means, choices=way.choices, messages=messages(login.trace))
            for login, way in frontier
            if login.awaiting is None and not unmet(goal.reach, login.trace)
        ]
        if found:
            return tuple(sorted(found, key=lambda way: way.messages))
        frontier = [
            (
                proceeded(decide(login, choice), goal),
                Way(service=way.service, means=way.means, choices=(*way.choices, choice), messages=0),
            )
            for login, way in frontier
            if login.awaiting is not None
            for choice in choices(login, goal)
            # nothing comes of the same choice twice but for a proof
            if choice not in way.choices or isinstance(choice, GiveCredential)
        ]
    return ()


def _tried_on(network: Network, scene: Scene) -> Network:
    """The same network, in which the passwords of this gebruiker are checked in no time."""
    wallet = network.gebruiker(scene.gebruiker).wallet_by_number

    def quick(middel: Middel) -> Middel:
        held, verifier = wallet.get(middel.number), middel.verifier
        match verifier:
            case PasswordVerifier() if held is not None:
                return replace(middel, verifier=PasswordVerifier.quick(held.password))
            case TotpVerifier() if held is not None:
                return replace(middel, verifier=replace(verifier, password=PasswordVerifier.quick(held.password)))
            case _:
                return middel

    return replace(network, middelen=tuple(map(quick, network.middelen)))


def _signed_in(stage: Stage, scene: Scene, goal: Goal, service: str, means: str) -> Login:
    login = goal_login(stage, scene, goal, service=service, means=means, deliver=typed)
    scenario = replace(login.scenario, network=_tried_on(login.scenario.network, scene))
    login = replace(login, scenario=scenario)
    return proceeded(decide(login, SignInChoice()), goal)


def choices(login: Login, goal: Goal) -> Iterator[Choice]:
    """All that the hand allows at the page that lies open."""
    decision = login.awaiting
    if decision is None:
        return
    yield from (pick.choice for pick in decision.picks)
    if decision.blanks and decision.middel in login.gebruiker.wallet_by_number:
        yield right_credential(login)
        yield wrong_credential(login)
    if decision.row.can_cancel and FreeMove.CANCEL in goal.moves:
        yield CancelLogin()


def walked(stage: Stage, scene: Scene, goal: Goal, way: Way) -> Login:
    """The login of a way, with signatures."""
    login = goal_login(stage, scene, goal, service=way.service, means=way.means)
    for choice in (SignInChoice(), *way.choices):
        login = proceeded(stage.decide(login, choice), goal)
    return login


def has_effect(stage: Stage, scene: Scene, goal: Goal, means: str) -> bool:
    """Whether anything comes of doing this on the way, in a login that goes as it should."""
    login = _signed_in(stage, scene, goal, services(goal, scene)[0], means)
    while login.awaiting is not None:
        decision = login.awaiting
        fit = [pick.choice for pick in decision.picks if pick.suffices]
        if not fit and not decision.blanks:
            break
        login = decide(login, fit[0] if fit else right_credential(login))
    entries = [entry for entry in login.entries if isinstance(entry, Exchange)]
    return bool(failed(login.trace)) or any(entry.is_replay for entry in entries)


def taken(login: Login) -> tuple[Choice, ...]:
    """What the gebruiker decided so far, the sign-in too."""
    return tuple(entry.choice for entry in login.entries if isinstance(entry, DecisionTaken))
