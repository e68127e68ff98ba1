"""The program where Python has less than here, as on Windows: no signals and modules of Unix, and an old code page."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from cli.running import surroundings

ELSEWHERE: Final = """
import importlib, os, pkgutil, signal, sys, warnings

GONE = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}

class Gone:
    def find_spec(self, name, *others):
        if name in GONE:
            raise ModuleNotFoundError(f"there is no {name}", name=name)

for name in GONE:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Gone())
for name in ("fork", "forkpty", "getuid", "geteuid", "killpg", "mkfifo"):
    delattr(os, name)
for name in ("SIGCONT", "SIGHUP", "SIGTSTP", "SIGWINCH"):
    delattr(signal, name)
for stream in (sys.stdin, sys.stdout, sys.stderr):
    stream.reconfigure(encoding="cp1252")

# nor is a file read there as UTF-8 by itself
warnings.filterwarnings("error", category=EncodingWarning, module="ehtutor")

import ehtutor
from ehtutor.cli.entry import main

for line in sys.stdin.read().splitlines():
    sys.argv = ["ehtutor", *line.split()]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            sys.exit(f"{line}: {ended.code}")
    print(f"done: {line}", flush=True)

# and what these commands did not need
for module in pkgutil.walk_packages(ehtutor.__path__, "ehtutor."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
COMMANDS: Final = (
    "--version",
    "--help",
    "walkthrough --auto",
    "walkthrough --auto --plain",
    "lessons list",
    "progress",
)


def test_a_system_with_less_than_this_one_is_enough(tmp_path: Path) -> None:
    # one real start for all, as what is imported once can't be taken away
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", ELSEWHERE],
        input="\n".join(COMMANDS).encode(),
        capture_output=True,
        env=surroundings(tmp_path / "data"),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode("cp1252").splitlines()
    assert [line for line in lines if line.startswith("done: ")] == [f"done: {command}" for command in COMMANDS]
