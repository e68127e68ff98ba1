"""A file of a course as an editor hands it to a JSON Schema: what YAML 1.2 takes for numbers and booleans is one."""

import re
from pathlib import Path
from typing import Any

from ehtutor.course.node import Items, Node, Pairs, Scalar
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem

_KINDS = {"course": "course", "network": "network", "glossary": "glossary", "facts": "facts", "lesson": "lesson"}


def kind_of(file: str) -> str:
    """Which of the schemas a file must fit."""
    return _KINDS.get(Path(file).stem, "texts")


def document(path: Path) -> Any:
    """The file as plain values; None where it is no YAML that a course may use."""
    parsed = parse(path.name, path.read_bytes())
    return None if isinstance(parsed, Problem) else plain(parsed)


def plain(node: Node) -> Any:
    match node:
        case Scalar(text="true" | "false" as text, is_plain=True):
            return text == "true"
        case Scalar(text="" | "~" | "null", is_plain=True):
            return None
        case Scalar(text=text, is_plain=True) if re.fullmatch(r"[-+]?\d{1,99}", text):
            return int(text)
        case Scalar(text=text):
            return text
        case Items(items=items):
            return [plain(item) for item in items]
        case Pairs(pairs=pairs):
            return {str(plain(key)): plain(value) for key, value in pairs}
