"""What if: other ways on from a moment of a login, each with its real consequence to the end."""

from collections.abc import Callable, Iterator

from ehtutor.course.model import Do, RightCredential
from ehtutor.protocol.decisions import CancelLogin, Choice, UseMiddel
from ehtutor.protocol.interference import Interference, Replayed, Tampered
from ehtutor.protocol.login import Login
from ehtutor.protocol.trace import DecisionTaken, Entry, Exchange
from ehtutor.session.lesson.gebruiker import can_be_made, right_choice
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.value import Value, replace

_LEVEL = b"assurance-class:loa"
"""Before the figure of a level, wherever a message names one."""
_ID = b' ID="_'
"""Every message has one."""


class Alternative(Value):
    """Another way on."""

    label: str
    """Such as “Wat als hij hier afbreekt?”"""
    first: int
    """The number of the first entry that comes of it."""
    play: Callable[[], Login]
    """The login that takes this way, to its end."""


def alternatives(moment: Walkthrough) -> tuple[Alternative, ...]:
    """All that could go otherwise here: what the gebruiker does next, and what happens to the message on show."""
    return (*_choices(moment), *_meddling(moment))


def entries_of(login: Login, first: int) -> tuple[Entry, ...]:
    """What comes of it, entry by entry; what the gebruiker decides is seen by nobody."""
    return tuple(entry for entry in login.entries[first - 1 :] if not isinstance(entry, DecisionTaken))


def _choices(moment: Walkthrough) -> Iterator[Alternative]:
    """What the gebruiker could do at the page before him, but for what the lesson lets him do."""
    login, texts = moment.login, moment.stage.texts
    name = login.gebruiker.name
    decision, wrong = login.awaiting, RightCredential(is_right=False)
    # where he can't even stop, there is one way on
    if decision is None or not decision.row.can_cancel:
        return
    for pick in decision.picks:
        if pick.choice != _next_choice(moment):
            label = texts.say(f"demo.if-{decision.row.word}", gebruiker=name, **pick.words)
            yield _alternative(moment, label, pick.choice)
    if can_be_made(wrong, login):
        yield _alternative(moment, texts.say("demo.if-wrong-proof", gebruiker=name), right_choice(wrong, login))
    yield _alternative(moment, texts.say("demo.if-cancel", gebruiker=name), CancelLogin())


def _next_choice(moment: Walkthrough) -> Choice | None:
    """What the lesson lets the gebruiker do next."""
    cards = moment.scene.cards[moment.card_index :]
    right = next((card.right for card in cards if isinstance(card, Do)), None)
    return right_choice(right, moment.login) if right and can_be_made(right, moment.login) else None


def _alternative(moment: Walkthrough, label: str, choice: Choice) -> Alternative:
    return Alternative(
        label=label,
        first=moment.login.next,
        play=lambda: _to_the_end(moment.stage, moment.stage.decide(moment.login, choice)),
    )


def _meddling(moment: Walkthrough) -> Iterator[Alternative]:
    """What could happen on the way to the signed message on show, in a login in which nothing else goes wrong."""
    entry = moment.shown
    if not isinstance(entry, Exchange) or entry.xml is None or moment.login.scenario.interference is not None:
        return
    before = _before(moment, entry.n)
    if before is None:
        return
    receiver = moment.login.scenario.network.party(entry.receiver).role
    tampered = Tampered(receiver=receiver, message=type(entry.message), edit=_changed)
    replayed = Replayed(receiver=receiver, message=type(entry.message))
    for key, interference in (("demo.if-tampered", tampered), ("demo.if-replayed", replayed)):
        play = _meddled(moment.stage, before, moment.login, interference)
        yield Alternative(label=moment.stage.texts.say(key), first=entry.n, play=play)


def _meddled(stage: Stage, before: Login, after: Login, interference: Interference) -> Callable[[], Login]:
    """The same choice, with this on the way."""
    taken = after.entries[before.next - 1]
    assert isinstance(taken, DecisionTaken), "what a decision leads to begins with it"
    scenario = replace(before.scenario, interference=interference)
    return lambda: _to_the_end(stage, stage.decide(replace(before, scenario=scenario), taken.choice))


def _before(moment: Walkthrough, n: int) -> Login | None:
    """The login at the last decision before entry `n`."""
    at: Walkthrough | None = moment
    while at is not None and at.login.next > n:
        at = at.before if at.before is not None and at.before.scene_index == moment.scene_index else None
    return at.login if at else None


def _changed(xml: bytes) -> bytes:
    """One character otherwise: the level where the message names one, else its ID."""
    mark = _LEVEL if _LEVEL in xml else _ID
    at = xml.index(mark) + len(mark)
    return xml[:at] + (b"4" if xml[at : at + 1] != b"4" else b"3") + xml[at + 1 :]


def _to_the_end(stage: Stage, login: Login) -> Login:
    """Played on with what suffices and is right; a gebruiker who has nothing of that stops."""
    while login.awaiting is not None:
        login = stage.decide(login, _sensible(login))
    return login


def _sensible(login: Login) -> Choice:
    right, carried = RightCredential(is_right=True), login.gebruiker.wallet_by_number
    if can_be_made(right, login):
        return right_choice(right, login)
    for pick in login.awaiting.picks if login.awaiting else ():
        is_held = not isinstance(pick.choice, UseMiddel) or pick.choice.number in carried
        if pick.suffices and is_held:
            return pick.choice
    return CancelLogin()
