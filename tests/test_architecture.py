"""The house keeps its shape. Floors, doors, types and style are held by the tools of the long command in the README."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "ehtutor").rglob("*.py"))}
ROOM = {"__init__", "state", "update", "view"}
"""What every interactive room has."""


def test_a_module_can_be_read_at_a_sitting():
    lines = {path: len(text.splitlines()) for path, text in SOURCES.items()}
    # model is the list of all that can be written, questions that of all kinds; rules and transitions are tables
    tables = {"model.py", "questions.py", "rules.py", "transitions.py"}
    assert {path.name: count for path, count in lines.items() if count > 400 and path.name not in tables} == {}


def test_a_class_has_a_name_of_its_own_in_the_whole_house():
    homes = defaultdict(list)
    for path, text in SOURCES.items():
        for name in _types(ast.parse(text)):
            homes[name].append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_a_module_has_a_name_of_its_own_but_where_a_command_is_called_after_what_it_runs():
    homes = defaultdict(list)
    for path in SOURCES:
        room = path.relative_to(ROOT / "ehtutor").parts[0]
        if path.stem not in ROOM and room != "cli":
            homes[path.stem].append(room)
    assert {name: rooms for name, rooms in homes.items() if len(rooms) > 1} == {}


def test_the_top_level_holds_what_was_agreed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.partition("/")[0] for line in tracked.splitlines()}
    assert top <= {".ci", ".gitignore", "LICENSE", "README.md", "ehtutor", "lessons", "pyproject.toml", "tests"}


def test_the_environment_of_the_process_is_read_in_one_place():
    read = {path.name: found for path, text in SOURCES.items() if (found := re.findall(r"os\.environ\b|getenv", text))}
    assert read == {"environment.py": ["os.environ"]}
    calls = {path.name: re.findall(r"(?<!def )\bhere\(\)", text) for path, text in SOURCES.items()}
    assert {name: found for name, found in calls.items() if found} == {"app.py": ["here()"]}


def _types(module: ast.Module) -> Iterator[str]:
    """The classes and type aliases at its top level; `_Row` and `Row` are one name to who reads them."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name):
                yield name.lstrip("_")
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                yield name.lstrip("_")
