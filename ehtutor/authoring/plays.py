"""A lesson played by the checker: with every right answer, and with every single wrong one.

What comes out are mishaps: places where the lesson cannot go on, points at nothing, or says what the engine denies.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ehtutor.course.model import (
    Ask,
    Branch,
    Claim,
    Compare,
    Do,
    Goal,
    OnTable,
    Predict,
    RightCredential,
    Scene,
    Selector,
    Show,
)
from ehtutor.course.problems import nearest
from ehtutor.protocol.decisions import CancelLogin, Choice
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.trace import DecisionTaken, Trace
from ehtutor.quiz.questions import AnswerKey
from ehtutor.session.lesson.gebruiker import WRONG, action_for, can_be_made
from ehtutor.session.lesson.goal import NOTHING, has_effect, walked, ways
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.screen.action import Action, Chosen, Written
from ehtutor.session.story.claims import confirmed, missing
from ehtutor.session.story.question_blocks import action_of
from ehtutor.session.story.reach import unmet
from ehtutor.session.story.telling import select
from ehtutor.session.story.wire import names_in
from ehtutor.value import Value, field

MOST_MOMENTS: Final = 300
"""From a wrong answer back to the lesson; a lesson that takes longer never comes back."""
_NO_GOAL: Final = frozenset({"goal-at-once", "goal-unreachable", "means-without-effect"})
_PASSED_OVER: Final = _NO_GOAL | {"no-entry", "not-shown-yet", "no-field"}
"""What a lesson can be played on after."""
NO_ANSWER: Final = "—"
"""Where the engine has no answer."""
MOST_A_CARD: Final = 3
"""Moments with right answers: a card is asked, answered, and left."""
MOST_A_GOAL: Final = 40
"""The same: each decision of each attempt, where it can't be reached."""


class Mishap(Value):
    """What went wrong, at which card, and which of its keys is to blame: a name, or the names that lead to it."""

    card: str
    code: str
    key: str = "id"
    values: Mapping[str, str] = field(default_factory=dict)


class Play(Value):
    """The lesson played with its right answers: every moment, up to the end or to the mishap."""

    moments: tuple[Walkthrough, ...]
    mishaps: tuple[Mishap, ...]

    @property
    def stage(self) -> Stage:
        """Of which lesson."""
        return self.moments[0].stage

    @property
    def is_whole(self) -> bool:
        """Whether it gets to the end."""
        return self.moments[-1].is_done


def deciding_once() -> Callable[[Login, Choice], Login]:
    """A `decide` that plays equal logins of different lessons a single time.

    Logins are equal when scenario, seed and choices so far are.
    """
    remembered: dict[str, Login] = {}

    def decide_once(login: Login, choice: Choice) -> Login:
        scenario = login.scenario
        taken = [entry.choice for entry in login.entries if isinstance(entry, DecisionTaken)]
        key = repr((scenario.gebruiker, scenario.service, scenario.interference, login.world.seed, taken, choice))
        if key not in remembered:
            remembered[key] = decide(login, choice)
        return remembered[key]

    return decide_once


def play_right(stage: Stage) -> Play:
    """Play to the end with the right answers."""
    moments, mishaps = [begin(stage)], []
    while not moments[-1].is_done:
        moment = moments[-1]
        mishap = _obstacle(moment)
        if mishap is not None:
            mishaps.append(mishap)
            if mishap.code not in _PASSED_OVER:
                break
        moments.append(update(moment, right_action(moment)))
        astray = None if moments[-1].is_done else _astray(moments[-1], len(moments))
        if astray is not None:
            mishaps.append(astray)
            break
    return Play(moments=tuple(moments), mishaps=(*mishaps, *_denied(moments)))


def play_wrong(play: Play) -> Iterator[Mishap]:
    """From each question and move, every single wrong answer; each has to lead back to the lesson.

    Of a lesson that does not get to its end with right answers, nothing more is said here and below.
    """
    if not play.is_whole:
        return
    for moment in play.moments:
        if moment.is_done or moment.answered is not None:
            continue
        for action in _wrong(moment):
            mishap = _way_back(moment, action)
            if mishap is not None:
                yield mishap
                break


def unreached(play: Play) -> Iterator[Mishap]:
    """Cases of a branch that no first answer leads to."""
    if not play.is_whole:
        return
    branches = [card for scene in play.stage.lesson.scenes for card in scene.cards if isinstance(card, Branch)]
    for branch in branches:
        asked = [moment for moment in play.moments if not moment.is_done and moment.card.id == branch.on]
        reached = {moment.first[branch.on] for moment in play.moments if branch.on in moment.first}
        for moment in asked[:1]:
            after = (update(moment, action) for action in _wrong(moment))
            reached |= {at.first[branch.on] for at in after if branch.on in at.first}
        for case in branch.cases:
            if case not in reached and not (case == "else" and reached - set(branch.cases)):
                yield Mishap(card=branch.id, code="unreached-case", key="cases", values={"found": case})


def _obstacle(moment: Walkthrough) -> Mishap | None:
    """Why the lesson can't go on from here with its right answer."""
    card = moment.card
    match card:
        case Show(table=OnTable(entry=selector)) | Compare(entry=selector):
            if select(selector, moment.login.trace, moment.skipped) is None:
                return Mishap(card=card.id, code="no-entry", key="entry", values={"found": _told(selector)})
            return _without_field(moment)
        case Predict(table=OnTable(entry=selector)) | Ask(table=OnTable(entry=selector)):
            if moment.on_table is None:
                return Mishap(card=card.id, code="not-shown-yet", key="entry", values={"found": _told(selector)})
            return _without_field(moment)
        case Goal() if not moment.login.entries and moment.means in {None, NOTHING}:
            return _no_goal(moment, card)
        case Do(right=RightCredential()) if not moment.on_detour and (missing := _not_carried(moment.login)):
            return Mishap(card=card.id, code="not-in-wallet", key="right", values={"found": missing})
        case Do(right=right) if not moment.on_detour and not can_be_made(right, moment.login):
            return Mishap(card=card.id, code="no-move", key="right")
    return None


def _no_goal(moment: Walkthrough, goal: Goal) -> Mishap | None:
    """Why this is no goal: nothing leads to it, nothing is needed for it, or something on the way is idle."""
    stage, scene = moment.stage, moment.scene
    if not unmet(goal.reach, moment.login.trace):
        return Mishap(card=goal.id, code="goal-at-once", key="reach")
    found = ways(stage, scene, goal)
    # found without signatures: one is walked with them
    if not found or unmet(goal.reach, walked(stage, scene, goal, found[0]).trace):
        return Mishap(card=goal.id, code="goal-unreachable", key="reach")
    idle = next((means for means in goal.means if not has_effect(stage, scene, goal, means)), None)
    if idle is not None:
        return Mishap(card=goal.id, code="means-without-effect", key=f"means/{idle}", values={"found": idle})
    return None


def _without_field(moment: Walkthrough) -> Mishap | None:
    """The field that the card is about, if its message has none of that name."""
    table, entry = moment.table, moment.on_table
    if table is None or entry is None or not table.field:
        return None
    names = names_in(entry)
    if table.field in names:
        return None
    values = {"found": table.field, "nearest": nearest(table.field, names)}
    return Mishap(card=moment.card.id, code="no-field", key="field", values=values)


def _not_carried(login: Login) -> str | None:
    """The middel that is asked for, if the gebruiker has not got it."""
    middel = login.awaiting.middel if login.awaiting else None
    return None if middel in login.gebruiker.wallet_by_number else middel


def _astray(moment: Walkthrough, moments: int) -> Mishap | None:
    """Why the right answer does not lead on: its move ends elsewhere, or it is no right answer."""
    card = moment.card
    if moment.on_detour:
        return Mishap(card=card.id, code="other-outcome", key="right")
    cards = [card for scene in moment.stage.lesson.scenes for card in scene.cards]
    most = sum(MOST_A_GOAL if isinstance(card, Goal) else MOST_A_CARD for card in cards)
    return Mishap(card=card.id, code="no-way-back") if moments > most else None


def _told(selector: Selector) -> str:
    to = f", to: {selector.to}" if selector.to else ""
    nth = f", nth: {selector.nth}" if selector.nth > 1 else ""
    return f"message: {selector.message}{to}{nth}"


def _denied(moments: list[Walkthrough]) -> Iterator[Mishap]:
    """Keys that the engine does not confirm, where the login of their scene was played to its end."""
    last: dict[str, Walkthrough] = {}
    passed: dict[str, Trace] = {}
    for moment in moments:
        if not moment.is_done and not isinstance(moment.card, Goal):
            last[moment.scene.id] = moment
            passed.setdefault(moment.card.id, moment.passed)
    if not moments[-1].is_done:
        # the login of this scene is not over, and what comes of it nobody knows
        del last[moments[-1].scene.id]
    for scene in moments[0].stage.lesson.scenes:
        if scene.id in last:
            yield from _denied_in(scene, last[scene.id].login.trace, passed)


def _denied_in(scene: Scene, whole: Trace, passed: Mapping[str, Trace]) -> Iterator[Mishap]:
    """What a prediction claims is held against the whole login, what a question claims against what has passed."""
    for card in scene.cards:
        match card:
            case Predict(claim=Claim() as claim, question=question):
                truth = confirmed(claim, whole)
                yield from _of_nothing(card.id, claim, whole, whole) or _wrong_key(card.id, question.key, truth, truth)
            case Ask(claim=Claim() as claim, question=question):
                so_far = passed[card.id]
                truth, at_the_end = confirmed(claim, so_far), confirmed(claim, whole)
                nothing = _of_nothing(card.id, claim, whole, so_far)
                yield from nothing or _wrong_key(card.id, question.key, truth, at_the_end)


def _of_nothing(card: str, claim: Claim, whole: Trace, so_far: Trace) -> tuple[Mishap, ...]:
    """Entries of which something is claimed, and which never pass in this login, or not before the card is reached."""
    never = missing(claim, whole)
    return tuple(
        Mishap(
            card=card,
            code="never-passes" if (place, selector) in never else "not-yet",
            key=f"claim/{place}",
            values={"found": _told(selector)},
        )
        for place, selector in missing(claim, so_far)
    )


def _wrong_key(card: str, key: AnswerKey | None, truth: AnswerKey, at_the_end: AnswerKey) -> tuple[Mishap, ...]:
    if key == truth:
        return ()
    # until 0.1.0 the check held a question against the end of its scene, too
    code = "key-of-the-end" if key == at_the_end else "wrong-key"
    return (Mishap(card=card, code=code, key="key", values={"found": _shown(key), "expected": _shown(truth)}),)


def _shown(key: AnswerKey | None) -> str:
    """A key as an author reads it."""
    match key:
        case Mapping():
            return ", ".join(f"{one}: {other or NO_ANSWER}" for one, other in key.items())
        case frozenset():
            return ", ".join(sorted(key))
        case tuple():
            return ", ".join(key)
        case None | "":
            return NO_ANSWER
        case _:
            return str(key)


def _wrong(moment: Walkthrough) -> tuple[Action, ...]:
    match moment.card:
        case Predict(question=question) | Ask(question=question):
            return tuple(action_of(question, answer) for answer in question.wrong_answers)
        case Do(right=wanted) if not moment.on_detour and can_be_made(wanted, moment.login):
            right = right_action(moment)
            return tuple(action for action in _moves(moment.login) if action != right)
        case _:
            return ()


def _moves(login: Login) -> tuple[Action, ...]:
    """Everything that the gebruiker can do at this page."""
    decision = login.awaiting
    if decision is None:
        return ()
    picked = tuple(Chosen(id=pick.id) for pick in decision.picks)
    typed = (Written(values=dict.fromkeys(decision.blanks, WRONG)),) if decision.blanks else ()
    cancelled = (action_for(CancelLogin(), login),) if decision.row.can_cancel else ()
    return (*picked, *typed, *cancelled)


def _way_back(moment: Walkthrough, action: Action) -> Mishap | None:
    """Play on after one wrong answer until the lesson is past this card."""
    at = update(moment, action)
    for _ in range(MOST_MOMENTS):
        if at.is_done or at.id != moment.id:
            return None
        mishap = _obstacle(at)
        if mishap is not None and mishap.code not in _PASSED_OVER:
            break
        at = update(at, right_action(at))
    return Mishap(card=moment.card.id, code="no-way-back")
