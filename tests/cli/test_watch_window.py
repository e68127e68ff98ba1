"""A check and a watch in a window: broken between words, the problems first, and no taller than the window."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from authoring.breaking import TINY, TINY_NL, change, sound

from ehtutor.cli.check import check_lessons, watch
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.options import LessonsCheckOptions
from ehtutor.course.texts import interface


class Window(io.StringIO):
    """A stream that says that it is one."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def around(out: Window, columns: int, rows: int) -> Surroundings:
    environ = {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm", "EHTUTOR_LANG": "nl", "NO_COLOR": "1"}
    return Surroundings(
        environ=environ, stdin=None, stdout=out, stderr=io.StringIO(), clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return sound(tmp_path / "course")


def seen_after(course: Path, save: Callable[[], object], columns: int, rows: int) -> list[str]:
    """The rows that a watch leaves in the window after this save."""
    out = Window()
    saves = [save]

    def sleep(_seconds: float) -> None:
        if not saves:
            raise KeyboardInterrupt
        out.seek(0)
        out.truncate()
        saves.pop()()

    watch(course, interface("nl"), around(out, columns, rows), sleep=sleep)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out.getvalue()).rstrip("\n").split("\n")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (40, 24), (60, 14)])
def test_a_watch_tells_the_problems_and_below_them_as_much_of_the_card_as_there_is_room_for(
    course: Path, columns: int, rows: int
) -> None:
    def save() -> None:
        change(course, (TINY, "key: HM", "key: AD"), (TINY_NL, "text: Naar wie stuurt", "text: Aan wie stuurt"))

    seen = seen_after(course, save, columns, rows)
    assert len(seen) < rows
    assert all(len(row) <= columns for row in seen)
    told = " ".join(seen)
    # the name of the folder may be longer than a row
    assert ":16:14:" in told.replace(" ", "")
    assert told.index("Verander de") < told.index("Ctrl-C") < told.index("Wat denk je?")
    assert ("… " in seen[-1]) or ("de authenticatiedienst" in told)


def test_many_problems_leave_half_of_the_window_to_the_card(course: Path) -> None:
    def save() -> None:
        for number in range(30):
            (course / f"x{number}.txt").touch()
        change(course, (TINY_NL, "title: Welkom", "title: Hallo"))

    seen = seen_after(course, save, 80, 24)
    assert len(seen) < 24
    assert "Hallo" in " ".join(seen)


def test_a_check_breaks_its_lines_between_words(course: Path) -> None:
    change(course, (TINY, "key: HM", "key: AD"))
    out = Window()
    assert check_lessons(around(out, 60, 24), LessonsCheckOptions(course=course, paths=(), json=False)) == 1
    rows = out.getvalue().splitlines()
    assert all(len(row) <= 60 for row in rows)
    sentence = "De sleutel is hier ‘AD’, maar in het protocol komt er ‘HM’ uit. Verander de sleutel, of de vraag."
    assert set(sentence.split()) <= set(" ".join(rows).split())
