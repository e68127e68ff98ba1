"""What a user can cause, as lines for stderr and an exit code; everything else is a bug and may crash."""

import errno
from collections.abc import Sequence
from difflib import get_close_matches
from enum import IntEnum

from ehtutor.course.texts import Texts


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


def reason(error: OSError, texts: Texts) -> str:
    """A few words; those of the system for what is rare."""
    key = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return texts.say(key) if texts.has(key) else error.strerror or str(error)


def refuse_unknown(found: str, names: Sequence[str], key: str, texts: Texts, **values: object) -> None:
    """Failure for what is not among the names: the text `key` says so, with those that look most like it."""
    if found not in names:
        raise Failure(Exit.USAGE, texts.say(key, found=found, nearest=nearest(found, names, texts), **values))


def nearest(found: str, names: Sequence[str], texts: Texts) -> str:
    """The names that look most like `found`, else the first few, joined with “or”."""
    return listed(get_close_matches(found.lower(), names, n=3, cutoff=0.5) or names[:5], texts)


def listed(names: Sequence[str], texts: Texts) -> str:
    """The names, joined with “or”; nothing for none."""
    *most, last = (texts.quoted(name) for name in names) if names else ("",)
    return f" {texts.say('cli.or')} ".join(filter(None, [", ".join(most), last]))
