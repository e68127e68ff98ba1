"""A parsed file as a tree of nodes: what stands there, and where.

Nothing is converted: a scalar keeps its characters as written, because what they mean depends on what is expected
in that place. `NOTHING` stands where a node should have been and a problem has been reported already.
"""

from typing import Final, TypeAlias

from ehtutor.value import Value


class Scalar(Value, kw_only=False):
    """A text, a number, a date: characters."""

    text: str
    is_plain: bool
    """Written without quotes or block sign, so that YAML programs may read it as something else than text."""
    line: int
    column: int
    comment: str = ""
    """What follows a plain text on its line from ` #` on, with the spaces before it; YAML leaves that out."""


class Items(Value, kw_only=False):
    """A list."""

    items: "tuple[Node, ...]"
    line: int
    column: int


class Pairs(Value, kw_only=False):
    """A mapping, in the order of the file; keys may still be wrong or double."""

    pairs: "tuple[tuple[Node, Node], ...]"
    line: int
    column: int


class Nothing(Value, kw_only=False):
    """No node; whoever reads it reports nothing and returns a stand-in."""

    line: int = 1
    column: int = 1


Node: TypeAlias = Scalar | Items | Pairs | Nothing

NOTHING: Final = Nothing()


def child(node: Node, key: str) -> Node:
    """The node under this key, or `NOTHING`; a look ahead that reports nothing."""
    if isinstance(node, Pairs):
        for name, value in node.pairs:
            if isinstance(name, Scalar) and name.text == key:
                return value
    return NOTHING


def items(node: Node) -> tuple[Node, ...]:
    """The items of a list, none where it is no list; a look ahead that reports nothing."""
    return node.items if isinstance(node, Items) else ()


def scalars_under(node: Node, key: str) -> tuple[Scalar, ...]:
    """What stands under `key` in each item of a list of mappings, such as all ids; reports nothing."""
    found = (child(item, key) for item in items(node))
    return tuple(scalar for scalar in found if isinstance(scalar, Scalar))
