"""What the quiz costs: storing an answer, beginning with a long log, and making questions.

Each function prepares what is not measured, and returns the acts to measure: ours, and what it is held against.
"""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

from benchmark_wheel import PROGRAM, environment

from ehtutor.bank.catalogue import FAMILIES
from ehtutor.bank.maker import Maker
from ehtutor.bank.runs import Runs
from ehtutor.course.model import Course
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load
from ehtutor.course.texts import interface
from ehtutor.quiz import logged
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY
from ehtutor.quiz.logged import Answered
from ehtutor.store.log import Log

Act: TypeAlias = Callable[[], object]
_NOW: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_MANY: Final = 100_000
_MADE: Final = 300
_ENDED: Final = 130
"""The exit code where the input ends at the first question."""


def _answered(number: int) -> Answered:
    return Answered(
        uid=f"benchmark.{number}",
        question=f"benchmark.{number % 600}",
        revision=1,
        seed="",
        language="nl",
        given="right",
        is_right=number % 3 > 0,
        hints=0,
        seconds=5,
        misconceptions=(),
        sitting=f"benchmark.{number // 10}",
        is_exam=False,
        at=_NOW + timedelta(minutes=number),
    )


def storing_and_bare_insert() -> tuple[Act, Act]:
    """One answer, durable against a kill: ours, and a bare insert of the same line with the same durability."""
    log = _opened(Path(tempfile.mkdtemp()))
    bare = sqlite3.connect(Path(tempfile.mkdtemp()) / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT")
    numbers = count()

    def ours() -> None:
        log.record("basis", [_answered(next(numbers))])

    def theirs() -> None:
        line = logged.encode(_answered(next(numbers)))
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO event (line) VALUES (?)", (line,))
        bare.execute("COMMIT")

    return partial(_often, ours), partial(_often, theirs)


def _often(act: Act) -> None:
    for _ in range(200):
        act()


def _opened(folder: Path) -> Log:
    log = Log.open(folder, now=_NOW)
    assert isinstance(log, Log)
    return log


@cache
def _folder(answers: int) -> Path:
    """A data folder with so many answers, of which the fold is remembered: the first quiz after them did that."""
    folder = Path(tempfile.mkdtemp())
    with _opened(folder) as log:
        log.record("basis", [_answered(number) for number in range(answers)])
        log.history("basis")
    return folder


def first_question(answers: int) -> float:
    """Processor seconds from the command to the first question, with so many answers in the log."""
    environ = environment() | {"EHTUTOR_DATA": str(_folder(answers))}
    with subprocess.Popen(
        (*PROGRAM, "quiz", "--all", "--plain"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(), "the first question"
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == _ENDED
    return used.ru_utime + used.ru_stime


LONG, NEW = partial(first_question, _MANY), partial(first_question, 0)


def questions_and_logins() -> tuple[Act, Act]:
    """Three hundred made questions, and no more than the logins that they are made from."""
    course = load(shipped(), "nl")
    assert isinstance(course, Course)
    texts = interface("nl")

    def ours() -> Runs:
        runs = Runs.of(course)
        maker = Maker(runs=runs, texts=texts, glossary=course.glossary)
        listed = {each.id: each for family in FAMILIES[runs.profile.id] for each in family(maker)}
        for id in choose(listed, EMPTY, now=_NOW, count=_MADE, seed=""):
            listed[id].make("")
        return runs

    played = ours().played

    def theirs() -> None:
        runs = Runs.of(course)
        for run, deliver in played:
            runs.play(run, deliver)

    return ours, theirs
