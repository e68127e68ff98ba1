"""Grading: right is what the key says and nothing else; each answer is told why; what is no answer has no grade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz.questions import (
    CLOZE,
    MATCH,
    NUMBER,
    ONE,
    ORDER,
    QUESTIONS,
    SEVERAL,
    TEXT,
    any_question,
    question_and_answer,
)

from ehtutor.quiz.grading import Grade, Why, folded, is_accepted, is_number
from ehtutor.quiz.questions import Given, Number, Question, SeveralOf, Text


def whys(question: Question, given: Given) -> list[str]:
    found = question.graded(given)
    assert found
    return [reason.why for reason in found.reasons]


@given(any_question())
def test_the_right_answer_is_right_and_says_why(question: Question) -> None:
    found = question.graded(question.right_answer)
    assert found
    assert found.is_right
    assert found.reasons
    assert all(reason.label and reason.why for reason in found.reasons)


@given(any_question())
def test_every_wrong_answer_that_is_tried_has_a_grade_and_is_wrong(question: Question) -> None:
    assert [found.is_right for each in question.wrong_answers if (found := question.graded(each))] == [False] * len(
        question.wrong_answers
    )


@given(question_and_answer())
def test_every_answer_to_a_question_has_a_grade_that_speaks_of_it(asked: tuple[Question, Given]) -> None:
    question, answer = asked
    found = question.graded(answer)
    assert found
    assert all(reason.label for reason in found.reasons)


@given(question_and_answer())
def test_what_is_chosen_is_right_only_if_it_is_the_key(asked: tuple[Question, Given]) -> None:
    question, answer = asked
    found = question.graded(answer)
    assert found
    match question:
        case SeveralOf(key=key):
            assert found.is_right == (set(answer) == key)
        case Number(key=key):
            assert found.is_right == (int(answer["answer"]) == key)
        case Text(accept=accept):
            assert found.is_right == (folded(answer["answer"]) in map(folded, accept))
        case _ if not hasattr(question, "gaps"):
            assert found.is_right == (answer == question.key)


@pytest.mark.parametrize(
    ("question", "given_answer", "expected"),
    [
        (ONE, "x", ["why x"]),
        (ONE, "y", ["why y"]),
        (SEVERAL, ("z", "y"), ["why y", "why z"]),
        (SEVERAL, ("x", "z"), ["why x", "why z"]),
        (ORDER, ("z", "y", "x"), ["why y"]),
        (ORDER, ("x", "y", "z"), ["why x"]),
        (ORDER, ("z", "x", "y"), ["why z", "why x", "why y"]),
        (MATCH, {"x": "one", "y": "one", "z": "two"}, ["why y"]),
        (MATCH, {"x": "one", "y": "two", "z": "one"}, ["why x", "why y", "why z"]),
        (NUMBER, {"answer": "4"}, [""]),
        (NUMBER, {"answer": " 003 "}, ["three it is"]),
        (TEXT, {"answer": "de gebruiker"}, [""]),
        (TEXT, {"answer": "hm."}, ["he stands between"]),
        (CLOZE, {"a": "HM", "b": "AD"}, [""]),
        (CLOZE, {"a": " Makelaar ", "b": "dv"}, ["so it goes"]),
    ],
)
def test_a_choice_is_told_its_own_why_and_a_wrong_word_gives_nothing_away(
    question: Question, given_answer: Given, expected: list[str]
) -> None:
    assert whys(question, given_answer) == expected


def test_each_reason_is_about_what_was_answered() -> None:
    wrong = MATCH.graded({"x": "two", "y": "two", "z": "one"})
    assert wrong == Grade(is_right=False, reasons=(Why(label="label x → label two", why="why x"),))
    assert CLOZE.graded({"a": "AD", "b": "HM"}) == Grade(is_right=False, reasons=(Why(label="HM, AD", why=""),))


def test_the_order_in_which_several_are_chosen_means_nothing() -> None:
    assert SEVERAL.graded(("z", "x")) == SEVERAL.graded(("x", "z"))
    assert SEVERAL.right_answer == ("x", "z")


@pytest.mark.parametrize(
    ("question", "given_answer"),
    [
        (ONE, "w"),
        (ONE, ""),
        (ONE, ("y",)),
        (SEVERAL, ()),
        (SEVERAL, ("x", "x")),
        (SEVERAL, ("x", "w")),
        (SEVERAL, "x"),
        (ORDER, ("z", "x")),
        (ORDER, ("z", "x", "x")),
        (ORDER, ("z", "x", "y", "w")),
        (ORDER, ()),
        (MATCH, {"x": "one", "y": "two"}),
        (MATCH, {"x": "one", "y": "two", "z": "three"}),
        (MATCH, {"x": "one", "y": "two", "z": "one", "w": "one"}),
        (NUMBER, {"answer": "drie"}),
        (NUMBER, {"answer": ""}),
        (NUMBER, {"answer": "-3"}),
        (NUMBER, {"answer": "3.0"}),
        (NUMBER, {"answer": "٣"}),
        (NUMBER, {"answer": "9" * 5000}),
        (NUMBER, {"number": "3"}),
        (NUMBER, {"answer": "3", "more": "4"}),
        (TEXT, {"answer": ""}),
        (TEXT, {}),
        (TEXT, "HM"),
        (CLOZE, {"a": "HM"}),
        (CLOZE, {"a": "HM", "b": ""}),
        (CLOZE, {"a": "HM", "b": "DV", "c": "AD"}),
    ],
)
def test_what_is_no_answer_to_a_question_has_no_grade(question: Question, given_answer: Given) -> None:
    assert question.graded(given_answer) is None


@pytest.mark.parametrize("question", QUESTIONS)
@given(given_answer=st.one_of(st.text(), st.lists(st.text()).map(tuple), st.dictionaries(st.text(), st.text())))
def test_nothing_makes_grading_fail(question: Question, given_answer: Given) -> None:
    assert isinstance(question.graded(given_answer), Grade | None)


@pytest.mark.parametrize(
    "typed",
    [
        "de makelaar",
        "De Makelaar",
        "  de   makelaar ",
        "de makelaar.",
        "‘de makelaar’",
        "dé mákelaar",
        "de\u0301 makelaar",
        "DE\tMAKELAAR!",
        "(de makelaar)",
        "( (de makelaar) )",
    ],
)
def test_case_accents_spaces_and_punctuation_around_do_not_count(typed: str) -> None:
    assert is_accepted(typed, ["de makelaar"])


@pytest.mark.parametrize("typed", ["makelaar", "de-makelaar", "demakelaar", "de makelaars", "de makelaar niet", "."])
def test_anything_else_does(typed: str) -> None:
    assert not is_accepted(typed, ["de makelaar"])


def test_a_plus_is_no_punctuation() -> None:
    assert not is_accepted("EH2", ["EH2+"])
    assert not is_accepted("EH2+", ["EH2"])
    assert is_accepted("eh2+.", ["EH2+"])


@given(st.text())
def test_to_fold_twice_is_to_fold_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.integers(0, 999_999_999))
def test_every_number_can_be_typed(number: int) -> None:
    assert is_number(str(number))
