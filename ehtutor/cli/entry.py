"""Where the program begins. Imports next to nothing, so that `--version` is as fast as Python itself."""

import sys

from ehtutor import __version__


def main() -> None:
    """Run the command line that `sys.argv` holds, and exit."""
    if sys.argv[1:] == ["--version"]:
        print(f"ehtutor {__version__}")
        return
    from ehtutor.cli.app import run  # noqa: PLC0415  start-up: typer costs more than all of Python

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
