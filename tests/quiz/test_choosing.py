"""Which questions are asked, and in what order."""

from collections import Counter
from datetime import timedelta
from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st
from quiz.answers import AT, answered, listed, stands_for

from ehtutor.quiz.choosing import choose, follow_up
from ehtutor.quiz.history import EMPTY, History, fold
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.logged import Flagged
from ehtutor.quiz.questions import QuestionForm


def by_id(*questions: Listed) -> dict[str, Listed]:
    return {each.id: each for each in questions}


def catalogue() -> st.SearchStrategy[dict[str, Listed]]:
    return st.lists(
        st.builds(lambda family, topic: (family, topic), st.sampled_from("vwxyz"), st.sampled_from([*Topic][:3])),
        max_size=20,
    ).map(lambda found: by_id(*(listed(str(n), family=f, topic=t) for n, (f, t) in enumerate(found))))


def histories() -> st.SearchStrategy[History]:
    return st.lists(st.tuples(st.integers(0, 19), st.integers(-40, 0), st.booleans())).map(
        lambda found: fold(
            EMPTY,
            [
                answered(str(n), question=str(q), days=days, is_right=is_right)
                for n, (q, days, is_right) in enumerate(found)
            ],
        )
    )


def chosen(questions: dict[str, Listed], history: History = EMPTY, **changes) -> tuple[str, ...]:
    return choose(questions, history, **{"now": AT, "count": 99, "seed": "1", **changes})


@given(catalogue(), histories(), st.integers(0, 25), st.text(max_size=3), st.booleans())
def test_what_is_chosen_is_distinct_and_the_same_each_time_and_due_comes_before_new(
    questions, history, count, seed, due_only
):
    ids = chosen(questions, history, count=count, seed=seed, due_only=due_only)
    due = [id for id in questions if id in history.due(AT)]
    assert ids == chosen(questions, history, count=count, seed=seed, due_only=due_only)
    assert len(set(ids)) == len(ids) == min(count, len(due) if due_only else len(questions))
    assert set(ids) <= set(questions)
    kinds = [0 if id in due else 2 if id in history.standings else 1 for id in ids]
    assert kinds == sorted(kinds)


@given(catalogue(), st.text(max_size=3))
def test_two_of_a_family_never_follow_each_other_where_that_can_be_avoided(questions, seed):
    families = [questions[id].family for id in chosen(questions, seed=seed)]
    if max(Counter(families).values(), default=0) <= (len(families) + 1) // 2:
        assert all(one != other for one, other in pairwise(families))


def test_the_longest_overdue_are_chosen_where_not_all_can_be():
    history = fold(EMPTY, [answered(str(n), question=str(n), days=-n, is_right=False) for n in range(1, 9)])
    assert set(chosen(by_id(*(listed(str(n)) for n in range(1, 9))), history, count=3)) == {"8", "7", "6"}


def test_another_seed_chooses_otherwise():
    questions = by_id(*(listed(str(n)) for n in range(50)))
    assert len({chosen(questions, count=5, seed=str(seed)) for seed in range(9)}) == 9


def test_of_a_topic_the_lessons_own_questions_come_first_and_in_their_order():
    own = [listed(f"own {n}", family="lesson", lesson="lesson") for n in range(3)]
    made = [listed(f"made {n}", lesson="lesson") for n in range(9)]
    assert set(chosen(by_id(*made, *own), count=3)) == {each.id for each in own}
    assert chosen(by_id(*made, *own), count=1) == ("own 0",)


def test_new_questions_are_spread_over_topics_and_families():
    questions = by_id(
        *(
            listed(f"{topic.value} {family} {n}", topic=topic, family=f"{topic.value} {family}")
            for topic in Topic
            for family in range(3)
            for n in range(9)
        )
    )
    ids = chosen(questions, count=2 * len(Topic))
    assert set(Counter(questions[id].topic for id in ids).values()) == {2}
    assert set(Counter(questions[id].family for id in ids).values()) == {1}


def test_look_alikes_of_one_topic_are_mixed():
    questions = by_id(*(listed(f"{family}{n}", family=family) for family in "xy" for n in range(5)))
    families = [questions[id].family for id in chosen(questions)]
    assert len([*groupby(families)]) == 10


def test_a_new_revision_is_a_new_question():
    history = fold(EMPTY, [answered("1", question="a"), answered("2", question="b")])
    questions = by_id(listed("a"), listed("b", revision=2))
    assert chosen(questions, history, now=AT + timedelta(days=99)) == ("a", "b")
    assert chosen(questions, history, now=AT + timedelta(days=99), due_only=True) == ("a",)


def test_a_question_that_is_thought_bad_is_not_asked():
    history = fold(EMPTY, [Flagged(uid="f", question="a", revision=1, remark="", at=AT)])
    wrong = listed("b", misconceptions=frozenset({"m"}))
    bad = listed("a", misconceptions=frozenset({"m"}))
    assert chosen(by_id(bad, wrong), history) == ("b",)
    assert after(wrong, bad, history=history) is None


def after(wrong: Listed, *others: Listed, asked: frozenset[str] = frozenset(), history: History = EMPTY) -> str | None:
    return follow_up(by_id(wrong, *others), history, wrong=wrong.id, misconceptions=("m",), asked=asked, seed="1")


WRONG = listed("wrong", family="x", misconceptions=frozenset({"m"}))
TRUE_FALSE = stands_for("form", "m", "n", family="x", form=QuestionForm.TRUE_FALSE)
SISTER = stands_for("sister", "m", family="x")
COUSIN = stands_for("cousin", "m", family="y")
STRANGER = stands_for("stranger", "n", family="y", form=QuestionForm.TRUE_FALSE)


def test_after_a_wrong_answer_the_same_misconception_is_asked_about_in_another_form():
    assert after(WRONG, SISTER, COUSIN, TRUE_FALSE, STRANGER) == "form"


def test_where_there_is_no_other_form_another_family_will_do():
    assert after(WRONG, SISTER, COUSIN, STRANGER) == "cousin"


def test_a_question_that_only_might_have_stood_for_it_is_no_follow_up():
    assert "m" in STRANGER.misconceptions
    assert after(WRONG, STRANGER) is None


def test_the_same_again_is_no_follow_up():
    assert after(WRONG, SISTER, STRANGER) is None


def test_what_this_sitting_asks_anyway_is_no_follow_up():
    assert after(WRONG, COUSIN, TRUE_FALSE, asked=frozenset({"form"})) == "cousin"
