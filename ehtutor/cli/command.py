"""A command as Typer reads it, and stricter: what was given is refused where it would do nothing or can't be meant.

This is the door of the command line: past it no text is empty or has bytes in it that are no characters, `-` is
standard output or nothing, and no option does nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import typer
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption
from typer._click.types import FloatParamType
from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

from ehtutor.cli.conflict import MANNER, conflict, lacking

_STDOUT: Final = "-"
_PRINTED: Final = frozenset({"output", "file"})
"""What may go to standard output: what an export writes. A recording would stand between the screens."""
_PRINTING: Final = "export"
_HELP: Final = ("--help",)
"""What there is where there is nothing else."""


class RefusedLine(typer.TyperException):
    """A command line that can't be meant: the key of its sentence, the words in it, and what may have been meant."""

    def __init__(self, key: str, *, among: Sequence[str] = (), **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.among = among
        self.values: Mapping[str, str] = values


class StrictCommand(TyperCommand):
    """A command that refuses what would do nothing."""

    allow_extra_args = True
    """Words too many are refused here: typer's own refusal is an English sentence alone."""

    # Any: the contexts and parameters of typer are private
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; raises Refused."""
        with _refusing(self, ctx, args):
            rest = super().parse_args(ctx, list(args))
        if rest and not ctx.resilient_parsing:
            raise RefusedLine("cli.needless-words", found=" ".join(rest))
        _refuse(self, ctx, args)
        return rest


class StrictGroup(TyperGroup):
    """A group of commands that is as strict about its own options, and about the command that follows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments up to the command; raises Refused."""
        with _refusing(self, ctx, args):
            rest = super().parse_args(ctx, list(args))
        _refuse(self, ctx, args)
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first of the arguments names; raises Refused."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise RefusedLine("cli.unknown-command", found=args[0], among=tuple(self.commands))
        return super().resolve_command(ctx, args)


@contextmanager
def _refusing(command: TyperCommand | TyperGroup, context: Any, arguments: list[str]) -> Iterator[None]:
    """Read what typer refuses from the fields of its errors: its sentences are English, and may change."""
    try:
        yield
    except NoSuchOption as error:
        names = tuple(name for each in command.params for name in each.opts if name.startswith("--"))
        raise RefusedLine("cli.unknown-option", found=error.option_name, among=names or _HELP) from None
    except BadOptionUsage as error:
        option = next(each for each in command.params if error.option_name in each.opts)
        key = "cli.needless-value" if getattr(option, "is_flag", False) else "cli.no-value"
        raise RefusedLine(key, found=error.option_name) from None
    except MissingParameter as error:
        raise RefusedLine("cli.missing", found=_named(error.param, ())) from None
    except typer.BadParameter as error:
        parameter: Any = error.param
        typed, *_ = command.make_parser(context).parse_args(args=list(arguments))
        raise _bad_number(parameter, typed[parameter.name]) from None


def _bad_number(parameter: Any, found: str) -> RefusedLine:
    """Why this is refused for an option that takes a number; others take any text."""
    number = float if isinstance(parameter.type, FloatParamType) else int
    try:
        number(found)
    except ValueError:
        return RefusedLine("cli.no-number", found=found)
    return RefusedLine("cli.out-of-range", found=found)


def _refuse(command: TyperCommand | TyperGroup, context: Any, arguments: list[str]) -> None:
    if context.resilient_parsing:
        return
    typed, rest, order = command.make_parser(context).parse_args(args=list(arguments))
    counted = Counter(parameter.name for parameter in order)
    path = context.command_path.partition(" ")[2]
    given: dict[str, str] = {}
    for parameter in context.command.params:
        if context.get_parameter_source(parameter.name).name != "COMMANDLINE":
            continue
        is_flag = getattr(parameter, "is_flag", False)
        texts = () if is_flag else _texts(typed.get(parameter.name))
        name = _named(parameter, texts)
        if counted[parameter.name] > 1 and not is_flag:
            raise RefusedLine("cli.twice", option=name)
        _refuse_texts(name, texts, is_file=_is_file(parameter))
        if _is_stdout(parameter, texts, path):
            # as if no file was named, so that “./-” can still be one
            context.params[parameter.name] = None
        else:
            given[parameter.name] = name
    _refuse_company(path, given, context)
    if isinstance(command, TyperGroup) and path and rest and rest[0] in command.commands:
        _refuse_ahead(given, rest[0])


def _refuse_company(path: str, given: Mapping[str, str], context: Any) -> None:
    if pair := conflict(path, given):
        raise RefusedLine("cli.conflict", first=given[pair[0]], second=given[pair[1]])
    if lack := lacking(path, given):
        names = {parameter.name: _named(parameter, ()) for parameter in context.command.params}
        raise RefusedLine("cli.needs", option=given[lack[0]], others=" / ".join(names[each] for each in lack[1]))


def _refuse_ahead(given: Mapping[str, str], after: str) -> None:
    """What is asked of a group does nothing ahead of a command; after it, it may."""
    for name, option in given.items():
        if name not in MANNER:
            raise RefusedLine("progress.ahead", option=option, command=after)


def _refuse_texts(name: str, texts: tuple[str, ...], *, is_file: bool) -> None:
    if "" in texts:
        raise RefusedLine("cli.empty", option=name)
    # a file may be called anything
    if not is_file and any("\ud800" <= character <= "\udfff" for text in texts for character in text):
        raise RefusedLine("cli.no-text", option=name)


def _is_stdout(parameter: Any, texts: tuple[str, ...], path: str) -> bool:
    if _STDOUT not in texts or not _is_file(parameter):
        return False
    if parameter.name in _PRINTED and _PRINTING in path.split():
        return True
    raise RefusedLine("cli.no-stdout", option=_named(parameter, texts))


def _texts(typed: Any) -> tuple[str, ...]:
    return tuple(typed) if isinstance(typed, list | tuple) else () if typed is None else (typed,)


def _named(parameter: Any, texts: tuple[str, ...]) -> str:
    """An option by its long name, an argument by what was typed there, else by its name in the help."""
    if parameter.param_type_name == "option":
        long: str = max(parameter.opts, key=len)
        return long
    name: str = parameter.human_readable_name
    return next(filter(None, texts), name)


def _is_file(parameter: Any) -> bool:
    return isinstance(parameter.type, TyperPath)
