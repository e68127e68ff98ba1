"""Prompts at a pseudo-terminal, in a process of their own."""

import fcntl
import os
import struct
import termios
from collections.abc import Callable

from forked import Streams, fork
from pexpect.fdpexpect import fdspawn


def at_terminal(does: Callable[[], object], *, columns: int = 60, **environment: str) -> fdspawn:
    """What somebody sees who sits at a terminal where this is done, and where he types."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def seated() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        does()

    fork(
        seated,
        Streams(stdin=slave, stdout=slave, stderr=slave),
        environ={"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", **environment},
    )
    os.close(slave)
    return fdspawn(master, encoding="utf-8", timeout=20)


def is_echoing(terminal: fdspawn) -> bool:
    """Whether what is typed appears by itself."""
    return bool(termios.tcgetattr(terminal.child_fd)[3] & termios.ECHO)
