"""What the learner's answers add up to."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz.answers import AT, answered

from ehtutor.quiz.history import EMPTY, decode, encode, fold, undoes_folded
from ehtutor.quiz.logged import Begun, Flagged, Logged, Undone
from ehtutor.value import replace

FLAGGED = Flagged(uid="f", question="q", revision=1, remark="twice the same", at=AT)
BEGUN = Begun(uid="b", sitting="s", asked=3, at=AT)
UNDONE = Undone(uid="u", of="1", at=AT)


def events() -> st.SearchStrategy[list[Logged]]:
    """Anything that may happen, with uids that differ; what is undone may come before, after, or never."""

    def kinds(uid: int) -> st.SearchStrategy[Logged]:
        of = st.integers(0, 14).map(str)
        return st.one_of(
            st.builds(
                lambda days, question, **changes: answered(str(uid), days=days, question=question, **changes),
                days=st.floats(-30, 30),
                question=st.sampled_from("abc"),
                revision=st.integers(1, 2),
                is_right=st.booleans(),
                hints=st.integers(0, 2),
                seconds=st.integers(0, 30),
                misconceptions=st.sampled_from([(), ("m",), ("m", "n")]),
                sitting=st.integers(0, 14).map(str),
            ),
            st.builds(lambda sitting: replace(BEGUN, uid=str(uid), sitting=str(sitting)), st.integers(0, 14)),
            st.builds(lambda of: replace(UNDONE, uid=str(uid), of=of), of),
            st.builds(lambda question: replace(FLAGGED, uid=str(uid), question=question), st.sampled_from("abc")),
        )

    return st.integers(0, 15).flatmap(lambda count: st.tuples(*map(kinds, range(count)))).map(list)


@given(events(), st.integers(0, 15))
def test_a_fold_that_goes_on_where_it_stopped_is_the_fold_of_all(happened, at):
    before, after = happened[:at], happened[at:]
    folded = fold(EMPTY, before)
    if not undoes_folded(folded, after):
        assert fold(folded, after) == fold(EMPTY, happened)


@given(events())
def test_it_survives_as_text(happened):
    history = fold(EMPTY, happened)
    again = decode(encode(history))
    assert again == history
    assert list(again.standings) == list(history.standings)


@given(events())
def test_no_question_is_ever_due_before_it_was_answered(happened):
    for standing in fold(EMPTY, happened).standings.values():
        assert standing.due > standing.last
        assert 0 <= standing.right <= standing.times


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format": 0}', '{"format": 2}', '{"format":2,"standings":3}']
)
def test_another_text_is_no_history(text):
    assert decode(text) is None


def test_an_answer_that_is_undone_does_not_count():
    assert fold(EMPTY, [answered("1"), UNDONE]) == replace(EMPTY, undone=frozenset({"1"}))


def test_an_answer_that_was_undone_before_it_came_by_does_not_count():
    assert fold(fold(EMPTY, [UNDONE]), [answered("1")]) == fold(EMPTY, [UNDONE])


def test_what_is_folded_already_can_not_be_undone_and_that_is_said():
    history = fold(EMPTY, [answered("1")])
    assert undoes_folded(history, [UNDONE])
    assert not undoes_folded(history, [answered("2"), replace(UNDONE, of="2")])


def test_every_answer_counts_for_how_often_but_only_the_first_of_a_day_for_when():
    history = fold(EMPTY, [answered("1", is_right=False), answered("2", days=0.1), answered("3", days=0.2)])
    standing = history.standings["q"]
    assert (standing.times, standing.right, standing.is_right) == (3, 2, True)
    assert standing.due == fold(EMPTY, [answered("1", is_right=False)]).standings["q"].due
    assert (history.answers, history.right) == (3, 2)


def test_a_new_revision_begins_anew_and_leaves_the_others_alone():
    before = [answered("1"), answered("2", question="other")]
    history = fold(EMPTY, [*before, answered("3", days=1, revision=2, is_right=False)])
    assert (history.standings["q"].times, history.standings["q"].revision) == (1, 2)
    assert history.standings["other"] == fold(EMPTY, before).standings["other"]
    assert history.standing("q", 2)
    assert history.standing("q", 3) is None


def test_an_answer_to_an_earlier_revision_tells_nothing_of_this_one():
    now = answered("1", revision=2)
    assert fold(EMPTY, [now, answered("2", days=1)]).standings == fold(EMPTY, [now]).standings


def test_what_is_due_is_told_the_longest_overdue_first():
    history = fold(EMPTY, [answered("1", days=2, question="late", is_right=False), answered("2", is_right=False)])
    assert history.due(AT) == ()
    assert history.due(AT + timedelta(days=1)) == ("q",)
    assert history.due(AT + timedelta(days=9)) == ("q", "late")


def test_a_question_that_is_thought_bad_is_not_due_until_it_is_another_question():
    history = fold(EMPTY, [answered("1"), FLAGGED])
    assert history.due(AT + timedelta(days=99)) == ()
    assert history.is_flagged("q", 1)
    assert not history.is_flagged("q", 2)


def test_a_misconception_is_counted_by_time_day_and_question():
    wrong = {"is_right": False, "misconceptions": ("m",)}
    history = fold(
        EMPTY, [answered("1", **wrong), answered("2", **wrong), answered("3", days=1, question="other", **wrong)]
    )
    belief = history.beliefs["m"]
    assert (belief.times, belief.days, belief.questions) == (3, 2, ("q", "other"))
    assert belief.last == AT + timedelta(days=1)


def test_what_was_not_answered_of_an_exam_counts_as_wrong_in_whatever_order():
    for happened in ([BEGUN, answered(is_exam=True)], [answered(is_exam=True), BEGUN]):
        (score,) = fold(EMPTY, happened).scores
        assert (score.asked, score.answered, score.right, score.is_broken_off) == (3, 1, 1, True)
    (quiz,) = fold(EMPTY, [answered()]).scores
    assert (quiz.asked, quiz.is_broken_off) == (1, False)


def test_the_last_ten_scores_are_remembered():
    answers = [answered(f"{n} {m}", sitting=str(n), is_right=m > 0, is_exam=True) for n in range(12) for m in range(3)]
    scores = fold(EMPTY, answers).scores
    assert [score.sitting for score in scores] == [str(n) for n in range(2, 12)]
    assert {(score.asked, score.right, score.is_exam) for score in scores} == {(3, 2, True)}
