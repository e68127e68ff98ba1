"""A terminal's window, and what is sent to it."""

import fcntl
import os
import pty
import re
import struct
import termios
from collections.abc import Mapping

import pytest
from render.screens import (
    CHOICE,
    FINDINGS,
    GO_ON,
    KNOWLEDGE,
    PANEL,
    PROSE,
    RIGHT,
    SERVED,
    WIRE,
    XTERM,
    Stream,
    diagram,
    live,
    piped,
    screen,
)
from window import seen

from ehtutor.render.terminal import Terminal
from ehtutor.session.screen.blocks import Block, Prose, Screen
from ehtutor.session.screen.prompt import Prompt

REALISTIC = {
    "message": screen(diagram(5), PANEL),
    "whole login": screen(diagram(11), PANEL),
    "refused": screen(diagram(9, is_refused=True), FINDINGS),
    "explained": screen(diagram(5), PROSE),
    "knowledge": screen(diagram(11), KNOWLEDGE, RIGHT),
    "choice": screen(diagram(3), RIGHT, prompt=CHOICE),
    "end": screen(diagram(11), SERVED, prompt=None),
}


@pytest.mark.parametrize("name", REALISTIC)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_realistic_screen_fits_the_window(name: str, size: tuple[int, int]):
    rows = seen(live(REALISTIC[name], size=size), size)
    assert rows[0].startswith("  Les 1 · Een schone inlog")
    assert rows[-1] == ""
    assert not any(row.startswith(("  ↑", "  ↓")) for row in rows)
    prompt = REALISTIC[name].prompt
    assert prompt is None or any("q stoppen" in row for row in rows)


def test_room_is_kept_for_a_question_that_is_asked_below():
    rows = seen(live(screen(diagram(11), RIGHT, prompt=CHOICE)))
    under = [row for row in rows if row][-1]
    assert under.endswith("q stoppen")
    assert len(rows) - 1 - rows.index(under) >= len(CHOICE.choices) + 3


def test_each_screen_replaces_the_one_before():
    rows = seen(live(REALISTIC["whole login"], screen(RIGHT)))
    assert sum("Les 1" in row for row in rows) == 1
    assert not any("Response" in row for row in rows)


def opened(size: tuple[int, int] = (80, 24), environ: Mapping[str, str] = XTERM) -> tuple[Terminal, Stream]:
    stream = Stream(is_terminal=True)
    return Terminal.open(stream, environ=environ, size=size), stream


def last(stream: Stream, size: tuple[int, int] = (80, 24)) -> list[str]:
    return seen(stream.getvalue(), size)


def moved(terminal: Terminal, stream: Stream, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Return what is to be seen once the prompt has had the screen painted, where that was called for."""
    if terminal.is_outdated:
        terminal.repaint()
    return last(stream, size)


def test_a_long_screen_scrolls_between_its_heading_and_its_keys():
    terminal, stream = opened()
    terminal.show(screen(diagram(5), WIRE))
    top = last(stream)
    terminal.lines(1)
    assert moved(terminal, stream)[3] == top[4]
    terminal.ends(last=True)
    bottom = moved(terminal, stream)
    assert any(row.startswith("╰─ 16 regels") for row in bottom)
    assert any(row.startswith("  ↑ ") and "↓" not in row for row in bottom)
    assert (bottom[0], any("Enter verder" in row for row in bottom)) == (top[0], True)
    terminal.ends(last=False)
    assert moved(terminal, stream) == top


@pytest.mark.parametrize("rows", [5, 8, 24])
@pytest.mark.parametrize("prompt", [GO_ON, CHOICE], ids=["continue", "choose"])
def test_the_pages_together_show_every_line(rows: int, prompt: Prompt):
    terminal, stream = opened((80, rows))
    terminal.show(screen(Prose(text="\n".join(f"- regel {number}." for number in range(60))), prompt=prompt))

    def paged(step: int) -> set[str]:
        found = set(last(stream, (80, rows)))
        terminal.pages(step)
        while terminal.is_outdated:
            stream.truncate(0)
            found |= set(moved(terminal, stream, (80, rows)))
            terminal.pages(step)
        return found

    lines = {f"  • regel {number}." for number in range(60)}
    # what asks opens at its end
    terminal.ends(last=False)
    moved(terminal, stream, (80, rows))
    assert lines <= paged(1)
    assert lines <= paged(-1)


def test_a_search_shows_what_was_out_of_sight_goes_round_and_says_where_it_is():
    terminal, stream = opened()
    terminal.show(screen(Prose(text="\n".join(f"- regel {number}." for number in range(60)))))
    terminal.seek("REGEL 5")
    assert terminal.found == (1, 11)
    seen = []
    for _ in range(terminal.found[1]):
        seen.append([row for row in moved(terminal, stream) if f"regel {'5' if not seen else 49 + len(seen)}" in row])
        terminal.seek_on(1)
    assert all(seen)
    assert terminal.found == (1, 11)
    terminal.seek_on(-1)
    assert terminal.found == (11, 11)
    assert "  • regel 59." in moved(terminal, stream)


def test_a_search_begins_where_the_reader_is_and_one_without_a_match_moves_nothing():
    terminal, stream = opened()
    terminal.show(screen(Prose(text="\n".join(f"- regel {number}." for number in range(60)))))
    terminal.lines(30)
    before = moved(terminal, stream)
    terminal.seek("regel")
    assert terminal.found == (31, 60)
    terminal.seek("nergens")
    assert terminal.found == (0, 0)
    assert moved(terminal, stream) == before


def test_what_is_sought_stays_so_in_a_window_of_another_size_and_not_on_another_screen():
    environ = {**XTERM, "COLUMNS": "80", "LINES": "24"}
    terminal = Terminal.open(Stream(is_terminal=True), environ=environ)
    terminal.show(screen(diagram(5), WIRE))
    terminal.seek("handtekening")
    before = terminal.found
    environ["COLUMNS"] = "40"
    assert (terminal.sought, terminal.found) == ("handtekening", before)
    terminal.show(screen(diagram(5), WIRE))
    assert (terminal.sought, terminal.found) == ("", (0, 0))


def test_the_key_to_search_stands_where_there_is_more_than_is_in_sight():
    for blocks, is_said in (((diagram(5), WIRE), True), ((RIGHT,), False)):
        stream = Stream(is_terminal=True)
        Terminal.open(stream, environ=XTERM, size=(80, 24), search="zoeken").show(screen(*blocks))
        assert any("/ zoeken" in row for row in last(stream)) == is_said


@pytest.mark.parametrize("blocks", [(diagram(11), RIGHT), (diagram(5), WIRE)], ids=["short", "long"])
def test_a_prompt_that_needs_more_rows_gets_them_and_the_heading_stays(blocks: tuple[Block, ...]):
    terminal, stream = opened()
    terminal.show(screen(*blocks))
    before = last(stream)
    terminal.leave(12)
    rows = moved(terminal, stream)
    assert rows[0] == before[0]
    assert any("Enter" in row for row in rows)
    assert rows[-12:] == [""] * 12
    terminal.leave(1)
    assert moved(terminal, stream) == before


def test_what_moves_nothing_paints_nothing():
    terminal, stream = opened()
    terminal.show(screen(diagram(5), WIRE))
    for move in (lambda: terminal.pages(-1), lambda: terminal.lines(-5), lambda: terminal.ends(last=False)):
        move()
        assert not terminal.is_outdated
    terminal.pages(100)
    assert terminal.is_outdated
    moved(terminal, stream)
    terminal.pages(1)
    assert not terminal.is_outdated


def test_a_new_screen_starts_at_its_top():
    terminal, stream = opened()
    terminal.show(screen(diagram(5), WIRE))
    top = last(stream)
    terminal.lines(7)
    terminal.show(screen(diagram(5), WIRE))
    assert last(stream) == top


def test_a_window_of_another_size_is_painted_anew_and_back_again_as_it_was():
    environ = {**XTERM, "COLUMNS": "80", "LINES": "24"}
    stream = Stream(is_terminal=True)
    terminal = Terminal.open(stream, environ=environ)
    terminal.show(screen(diagram(5), WIRE))
    before = last(stream)
    for columns, rows in ((20, 5), (200, 60), (12, 3), (80, 23)):
        environ |= {"COLUMNS": str(columns), "LINES": str(rows)}
        assert terminal.is_outdated
        assert any(moved(terminal, stream, (columns, rows)))
        assert not terminal.is_outdated
    environ |= {"COLUMNS": "80", "LINES": "24"}
    assert moved(terminal, stream) == before


@pytest.mark.parametrize("rows", range(3, 12))
def test_a_window_of_a_few_rows_shows_something(rows: int):
    terminal, stream = opened((80, rows))
    terminal.show(screen(diagram(5), WIRE))
    terminal.lines(3)
    assert any(moved(terminal, stream, (80, rows)))


def test_nothing_scrolls_before_something_is_shown():
    terminal, stream = opened()
    terminal.lines(1)
    terminal.pages(1)
    terminal.ends(last=True)
    assert not terminal.is_outdated
    terminal.repaint()
    assert stream.getvalue() == ""


SHELL = "$ cat notes\nmine\n$ ehtutor quiz\n"


def test_alone_in_the_window_nothing_of_the_shell_is_seen_and_it_is_back_afterwards_with_what_was_seen_last():
    terminal, stream = opened()
    stream.write(SHELL)
    with terminal.alone():
        for number in range(30):
            terminal.show(screen(Prose(text=f"Scherm {number}."), RIGHT))
            terminal.lines(number)
            assert not any("mine" in row for row in moved(terminal, stream))
        with terminal.away():
            assert last(stream)[:3] == SHELL.splitlines()
        assert "  Scherm 29." in last(stream)
    rows = last(stream)
    assert rows[:3] == SHELL.splitlines()
    assert [row for row in rows if "Scherm" in row] == ["  Scherm 29."]
    assert not any("Enter" in row for row in rows)


def test_a_screen_that_asks_nothing_stands_whole_below_the_shell_in_the_end():
    terminal, stream = opened()
    stream.write(SHELL)
    with terminal.alone():
        terminal.show(screen(RIGHT))
        terminal.show(screen(WIRE, prompt=None))
    assert stream.getvalue().count("16 regels gecontroleerd") == 1
    terminal, stream = opened()
    stream.write(SHELL)
    with terminal.alone():
        terminal.show(screen(RIGHT, prompt=None))
    assert last(stream)[:3] == SHELL.splitlines()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_whatever_happens_the_shell_gets_its_screen_back(error: type[BaseException]):
    terminal, stream = opened()
    stream.write(SHELL)

    def fail() -> None:
        with terminal.alone():
            terminal.show(screen(RIGHT))
            raise error

    with pytest.raises(error):
        fail()
    assert last(stream)[:3] == SHELL.splitlines()


@pytest.mark.parametrize(
    ("is_terminal", "environ"), [(False, XTERM), (True, {"TERM": "dumb"})], ids=["pipe", "dumb terminal"]
)
def test_what_has_no_other_screen_is_not_sent_there(is_terminal: bool, environ: Mapping[str, str]):
    stream = Stream(is_terminal=is_terminal)
    terminal = Terminal.open(stream, environ=environ, size=(80, 24))
    with terminal.alone():
        terminal.show(screen(RIGHT))
    assert "\x1b" not in stream.getvalue()


def test_down_a_pipe_screens_follow_each_other_whole_and_unstyled():
    sent = piped(screen(diagram(11), WIRE), screen(RIGHT))
    assert "\x1b" not in sent
    assert sent.count("Les 1") == 2
    assert "⋮" not in sent
    assert "q stoppen" not in sent


def test_down_a_pipe_a_question_is_shown_with_its_choices():
    assert "  ? Welk middel kies je?\n    • wachtwoord  EH2, te laag\n" in piped(screen(prompt=CHOICE))


def test_a_terminal_where_nobody_is_asked_is_not_cleared():
    stream = Stream(is_terminal=True)
    Terminal.open(stream, environ=XTERM, size=(80, 24), prompts=False).show(screen(RIGHT))
    assert "\x1b[2J" not in stream.getvalue()
    assert "Enter" not in stream.getvalue()


def test_a_dumb_terminal_gets_text_alone():
    sent = live(screen(diagram(5), WIRE), screen(RIGHT), environ={"TERM": "dumb"})
    assert "\x1b" not in sent
    assert "╰─ 16 regels" in sent


def test_no_color_means_no_colour():
    sent = live(screen(diagram(5), WIRE, PROSE), environ={**XTERM, "NO_COLOR": "1"}, size=(80, 100))
    codes = {code for sgr in re.findall(r"\x1b\[([\d;]*)m", sent) for code in sgr.split(";")}
    assert codes == {"0", "1", "2", "3"}


def test_an_ascii_stream_gets_ascii_alone():
    sent = live(screen(diagram(9, is_refused=True), WIRE, FINDINGS, PROSE), encoding="ascii", size=(80, 200))
    assert sent.isascii()


@pytest.mark.parametrize(
    ("columns", "width"),
    [("", 80), ("0", 80), ("-3", 80), ("garbage", 80), ("٣", 80), ("40", 40), ("20", 20), ("1", 12), ("1000", 120)],
)
def test_columns_is_honoured_within_reason(columns: str, width: int):
    terminal = Terminal.open(Stream(is_terminal=False), environ={"COLUMNS": columns})
    assert terminal.look.width == width


@pytest.mark.parametrize(
    ("window", "columns", "width"), [(100, "", 100), (100, "60", 60), (60, "100", 60), (0, "", 80)]
)
def test_the_window_is_measured_and_columns_can_only_narrow_it(window: int, columns: str, width: int):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, window, 0, 0))
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        assert Terminal.open(stream, environ={"COLUMNS": columns}).look.width == width
    os.close(ours)


@pytest.mark.parametrize("width", [0, 1, 5, 12, 20, 49, 50, 1000])
def test_any_width_shows_every_block(width: int):
    everything = Screen(
        blocks=(*screen(diagram(11), WIRE, FINDINGS, KNOWLEDGE, PROSE, RIGHT, SERVED).blocks,), prompt=GO_ON
    )
    assert "".join("Ingelogd") in "".join(piped(everything, width=width).split())
