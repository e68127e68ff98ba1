"""`ehtutor lessons …`, as Typer sees it."""

from pathlib import Path
from typing import Annotated

import typer

from ehtutor.cli.command import Command, Group
from ehtutor.cli.options import SETTINGS, Course, Lang, Plain, complete_lesson

lessons = typer.Typer(cls=Group, rich_markup_mode=None, context_settings=SETTINGS)


@lessons.callback(invoke_without_command=True)
def lessons_home(context: typer.Context) -> int:
    """See the lessons, write one, and check it; without a command, list them."""
    return 0 if context.invoked_subcommand else list_lessons(context)


@lessons.command("list", cls=Command)
def list_lessons(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """List the lessons in order, with your progress."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.list_lessons(context.obj.then(lang, plain), course, as_json=json)


@lessons.command("show", cls=Command)
def show_lesson(
    context: typer.Context,
    lesson: Annotated[str, typer.Argument(help="Which lesson.", autocompletion=complete_lesson)],
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Show what a lesson is about: its goals, its cards, its summary."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.show_lesson(context.obj.then(lang, plain), course, lesson)


@lessons.command("new", cls=Command)
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
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.new_lesson(context.obj.then(lang, plain), course, name)


@lessons.command("check", cls=Command)
def check_lessons(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Only these files and folders of the course.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the problems as an array of objects.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Play every lesson, and tell everything that is wrong with the course."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.check_lessons(context.obj.then(lang, plain), course, paths or (), as_json=json)


@lessons.command("watch", cls=Command)
def watch_lessons(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="A course, or a file in one.")] = None,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Check on each save, and show the card that you are editing; Ctrl-C stops."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.watch_lessons(context.obj.then(lang, plain), course, path)


@lessons.command("schema", cls=Command)
def print_schema(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Option("--file", metavar="KIND", help="Only lesson, course, network, glossary or texts.")
    ] = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Print the JSON Schema of the files, for an editor that completes and underlines."""
    from ehtutor.cli import lessons  # noqa: PLC0415  start-up

    return lessons.print_schema(context.obj.then(lang, plain), file)
