"""Texts that try to steer a screen: control characters anywhere, and markup in what is plain text.

The screens show them and obey none; an author who meant them should know that they do nothing. Read from the files and
not from the course, so that no place is forgotten, and each is told where it stands.
"""

import re
from collections.abc import Iterator
from typing import Final, assert_never

from ehtutor.authoring.places import Places
from ehtutor.course.model import Lesson
from ehtutor.course.node import Items, Node, Nothing, Pairs, Scalar
from ehtutor.course.problems import Problem, shortened
from ehtutor.render.sanitise import harmless

# an element of XML with a prefix is what a lesson may be about, and [[a term]] is no markup of a screen
_MARKUP: Final = re.compile(r"(?<!\[)\[/?[a-z#@][^\[\]\n]*\]|\[/\]|</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>")
_RICH: Final = frozenset({"text", "notes", "summary", "definition", "cloze", "accept"})
"""What is more than plain text, or is compared with what somebody types."""
_SHARED: Final = ("course.yaml", "network.yaml", "glossary.yaml")


def steering(lesson: Lesson, language: str, places: Places) -> Iterator[Problem]:
    """A problem for each text of the lesson, or of what all lessons share, that holds what steers a screen."""
    for file in (*_SHARED, f"{lesson.id}/lesson.yaml", f"{lesson.id}/{language}.yaml"):
        for scalar, is_plain in _scalars(places.tree(file), is_plain=True):
            if found := _found(scalar.text, is_plain=is_plain):
                code, what = found
                yield Problem(
                    file=file, line=scalar.line, column=scalar.column, code=code, values={"found": shortened(what)}
                )


def _scalars(node: Node, *, is_plain: bool) -> Iterator[tuple[Scalar, bool]]:
    """Every text below this node, and whether it is plain."""
    match node:
        case Scalar():
            yield node, is_plain
        case Items(items=items):
            for item in items:
                yield from _scalars(item, is_plain=is_plain)
        case Pairs(pairs=pairs):
            for name, value in pairs:
                is_rich = isinstance(name, Scalar) and name.text in _RICH
                yield from _scalars(value, is_plain=is_plain and not is_rich)
        case Nothing():
            return
        case _:
            assert_never(node)


def _found(text: str, *, is_plain: bool) -> tuple[str, str] | None:
    """What steers: the code of the problem, and the words for it."""
    strange = next((one for one in text if harmless(one) != one and one != "\t"), None)
    if strange is not None:
        return "steering-character", f"U+{ord(strange):04X}"
    if is_plain and (markup := _MARKUP.search(text)):
        return "markup-in-plain-text", markup[0]
    return None
