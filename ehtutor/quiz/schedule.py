"""When a question returns. The only door of fsrs.

It counts in whole days, UTC: the first answer of a day says how well a question is known, and the question returns at
the beginning of a day. So there are no steps of minutes, and no chance is involved.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from fsrs import Card, Rating, Scheduler, State

from ehtutor.quiz.logged import Answered
from ehtutor.value import Value

_QUICK: Final = 10
"""Seconds in which an answer shows that the question was easy."""
_SCHEDULER: Final = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_NOBODY: Final = 0
"""A card without an id asks the clock for one, and sleeps."""


class Retention(Value):
    """How well a question is remembered, and until when."""

    stability: float
    """Days until it is remembered in nine cases of ten."""
    difficulty: float
    """From 1 to 10."""
    day: date
    """Of the answer that this follows from."""
    days: int
    """From then until it returns; at least one."""

    @property
    def due(self) -> datetime:
        """When it returns."""
        return _midnight(self.day + timedelta(days=self.days))


def rating(answer: Answered, *, is_first: bool) -> Rating:
    """What an answer says of the memory; `is_first` where the question was never answered before."""
    if not answer.is_right:
        return Rating.Again
    if answer.hints:
        return Rating.Hard
    return Rating.Easy if is_first and answer.seconds <= _QUICK else Rating.Good


def remembered(memory: Retention | None, answer: Answered) -> Retention:
    """The memory after an answer; not the first of its day changes nothing.

    A day before the last one is a clock that was set back: no time has passed, and from then on that clock is right.
    """
    day = answer.at.astimezone(UTC).date()
    if memory is not None and memory.day == day:
        return memory
    at = _midnight(day)
    card = Card(card_id=_NOBODY, due=at) if memory is None else _card(memory, at)
    known, _ = _SCHEDULER.review_card(card, rating(answer, is_first=memory is None), at)
    # both are numbers after the first review
    assert known.stability is not None and known.difficulty is not None  # noqa: PT018
    return Retention(stability=known.stability, difficulty=known.difficulty, day=day, days=(known.due - at).days)


def _card(memory: Retention, at: datetime) -> Card:
    return Card(
        card_id=_NOBODY,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=at,
        last_review=min(_midnight(memory.day), at),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
