"""Twenty processes that answer at once, and many that are killed: what was confirmed is in the log."""

import os
import random
import shutil
import signal
import sqlite3
import time
from pathlib import Path

from long import LONG, is_long
from store.events import NOW, answered

from ehtutor.session.screen.action import Answer, Continued
from ehtutor.session.screen.spelling import encode
from ehtutor.store.log import Log
from ehtutor.store.sql import FIRST

COURSE = "basis"


def _record(folder: Path, name: str, count: int, confirm: int) -> None:
    """Record answers one by one, and confirm each on a pipe once it is recorded."""
    log = Log.open(folder, now=NOW, patience=60.0)
    assert isinstance(log, Log), log
    for number in range(count):
        uid = f"{name}.{number}"
        log.record(COURSE, [answered(uid)])
        os.write(confirm, f"{uid}\n".encode())


def _child(folder: Path, name: str, count: int) -> tuple[int, int]:
    """A process that records; its id, and where it confirms."""
    confirmed, confirm = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(confirmed)
            _record(folder, name, count, confirm)
            code = 0
        finally:
            os._exit(code)
    os.close(confirm)
    return child, confirmed


def _said(confirmed: int) -> list[str]:
    """Everything that was confirmed, whole lines only."""
    with os.fdopen(confirmed, "rb") as stream:
        return [line.decode().strip() for line in stream if line.endswith(b"\n")]


def _kept(folder: Path) -> set[str]:
    with Log.open(folder, now=NOW) as log:
        return {event.uid for event in log.events(COURSE)}


def test_twenty_processes_that_answer_at_once_lose_nothing(tmp_path):
    children = [_child(tmp_path, f"p{number}", 5) for number in range(20)]
    said = [uid for _, confirmed in children for uid in _said(confirmed)]
    assert [os.waitpid(child, 0)[1] for child, _ in children] == [0] * 20
    assert len(said) == 100
    assert _kept(tmp_path) == set(said)


@LONG
def test_kills_at_random_moments_lose_no_answer_that_was_confirmed(tmp_path):
    kills = 200 if is_long() else 50
    Log.open(tmp_path, now=NOW).close()
    chance, start = random.Random(1), time.monotonic()
    child, confirmed = _child(tmp_path, "whole", 1)
    said = _said(confirmed)
    os.waitpid(child, 0)
    # a busy machine confirms nothing within the time that suffices for a quiet one
    longest = min(max(0.02, 2 * (time.monotonic() - start)), 0.2)
    for number in range(kills):
        child, confirmed = _child(tmp_path, f"k{number}", 1_000)
        time.sleep(chance.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += _said(confirmed)
    assert len(said) > 1, "some were confirmed before the kill"
    kept = _kept(tmp_path)
    assert set(said) <= kept
    assert len(kept) - len(said) <= kills, "at most the one that was being written is there unconfirmed"


def _of_first_version(place: Path, answers: tuple[Answer, ...]) -> None:
    with sqlite3.connect(place) as connection:
        for statement in FIRST:
            connection.execute(statement)
        insert = "INSERT INTO entry (course, lesson, kind, answer) VALUES ('basis', 'level', 'answer', ?)"
        connection.executemany(insert, [(encode(answer),) for answer in answers])
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def _opening(folder: Path) -> int:
    """A process that opens a log, and so migrates it."""
    child = os.fork()
    if child == 0:
        try:
            Log.open(folder, now=NOW)
        finally:
            os._exit(0)
    return child


@LONG
def test_kills_at_any_moment_of_a_migration_lose_nothing(tmp_path):
    kills = 30 if is_long() else 10
    answers = tuple(Answer(card=f"c{number}", action=Continued(), at=NOW) for number in range(2_000))
    _of_first_version(tmp_path / "first", answers)
    whole, versions = 0.0, set()
    for number in range(kills):
        folder = tmp_path / str(number)
        folder.mkdir()
        place = Path(shutil.copy(tmp_path / "first", folder / "progress.sqlite3"))
        start = time.monotonic()
        child = _opening(folder)
        if number == 0:
            os.waitpid(child, 0)
            whole = time.monotonic() - start
        else:
            time.sleep(whole * number / kills)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        versions.add(place.read_bytes()[60:64])
        with Log.open(folder, now=NOW) as log:
            assert log.answers(COURSE, "level") == answers
            log.record(COURSE, [answered("u1")])
            assert log.events(COURSE) == (answered("u1"),)
    assert len(versions) == 2, "some were killed before the end, some after it"
