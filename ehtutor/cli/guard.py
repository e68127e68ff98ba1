"""The last stop of every error: one line on stderr and an exit code, and no traceback for what a user can cause."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress

import typer

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure


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
    from ehtutor.cli.complaint import complaint  # noqa: PLC0415  start-up: `--help` needs no texts
    from ehtutor.cli.environment import speak_anyhow  # noqa: PLC0415
    from ehtutor.store.glance import chosen_language  # noqa: PLC0415

    texts = speak_anyhow(arguments, surroundings.environ, chosen_language(surroundings.data_folder))
    surroundings.complain(complaint(error, texts))


def _let_go(surroundings: Surroundings) -> None:
    """Nobody reads stdout any more: let Python's own goodbye go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, surroundings.stdout.fileno())
        os.close(nowhere)
