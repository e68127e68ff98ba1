"""What is kept between runs: where the learner is, in which language, and what happens when it can't be kept."""

import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli.conftest import Learner
from cli.running import LESSON_1, PROGRAM, TO_WRITE, Run, lines, surroundings

from ehtutor.course.texts import interface

NEW, SWITCH = "Je bent nog niet begonnen", "English?"
GOODBYE = interface("nl").say("cli.interrupted", command="ehtutor walkthrough clean-login")
LOG = "progress.sqlite3"


def play(learner: Learner, *typed: str) -> Run:
    return learner.run("walkthrough", "--plain", typed=lines(*typed))


# fmt: off
def a_file(data: Path) -> None:
    data.write_text("hoi")

def a_file_above(data: Path) -> None:
    data.parent.joinpath("file").write_text("hoi")

def a_folder_for_the_log(data: Path) -> None:
    data.joinpath(LOG).mkdir(parents=True)

def a_newer_log(data: Path) -> None:
    sound_log(data, "PRAGMA user_version = 99")

def a_foreign_log(data: Path) -> None:
    sound_log(data, "CREATE TABLE entry (x)", "CREATE TABLE language (y)", "PRAGMA user_version = 1")

def sound_log(data: Path, *statements: str) -> None:
    data.mkdir()
    with closing(sqlite3.connect(data / LOG)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
# fmt: on


@pytest.mark.parametrize("trouble", [a_file, a_folder_for_the_log, a_newer_log, a_foreign_log])
def test_where_nothing_can_be_kept_the_lesson_goes_on_after_one_warning(
    learner: Learner, trouble: Callable[[Path], None]
) -> None:
    trouble(learner.data)
    before = contents(learner.data)
    played = play(learner, "", "q")
    warning, goodbye = played.err.splitlines()
    assert played.code == 0
    assert str(learner.data) in warning
    assert warning not in played.out
    assert goodbye == interface("nl").say("cli.interrupted-unsaved", command="ehtutor walkthrough clean-login")
    first_page = learner.here()
    assert first_page.code == 0
    assert NEW in first_page.out
    assert first_page.err.splitlines() == [warning]
    assert contents(learner.data) == before


def contents(place: Path) -> dict[str, bytes]:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    # the lock beside the log is empty, and may be made
    return {file.name: file.read_bytes() for file in files if not file.name.endswith(".lock")}


@pytest.mark.parametrize("place", ["/proc/nergens", "/dev/null/nergens"])
def test_a_place_where_nothing_can_be_made_is_one_warning(learner: Learner, place: str) -> None:
    played = learner.run("walkthrough", "--plain", environ={"EHTUTOR_DATA": place}, typed="\nq\n")
    assert played.code == 0
    assert [place in line for line in played.err.splitlines()] == [True, False]


def test_a_full_disk_is_one_warning_and_the_lesson_goes_on(learner: Learner) -> None:
    play(learner, "", "q")
    size = (learner.data / LOG).stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    played = learner.run("walkthrough", "--plain", typed=lines(*LESSON_1[1:]), before=full)
    assert played.code == 0
    assert len(played.err.splitlines()) <= 1
    assert interface("nl").say("screen.done") in played.out


def test_a_corrupt_log_is_set_aside_and_said_once(learner: Learner) -> None:
    learner.data.mkdir()
    (learner.data / LOG).write_text("dit is geen database" * 100)
    warned = play(learner, "", "q")
    (aside,) = learner.data.glob(f"{LOG}.corrupt-*")
    assert aside.read_text() == "dit is geen database" * 100
    assert str(aside) in warned.err.splitlines()[0]
    assert play(learner, "q").err.splitlines() == [GOODBYE]


def test_scripts_neither_read_nor_write_progress(learner: Learner, tmp_path: Path) -> None:
    scripts = (
        ("--auto",),
        ("--json",),
        ("--fault", "hm.response.audience"),
        ("--list-faults",),
        ("--auto", "--lang", "en", "--save-answers", str(tmp_path / "answers")),
        ("--answers", str(tmp_path / "answers")),
    )
    for script in scripts:
        assert learner.here("walkthrough", *script).code == 0
    assert not learner.data.exists()
    play(learner, "", "", "q")
    kept = contents(learner.data)
    for script in scripts[:4]:
        assert learner.here("walkthrough", *script).code == 0
    assert contents(learner.data) == kept
    assert learner.here("walkthrough", "--auto").out.count("Welkom") >= 1


def test_the_first_page_follows_the_learner(learner: Learner) -> None:
    first = learner.here()
    assert (first.code, first.err) == (0, "")
    assert NEW in first.out
    assert SWITCH in first.out
    play(learner, "", "", "q")
    halfway = learner.here().out
    assert "kaart 3 van 25" in halfway
    assert "ehtutor walkthrough" in halfway
    play(learner, *LESSON_1[2:])
    finished = learner.here().out
    assert "1 van " in finished
    assert interface("nl").say("home.is-done") in finished


def test_a_language_is_remembered_once_it_is_chosen(learner: Learner) -> None:
    assert "English?" in learner.here().out
    chosen = learner.here("--lang", "en").out
    assert "You have not begun yet" in chosen
    assert SWITCH not in chosen
    assert learner.here().out == chosen
    assert "You are" in learner.here("walkthrough", "--auto").out
    assert NEW in learner.here("--lang", "nl").out
    assert SWITCH not in learner.here().out


def test_the_environment_can_choose_a_language_for_one_run(learner: Learner) -> None:
    english = learner.here(EHTUTOR_LANG="en").out
    assert "You have not begun yet" in english
    assert NEW in learner.here(EHTUTOR_LANG="en").out or "Nederlands?" not in english
    assert NEW in learner.here().out
    assert NEW in learner.here("--lang", "nl", EHTUTOR_LANG="en").out


def test_end_of_input_keeps_the_progress(learner: Learner) -> None:
    stopped = play(learner, *TO_WRITE)
    assert (stopped.code, stopped.err) == (130, f"{GOODBYE}\n")
    on = play(learner, *LESSON_1[len(TO_WRITE) :])
    assert (on.code, on.err) == (0, "")
    assert "kaart 15 van 25" in on.out
    assert interface("nl").say("screen.done") in on.out


def test_a_lesson_that_is_done_is_followed_by_the_next(learner: Learner) -> None:
    play(learner, *LESSON_1)
    assert "Les 2 ·" in play(learner, "q").out


def test_a_restart_begins_at_the_first_card(learner: Learner) -> None:
    play(learner, "", "", "q")
    again = learner.run("walkthrough", "clean-login", "--restart", "--plain", typed="q\n")
    assert "Welkom" in again.out
    assert "kaart 1 van" not in learner.here().out


def test_two_at_once_on_one_log_both_succeed(learner: Learner) -> None:
    import subprocess

    pair = [
        subprocess.Popen(
            [*PROGRAM, "walkthrough", "--plain"],
            env=surroundings(learner.data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for process in pair:
        assert process.stdin is not None
        process.stdin.write(lines(*LESSON_1).encode())
        process.stdin.close()
    for process in pair:
        assert process.stdout is not None
        assert process.stderr is not None
        out, err = process.stdout.read().decode(), process.stderr.read().decode()
        assert (process.wait(), err) == (0, "")
        assert interface("nl").say("screen.done") in out
    with closing(sqlite3.connect(learner.data / LOG)) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM entry WHERE kind = 'answer'").fetchone()
    assert kept == 2 * len(LESSON_1)
