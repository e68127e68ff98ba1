"""The commands, as Typer sees them; each only gathers what was asked, and hands it on.

`--help` is in English, and kept plain: drawing it with rich would cost more than all the rest of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ehtutor import __version__
from ehtutor.cli.app_lessons import lessons
from ehtutor.cli.options import SETTINGS, Course, Lang, Plain, complete_lesson
from ehtutor.cli.surroundings import here

app = typer.Typer(
    name="ehtutor",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)

app.add_typer(lessons, name="lessons")


def run(arguments: Sequence[str]) -> int:
    """Run one command line, and return its exit code; nothing that a user can cause is raised."""
    from ehtutor.cli.guard import guarded  # noqa: PLC0415  start-up

    return guarded(here(), arguments, lambda: app(args=list(arguments), prog_name="ehtutor", standalone_mode=False))


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    lang: Lang = None,
    plain: Plain = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> int:
    """Learn how eHerkenning works: play the gebruiker, and watch real signed SAML messages pass.

    Without a command it shows where you are and what to do next.
    """
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    if version:
        typer.echo(f"ehtutor {__version__}")
        return 0
    context.obj = commands.Manner(lang=lang, is_plain=plain)
    return 0 if context.invoked_subcommand else commands.home(here(), context.obj)


@app.command()
def walkthrough(
    context: typer.Context,
    lesson: Annotated[
        str | None,
        typer.Argument(help="Which lesson; without it, on where you were.", autocompletion=complete_lesson),
    ] = None,
    restart: Annotated[bool, typer.Option("--restart", help="Begin the lesson anew.")] = False,
    auto: Annotated[bool, typer.Option("--auto", help="Let the script give the right answers.")] = False,
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE", help="Replay these answers.")] = None,
    save_answers: Annotated[
        Path | None, typer.Option("--save-answers", metavar="FILE", help="Record the answers of this run.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the trace as JSON Lines.")] = False,
    fault: Annotated[
        str | None, typer.Option("--fault", metavar="RULE-ID", help="Break this one rule, and see who notices.")
    ] = None,
    list_faults: Annotated[bool, typer.Option("--list-faults", help="List the rules that can be broken.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Play a login from the sign-in to the transaction."""
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    asked = commands.Walk(
        lesson=lesson,
        course=course,
        restart=restart,
        auto=auto,
        answers=answers,
        save_answers=save_answers,
        json=json,
        fault=fault,
        list_faults=list_faults,
    )
    return commands.walkthrough(here(), context.obj.then(lang, plain), asked)


@app.command()
def glossary(
    context: typer.Context,
    term: Annotated[str | None, typer.Argument(help="Which term; a typing error does no harm.")] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Explain a term, or list them all."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.glossary(here(), context.obj.then(lang, plain), course, term)
