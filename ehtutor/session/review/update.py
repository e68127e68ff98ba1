"""The quiz: questions one after another, each answered once, and how an answer leads from one moment to the next.

An answer that does not fit the moment changes nothing. `happened` says what an answer brings about, so that it can
be stored before `update` acts on it.
"""

from datetime import datetime
from typing import Final, assert_never

from ehtutor.quiz.choosing import follow_up
from ehtutor.quiz.logged import Answered, Begun, Flagged, Logged, Undone
from ehtutor.session.review.state import (
    Announced,
    Asking,
    QuestionCover,
    Reading,
    Result,
    Review,
    ReviewOver,
    Sitting,
    Told,
)
from ehtutor.session.screen.action import Action, Answer, Continued, Pressed, Written
from ehtutor.session.screen.beside import has_terms
from ehtutor.session.screen.prompt import Key
from ehtutor.session.story import question_blocks
from ehtutor.value import replace

REMARK: Final = "remark"
"""The id of the blank for what is wrong with a question."""
_LATER: Final = 2
"""So many places after a wrong answer comes another question about the same."""
_COVERS: Final = {Key.TERMS: QuestionCover.TERMS, Key.FLAG: QuestionCover.FLAG, Key.HELP: QuestionCover.HELP}


def begin(sitting: Sitting, ids: tuple[str, ...], at: datetime) -> Review:
    """The first moment: an exam is announced first."""
    moment = Review(sitting=sitting, at=Announced(), left=ids)
    return moment if sitting.is_exam and ids else _next(moment, at)


def happened(moment: Review, answer: Answer) -> tuple[Logged, ...]:
    """What this answer brings about, to be stored."""
    uid = _uid(moment)
    match moment.cover, answer.action:
        case QuestionCover.FLAG, action if moment.item and (remark := _remark(action)):
            item = moment.item
            return (Flagged(uid=uid, question=item.id, revision=item.revision, remark=remark, at=answer.at),)
        case None, Continued() if isinstance(moment.at, Announced):
            return (Begun(uid=uid, sitting=moment.sitting.uid, asked=moment.asked, at=answer.at),)
        case None, Pressed(key=Key.UNDO) if Key.UNDO in working(moment):
            return (Undone(uid=uid, of=moment.results[-1].uid, at=answer.at),)
        case None, action if isinstance(moment.at, Asking) and (result := _result(moment.at, action, uid)):
            return (_answered(moment.sitting, moment.at, result, answer.at),)
        case _:
            return ()


def update(moment: Review, answer: Answer) -> Review:
    """The moment after this answer."""
    events = (*moment.events, *happened(moment, answer))
    return replace(_after(moment, answer), events=events)


def working(moment: Review) -> tuple[Key, ...]:
    """The keys that do something at this moment, in the order of the prompt line."""
    if moment.cover is not None:
        return (Key.BACK, Key.QUIT)
    item, at = moment.item, moment.at
    works = {
        Key.HINT: isinstance(at, Asking) and not moment.sitting.is_exam and at.hints < len(at.item.hints),
        Key.UNDO: isinstance(at, Asking | Told) and bool(moment.results),
        Key.FLAG: item is not None,
        Key.TERMS: item is not None and has_terms(moment.sitting.glossary, item.stem),
        Key.HELP: True,
        Key.QUIT: True,
    }
    return tuple(key for key, does in works.items() if does)


def right_action(moment: Review) -> Action:
    """The action with which the quiz goes on from here, and each answer is right."""
    if isinstance(moment.at, Asking) and moment.cover is None:
        return question_blocks.right_action(moment.at.item.question)
    return Continued()


def ended(moment: Review) -> Review:
    """The last moment, for who does not want to read the rest."""
    # what lies on the table stays asked
    left = (moment.at.item.id, *moment.left) if isinstance(moment.at, Asking) else moment.left
    return replace(moment, at=ReviewOver(), left=left, cover=None)


def _after(moment: Review, answer: Answer) -> Review:
    match moment.cover, answer.action:
        case QuestionCover(), Pressed(key=Key.BACK):
            return replace(moment, cover=None)
        case QuestionCover.FLAG, action:
            return replace(moment, cover=None) if _remark(action) else moment
        case QuestionCover.TERMS | QuestionCover.HELP, action:
            return replace(moment, cover=None) if action == Continued() else moment
        case None, Pressed(key=key):
            return _press(moment, key, answer.at)
        case None, Continued():
            return _continue(moment, answer.at)
        case None, _:
            return _answer(moment, answer)
        case _:
            assert_never(moment.cover)


def _press(moment: Review, key: Key, at: datetime) -> Review:
    if key not in working(moment):
        return moment
    match key, moment.at, moment.before:
        case ((Key.TERMS | Key.FLAG | Key.HELP), _, _):
            return replace(moment, cover=_COVERS[key])
        case Key.HINT, Asking() as asking, _:
            return replace(moment, at=replace(asking, hints=asking.hints + 1))
        case Key.UNDO, _, Review(at=Asking() as asking) as before:
            return replace(before, at=replace(asking, since=at))
        case _:
            return moment


def _continue(moment: Review, at: datetime) -> Review:
    match moment.at:
        case Announced() | Told():
            return _next(moment, at)
        case Reading(page=page):
            is_last = page + 1 == len(moment.results)
            return replace(moment, at=ReviewOver() if is_last else Reading(page=page + 1))
        case Asking() | ReviewOver():
            return moment
        case _:
            assert_never(moment.at)


def _answer(moment: Review, answer: Answer) -> Review:
    if not isinstance(moment.at, Asking):
        return moment
    result = _result(moment.at, answer.action, _uid(moment))
    if result is None:
        return moment
    answered = replace(moment, at=Told(), results=(*moment.results, result), before=moment)
    return _next(answered, answer.at) if moment.sitting.is_exam else _with_follow_up(answered, result)


def _next(moment: Review, at: datetime) -> Review:
    """On to the next question; after the last one an exam is read back."""
    if not moment.left:
        return replace(moment, at=Reading(page=0) if moment.sitting.is_exam and moment.results else ReviewOver())
    first, *rest = moment.left
    item = moment.sitting.listed[first].make(moment.sitting.seed)
    return replace(moment, at=Asking(item=item, since=at), left=tuple(rest))


def _with_follow_up(moment: Review, result: Result) -> Review:
    """After a wrong answer the same misconception returns soon, in another form."""
    if result.is_right or result.item.id in moment.follow_ups:
        return moment
    sitting = moment.sitting
    id = follow_up(
        sitting.listed,
        sitting.history,
        wrong=result.item.id,
        misconceptions=result.misconceptions,
        asked={*(each.item.id for each in moment.results), *moment.left},
        seed=sitting.seed,
    )
    if id is None:
        return moment
    left = (*moment.left[: _LATER - 1], id, *moment.left[_LATER - 1 :])
    return replace(moment, left=left, follow_ups=moment.follow_ups | {id})


def _result(asking: Asking, action: Action, uid: str) -> Result | None:
    """What the action answers; None for one that is no answer to this question."""
    item = asking.item
    answered = question_blocks.given(item.question, action)
    found = None if answered is None else item.question.graded(answered)
    if answered is None or found is None:
        return None
    return Result(
        item=item,
        given=answered,
        is_right=found.is_right,
        hints=asking.hints,
        misconceptions=() if found.is_right else item.believed(answered),
        uid=uid,
    )


def _answered(sitting: Sitting, asking: Asking, result: Result, at: datetime) -> Answered:
    return Answered(
        uid=result.uid,
        question=result.item.id,
        revision=result.item.revision,
        seed=sitting.seed,
        language=sitting.texts.language,
        given=result.given,
        is_right=result.is_right,
        hints=result.hints,
        # a clock may be set back
        seconds=max(int((at - asking.since).total_seconds()), 0),
        misconceptions=result.misconceptions,
        sitting=sitting.uid,
        is_exam=sitting.is_exam,
        at=at,
    )


def _remark(action: Action) -> str:
    """What was typed about a question; empty for none."""
    return action.values.get(REMARK, "").strip() if isinstance(action, Written) else ""


def _uid(moment: Review) -> str:
    return f"{moment.sitting.uid}.{len(moment.events) + 1}"
