"""The door for YAML: bytes become a tree of nodes with their places, or one problem.

Events are read one by one instead of composing, so that nesting, aliases and size are refused before they cost
anything: nothing here recurses, nothing is expanded, no tag makes an object.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from ehtutor.course.node import Items, Node, Pairs, Scalar
from ehtutor.course.problems import PLACEHOLDERS, Problem

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 60
MAX_NODES: Final = 50_000

# without libyaml the same events come out, some twenty times as slow
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# fmt: off
_CODE_BY_WORDS: Final = (
    ("unknown escape character",        "bad-escape"),
    ("scanning a quoted scalar",        "open-quote"),
    ("scanning a block scalar",         "block-sign"),
    ("parsing a flow",                  "open-bracket"),
    ("mapping values are not allowed",  "stray-colon"),
    ("sequence entries are not",        "stray-dash"),
    ("could not find expected ':'",     "missing-colon"),
    ("parsing a block",                 "indentation"),
    ("cannot start any token",          "needs-quotes"),
    ("scanning an alias",               "alias"),
    ("scanning an anchor",              "alias"),
    ("ing a tag",                       "tag"),
    ("<document start>",                "second-document"),
    ("maximum nesting",                 "too-deep"),
)
# fmt: on
"""Words that both parsers of PyYAML use, and what the author mostly did there."""

_OPENED: Final = frozenset({"open-quote", "open-bracket", "missing-colon"})
"""Mistakes whose place is where something began; the parser itself only notices later, maybe at the end."""


class _ParseEnded(Exception):
    """Ends the parse with a problem; never leaves this module."""

    def __init__(self, code: str, line: int, column: int, values: Mapping[str, str]) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


def parse(file: str, content: bytes) -> Node | Problem:
    """The tree of one file, or the first reason why there is none."""
    try:
        return _tree(_text(content))
    except _ParseEnded as refused:
        values = {name: refused.values[name] for name in PLACEHOLDERS[refused.code]}
        return Problem(file=file, line=refused.line, column=refused.column, code=refused.code, values=values)


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _ParseEnded("too-big", 1, 1, {"most": str(MAX_BYTES)})
    try:
        # some editors put a mark of three bytes before UTF-8
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _ParseEnded("not-utf-8", *_place(content[: error.start].decode("utf-8")), {}) from None
    strange = _NOT_TEXT.search(text)
    if strange is not None:
        raise _ParseEnded("control-character", *_place(text[: strange.start()]), {"found": f"U+{ord(strange[0]):04X}"})
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _tree(text: str) -> Node:
    """Fold the events into nodes; `levels` holds what was found so far in each collection that is still open."""
    levels: list[list[Node]] = [[]]
    starts: list[yaml.Event] = []
    lines = text.split("\n") if " #" in text else []
    for count, event in enumerate(_events(text)):
        match event:
            case yaml.ScalarEvent():
                levels[-1].append(_scalar(event, lines))
            case yaml.CollectionStartEvent():
                _refuse_named(event)
                starts.append(event)
                levels.append([])
            case yaml.CollectionEndEvent():
                found = levels.pop()
                levels[-1].append(_collection(starts.pop(), found))
            case yaml.AliasEvent():
                raise _ParseEnded("alias", *_position(event.start_mark), {})
            case yaml.DocumentStartEvent() if levels[0]:
                raise _ParseEnded("second-document", *_position(event.start_mark), {})
        if len(starts) > MAX_DEPTH or count > MAX_NODES:
            code, most = ("too-long", MAX_NODES) if count > MAX_NODES else ("too-deep", MAX_DEPTH)
            raise _ParseEnded(code, *_position(event.start_mark), {"most": str(most)})
    return _root(levels[0])


def _root(roots: list[Node]) -> Node:
    if not roots or (isinstance(roots[0], Scalar) and not roots[0].text):
        raise _ParseEnded("empty-file", 1, 1, {})
    return roots[0]


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        raise _refusal(error, text) from None
    except yaml.YAMLError:
        raise _ParseEnded("not-yaml", 1, 1, {}) from None
    finally:
        loader.dispose()


def _refusal(error: yaml.MarkedYAMLError, text: str) -> _ParseEnded:
    words = f"{error.context} {error.problem}"
    code = next((code for part, code in _CODE_BY_WORDS if part in words), "not-yaml")
    at = error.problem_mark.index if error.problem_mark else 0
    if text[at : at + 1] == "\t":
        code = "tab"
    elif code == "indentation" and text[:at].rstrip(" ").endswith(('"', "'")):
        code = "text-after-quote"
    mark = (error.context_mark if code in _OPENED else None) or error.problem_mark
    return _ParseEnded(code, *_position(mark), {"found": text[at : at + 1], "most": str(MAX_DEPTH)})


def _refuse_named(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    if event.anchor is not None:
        raise _ParseEnded("alias", *_position(event.start_mark), {})
    if event.tag is not None:
        raise _ParseEnded("tag", *_position(event.start_mark), {})


def _scalar(event: yaml.ScalarEvent, lines: Sequence[str]) -> Scalar:
    _refuse_named(event)
    is_plain, end = event.implicit[0], event.end_mark
    behind = lines[end.line][end.column :] if is_plain and end is not None and end.line < len(lines) else ""
    comment = behind.rstrip("\r") if behind.startswith(" ") and behind.lstrip(" ").startswith("#") else ""
    return Scalar(event.value, is_plain, *_position(event.start_mark), comment)


def _collection(start: yaml.Event, found: list[Node]) -> Node:
    line, column = _position(start.start_mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return Items(tuple(found), line, column)
    return Pairs(tuple(zip(found[::2], found[1::2], strict=True)), line, column)


def _position(mark: Any) -> tuple[int, int]:
    """A place as editors count; the two parsers have a Mark each, and some errors have none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
