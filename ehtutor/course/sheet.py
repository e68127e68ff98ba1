"""The sheet on which the mistakes of one file are noted while it is read."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from ehtutor.course.node import Node, Scalar
from ehtutor.course.problems import PLACEHOLDERS, Problem, nearest, shortened

MAX_PROBLEMS: Final = 100
"""Per file; more help nobody, and a hostile file could have thousands."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One file while it is read; not frozen, because every reader adds to it."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def report(self, node: Node, code: str, **values: object) -> None:
        """Note a problem at the place of `node`; values that its sentence does not use are left out."""
        if len(self.problems) >= MAX_PROBLEMS:
            self.left_out += 1
            return
        words = {name: shortened(str(values[name])) for name in PLACEHOLDERS[code]}
        problem = Problem(file=self.file, line=node.line, column=node.column, code=code, values=words)
        if problem not in self.problems:  # two cards with one id read the same text twice
            self.problems.append(problem)

    def report_unknown(self, scalar: Scalar, code: str, known: Collection[str]) -> None:
        """Note a word that is none of the known ones, unless nothing is known, which is reported elsewhere."""
        if known:
            is_full = len(self.problems) >= MAX_PROBLEMS  # then comparing words would be work for nothing
            like = "" if is_full else nearest(scalar.text, known)
            self.report(scalar, code, found=scalar.text, nearest=like)

    def all(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, with a last one that counts what was left out."""
        found = sorted(self.problems, key=lambda problem: (problem.line, problem.column))
        if not self.left_out:
            return tuple(found)
        line, column, values = found[-1].line, found[-1].column, {"count": str(self.left_out)}
        more = Problem(file=self.file, line=line, column=column, code="more-problems", values=values)
        return (*found, more)
