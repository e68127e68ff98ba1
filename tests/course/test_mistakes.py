"""Every mistake that an author can make is named, in its place, without others that only follow from it."""

from pathlib import Path
from string import Formatter

import pytest
from course.breaking import break_file, found_in, placed, problems
from course.kind_mistakes import KIND_MISTAKES
from course.mistakes import COURSE, LESSON, MISTAKES, NETWORK, TEXTS

from ehtutor.course.problems import FORM, PLACEHOLDERS
from ehtutor.course.texts import LANGUAGES, interface

OF_FILES = {
    "outside-course",
    "not-a-file",
    "unreadable-file",
    "too-big",
    "empty-file",
    "not-utf-8",
    "too-long",
    "more-problems",
    "bad-key-file",
    "foreign-certificate",
    "certificate-not-valid",
}
"""Mistakes that are not made with an editor, see `test_hostile.py`."""


CATALOGUES = tuple(interface(language) for language in LANGUAGES)


@pytest.mark.parametrize(("code", "file", "old", "new"), MISTAKES)
def test_a_mistake_gives_one_problem_in_its_place(folder: Path, code: str, file: str, old: str, new: str) -> None:
    place = break_file(folder, file, old, new)
    expected = [(code, place)]
    if code == "missing-file" and file == COURSE:  # the lesson and its texts are both missing
        expected *= 2
    found = problems(folder)
    assert placed(found) == expected
    for problem in found:
        assert all(texts.say(f"problems.{problem.code}", **problem.values) for texts in CATALOGUES)


def test_a_number_that_other_readers_take_for_another_one_is_refused(kinds: Path) -> None:
    place = break_file(kinds, "kinds/lesson.yaml", "type: number, key: 2", "type: number, key: ‸014")
    assert found_in(kinds) == [("expected-number", place)]


@pytest.mark.parametrize(("code", "file", "old", "new"), KIND_MISTAKES)
def test_a_mistake_in_a_question_gives_one_problem_in_its_place(
    kinds: Path, code: str, file: str, old: str, new: str
) -> None:
    place = break_file(kinds, file, old, new)
    found = problems(kinds)
    assert placed(found) == [(code, place)]
    for problem in found:
        assert all(texts.say(f"problems.{problem.code}", **problem.values) for texts in CATALOGUES)


def test_a_branch_before_anything_was_answered_is_a_mistake(kinds: Path) -> None:
    early = "cards:\n      - {id: early, kind: branch, on: ‸choose, cases: [right, else]}\n      - {id: sign-in,"
    place = break_file(kinds, "kinds/lesson.yaml", "cards:\n      - {id: sign-in,", early)
    texts = "cards:\n  early: {title: Vroeg, cases: {right: {text: Goed.}, else: {text: Niet.}}}\n‸"
    break_file(kinds, "kinds/nl.yaml", "cards:\n", texts)
    assert found_in(kinds) == [("nothing-answered-yet", place)]


def test_too_many_answers_are_a_mistake(kinds: Path) -> None:
    many = ", ".join(f"x{number}" for number in range(19))
    place = break_file(kinds, "kinds/lesson.yaml", "left: [first, last]", f"left: ‸[first, last, {many}]")
    assert found_in(kinds)[0] == ("too-many", place)


def test_every_code_has_its_mistake() -> None:
    own = {"nothing-answered-yet", "no-end", "after-a-goal"}
    assert {code for code, *_ in (*MISTAKES, *KIND_MISTAKES)} | own | OF_FILES == set(FORM)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text_with_its_placeholders(language: str) -> None:
    texts = interface(language)
    used = {
        code: {name for _, name, _, _ in Formatter().parse(texts.by_key[f"problems.{code}"]) if name}
        for code in texts.under("problems")
    }
    assert used == PLACEHOLDERS


def test_mistakes_in_all_files_are_reported_at_once_in_the_order_of_the_files(folder: Path) -> None:
    places = [
        break_file(folder, COURSE, "2026-03-02T09:30:00Z", "‸yesterday"),
        break_file(folder, NETWORK, "loa: EH3}", "loa: ‸EH9}"),
        break_file(folder, NETWORK, "holder: mies", "holder: ‸meis"),
        break_file(folder, LESSON, "zoom: wire", "zoom: ‸deep"),
        break_file(folder, LESSON, "right: cancel", "right: ‸stop"),
        break_file(folder, TEXTS, "title: Welkom", "‸titel: Welkom"),
        break_file(folder, TEXTS, "hints: [Breek af.]", "hints: ‸[]"),
    ]
    codes = ["expected-time", "expected-choice", "unknown-gebruiker", "expected-choice", "expected-choice"]
    codes += ["missing-key", "unknown-key", "too-few"]
    assert found_in(folder) == list(zip(codes, [*places[:6], *places[5:]], strict=True))


def test_an_unknown_key_is_answered_with_the_nearest_known(folder: Path) -> None:
    break_file(folder, LESSON, "minutes: 2", "minutes: 2\n‸minuts: 2")
    (problem,) = problems(folder)
    assert problem.values == {"found": "minuts", "nearest": "minutes"}


def test_a_word_that_is_like_nothing_is_answered_with_what_is_known(folder: Path) -> None:
    break_file(folder, LESSON, "zoom: wire", "zoom: ‸xyz")
    (problem,) = problems(folder)
    assert problem.values == {"found": "xyz", "nearest": "story, protocol, wire"}


def test_a_double_key_tells_the_line_of_the_first(folder: Path) -> None:
    break_file(folder, LESSON, "minutes: 2", "minutes: 2\n‸minutes: 3")
    (problem,) = problems(folder)
    assert problem.values == {"found": "minutes", "first": "3"}
