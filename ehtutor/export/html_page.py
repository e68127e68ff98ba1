"""A document as one HTML page that stands alone: printable, without a script, and without a link to anywhere."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from typing import Final, TypeVar, assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.document import Document, Listing, Mark, Options, Picture, Piece, PrintedOption, Section, Space
from ehtutor.export.drawing import ACCENT, INK, PAPER, QUIET, WRONG
from ehtutor.export.markup import html
from ehtutor.export.message_diagram import svg
from ehtutor.session.screen.blocks import (
    Ending,
    FieldLine,
    FindingLine,
    Findings,
    MessagePanel,
    Notice,
    Prose,
    Table,
    Tone,
    WireLine,
)

_Line = TypeVar("_Line", FieldLine, WireLine)

SHADE: Final = "#f3f4f6"
"""Behind a message."""

CSS: Final = f"""
@page {{ size: A4; margin: 16mm 15mm; }}
* {{ box-sizing: border-box; }}
html {{ background: {PAPER}; color: {INK}; }}
body {{ font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 0 auto; padding: 1rem; }}
h1, h2, h3, h4 {{ font-family: Arial, Helvetica, sans-serif; line-height: 1.2; break-after: avoid; }}
h1 {{ font-size: 22pt; margin: 0 0 .6rem; }}
h2 {{ font-size: 16pt; margin: 2rem 0 .6rem; border-bottom: 2px solid {INK}; padding-bottom: .2rem; }}
h3 {{ font-size: 12.5pt; margin: 1.4rem 0 .4rem; }}
h4 {{ font-size: 11pt; margin: 1rem 0 .3rem; }}
p, ul, ol, table, figure {{ margin: .5rem 0; }}
p, li {{ orphans: 2; widows: 2; }}
ul, ol {{ padding-left: 1.6rem; }}
blockquote {{ margin: .5rem 0 .5rem .4rem; padding-left: .8rem; border-left: 3px solid {QUIET}; }}
code, pre {{ font: 9pt/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }}
pre {{ white-space: pre-wrap; margin: .5rem 0; }}
del {{ color: {WRONG}; }}
ins {{ font-weight: bold; }}
figure {{ break-inside: avoid; }}
figure svg {{ max-width: 100%; height: auto; max-height: 235mm; }}
table {{ border-collapse: collapse; width: 100%; font-size: 10pt; }}
caption {{ text-align: left; font-weight: bold; padding: .2rem 0; }}
th, td {{ border: 1px solid {QUIET}; padding: .2rem .4rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }}
tr {{ break-inside: avoid; }}
figure + p {{ break-after: avoid; }}
table:has(+ .quiet) {{ break-inside: avoid; }}
table + .quiet {{ break-before: avoid; }}
th {{ overflow-wrap: break-word; }}
thead th {{ background: {SHADE}; }}
.message {{ background: {SHADE}; border: 1px solid {QUIET}; border-left: 5px solid {ACCENT}; padding: .3rem .7rem;
  margin: .6rem 0; box-decoration-break: clone; -webkit-box-decoration-break: clone;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.message table {{ background: {PAPER}; }}
.message th[scope=row] {{ width: 28%; }}
.card th[scope=row] {{ width: 34%; }}
.card code {{ font-size: .9em; }}
.whole {{ break-inside: avoid; }}
.quiet {{ color: {QUIET}; }}
.right strong {{ color: {ACCENT}; }}
.wrong strong {{ color: {WRONG}; }}
.options {{ list-style: none; padding-left: 0; }}
section:has(> .options), .page > section {{ break-inside: avoid; }}
.options li {{ break-inside: avoid; margin: .35rem 0; padding-left: 2rem; text-indent: -2rem; }}
.box {{ display: inline-block; width: 4mm; height: 4mm; border: 1.2px solid {INK}; margin-right: .5rem;
  vertical-align: -.5mm; text-indent: 0; }}
.fill {{ display: inline-block; width: 26mm; border-bottom: 1.2px solid {INK}; margin-right: .5rem; text-indent: 0; }}
.field {{ display: inline-block; width: 70%; border-bottom: 1.2px solid {INK}; margin-left: .5rem; text-indent: 0; }}
.line {{ border-bottom: 1.2px solid {QUIET}; height: 8.5mm; }}
.page {{ break-before: page; }}
.page > h2 {{ margin-top: 0; }}
.card {{ border: 1.5px dashed {INK}; padding: 4mm 6mm; margin: 6mm 0; min-height: 127mm; break-inside: avoid;
  font: 13.5pt/1.3 Arial, Helvetica, sans-serif; }}
.card h2 {{ font-size: 17pt; margin: 0 0 .3rem; }}
.card h3 {{ font-size: 13.5pt; margin: .6rem 0 .1rem; color: {ACCENT}; }}
.card p, .card ul, .card ol, .card table {{ margin: .2rem 0; }}
.card table {{ font-size: 12pt; }}
.card ul.many {{ columns: 2; column-gap: 9mm; font-size: 10pt; line-height: 1.2; }}
.card ul.many li {{ break-inside: avoid; }}
@media print {{ body {{ max-width: none; padding: 0; }} .card {{ margin: 0 0 6mm; }} }}
"""


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
    about = " · ".join(filter(None, (panel.title, panel.channel, panel.sealed)))
    parts = [f"<p><strong>{escape(ends)}</strong> · {escape(about)}</p>", f"<p>{escape(panel.sentence)}</p>"]
    if panel.fields:
        parts.append(_table(fields_table(panel, texts)))
    if panel.wire:
        written = "\n".join(map(_written, printed(panel.wire)))
        parts.append(f"<pre>{written}</pre>")
    if panel.xml is not None:
        parts.append(f"<pre>{escape(panel.xml)}</pre>")
    if panel.footer:
        parts.append(f'<p class="quiet">{escape(panel.footer)}</p>')
    # the exact text may be longer than a page
    whole = "" if panel.xml is not None or panel.wire else " whole"
    return f'<div class="message{whole}">{"".join(parts)}</div>'


def printed(lines: Sequence[_Line]) -> tuple[_Line, ...]:
    """Of a message of which something is lit, that; for all of it stands once on a page before."""
    lit = tuple(line for line in lines if line.is_lit)
    return lit or tuple(lines)


def _written(line: WireLine) -> str:
    """A line of XML, after what it was before it was changed, and with what it is for below it."""
    start = "  " * line.depth
    before = f"{start}<del>{escape(line.before)}</del>\n" if line.before else ""
    text = f"<ins>{escape(line.text)}</ins>" if line.before else escape(line.text)
    why = f'\n{start}    <span class="quiet">{escape(line.why)}</span>' if line.why else ""
    return f"{before}{start}{text}{why}"


def fields_table(panel: MessagePanel, texts: Texts) -> Table:
    """The fields of a message, each with its value, and why it is there where that is told."""
    header = (texts.say("screen.field"), texts.say("material.value"), texts.say("material.why"))
    rows = tuple((line.name, _told(line, panel), line.why) for line in printed(panel.fields))
    width = 3 if any(line.why for line in panel.fields) else 2
    return Table(title="", header=header[:width], rows=tuple(row[:width] for row in rows))


def _told(line: FieldLine, panel: MessagePanel) -> str:
    return f"{line.value} ({panel.was} {line.before})" if line.before else line.value


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
