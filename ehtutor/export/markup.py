"""Lessons' texts for other tools: Markdown as HTML, as Markdown without our marks, and as plain text.

Only a stem and a sentence with gaps are Markdown; every other text of a question stands for itself, here too.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from ehtutor.course.markdown import MARK, Paragraph, RunKind, Span, paragraphs

_CODE_OR_MARK: Final = re.compile(rf"`[^`]{{1,300}}`|{MARK.pattern}")
_TAGS: Final = {RunKind.STRONG: "strong", RunKind.EMPHASIS: "em", RunKind.CODE: "code"}


def html(source: str) -> str:
    """Paragraphs, lists, quotes and code as HTML, everything else escaped."""
    return "".join(_blocks(paragraphs(source)))


def markdown(source: str) -> str:
    """The same text, with a marked term as its words."""
    return _CODE_OR_MARK.sub(lambda found: found["shown"] or found["id"] or found[0], source).strip()


def literal(text: str) -> str:
    """A text that is no Markdown, as HTML."""
    return escape(text.strip(), quote=False).replace("\n", "<br>")


def plain(source: str) -> str:
    """Only the words, a paragraph a line."""
    lines = (
        " ".join(filter(None, (_marker(each), "".join(span.text for span in each.spans))))
        for each in paragraphs(source)
    )
    return "\n".join(lines)


def _marker(paragraph: Paragraph) -> str:
    return paragraph.marker if paragraph.marker != ">" else ""


def _blocks(found: tuple[Paragraph, ...]) -> Iterator[str]:
    for kind, group in groupby(found, key=_kind):
        each = [_spans(paragraph.spans) for paragraph in group]
        match kind:
            case "ul" | "ol":
                yield f"<{kind}>{''.join(f'<li>{item}</li>' for item in each)}</{kind}>"
            case "blockquote":
                yield f"<blockquote>{''.join(f'<p>{item}</p>' for item in each)}</blockquote>"
            case "pre":
                yield "".join(f"<pre>{item}</pre>" for item in each)
            case _:
                yield "".join(f"<p>{item}</p>" for item in each)


def _kind(paragraph: Paragraph) -> str:
    if paragraph.is_verbatim:
        return "pre"
    match paragraph.marker[:1]:
        case "":
            return "p"
        case ">":
            return "blockquote"
        case sign:
            return "ol" if sign.isdigit() else "ul"


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    tag = _TAGS.get(span.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
