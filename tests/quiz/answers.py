"""Answers that were given, and questions as a catalogue lists them: each usual but for what matters to a test."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, NoReturn

from ehtutor.quiz.item import Item, Listed, Topic
from ehtutor.quiz.logged import Answered
from ehtutor.quiz.questions import OneOf, Option, QuestionForm
from ehtutor.value import replace

AT: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_USUAL: Final = Answered(
    uid="1",
    question="q",
    revision=1,
    seed="",
    language="nl",
    given="a",
    is_right=True,
    hints=0,
    seconds=30,
    misconceptions=(),
    sitting="s",
    is_exam=False,
    at=AT,
)


def answered(uid: str = "1", *, days: float = 0, **changes: Any) -> Answered:
    """A question answered rightly, so many days after AT."""
    return replace(_USUAL, uid=uid, at=AT + timedelta(days=days), **changes)


def listed(id: str, **changes: Any) -> Listed:
    """A question of its own family about the roles."""
    fields: dict[str, Any] = {
        "id": id,
        "revision": 1,
        "form": QuestionForm.ONE_OF,
        "topic": Topic.ROLES,
        "family": id,
        "lesson": "",
        "misconceptions": frozenset(),
        "make": _not_made,
    }
    return Listed(**{**fields, **changes})


def stands_for(id: str, *misconceptions: str, **changes: Any) -> Listed:
    """A question whose wrong options stand for these, and that is listed as standing for one more."""
    wrong = [Option(id=each, label=each, why="no", misconception=each) for each in misconceptions]
    options = (Option(id="right", label="right", why="yes"), *wrong)
    each = listed(id, **{"misconceptions": frozenset((*misconceptions, "m")), **changes})
    item = Item(
        id=id,
        revision=each.revision,
        form=each.form,
        topic=each.topic,
        roles=frozenset(),
        stem="?",
        question=OneOf(options=options, key="right"),
    )
    return replace(each, make=lambda _: item)


def _not_made(_: str) -> NoReturn:
    raise AssertionError("a question is made when it is asked, and not before")
