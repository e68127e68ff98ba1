"""The last stop of every error: one line on stderr and an exit code, and no traceback for what a user can cause."""

import os
from collections.abc import Callable
from contextlib import suppress

import typer

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.language import speak_anyhow
from ehtutor.cli.surroundings import Surroundings


def guarded(surroundings: Surroundings, command: Callable[[], int]) -> int:
    """Run a command; the exit code, whatever happened."""
    try:
        code = _run(surroundings, command)
        # what is still in the buffer fails here, and not in the interpreter's last breath
        surroundings.stdout.flush()
    except BrokenPipeError:
        _let_go(surroundings)
        return Exit.DONE
    except OSError as error:
        _let_go(surroundings)
        reason = error.strerror or str(error)
        file = error.filename or "stdout"
        surroundings.complain(speak_anyhow(surroundings.environ).say("cli.unwritable", file=file, reason=reason))
        return Exit.REFUSED
    return code


def _run(surroundings: Surroundings, command: Callable[[], int]) -> int:
    try:
        return command()
    except Failure as failure:
        for line in failure.lines:
            surroundings.complain(line)
        return failure.exit
    except typer.TyperException as error:
        message = getattr(error, "format_message", error.__str__)()
        texts = speak_anyhow(surroundings.environ)
        surroundings.complain(texts.say("cli.usage", message=message, help="ehtutor --help"))
        return Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED


def _let_go(surroundings: Surroundings) -> None:
    """Nobody reads stdout any more: let Python's own goodbye go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, surroundings.stdout.fileno())
        os.close(nowhere)
