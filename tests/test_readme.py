"""The README tells the truth: its help blocks, its picture, its commands and its links."""

import re
import shlex
from pathlib import Path

import pytest
from cli.running import Run, run, surroundings
from courses import shipped_course
from long import LONG, few
from svg import svg

from ehtutor.cli import app
from ehtutor.course.texts import interface
from ehtutor.protocol.rules import RULES
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "tests" / "pictures" / "screen.svg"
COMMANDS = (
    "ehtutor",
    "ehtutor walkthrough",
    *(f"ehtutor lessons{name}" for name in ("", " list", " show", " new", " check", " watch", " schema")),
    "ehtutor glossary",
    "ehtutor demo",
    "ehtutor quiz",
    *(f"ehtutor progress{name}" for name in ("", " export", " import", " class", " schema")),
    *(f"ehtutor export{name}" for name in ("", " questions", " handout", " diagram", " rolecards")),
)


def block(command: str, text: str) -> re.Match[str]:
    found = re.search(rf"(<!-- help: {command} -->\n```text\n)(.*?)(```\n)", text, re.DOTALL)
    assert found, f"no help block for {command}"
    return found


def told(command: str, tmp_path: Path) -> Run:
    arguments = shlex.split(command, comments=True)[1:]
    return run(*arguments, environ=surroundings(tmp_path, COLUMNS="80"), folder=tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_block_is_what_the_command_prints(command, pytestconfig, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    assert app.run([*command.split()[1:], "--help"]) == 0
    printed = capsys.readouterr().out
    text = README.read_text(encoding="utf-8")
    if pytestconfig.getoption("--update"):
        shown = block(command, text)
        README.write_text(text[: shown.start(2)] + printed + text[shown.end(2) :], encoding="utf-8")
    assert block(command, README.read_text(encoding="utf-8")).group(2) == printed


def test_the_picture_is_a_screen_that_the_program_makes(pytestconfig):
    course = shipped_course("nl")
    stage = Stage(course=course, lesson=course.lesson("clean-login"), texts=interface("nl"))
    moment = begin(stage)
    while moment.card.id != "response-to-dv":
        moment = update(moment, right_action(moment))
    drawn = svg(view(moment), title="ehtutor", width=80)
    if pytestconfig.getoption("--update"):
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(drawn, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == drawn


def test_the_picture_is_small_and_links_to_nothing():
    drawn = PICTURE.read_text(encoding="utf-8")
    links = re.findall(r"https?://[^\s\"'<)]+", drawn)
    assert len(drawn) < 60_000
    # the addresses that the message itself shows are text, not links
    assert set(links) <= {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in drawn


WHOLE = "ehtutor lessons check"
"""Plays every lesson; the checker has tests of its own."""
EXAMPLES = [
    line
    for found in re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for line in found.splitlines()
    if line.startswith("ehtutor")
]


@LONG
@pytest.mark.parametrize("example", few((each for each in EXAMPLES if not each.startswith(WHOLE)), EXAMPLES))
def test_an_example_of_the_readme_runs(example, tmp_path):
    if "run.jsonl" in example:
        assert told("ehtutor walkthrough --auto --save-answers run.jsonl", tmp_path).code == 0
    if "results" in example:
        (tmp_path / "results").mkdir()
        assert told("ehtutor progress export results/somebody.jsonl", tmp_path).code == 0
    done = told(example, tmp_path)
    asked = example.partition("#")[0]
    needs_a_person = any(f"ehtutor {name}" in asked for name in ("walkthrough", "quiz", "demo")) and not any(
        option in asked for option in ("--auto", "--json", "--answers", "--fault", "--list", "--plain")
    )
    # without a terminal a command that asks says so; --plain meets the end of its input at once
    assert done.code == (2 if needs_a_person else 130 if "--plain" in example else 0), done.err
    assert "Traceback" not in done.err


def test_every_link_of_the_readme_leads_to_a_file():
    for target in re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_readme_names_every_lesson_and_the_right_rule():
    text = README.read_text(encoding="utf-8")
    course = shipped_course("nl")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == [lesson.id for lesson in course.lessons]
    assert re.search(r"--fault (\S+)", text).group(1) in {rule.id for rule in RULES}
