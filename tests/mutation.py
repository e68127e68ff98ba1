"""Take away one row, rule or condition at a time, and look whether a test notices; pytest never runs this.

    python tests/mutation.py                     a sample of everything
    python tests/mutation.py --most 0 demands    every mutant of one module

A mutant lives in memory, in a process forked from this one, which has loaded all but the program. Who fails first tells
what noticed it: a test of behaviour, or only one that lists what there is, as a golden does.
"""

import ast
import json
import os
import random
import re
import signal
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parent.parent
PATIENCE: Final = 180
"""Seconds after which a mutant counts as noticed: it hangs."""
SAMPLE: Final = 12
SEED: Final = 1
BEHAVIOUR, LISTING, LOADING, SURVIVED = "behaviour", "listing", "loading", "survived"
_SWAPPED: Final = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_VERDICTS: Final = ("holds", "is_right")
"""Arguments that say that all is well."""


@dataclass(frozen=True)
class Target:
    """A module, and the tests that guard it, the cheapest first."""

    module: str
    tests: tuple[str, ...]
    depth: int = 9
    """How deep in a table a row may stand."""

    @property
    def path(self) -> Path:
        return ROOT / f"{self.module.replace('.', '/')}.py"


_SAML: Final = ("test_xml", "test_bindings", "test_signature", "test_wrapping", "test_sealed")


def _tests(folder: str, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"tests/{folder}/{name}.py" for name in names)


_EXPLORED: Final = _tests("protocol", ("test_transitions", "test_login", "test_levels", "test_laws")) + _tests(
    "apart", ("test_exploration",)
)
_RULED: Final = _tests("protocol", ("test_rules",)) + _EXPLORED
_CHECK: Final = _tests("apart", ("test_check",)) + _tests("authoring", ("test_slides", "test_watch"))

# fmt: off
TARGETS: Final = (
    Target("ehtutor.protocol.transitions", _EXPLORED, depth=1),
    Target("ehtutor.protocol.rules", _RULED, depth=1),
    Target("ehtutor.protocol.demands", _RULED),
    Target("ehtutor.saml.signature", _tests("saml", _SAML[2:])),
    Target("ehtutor.saml.grammar", _tests("saml", _SAML)),
    Target("ehtutor.saml.xml", _tests("saml", _SAML)),
    Target("ehtutor.render.sanitise", _tests("render", ("test_sanitise",))),
    Target("ehtutor.quiz.grading", _tests("quiz", ("test_grading",))),
    Target("ehtutor.quiz.questions", _tests("quiz", ("test_grading",)) + _tests("export", ("test_questions",))),
    Target("ehtutor.cli.conflict", _tests("cli", ("test_conflict", "test_usage"))),
    # why a lesson can't begin is asked for by the command that plays it
    Target("ehtutor.authoring.check", _CHECK + _tests("apart", ("test_lessons_commands",))),
    *(Target(f"ehtutor.authoring.{name}", _CHECK) for name in ("places", "plays", "wording")),
)
LISTINGS: Final = frozenset({
    "test_every_code_of_the_checker_has_its_mistake_and_every_form_of_claim",
    "test_every_event_means_something_to_somebody_but_a_form_that_does_not_fit",
})
"""Tests that see that a row is gone without trying what it does; those that compare with a golden are others."""
# fmt: on


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    target: Target
    line: int
    what: str
    code: CodeType = field(repr=False)

    def __str__(self) -> str:
        return f"{self.target.path.relative_to(ROOT)}:{self.line}: {self.what}"


Change = tuple[str, Callable[[Any], None]]
"""What is done, and the function that does it to a node."""


def mutants(target: Target) -> Iterator[Mutant]:
    """Each change of this module that is worth trying."""
    tree = ast.parse(target.path.read_bytes())
    depths = _depths(tree)
    for at, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node, depths.get(node), target.depth):
            copy = deepcopy(tree)
            changed = next(other for number, other in enumerate(ast.walk(copy)) if number == at)
            change(changed)
            code = compile(ast.fix_missing_locations(copy), str(target.path), "exec")
            yield Mutant(target, getattr(node, "lineno", 0) or _line(node), what, code)


def _line(node: ast.AST) -> int:
    return next((child.lineno for child in ast.walk(node) if isinstance(child, ast.expr)), 0)


def _depths(tree: ast.Module) -> dict[ast.AST, int]:
    """How deep in its table every literal of the module itself stands; what is no table has none."""
    depths: dict[ast.AST, int] = {}

    def enter(node: ast.AST, depth: int) -> None:
        deeper = depth + isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
        depths[node] = deeper
        for child in ast.iter_child_nodes(node):
            enter(child, deeper)

    for statement in tree.body:
        # what is unpacked is no table: then there would be a name too many
        is_unpacked = isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value and not is_unpacked:
            enter(statement.value, 0)
    return depths


def _changes(node: ast.AST, depth: int | None, deepest: int) -> Iterator[Change]:  # noqa: PLR0912  one case a kind
    match node:
        case ast.If():
            yield f"if {ast.unparse(node.test)}: never", partial(_set, "test", ast.Constant(False))
            yield f"if {ast.unparse(node.test)}: negated", _negate
        case ast.IfExp():
            yield f"… if {ast.unparse(node.test)} else …: negated", _negate
        case ast.comprehension(ifs=ifs):
            for number, test in enumerate(ifs):
                yield f"for … if {ast.unparse(test)}: always", partial(_drop, "ifs", number)
        case ast.BoolOp(values=values):
            for number, value in enumerate(values):
                yield f"{ast.unparse(node)}: without {ast.unparse(value)}", partial(_without, number)
        case ast.Compare(ops=ops):
            for number, op in enumerate(ops):
                yield f"{ast.unparse(node)}: {type(op).__name__} swapped", partial(_swap, number)
        case ast.match_case(guard=guard) if guard:
            yield f"case … if {ast.unparse(guard)}: always", partial(_set, "guard", None)
        case ast.keyword(arg=arg, value=value) if arg in _VERDICTS and not isinstance(value, ast.Constant):
            yield f"{ast.unparse(node)}: always", partial(_set, "value", ast.Constant(True))
        case ast.Expr(value=ast.Yield()):
            # and still a generator
            yield f"{ast.unparse(node)}: left out", partial(_set, "value", ast.parse("(yield from ())").body[0].value)
        case ast.Expr(value=ast.Call()) if not ast.unparse(node).startswith("assert_never"):
            yield f"{ast.unparse(node)}: left out", partial(_set, "value", ast.Constant(None))
        case ast.Tuple(elts=rows) | ast.List(elts=rows) | ast.Set(elts=rows) if depth and depth <= deepest:
            for number, row in enumerate(rows):
                yield f"row {ast.unparse(row)[:70]}: left out", partial(_drop, "elts", number)
        case ast.Dict(keys=keys) if depth and depth <= deepest:
            for number, key in enumerate(keys):
                if key:
                    yield f"entry {ast.unparse(key)}: left out", partial(_drop_entry, number)
        case ast.Call(func=ast.Attribute(attr="fromkeys"), args=[ast.Constant(value=str(text)), _]):
            for number, sign in enumerate(text):
                less = text[:number] + text[number + 1 :]
                yield f"sign {sign}: left out", partial(_set_first, ast.Constant(less))
        case ast.Constant(value=str(text)) if depth is not None and depth <= 2:
            yield from _less_text(text)


def _less_text(text: str) -> Iterator[Change]:
    """A row that is written as words, or the signs between the brackets of a pattern."""
    if re.fullmatch(r"[a-z_]+( [a-z_]+)+", text):
        for word in text.split():
            less = " ".join(other for other in text.split() if other != word)
            yield f"{text!r}: without {word}", partial(_set, "value", less)
    elif text.startswith("[") and len(text) > 2 and "]" not in text:
        for found in re.finditer(r"(?s).-.|.", text[1:]):
            less = "[" + text[1 : found.start() + 1] + text[found.end() + 1 :]
            yield f"signs {found.group()!r}: left out", partial(_set, "value", less)


def _set(name: str, value: object, node: Any) -> None:
    setattr(node, name, value)


def _set_first(value: ast.expr, node: Any) -> None:
    node.args[0] = value


def _negate(node: Any) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _drop(name: str, number: int, node: Any) -> None:
    del getattr(node, name)[number]


def _drop_entry(number: int, node: Any) -> None:
    del node.keys[number], node.values[number]


def _without(number: int, node: Any) -> None:
    del node.values[number]
    # one alone is no BoolOp
    node.values *= 2 if len(node.values) == 1 else 1


def _swap(number: int, node: Any) -> None:
    node.ops[number] = _SWAPPED[type(node.ops[number])]()


class _Loader(SourceFileLoader):
    """Loads the mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.target.module, str(mutant.target.path))
        self._code = mutant.code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  the interface
        return self._code


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002  the interface
        if name != self._mutant.target.module:
            return None
        return spec_from_file_location(name, self._mutant.target.path, loader=_Loader(self._mutant))


class _Witness:
    """Who failed first; listings come last."""

    def __init__(self) -> None:
        self.first = ""
        self.is_listing = False
        self._listings: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items.sort(key=_is_listing)
        self._listings = {item.nodeid for item in items if _is_listing(item)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.first:
            self.first = report.nodeid
            self.is_listing = report.nodeid in self._listings


def _is_listing(item: Any) -> bool:
    return "golden" in item.fixturenames or item.originalname in LISTINGS


def tried(mutant: Mutant, folder: Path) -> tuple[str, str]:
    """Who noticed it, and with which test; in a process of its own."""
    witness = _Witness()
    sys.meta_path.insert(0, _Finder(mutant))
    where = ("-p", "no:cacheprovider", "--basetemp", str(folder / f"mutant-{os.getpid()}"))
    code = pytest.main(["-x", "-q", "-n", "0", *where, *mutant.target.tests], plugins=[witness])
    if code == pytest.ExitCode.OK:
        return SURVIVED, ""
    if not witness.first:
        return LOADING, ""
    return LISTING if witness.is_listing else BEHAVIOUR, witness.first


def _start(mutant: Mutant, folder: Path) -> tuple[int, int]:
    """A process that tries it; its id, and where it tells."""
    told, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, told
    signal.alarm(PATIENCE)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    try:
        os.write(tell, json.dumps(tried(mutant, folder)).encode())
    finally:
        os._exit(0)


def noticed(all: Sequence[Mutant], folder: Path, at_once: int) -> Iterator[tuple[Mutant, str, str]]:
    """Each mutant with who noticed it, as they come."""
    waiting, running = list(reversed(all)), {}
    while waiting or running:
        while waiting and len(running) < at_once:
            mutant = waiting.pop()
            child, told = _start(mutant, folder)
            running[child] = mutant, told
        child, _ = os.wait()
        mutant, told = running.pop(child)
        with os.fdopen(told) as stream:
            by, test = json.loads(stream.read() or f'["{BEHAVIOUR}", "it hangs or crashes"]')
        yield mutant, by, test


def load() -> None:
    """Import all that the program and the tests import but themselves, so that a mutant starts with it."""
    read, write = os.pipe()
    if os.fork() == 0:
        import ehtutor  # noqa: PLC0415  in this process alone

        for module in walk_packages(ehtutor.__path__, "ehtutor."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
        with os.fdopen(write, "w") as stream:
            stream.write("\n".join(name for name in sys.modules if name.split(".")[0] not in ("ehtutor", "__main__")))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        names = stream.read().split()
    os.wait()
    for name in (*names, "hypothesis", "xmlsec", "onelogin.saml2.auth", "pyte"):
        try:
            import_module(name)
        except ImportError:
            # what something else made under this name
            continue


def main() -> None:
    """Try them and print who survived."""
    asked = ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("module", nargs="*", help="the end of a module's name; nothing means all")
    asked.add_argument("--most", type=int, default=SAMPLE, help="how many of each module, 0 for all of them")
    asked.add_argument("--seed", type=int, default=SEED, help="another sample")
    asked.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    options = asked.parse_args()
    os.chdir(ROOT)
    load()
    score: Counter[str] = Counter()
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        for target in TARGETS:
            if options.module and not target.module.endswith(tuple(options.module)):
                continue
            every = list(mutants(target))
            few = random.Random(options.seed).sample(every, min(options.most or len(every), len(every)))
            of_target: Counter[str] = Counter()
            for mutant, by, test in noticed(few, Path(folder), options.at_once):
                of_target[by] += 1
                if by in (SURVIVED, LISTING):
                    print(f"{by:9}  {mutant}  {test}", flush=True)
            print(f"{target.module}: {len(few)} of {len(every)} mutants; {dict(of_target)}", flush=True)
            score += of_target
    tried_, killed = score.total(), score.total() - score[SURVIVED]
    print(f"{tried_} mutants in {time.monotonic() - begun:.0f} s: {killed} noticed, {score[BEHAVIOUR]} by behaviour")


if __name__ == "__main__":
    main()
