"""A person at a terminal: the real program in a pseudo-terminal, and what an emulator makes of its bytes.

The program runs under a process that stands for the shell of a person: afterwards it says in which state the terminal
was left. `press` waits for the next screen; `expect` looks for words, however they wrap.
"""

import fcntl
import json
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

import pyte
from forked import Streams, fork, program
from window import Window

from ehtutor.value import Value

ENTER, ESCAPE, DOWN, PAGE_DOWN = "\r", "\x1b", "\x1b[B", "\x1b[6~"
CTRL_C, CTRL_D, CTRL_Z = "\x03", "\x04", "\x1a"

_PATIENCE: Final = 20.0
"""Seconds for what should take a tenth of one: a busy machine is no bug."""
_QUIET: Final = 0.03
"""Seconds without output after which a screen is taken to be all there."""
_HOME: Final = b"\x1b[H"
"""With which every screen begins."""
_SPARE: Final = 100
"""Columns beside the window, on the twin that shows what does not fit."""
_DRAWN: Final = str.maketrans(dict.fromkeys("│╭╮╰╯─|+", " "))


class Ended(Value):
    """How the program left the terminal."""

    code: int
    before: object
    after: object
    """The modes of the terminal around the run."""
    is_cursor_hidden: bool
    is_other_screen: bool


class Emulator:
    """The program at a terminal of so many columns and rows; a class, as it owns the process: use it with `with`.

    Where it `is_plain`, it speaks and reads in lines, and nothing tells when it waits but what it says.
    """

    def __init__(
        self, *arguments: str, columns: int, rows: int, folder: Path, environ: Mapping[str, str], is_plain: bool = False
    ) -> None:
        self._out = folder
        self._is_plain = is_plain
        (folder / "ended").unlink(missing_ok=True)
        self._columns = columns
        self._screen = Window(columns, rows)
        # lines that are too long run on here, where in the window they would wrap or be cut off
        self._wide = Window(columns + _SPARE, rows)
        self._stream, self._wide_stream = pyte.ByteStream(self._screen), pyte.ByteStream(self._wide)
        self._unfed = b""
        self._paints = self._noted = 0
        self._tail = b""
        self._master, slave = os.openpty()
        self._size(columns, rows)
        # not in this process, which must not get a terminal: the shell is the first of its session
        self._shell = fork(
            partial(_shell, folder / "ended", *arguments),
            Streams(stdin=slave, stdout=slave, stderr=slave),
            environ={"TERM": "xterm-256color", **environ},
            folder=None,
        )
        os.close(slave)

    def __enter__(self) -> "Emulator":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            self.kill()
        self._shell.wait()
        os.close(self._master)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen now, line by line."""
        # not pyte's display, which asks for the width of every letter again
        rows = (self._screen.buffer[row] for row in range(self._screen.lines))
        return ["".join(row[column].data for column in range(self._columns)).rstrip() for row in rows]

    @property
    def words(self) -> str:
        """The same as running text, without the drawing."""
        return " ".join(" ".join(self.lines).translate(_DRAWN).split())

    @property
    def outside(self) -> str:
        """What runs on beyond the window, if anything does."""
        self._catch_up()
        rows = (self._wide.buffer[row] for row in range(self._wide.lines))
        beyond = range(self._columns, self._columns + _SPARE)
        return "\n".join("".join(row[column].data for column in beyond).rstrip() for row in rows).strip()

    @property
    def colours(self) -> set[str]:
        """The colours of what stands on the screen, before and behind."""
        cells = (cell for row in self._screen.buffer.values() for cell in row.values())
        return {colour for cell in cells for colour in (cell.fg, cell.bg)}

    def expect(self, *texts: str) -> "Emulator":
        """Wait until the screen has all these words and the program waits for a key."""

        def is_shown() -> bool:
            words = self.words
            return self._is_ready() and all(text in words for text in texts)

        self._wait(is_shown, f"{texts} to be shown")
        return self

    def press(self, keys: str) -> "Emulator":
        """Give the keys that answer, and wait for the next screen."""
        self._noted = self._paints
        self.type(keys)
        self._wait(self._is_ready, f"the screen after {keys!r}")
        return self

    def type(self, keys: str) -> "Emulator":
        """Give keys that bring no new screen."""
        os.write(self._master, keys.encode())
        return self

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size; the kernel tells the program, which is to paint anew."""
        self._catch_up()
        self._noted = self._paints
        self._columns = columns
        self._screen.resize(rows, columns)
        self._wide.resize(rows, columns + _SPARE)
        self._size(columns, rows)

    def kill(self) -> None:
        """Kill the program and its shell; neither can do anything about it."""
        os.killpg(self._shell.pid, signal.SIGKILL)

    def end(self, by: signal.Signals) -> None:
        """Send the program a signal, and not its shell."""
        children = Path(f"/proc/{self._shell.pid}/task/{self._shell.pid}/children")
        os.kill(int(children.read_text()), by)

    def ended(self) -> Ended:
        """Wait until the program is over and the shell goes on."""
        self._wait(self._is_over, "the end")
        told = json.loads((self._out / "ended").read_text())
        return Ended(**told, is_cursor_hidden=self._screen.cursor.hidden, is_other_screen=self._screen.is_other)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _is_ready(self) -> bool:
        """Whether a new screen stands there and its prompt is open: then the terminal gives single keys."""
        if self._is_plain:
            return True
        local_modes = termios.tcgetattr(self._master)[3]
        return self._paints > self._noted and not local_modes & termios.ICANON

    def _is_over(self) -> bool:
        return (self._out / "ended").exists()

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while self._read(_QUIET) or not is_so():
            is_hopeless = time.monotonic() > deadline or self._is_over()
            assert not is_hopeless or is_so(), f"waited in vain for {what}; the screen:\n" + "\n".join(self.lines)

    def _read(self, seconds: float) -> bool:
        """Feed what comes within so many seconds to the emulator; whether anything came."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            # nobody has the terminal any more
            time.sleep(seconds)
            return False
        self._paints += (self._tail + data).count(_HOME)
        self._tail = data[-len(_HOME) + 1 :]
        self._stream.feed(data)
        self._unfed += data
        return True

    def _catch_up(self) -> None:
        """Show on the twin what has come since somebody looked there."""
        self._wide_stream.feed(self._unfed)
        self._unfed = b""


def _shell(told: Path, *arguments: str) -> None:
    """Be the shell of a terminal in which somebody starts the program: Ctrl-C is for the program."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, lambda *_: None)
    before = _modes()
    terminal = Streams(stdin=0, stdout=1, stderr=2)
    code = fork(program(*arguments), terminal, environ=dict(os.environ)).wait()
    # in one go, as whoever looks must not see half of it
    half = told.with_suffix(".half")
    half.write_text(json.dumps({"code": code, "before": before, "after": _modes()}))
    half.rename(told)


def _modes() -> list[object]:
    *modes, keys = termios.tcgetattr(0)
    return [*modes, [str(key) for key in keys]]
