"""A learner, for whom the program is run with his own data folder, and how a refusal looks to him."""

from pathlib import Path
from typing import Any

import pytest
from cli.running import Run, run, surroundings

from ehtutor.cli import app


class Learner:
    """Somebody who uses the program; a class, as each of his runs finds what the ones before it left."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def run(self, *arguments: str | Path, environ: dict[str, str] | None = None, **how: Any) -> Run:
        """Run it as a process of its own: for what depends on streams, or on how a process ends."""
        return run(*arguments, environ=surroundings(self.data, **(environ or {})), **how)

    def here(self, *arguments: str | Path, **environ: str) -> Run:
        """Run it in this process, which is quicker: for what does not depend on streams."""
        self._capsys.readouterr()
        with self._monkeypatch.context() as patch:
            patch.setattr("os.environ", surroundings(self.data, **environ))
            code = app.run([str(argument) for argument in arguments])
        said = self._capsys.readouterr()
        return Run(code=code, out=said.out, err=said.err)


def refused(told: Run, code: int, *words: str) -> None:
    """One line on stderr, with these words, and nothing else."""
    assert (told.code, told.out, told.err.count("\n")) == (code, "", 1), told
    assert all(word in told.err for word in words), told.err
