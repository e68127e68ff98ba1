"""The house keeps its shape: floors, doors, types and style are held by the tools that know them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "tool",
    [
        ["importlinter.cli", "lint-imports", "--no-cache"],
        ["mypy", "--no-error-summary", "--cache-dir", "{tmp}"],
        ["ruff", "check", "--no-cache"],
        ["ruff", "format", "--check", "--no-cache"],
    ],
    ids=lambda tool: " ".join(tool[:2]),
)
def test_a_tool_finds_nothing(tool, tmp_path):
    module, *arguments = [part.format(tmp=tmp_path) for part in tool]
    command = [sys.executable, "-m", module, *arguments]
    if module == "importlinter.cli":
        command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_small():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "ehtutor").rglob("*.py")}
    # model is the list of all that can be written, rules and transitions are tables
    tables = {"model.py", "rules.py", "transitions.py"}
    assert {path.name: count for path, count in lines.items() if count > 250 and path.name not in tables} == {}


def test_the_top_level_holds_what_was_agreed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.partition("/")[0] for line in tracked.splitlines()}
    assert top <= {".ci", ".gitignore", "LICENSE", "README.md", "ehtutor", "lessons", "pyproject.toml", "tests"}
