"""`ehtutor export diagram`, `handout` and `rolecards`: what each writes, and what a mistake on the line gets."""

from pathlib import Path
from shutil import copytree

import pytest
from cli.learner import Learner, refused
from course.breaking import MINI

WRITTEN = (
    (["diagram", "clean-login"], "sequenceDiagram\n"),
    (["diagram", "clean-login", "--format", "svg"], "<svg "),
    (["diagram", "clean-login", "--format", "text"], "     gebruiker"),
    (["diagram", "--states", "all"], "stateDiagram-v2\n"),
    (["diagram", "--states", "HM", "--format", "svg"], "<svg "),
    (["diagram", "--states", "AD", "--format", "text"], "authenticatiedienst (AD)\n"),
    (["handout", "clean-login"], "<!DOCTYPE html>\n"),
    (["handout", "clean-login", "--format", "markdown", "--zoom", "wire"], "# Les 1 · Een schone inlog\n"),
    (["rolecards"], "<!DOCTYPE html>\n"),
    (["rolecards", "level", "--format", "markdown"], "# Rolkaarten bij ‘"),
)


@pytest.mark.parametrize(("arguments", "begins"), WRITTEN, ids=[" ".join(each) for each, _ in WRITTEN])
def test_what_is_asked_for_is_written(arguments, begins, learner: Learner, tmp_path: Path) -> None:
    file = tmp_path / "written"
    told = learner.here("export", *arguments, "--output", file)
    assert (told.code, told.out, told.err) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_without_a_file_it_goes_to_standard_output(learner: Learner) -> None:
    told = learner.run("export", "diagram", "clean-login", "--lang", "en")
    assert told.code == 0
    assert "GEBRUIKER-->>DV: signs in\n" in told.out


def test_each_login_of_a_lesson_can_be_drawn(learner: Learner, tmp_path: Path) -> None:
    for scene in ("too-low-then-enough", "higher", "lower"):
        assert learner.here("export", "diagram", "level", "--scene", scene, "-o", tmp_path / scene).code == 0
    assert len({(tmp_path / scene).read_text() for scene in ("too-low-then-enough", "higher", "lower")}) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["diagram"], ["--states"]),
        (["diagram", "clean-login", "--states", "DV"], ["clean-login", "--states"]),
        (["diagram", "--scene", "first", "--states", "DV"], ["--scene", "--states"]),
        (["diagram", "--states", "GEBRUIKER"], ["GEBRUIKER", "DV"]),
        (["diagram", "level", "--scene", "hihger"], ["hihger", "higher"]),
        (["diagram", "level", "--format", "png"], ["png", "svg"]),
        (["handout", "clean-lgoin"], ["clean-lgoin", "clean-login"]),
        (["handout", "--format", "pdf"], ["pdf", "html"]),
        (["handout", "--zoom", "wyre"], ["wyre", "wire"]),
        (["rolecards", "--format", "svg"], ["svg", "markdown"]),
    ],
)
def test_a_mistake_gets_one_line_that_says_what_to_do(arguments, words, learner: Learner) -> None:
    refused(learner.here("export", *arguments), 2, *words)


@pytest.mark.parametrize("kind", ["handout", "rolecards"])
def test_a_file_that_exists_is_kept_unless_forced(kind, learner: Learner, tmp_path: Path) -> None:
    file = tmp_path / "lesson.html"
    file.write_text("mine")
    refused(learner.here("export", kind, "--output", file), 2, str(file), "--force")
    assert file.read_text() == "mine"
    assert learner.here("export", kind, "--output", file, "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("kind", ["diagram", "handout", "rolecards"])
def test_what_could_steer_is_shown(kind, learner: Learner, tmp_path: Path) -> None:
    course = tmp_path / "course"
    copytree(MINI, course)
    network = course / "network.yaml"
    text = network.read_text(encoding="utf-8").replace("name: Mies Mini", 'name: "Mies \\u202e"')
    network.write_text(text.replace("name: Het loket", 'name: "Loket \\u202e"'), encoding="utf-8")
    file = tmp_path / "written"
    how = ["--format", "svg"] if kind == "diagram" else []
    assert learner.here("export", kind, "tiny", "--course", course, "--output", file, *how).code == 0
    written = file.read_text(encoding="utf-8")
    assert "⟨U+202E⟩" in written
    assert "\u202e" not in written


def test_the_first_lesson_of_a_course_of_ones_own_is_written_too(learner: Learner) -> None:
    told = learner.run("export", "handout", "--course", MINI, "--format", "markdown")
    assert told.code == 0
    assert "Een kleine les" in told.out
