"""What a command ends with, shown to a person: page by page where it is longer than his window."""

import pytest
from render.screens import RIGHT, XTERM, Stream, screen
from window import seen

from ehtutor.cli.frontend import show_paged
from ehtutor.course.texts import interface
from ehtutor.render.terminal import Terminal
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Prose, Screen
from ehtutor.session.screen.prompt import Prompt

LINES = tuple(f"regel {number}." for number in range(60))
LONG = screen(Prose(text="\n".join(f"- {line}" for line in LINES)), prompt=None)
SHORT = screen(RIGHT, prompt=None)


def ended(shown: Screen, *, is_terminal: bool = True) -> tuple[str, list[list[str]]]:
    """What was sent for the last screen of a command, and what was to be seen at each question about it."""
    stream = Stream(is_terminal=is_terminal)
    asked = []

    def ask(_: Prompt) -> Answer:
        asked.append(seen(stream.getvalue()))
        raise KeyboardInterrupt

    terminal = Terminal.open(stream, environ=XTERM, size=(80, 24), prompts=is_terminal)
    show_paged(terminal, shown, texts=interface("nl"), ask=ask)
    return stream.getvalue(), asked


def test_what_is_longer_than_the_window_is_paged_and_then_printed_whole():
    sent, (page,) = ended(LONG)
    assert any("Enter" in row and "q" in row for row in page)
    assert "  • regel 0." in page
    assert "  • regel 59." not in page
    own = sent.rpartition("\x1b[?1049l")[2]
    assert [line for line in LINES if line in own] == [*LINES]
    assert "Enter" not in own


@pytest.mark.parametrize(("shown", "is_terminal"), [(SHORT, True), (LONG, False)], ids=["short", "pipe"])
def test_what_fits_or_goes_down_a_pipe_is_only_printed(shown: Screen, is_terminal: bool):
    sent, asked = ended(shown, is_terminal=is_terminal)
    assert not asked
    assert "\x1b[?1049h" not in sent
