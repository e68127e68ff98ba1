"""Asking a reader: a node is tried on it, and whatever it complains of is kept whole.

Only complaints about the node itself count, and it alone stands on its line; what stands beside it is elsewhere.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ehtutor.course.node import Items, Node, Pairs, Scalar
from ehtutor.course.reader import Read
from ehtutor.course.sheet import Sheet
from ehtutor.value import Value

Reads: TypeAlias = Read[object]
Entries: TypeAlias = Mapping[str, Node]

ODD: Final = "?"
"""No id, no number, no choice, no time."""
_MARK: Final = 1_000_000
"""The line of what is tried, and the column of its keys."""


class Complaint(Value):
    """A complaint: about which node, and with which words."""

    node: Node
    code: str
    values: Mapping[str, object]
    known: tuple[str, ...] | None = None
    """The words that are known, where one is not."""


@dataclass(slots=True, kw_only=True)
class _Ear(Sheet):
    """A sheet that keeps every complaint whole."""

    heard: list[Complaint] = field(default_factory=list)

    def report(self, node: Node, code: str, **values: object) -> None:
        self.heard.append(Complaint(node=node, code=code, values=values))

    def report_unknown(self, scalar: Scalar, code: str, known: Collection[str]) -> None:
        self.heard.append(Complaint(node=scalar, code=code, values={}, known=tuple(known)))


def listen(read: Reads, node: Node) -> list[Complaint]:
    """What this reader complains of in `node` itself."""
    ear = _Ear(file="")
    read(node, ear)
    return [each for each in ear.heard if each.node.line == _MARK]


def codes(read: Reads, node: Node) -> frozenset[str]:
    """The codes of these complaints."""
    return frozenset(each.code for each in listen(read, node))


def said(heard: list[Complaint], code: str, name: str) -> object | None:
    """A word of the first complaint with this code."""
    return next((each.values[name] for each in heard if each.code == code), None)


def tried_scalar(text: str) -> Scalar:
    """A value to try, written without quotes."""
    return Scalar(text, True, _MARK, 1)


def tried_items(*items: Node) -> Items:
    """A list to try."""
    return Items(items, _MARK, 1)


def tried_pairs(entries: Entries) -> Pairs:
    """A mapping to try."""
    named = ((Scalar(name, False, _MARK, _MARK), node) for name, node in entries.items())
    return Pairs(tuple(named), _MARK, 1)


def written(entries: Entries) -> Pairs:
    """A mapping that is not tried itself."""
    return Pairs(tuple((Scalar(name, False, 1, 1), node) for name, node in entries.items()), 1, 1)


def is_odd_key(node: Node) -> bool:
    """Whether this is a key of a mapping that was tried, and one that no mapping has."""
    return isinstance(node, Scalar) and node.text == ODD and node.column == _MARK
