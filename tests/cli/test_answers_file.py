"""`--answers` and `--save-answers`: a run is recorded and replayed exactly; what does not fit is told with its line."""

import os
import resource
from pathlib import Path

import pytest
from cli.learner import Learner, refused
from cli.lesson import after, up_to, whole
from cli.running import lines

from ehtutor.session.screen.spelling import Undecodable, decode

ANSWER = '{"card": "welcome", "prompt": "continue", "answer": null, "at": "2026-03-02T09:30:00Z"}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


@pytest.mark.parametrize(
    ("lesson", "form"), [("clean-login", "--plain"), ("level", "--json"), ("when-it-goes-wrong", "--lang=en")]
)
def test_a_replay_is_the_same_to_the_byte(learner: Learner, file: Path, lesson: str, form: str) -> None:
    played = learner.here("walkthrough", lesson, "--auto", form, "--save-answers", file)
    assert (played.code, played.err) == (0, "")
    assert learner.here("walkthrough", lesson, form, "--answers", file) == played


def test_a_run_by_hand_is_recorded_as_it_was_answered(learner: Learner, file: Path) -> None:
    detour = (*up_to("choose-middel"), "1", "", "", "b", "z", "", *after("choose-middel"))
    learner.run("walkthrough", "--plain", "--save-answers", file, typed=lines(*detour))
    replayed = learner.here("walkthrough", "--plain", "--answers", file)
    assert replayed.code == 0
    assert "Sleutelbos-wachtwoord (EH2)" in replayed.out
    assert len(file.read_text().splitlines()) == len(detour)


def test_a_replay_of_a_replay_is_recorded_alike(learner: Learner, file: Path, tmp_path: Path) -> None:
    learner.run("walkthrough", "--plain", "--save-answers", file, typed=lines(*whole()))
    again = tmp_path / "again.jsonl"
    assert learner.here("walkthrough", "--answers", file, "--save-answers", again).code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"geen json\n", 1),
        (f"{ANSWER}\n{ANSWER[:-5]}\n".encode(), 2),
        (f"{ANSWER}\n\n{ANSWER}\n".encode(), 2),
        (ANSWER.replace("null", '"x"').encode(), 1),
        (ANSWER.replace("continue", "sing").encode(), 1),
        (ANSWER.encode() + b"\n" + b"x" * 1_000_000, 2),
        (ANSWER.encode() + b"\n\x00\x01\x02", 2),
        (ANSWER.encode() + b"\n\xff\xfe", 2),
        (b"[" * 100_000, 1),
        (b'{"a":' * 100_000, 1),
        (ANSWER.replace("null", "1" * 5_000).encode(), 1),
        (ANSWER.replace("welcome", "\\ud800").encode(), 1),
        (ANSWER.replace("2026-03-02T09:30:00Z", "gisteren").encode(), 1),
        (ANSWER.replace("welcome", "\\u001b[2J\\u202e").encode(), 1),
        (f"{ANSWER}\n{ANSWER}".encode(), 2),
    ],
    ids=[
        *("malformed", "cut", "gap", "no-fit", "kind", "oversized", "binary", "encoding"),
        *("nested-lists", "nested-objects", "number", "half", "time", "control", "mismatch"),
    ],
)
def test_a_bad_file_is_told_with_its_line(learner: Learner, file: Path, content: bytes, line: int) -> None:
    file.write_bytes(content)
    told = learner.here("walkthrough", "--json", "--answers", file)
    refused(told, 1, f"{file}:{line}: ")
    assert told.err.rstrip("\n").isprintable()
    assert len(told.err) < 500


def test_answers_that_are_left_over_are_told_with_their_line(learner: Learner, file: Path) -> None:
    learner.here("walkthrough", "--auto", "--save-answers", file)
    count = len(file.read_text().splitlines())
    with file.open("a") as stream:
        stream.write(f"{ANSWER}\n{ANSWER}\n")
    refused(learner.here("walkthrough", "--json", "--answers", file), 1, f"{file}:{count + 1}: ")


def test_a_replay_ends_where_the_answers_do(learner: Learner, file: Path) -> None:
    file.write_text(f"{ANSWER}\n")
    shown = learner.here("walkthrough", "--answers", file, "--plain")
    assert (shown.code, shown.err.count("\n")) == (0, 1)
    assert shown.err.startswith(f"{file}:1: ")
    assert "four-roles" in shown.err
    assert shown.out.count("Les 1 ·") == 2


@pytest.mark.parametrize("option", ["--answers", "--save-answers"])
def test_a_pipe_is_not_waited_for(learner: Learner, file: Path, option: str) -> None:
    os.mkfifo(file)
    refused(learner.run("walkthrough", "--json", option, file), 1, str(file))


@pytest.mark.parametrize("option", ["--answers", "--save-answers"])
@pytest.mark.parametrize("name", ["nergens/antwoorden", "", "."])
def test_a_file_that_can_not_be_opened_is_one_line(learner: Learner, tmp_path: Path, name: str, option: str) -> None:
    refused(learner.here("walkthrough", "--json", option, tmp_path / name), 1, str(tmp_path / name))


def test_a_file_with_something_in_it_is_not_written_over(learner: Learner, file: Path) -> None:
    file.write_text("lieve moeder\n")
    refused(learner.here("walkthrough", "--auto", "--save-answers", file), 2, str(file))
    assert file.read_text() == "lieve moeder\n"


def test_a_device_that_is_full_is_one_line(learner: Learner) -> None:
    refused(learner.here("walkthrough", "--json", "--save-answers", "/dev/full"), 1, "/dev/full")


def test_a_disk_that_is_full_is_one_line(learner: Learner, file: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

    refused(learner.run("walkthrough", "--json", "--save-answers", file, before=small), 1, str(file))


def test_the_answer_of_these_tests_is_a_good_one() -> None:
    assert not isinstance(decode(ANSWER), Undecodable)
