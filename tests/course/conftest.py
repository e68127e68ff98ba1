"""The miniature course, copied so that a test can break it."""

from pathlib import Path
from shutil import copytree

import pytest
from course.breaking import MINI


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh copy of the miniature course."""
    return Path(copytree(MINI, tmp_path / "mini"))
