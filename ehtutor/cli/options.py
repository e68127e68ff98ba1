"""The options that many commands share, as Typer reads them."""

from pathlib import Path
from typing import Annotated, Final

import typer

Lang = Annotated[str | None, typer.Option("--lang", metavar="nl|en", help="Speak this language.")]
Plain = Annotated[bool, typer.Option("--plain", help="Plain lines, numbered, without drawing; reads well aloud.")]
Course = Annotated[Path | None, typer.Option("--course", metavar="DIR", help="Use the course in this folder.")]

SETTINGS: Final = {"help_option_names": ["-h", "--help"]}
"""Of every group of commands."""


def complete_lesson(incomplete: str) -> list[str]:
    """The lessons that begin like this, for the completion of the shell."""
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    return [id for id in commands.lesson_ids() if id.startswith(incomplete)]
