"""The quiz: questions one after another, each answered once, and how an answer leads from one moment to the next.

An answer that does not fit the moment changes nothing. `happened` says what an answer brings about, so that it can
be stored before `update` acts on it.
"""

from datetime import datetime
from typing import Final, assert_never

from ehtutor.quiz.choosing import follow_up
from ehtutor.quiz.grading import grade
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
    review = Review(at=Announced(), left=ids)
    return review if sitting.is_exam and ids else _next(sitting, review, at)


def happened(sitting: Sitting, review: Review, answer: Answer) -> tuple[Logged, ...]:
    """What this answer brings about, to be stored."""
    uid = _uid(sitting, review)
    match review.cover, answer.action:
        case QuestionCover.FLAG, action if review.item and (remark := _remark(action)):
            item = review.item
            return (Flagged(uid=uid, question=item.id, revision=item.revision, remark=remark, at=answer.at),)
        case None, Continued() if isinstance(review.at, Announced):
            return (Begun(uid=uid, sitting=sitting.uid, asked=review.asked, at=answer.at),)
        case None, Pressed(key=Key.UNDO) if Key.UNDO in working(sitting, review):
            return (Undone(uid=uid, of=review.results[-1].uid, at=answer.at),)
        case None, action if isinstance(review.at, Asking) and (result := _result(review.at, action, uid)):
            return (_answered(sitting, review.at, result, answer.at),)
        case _:
            return ()


def update(sitting: Sitting, review: Review, answer: Answer) -> Review:
    """The moment after this answer."""
    events = (*review.events, *happened(sitting, review, answer))
    return replace(_after(sitting, review, answer), events=events)


def working(sitting: Sitting, review: Review) -> tuple[Key, ...]:
    """The keys that do something at this moment, in the order of the prompt line."""
    if review.cover is not None:
        return (Key.BACK, Key.QUIT)
    item, at = review.item, review.at
    works = {
        Key.HINT: isinstance(at, Asking) and not sitting.is_exam and at.hints < len(at.item.hints),
        Key.UNDO: isinstance(at, Asking | Told) and bool(review.results),
        Key.FLAG: item is not None,
        Key.TERMS: item is not None and has_terms(sitting.glossary, item.stem),
        Key.HELP: True,
        Key.QUIT: True,
    }
    return tuple(key for key, does in works.items() if does)


def right_action(review: Review) -> Action:
    """The action with which the quiz goes on from here, and each answer is right."""
    if isinstance(review.at, Asking) and review.cover is None:
        return question_blocks.right_action(review.at.item.question)
    return Continued()


def ended(review: Review) -> Review:
    """The last moment, for who does not want to read the rest."""
    # what lies on the table stays asked
    left = (review.at.item.id, *review.left) if isinstance(review.at, Asking) else review.left
    return replace(review, at=ReviewOver(), left=left, cover=None)


def _after(sitting: Sitting, review: Review, answer: Answer) -> Review:
    match review.cover, answer.action:
        case QuestionCover(), Pressed(key=Key.BACK):
            return replace(review, cover=None)
        case QuestionCover.FLAG, action:
            return replace(review, cover=None) if _remark(action) else review
        case QuestionCover.TERMS | QuestionCover.HELP, action:
            return replace(review, cover=None) if action == Continued() else review
        case None, Pressed(key=key):
            return _press(sitting, review, key, answer.at)
        case None, Continued():
            return _continue(sitting, review, answer.at)
        case None, _:
            return _answer(sitting, review, answer)
        case _:
            assert_never(review.cover)


def _press(sitting: Sitting, review: Review, key: Key, at: datetime) -> Review:
    if key not in working(sitting, review):
        return review
    match key, review.at, review.before:
        case ((Key.TERMS | Key.FLAG | Key.HELP), _, _):
            return replace(review, cover=_COVERS[key])
        case Key.HINT, Asking() as asking, _:
            return replace(review, at=replace(asking, hints=asking.hints + 1))
        case Key.UNDO, _, Review(at=Asking() as asking) as before:
            return replace(before, at=replace(asking, since=at))
        case _:
            return review


def _continue(sitting: Sitting, review: Review, at: datetime) -> Review:
    match review.at:
        case Announced() | Told():
            return _next(sitting, review, at)
        case Reading(page=page):
            is_last = page + 1 == len(review.results)
            return replace(review, at=ReviewOver() if is_last else Reading(page=page + 1))
        case Asking() | ReviewOver():
            return review
        case _:
            assert_never(review.at)


def _answer(sitting: Sitting, review: Review, answer: Answer) -> Review:
    if not isinstance(review.at, Asking):
        return review
    result = _result(review.at, answer.action, _uid(sitting, review))
    if result is None:
        return review
    answered = replace(review, at=Told(), results=(*review.results, result), before=review)
    return _next(sitting, answered, answer.at) if sitting.is_exam else _with_follow_up(sitting, answered, result)


def _next(sitting: Sitting, review: Review, at: datetime) -> Review:
    """On to the next question; after the last one an exam is read back."""
    if not review.left:
        return replace(review, at=Reading(page=0) if sitting.is_exam and review.results else ReviewOver())
    first, *rest = review.left
    return replace(review, at=Asking(item=sitting.listed[first].make(), since=at), left=tuple(rest))


def _with_follow_up(sitting: Sitting, review: Review, result: Result) -> Review:
    """After a wrong answer the same misconception returns soon, in another form."""
    if result.is_right or result.item.id in review.follow_ups:
        return review
    id = follow_up(
        sitting.listed,
        sitting.history,
        wrong=result.item.id,
        misconceptions=result.misconceptions,
        asked={*(each.item.id for each in review.results), *review.left},
        seed=sitting.seed,
    )
    if id is None:
        return review
    left = (*review.left[: _LATER - 1], id, *review.left[_LATER - 1 :])
    return replace(review, left=left, follow_ups=review.follow_ups | {id})


def _result(asking: Asking, action: Action, uid: str) -> Result | None:
    """What the action answers; None for one that is no answer to this question."""
    item = asking.item
    answered = question_blocks.given(item.question, action)
    found = None if answered is None else grade(item.question, answered)
    if answered is None or found is None:
        return None
    return Result(
        item=item,
        given=answered,
        is_right=found.is_right,
        hints=asking.hints,
        misconceptions=() if found.is_right else question_blocks.believed(item, answered),
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


def _uid(sitting: Sitting, review: Review) -> str:
    return f"{sitting.uid}.{len(review.events) + 1}"
