"""Running text on a terminal: Markdown as styled lines."""

from typing import Final

from rich.text import Text

from ehtutor.course.markdown import Paragraph, RunKind, paragraphs
from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import ACCENT, QUIET, STRONG, Look

_STYLES: Final = {
    RunKind.PLAIN: "",
    RunKind.STRONG: STRONG,
    RunKind.EMPHASIS: "italic",
    RunKind.CODE: ACCENT,
    RunKind.TERM: "underline",
}


def prose_lines(source: str, look: Look) -> Lines:
    """Lay out Markdown; paragraphs are set apart by a blank line, the items of a list are not."""
    lines: Lines = []
    before: Paragraph | None = None
    for paragraph in paragraphs(source):
        if before is not None and not (before.marker and paragraph.marker):
            lines.append(Text(end=""))
        lines += _paragraph(paragraph, look)
        before = paragraph
    return indent(lines, look.margin)


def _paragraph(paragraph: Paragraph, look: Look) -> Lines:
    text = Text.assemble(*(look.text(span.text, _STYLES[span.kind]) for span in paragraph.spans), end="")
    if paragraph.is_verbatim:
        return indent(wrap(text, look.measure - 2), 2)
    if not paragraph.marker:
        return wrap(text, look.measure)
    marker = {"-": "•", ">": "│"}.get(paragraph.marker, paragraph.marker)
    depth = 2 * paragraph.depth if look.measure > 2 * paragraph.depth + 20 else 0
    return indent(hang(text, look.measure - depth, look.label(f"{marker} ", QUIET)), depth)
