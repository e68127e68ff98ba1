"""`ehtutor export diagram`, `handout` and `rolecards`, as Typer sees them."""

from typing import Annotated

import typer

from ehtutor.cli.app_export import Force, Output
from ehtutor.cli.command import Command, Group
from ehtutor.cli.options import Course, Lang, Plain, complete_lesson

material = typer.Typer(cls=Group, rich_markup_mode=None)

Lesson = Annotated[
    str | None, typer.Argument(help="Which lesson; without it, the first.", autocompletion=complete_lesson)
]
Written = Annotated[str, typer.Option("--format", metavar="html|markdown", help="A page to print, or text to edit.")]


@material.command("diagram", cls=Command)
def export_diagram(
    context: typer.Context,
    lesson: Annotated[str | None, typer.Argument(help="Of which lesson.", autocompletion=complete_lesson)] = None,
    scene: Annotated[
        str | None, typer.Option("--scene", metavar="SCENE", help="Which login of the lesson; else the first.")
    ] = None,
    states: Annotated[
        str | None,
        typer.Option("--states", metavar="DV|HM|AD|all", help="The states of a role, instead of a login."),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="mermaid|svg|text", help="How it is drawn.")] = "mermaid",
    output: Output = None,
    force: Force = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Draw the messages of a login, or the states of the roles."""
    from ehtutor.cli.material import MaterialOptions, write_diagram  # noqa: PLC0415  start-up

    asked = MaterialOptions(
        lesson=lesson, scene=scene, states=states, format=format, output=output, force=force, course=course
    )
    return write_diagram(context.obj.then(lang, plain), asked)


@material.command("handout", cls=Command)
def export_handout(
    context: typer.Context,
    lesson: Lesson = None,
    format: Written = "html",
    zoom: Annotated[
        str | None,
        typer.Option("--zoom", metavar="story|protocol|wire", help="How deep; else as the lesson shows it."),
    ] = None,
    output: Output = None,
    force: Force = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Write a lesson as a page to print, with the answers at the back."""
    from ehtutor.cli.material import MaterialOptions, write_handout  # noqa: PLC0415  start-up

    asked = MaterialOptions(lesson=lesson, format=format, zoom=zoom, output=output, force=force, course=course)
    return write_handout(context.obj.then(lang, plain), asked)


@material.command("rolecards", cls=Command)
def export_rolecards(
    context: typer.Context,
    lesson: Lesson = None,
    format: Written = "html",
    output: Output = None,
    force: Force = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Write cards with which a class plays a login without computers, and the answers."""
    from ehtutor.cli.material import MaterialOptions, write_rolecards  # noqa: PLC0415  start-up

    asked = MaterialOptions(lesson=lesson, format=format, output=output, force=force, course=course)
    return write_rolecards(context.obj.then(lang, plain), asked)
