"""Where the program begins. Imports next to nothing, so that `--version` is as fast as Python itself."""

import gc
import sys

from ehtutor import __version__

_MANY = 100_000
"""So many new objects before Python looks for garbage: more than a whole lesson of `--auto` leaves."""
_INTERRUPTED = 130
"""`Exit.INTERRUPTED`, which may not be loaded yet."""


def main() -> None:
    """Run the command line that `sys.argv` holds, and exit."""
    if sys.argv[1:] == ["--version"]:
        try:
            print(f"ehtutor {__version__}", flush=True)
            return
        except OSError:
            # on the slow way there is somebody to tell it
            pass
    # an import makes no garbage: to look for it in all that stays, over and over, costs a command a twentieth
    gc.set_threshold(_MANY)
    try:
        from ehtutor.cli.app import run  # noqa: PLC0415  start-up: typer costs more than all of Python

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # before there was anybody to say goodbye
        code = _INTERRUPTED
    # all of it goes now; to look through it once more on the way out costs a tenth
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
