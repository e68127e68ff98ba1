"""The walkthrough: a lesson as a sequence of moments, and how an answer leads from one to the next.

An answer that does not fit the moment changes nothing, so a log of answers can always be folded.
"""

from typing import Final, assert_never

from ehtutor.course.model import (
    OTHERWISE,
    RIGHT,
    Ask,
    Branch,
    Compare,
    Do,
    Explain,
    FreeMove,
    Goal,
    OnTable,
    Predict,
    Show,
    Zoom,
)
from ehtutor.protocol.decisions import SIGN_IN, CancelLogin, Choice, SignInChoice
from ehtutor.protocol.login import Login, start
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.protocol.world import World
from ehtutor.session.lesson.gebruiker import choice_of, is_possible, is_wanted
from ehtutor.session.lesson.goal import NOTHING, goal_login, proceeded, services
from ehtutor.session.lesson.state import CardCover, Cover, Passed, Stage, Walkthrough, has_fields, is_sent
from ehtutor.session.screen.action import (
    Action,
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
)
from ehtutor.session.screen.prompt import Key
from ehtutor.session.story.pictures import PASSED
from ehtutor.session.story.question_blocks import given
from ehtutor.session.story.reach import unmet
from ehtutor.session.story.telling import select
from ehtutor.value import replace

_COVERS: Final = {Key(cover.value): cover for cover in CardCover}


def begin(stage: Stage) -> Walkthrough:
    """The first moment of the lesson."""
    login = scene_login(stage, 0)
    return _arrive(Walkthrough(stage=stage, scene_index=0, card_index=0, login=login, arrived=login))


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
    return start(scenario, world, deliver=stage.deliver)


def update(moment: Walkthrough, action: Action) -> Walkthrough:
    """The moment after this action."""
    if moment.cover is not None:
        return _covered(moment, moment.cover, action)
    if moment.is_done:
        return moment
    then = _acted(moment, action)
    is_answer = not isinstance(action, Pressed) or action.key is Key.CANCEL
    # from an answer on, to go back is to go back from there
    return replace(then, jumped_from=None) if is_answer and then is not moment and then.jumped_from else then


def _acted(moment: Walkthrough, action: Action) -> Walkthrough:
    match action:
        case Pressed(key=key):
            return _press(moment, key)
        case Continued():
            return _go_on(moment) if moment.on_detour else _continue(moment)
        case Chosen() | ChosenMany() | Ordered() | Matched() | Written():
            return moment if moment.on_detour else _act(moment, action)
        case _:
            assert_never(action)


def after(moment: Walkthrough, answer: Answer) -> Walkthrough:
    """The moment after an answer that was given, or kept; one that was kept for another card changes nothing."""
    return update(moment, answer.action) if answer.card == moment.card.id else moment


def _covered(moment: Walkthrough, cover: Cover, action: Action) -> Walkthrough:
    """What lies over the card is closed by Enter, by one step back, or by the key that opened it."""
    match cover, action:
        case Passed(), _:
            return _looked_back(moment, cover, action)
        case CardCover(), Pressed(key=key) if key in {Key.BACK, Key(cover.value)}:
            return moment.uncovered
        case CardCover.AGAIN, Chosen(id=id):
            return _jump(moment, id)
        case CardCover(), Continued() if cover is not CardCover.AGAIN:
            return moment.uncovered
        case _:
            return moment


def _jump(moment: Walkthrough, id: str) -> Walkthrough:
    """To an earlier card as it was reached; where the learner was is kept, to undo this."""
    here = moment.uncovered
    there = {each.id: each for each in here.visited}.get(id)
    if there is None:
        return moment
    return here if there is here else replace(there, jumped_from=here, first=here.first)


def _looked_back(moment: Walkthrough, cover: Passed, action: Action) -> Walkthrough:
    """Open and close what has passed; the card beneath stays as it is."""
    entry = moment.seen[cover.at]
    is_list = cover.zoom is None
    match action:
        case Pressed(key=Key.PASSED):
            return moment.uncovered
        case Pressed(key=Key.BACK) if is_list:
            return moment.uncovered
        case Chosen(id=id) if is_list:
            opened = {f"{PASSED}{n}": each for n, each in moment.seen.items()}.get(id)
            if opened is None:
                return moment
            return replace(moment, cover=Passed(at=opened.n, zoom=Zoom.PROTOCOL if has_fields(opened) else Zoom.STORY))
        case Pressed(key=Key.BACK | Key.EXACT) | Continued() if cover.is_exact:
            return replace(moment, cover=replace(cover, is_exact=False))
        case Pressed(key=Key.EXACT) if not is_list and is_sent(entry):
            return replace(moment, cover=replace(cover, is_exact=True))
        case Pressed(key=Key.ZOOM) if cover.zoom is not None and has_fields(entry) and not cover.is_exact:
            return replace(moment, cover=replace(cover, zoom=cover.zoom.deeper))
        case Pressed(key=Key.BACK) | Continued() if not is_list:
            return replace(moment, cover=Passed(at=cover.at))
        case _:
            return moment


def _press(moment: Walkthrough, key: Key) -> Walkthrough:
    if key not in moment.working:
        return moment
    match key:
        case Key.BACK:
            # what was answered first stays what was answered first
            return replace(moment.before, first=moment.first) if moment.before else moment
        case Key.KNOWLEDGE | Key.WALLET | Key.TERMS | Key.HELP | Key.AGAIN | Key.EXACT:
            return replace(moment, cover=_COVERS[key])
        case Key.PASSED:
            return replace(moment, cover=Passed(at=max(moment.seen)))
        case Key.UNDO:
            return moment.jumped_from or moment
        case Key.HINT:
            return replace(moment, hints=moment.hints + 1)
        case Key.ZOOM:
            return replace(moment, chosen_zoom=moment.zoom.deeper)
        case Key.CANCEL:
            if isinstance(moment.card, Goal):
                return _decided(moment, moment.card, CancelLogin())
            return _do(moment, CancelLogin(), before=moment)
        case Key.QUIT | Key.FLAG:
            return moment
        case _:
            assert_never(key)


def _continue(moment: Walkthrough) -> Walkthrough:
    match moment.card:
        case Explain() | Show() | Compare() | Branch():
            return _advance(moment)
        case Predict() | Ask() if moment.is_settled:
            return _advance(moment)
        case Ask(hints=hints) if moment.answered is not None:
            more, tried = min(moment.hints + 1, len(hints)), moment.answered_so_far
            return replace(moment, answered=None, tried=tried, hints=more, before=moment.uncovered)
        case Goal() as card if moment.login.awaiting is None:
            return _advance(moment) if moment.is_settled else _again(moment, card)
        case Predict() | Ask() | Do() | Goal():
            return moment


def _act(moment: Walkthrough, action: Action) -> Walkthrough:
    match moment.card:
        case Predict() | Ask() as card:
            return _answer(moment, card, action)
        case Do():
            choice = choice_of(action, moment.login)
            if choice is None:
                return moment
            tried = {action.id} if isinstance(action, Chosen) else set()
            return _do(replace(moment, tried=moment.tried | tried), choice, before=moment)
        case Goal() as card:
            return _toward(moment, card, action)
        case Explain() | Show() | Compare() | Branch():
            return moment


def _answer(moment: Walkthrough, card: Predict | Ask, action: Action) -> Walkthrough:
    answered = given(card.question, action)
    if answered is None or moment.answered is not None:
        return moment
    found = card.question.graded(answered)
    if found is None:
        return moment
    word = answered if isinstance(answered, str) else RIGHT if found.is_right else OTHERWISE
    return replace(moment, answered=answered, first={card.id: word, **moment.first}, before=moment.uncovered)


def _do(moment: Walkthrough, choice: Choice, *, before: Walkthrough) -> Walkthrough:
    """Let the gebruiker's move have its real consequence; then the lesson goes on, or a detour begins."""
    card = moment.card
    if not isinstance(card, Do) or not is_possible(choice, moment.login):
        return before
    login = moment.stage.decide(moment.login, choice)
    is_right = is_wanted(card.right, choice, login.trace)
    first = {card.id: RIGHT if is_right else OTHERWISE, **moment.first}
    moved = replace(moment, login=login, first=first, before=before)
    if is_right:
        # back leads to before the move, not to this card with the move already made
        return replace(_advance(moved), before=before)
    news = frozenset(range(moment.login.next, login.next))
    hints = min(moment.hints + 1, len(card.hints))
    return _reveal_next(replace(moved, on_detour=True, skipped=moment.skipped | news, hints=hints))


def _advance(moment: Walkthrough) -> Walkthrough:
    """On to the next card, the next scene, or the end."""
    fresh = replace(
        moment,
        arrived=moment.login,
        # the text of the next card is written for the zoom that it asks for
        chosen_zoom=None,
        answered=None,
        tried=frozenset(),
        hints=0,
        on_detour=False,
        before=moment.uncovered,
    )
    if moment.card_index + 1 < len(moment.scene.cards):
        return _arrive(replace(fresh, card_index=moment.card_index + 1))
    if moment.scene_index + 1 >= len(moment.stage.lesson.scenes):
        return replace(fresh, scene_index=moment.scene_index + 1)
    login = scene_login(moment.stage, moment.scene_index + 1)
    opened = replace(
        fresh,
        scene_index=moment.scene_index + 1,
        card_index=0,
        login=login,
        arrived=login,
        revealed=0,
        skipped=frozenset(),
    )
    return _arrive(opened)


def _arrive(moment: Walkthrough) -> Walkthrough:
    """Reveal what the card that was reached shows: for a move, all that has happened."""
    match moment.card:
        case (
            Show(table=OnTable(entry=selector))
            | Ask(table=OnTable(entry=selector), before_findings=True)
            | Compare(entry=selector)
        ):
            entry = select(selector, moment.login.trace, moment.skipped)
            return replace(moment, revealed=max(moment.revealed, entry.n if entry else 0))
        case Do():
            return replace(moment, revealed=len(moment.login.entries))
        case Goal() as card:
            return _begun(moment, card)
        case Explain() | Predict() | Show() | Ask() | Branch():
            return moment


def _begun(moment: Walkthrough, card: Goal) -> Walkthrough:
    """With a login for this attempt, in which nothing has happened yet."""
    service = services(card, moment.scene)[0]
    login = goal_login(moment.stage, moment.scene, card, service=service)
    means = None if card.means else NOTHING
    return replace(moment, login=login, arrived=login, revealed=0, skipped=frozenset(), means=means)


def _again(moment: Walkthrough, card: Goal) -> Walkthrough:
    """Another attempt, with a hint more."""
    return _begun(replace(moment, hints=min(moment.hints + 1, len(card.hints)), before=moment.uncovered), card)


def _toward(moment: Walkthrough, card: Goal, action: Action) -> Walkthrough:
    """One decision of an attempt: what is done on the way, at which service, and then what each page asks."""
    chosen = action.id if isinstance(action, Chosen) else ""
    if moment.means is None:
        return replace(moment, means=chosen, before=moment.uncovered) if chosen in {NOTHING, *card.means} else moment
    if moment.login.entries:
        return _decided(moment, card, choice_of(action, moment.login))
    offered = {SIGN_IN: moment.scene.service} if moment.is_plain_sign_in else {id: id for id in card.services}
    if chosen not in offered:
        return moment
    login = goal_login(moment.stage, moment.scene, card, service=offered[chosen], means=moment.means)
    return _decided(replace(moment, login=login), card, SignInChoice())


def _decided(moment: Walkthrough, card: Goal, choice: Choice | None) -> Walkthrough:
    """After what the gebruiker decided, if the goal allows it; all that comes of it is seen."""
    is_allowed = not isinstance(choice, CancelLogin) or FreeMove.CANCEL in card.moves
    if choice is None or not is_allowed or not is_possible(choice, moment.login):
        return moment
    login = proceeded(moment.stage.decide(moment.login, choice), card)
    moved = replace(moment, login=login, revealed=len(login.entries), before=moment.uncovered)
    if login.awaiting is not None:
        return moved
    word = OTHERWISE if unmet(card.reach, login.trace) else RIGHT
    return replace(moved, first={card.id: word, **moment.first})


def _go_on(moment: Walkthrough) -> Walkthrough:
    """Show the next consequence; after the last, the same question again, or back to before the move."""
    if moment.revealed < len(moment.login.entries):
        return _reveal_next(replace(moment, before=moment.uncovered))
    over = replace(moment, on_detour=False, before=moment.uncovered)
    if moment.login.awaiting and moment.arrived.awaiting and moment.login.awaiting.row is moment.arrived.awaiting.row:
        return over
    kept = len(moment.arrived.entries)
    return replace(over, login=moment.arrived, revealed=kept, skipped=frozenset(n for n in moment.skipped if n <= kept))


def _reveal_next(moment: Walkthrough) -> Walkthrough:
    """Show the next thing that happened; what the gebruiker decided he knows."""
    entries = moment.login.entries
    hidden = (entry.n for entry in entries if entry.n > moment.revealed and not isinstance(entry, DecisionTaken))
    return replace(moment, revealed=next(hidden, len(entries)))
