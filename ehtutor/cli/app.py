"""The commands, as Typer sees them; each only gathers what was asked, and hands it on.

`--help` is in English, and kept plain: drawing it with rich would cost more than all the rest of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ehtutor import __version__
from ehtutor.cli.app_export import export
from ehtutor.cli.app_lessons import lessons
from ehtutor.cli.app_material import material
from ehtutor.cli.app_progress import progress
from ehtutor.cli.command import Command, Group
from ehtutor.cli.environment import Surroundings, here
from ehtutor.cli.options import SETTINGS, Course, Lang, Plain, complete_lesson
from ehtutor.cli.signals import orderly

app = typer.Typer(
    name="ehtutor",
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)

app.add_typer(lessons, name="lessons")
app.add_typer(progress, name="progress")
export.add_typer(material)
app.add_typer(export, name="export")


def run(arguments: Sequence[str]) -> int:
    """Run one command line, and return its exit code; nothing that a user can cause is raised."""
    from ehtutor.cli.guard import guarded  # noqa: PLC0415  start-up

    surroundings = here()
    with orderly(surroundings.stdout):
        return guarded(surroundings, arguments, lambda: _typed(surroundings, arguments))


def _typed(surroundings: Surroundings, arguments: Sequence[str]) -> int:
    code: int = app(args=list(arguments), prog_name="ehtutor", standalone_mode=False, obj=surroundings)
    return code


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
    if version:
        typer.echo(f"ehtutor {__version__}")
        return 0
    context.obj = context.obj.then(lang, plain)
    if context.invoked_subcommand:
        return 0
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    return commands.home(context.obj)


@app.command(cls=Command)
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
    card: Annotated[
        str | None, typer.Option("--card", metavar="CARD", help="Look this card up; progress is left alone.")
    ] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Play a login from the sign-in to the transaction."""
    from ehtutor.cli import commands  # noqa: PLC0415  start-up

    asked = commands.WalkthroughOptions(
        lesson=lesson,
        course=course,
        restart=restart,
        auto=auto,
        answers=answers,
        save_answers=save_answers,
        json=json,
        fault=fault,
        list_faults=list_faults,
        card=card,
    )
    return commands.walkthrough(context.obj.then(lang, plain), asked)


@app.command(cls=Command)
def demo(
    context: typer.Context,
    lesson: Annotated[
        str | None,
        typer.Argument(help="Which lesson; without it, the first.", autocompletion=complete_lesson),
    ] = None,
    auto: Annotated[
        float | None, typer.Option("--auto", metavar="SECONDS", help="Go on by itself after so long.")
    ] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Follow a demonstration, with the teacher's notes.")] = False,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Record it as an asciicast; needs no terminal with --auto."),
    ] = None,
    cast_version: Annotated[
        int, typer.Option("--cast-version", metavar="2|3", min=2, max=3, help="Of the recording.")
    ] = 2,
    save_votes: Annotated[
        Path | None, typer.Option("--save-votes", metavar="FILE", help="Keep the votes, as .csv or as JSON.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="dark|light", help="Light on dark, or dark on light; else dark.")
    ] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Show a lesson to a class, with the keys of a presenter's remote."""
    from ehtutor.cli.demo import run  # noqa: PLC0415  start-up
    from ehtutor.cli.demo.asked import DemoOptions  # noqa: PLC0415

    surroundings = context.obj.then(lang, plain)
    asked = DemoOptions(
        lesson=lesson,
        course=course,
        auto=auto,
        notes=notes,
        record=record,
        cast_version=cast_version,
        save_votes=save_votes,
        force=force,
        theme=theme,
        is_plain=surroundings.is_plain,
    )
    return run.demo(surroundings, asked)


@app.command(cls=Command)
def quiz(
    context: typer.Context,
    count: Annotated[int | None, typer.Option("--count", metavar="N", help="So many questions; else 10.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only about this.")] = None,
    lesson: Annotated[
        str | None,
        typer.Option("--lesson", metavar="LESSON", help="Only of this lesson.", autocompletion=complete_lesson),
    ] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="S", help="The same questions for the same S.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only what is due for repetition.")] = False,
    exam: Annotated[
        int | None, typer.Option("--exam", metavar="N", help="So many questions, no hints, feedback at the end.")
    ] = None,
    auto: Annotated[bool, typer.Option("--auto", help="Let the script give the right answers.")] = False,
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE", help="Replay these answers.")] = None,
    save_answers: Annotated[
        Path | None, typer.Option("--save-answers", metavar="FILE", help="Record the answers of this run.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON Lines.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Answer questions: first what is due, then new ones."""
    from ehtutor.cli import quiz as asking  # noqa: PLC0415  start-up

    asked = asking.QuizOptions(
        count=count,
        topic=topic,
        lesson=lesson,
        seed=seed,
        due=due,
        exam=exam,
        auto=auto,
        answers=answers,
        save_answers=save_answers,
        json=json,
        course=course,
    )
    return asking.quiz(context.obj.then(lang, plain), asked)


@app.command(cls=Command)
def glossary(
    context: typer.Context,
    term: Annotated[str | None, typer.Argument(help="Which term; a typing error does no harm.")] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Explain a term, or list them all."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.glossary(context.obj.then(lang, plain), course, term)
