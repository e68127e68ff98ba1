"""What a user can cause, as lines for stderr and an exit code; everything else is a bug and may crash."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the program."""

    DONE = 0
    REFUSED = 1
    """A check failed, or the input can't be read."""
    USAGE = 2
    """The command line is wrong, or a terminal is needed and there is none."""
    INTERRUPTED = 130


class Failure(Exception):
    """The command ends here: one line each of what is wrong, where, and what to do."""

    def __init__(self, exit: Exit, *lines: str) -> None:
        super().__init__(*lines)
        self.exit = exit
        self.lines = lines
