"""What is kept between runs: where the learner is, in which language, and what happens when it can't be kept."""

import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.learner import Learner
from cli.lesson import after, number, titles, up_to, whole
from cli.running import Run, lines, surroundings
from forked import Streams, fork, program

from ehtutor.cli.environment import here
from ehtutor.cli.keeping import Goodbye, Pen
from ehtutor.course.texts import interface
from ehtutor.store.log import Log

NEW, SWITCH = "Je bent nog niet begonnen", "English?"
GOODBYE = interface("nl").say("cli.interrupted", command="ehtutor walkthrough clean-login")
LOG = "progress.sqlite3"


def play(learner: Learner, *typed: str) -> Run:
    return learner.run("walkthrough", "--plain", typed=lines(*typed))


# fmt: off
def a_file(data: Path) -> None:
    data.write_text("hoi")

def a_folder_for_the_log(data: Path) -> None:
    data.joinpath(LOG).mkdir(parents=True)

def a_newer_log(data: Path) -> None:
    a_database(data, "PRAGMA user_version = 99")
# fmt: on


def a_database(data: Path, *statements: str) -> None:
    data.mkdir()
    with closing(sqlite3.connect(data / LOG)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("trouble", [a_file, a_folder_for_the_log, a_newer_log])
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


def test_tables_of_something_else_are_one_warning(learner: Learner) -> None:
    a_database(learner.data, "CREATE TABLE entry (x)", "CREATE TABLE language (y)", "PRAGMA user_version = 1")
    played = play(learner, "", "q")
    assert played.code == 0
    assert [str(learner.data) in line for line in played.err.splitlines()] == [True, False]


@pytest.mark.parametrize("place", ["/proc/nergens", "/dev/null/nergens"])
def test_a_place_where_nothing_can_be_made_is_one_warning(learner: Learner, place: str) -> None:
    played = learner.run("walkthrough", "--plain", environ={"EHTUTOR_DATA": place}, typed="\nq\n")
    assert played.code == 0
    assert [place in line for line in played.err.splitlines()] == [True, False]


def test_a_full_disk_is_one_warning_and_the_lesson_goes_on(learner: Learner) -> None:
    play(learner, "q")
    size = (learner.data / LOG).stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    played = learner.run("walkthrough", "--plain", typed=lines(*whole()), before=full)
    assert played.code == 0
    assert [str(learner.data) in line for line in played.err.splitlines()] == [True]
    assert interface("nl").say("screen.done") in played.out


def test_who_interrupts_while_an_answer_is_written_hears_what_is_kept_and_what_is_not(learner: Learner) -> None:
    def interrupted(_: Log) -> None:
        raise KeyboardInterrupt

    keys = Goodbye(kept="quiz.stopped", partly="quiz.stopped-partly", unsaved="quiz.stopped-unsaved")
    log = Log.open(learner.data, now=datetime.now(UTC))
    assert isinstance(log, Log)
    with log:
        for before, key in ((0, keys.unsaved), (1, keys.partly)):
            pen = Pen(log, here(), interface("nl"))
            for _ in range(before):
                pen.write(lambda log: log.choose_language("nl"))
            assert pen.goodbye(keys, command="x") == interface("nl").say(keys.kept, command="x")
            with pytest.raises(KeyboardInterrupt):
                pen.write(interrupted)
            assert pen.goodbye(keys, command="x") == interface("nl").say(key, command="x", lost=1)


def test_who_stops_after_the_file_is_gone_hears_that_nothing_is_kept(learner: Learner) -> None:
    keys = Goodbye(kept="quiz.stopped", partly="quiz.stopped-partly", unsaved="quiz.stopped-unsaved")
    unsaved = interface("nl").say(keys.unsaved, command="x")
    log = Log.open(learner.data, now=datetime.now(UTC))
    assert isinstance(log, Log)
    with log:
        pen = Pen(log, here(), interface("nl"))
        pen.write(lambda log: log.choose_language("nl"))
        learner.data.rename(learner.data.with_name("elsewhere"))
        assert pen.goodbye(keys, command="x") == unsaved
        assert pen.write(lambda log: log.choose_language("nl"))
        assert pen.goodbye(keys, command="x") == unsaved


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


def test_the_first_page_follows_the_learner(learner: Learner) -> None:
    first = learner.here()
    assert (first.code, first.err) == (0, "")
    assert NEW in first.out
    assert SWITCH in first.out
    play(learner, "", "", "q")
    halfway = learner.here().out
    assert f"kaart 3 van {len(titles())}" in halfway
    assert "ehtutor walkthrough" in halfway
    play(learner, *after("sign-in"))
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
    assert SWITCH not in english
    assert NEW in learner.here().out
    assert NEW in learner.here("--lang", "nl", EHTUTOR_LANG="en").out


def test_end_of_input_keeps_the_progress(learner: Learner) -> None:
    stopped = play(learner, *up_to("use-pas"))
    assert (stopped.code, stopped.err) == (130, f"{GOODBYE}\n")
    on = play(learner, *after("use-pas"))
    assert (on.code, on.err) == (0, "")
    assert f"kaart {number('use-pas')} van {len(titles())}" in on.out
    assert interface("nl").say("screen.done") in on.out


def test_a_lesson_that_is_done_is_followed_by_the_next(learner: Learner) -> None:
    play(learner, *whole())
    assert "Les 2 ·" in play(learner, "q").out


def test_a_restart_begins_at_the_first_card(learner: Learner) -> None:
    play(learner, "", "", "q")
    again = learner.run("walkthrough", "clean-login", "--restart", "--plain", typed="q\n")
    assert "Welkom" in again.out
    assert "kaart 1 van" not in learner.here().out


def test_two_at_once_on_one_log_both_succeed(learner: Learner, tmp_path: Path) -> None:
    playing = []
    for lesson in ("clean-login", "level"):
        typed, told = tmp_path / f"{lesson}.in", tmp_path / f"{lesson}.out"
        typed.write_text(lines(*whole(lesson)))
        with typed.open() as stdin, told.open("w") as out:
            streams = Streams(stdin=stdin.fileno(), stdout=out.fileno(), stderr=out.fileno())
            process = fork(program("walkthrough", lesson, "--plain"), streams, environ=surroundings(learner.data))
        playing.append((process, told))
    for process, told in playing:
        assert process.wait() == 0
        assert interface("nl").say("screen.done") in told.read_text()
    with closing(sqlite3.connect(learner.data / LOG)) as connection:
        finished = connection.execute("SELECT lesson FROM entry WHERE kind = 'finished' ORDER BY lesson").fetchall()
        (kept,) = connection.execute("SELECT count(*) FROM entry WHERE answer LIKE '{%' AND lesson = 'clean-login'")
    assert finished == [("clean-login",), ("level",)]
    assert kept == (len(whole("clean-login")),)
