"""What the program says, by key, in two languages."""

import re
from pathlib import Path

import pytest

from ehtutor.course.texts import LANGUAGES, interface, read

LESSONS = Path(__file__).parents[2] / "lessons"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "nl.yaml").write_text("roles:\n  DV: dienstverlener\nkeys:\n  back: {letter: b, label: terug}\n")
    (tmp_path / "rules.nl.yaml").write_text("rules:\n  hm.response.audience: {says: 'Voor {name}.'}\n")
    (tmp_path / "en.yaml").write_text("roles: {DV: service provider}\n")
    return tmp_path


def test_the_files_of_one_language_are_one_catalogue(files: Path) -> None:
    texts = read(files, "nl")
    assert texts.language == "nl"
    assert texts.say("roles.DV") == "dienstverlener"
    assert texts.say("keys.back.label") == "terug"
    assert read(files, "en").say("roles.DV") == "service provider"


def test_values_are_filled_in(files: Path) -> None:
    assert read(files, "nl").say("rules.hm.response.audience.says", name="{0}") == "Voor {0}."


def test_an_unknown_key_is_a_bug(files: Path) -> None:
    with pytest.raises(KeyError):
        read(files, "nl").say("roles.MR")
    with pytest.raises(KeyError):
        read(files, "nl").say("rules.hm.response.audience.says")


def test_an_unknown_language_is_a_bug(files: Path) -> None:
    with pytest.raises(KeyError):
        read(files, "fy")


def test_only_a_text_is_had(files: Path) -> None:
    texts = read(files, "nl")
    assert texts.has("keys.back.letter")
    assert not texts.has("keys.back")


def test_the_names_under_a_key_are_known_also_with_dots_in_them(files: Path) -> None:
    texts = read(files, "nl")
    assert texts.under("keys.back") == ("letter", "label")
    assert texts.under("rules") == ("hm.response.audience",)
    assert texts.under("nothing") == ()


def test_files_may_share_a_branch_but_do_not_contradict_each_other(files: Path) -> None:
    (files / "more.nl.yaml").write_text("roles: {HM: makelaar}\n")
    assert read(files, "nl").under("roles") == ("HM", "DV")
    (files / "more.nl.yaml").write_text("roles: {DV: nog een}\n")
    with pytest.raises(ValueError, match=r"roles\.DV"):
        read(files, "nl")


@pytest.mark.parametrize("content", ["a: [b]\n", "a: [", "a: 1\na: 2\n", "- a\n"])
def test_a_mistake_in_a_shipped_file_is_a_bug_with_its_place(files: Path, content: str) -> None:
    (files / "more.nl.yaml").write_text(content)
    with pytest.raises(ValueError, match=r"more\.nl\.yaml"):
        read(files, "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_catalogue_can_be_read(language: str) -> None:
    assert interface(language).has("problems.unknown-key")


def test_what_is_quoted_stands_between_the_marks_of_its_language() -> None:
    foreign = re.compile(r"[«»„]")
    of_the_other = {"nl": re.compile(r"[“”]"), "en": re.compile(r"‘")}
    for file in LESSONS.rglob("*.yaml"):
        language = next((code for code in LANGUAGES if file.stem == code or file.stem.endswith(f".{code}")), None)
        others = of_the_other[language] if language else re.compile(r"(?!)")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            assert not foreign.search(line), f"{file}:{number}"
            assert not others.search(line), f"{file}:{number}"
