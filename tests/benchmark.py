"""How fast and how much: `python tests/benchmark.py` holds the program against what it can't do without.

A ratio is one of processor time, ours and the other's taken in turn, so that a slow moment of the machine falls on
both; each pair gives a ratio, and the median counts. The trap: under PYTHONDONTWRITEBYTECODE, or at a first run,
Python compiles every module anew; so it is unset, and everything runs once before it counts.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from statistics import median
from time import process_time
from typing import Final

from benchmark_check import cost_of_many
from benchmark_classroom import CLASSROOM, frames_and_rich
from benchmark_login import Act, login_and_raw_rsa, ours_and_python3_saml, stage
from benchmark_quiz import LONG, NEW, questions_and_logins, storing_and_bare_insert
from benchmark_rich import XTERM, Tty, printer
from benchmark_wheel import PROGRAM, environment

from ehtutor.render.terminal import Terminal
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Action
from ehtutor.value import Value

_PYTHON: Final = sys.executable
_TYPER_APP: Final = '''
import typer
app = typer.Typer()

@app.command()
def greet(name: str, loud: bool = False) -> None:
    """Greet somebody."""
    typer.echo(name.upper() if loud else name)

app()
'''
_IMPORTS: Final = """
import typer
import rich.console, rich.panel, rich.table, rich.text
import lxml.etree, signxml, cryptography.x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
"""
"""Of rich what `benchmark_rich` draws with; Markdown and Syntax would double it."""
_LOADED: Final = """
import sys
from ehtutor.cli.entry import main
sys.argv = ["ehtutor", "--version"]
main()
sys.exit(len({"typer", "rich"} & set(sys.modules)))
"""
_PEAK: Final = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak if sys.platform == "darwin" else peak * 1024)
"""
"""In a process of its own, for the peak of a child begins at the size of what started it."""

VERSION: Final = (*PROGRAM, "--version")
HELP: Final = (*PROGRAM, "--help")
BARE: Final = PROGRAM
TERM: Final = (*PROGRAM, "glossary", "HM")
AUTO: Final = (*PROGRAM, "walkthrough", "--auto")
PLAIN: Final = (*AUTO, "--plain")
NOTHING: Final = (_PYTHON, "-c", "pass")
TYPER_HELP: Final = (_PYTHON, "-c", _TYPER_APP, "--help")
IMPORTING: Final = (_PYTHON, "-c", _IMPORTS)


class Runs(Value):
    """How many pairs count."""

    commands: int
    acts: int
    cards: int
    copies: int
    """How many times the course, for the checker."""


class Figure(Value, kw_only=False):
    """A row of the table."""

    says: str
    limit: float | None
    """The most it may be; None where it is only told."""
    measure: Callable[[Runs], float]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure ehtutor; exit 1 where a limit is exceeded.")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    quick = parser.parse_args().quick
    runs = Runs(commands=3, acts=5, cards=3, copies=10) if quick else Runs(commands=15, acts=25, cards=9, copies=50)
    missed = 0
    print(f"{'figure':66}{'median':>8}{'limit':>8}")
    for figure in FIGURES:
        found = figure.measure(runs)
        holds = figure.limit is None or found <= figure.limit
        limit = "-" if figure.limit is None else f"{figure.limit:g}"
        print(f"{figure.says:66}{found:8.2f}{limit:>8}  {'' if holds else 'MISSED'}".rstrip(), flush=True)
        missed += not holds
    return 1 if missed else 0


def _in_turn(runs: int, ours: Callable[[], float], theirs: Callable[[], float]) -> float:
    """The median ratio of the times of both, taken in turn, after one of each that does not count."""
    ours(), theirs()
    gc.collect()
    # as timeit does: what one left behind should not be cleared away in the time of the other
    gc.disable()
    ratio = median(ours() / theirs() for _ in range(runs))
    gc.enable()
    return ratio


def _commands(ours: Sequence[str], theirs: Sequence[str], runs: Runs) -> float:
    return _in_turn(runs.commands, partial(_command_time, ours), partial(_command_time, theirs))


def _acts(prepare: Callable[[], tuple[Act, Act]], runs: Runs) -> float:
    ours, theirs = prepare()
    return _in_turn(runs.acts, partial(_act_time, ours), partial(_act_time, theirs))


def _act_time(act: Act) -> float:
    before = process_time()
    act()
    return process_time() - before


def _command_time(command: Sequence[str]) -> float:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment()) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime


@cache
def _environment() -> Mapping[str, str]:
    """That of a learner who starts an installed program."""
    # not EHTUTOR_DATA, which would spare the program the search for its folder
    return environment() | {"XDG_DATA_HOME": tempfile.mkdtemp(prefix="ehtutor-benchmark-")}


def _loaded(_runs: Runs) -> float:
    return subprocess.run((_PYTHON, "-c", _LOADED), stdout=subprocess.DEVNULL, check=False).returncode


def _peak(_runs: Runs) -> float:
    done = subprocess.run((_PYTHON, "-c", _PEAK, *AUTO), env=_environment(), capture_output=True, check=True)
    return int(done.stdout) / 1e6


def _many_courses(runs: Runs) -> float:
    return cost_of_many(runs.copies)


def _long_log(runs: Runs) -> float:
    return _in_turn(runs.commands, LONG, NEW)


def _middle_card(size: tuple[int, int], runs: Runs) -> float:
    return median(_cards(size, runs.cards, with_login=True))


def _worst_card(size: tuple[int, int], runs: Runs) -> float:
    return max(_cards(size, runs.cards, with_login=False))


def _worst_of_all(size: tuple[int, int], runs: Runs) -> float:
    return max(_cards(size, runs.cards, with_login=True))


@cache
def _cards(size: tuple[int, int], runs: int, *, with_login: bool) -> tuple[float, ...]:
    """From each answer of lesson 1 to the next screen, against printing that screen with rich alone.

    With the login aside, an answer that moves it on counts from where it has moved: that is the row of the RSA.
    """
    terminal, ready, ratios = Terminal.open(Tty(), environ=XTERM, size=size), printer(size), []
    for moment, action, after in _answers():

        def from_answer(moment: Walkthrough = moment, action: Action = action) -> None:
            terminal.show(view(update(moment, action)))

        def from_move(after: Walkthrough = after) -> None:
            terminal.show(view(after))

        ours = from_answer if with_login or moment.login is after.login else from_move
        theirs = ready(view(after))
        ratios.append(_in_turn(runs, partial(_act_time, ours), partial(_act_time, theirs)))
    return tuple(ratios)


@cache
def _answers() -> tuple[tuple[Walkthrough, Action, Walkthrough], ...]:
    answers, moment = [], begin(stage())
    while not moment.is_done:
        action = right_action(moment)
        after = update(moment, action)
        answers.append((moment, action, after))
        moment = after
    return tuple(answers)


SMALL, LARGE = (80, 24), (120, 40)
# fmt: off
FIGURES: Final = (
    Figure("ehtutor --version : python -c pass",                         2,    partial(_commands, VERSION, NOTHING)),
    Figure("  of typer and rich loaded",                                 0,    _loaded),
    Figure("ehtutor --help : that of a ten-line typer app",              0.5,  partial(_commands, HELP, TYPER_HELP)),
    Figure("ehtutor : only importing the libraries",                     1.2,  partial(_commands, BARE, IMPORTING)),
    Figure("ehtutor glossary TERM : only importing the libraries",       1.2,  partial(_commands, TERM, IMPORTING)),
    Figure("ehtutor walkthrough --auto --plain : only importing them",   1.6,  partial(_commands, PLAIN, IMPORTING)),
    Figure("ehtutor walkthrough --auto : only importing the libraries",  1.7,  partial(_commands, AUTO, IMPORTING)),
    Figure("the login of lesson 1 : the raw RSA in it",                  8,    partial(_acts, login_and_raw_rsa)),
    Figure("its messages signed and verified : by python3-saml",         1,    partial(_acts, ours_and_python3_saml)),
    Figure("from an answer to a screen of 80×24 : printing with rich",   3,    partial(_middle_card, SMALL)),
    Figure("  the worst card, the login itself aside",                   3,    partial(_worst_card, SMALL)),
    Figure("  the worst card, with the login",                           None, partial(_worst_of_all, SMALL)),
    Figure("from an answer to a screen of 120×40 : printing with rich",  3,    partial(_middle_card, LARGE)),
    Figure("  the worst card, the login itself aside",                   3,    partial(_worst_card, LARGE)),
    Figure("  the worst card, with the login",                           None, partial(_worst_of_all, LARGE)),
    Figure("checking 50 times the course : 50 times checking it once",   1.2,  _many_courses),
    Figure("storing an answer : a bare insert, as durable",              3,    partial(_acts, storing_and_bare_insert)),
    Figure("to the first question, with 100,000 answers : with none",    1.5,  _long_log),
    Figure("making 300 questions : the logins that they need",           3,    partial(_acts, questions_and_logins)),
    *(Figure(says, limit, partial(_commands, command, AUTO)) for says, limit, command in CLASSROOM),
    Figure("from a key to a frame of 200×60 : printing with rich",       3,    partial(_acts, frames_and_rich)),
    Figure("peak memory of ehtutor walkthrough --auto, in MB",           100,  _peak),
)
# fmt: on

if __name__ == "__main__":
    sys.exit(main())
