"""Running the program as somebody else's computer would: a clean environment, its own data folder, its own streams."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

PROGRAM: Final = (sys.executable, "-m", "ehtutor")
_PATIENCE: Final = 60
"""Seconds, after which a run counts as one that hangs."""
_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str


def surroundings(data: Path, **changes: str) -> dict[str, str]:
    """The environment of a learner with a clean machine, who keeps his progress in `data`."""
    clean = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**clean, "LC_ALL": "C.UTF-8", "EHTUTOR_DATA": str(data), **changes}


def run(
    *arguments: str | Path,
    environ: Mapping[str, str],
    typed: str | bytes | None = None,
    stdin: int | IO[Any] | None = None,
    stdout: int | IO[Any] = subprocess.PIPE,
    before: Callable[[], None] | None = None,
) -> Run:
    """Run the program to its end, with `typed` on a pipe as its input, or `stdin`; `before` runs in the child."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=typed.encode() if isinstance(typed, str) else typed,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environ,
        preexec_fn=before,
        timeout=_PATIENCE,
        check=False,
    )
    # strict: what is no UTF-8 has no business here
    return Run(code=done.returncode, out=(done.stdout or b"").decode(), err=done.stderr.decode())


def lines(*typed: str) -> str:
    """What somebody types, as the lines of a pipe."""
    return "".join(f"{line}\n" for line in typed)
