"""The learner for whom every test here runs the program."""

from pathlib import Path

import pytest
from cli.learner import Learner


@pytest.fixture
def learner(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Learner:
    return Learner(tmp_path / "data", capsys, monkeypatch)
