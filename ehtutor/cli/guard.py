"""The last stop of every error: one line on stderr and an exit code, and no traceback for what a user can cause."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import typer

from ehtutor.cli.command import Refused
from ehtutor.cli.environment import Surroundings, speak_anyhow
from ehtutor.cli.errors import Exit, Failure, nearest, reason
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


def guarded(surroundings: Surroundings, arguments: Sequence[str], command: Callable[[], int]) -> int:
    """Run the command that `arguments` asked for; the exit code, whatever happened."""
    try:
        code = _run(surroundings, arguments, command)
        # what is still in the buffer fails here, and not in the interpreter's last breath
        surroundings.stdout.flush()
    except BrokenPipeError:
        _let_go(surroundings)
        return Exit.DONE
    except OSError as error:
        _let_go(surroundings)
        _complain(surroundings, arguments, error)
        return Exit.REFUSED
    return code


def _run(surroundings: Surroundings, arguments: Sequence[str], command: Callable[[], int]) -> int:
    try:
        return command()
    except Failure as failure:
        for line in failure.lines:
            surroundings.complain(line)
        return failure.exit
    except typer.TyperException as error:
        _complain(surroundings, arguments, error)
        return Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED
    except SystemExit as leaving:
        # typer's own way out when nobody reads on; its other one is the end of a completion
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise


def _complain(surroundings: Surroundings, arguments: Sequence[str], error: OSError | typer.TyperException) -> None:
    from ehtutor.store.glance import chosen_language  # noqa: PLC0415  start-up: `--help` needs no texts

    texts = speak_anyhow(arguments, surroundings.environ, chosen_language(surroundings.data_folder))
    surroundings.complain(_complaint(error, texts))


def _complaint(error: OSError | typer.TyperException, texts: Texts) -> str:
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


def _let_go(surroundings: Surroundings) -> None:
    """Nobody reads stdout any more: let Python's own goodbye go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, surroundings.stdout.fileno())
        os.close(nowhere)
