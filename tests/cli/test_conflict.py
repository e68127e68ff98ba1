"""No word on the command line does nothing in silence: each pair of each command, and each kind of word."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import typer.main
from cli.learner import Learner, refused

from ehtutor.cli.app import app
from ehtutor.cli.command import RefusedLine, StrictCommand, StrictGroup
from ehtutor.cli.conflict import MANNER, NEEDED, TOGETHER


def commands(at: Any = None, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of the program and every group, with its path."""
    at = at or typer.main.get_command(app)
    yield path, at
    for name, each in getattr(at, "commands", {}).items():
        yield from commands(each, f"{path} {name}".strip())


COMMANDS = dict(commands())


def words(parameter: Any, value: str = "") -> list[str]:
    if parameter.param_type_name == "argument":
        return [value or "x"]
    sample = "x" if parameter.type.name in ("path", "str") else "3"
    return [parameter.opts[0], *([] if parameter.is_flag else [value or sample])]


def outcome(path: str, *said: str) -> RefusedLine | None:
    """What the door of the command says to these words."""
    try:
        COMMANDS[path].make_context(f"ehtutor {path}".strip(), list(said))
    except RefusedLine as refusal:
        return refusal
    return None


def own(path: str) -> list[Any]:
    return [each for each in COMMANDS[path].params if each.name not in MANNER and each.expose_value]


def test_every_command_is_strict_and_what_the_tables_name_is_there() -> None:
    assert all(isinstance(each, StrictCommand | StrictGroup) for each in COMMANDS.values())
    for path, rows in TOGETHER.items():
        assert {name for row in rows for name in row.split()} == {each.name for each in own(path)}, path
    for (path, name), others in NEEDED.items():
        assert {name, *others} <= {each.name for each in own(path)}


@pytest.mark.parametrize("path", COMMANDS)
def test_two_words_stand_together_or_one_of_them_is_refused(path: str) -> None:
    required = [each for each in own(path) if each.required]
    for one, other in combinations(own(path), 2):
        asked = {one.name: one, other.name: other, **{each.name: each for each in required}}
        refusal = outcome(path, *(word for each in asked.values() for word in words(each)))
        rows = [row.split() for row in TOGETHER.get(path, ())]
        is_together = not rows or any(set(asked) <= set(row) for row in rows)
        needs = [NEEDED.get((path, name), tuple(asked)) for name in asked]
        if not is_together:
            assert refusal is not None, asked
            assert refusal.key == "cli.conflict", asked
        elif all(set(each) & set(asked) for each in needs):
            assert refusal is None, asked
        else:
            assert refusal is not None, asked
            assert refusal.key == "cli.needs", asked


@pytest.mark.parametrize(
    "line",
    [
        "walkthrough x --course x --restart --save-answers x",
        "walkthrough x --course x --card x",
        "walkthrough x --course x --auto --save-answers x --json",
        "walkthrough x --course x --answers x --save-answers y --json",
        "walkthrough x --course x --fault x --json",
        "walkthrough --list-faults",
        "demo x --course x --auto 3 --record x --cast-version 3 --save-votes y --force --theme light",
        "demo --notes",
        "quiz --count 3 --topic x --lesson x --seed x --course x --save-answers x --due",
        "quiz --count 3 --topic x --lesson x --seed x --course x --save-answers x --json --auto",
        "quiz --count 3 --topic x --lesson x --seed x --course x --save-answers x --json --answers y",
        "quiz --exam 3 --topic x --lesson x --seed x --course x --save-answers x --json --auto",
        "quiz --exam 3 --topic x --lesson x --seed x --course x --save-answers x --json --answers y",
        "export diagram x --course x --scene x --format svg --output x --force",
        "export diagram --states DV --format svg --output x --force",
        "lessons watch x",
        "lessons watch --course x",
        "progress --course x --json",
        "progress --course x --csv",
        "progress class x --course x --json",
        "progress class x --course x --csv",
    ],
)
def test_all_that_goes_together_may_be_asked_at_once_in_every_manner(line: str) -> None:
    path = max((each for each in COMMANDS if f"{line} ".startswith(f"{each} ")), key=len)
    assert outcome(path, *line.removeprefix(path).split()) is None
    assert outcome(path, *line.removeprefix(path).split(), "--lang", "en", "--plain") is None


@pytest.mark.parametrize(
    "line",
    [
        "demo --cast-version 3",
        "demo --force",
        "export questions --seed x",
        "export questions --force",
        "export diagram --force",
        "export handout --force",
        "export rolecards --force",
    ],
)
def test_a_word_that_does_nothing_alone_is_refused_alone(line: str) -> None:
    path = max((each for each in COMMANDS if line.startswith(each)), key=len)
    refusal = outcome(path, *line.removeprefix(path).split())
    assert refusal is not None
    assert refusal.key == "cli.needs"


@pytest.mark.parametrize("path", COMMANDS)
def test_what_is_given_twice_is_empty_or_no_text_is_refused(path: str) -> None:
    for each in (each for each in COMMANDS[path].params if each.expose_value):
        if getattr(each, "is_flag", False):
            continue
        beside = [word for other in own(path) if other.required and other is not each for word in words(other)]
        if each.type.name in ("path", "str"):
            refusal = outcome(path, *words(each)[:-1], "", *beside)
            assert refusal is not None, each.name
            assert refusal.key == "cli.empty"
        if each.type.name == "str":
            refusal = outcome(path, *words(each)[:-1], "\udcff", *beside)
            assert refusal is not None, each.name
            assert refusal.key == "cli.no-text"
        if each.param_type_name == "option":
            refusal = outcome(path, *words(each), *words(each), *beside)
            assert refusal is not None, each.name
            assert refusal.key == "cli.twice"


@pytest.mark.parametrize("path", COMMANDS)
def test_a_dash_is_standard_output_of_an_export_and_refused_elsewhere(path: str) -> None:
    for each in (each for each in own(path) if each.type.name == "path"):
        beside = [word for other in own(path) if other.required and other is not each for word in words(other)]
        refusal = outcome(path, *words(each, "-"), *beside)
        if "export" in path and each.name in ("output", "file"):
            assert refusal is None
        else:
            assert refusal is not None, each.name
            assert refusal.key == "cli.no-stdout"


def test_standard_output_gets_what_an_export_writes_and_no_file_is_made(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = learner.here("progress", "export", "-").out
    assert printed.startswith("{")
    assert learner.run("export", "diagram", "--states", "DV", "-o", "-").out.startswith("stateDiagram")
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["walkthrough", "--list-faults", "--json"], ("--list-faults", "--json")),
        (["walkthrough", "--fault", "a", "--fault", "b"], ("--fault",)),
        (["walkthrough", "level", "--list-faults"], ("level", "--list-faults")),
        (["walkthrough", "--card", ""], ("--card",)),
        (["quiz", "--seed", "\udcff"], ("--seed",)),
        (["demo", "--record", "-"], ("--record",)),
        (["demo", "--cast-version", "3"], ("--cast-version", "--record")),
        (["demo", "--plain", "--theme", "light"], ("--plain", "--theme")),
        (["export", "handout", "--force"], ("--force", "--output")),
    ],
)
def test_the_refusal_is_one_line_that_names_the_words(
    learner: Learner, arguments: list[str], words: tuple[str, ...]
) -> None:
    refused(learner.here(*arguments), 2, *words)
