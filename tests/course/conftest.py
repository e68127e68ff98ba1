"""The miniature course, copied so that a test can break it."""

from pathlib import Path
from shutil import copytree

import pytest
from course.breaking import MINI, mini_with_kinds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh copy of the miniature course."""
    return Path(copytree(MINI, tmp_path / "mini"))


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    """The same with a lesson that has every kind of question."""
    return mini_with_kinds(tmp_path / "kinds")
