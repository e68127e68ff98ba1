"""One message in a box: who to whom in its upper border, what was checked in its lower.

Below fifty columns the box is left out, for it costs four columns and says nothing. The exact text of the message is
coloured, and nothing in it is moved, indented or left out; by a regular expression, not Pygments (25 ms of import): it
only colours, so that odd text shows as it is. It must stay linear, for the text may be hostile: a run of word
characters is tried once, from its start.
"""

import re
from collections.abc import Sequence
from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, beside, indent, joined, pad, wrap
from ehtutor.render.look import ACCENT, NOTE, QUIET, RIGHT, STRONG, Look
from ehtutor.session.screen.blocks import FieldLine, MessagePanel

_WHY: Final = 24
"""Columns that an explanation needs to stand beside a value instead of under it."""

_TOKEN: Final = re.compile(
    r"(?P<remark><[!?][^<>]*>)"
    r"|(?P<tag></?[\w:.-]+|/?>)"
    r"|(?P<attribute>(?<![\w:.-])[\w:.-]++(?==[\"']))"
    r"|(?P<value>=(?:\"[^\"<]*\"|'[^'<]*'))"
    r"|(?P<bulk>[A-Za-z0-9+/]{40,}={0,2})"
)
_STYLES: Final = {"remark": QUIET, "tag": ACCENT, "attribute": NOTE, "value": RIGHT, "bulk": QUIET}
_WORD: Final = re.compile(r"<?(?:[^ <]|(?<!>)<)* *")
"""A line may break at a space and between two tags, but not between a text and its tags."""
_NAME: Final = re.compile(r"(?<=:)[\w.-]+$")


def box(body: Lines, look: Look, *, title: Text, footer: Text, style: str) -> Lines:
    """Put lines in a rounded box with words in its borders; what does not fit there goes inside."""
    room = look.width - 6
    if title.cell_len > room:
        body, title = [*wrap(title, look.width - 4), *body], Text()
    if footer.cell_len > room:
        body, footer = [*body, *wrap(footer, look.width - 4)], Text()
    side = look.label("│", style)
    lines = [_border("╭", title, "╮", look, style)]
    lines += [Text.assemble(side, " ", pad(line, look.width - 4), " ", side, end="") for line in body]
    return [*lines, _border("╰", footer, "╯", look, style)]


def _border(left: str, words: Text, right: str, look: Look, style: str) -> Text:
    inner = Text.assemble(" ", words, " ", end="") if words.plain else Text()
    dash = look.clean("─")
    rest = look.width - 3 - inner.cell_len
    return Text.assemble((look.clean(left) + dash, style), inner, (dash * rest + look.clean(right), style), end="")


def panel_lines(panel: MessagePanel, look: Look, *, is_refused: bool = False) -> Lines:
    """Lay out a message; the tick beside its seal is left out when the message was refused."""
    inner = look.width if look.is_narrow else look.width - 4
    title, left_over = _title(panel, look, is_refused=is_refused)
    body = [*wrap(left_over, inner)] if left_over.plain else []
    if panel.sentence:
        body += wrap(look.text(panel.sentence), min(inner, 100))
    if panel.fields:
        body += indent(_fields(panel.fields, look, inner - look.margin), look.margin)
    if panel.xml is not None:
        body += [*([Text(end="")] if body else []), *_wire(panel.xml, inner, look)]
    footer = look.label(panel.footer, QUIET)
    if look.is_narrow:
        return [*wrap(title, inner), *body, *(wrap(footer, inner) if footer.plain else [])]
    return box(body, look, title=title, footer=footer, style=ACCENT)


def _title(panel: MessagePanel, look: Look, *, is_refused: bool) -> tuple[Text, Text]:
    """Return what goes in the border, and what has no room there."""
    ends = panel.sender if panel.sender == panel.receiver else f"{panel.sender} → {panel.receiver}"
    seal = panel.seal if not panel.seal or is_refused else f"{panel.seal} ✓"
    parts = [(ends, f"{STRONG} {ACCENT}"), (panel.title, STRONG), (panel.channel, ""), (seal, "")]
    texts = [look.label(words, style) for words, style in parts if words]
    room = look.width - 6
    dot = look.label(" · ", QUIET)
    title = Text(end="")
    while texts and (not title.plain or title.cell_len + dot.cell_len + texts[0].cell_len <= room):
        title = joined((title, texts.pop(0)), dot)
    return title, joined(texts, dot)


def _fields(fields: Sequence[FieldLine], look: Look, width: int) -> Lines:
    names = [look.label(line.name, ACCENT) for line in fields]
    values = [look.text(line.value) for line in fields]
    whys = [look.text(line.why, QUIET) for line in fields]
    left = min(max(name.cell_len for name in names), max(width // 3, 8)) + 2
    if not any(why.plain for why in whys) and (pairs := _in_two(names, values, width)):
        return pairs
    middle = max(value.cell_len for value in values)
    if left + middle + 2 + _WHY <= width:
        return _in_three(names, values, whys, (left, middle + 2), width)
    return _in_one(names, values, whys, left, width)


def _in_two(names: Sequence[Text], values: Sequence[Text], width: int) -> Lines:
    """Set short fields in two columns; return nothing when they do not fit."""
    if len(names) < 3 or any("\n" in value.plain for value in values):
        return []
    rows = (len(names) + 1) // 2
    left, right = (_aligned(names[half], values[half]) for half in (slice(rows), slice(rows, None)))
    at = max(max(line.cell_len for line in left) + 3, min(width // 2, width - max(line.cell_len for line in right)))
    return beside(left, right, at) if at + max(line.cell_len for line in right) <= width else []


def _aligned(names: Sequence[Text], values: Sequence[Text]) -> Lines:
    size = max(name.cell_len for name in names) + 2
    return [pad(name, size) + value for name, value in zip(names, values, strict=True)]


def _in_three(
    names: Sequence[Text], values: Sequence[Text], whys: Sequence[Text], at: tuple[int, int], width: int
) -> Lines:
    lines: Lines = []
    left, middle = at
    for name, value, why in zip(names, values, whys, strict=True):
        told = beside(wrap(value, middle - 2), wrap(why, width - left - middle), middle)
        lines += beside(wrap(name, left - 2), told, left)
    return lines


def _in_one(names: Sequence[Text], values: Sequence[Text], whys: Sequence[Text], left: int, width: int) -> Lines:
    lines: Lines = []
    for name, value, why in zip(names, values, whys, strict=True):
        if width < 30 or width - left < 12:
            lines += [*wrap(name, width), *indent(wrap(value, width - 2), 2)]
        else:
            lines += beside(wrap(name, left - 2), wrap(value, width - left), left)
        if why.plain:
            lines += indent(wrap(why, width - 2), 2)
    return lines


def _wire(xml: str, width: int, look: Look) -> Lines:
    """Colour XML and wrap it; the text is made harmless, and otherwise exact."""
    text = look.text(xml.rstrip("\n"))
    for match in _TOKEN.finditer(text.plain):
        kind = match.lastgroup or ""
        text.stylize(_STYLES[kind], *match.span())
        if kind == "tag" and (name := _NAME.search(match.group())):
            text.stylize(STRONG, match.start() + name.start(), match.end())
    return wrap(text, width, word=_WORD)
