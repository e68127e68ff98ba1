"""What a demonstration tells the notes: seen while it lasts, missed for a while when it was killed, then forgotten."""

import json
import os
import stat
import time
from pathlib import Path

import pytest

from ehtutor.store.demo_status import FOLDER, FORGOTTEN, STALE, DemoStatus, seen, status_file


def status(uid: str = "one", seconds: float = 3.5) -> DemoStatus:
    return DemoStatus(
        uid=uid,
        course="",
        lesson="level",
        language="nl",
        at=7,
        branch="",
        hands=(),
        seconds=seconds,
        section_seconds={"first": 3.5},
    )


def file_of(folder: Path, uid: str = "one") -> Path:
    return folder / FOLDER / f"{uid}.json"


@pytest.fixture
def killed(tmp_path: Path) -> float:
    """When a demonstration that was killed last said anything."""
    with status_file(tmp_path, "one", time.time()) as file:
        file.tell(status())
        left = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(left)
    return file_of(tmp_path).stat().st_mtime


def test_it_is_seen_as_long_as_it_lasts(tmp_path: Path) -> None:
    with status_file(tmp_path, "one", time.time()) as file:
        file.tell(status())
        (found,) = seen(tmp_path, time.time())
        assert (found.status.at, found.status.lesson, found.is_awake) == (7, "level", True)
    assert seen(tmp_path, time.time()) == ()


def test_the_youngest_that_is_awake_is_first(tmp_path: Path, killed: float) -> None:
    later = killed + STALE + 1
    with status_file(tmp_path, "two", later) as two, status_file(tmp_path, "three", later) as three:
        two.tell(status("two", seconds=9.0))
        three.tell(status("three", seconds=2.0))
        for uid in ("two", "three"):
            os.utime(file_of(tmp_path, uid), (later, later))
        assert [each.status.uid for each in seen(tmp_path, later)] == ["three", "two", "one"]


def test_one_that_was_killed_is_missed_for_a_while_and_then_forgotten(tmp_path: Path, killed: float) -> None:
    assert [each.is_awake for each in seen(tmp_path, killed + STALE + 1)] == [False]
    assert seen(tmp_path, killed + FORGOTTEN + 1) == ()


def test_what_it_left_is_swept_by_a_later_one(tmp_path: Path, killed: float) -> None:
    with status_file(tmp_path, "two", killed + FORGOTTEN + 1):
        assert not file_of(tmp_path).exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"uid": 1', "\0"])
def test_another_text_is_no_demonstration(tmp_path: Path, killed: float, text: str) -> None:
    file_of(tmp_path).write_text(text)
    assert seen(tmp_path, killed) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": "x"},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
        {"at": "x"},
        {"at": -5},
        {"course": 5},
        {"hands": 5},
        {"hands": [5]},
        {"section_seconds": 5},
        {"section_seconds": {"first": "x"}},
    ],
)
def test_what_another_version_might_tell_is_no_demonstration(
    tmp_path: Path, killed: float, change: dict[str, object]
) -> None:
    told = json.loads(file_of(tmp_path).read_bytes())
    assert len(seen(tmp_path, killed)) == 1
    file_of(tmp_path).write_text(json.dumps({**told, **change}))
    assert seen(tmp_path, killed) == ()


def test_a_pipe_is_no_demonstration_and_nobody_waits_for_it(tmp_path: Path, killed: float) -> None:
    os.mkfifo(file_of(tmp_path, "two"))
    assert [each.status.uid for each in seen(tmp_path, killed)] == ["one"]


def test_only_the_user_himself_may_read_it(tmp_path: Path) -> None:
    with status_file(tmp_path, "one", time.time()) as file:
        file.tell(status())
        assert stat.S_IMODE(file_of(tmp_path).stat().st_mode) == 0o600


def test_where_nothing_can_be_written_the_demonstration_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with status_file(tmp_path / "file", "one", time.time()) as file:
        file.tell(status())
    assert seen(tmp_path / "file", time.time()) == ()
