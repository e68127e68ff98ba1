"""A course in which nothing is wrong, to break."""

from pathlib import Path

import pytest
from authoring.breaking import sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A miniature course with every kind of card, and a glossary."""
    return sound(tmp_path / "course")
