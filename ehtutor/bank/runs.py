"""The logins that questions are made from: found in the network, and each played once, when it is first needed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from ehtutor.course.model import Course, Right, RightCancel, RightCredential, RightMiddel, RightSignIn
from ehtutor.protocol.credentials import in_wallet, is_proved, prove
from ehtutor.protocol.deliver import Deliver, signed, typed
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.knowledge import Knowledge, knowledge
from ehtutor.protocol.login import decide, start
from ehtutor.protocol.middelen import Middel, MiddelKind
from ehtutor.protocol.network import Gebruiker, Network, Service
from ehtutor.protocol.profile import BASIS, Profile
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import Trace
from ehtutor.protocol.world import World
from ehtutor.saml.keys import KeyPair, load
from ehtutor.session.lesson.gebruiker import can_be_made, right_choice
from ehtutor.value import Value

_QUICK = (MiddelKind.PAS, MiddelKind.CERTIFICATE)
"""Kinds whose proof is quick to check; a password takes long on purpose."""
_YES, _NO = RightCredential(is_right=True), RightCredential(is_right=False)


class Run(Value):
    """A login to be played: who, for what, and every move of his."""

    id: str
    gebruiker: str
    service: str
    moves: tuple[Right, ...]
    broken: str = ""
    """The rule that is broken in it; empty for none."""

    @property
    def middelen(self) -> tuple[str, ...]:
        """The numbers that he chooses, in order."""
        return tuple(move.number for move in self.moves if isinstance(move, RightMiddel))


class Runs(Value, dict=True):
    """The runs of one network; what was found and played is kept."""

    network: Network
    now: datetime
    pems: Mapping[str, bytes]
    profile: Profile = BASIS

    @classmethod
    def of(cls, course: Course) -> "Runs":
        """The runs in the network of a course."""
        return cls(network=course.network, now=course.now, pems=course.keys)

    @cached_property
    def keys(self) -> Mapping[str, KeyPair]:
        """The demo keys, ready to sign."""
        return {name: load(name, pem) for name, pem in self.pems.items()}

    @cached_property
    def _played(self) -> dict[tuple[Run, Deliver], Trace]:
        return {}

    @cached_property
    def _world(self) -> World:
        # one seed for all: where two runs differ, it is by what happens in them
        return World(now=self.now, seed="bank", keys=self.keys)

    @cached_property
    def found(self) -> Mapping[str, Run]:
        """What this network can play, by id, the clean login first; empty where it has not even that."""
        return {run.id: run for run in _found(self.network, self._world)}

    def broken(self, rule: str) -> Run:
        """The clean login with this rule broken."""
        clean = self.found["clean"]
        return Run(
            id=f"broken.{rule}", gebruiker=clean.gebruiker, service=clean.service, moves=clean.moves, broken=rule
        )

    def told(self, run: Run) -> Trace:
        """What happens, on typed messages: the same tables and rules, without signatures."""
        return self._trace(run, typed)

    def signed(self, run: Run) -> Trace:
        """What happens, with every message signed and on the wire."""
        return self._trace(run, signed)

    @cached_property
    def _knowledge(self) -> dict[Run, Knowledge]:
        return {}

    def knowledge(self, run: Run) -> Knowledge:
        """What each party knows at the end of it, with every message on the wire."""
        if run not in self._knowledge:
            self._knowledge[run] = knowledge(self.signed(run))
        return self._knowledge[run]

    @property
    def played(self) -> tuple[tuple[Run, Deliver], ...]:
        """What was played so far, and how it was delivered."""
        return tuple(self._played)

    def _trace(self, run: Run, deliver: Deliver) -> Trace:
        if (run, deliver) not in self._played:
            self._played[run, deliver] = self.play(run, deliver)
        return self._played[run, deliver]

    def play(self, run: Run, deliver: Deliver) -> Trace:
        """Play a run anew."""
        interference = Broken(rule=run.broken) if run.broken else None
        scenario = Scenario(
            network=self.network,
            gebruiker=run.gebruiker,
            service=run.service,
            interference=interference,
            profile=self.profile,
        )
        login = start(scenario, self._world, deliver=deliver)
        for move in run.moves:
            if can_be_made(move, login):
                login = decide(login, right_choice(move, login))
        return login.trace


def carried(network: Network, gebruiker: Gebruiker) -> tuple[Middel, ...]:
    """The middelen that the makelaar offers to him and that he has with him."""
    wallet = {item.number for item in gebruiker.wallet}
    return tuple(network.middel(number) for number in gebruiker.registered if number in wallet)


def is_sound(middel: Middel, now: datetime) -> bool:
    """Whether its authenticatiedienst still accepts a proof of it."""
    return not middel.revoked and now < middel.valid_until


def can_prove(gebruiker: Gebruiker, middel: Middel, world: World) -> bool:
    """Whether what he carries proves it: a pas in a wallet may hold the key of another."""
    item = {each.number: each for each in gebruiker.wallet}[middel.number]
    typed = in_wallet(item, middel.kind, world.now)
    return is_proved(middel, prove(item, middel.kind, typed, "nonce", world), "nonce", world)


def _found(network: Network, world: World) -> Iterator[Run]:
    now = world.now
    pairs = [(gebruiker, service) for gebruiker in network.gebruikers for service in network.services]
    for gebruiker, service in pairs:
        quick = [each for each in carried(network, gebruiker) if each.kind in _QUICK and is_sound(each, now)]
        sound = [each for each in quick if can_prove(gebruiker, each, world)]
        fitting = [each for each in sound if each.loa is service.loa]
        if fitting:
            yield from _around(network, gebruiker, service, fitting[0], sound)
            break
    for id, fails in (("expired", lambda each: not each.revoked), ("revoked", lambda each: each.revoked)):
        for gebruiker, service in pairs:
            unsound = [each for each in carried(network, gebruiker) if not is_sound(each, now) and fails(each)]
            fitting = [each for each in unsound if not each.loa < service.loa]
            if fitting:
                yield _run(id, gebruiker, service, RightMiddel(number=fitting[0].number), _YES)
                break


def _around(
    network: Network, gebruiker: Gebruiker, service: Service, middel: Middel, sound: list[Middel]
) -> Iterator[Run]:
    """A clean login, and what can become of it otherwise."""
    choose = RightMiddel(number=middel.number)
    yield _run("clean", gebruiker, service, choose, _YES)
    for each in [each for each in sound if middel.loa < each.loa][:1]:
        yield _run("higher", gebruiker, service, RightMiddel(number=each.number), _YES)
    for each in [each for each in carried(network, gebruiker) if each.loa < service.loa][:1]:
        yield _run("too-low", gebruiker, service, RightMiddel(number=each.number), choose, _YES)
    yield _run("wrong-once", gebruiker, service, choose, _NO, _YES)
    yield _run("blocked", gebruiker, service, choose, _NO, _NO, _NO)
    yield _run("cancel-at-hm", gebruiker, service, RightCancel())
    yield _run("cancel-at-ad", gebruiker, service, choose, RightCancel())


def _run(id: str, gebruiker: Gebruiker, service: Service, *moves: Right) -> Run:
    return Run(id=id, gebruiker=gebruiker.id, service=service.id, moves=(RightSignIn(), *moves))
