"""The commands as their users know them: scripts, faults, `--plain`, versions and completion."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.learner import Learner
from cli.lesson import titles, up_to, whole
from cli.running import lines
from courses import shipped_course
from long import LONG, few

import ehtutor
from ehtutor.course.texts import interface
from ehtutor.protocol.rules import RULES

VERSION = f"ehtutor {ehtutor.__version__}\n"
SAY = interface("nl").say


@LONG
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_script_plays_every_lesson_to_its_end(learner: Learner, language: str) -> None:
    say = interface(language).say
    lessons = shipped_course(language).lessons
    for lesson in few(lessons[language == "en" :: 2], lessons):
        shown = learner.here("walkthrough", lesson.id, "--auto", "--plain", "--lang", language)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.startswith(say("screen.lesson", number=lesson.number, title=lesson.title))
        assert say("screen.done") in shown.out


def test_the_script_plays_the_first_lesson_where_none_is_named(learner: Learner) -> None:
    assert learner.here("walkthrough", "--auto") == learner.here("walkthrough", "clean-login", "--auto")


def test_lines_from_a_pipe_play_the_whole_lesson(learner: Learner) -> None:
    played = learner.run("walkthrough", "--plain", typed=lines(*whole()))
    assert (played.code, played.err) == (0, "")
    shown = iter(played.out.splitlines())
    for title in titles().values():
        assert any(line.endswith(f": {title}") for line in shown), title
    assert SAY("screen.done") in played.out
    assert not set(played.out) & set("│╭╰─━\x1b")


def test_lines_may_be_numbers_ids_or_keys_with_a_slash(learner: Learner) -> None:
    typed = (*up_to("use-pas"), "/p", "/b", "/?", "", "/c", "q")
    played = learner.run("walkthrough", "--plain", typed=lines(*typed))
    assert played.code == 0
    assert SAY("keys.wallet.title") in played.out
    assert SAY("keys.help.does") in played.out
    assert SAY("screen.detour-label") in played.out


def test_a_line_that_fits_no_answer_is_asked_again(learner: Learner) -> None:
    played = learner.run("walkthrough", "--plain", typed=lines("x", "", "", "7", "nee", "1", "q"))
    assert played.code == 0
    assert played.out.count(SAY("ask.expected")) == 3


def test_the_faults_are_one_unwrapped_line_a_rule(learner: Learner) -> None:
    listed = learner.here("walkthrough", "--list-faults", COLUMNS="40")
    assert (listed.code, listed.err) == (0, "")
    ids = [line.split(" ")[0] for line in listed.out.splitlines()]
    assert ids == [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(len(id.split(".")) == 3 for id in ids)
    assert all(len(line.split(maxsplit=1)) == 2 for line in listed.out.splitlines())
    assert learner.run("walkthrough", "--list-faults").out == listed.out


@LONG
@pytest.mark.parametrize("receiver", ["hm", "ad", "dv"])
def test_a_fault_is_noticed_by_who_receives_it(learner: Learner, receiver: str) -> None:
    ids = [rule.id for rule in RULES if rule.id.startswith(f"{receiver}.")]
    assert ids
    for id in few(ids[:1], ids):
        shown = learner.here("walkthrough", "--fault", id, "--plain")
        assert (shown.code, shown.err) == (0, ""), id
        assert shown.out.split("\n")[0].endswith(id)
        assert f"({id})" in shown.out, id
        assert SAY("screen.expected") in shown.out


def test_a_fault_can_be_drawn(learner: Learner) -> None:
    shown = learner.here("walkthrough", "--fault", "dv.response.audience", "--lang", "en")
    assert (shown.code, shown.err) == (0, "")
    assert "dv.response.audience" in shown.out
    assert "✗" in shown.out


def test_a_python_without_its_scripts_can_run_it(learner: Learner) -> None:
    assert learner.run("--version").out == VERSION


def test_the_script_that_is_installed_runs_it() -> None:
    script = shutil.which("ehtutor", path=Path(sys.executable).parent)
    assert script
    assert subprocess.run([script, "--version"], capture_output=True, text=True, check=True).stdout == VERSION


def test_the_version_may_stand_among_other_options(learner: Learner) -> None:
    assert learner.here("--plain", "--version").out == VERSION


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("walkthrough", "--help")], ids=" ".join)
def test_help_is_in_english_and_names_every_option(learner: Learner, arguments: tuple[str, ...]) -> None:
    shown = learner.here(*arguments)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Usage: ehtutor")
    assert "--lang" in shown.out


def completed(learner: Learner, *words: str) -> set[str]:
    """What bash offers for the last word."""
    request = {
        "_EHTUTOR_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("ehtutor", *words)),
        "COMP_CWORD": str(len(words)),
    }
    offered = learner.run(environ=request)
    assert offered.err == ""
    return set(offered.out.split())


def test_the_shell_completes_commands_lessons_and_options(learner: Learner) -> None:
    assert completed(learner, "walk") == {"walkthrough"}
    assert completed(learner, "walkthrough", "") >= {"clean-login", "level", "when-it-goes-wrong"}
    assert completed(learner, "walkthrough", "le") == {"level"}
    assert completed(learner, "walkthrough", "--fau") == {"--fault"}


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete -o"), ("zsh", "#compdef ehtutor"), ("fish", "complete --command ehtutor")]
)
def test_every_shell_gets_its_completion_script(learner: Learner, shell: str, words: str) -> None:
    script = learner.run(environ={"_EHTUTOR_COMPLETE": f"source_{shell}"})
    assert (script.code, script.err) == (0, "")
    assert words in script.out


def test_enter_after_a_lesson_opens_the_next(learner: Learner) -> None:
    played = learner.run("walkthrough", "--plain", typed=lines(*whole(), "", "q"))
    assert (played.code, played.err.count("\n")) == (0, 1)
    going_on = f"Enter: {SAY('screen.go-on', title='Het niveau')}"
    assert played.out.index(SAY("screen.done")) < played.out.index(going_on) < played.out.index("Les 2 · Het niveau:")
