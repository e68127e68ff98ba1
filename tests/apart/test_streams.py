"""Where output goes and input comes from: pipes, devices, closed streams, narrow windows, old locales."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli.learner import Learner, refused
from cli.running import CLOSED, lines, start, surroundings

COMMANDS = (
    ("--version",),
    ("--help",),
    (),
    ("walkthrough", "--auto"),
    ("walkthrough", "--auto", "--plain"),
    ("walkthrough", "--json"),
    ("walkthrough", "--list-faults"),
)
OLD = "ascii"
"""The encoding of an old locale."""


@pytest.mark.parametrize(("stdin", "manner"), [(CLOSED, ()), (None, ()), (CLOSED, ("--plain",))])
def test_without_a_terminal_one_line_says_what_to_use(
    learner: Learner, stdin: int | None, manner: tuple[str, ...]
) -> None:
    refused(learner.run("walkthrough", *manner, stdin=stdin), 2, "--auto", "--answers")


@pytest.mark.parametrize("typed", ["", "\n\n"])
def test_keys_from_a_pipe_are_no_answer(learner: Learner, typed: str) -> None:
    refused(learner.run("walkthrough", typed=typed), 2, "--auto", "--answers")


def test_lines_that_are_no_text_are_asked_again(learner: Learner) -> None:
    run = learner.run("walkthrough", "--plain", typed=b"\xff\xfe\x00\n\x1b[2J\xc2\x9b\n" + b"x" * 100_000 + b"\n\nq\n")
    assert run.code == 0
    assert run.out.count("Les 1 ·") == 2
    assert "\x1b" not in run.out


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_that_closes_is_silence(learner: Learner, arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        told = learner.run(*arguments, stdout=write)
    finally:
        os.close(write)
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_device_that_is_full_is_one_line(learner: Learner, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        refused(learner.run(*arguments, stdout=full), 1, "stdout")


def test_closed_output_is_no_trouble(learner: Learner) -> None:
    assert learner.run("walkthrough", "--auto", stdout=CLOSED).code == 0
    assert learner.run("walkthrough", "nope", stderr=CLOSED).code == 2


@pytest.mark.parametrize("columns", ["20", "0", "1000", "-3", "veel"])
def test_every_width_is_readable(learner: Learner, columns: str) -> None:
    shown = learner.here("walkthrough", "--auto", COLUMNS=columns)
    assert (shown.code, shown.err) == (0, "")
    longest = max(map(len, shown.out.splitlines()))
    assert longest <= {"20": 20, "1000": 120}.get(columns, 80)
    assert "".join(shown.out.split()).count("AuthnRequest") > 5


@pytest.mark.parametrize("columns", ["20", "0", "1000"])
def test_the_first_page_and_a_fault_are_readable_at_every_width(learner: Learner, columns: str) -> None:
    for arguments in ((), ("walkthrough", "--fault", "hm.response.audience")):
        shown = learner.here(*arguments, COLUMNS=columns)
        assert (shown.code, shown.err) == (0, "")
        assert max(map(len, shown.out.splitlines())) <= {"20": 20, "1000": 120}.get(columns, 80)


def test_a_pipe_gets_no_colours(learner: Learner) -> None:
    assert "\x1b" not in learner.run("walkthrough", "--auto", environ={"TERM": "xterm-256color"}).out


def test_a_dumb_terminal_gets_plain_lines(learner: Learner) -> None:
    plain = learner.here("walkthrough", "--auto", "--plain")
    assert learner.here("walkthrough", "--auto", TERM="dumb") == plain
    assert learner.here("walkthrough", "--auto", EHTUTOR_PLAIN="1") == plain
    assert learner.here("walkthrough", "--auto", EHTUTOR_PLAIN="0") != plain


@pytest.mark.parametrize("arguments", COMMANDS[1:], ids=" ".join)
def test_an_old_locale_gets_ascii(learner: Learner, arguments: tuple[str, ...]) -> None:
    shown = learner.run(*arguments, encoding=OLD)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.isascii()
    assert shown.out


def test_an_old_locale_is_that_of_the_system(learner: Learner) -> None:
    # a real start, as it is Python that chooses how streams are written
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert start("walkthrough", "--auto", environ=surroundings(learner.data, **old)) == learner.run(
        "walkthrough", "--auto", encoding=OLD
    )


def test_an_old_locale_gets_ascii_errors_and_prompts(learner: Learner) -> None:
    refused(learner.run("walkthrough", "zzz", encoding=OLD), 2, "'clean-login'")
    played = learner.run("walkthrough", "--plain", encoding=OLD, typed=lines("", "", "nee", "1"))
    assert played.code == 130
    assert (played.out + played.err).isascii()


def test_ctrl_c_while_it_starts_is_no_traceback():
    pressed = """
import sys
from ehtutor.cli.entry import main

class CtrlC:
    def find_spec(self, name, *others):
        if name == "ehtutor.cli.app":
            raise KeyboardInterrupt

sys.meta_path.insert(0, CtrlC())
sys.argv = ["ehtutor", "lessons", "list"]
main()
"""
    done = subprocess.run([sys.executable, "-c", pressed], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
