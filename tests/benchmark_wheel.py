"""The program as a user has it: a wheel of this checkout, installed in a folder of its own."""

import compileall
import os
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

PROGRAM: Final = (sys.executable, "-P", "-c", "from ehtutor.cli.entry import main; main()")
"""What the script that pip makes does; -P, as the checkout in which we stand is not meant."""
_ROOT: Final = Path(__file__).parent.parent


def environment() -> dict[str, str]:
    """That in which it is found, and Python keeps what it compiles, as it does for a user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EHTUTOR_", "PYTHONDONTWRITE"))}
    return kept | {"PYTHONPATH": str(_site())}


@cache
def _site() -> Path:
    """Where it is installed; PYTHONPATH goes before an editable install."""
    folder = Path(tempfile.mkdtemp(prefix="ehtutor-benchmark-"))
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(folder / "site")
    # as pip does
    compileall.compile_dir(folder / "site", quiet=1)
    return folder / "site"
