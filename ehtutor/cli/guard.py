"""The last stop of every error: one line on stderr and an exit code, and no traceback for what a user can cause."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import typer

from ehtutor.cli.command import RefusedLine
from ehtutor.cli.environment import Surroundings, speak_anyhow
from ehtutor.cli.errors import Exit, Failure, nearest, reason
from ehtutor.course.texts import Texts

_HELP: Final = "ehtutor --help"


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

    texts = speak_anyhow(arguments, surroundings, chosen_language(surroundings.data_folder))
    surroundings.complain(_complaint(error, texts))


def _complaint(error: OSError | typer.TyperException, texts: Texts) -> str:
    """What is wrong, and what to do or where to look."""
    if isinstance(error, OSError):
        why = reason(error, texts)
        return texts.say("cli.unwritable", file=error.filename or "stdout", reason=why)
    if isinstance(error, RefusedLine):
        near = nearest(error.values.get("found", ""), error.among, texts)
        return texts.say(error.key, nearest=near, help=_HELP, **error.values)
    return texts.say("cli.usage", message=str(error), help=_HELP)


def _let_go(surroundings: Surroundings) -> None:
    """Nobody reads stdout any more: let Python's own goodbye go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, surroundings.stdout.fileno())
        os.close(nowhere)
