"""What is said of today stands on a fact, and nothing else has to."""

from pathlib import Path

import pytest
from authoring.breaking import TINY_NL, change, sound, told

from ehtutor.authoring.sourced import misses, stating
from ehtutor.course.marks import facts_in, unmarked
from ehtutor.course.model import Certainty, Course, Footnote
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES

LESSONS = Path(__file__).parents[2] / "lessons"
KNOWN = {"sure": "verified", "seen": "recorded", "guess": "unknown", "ours": "own"}
FACTS = {id: Footnote(id=id, statement="", source="", mark=Certainty(mark)) for id, mark in KNOWN.items()}


def codes(text: str) -> list[str]:
    return [code for code, _ in misses(text, FACTS)]


@pytest.mark.parametrize(
    "text",
    [
        "In dit verhaal noemt de gemeente je.",
        "Vandaag niet.[^sure] Dat is anders.",
        "**Vandaag** staat\ner geen gebruiker in.[^sure][^seen]",
        "Hoe gaat het vandaag?",
        "Vandaag is er meer:\n\n- een register;[^sure]\n- een tweede\n  kanaal.[^seen]\n\nKlaar.",
        "‘Zo is het vandaag.’[^sure]",
    ],
)
def test_a_sentence_that_is_sound(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vandaag niet. Dat is anders.[^sure]", ["no-fact"]),
        ("In the scheme of today nobody is named.", ["no-fact"]),
        ("Vandaag:\n\n- een register;[^sure]\n- een tweede kanaal.", ["no-fact"]),
        ("Vandaag niet.[^sire]", ["unknown-fact"]),
        ("Vandaag niet.[^guess]", ["untaught-fact"]),
        ("Vandaag niet.[^ours]", ["untaught-fact"]),
    ],
)
def test_a_sentence_that_stands_on_nothing(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_course_without_facts_is_asked_for_none() -> None:
    assert list(misses("Vandaag niet.", {})) == []


def test_marks_are_for_the_checker_and_not_for_who_reads() -> None:
    text = "Vandaag niet.[^sure][^no-subject] En `[^x y]` blijft."
    assert unmarked(text) == "Vandaag niet. En `[^x y]` blijft."
    assert facts_in(text) == ("sure", "no-subject")


def test_what_a_course_says_of_today_is_checked_where_it_stands(tmp_path: Path) -> None:
    folder = sound(tmp_path / "course")
    (folder / "facts.yaml").write_text("format: 1\nfacts:\n  a: {nl: Zo is het., source: Ergens, mark: verified}\n")
    course = load(folder, "nl")
    assert isinstance(course, Course)
    assert told(folder) == []
    place = change(folder, (TINY_NL, "text: Ga naar het loket.", "text: ‸Ga vandaag naar het loket."))
    assert [where for where, _ in told(folder)] == [place]
    assert course.facts["a"] == Footnote(id="a", statement="Zo is het.", source="Ergens", mark=Certainty.VERIFIED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_itself_says_of_today_stands_on_a_fact(language: str) -> None:
    course = load(LESSONS, language)
    assert isinstance(course, Course)
    for file in (LESSONS / "interface").glob(f"*.{language}.yaml"):
        root = parse(file.name, file.read_bytes())
        assert not isinstance(root, Problem)
        for scalar in stating(root, states=True):
            assert list(misses(scalar.text, course.facts)) == [], f"{file.name}:{scalar.line}"
