"""The house keeps its shape. Floors, doors, types and style are held by the tools of the long command in the README."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_modules_are_small():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "ehtutor").rglob("*.py")}
    # model is the list of all that can be written, questions that of all kinds; rules and transitions are tables
    tables = {"model.py", "questions.py", "rules.py", "transitions.py"}
    assert {path.name: count for path, count in lines.items() if count > 400 and path.name not in tables} == {}


def test_the_top_level_holds_what_was_agreed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.partition("/")[0] for line in tracked.splitlines()}
    assert top <= {".ci", ".gitignore", "LICENSE", "README.md", "ehtutor", "lessons", "pyproject.toml", "tests"}


def test_the_environment_of_the_process_is_read_in_one_place():
    sources = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "ehtutor").rglob("*.py")}
    read = {name: found for name, text in sources.items() if (found := re.findall(r"\bos\.environ\b|getenv", text))}
    assert read == {"environment.py": ["os.environ"]}
    callers = {name: found for name, text in sources.items() if (found := re.findall(r"(?<!def )\bhere\(\)", text))}
    assert callers == {"app.py": ["here()"]}
