"""A document as one HTML page that stands alone: printable, without a script, and without a link to anywhere."""

from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Final, assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.document import Document, Listing, Mark, Options, Picture, Piece, PrintedOption, Section, Space
from ehtutor.export.markup import html
from ehtutor.export.message_diagram_svg import svg
from ehtutor.export.print_style import CSS
from ehtutor.session.screen.blocks import Ending, FindingLine, Findings, MessagePanel, Notice, Prose, Table, Tone

_MANY: Final = 15
"""Of this many things a list is set in two columns, where room is short."""


def page(document: Document, texts: Texts) -> str:
    """The whole page."""
    numbers = count(1)
    body = [
        f"<h1>{escape(document.title)}</h1>",
        *(_piece(piece, texts, numbers) for piece in document.pieces),
        *(_section(section, 2, texts, numbers) for section in document.sections),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section, level: int, texts: Texts, numbers: Iterator[int]) -> str:
    classes = [name for name, holds in (("page", section.opens_page), ("card", section.is_card)) if holds]
    named = f' class="{" ".join(classes)}"' if classes else ""
    inside = [
        f"<h{level}>{escape(section.title)}</h{level}>",
        *(_piece(piece, texts, numbers) for piece in section.pieces),
        *(_section(each, level + 1, texts, numbers) for each in section.sections),
    ]
    return f"<section{named}>\n" + "\n".join(inside) + "\n</section>"


def _piece(piece: Piece, texts: Texts, numbers: Iterator[int]) -> str:
    match piece:
        case Prose(text=text):
            return html(text)
        case Notice(label=label):
            return _notice(label, piece.text, piece.tone)
        case Ending(label=label):
            return _notice(f"{label}:", piece.text, piece.tone)
        case MessagePanel():
            return _panel(piece, texts)
        case Findings():
            return _findings(piece)
        case Table():
            return _table(piece)
        case Listing(items=items, is_numbered=is_numbered):
            return _list([escape(item) for item in items], "ol" if is_numbered else "ul")
        case Options():
            return _options(piece)
        case Space(lines=lines):
            return '<div class="line"></div>' * lines
        case Picture():
            return _picture(piece, texts, next(numbers))
        case _:
            assert_never(piece)


def _notice(label: str, text: str, tone: Tone) -> str:
    classes = {Tone.RIGHT: ' class="right"', Tone.WRONG: ' class="wrong"'}.get(tone, "")
    strong = f"<strong>{escape(label)}</strong>" if label else ""
    return f"<p{classes}>{' '.join(filter(None, (strong, escape(text))))}</p>"


def _list(items: list[str], tag: str) -> str:
    many = ' class="many"' if len(items) >= _MANY and tag == "ul" else ""
    return f"<{tag}{many}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _panel(panel: MessagePanel, texts: Texts) -> str:
    ends = panel.sender if panel.sender == panel.receiver else f"{panel.sender} → {panel.receiver}"
    about = " · ".join(filter(None, (panel.title, panel.channel, panel.seal)))
    parts = [f"<p><strong>{escape(ends)}</strong> · {escape(about)}</p>", f"<p>{escape(panel.sentence)}</p>"]
    if panel.fields:
        parts.append(_table(fields_table(panel, texts)))
    if panel.xml is not None:
        parts.append(f"<pre>{escape(panel.xml)}</pre>")
    if panel.footer:
        parts.append(f'<p class="quiet">{escape(panel.footer)}</p>')
    # the exact text may be longer than a page
    whole = "" if panel.xml is not None else " whole"
    return f'<div class="message{whole}">{"".join(parts)}</div>'


def fields_table(panel: MessagePanel, texts: Texts) -> Table:
    """The fields of a message, each with its value, and why it is there where that is told."""
    header = (texts.say("screen.field"), texts.say("material.value"), texts.say("material.why"))
    rows = tuple((line.name, line.value, line.why) for line in panel.fields)
    width = 3 if any(line.why for line in panel.fields) else 2
    return Table(title="", header=header[:width], rows=tuple(row[:width] for row in rows))


def _findings(findings: Findings) -> str:
    return f"<p><strong>{escape(findings.title)}</strong></p>" + _list(
        [escape(finding_words(line, findings)) for line in findings.lines], "ul"
    )


def finding_words(line: FindingLine, findings: Findings) -> str:
    """What was checked and whether it holds; of what does not, the evidence too."""
    if line.holds:
        return f"✓ {line.says}"
    return f"✗ {line.says} ({findings.expected_label}: {line.expected}; {findings.found_label}: {line.found})"


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' if cell else "<td></td>" for cell in table.header)
    rows = "".join(_row(row) for row in table.rows)
    told = f'<p class="quiet">{escape(table.caption)}</p>' if table.caption else ""
    thead = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{caption}{thead}<tbody>{rows}</tbody></table>{told}"


def _row(row: tuple[str, ...]) -> str:
    name, *cells = row
    return f'<tr><th scope="row">{escape(name)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _options(options: Options) -> str:
    items = (f"<li>{_option(option, options.mark)}</li>" for option in options.options)
    return f'<ul class="options">{"".join(items)}</ul>'


def _option(option: PrintedOption, mark: Mark) -> str:
    words = f"<strong>{option.letter}</strong> {escape(option.label)}" if option.letter else escape(option.label)
    match mark:
        case Mark.BOX:
            return f'<span class="box"></span>{words}'
        case Mark.LINE:
            return f'<span class="fill"></span>{words}'
        case Mark.FIELD:
            return f'{words}<span class="field"></span>'
        case Mark.NONE:
            return words
        case _:
            assert_never(mark)


def _picture(picture: Picture, texts: Texts, number: int) -> str:
    drawn = svg(
        picture.diagram,
        texts,
        title=picture.title,
        description=texts.say("material.in-words-below"),
        id=f"diagram-{number}",
    )
    return f"<figure>{drawn}</figure><p><strong>{escape(texts.say('material.in-words'))}</strong></p>" + _list(
        [escape(words) for words in picture.words], "ol"
    )
