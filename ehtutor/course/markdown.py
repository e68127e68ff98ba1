"""The Markdown of lessons: paragraphs, lists, quotes, fences; strong, emphasis, code, links.

Rich's own Markdown costs 28 ms of import and knows tables, HTML and images, which lessons do not have. What is not
recognised stays as it was written, so nothing can go wrong but the looks. A run is at most 300 characters, so that a
hostile text takes no longer than its length.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from ehtutor.value import Value

_BULLET: Final = re.compile(r"( *)([-*]|\d{1,3}[.)]) +(.*)", re.DOTALL)
_FENCE: Final = re.compile(r" {0,3}(```|~~~)")
_HEADING: Final = re.compile(r"#{1,6} +(.*)")
_SPAN: Final = re.compile(
    r"\\(?P<escaped>[\\`*_\[\]#>-])"
    r"|`(?P<code>[^`]{1,300})`"
    r"|\[\[(?:[^\[\]|\n]{1,60}\|)?(?P<term>[^\[\]|\n]{1,60})\]\]"
    r"|\*\*(?P<strong>\S|\S[^\n]{0,300}?\S)\*\*"
    r"|(?<![*\w])\*(?P<star>[^*\s]|[^*\s][^*]{0,300}[^*\s])\*(?![*\w])"
    r"|(?<![_\w])_(?P<underscore>[^_\s]|[^_\s][^_]{0,300}[^_\s])_(?![_\w])"
    r"|\[(?P<words>[^\[\]]{1,300})\]\((?P<target>[^()\s]{1,300})\)"
)

_OPEN: Final = re.compile(r"\[\[|\]\]|\*\*|`")
"""What only stays where it opened or closed nothing; an asterisk alone may be a sum."""

MARK: Final = re.compile(r"\[\[(?P<id>[^\[\]|\n]{1,60})(?:\|(?P<shown>[^\[\]|\n]{1,60}))?\]\]")
"""A term of the glossary in a text: `[[middel]]`, or `[[middel|middelen]]` with other words for it."""


class RunKind(Enum):
    """What a run of text is."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    TERM = "term"
    """A word of the glossary, `[[id]]` or `[[id|words]]`."""


class Span(Value):
    """A run of text of one kind."""

    text: str
    kind: RunKind


class Paragraph(Value):
    """A paragraph, an item of a list, or the lines of a fence."""

    spans: tuple[Span, ...]
    marker: str = ""
    """Before the first line: `-`, `1.`, `>`; empty for a paragraph."""
    depth: int = 0
    is_verbatim: bool = False


def marked(source: str) -> tuple[str, ...]:
    """The ids of the terms that are marked in a text, in order, each once."""
    return tuple(dict.fromkeys(found["id"] for found in MARK.finditer(source)))


def first_mark(source: str) -> str:
    """The first mark-up in a text, or the rest of the text from a mark of a term that is not closed; empty if none."""
    marks = (found[0] for found in _SPAN.finditer(source) if found["escaped"] is None)
    return next(marks, source[source.find("[[") :] if "[[" in source else "")


def not_understood(source: str) -> str:
    """What looks like mark-up and is none, as it is not closed: the words from there on; empty where all is clear."""
    for paragraph in paragraphs(source):
        for span in paragraph.spans:
            if span.kind is not RunKind.CODE and (found := _OPEN.search(span.text)):
                return span.text[found.start() :]
    return ""


def paragraphs(source: str) -> tuple[Paragraph, ...]:
    """Read `source` as Markdown; anything is readable."""
    return tuple(_paragraphs(source.split("\n")))


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    held: list[str] = []
    rest = iter(lines)
    for line in rest:
        if _FENCE.match(line) or not line.strip() or _opens(line):
            yield from _closed(held)
            held = []
        if fence := _FENCE.match(line):
            yield _verbatim(rest, fence.group(1))
        elif line.strip():
            held.append(line)
    yield from _closed(held)


def _opens(line: str) -> bool:
    """Say whether this line begins something, whatever came before it."""
    return bool(_BULLET.match(line) or _HEADING.match(line) or line.startswith(">"))


def _verbatim(rest: Iterator[str], fence: str) -> Paragraph:
    inside: list[str] = []
    for line in rest:
        if line.strip().startswith(fence):
            break
        inside.append(line)
    return Paragraph(spans=(Span(text="\n".join(inside), kind=RunKind.CODE),), is_verbatim=True)


def _closed(held: list[str]) -> Iterator[Paragraph]:
    if not held:
        return
    text = "".join(line.strip(" ") + ("\n" if line.endswith("  ") else " ") for line in held).rstrip()
    if heading := _HEADING.fullmatch(held[0].strip()):
        yield Paragraph(spans=(Span(text=heading.group(1), kind=RunKind.STRONG),))
        text = text[len(held[0].strip(" ")) :].strip()
        if not text:
            return
    if bullet := _BULLET.fullmatch(text):
        depth = (len(held[0]) - len(held[0].lstrip(" "))) // 2
        marker = "-" if bullet.group(2) in "-*" else bullet.group(2)
        yield Paragraph(spans=tuple(_spans(bullet.group(3))), marker=marker, depth=min(depth, 4))
    elif text.startswith(">"):
        yield Paragraph(spans=tuple(_spans(text[1:].strip())), marker=">")
    else:
        yield Paragraph(spans=tuple(_spans(text)))


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for match in _SPAN.finditer(text):
        if match.start() > at:
            yield Span(text=text[at : match.start()], kind=RunKind.PLAIN)
        at = match.end()
        yield _span(match)
    if at < len(text):
        yield Span(text=text[at:], kind=RunKind.PLAIN)


def _span(match: re.Match[str]) -> Span:
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    match found:
        case {"code": code}:
            return Span(text=code, kind=RunKind.CODE)
        case {"term": term}:
            return Span(text=term, kind=RunKind.TERM)
        case {"strong": strong}:
            return Span(text=strong.replace("`", ""), kind=RunKind.STRONG)
        case {"star": emphasis} | {"underscore": emphasis}:
            return Span(text=emphasis, kind=RunKind.EMPHASIS)
        case {"words": words, "target": target}:
            return Span(text=f"{words} ({target})", kind=RunKind.PLAIN)
        case _:
            return Span(text=found["escaped"], kind=RunKind.PLAIN)
