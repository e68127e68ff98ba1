"""Who ends the program from outside, or stops it for a while, gets the terminal back, and the screen after it."""

import signal
import sys
from pathlib import Path

import pytest
from cli.emulator import CTRL_Z, Emulator
from cli.running import surroundings

from ehtutor.cli.signals import orderly


@pytest.mark.parametrize(
    ("command", "name"), [("walkthrough", "SIGTERM"), ("quiz --all", "SIGHUP"), ("demo", "SIGTERM")]
)
def test_whoever_ends_it_from_outside_gets_the_terminal_back(tmp_path: Path, command: str, name: str) -> None:
    environ = surroundings(tmp_path / "data")
    with Emulator(*command.split(), columns=80, rows=24, folder=tmp_path, environ=environ) as screen:
        screen.expect("1").end(signal.Signals[name])
        ended = screen.ended()
        left = screen.words
    assert (ended.code, ended.after) == (128 + signal.Signals[name], ended.before)
    assert (ended.is_cursor_hidden, ended.is_other_screen) == (False, False)
    assert "Traceback" not in left
    assert not [*(tmp_path / "data").glob("demo/*")]


@pytest.mark.parametrize("arguments", [("walkthrough",), ("quiz", "--all"), ("demo",), ("demo", "--notes")])
def test_after_ctrl_z_the_whole_screen_is_painted_again(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    # its shell is nobody's job, so the kernel lets it go on at once
    with Emulator(*arguments, columns=80, rows=24, folder=tmp_path, environ=surroundings(tmp_path / "data")) as screen:
        before = screen.expect("").words
        screen.press(CTRL_Z).expect(before)


def _ended_twice() -> None:
    with orderly(sys.stdout):
        signal.raise_signal(signal.SIGHUP)
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)


def test_the_way_out_is_not_broken_off_by_a_second_signal_and_what_was_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with pytest.raises(SystemExit) as ending:
            _ended_twice()
        assert ending.value.code == 128 + signal.SIGTERM
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
