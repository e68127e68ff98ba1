"""The commands, as Typer sees them; each only gathers what was asked, and hands it on.

`--help` is in English, and kept plain: drawing it with rich would cost more than all the rest of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ehtutor import __version__
from ehtutor.cli.surroundings import here

app = typer.Typer(
    name="ehtutor",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Lang = Annotated[str | None, typer.Option("--lang", metavar="nl|en", help="Speak this language.")]
Plain = Annotated[bool, typer.Option("--plain", help="Plain lines, numbered, without drawing; reads well aloud.")]
Course = Annotated[Path | None, typer.Option("--course", metavar="DIR", help="Use the course in this folder.")]

lessons = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
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


def _lesson_ids(incomplete: str) -> list[str]:
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    return [id for id in commands.lesson_ids() if id.startswith(incomplete)]


@app.command()
def walkthrough(
    context: typer.Context,
    lesson: Annotated[
        str | None,
        typer.Argument(help="Which lesson; without it, on where you were.", autocompletion=_lesson_ids),
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


@lessons.callback(invoke_without_command=True)
def lessons_home(context: typer.Context) -> int:
    """See the lessons, write one, and check it; without a command, list them."""
    return 0 if context.invoked_subcommand else list_lessons(context)


@lessons.command("list")
def list_lessons(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """List the lessons in order, with your progress."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.list_lessons(here(), context.obj.then(lang, plain), course, as_json=json)


@lessons.command("show")
def show_lesson(
    context: typer.Context,
    lesson: Annotated[str, typer.Argument(help="Which lesson.", autocompletion=_lesson_ids)],
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Show what a lesson is about: its goals, its cards, its summary."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.show_lesson(here(), context.obj.then(lang, plain), course, lesson)


@lessons.command("new")
def new_lesson(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Letters, digits, - and _; also the name of its folder.")],
    course: Annotated[
        Path | None, typer.Option("--course", metavar="DIR", help="Add it to this course, not to the current folder.")
    ] = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Begin a lesson: a skeleton that passes the check."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.new_lesson(here(), context.obj.then(lang, plain), course, name)


@lessons.command("check")
def check_lessons(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Only these files and folders of the course.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the problems as an array of objects.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Play every lesson, and tell everything that is wrong with the course."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.check_lessons(here(), context.obj.then(lang, plain), course, paths or (), as_json=json)


@lessons.command("watch")
def watch_lessons(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="A course, or a file in one.")] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Check on each save, and show the card that you are editing; Ctrl-C stops."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.watch_lessons(here(), context.obj.then(lang, plain), course, path)


@lessons.command("schema")
def print_schema(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Option("--file", metavar="KIND", help="Only lesson, course, network, glossary or texts.")
    ] = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Print the JSON Schema of the files, for an editor that completes and underlines."""
    from ehtutor.cli import authors  # noqa: PLC0415  start-up

    return authors.print_schema(here(), context.obj.then(lang, plain), file)
