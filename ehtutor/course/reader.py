"""Small readers that build typed values from nodes and collect every problem on the way.

A reader always returns a value of its type. Where the node is wrong it reports that, once, and returns a stand-in
(an empty text, an empty list); whoever finds problems on the sheets in the end throws the values away.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar, assert_never

from ehtutor.course.node import NOTHING, Items, Node, Nothing, Pairs, Scalar, scalars_under
from ehtutor.course.sheet import Sheet

T = TypeVar("T")

Read: TypeAlias = Callable[[Node, Sheet], T]


class Fields:
    """The mapping that stands at a node, asked key by key; `close` reports the keys that nobody asked for."""

    def __init__(self, node: Node, sheet: Sheet) -> None:
        self.node, self.sheet = node, sheet
        self.is_lost = not isinstance(node, Pairs)
        self._entries = _entries(node, sheet)
        self._asked: dict[str, None] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that stand there, for a mapping whose keys are the author's own."""
        return tuple(self._entries)

    def need(self, key: str, read: Read[T], *, missing: str = "missing-key") -> T:
        """What stands under `key`; it is a problem when nothing does."""
        if key not in self._entries and not self.is_lost and key not in self._asked:
            self.sheet.report(self.node, missing, key=key)
        return read(self.peek(key), self.sheet)

    def may(self, key: str, read: Read[T], otherwise: T) -> T:
        """What stands under `key`, else `otherwise`."""
        node = self.peek(key)
        return otherwise if isinstance(node, Nothing) else read(node, self.sheet)

    def peek(self, key: str) -> Node:
        """The node under `key`, for a look ahead."""
        self._asked[key] = None
        return self._entries[key][1] if key in self._entries else NOTHING

    def decide(self, key: str, choices: Mapping[str, T]) -> T:
        """What stands under `key`, on which the other keys depend; where it is wrong, nothing is said of them."""
        value = self.need(key, chosen(choices))
        node = self.peek(key)
        if not (isinstance(node, Scalar) and node.text in choices):
            self.is_lost = True
        return value

    def close(self, unknown: str = "unknown-key") -> None:
        """Report every key that was not asked for."""
        if self.is_lost:
            return
        for key, (scalar, _) in self._entries.items():
            if key not in self._asked:
                self.sheet.report_unknown(scalar, unknown, self._asked)


def record(build: Callable[[Fields], T], *, unknown: str = "unknown-key") -> Read[T]:
    """A reader of a mapping out of a function that asks for its keys."""

    def read(node: Node, sheet: Sheet) -> T:
        fields = Fields(node, sheet)
        value = build(fields)
        fields.close(unknown)
        return value

    return read


def list_of(read: Read[T], *, least: int = 0, most: int | None = None) -> Read[tuple[T, ...]]:
    """A reader of a list whose items `read` reads."""

    def read_all(node: Node, sheet: Sheet) -> tuple[T, ...]:
        match node:
            case Items(items=items):
                if len(items) < least:
                    sheet.report(node, "too-few", least=least, found=len(items))
                if most is not None and len(items) > most:
                    sheet.report(node, "too-many", most=most, found=len(items))
                return tuple(read(item, sheet) for item in items)
            case Scalar() | Pairs():
                sheet.report(node, "expected-list")
            case Nothing():
                pass
            case _:
                assert_never(node)
        return ()

    return read_all


def as_is(node: Node, _: Sheet) -> Node:
    """The node itself, for who reads on from there."""
    return node


def scalar(node: Node, sheet: Sheet) -> Scalar | None:
    """The characters of a single value, None where there are none."""
    match node:
        case Scalar():
            return node
        case Items() | Pairs():
            sheet.report(node, "expected-text")
        case Nothing():
            pass
        case _:
            assert_never(node)
    return None


def chosen(choices: Mapping[str, T], code: str = "expected-choice") -> Read[T]:
    """A reader of one word out of a fixed set; the stand-in is the first."""

    def read(node: Node, sheet: Sheet) -> T:
        found = scalar(node, sheet)
        if found is not None and found.text in choices:
            return choices[found.text]
        if found is not None:
            sheet.report_unknown(found, code, choices)
        return next(iter(choices.values()))

    return read


def report_doubles(sheet: Sheet, found: Sequence[Scalar], code: str = "duplicate-id") -> None:
    """Report every id, or what else must stand once, that stood before."""
    lines: dict[str, int] = {}
    for each in found:
        if each.text in lines:
            sheet.report(each, code, found=each.text, first=lines[each.text])
        lines.setdefault(each.text, each.line)


def ids(node: Node, sheet: Sheet, key: str = "id") -> tuple[str, ...]:
    """A look ahead at what stands under `key` in each item of a list, reporting what stands there twice."""
    found = scalars_under(node, key)
    report_doubles(sheet, found)
    return tuple(each.text for each in found)


def _entries(node: Node, sheet: Sheet) -> dict[str, tuple[Scalar, Node]]:
    match node:
        case Pairs(pairs=pairs):
            entries: dict[str, tuple[Scalar, Node]] = {}
            for key, value in pairs:
                if not isinstance(key, Scalar):
                    sheet.report(key, "key-not-text")
                elif key.text in entries:
                    sheet.report(key, "duplicate-key", found=key.text, first=entries[key.text][0].line)
                else:
                    entries[key.text] = (key, value)
            return entries
        case Scalar() | Items():
            sheet.report(node, "expected-mapping")
        case Nothing():
            pass
        case _:
            assert_never(node)
    return {}
