"""The results of a class."""

from typing import Any

import pytest
from quiz.answers import AT, answered
from session.review_items import LISTED, MIXED_UP, QUESTIONS, WRONG, item, key

from ehtutor.course.texts import interface
from ehtutor.quiz.item import Item
from ehtutor.quiz.logged import Answered, Begun, Logged, Undone
from ehtutor.quiz.questions import Given, QuestionForm
from ehtutor.render.plain import plain
from ehtutor.session.mastery.classroom import ClassResults, Paper, class_results
from ehtutor.session.mastery.classroom_view import class_screen
from ehtutor.session.story.question_blocks import given
from ehtutor.value import replace


def find(id: str, _seed: str, language: str) -> Item | None:
    found = LISTED.get(id) if language == "nl" else None
    return found.make("") if found else None


def paper(name: str, *events: Logged) -> Paper:
    return Paper(name=name, events=tuple(enumerate(events, 2)))


def answer(uid: str, form: QuestionForm, *, is_right: bool = True, **changes: Any) -> Answered:
    fields = {"question": item(form).id, "given": key(form) if is_right else wrong(form), "is_right": is_right}
    return answered(uid, **{**fields, **changes})


def wrong(form: QuestionForm) -> Given:
    found = given(QUESTIONS[form], WRONG[form])
    assert found is not None
    return found


def results(*papers: Paper) -> ClassResults:
    return class_results(papers, find, "nl")


@pytest.mark.parametrize("form", QuestionForm)
@pytest.mark.parametrize("is_right", [True, False])
def test_an_answer_of_any_form_is_graded_once_more(form, is_right):
    (marked,) = results(paper("a", answer("1", form, is_right=is_right))).papers
    assert (marked.answers, marked.right, marked.doubts) == (1, int(is_right), ())


@pytest.mark.parametrize("form", QuestionForm)
def test_every_answer_can_be_told_in_words(form):
    for one in (wrong(form), key(form)):
        assert QUESTIONS[form].worded(one)
    assert QUESTIONS[QuestionForm.ORDER].worded(wrong(QuestionForm.ORDER)) == "label a → label b → label c"


def test_a_result_that_does_not_follow_from_the_answer_is_doubted_and_counts_for_what_it_is_worth():
    found = results(
        paper(
            "a",
            answer("1", QuestionForm.ORDER),
            replace(answer("2", QuestionForm.ORDER, is_right=False), is_right=True),
        )
    )
    (marked,) = found.papers
    assert (marked.answers, marked.right, marked.doubts) == (2, 1, (3,))


def test_what_is_no_answer_to_the_question_is_doubted_and_does_not_count():
    (marked,) = results(paper("a", answer("1", QuestionForm.ORDER, given="nonsense"))).papers
    assert (marked.answers, marked.doubts) == (0, (2,))


@pytest.mark.parametrize("changes", [{"question": "gone"}, {"revision": 2}, {"language": "fy"}])
def test_an_answer_to_what_is_no_longer_asked_so_is_counted_apart(changes):
    found = results(paper("a", answer("1", QuestionForm.ORDER, **changes)))
    (marked,) = found.papers
    assert (marked.answers, marked.gone, marked.doubts, found.questions) == (0, 1, (), {})


def test_an_answer_that_was_undone_does_not_count():
    one = answer("1", QuestionForm.ORDER)
    found = results(paper("a", one, Undone(uid="u", of="1", at=one.at)))
    assert found.papers[0].answers == 0


def test_an_answer_in_two_files_counts_once_and_that_is_told():
    one = answer("1", QuestionForm.ORDER)
    first, second = results(paper("a", one), paper("b", one)).papers
    assert (first.answers, first.known) == (1, 0)
    assert (second.answers, second.known) == (0, 1)


def test_the_answers_to_a_question_are_spread_over_people_and_wrong_answers():
    found = results(
        paper("a", answer("1", QuestionForm.ONE_OF, is_right=False), answer("2", QuestionForm.ONE_OF, is_right=False)),
        paper("b", answer("3", QuestionForm.ONE_OF, is_right=False, given="c"), answer("4", QuestionForm.ONE_OF)),
        paper("c", answer("5", QuestionForm.ORDER)),
    )
    spread = found.questions[item(QuestionForm.ONE_OF).id]
    assert (spread.answers, spread.right, spread.people) == (4, 1, 2)
    assert spread.wrong == {"label a": 2, "label c": 1}
    assert [*found.questions] == [item(QuestionForm.ONE_OF).id, item(QuestionForm.ORDER).id]


def test_a_misconception_is_read_from_the_answer_and_not_from_the_file():
    one = answer("1", QuestionForm.ONE_OF, is_right=False, misconceptions=("made-up",))
    held = results(paper("a", one), paper("b", replace(one, uid="2"))).misconceptions
    assert {id: (each.times, each.people) for id, each in held.items()} == {MIXED_UP: (2, 2)}


def test_what_was_not_answered_of_an_exam_counts_as_wrong_once():
    begun = Begun(uid="b", sitting="s", asked=3, at=AT)
    one, other = (paper(name, begun, answer("1", QuestionForm.ORDER, is_exam=True)) for name in ("a.jsonl", "b.jsonl"))
    found = results(one, other)
    assert [each.unanswered for each in found.papers] == [2, 0]
    assert "a.jsonl: 1 van 3 (afgebroken)" in plain(class_screen(found, interface("nl"))).splitlines()


def test_an_answer_counts_with_whatever_seed_it_was_given():
    given = [answer(str(n), QuestionForm.ORDER, seed=f"seed {n}") for n in range(150)]
    (marked,) = results(paper("a", *given)).papers
    assert (marked.answers, marked.gone) == (150, 0)


def test_the_screen_tells_files_misconceptions_and_the_hardest_questions():
    found = results(paper("a.jsonl", answer("1", QuestionForm.ONE_OF, is_right=False), answer("2", QuestionForm.ORDER)))
    lines = plain(class_screen(found, interface("nl"))).splitlines()
    says = interface("nl").say(f"misconception.{MIXED_UP}.says").rstrip(".")
    for line in ("a.jsonl: 1 van 2", f"{says}: 1 van 1", "fout: label a: 1 van 1", item(QuestionForm.ONE_OF).id):
        assert line in lines
    assert item(QuestionForm.ORDER).id not in lines
