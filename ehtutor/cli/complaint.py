"""What the system or the command line objects to, as one sentence in the learner's language.

Typer speaks English only, and its errors carry no codes: a sentence is known by its words, and one that is not in
the table is passed on as it is.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import typer

from ehtutor.cli.command import Refused
from ehtutor.cli.errors import nearest, reason
from ehtutor.course.texts import Texts

_HELP: Final = "ehtutor --help"

# fmt: off
_KEYS: Final = (
    (re.compile(r"No such option: (?P<found>\S*)"),                    "cli.unknown-option"),
    (re.compile(r"No such command '(?P<found>.*?)'\.?(?: Did you mean|$)"),                   "cli.unknown-command"),
    (re.compile(r"Option '(?P<found>.*)' requires an argument"),       "cli.no-value"),
    (re.compile(r"Option '(?P<found>.*)' does not take a value"),      "cli.needless-value"),
    (re.compile(r"(?P<found>\S+) is not in the range"),                 "cli.out-of-range"),
    (re.compile(r"'(?P<found>.*)' is not a valid (?:int|float)"),      "cli.no-number"),
    (re.compile(r"Got unexpected extra argument.* \((?P<found>.*)\)"), "cli.needless-words"),
)
# fmt: on


def complaint(error: OSError | typer.TyperException, texts: Texts) -> str:
    """What is wrong, and what to do or where to look."""
    if isinstance(error, OSError):
        why = reason(error, texts)
        return texts.say("cli.unwritable", file=error.filename or "stdout", reason=why)
    if isinstance(error, Refused):
        return texts.say(error.key, **error.values)
    message = str(error)
    for sentence, key in _KEYS:
        if match := sentence.match(message):
            found = match["found"]
            known = nearest(found, _names(error, is_option=found.startswith("-")), texts)
            return texts.say(key, found=found, nearest=known, help=_HELP)
    return texts.say("cli.usage", message=message, help=_HELP)


def _names(error: typer.TyperException, *, is_option: bool) -> Sequence[str]:
    """The options, or else the commands, that there are where the error was made."""
    command: Any = getattr(getattr(error, "ctx", None), "command", None)
    if is_option:
        return [name for parameter in getattr(command, "params", ()) for name in parameter.opts if name[:2] == "--"]
    return [*getattr(command, "commands", ())]
