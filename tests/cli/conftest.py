"""A learner: his own data folder, and the program run for him."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli.running import Run, run, surroundings

from ehtutor.cli import app


class Learner:
    """Somebody who uses the program; a class, as each of his runs finds what the ones before it left."""

    def __init__(self, data: Path, here: Callable[..., Run]) -> None:
        self.data = data
        self.here = here
        """Run in this process, which is quicker: for what does not depend on streams."""

    def run(self, *arguments: str | Path, environ: dict[str, str] | None = None, **how: Any) -> Run:
        """Run as a process of its own."""
        return run(*arguments, environ=surroundings(self.data, **(environ or {})), **how)


@pytest.fixture
def learner(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Learner:
    data = tmp_path / "data"

    def here(*arguments: str | Path, **environ: str) -> Run:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr("os.environ", surroundings(data, **environ))
            code = app.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Run(code=code, out=said.out, err=said.err)

    return Learner(data, here)


def refused(run: Run, code: int, *words: str) -> None:
    """One line on stderr, with these words, and nothing else."""
    assert (run.code, run.out, run.err.count("\n")) == (code, "", 1), run
    assert all(word in run.err for word in words), run.err
