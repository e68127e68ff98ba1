"""The walkthrough: a lesson as a sequence of moments, and how an answer leads from one to the next.

An answer that does not fit the moment changes nothing, so a log of answers can always be folded.
"""

from typing import assert_never

from ehtutor.course.model import (
    OTHERWISE,
    RIGHT,
    Ask,
    Branch,
    Compare,
    Do,
    Explain,
    Predict,
    Selector,
    Show,
    Zoom,
)
from ehtutor.protocol.choices import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.credentials import BLANKS_BY_KIND
from ehtutor.protocol.login import Login, start
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.protocol.world import World
from ehtutor.quiz.grading import grade
from ehtutor.session.lesson.frame import working
from ehtutor.session.lesson.move import follows
from ehtutor.session.lesson.state import CardCover, Stage, Walkthrough, card_of, is_done, scene_of, uncovered
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Continued, Matched, Ordered, Pressed, Written
from ehtutor.session.screen.prompt import Key
from ehtutor.session.story.question_blocks import given, grade_of
from ehtutor.session.story.telling import select
from ehtutor.value import replace

SIGN_IN = "sign-in"
CANCEL = "cancel"
"""The ids of the two choices that are no middel."""
_OVERLAYS = {
    Key.KNOWLEDGE: CardCover.KNOWLEDGE,
    Key.WALLET: CardCover.WALLET,
    Key.TERMS: CardCover.TERMS,
    Key.HELP: CardCover.HELP,
    Key.AGAIN: CardCover.AGAIN,
}
_DEEPER = {Zoom.STORY: Zoom.PROTOCOL, Zoom.PROTOCOL: Zoom.WIRE, Zoom.WIRE: Zoom.STORY}


def begin(stage: Stage) -> Walkthrough:
    """The first moment of the lesson."""
    login = scene_login(stage, 0)
    return _arrive(stage, Walkthrough(scene=0, card=0, login=login, arrived=login))


def scene_login(stage: Stage, scene: int) -> Login:
    """The login of a scene, before the sign-in; the same on every machine."""
    played = stage.lesson.scenes[scene]
    world = World(now=stage.course.now, seed=stage.seed or f"{stage.lesson.id}/{played.id}", keys=stage.keys)
    scenario = Scenario(
        network=stage.course.network,
        gebruiker=played.gebruiker,
        service=played.service,
        interference=played.interference,
    )
    return start(scenario, world)


def update(stage: Stage, state: Walkthrough, action: Action) -> Walkthrough:
    """The moment after this answer."""
    if state.overlay is not None:
        return _close(state, action)
    if is_done(state, stage):
        return state
    match action:
        case Pressed(key=key):
            return _press(stage, state, key)
        case Continued():
            return go_on(state) if state.on_detour else _continue(stage, state)
        case Chosen() | ChosenMany() | Ordered() | Matched() | Written():
            return state if state.on_detour else _act(stage, state, action)
        case _:
            assert_never(action)


def visited(state: Walkthrough) -> tuple[Walkthrough, ...]:
    """The moment of arrival at each card of this scene so far, oldest first, each card once."""
    moments: dict[int, Walkthrough] = {}
    at: Walkthrough | None = state
    while at is not None and at.scene == state.scene:
        moments[at.card] = at
        at = at.before
    return tuple(reversed(moments.values()))


def zoom_of(state: Walkthrough, card: Show) -> Zoom:
    """How deep the message of this card is shown."""
    return state.zoom or card.zoom


def _close(state: Walkthrough, action: Action) -> Walkthrough:
    is_again = state.overlay is CardCover.AGAIN
    match action:
        case Pressed(key=Key.BACK):
            return uncovered(state)
        case Continued() if not is_again:
            return uncovered(state)
        case Chosen(id=id) if is_again:
            moments = {moment_id(moment): moment for moment in visited(uncovered(state))}
            return moments.get(id, state)
        case _:
            return state


def moment_id(moment: Walkthrough) -> str:
    """How a visited card is named when the learner goes back to it."""
    return f"{moment.scene + 1}.{moment.card + 1}"


def _press(stage: Stage, state: Walkthrough, key: Key) -> Walkthrough:
    if key not in working(stage, state):
        return state
    match key:
        case Key.BACK:
            return state.before or state
        case Key.KNOWLEDGE | Key.WALLET | Key.TERMS | Key.HELP | Key.AGAIN:
            return replace(state, overlay=_OVERLAYS[key])
        case Key.HINT:
            return replace(state, hints=state.hints + 1)
        case Key.ZOOM:
            card = card_of(state, stage)
            zoom = zoom_of(state, card) if isinstance(card, Show) else state.zoom or Zoom.STORY
            return replace(state, zoom=_DEEPER[zoom])
        case Key.CANCEL:
            return _do(stage, state, CancelLogin())
        case Key.QUIT | Key.UNDO | Key.FLAG:
            return state
        case _:
            assert_never(key)


def _continue(stage: Stage, state: Walkthrough) -> Walkthrough:
    match card_of(state, stage):
        case Explain() | Show() | Compare() | Branch():
            return _advance(stage, state)
        case Predict() if state.answered is not None:
            return _advance(stage, state)
        case Ask(question=question, hints=hints) if state.answered is not None:
            if grade_of(question, state.answered).is_right:
                return _advance(stage, state)
            more = min(state.hints + 1, len(hints))
            tried = state.tried | ({state.answered} if isinstance(state.answered, str) else set())
            return replace(state, answered=None, tried=tried, hints=more, before=uncovered(state))
        case Predict() | Ask() | Do():
            return state


def _act(stage: Stage, state: Walkthrough, action: Action) -> Walkthrough:
    match card_of(state, stage):
        case Predict() | Ask() as card:
            return _answer(state, card, action)
        case Do():
            choice = _choice(action, state.login)
            return _do(stage, state, choice) if choice else state
        case Explain() | Show() | Compare() | Branch():
            return state


def _answer(state: Walkthrough, card: Predict | Ask, action: Action) -> Walkthrough:
    answered = given(card.question, action)
    if answered is None or state.answered is not None:
        return state
    found = grade(card.question, answered)
    if found is None:
        return state
    word = answered if isinstance(answered, str) else RIGHT if found.is_right else OTHERWISE
    return replace(state, answered=answered, first={card.id: word, **state.first}, before=uncovered(state))


def _choice(action: Action, login: Login) -> Choice | None:
    """What the gebruiker decides by this on the page that he looks at."""
    match login.awaiting.page if login.awaiting else None, action:
        case None, Chosen(id=id) if id == SIGN_IN:
            return SignInChoice()
        case MiddelQuestion(), Chosen(id=id):
            return CancelLogin() if id == CANCEL else UseMiddel(number=id)
        case Challenge(), Written(values=values):
            return GiveCredential(typed=values)
        case _:
            return None


def _do(stage: Stage, state: Walkthrough, choice: Choice) -> Walkthrough:
    """Let the gebruiker's move have its real consequence; then the lesson goes on, or a detour begins."""
    card = card_of(state, stage)
    if not isinstance(card, Do) or not is_possible(choice, state.login):
        return state
    login = stage.decide(state.login, choice)
    is_right = follows(card.right, choice, login.trace)
    first = {card.id: RIGHT if is_right else OTHERWISE, **state.first}
    moved = replace(state, login=login, first=first, before=uncovered(state))
    if is_right:
        # back leads to before the move, not to this card with the move already made
        return replace(_advance(stage, moved), before=uncovered(state))
    news = frozenset(range(state.login.next, login.next))
    hints = min(state.hints + 1, len(card.hints))
    return reveal_next(replace(moved, on_detour=True, skipped=state.skipped | news, hints=hints))


def _advance(stage: Stage, state: Walkthrough) -> Walkthrough:
    """On to the next card, the next scene, or the end."""
    fresh = replace(
        state,
        arrived=state.login,
        # the text of the next card is written for the zoom that it asks for
        zoom=None,
        answered=None,
        tried=frozenset(),
        hints=0,
        on_detour=False,
        before=uncovered(state),
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
        case Show(entry=Selector() as selector) | Compare(entry=selector):
            entry = select(selector, state.login.trace, state.skipped)
            return replace(state, revealed=max(state.revealed, entry.n if entry else 0))
        case Do():
            return replace(state, revealed=len(state.login.entries))
        case Explain() | Predict() | Show() | Ask() | Branch():
            return state


def is_possible(choice: Choice, login: Login) -> bool:
    """Whether the page that the gebruiker looks at, or none, lets him do this."""
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


def go_on(state: Walkthrough) -> Walkthrough:
    """Show the next consequence; after the last, the same question again, or back to before the move."""
    if state.revealed < len(state.login.entries):
        return reveal_next(replace(state, before=uncovered(state)))
    over = replace(state, on_detour=False, before=uncovered(state))
    if _page(state.login) is not None and _page(state.login) is _page(state.arrived):
        return over
    kept = len(state.arrived.entries)
    return replace(over, login=state.arrived, revealed=kept, skipped=frozenset(n for n in state.skipped if n <= kept))


def _page(login: Login) -> type | None:
    """The kind of page that the gebruiker looks at, if he has to decide."""
    return type(login.awaiting.page) if login.awaiting else None


def reveal_next(state: Walkthrough) -> Walkthrough:
    """Show the next thing that happened; what the gebruiker decided he knows."""
    entries = state.login.entries
    hidden = (entry.n for entry in entries if entry.n > state.revealed and not isinstance(entry, DecisionTaken))
    return replace(state, revealed=next(hidden, len(entries)))
