"""The quiz: what an answer brings, what is told of it, and that no sequence of actions leads astray."""

import json
from datetime import timedelta
from functools import reduce
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session.review_items import AT, IDS, LISTED, MIXED_UP, WRONG, answer, entry, item, right, sitting

from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.quiz.item import Exhibit
from ehtutor.quiz.logged import Answered, Begun, Flagged, Undone
from ehtutor.quiz.questions import QuestionForm
from ehtutor.render.plain import plain
from ehtutor.session.review.result_lines import result_lines
from ehtutor.session.review.state import Announced, Asking, Reading, Review, ReviewOver, Sitting, Told
from ehtutor.session.review.update import begin, ended, happened, right_action, update, working
from ehtutor.session.review.view import exhibited, view
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Continued, Matched, Ordered, Pressed, Written
from ehtutor.session.screen.blocks import Table
from ehtutor.session.screen.prompt import Key, Write
from ehtutor.value import replace

SAY: Final = interface("nl").say
ON: Final = sitting()
EXAM: Final = sitting(is_exam=True)
BACK, HINT, UNDO, FLAG, HELP, TERMS, QUIT = (
    Pressed(key=key) for key in (Key.BACK, Key.HINT, Key.UNDO, Key.FLAG, Key.HELP, Key.TERMS, Key.QUIT)
)
ON_WITH: Final = Continued()
REMARK: Final = Written(values={"remark": " klopt niet "})


def asked(form: QuestionForm, on: Sitting = ON) -> Review:
    """This question lies on the table, and no other waits."""
    review = begin(on, (f"made/{form.value}",), AT)
    return after(review, ON_WITH) if on.is_exam else review


def after(review: Review, *actions: Action) -> Review:
    return reduce(lambda moment, action: update(moment, answer(action)), actions, review)


def read(review: Review) -> str:
    return plain(view(review))


@pytest.mark.parametrize("form", QuestionForm)
def test_a_right_answer_is_told_with_its_why_and_where_it_is_taught(form: QuestionForm) -> None:
    review = after(asked(form), right(form))
    told = read(review)
    assert isinstance(review.at, Told)
    assert f"{SAY('screen.right')}" in told
    assert "why" in told
    assert SAY("screen.solution") not in told
    assert "ehtutor walkthrough clean-login --card four-roles" in told


@pytest.mark.parametrize("form", QuestionForm)
def test_a_wrong_answer_is_told_with_the_right_one(form: QuestionForm) -> None:
    told = read(after(asked(form), WRONG[form]))
    assert SAY("screen.wrong") in told
    assert SAY("screen.solution") in told


@pytest.mark.parametrize("form", [form for form in QuestionForm if item(form).misconceptions])
def test_a_wrong_option_is_told_with_the_misconception_behind_it(form: QuestionForm) -> None:
    review = after(asked(form), WRONG[form])
    assert review.results[0].misconceptions == (MIXED_UP,)
    assert SAY(f"misconception.{MIXED_UP}.truth") in read(review)
    assert SAY(f"misconception.{MIXED_UP}.truth") not in read(after(asked(form), right(form)))


@pytest.mark.parametrize("form", QuestionForm)
@pytest.mark.parametrize("on", [ON, EXAM], ids=["quiz", "exam"])
def test_an_answer_happens_once_with_all_that_is_to_be_known_of_it(form: QuestionForm, on: Sitting) -> None:
    review = after(asked(form, on), HINT)
    later = answer(WRONG[form], at=AT + timedelta(seconds=12))
    (event,) = happened(review, later)
    assert isinstance(event, Answered)
    hints = 0 if on.is_exam else 1
    uid = f"u.{len(review.events) + 1}"
    assert (event.uid, event.sitting, event.question, event.hints) == (uid, "u", f"made/{form.value}", hints)
    assert (event.is_right, event.seconds, event.is_exam, event.language) == (False, 12, on.is_exam, "nl")
    assert update(review, later).events == (*review.events, event)
    assert happened(update(review, later), later) == ()


def test_seconds_count_from_the_question_and_are_never_negative() -> None:
    review = begin(ON, IDS[:2], AT)
    review = update(review, answer(right(QuestionForm.ONE_OF), at=AT + timedelta(seconds=5)))
    review = update(review, answer(ON_WITH, at=AT + timedelta(seconds=60)))
    for seconds, counted in ((67, 7), (0, 0)):
        (event,) = happened(review, answer(right(QuestionForm.SEVERAL_OF), at=AT + timedelta(seconds=seconds)))
        assert isinstance(event, Answered)
        assert event.seconds == counted


def test_what_is_no_answer_to_the_question_changes_nothing() -> None:
    for form in QuestionForm:
        review = asked(form)
        for action in (ON_WITH, Chosen(id="?"), ChosenMany(ids=("a", "?")), Ordered(ids=("a",)), Matched(pairs={})):
            assert update(review, answer(action)) == review, form
        assert update(review, answer(Written(values={"remark": "x"}))) == review


def test_hints_say_more_each_time_until_there_are_no_more() -> None:
    first = after(asked(QuestionForm.NUMBER), HINT)
    second = after(first, HINT)
    assert "hint one" in read(first)
    assert "hint two" in read(second)
    assert Key.HINT in working(first)
    assert Key.HINT not in working(second)
    assert after(second, HINT) == second


def test_after_a_wrong_answer_the_same_misconception_returns_two_places_later() -> None:
    ids = ("made/one-of", "made/number", "made/text")
    review = after(begin(ON, ids, AT), WRONG[QuestionForm.ONE_OF])
    assert review.left[0] == "made/number"
    assert review.left[2] == "made/text"
    assert LISTED[review.left[1]].misconceptions == {MIXED_UP}


def test_a_question_that_came_of_a_wrong_answer_brings_no_other() -> None:
    review = after(asked(QuestionForm.ONE_OF), WRONG[QuestionForm.ONE_OF], ON_WITH)
    assert isinstance(review.at, Asking)
    assert after(review, WRONG[review.at.item.form], ON_WITH).at == ReviewOver()


@pytest.mark.parametrize("later", [(), (ON_WITH,), (ON_WITH, HINT)], ids=["told", "next", "hinted"])
def test_an_answer_can_be_taken_back_and_the_question_is_asked_again(later: tuple[Action, ...]) -> None:
    before = begin(ON, IDS[:2], AT)
    review = after(before, WRONG[QuestionForm.ONE_OF], *later)
    (event,) = happened(review, answer(UNDO))
    assert event == Undone(uid="u.2", of="u.1", at=AT)
    again = after(review, UNDO)
    assert replace(again, events=()) == before
    assert Key.UNDO not in working(again)
    assert after(again, right(QuestionForm.ONE_OF)).results[0].uid == "u.3"


def test_answers_are_taken_back_one_by_one() -> None:
    review = after(
        begin(ON, IDS[:2], AT), right(QuestionForm.ONE_OF), ON_WITH, right(QuestionForm.SEVERAL_OF), UNDO, UNDO
    )
    assert [event.of for event in review.events if isinstance(event, Undone)] == ["u.2", "u.1"]
    assert review.results == ()


@pytest.mark.parametrize("before", [(), (WRONG[QuestionForm.ONE_OF],)], ids=["asked", "told"])
def test_a_question_can_be_flagged_with_a_remark(before: tuple[Action, ...]) -> None:
    review = after(asked(QuestionForm.ONE_OF), *before)
    flagging = after(review, FLAG)
    assert isinstance(view(flagging).prompt, Write)
    (event,) = happened(flagging, answer(REMARK))
    assert isinstance(event, Flagged)
    assert (event.question, event.remark) == ("made/one-of", "klopt niet")
    flagged = after(flagging, REMARK)
    assert replace(flagged, events=review.events) == review
    assert SAY("quiz.flagged") in read(flagged)


@pytest.mark.parametrize("remark", ["", "  "])
def test_an_empty_remark_is_asked_again(remark: str) -> None:
    flagging = after(asked(QuestionForm.ONE_OF), FLAG)
    assert after(flagging, Written(values={"remark": remark})) == flagging


@pytest.mark.parametrize("key", [FLAG, HELP, TERMS])
def test_what_lies_over_a_question_is_left_without_a_trace(key: Action) -> None:
    review = asked(QuestionForm.MATCH)
    assert after(review, key, BACK) == review
    assert after(review, key) != review


def test_the_terms_of_a_question_are_explained() -> None:
    assert "makelaar (HM): " in read(after(asked(QuestionForm.MATCH), TERMS))
    assert Key.TERMS not in working(replace(asked(QuestionForm.MATCH), sitting=sitting(glossary={})))


def test_an_exam_says_beforehand_what_it_takes() -> None:
    review = begin(EXAM, IDS, AT)
    assert review.at == Announced()
    assert "70%" in read(review)
    assert str(len(IDS)) in read(review)


def test_an_exam_gives_no_hints_and_no_feedback_until_the_end() -> None:
    review = after(begin(EXAM, IDS[:2], AT), ON_WITH)
    assert Key.HINT not in working(review)
    review = after(review, WRONG[QuestionForm.ONE_OF])
    assert isinstance(review.at, Asking)
    review = after(review, right(QuestionForm.SEVERAL_OF))
    assert review.at == Reading(page=0)
    assert SAY("screen.wrong") in read(review)
    review = after(review, ON_WITH)
    assert SAY("screen.right") in read(review)
    assert Key.UNDO not in working(review)
    assert after(review, ON_WITH).at == ReviewOver()


@pytest.mark.parametrize(("wrong", "has_passed"), [(0, True), (3, True), (4, False)])
def test_an_exam_is_passed_from_seventy_percent(wrong: int, has_passed: bool) -> None:
    review = after(begin(EXAM, IDS[:10], AT), ON_WITH)
    for count, form in enumerate([*QuestionForm][:10]):
        review = after(review, WRONG[form] if count < wrong else right(form))
    assert review.has_passed == has_passed
    assert SAY("quiz.passed" if has_passed else "quiz.failed") in read(ended(review)).split("\n\n")[1]


def test_an_exam_that_is_broken_off_is_not_passed() -> None:
    review = after(begin(EXAM, IDS[:2], AT), ON_WITH, right(QuestionForm.ONE_OF))
    assert not review.has_passed
    assert SAY("quiz.broken-off", right=1, asked=2) in read(ended(review))
    *_, result = result_lines(review)
    assert json.loads(result) == {"kind": "result", "asked": 2, "answered": 1, "right": 1, "passed": False}


def test_what_an_exam_asks_happens_before_the_first_question() -> None:
    review = begin(EXAM, IDS[:3], AT)
    (begun,) = happened(review, answer(ON_WITH))
    assert begun == Begun(uid=begun.uid, sitting=EXAM.uid, asked=3, at=AT)


def test_the_end_tells_what_went_wrong_and_what_returns_when() -> None:
    review = after(
        begin(ON, IDS[:2], AT),
        WRONG[QuestionForm.NUMBER],
        right(QuestionForm.ONE_OF),
        ON_WITH,
        WRONG[QuestionForm.SEVERAL_OF],
    )
    told = read(ended(review))
    assert "stem of several-of" in told
    assert "stem of one-of" not in told
    assert "ehtutor walkthrough clean-login --card four-roles" in told
    assert SAY("quiz.returns") in told
    assert "ehtutor quiz" in told


def test_a_question_that_is_taught_nowhere_is_told_without_a_link() -> None:
    made = item(QuestionForm.ONE_OF, taught="")
    on = sitting(listed={made.id: entry(made)})
    assert "walkthrough" not in read(after(begin(on, (made.id,), AT), right(QuestionForm.ONE_OF)))


def test_two_exhibits_that_are_alike_stand_side_by_side() -> None:
    first, second = item(QuestionForm.SPOT_THE_DIFFERENCE).exhibits
    (table,) = exhibited(ON.texts, (first, second))
    assert isinstance(table, Table)
    assert table.rows[0] == ("ID", "_1", "_2")
    assert ("Version", SAY("quiz.absent"), "2.0") in table.rows
    twice, other = (Exhibit(title="x", lines=((name, "a"), ("ID", "b"))) for name in ("ID", "Status"))
    assert len(exhibited(ON.texts, (twice, twice))) == 2
    assert len(exhibited(ON.texts, (first, other))) == 2


def test_nothing_to_ask_is_the_end() -> None:
    for on in (ON, EXAM):
        assert begin(on, (), AT).at == ReviewOver()


@pytest.mark.parametrize("on", [ON, EXAM], ids=["quiz", "exam"])
def test_right_actions_lead_to_the_end(on: Sitting) -> None:
    review = begin(on, IDS, AT)
    for _ in range(3 * len(IDS) + 1):
        review = after(review, right_action(review))
    assert review.at == ReviewOver()
    assert review.right == review.asked == len(IDS)
    *questions, result = result_lines(review)
    assert len(questions) == len(IDS)
    assert '"right": 11' in result


ACTIONS: Final = st.one_of(
    st.sampled_from([ON_WITH, HINT, UNDO, FLAG, HELP, TERMS, BACK, QUIT, REMARK, Pressed(key=Key.ZOOM)]),
    st.sampled_from([*WRONG.values()]),
    st.sampled_from([right(form) for form in QuestionForm]),
    st.builds(Written, values=st.dictionaries(st.sampled_from(["answer", "remark", "x", "y"]), st.text(max_size=3))),
)


@given(st.lists(ACTIONS, max_size=25), st.booleans(), st.integers(1, 4), st.sampled_from(LANGUAGES))
def test_whatever_is_done_the_quiz_stays_sound(actions: list[Action], is_exam: bool, count: int, language: str) -> None:
    on = sitting(is_exam=is_exam, texts=interface(language))
    review = begin(on, IDS[:count], AT)
    for action in actions:
        events = happened(review, answer(action))
        following = update(review, answer(action))
        assert following.events == (*review.events, *events)
        review = following
        assert_sound(review)


def assert_sound(review: Review) -> None:
    """What counts is what was answered and not taken back; each moment has a screen whose keys work."""
    undone = {event.of for event in review.events if isinstance(event, Undone)}
    count = [each for each in review.events if isinstance(each, Answered) and each.uid not in undone]
    assert [(each.uid, each.is_right) for each in count] == [(each.uid, each.is_right) for each in review.results]
    uids = [event.uid for event in review.events]
    assert len(set(uids)) == len(uids)
    ids = [*(result.item.id for result in review.results), *review.left]
    assert len(set(ids)) == len(ids)
    screen = view(review)
    assert (screen.prompt is None) == (review.at == ReviewOver() and review.cover is None)
    if screen.prompt is not None:
        assert tuple(hint.key for hint in screen.prompt.keys) == working(review)
    stopped: Any = review if review.cover is None else replace(review, cover=None)
    assert view(ended(stopped)).prompt is None
