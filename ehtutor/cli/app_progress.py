"""`ehtutor progress …`, as Typer sees it."""

from pathlib import Path
from typing import Annotated

import typer

from ehtutor.cli.command import Command, Group
from ehtutor.cli.options import SETTINGS, Course, Lang, Plain

progress = typer.Typer(cls=Group, rich_markup_mode=None, context_settings=SETTINGS)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, one value a row.")]


@progress.callback(invoke_without_command=True)
def show_progress(
    context: typer.Context,
    json: Json = False,
    csv: Csv = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """See what you master, what returns when, and what keeps going wrong; take it to another machine."""
    from ehtutor.cli import progress  # noqa: PLC0415  start-up

    context.obj = context.obj.then(lang, plain)
    if context.invoked_subcommand:
        ahead = {"--json": json, "--csv": csv, "--course": course is not None}
        progress.refuse_ahead(context.obj, context.invoked_subcommand, ahead)
        return 0
    return progress.show(context.obj, course, as_json=json, as_csv=csv)


@progress.command("export", cls=Command)
def export_progress(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; - is standard output.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Write all your answers to a file, as JSON Lines."""
    from ehtutor.cli import progress  # noqa: PLC0415  start-up

    return progress.export(context.obj.then(lang, plain), course, file, force=force)


@progress.command("import", cls=Command)
def import_progress(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What another machine exported.")],
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Add the answers of another machine to those of this one; nothing is lost or counted twice."""
    from ehtutor.cli import progress  # noqa: PLC0415  start-up

    return progress.bring_in(context.obj.then(lang, plain), file)


@progress.command("class", cls=Command)
def show_class(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the exported files of a class.")],
    json: Json = False,
    csv: Csv = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Grade the results of a class once more, and show how the answers are spread."""
    from ehtutor.cli import classroom  # noqa: PLC0415  start-up

    return classroom.show_class(context.obj.then(lang, plain), course, folder, as_json=json, as_csv=csv)


@progress.command("schema", cls=Command)
def print_schema(context: typer.Context) -> int:
    """Print the JSON Schema of the lines of an exported file."""
    from ehtutor.cli import progress  # noqa: PLC0415  start-up

    return progress.print_schema(context.obj)
