"""`ehtutor export …`, as Typer sees it."""

from pathlib import Path
from typing import Annotated

import typer

from ehtutor.cli.command import Command, Group
from ehtutor.cli.options import SETTINGS, Course, Lang, Plain, complete_lesson

export = typer.Typer(cls=Group, rich_markup_mode=None, context_settings=SETTINGS, no_args_is_help=True)

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]


@export.callback()
def export_home() -> None:
    """Take material along: questions, handouts, diagrams, cards; to standard output where no file is named."""


@export.command("questions", cls=Command)
def export_questions(
    context: typer.Context,
    format: Annotated[
        str, typer.Option("--format", metavar="gift|moodle|anki|json|csv", help="For which program.")
    ] = "json",
    generated: Annotated[
        int | None,
        typer.Option("--generated", metavar="N", min=1, help="So many made questions, not those of the lessons."),
    ] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="S", help="Which of the made ones; the same seed, the same ones.")
    ] = None,
    lesson: Annotated[
        str | None, typer.Option("--lesson", metavar="LESSON", help="Only this lesson.", autocompletion=complete_lesson)
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only this topic.")] = None,
    output: Output = None,
    force: Force = False,
    course: Course = None,
    lang: Lang = None,
    plain: Plain = False,
) -> int:
    """Write the questions in the format of another program."""
    from ehtutor.cli import questions  # noqa: PLC0415  start-up

    asked = questions.QuestionsOptions(
        format=format,
        generated=generated,
        seed=seed,
        lesson=lesson,
        topic=topic,
        output=output,
        force=force,
        course=course,
    )
    return questions.export(context.obj.then(lang, plain), asked)
