"""The door for YAML: bytes become a tree of nodes with their places, or one problem.

Events are read one by one instead of composing, so that nesting, aliases and size are refused before they cost
anything: nothing here recurses, nothing is expanded, no tag makes an object.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from ehtutor.course.node import Items, Node, Pairs, Scalar
from ehtutor.course.problems import Problem

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 60
MAX_NODES: Final = 50_000

# without libyaml the same events come out, some twenty times as slow
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

# fmt: off
_CODE_BY_WORDS: Final = (
    ("'\\t'",                              "tab"),
    ("scanning a quoted scalar",           "open-quote"),
    ("parsing a flow",                     "open-bracket"),
    ("mapping values are not allowed",     "stray-colon"),
    ("parsing a block",                    "indentation"),
    ("inconsistent",                       "indentation"),
    ("could not find expected ':'",        "indentation"),
)
# fmt: on
"""What PyYAML says (libyaml and pure Python use the same words), and which mistake that mostly is."""

_OPENED: Final = frozenset({"open-quote", "open-bracket"})
"""Mistakes whose place is where it was opened; the parser itself only notices at the end of the file."""


class _Refused(Exception):
    """Ends the parse with a problem; never leaves this module."""

    def __init__(self, code: str, line: int, column: int, values: Mapping[str, str]) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


def parse(file: str, content: bytes) -> Node | Problem:
    """The tree of one file, or the first reason why there is none."""
    try:
        return _tree(_text(content))
    except _Refused as refused:
        return Problem(file=file, line=refused.line, column=refused.column, code=refused.code, values=refused.values)


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _Refused("too-big", 1, 1, {"most": str(MAX_BYTES)})
    if content.startswith(b"\xef\xbb\xbf"):
        raise _Refused("byte-order-mark", 1, 1, {})
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Refused("not-utf-8", *_place(content[: error.start].decode("utf-8")), {}) from None
    strange = _NOT_TEXT.search(text)
    if strange is not None:
        raise _Refused("control-character", *_place(text[: strange.start()]), {"found": f"U+{ord(strange[0]):04X}"})
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _tree(text: str) -> Node:
    """Fold the events into nodes; `open_nodes` holds a collection's start and what was found in it so far."""
    roots: list[Node] = []
    open_nodes: list[tuple[yaml.Event, list[Node]]] = []
    count = 0
    for event in _events(text):
        count += 1
        _refuse_strange(event, depth=len(open_nodes), count=count, documents=len(roots))
        match event:
            case yaml.ScalarEvent():
                done: Node = _scalar(event)
            case yaml.CollectionStartEvent():
                open_nodes.append((event, []))
                continue
            case yaml.CollectionEndEvent():
                done = _collection(*open_nodes.pop())
            case _:
                continue
        (open_nodes[-1][1] if open_nodes else roots).append(done)
    if not roots or roots == [Scalar("", True, roots[0].line, roots[0].column)]:
        raise _Refused("empty-file", 1, 1, {})
    return roots[0]


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        raise _refusal(error) from None
    except yaml.YAMLError:
        raise _Refused("not-yaml", 1, 1, {}) from None
    finally:
        loader.dispose()


def _refusal(error: yaml.MarkedYAMLError) -> _Refused:
    words = f"{error.context} {error.problem}"
    code = next((code for part, code in _CODE_BY_WORDS if part in words), "not-yaml")
    mark = (error.context_mark if code in _OPENED else None) or error.problem_mark
    return _Refused(code, *_position(mark), {})


def _refuse_strange(event: yaml.Event, *, depth: int, count: int, documents: int) -> None:
    code, values = "", {}
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        code = "alias"
    elif getattr(event, "tag", None) is not None:
        code = "tag"
    elif isinstance(event, yaml.DocumentStartEvent) and documents:
        code = "second-document"
    elif depth >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
        code, values = "too-deep", {"most": str(MAX_DEPTH)}
    elif count > MAX_NODES:
        code, values = "too-long", {"most": str(MAX_NODES)}
    if code:
        raise _Refused(code, *_position(event.start_mark), values)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    return Scalar(event.value, event.implicit[0], *_position(event.start_mark))


def _collection(start: yaml.Event, found: list[Node]) -> Node:
    line, column = _position(start.start_mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return Items(tuple(found), line, column)
    return Pairs(tuple(zip(found[::2], found[1::2], strict=True)), line, column)


def _position(mark: Any) -> tuple[int, int]:
    """A place as editors count; the two parsers have a Mark each, and some errors have none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
