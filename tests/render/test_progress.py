"""The bar of a long check: on a terminal, when there is much to do, and gone when it is over."""

import io

import pytest

from ehtutor.render.progress_bar import LONG, progress_bar


class Window(io.StringIO):
    """A stream that says whether somebody looks at it."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def drawn(total: int, *, is_terminal: bool = True, term: str = "xterm") -> str:
    window = Window(is_terminal=is_terminal)
    with progress_bar(window, "[red]bezig", environ={"TERM": term}) as told:
        for done in range(1, total + 1):
            told(done, total)
    return window.getvalue()


def test_a_long_course_gets_a_bar_that_goes_away() -> None:
    text = drawn(LONG)
    assert "[red]bezig" in text
    assert text.endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("total", "is_terminal", "term"), [(LONG - 1, True, "xterm"), (LONG, False, "xterm"), (LONG, True, "dumb")]
)
def test_else_nothing_is_drawn(total: int, is_terminal: bool, term: str) -> None:
    assert drawn(total, is_terminal=is_terminal, term=term) == ""


def test_without_a_stream_nothing_is_drawn() -> None:
    with progress_bar(None, "bezig", environ={}) as told:
        told(LONG, LONG)
