"""The walkthrough: a lesson as a sequence of moments, and how an answer leads from one to the next.

An answer that does not fit the moment changes nothing, so a log of answers can always be folded.
"""

from dataclasses import replace
from typing import assert_never

from ehtutor.course.model import (
    Ask,
    Do,
    Explain,
    Predict,
    Show,
    Zoom,
)
from ehtutor.protocol.choices import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.credentials import BLANKS_BY_KIND
from ehtutor.protocol.login import Login, decide, start
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.protocol.world import World
from ehtutor.session.right import follows
from ehtutor.session.screen import Action, Chosen, Continued, Key, Pressed, Written
from ehtutor.session.select import select
from ehtutor.session.state import Overlay, Stage, Walkthrough, card_of, is_done, scene_of

SIGN_IN = "sign-in"
CANCEL = "cancel"
"""The ids of the two choices that are no middel."""
_OVERLAYS = {
    Key.KNOWLEDGE: Overlay.KNOWLEDGE,
    Key.WALLET: Overlay.WALLET,
    Key.HELP: Overlay.HELP,
    Key.AGAIN: Overlay.AGAIN,
}
_DEEPER = {Zoom.STORY: Zoom.PROTOCOL, Zoom.PROTOCOL: Zoom.WIRE, Zoom.WIRE: Zoom.STORY}


def begin(stage: Stage) -> Walkthrough:
    """The first moment of the lesson."""
    login = scene_login(stage, 0)
    return _arrive(stage, Walkthrough(scene=0, card=0, login=login, arrived=login))


def scene_login(stage: Stage, scene: int) -> Login:
    """The login of a scene, before the sign-in; the same on every machine."""
    played = stage.lesson.scenes[scene]
    world = World(now=stage.course.now, seed=f"{stage.lesson.id}/{played.id}", keys=stage.keys)
    return start(Scenario(network=stage.course.network, gebruiker=played.gebruiker, service=played.service), world)


def update(stage: Stage, state: Walkthrough, action: Action) -> Walkthrough:
    """The moment after this answer."""
    if state.overlay is not None:
        return _close(state, action)
    if is_done(state, stage):
        return state
    match action:
        case Pressed(key=key):
            return _press(stage, state, key)
        case Continued() | Chosen() | Written() if state.on_detour:
            return _go_on_detour(state)
        case Continued():
            return _continue(stage, state)
        case Chosen(id=id):
            return _choose(stage, state, id)
        case Written(values=values):
            return _do(stage, state, GiveCredential(typed=values))
        case _:
            assert_never(action)


def visited(state: Walkthrough) -> tuple[Walkthrough, ...]:
    """The moment of arrival at each card so far, oldest first, each card once."""
    moments: dict[tuple[int, int], Walkthrough] = {}
    at: Walkthrough | None = state
    while at is not None:
        moments[(at.scene, at.card)] = at
        at = at.before
    return tuple(reversed(moments.values()))


def zoom_of(state: Walkthrough, card: Show) -> Zoom:
    """How deep the message of this card is shown."""
    return state.zoom or card.zoom


def _close(state: Walkthrough, action: Action) -> Walkthrough:
    if state.overlay is Overlay.AGAIN and isinstance(action, Chosen):
        moments = {moment_id(moment): moment for moment in visited(_plain(state))}
        return moments.get(action.id, state)
    return replace(state, overlay=None)


def moment_id(moment: Walkthrough) -> str:
    """How a visited card is named when the learner goes back to it."""
    return f"{moment.scene + 1}.{moment.card + 1}"


def _press(stage: Stage, state: Walkthrough, key: Key) -> Walkthrough:
    card = card_of(state, stage)
    match key:
        case Key.BACK:
            return state.before or state
        case Key.KNOWLEDGE | Key.WALLET | Key.HELP | Key.AGAIN:
            return replace(state, overlay=_OVERLAYS[key])
        case Key.HINT if isinstance(card, Predict | Ask | Do):
            return replace(state, hints=min(state.hints + 1, len(card.hints)))
        case Key.ZOOM if isinstance(card, Show):
            return replace(state, zoom=_DEEPER[zoom_of(state, card)])
        case Key.ZOOM if state.on_detour:
            return replace(state, zoom=_DEEPER[state.zoom or Zoom.STORY])
        case Key.CANCEL if isinstance(card, Do) and not state.on_detour:
            return _do(stage, state, CancelLogin())
        case Key.HINT | Key.ZOOM | Key.CANCEL | Key.QUIT:
            return state
        case _:
            assert_never(key)


def _continue(stage: Stage, state: Walkthrough) -> Walkthrough:
    match card_of(state, stage):
        case Explain() | Show():
            return _advance(stage, state)
        case Predict() if state.answered is not None:
            return _advance(stage, state)
        case Ask(key=key, hints=hints) if state.answered is not None:
            if state.answered == key:
                return _advance(stage, state)
            more = min(state.hints + 1, len(hints))
            return replace(state, answered=None, tried=state.tried | {state.answered}, hints=more, before=_plain(state))
        case Predict() | Ask() | Do():
            return state


def _choose(stage: Stage, state: Walkthrough, id: str) -> Walkthrough:
    match card_of(state, stage):
        case Predict(options=options) as card if state.answered is None and id in {o.id for o in options}:
            predictions = {**state.predictions, f"{scene_of(state, stage).id}/{card.id}": id}
            return replace(state, answered=id, predictions=predictions, before=_plain(state))
        case Ask(options=options) if state.answered is None and id in {o.id for o in options}:
            return replace(state, answered=id, before=_plain(state))
        case Do():
            choices: dict[str, Choice] = {SIGN_IN: SignInChoice(), CANCEL: CancelLogin()}
            return _do(stage, state, choices.get(id) or UseMiddel(number=id))
        case _:
            return state


def _do(stage: Stage, state: Walkthrough, choice: Choice) -> Walkthrough:
    """Let the gebruiker's move have its real consequence; then the lesson goes on, or a detour begins."""
    card = card_of(state, stage)
    if not isinstance(card, Do) or not _is_possible(choice, state.login):
        return state
    login = decide(state.login, choice)
    moved = replace(state, login=login, before=_plain(state))
    if follows(card.right, choice, login.trace):
        # back leads to before the move, not to this card with the move already made
        return replace(_advance(stage, moved), before=_plain(state))
    news = frozenset(range(state.login.next, login.next))
    hints = min(state.hints + 1, len(card.hints))
    return _reveal_next(replace(moved, on_detour=True, skipped=state.skipped | news, hints=hints))


def _is_possible(choice: Choice, login: Login) -> bool:
    page = login.awaiting.page if login.awaiting else None
    match choice:
        case SignInChoice():
            return login.awaiting is not None and page is None
        case UseMiddel(number=number):
            return isinstance(page, MiddelQuestion) and number in {offer.number for offer in page.offers}
        case GiveCredential(typed=typed):
            return isinstance(page, Challenge) and set(typed) == set(BLANKS_BY_KIND[page.kind])
        case CancelLogin():
            return page is not None
        case _:
            assert_never(choice)


def _go_on_detour(state: Walkthrough) -> Walkthrough:
    """Show the next consequence; after the last, the same question again, or back to before the move."""
    if state.revealed < len(state.login.entries):
        return _reveal_next(replace(state, before=_plain(state)))
    over = replace(state, on_detour=False, before=_plain(state))
    if _page(state.login) is not None and _page(state.login) is _page(state.arrived):
        return over
    kept = len(state.arrived.entries)
    return replace(over, login=state.arrived, revealed=kept, skipped=frozenset(n for n in state.skipped if n <= kept))


def _page(login: Login) -> type | None:
    """The kind of page that the gebruiker looks at, if he has to decide."""
    return type(login.awaiting.page) if login.awaiting else None


def _reveal_next(state: Walkthrough) -> Walkthrough:
    entries = state.login.entries
    hidden = (entry.n for entry in entries if entry.n > state.revealed and not isinstance(entry, DecisionTaken))
    return replace(state, revealed=next(hidden, len(entries)))


def _advance(stage: Stage, state: Walkthrough) -> Walkthrough:
    """On to the next card, the next scene, or the end."""
    fresh = replace(
        state, answered=None, tried=frozenset(), hints=0, on_detour=False, arrived=state.login, before=_plain(state)
    )
    if state.card + 1 < len(scene_of(state, stage).cards):
        return _arrive(stage, replace(fresh, card=state.card + 1))
    if state.scene + 1 >= len(stage.lesson.scenes):
        return replace(fresh, scene=state.scene + 1)
    login = scene_login(stage, state.scene + 1)
    opened = replace(fresh, scene=state.scene + 1, card=0, login=login, arrived=login, revealed=0, skipped=frozenset())
    return _arrive(stage, opened)


def _arrive(stage: Stage, state: Walkthrough) -> Walkthrough:
    """Reveal what the card that was reached shows: for a move, all that has happened."""
    match card_of(state, stage):
        case Show(entry=selector):
            entry = select(selector, state.login.trace, state.skipped)
            return replace(state, revealed=max(state.revealed, entry.n if entry else 0))
        case Do():
            return replace(state, revealed=len(state.login.entries))
        case Explain() | Predict() | Ask():
            return state


def _plain(state: Walkthrough) -> Walkthrough:
    """The moment as it is gone back to."""
    return replace(state, overlay=None)
