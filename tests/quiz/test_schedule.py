"""When a question returns."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st
from quiz.answers import answered

from ehtutor.quiz.schedule import Retention, rating, remembered

WRONG, HINTED, RIGHT, QUICK = (
    answered(is_right=False),
    answered(hints=1),
    answered(seconds=11),
    answered(seconds=10),
)


def after(*days: float, **changes: object) -> Retention:
    memory = None
    for day in days:
        memory = remembered(memory, answered(days=day, **changes))
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("answer", "is_first", "expected"),
    [
        (WRONG, True, Rating.Again),
        (HINTED, True, Rating.Hard),
        (RIGHT, True, Rating.Good),
        (QUICK, True, Rating.Easy),
        (QUICK, False, Rating.Good),
        (answered(seconds=1, hints=1), True, Rating.Hard),
        (answered(seconds=1, is_right=False), True, Rating.Again),
    ],
)
def test_the_rating_follows_from_behaviour(answer, is_first, expected):
    assert rating(answer, is_first=is_first) is expected


def test_the_better_it_was_known_the_later_it_returns():
    days = [remembered(None, answer).days for answer in (WRONG, HINTED, RIGHT, QUICK)]
    assert days == sorted(days)
    assert days[0] == 1
    assert len(set(days)) >= 3


def test_it_returns_at_the_beginning_of_a_day_so_that_the_hour_does_not_matter():
    assert after(0, is_right=False).due == datetime(2026, 3, 3, tzinfo=UTC)


def test_only_the_first_answer_of_a_day_counts():
    first = after(0, is_right=False)
    assert remembered(first, answered(days=0.3)) == first
    assert remembered(first, answered(days=1)) != first


def test_a_day_is_a_day_in_utc():
    late = datetime(2026, 3, 3, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert remembered(None, answered()).day == date(2026, 3, 2)
    assert after(0) == remembered(after(0), replace_at(late))


def replace_at(at: datetime):
    answer = answered()
    return answered(days=(at - answer.at) / timedelta(days=1))


def test_known_on_its_day_it_returns_later_each_time():
    memory = after(0)
    for _ in range(4):
        following = remembered(memory, answered(days=(memory.due - answered().at) / timedelta(days=1) + 0.5))
        assert following.days > memory.days
        memory = following


def test_a_clock_that_was_ahead_does_not_put_a_question_off_once_it_is_right_again():
    ahead = after(0, 3650)
    back = remembered(ahead, answered(days=4))
    assert back.day == date(2026, 3, 6)
    assert back.due < ahead.due


@given(st.lists(st.tuples(st.integers(-4000, 4000), st.booleans(), st.integers(0, 2), st.integers(0, 99)), min_size=1))
def test_it_always_returns_after_the_day_of_the_answer_whatever_the_clock_does(answers):
    memory = None
    for day, is_right, hints, seconds in answers:
        answer = answered(days=day, is_right=is_right, hints=hints, seconds=seconds)
        memory = remembered(memory, answer)
        assert memory.due > answer.at
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10
