"""A command line that is wrong gets one line with what to do, in the learner's language, and exit code 2."""

from pathlib import Path

import pytest
from cli.learner import Learner, refused


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["wlakthrough"], "‘walkthrough’"),
        (["--lnag", "en"], "‘--lang’"),
        (["walkthrough", "--atuo"], "‘--auto’"),
        (["walkthrough", "lvel"], "‘level’"),
        (["walkthrough", "--auto", "clean-log"], "‘clean-login’"),
        (["walkthrough", "--fault", "hm.respons.audience"], "‘hm.response.audience’"),
        (["walkthrough", "--auto", "--lang", "de"], "‘nl’ of ‘en’"),
        (["--lang", "Nederlands"], "‘nl’ of ‘en’"),
    ],
)
def test_an_unknown_name_gets_the_nearest_ones(learner: Learner, arguments: list[str], near: str) -> None:
    refused(learner.here(*arguments), 2, near)


def test_an_unknown_language_may_stand_in_the_environment(learner: Learner) -> None:
    refused(learner.here(EHTUTOR_LANG="fy"), 2, "fy", "‘nl’ of ‘en’")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["walkthrough", "level", "clean-login"], "clean-login"),
        (["walkthrough", "--answers"], "--answers"),
        (["walkthrough", "--auto=yes"], "Achter --auto hoort niets"),
        (["export", "-o"], "De optie ‘-o’ bestaat niet. Bedoel je ‘--help’?"),
        (["export", "diagram", "-o"], "Achter -o hoort nog iets"),
        (["lessons", "show"], "Hier hoort nog lesson bij"),
        (["walkthrough", "--auto", "--answers", "x"], "--answers"),
        (["walkthrough", "--fault", "hm.response.audience", "--answers", "x"], "--answers"),
        (["walkthrough", "--fault", "hm.response.audience", "--save-answers", "x"], "--save-answers"),
        (["walkthrough", "--auto", "--course", "nergens"], "nergens"),
        (["demo", "--cast-version", "4"], "4 is hier te klein of te groot"),
        (["demo", "--auto", "x"], "‘x’ is geen getal"),
        (["quiz", "--count", "1.5"], "‘1.5’ is geen getal"),
        (["export", "questions", "--generated", "0"], "0 is hier te klein of te groot"),
    ],
)
def test_a_command_line_that_can_not_be_meant_is_one_line(learner: Learner, arguments: list[str], words: str) -> None:
    refused(learner.here(*arguments), 2, words)


def test_a_group_that_does_nothing_alone_tells_its_commands(learner: Learner) -> None:
    assert learner.here("export") == learner.here("export", "--help")


def test_what_was_typed_is_shown_and_never_obeyed(learner: Learner) -> None:
    refused(learner.here("walkthrough", "\x1b[31mrood\u202e[bold]x[/]"), 2, "␛[31mrood⟨U+202E⟩[bold]x[/]")
    told = learner.here("\x1b]0;titel\x07")
    refused(told, 2, "]0;titel")
    assert told.err.rstrip("\n").isprintable()


def test_error_lines_are_in_the_language_that_is_asked_for(learner: Learner) -> None:
    refused(learner.here("--lang", "en", "walkthrough", "--atuo"), 2, "There is no option “--atuo”")
    refused(learner.here("walkthrough", "nope", "--lang=en"), 2, "There is no lesson “nope”")
    refused(learner.here("wlak", EHTUTOR_LANG="en"), 2, "There is no command “wlak”")


def test_error_lines_are_in_the_language_last_chosen(learner: Learner) -> None:
    learner.here("--lang", "en")
    refused(learner.here("wlak"), 2, "There is no command “wlak”")


def test_a_wrong_command_line_leaves_no_file_behind(learner: Learner, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    refused(learner.here("walkthrough", "nope", "--save-answers", file), 2)
    refused(learner.here("walkthrough", "--save-answers", file), 2, "--auto")
    assert not file.exists()
