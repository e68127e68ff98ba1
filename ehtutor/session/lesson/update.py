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
    OnTable,
    Predict,
    Show,
)
from ehtutor.protocol.decisions import CancelLogin, Choice
from ehtutor.protocol.login import Login, start
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.protocol.world import World
from ehtutor.session.lesson.gebruiker import choice_of, is_possible, is_wanted
from ehtutor.session.lesson.state import CardCover, Stage, Walkthrough
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
from ehtutor.session.story.question_blocks import given, grade_of
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
        return _close(moment, action)
    if moment.is_done:
        return moment
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
    """The moment after an answer that was given, or kept."""
    return update(moment, answer.action)


def _close(moment: Walkthrough, action: Action) -> Walkthrough:
    is_again = moment.cover is CardCover.AGAIN
    match action:
        case Pressed(key=Key.BACK):
            return moment.uncovered
        case Continued() if not is_again:
            return moment.uncovered
        case Chosen(id=id) if is_again:
            return {each.id: each for each in moment.uncovered.visited}.get(id, moment)
        case _:
            return moment


def _press(moment: Walkthrough, key: Key) -> Walkthrough:
    if key not in moment.working:
        return moment
    match key:
        case Key.BACK:
            return moment.before or moment
        case Key.KNOWLEDGE | Key.WALLET | Key.TERMS | Key.HELP | Key.AGAIN:
            return replace(moment, cover=_COVERS[key])
        case Key.HINT:
            return replace(moment, hints=moment.hints + 1)
        case Key.ZOOM:
            return replace(moment, chosen_zoom=moment.zoom.deeper)
        case Key.CANCEL:
            return _do(moment, CancelLogin())
        case Key.QUIT | Key.UNDO | Key.FLAG:
            return moment
        case _:
            assert_never(key)


def _continue(moment: Walkthrough) -> Walkthrough:
    match moment.card:
        case Explain() | Show() | Compare() | Branch():
            return _advance(moment)
        case Predict() if moment.answered is not None:
            return _advance(moment)
        case Ask(question=question, hints=hints) if moment.answered is not None:
            if grade_of(question, moment.answered).is_right:
                return _advance(moment)
            more = min(moment.hints + 1, len(hints))
            tried = moment.tried | ({moment.answered} if isinstance(moment.answered, str) else set())
            return replace(moment, answered=None, tried=tried, hints=more, before=moment.uncovered)
        case Predict() | Ask() | Do():
            return moment


def _act(moment: Walkthrough, action: Action) -> Walkthrough:
    match moment.card:
        case Predict() | Ask() as card:
            return _answer(moment, card, action)
        case Do():
            choice = choice_of(action, moment.login)
            return _do(moment, choice) if choice else moment
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


def _do(moment: Walkthrough, choice: Choice) -> Walkthrough:
    """Let the gebruiker's move have its real consequence; then the lesson goes on, or a detour begins."""
    card = moment.card
    if not isinstance(card, Do) or not is_possible(choice, moment.login):
        return moment
    login = moment.stage.decide(moment.login, choice)
    is_right = is_wanted(card.right, choice, login.trace)
    first = {card.id: RIGHT if is_right else OTHERWISE, **moment.first}
    moved = replace(moment, login=login, first=first, before=moment.uncovered)
    if is_right:
        # back leads to before the move, not to this card with the move already made
        return replace(_advance(moved), before=moment.uncovered)
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
        case Show(table=OnTable(entry=selector)) | Compare(entry=selector):
            entry = select(selector, moment.login.trace, moment.skipped)
            return replace(moment, revealed=max(moment.revealed, entry.n if entry else 0))
        case Do():
            return replace(moment, revealed=len(moment.login.entries))
        case Explain() | Predict() | Show() | Ask() | Branch():
            return moment


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
