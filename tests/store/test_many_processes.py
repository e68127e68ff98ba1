"""Twenty processes that answer at once, and two hundred that are killed: what was confirmed is in the log."""

import os
import random
import signal
import time
from pathlib import Path

from store.events import NOW, answered

from ehtutor.store.log import Log

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


def test_two_hundred_kills_at_random_moments_lose_no_answer_that_was_confirmed(tmp_path):
    Log.open(tmp_path, now=NOW).close()
    chance, said = random.Random(1), []
    for number in range(200):
        child, confirmed = _child(tmp_path, f"k{number}", 1_000)
        time.sleep(chance.uniform(0.0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += _said(confirmed)
    assert said, "some were confirmed before the kill"
    kept = _kept(tmp_path)
    assert set(said) <= kept
    assert len(kept) - len(said) <= 200, "at most the one that was being written is there unconfirmed"
