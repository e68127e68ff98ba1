"""A document as Markdown (CommonMark, with tables and task lists), without any HTML."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, assert_never

from ehtutor.course.markdown import Paragraph, RunKind, Span, paragraphs
from ehtutor.course.texts import Texts
from ehtutor.export.document import Document, Listing, Mark, Options, Picture, Piece, PrintedOption, Section, Space
from ehtutor.export.html_page import fields_table, finding_words, printed
from ehtutor.export.message_diagram import mermaid
from ehtutor.session.screen.blocks import Ending, Findings, MessagePanel, Notice, Prose, Table, WireLine

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&])")
_OPENING: Final = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
"""What would begin a list where a line begins with it."""
_AROUND: Final = {RunKind.STRONG: "**", RunKind.EMPHASIS: "*"}
_LINE: Final = r"\_" * 40


def page(document: Document, texts: Texts) -> str:
    """The whole text."""
    parts = [f"# {plain(document.title)}", *(_piece(piece, texts) for piece in document.pieces)]
    parts += [part for section in document.sections for part in _section(section, 2, texts)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, level: int, texts: Texts) -> Iterator[str]:
    if section.opens_page or section.is_card:
        yield "---"
    yield f"{'#' * level} {plain(section.title)}"
    yield from (_piece(piece, texts) for piece in section.pieces)
    for each in section.sections:
        yield from _section(each, level + 1, texts)


def plain(text: str) -> str:
    """A text that stands for itself, on one line."""
    flat = " ".join(text.split())
    return _OPENING.sub(r"\1\\\2" if not flat[:1].isdigit() else _digits, _SPECIAL.sub(r"\\\1", flat))


def _digits(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _piece(piece: Piece, texts: Texts) -> str:
    match piece:
        case Prose(text=text):
            return _prose(text)
        case Notice(label=label, text=text):
            return _notice(label, text)
        case Ending(label=label, text=text):
            return _notice(f"{label}:", text)
        case MessagePanel():
            return _panel(piece, texts)
        case Findings():
            lines = tuple(finding_words(line, piece) for line in piece.lines)
            return f"**{plain(piece.title)}**\n\n{_list(lines, is_numbered=False)}"
        case Table():
            return _table(piece)
        case Listing(items=items, is_numbered=is_numbered):
            return _list(items, is_numbered=is_numbered)
        case Options():
            return _options(piece)
        case Space(lines=lines):
            return "\n\n".join([_LINE] * lines)
        case Picture(diagram=diagram, words=words):
            told = f"**{plain(texts.say('material.in-words'))}**\n\n{_list(words, is_numbered=True)}"
            return f"{fenced(mermaid(diagram), 'mermaid')}\n\n{told}"
        case _:
            assert_never(piece)


def _notice(label: str, text: str) -> str:
    return " ".join(filter(None, (f"**{plain(label)}**" if label else "", plain(text))))


def _list(items: tuple[str, ...], *, is_numbered: bool) -> str:
    marks = (f"{number}." if is_numbered else "-" for number in range(1, len(items) + 1))
    return "\n".join(f"{mark} {plain(item)}" for mark, item in zip(marks, items, strict=True))


def fenced(text: str, kind: str = "") -> str:
    """A block of code, within a fence that the text itself does not hold."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def _prose(source: str) -> str:
    """The paragraphs, with the items of one list together."""
    groups = groupby(paragraphs(source), key=lambda each: bool(each.marker) and not each.is_verbatim)
    return "\n\n".join(("\n" if is_list else "\n\n").join(map(_paragraph, found)) for is_list, found in groups)


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.is_verbatim:
        return fenced("".join(span.text for span in paragraph.spans))
    words = "".join(map(_span, paragraph.spans))
    if not paragraph.marker:
        return _OPENING.sub(r"\1\\\2", words) if not words[:1].isdigit() else _OPENING.sub(_digits, words)
    return f"{'    ' * paragraph.depth}{paragraph.marker} {words}"


def _span(span: Span) -> str:
    if span.kind is RunKind.CODE:
        fence = "``" if "`" in span.text else "`"
        return f"{fence}{span.text}{fence}"
    text = _SPECIAL.sub(r"\\\1", span.text.replace("\n", " "))
    around = _AROUND.get(span.kind, "")
    return f"{around}{text}{around}"


def _panel(panel: MessagePanel, texts: Texts) -> str:
    ends = panel.sender if panel.sender == panel.receiver else f"{panel.sender} → {panel.receiver}"
    about = " · ".join(filter(None, (panel.title, panel.channel, panel.sealed)))
    parts = [f"**{plain(ends)}** · {plain(about)}", plain(panel.sentence)]
    if panel.fields:
        parts.append(_table(fields_table(panel, texts)))
    if panel.wire:
        parts.append(fenced("\n".join(line for each in printed(panel.wire) for line in _written(each)), "xml"))
    if panel.xml is not None:
        parts.append(fenced(panel.xml, "xml"))
    return "\n\n".join(filter(None, (*parts, plain(panel.footer))))


def _written(line: WireLine) -> Iterator[str]:
    """A line of XML, after what it was before it was changed, and with what it is for below it, as remarks."""
    start = "  " * line.depth
    if line.before:
        yield f"{start}<!-- {line.before.replace('--', '- -')} -->"
    yield f"{start}{line.text}"
    if line.why:
        yield f"{start}    <!-- {line.why} -->"


def _table(table: Table) -> str:
    """A table needs a header here; where it has no names, they are empty."""
    width = max(map(len, (table.header, *table.rows)))
    header = table.header or ("",) * width
    lines = [header, ("---",) * width, *table.rows]
    drawn = "\n".join(f"| {' | '.join(cell if cell == '---' else plain(cell) for cell in row)} |" for row in lines)
    title = f"**{plain(table.title)}**" if table.title else ""
    return "\n\n".join(filter(None, (title, drawn, plain(table.caption))))


def _options(options: Options) -> str:
    return "\n".join(f"- {_option(option, options.mark)}" for option in options.options)


def _option(option: PrintedOption, mark: Mark) -> str:
    words = f"**{option.letter}** {plain(option.label)}" if option.letter else plain(option.label)
    match mark:
        case Mark.BOX:
            return f"[ ] {words}"
        case Mark.LINE:
            return rf"\_\_\_\_ {words}"
        case Mark.FIELD:
            return f"{words}: {_LINE}"
        case Mark.NONE:
            return words
        case _:
            assert_never(mark)
