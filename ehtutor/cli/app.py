"""The commands, as one table: what each is called, what it can be asked, and which function does it.

Typer reads functions, so each row becomes one, with the fields of its options as parameters; what does the work is
imported when it is asked for, as no start should pay for another command. `--help` is in English, and kept plain:
drawing it with rich would cost more than all the rest of it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from ehtutor import __version__
from ehtutor.cli import options
from ehtutor.cli.command import StrictCommand, StrictGroup
from ehtutor.cli.conflict import MANNER
from ehtutor.cli.environment import Surroundings, here
from ehtutor.cli.guard import guarded
from ehtutor.cli.options import Lang, Manner, Plain
from ehtutor.cli.signals import orderly
from ehtutor.value import Value, replace

_LOOKING: Final = frozenset({"lessons check", "lessons watch", "lessons new"})
"""These look for a course themselves, also around what they are given."""
_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}
"""Of every group of commands."""


class CommandRow(Value, kw_only=False):
    """A row of the table."""

    path: str
    options: type[Value]
    module: str
    """In this package."""
    function: str
    """Given the surroundings and the options, it returns the exit code."""
    by_script: str = ""
    """The module whose function of the same name it is where nobody is asked anything, so that no log is needed."""


# fmt: off
GROUPS: Final = (
    CommandRow("lessons",          options.LessonsOptions,         "lessons",     "every_lesson"),
    CommandRow("progress",         options.ProgressOptions,        "progress",    "show"),
    CommandRow("export",           options.ExportOptions,          "",            ""),
)
"""What each does without a command after it; `export` tells its commands."""
COMMANDS: Final = (
    CommandRow("walkthrough",      options.WalkthroughOptions,     "walkthrough", "walkthrough", "scripted"),
    CommandRow("demo",             options.DemoOptions,            "demo.run",    "demo"),
    CommandRow("quiz",             options.QuizOptions,            "quiz",        "quiz"),
    CommandRow("glossary",         options.GlossaryOptions,        "glossary",    "glossary"),
    CommandRow("lessons list",     options.LessonsListOptions,     "lessons",     "list_lessons"),
    CommandRow("lessons show",     options.LessonsShowOptions,     "lessons",     "show_lesson"),
    CommandRow("lessons new",      options.LessonsNewOptions,      "lessons",     "new_lesson"),
    CommandRow("lessons check",    options.LessonsCheckOptions,    "check",       "check_lessons"),
    CommandRow("lessons watch",    options.LessonsWatchOptions,    "check",       "watch_lessons"),
    CommandRow("lessons schema",   options.LessonsSchemaOptions,   "lessons",     "print_schema"),
    CommandRow("progress export",  options.ProgressExportOptions,  "progress",    "export"),
    CommandRow("progress import",  options.ProgressImportOptions,  "progress",    "bring_in"),
    CommandRow("progress class",   options.ProgressClassOptions,   "classroom",   "show_class"),
    CommandRow("progress schema",  options.ProgressSchemaOptions,  "progress",    "print_schema"),
    CommandRow("export questions", options.ExportQuestionsOptions, "export",      "write_questions"),
    CommandRow("export diagram",   options.ExportDiagramOptions,   "export",      "write_diagram"),
    CommandRow("export handout",   options.ExportHandoutOptions,   "export",      "write_handout"),
    CommandRow("export rolecards", options.ExportRolecardsOptions, "export",      "write_rolecards"),
)
# fmt: on


def run(arguments: Sequence[str]) -> int:
    """Run one command line, and return its exit code; nothing that a user can cause is raised."""
    surroundings = here()
    with orderly(surroundings.stdout):
        return guarded(surroundings, arguments, lambda: _typed(surroundings, arguments))


def _typed(surroundings: Surroundings, arguments: Sequence[str]) -> int:
    code: int = app(args=list(arguments), prog_name="ehtutor", standalone_mode=False, obj=surroundings)
    return code


def _home(
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
        raise typer.Exit
    context.obj = context.obj.then(Manner(lang=lang, plain=plain))
    return 0 if context.invoked_subcommand else _does("home", "home")(context.obj)


def _reading(row: CommandRow) -> Callable[..., int]:
    """What typer calls for this row; its signature is made from the fields of the options."""

    def command(context: typer.Context, **said: Any) -> int:
        asked = _in_its_course(row.options(**said), row.path)
        if isinstance(asked, Manner):
            context.obj = context.obj.then(asked)
        if context.invoked_subcommand:
            return 0
        if not row.module:
            typer.echo(context.get_help())
            return 0
        is_scripted = row.by_script and getattr(asked, "is_scripted", False)
        return _does(row.by_script if is_scripted else row.module, row.function)(context.obj, asked)

    # those of the manner stand last in the help
    own = sorted(signature(row.options).parameters.values(), key=lambda parameter: parameter.name in MANNER)
    context = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    command.__doc__ = row.options.__doc__
    # a function may have one, though no type says so: inspect looks for it there
    command.__signature__ = Signature([context, *own])  # type: ignore[attr-defined]
    return command


def _in_its_course(asked: Any, command: str) -> Any:
    """What was asked, of the course in whose folder it was asked, or in that of one of its lessons."""
    if command in _LOOKING or getattr(asked, "course", "") is not None:
        return asked
    here = next((folder for folder in (Path(), Path("..")) if (folder / "course.yaml").is_file()), None)
    return replace(asked, course=here) if here is not None else asked


def _does(module: str, function: str) -> Callable[..., int]:
    """The function that does a command, imported only now."""
    does: Callable[..., int] = getattr(import_module(f"ehtutor.cli.{module}"), function)
    return does


def _application() -> typer.Typer:
    """The table as typer has it."""
    group = partial(typer.Typer, cls=StrictGroup, rich_markup_mode=None, context_settings=_SETTINGS)
    top = group(name="ehtutor", pretty_exceptions_enable=False)
    top.callback(invoke_without_command=True)(_home)
    groups = {"": top}
    for row in GROUPS:
        groups[row.path] = group(callback=_reading(row), invoke_without_command=True)
        top.add_typer(groups[row.path], name=row.path)
    for row in COMMANDS:
        above, _, name = row.path.rpartition(" ")
        groups[above].command(name, cls=StrictCommand)(_reading(row))
    return top


app: Final = _application()
