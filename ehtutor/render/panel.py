"""One message in a box: who to whom in its upper border, what was checked in its lower.

Below fifty columns the box is left out, for it costs four columns and says nothing. The exact text of the message is
coloured, and nothing in it is moved, indented or left out; by a regular expression, not Pygments (25 ms of import): it
only colours, so that odd text shows as it is. It must stay linear, for the text may be hostile: a run of word
characters is tried once, from its start.
"""

import re
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from ehtutor.render.lines import Lines, beside, hang, indent, joined, middle, pad, whole_words, wrap
from ehtutor.render.look import ACCENT, NOTE, NOW, QUIET, RIGHT, STRONG, WRONG, Look
from ehtutor.session.screen.blocks import FieldLine, MessagePanel, WireLine
from ehtutor.value import Value

_MARGIN: Final = 2
"""Columns for the mark of what is lit, and its space."""
_LEAST: Final = 12
"""Columns below which a value is no longer shortened, or set beside its name."""
_DEEPEST: Final = 20
"""Levels of XML that are told apart."""
_TAGS: Final = 24
"""Columns that a line of XML keeps, however deep it stands."""
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
_HELD: Final = re.compile(r"(?<=\")[^\"<>]{13,}(?=\")|(?<=>)[^<>]{13,}(?=<)")
"""The values in a line of XML that can be shortened."""
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


def panel_lines(panel: MessagePanel, look: Look) -> Lines:
    """Lay out a message."""
    return list(_laid_out(panel, look))


def _laid_out(panel: MessagePanel, look: Look) -> Sequence[Text]:
    inner = look.width if look.is_narrow else look.width - 4
    title, _ = _title(panel, look)
    body = [row for part in _parts(panel, look) for row in part.lines]
    footer = look.label(panel.footer, QUIET)
    if look.is_narrow:
        return [*wrap(title, inner), *body, *(wrap(footer, inner) if footer.plain else [])]
    return box(body, look, title=title, footer=footer, style=ACCENT)


def lit_rows(panel: MessagePanel, look: Look) -> range | None:
    """The lines of a message that hold what is lit, without those where it goes on further down; None for none."""
    inner = look.width if look.is_narrow else look.width - 4
    title, _ = _title(panel, look)
    at = len(wrap(title, inner)) if look.is_narrow else 1
    lit: list[int] = []
    for part in _parts(panel, look):
        if part.is_lit and (not lit or lit[-1] + 1 == at):
            lit += range(at, at + len(part.lines))
        at += len(part.lines)
    return range(lit[0], lit[-1] + 1) if lit else None


class _PanelPart(Value, kw_only=False):
    """Lines that belong together."""

    lines: Lines
    is_lit: bool = False


def _parts(panel: MessagePanel, look: Look) -> Sequence[_PanelPart]:
    """All that stands inside the box, in order."""
    inner = look.width if look.is_narrow else look.width - 4
    _, left_over = _title(panel, look)
    parts = [_PanelPart(wrap(left_over, inner))] if left_over.plain else []
    if panel.levels:
        parts.append(_PanelPart(wrap(look.label(panel.levels, QUIET), inner)))
    if panel.sentence:
        parts.append(_PanelPart(wrap(look.text(panel.sentence), min(inner, 100))))
    if any(line.is_lit or line.before for line in panel.fields):
        parts += [_field(line, panel, look, inner) for line in panel.fields]
    elif panel.fields:
        parts.append(_PanelPart(indent(_fields(panel.fields, look, inner - look.margin), look.margin)))
    is_lit = any(line.is_lit for line in panel.wire)
    parts += [_written(line, panel, look, inner, is_dimmed=is_lit and not line.is_lit) for line in panel.wire]
    if panel.xml is not None:
        parts.append(_PanelPart([*([Text(end="")] if parts else []), *_wire(panel.xml, inner, look)]))
    return parts


def _field(line: FieldLine, panel: MessagePanel, look: Look, width: int) -> _PanelPart:
    """A field beside one that is lit, or that was changed on the way: bold and marked in the margin if it is."""
    is_dimmed = not line.is_lit and any(other.is_lit for other in panel.fields)
    names = max(look.label(other.name).cell_len for other in panel.fields)
    left = min(names, max((width - _MARGIN) // 3, 8)) + 2
    name = look.label(line.name, STRONG if line.is_lit else "" if is_dimmed else ACCENT)
    room, whole = width - _MARGIN - left, width - _MARGIN
    value = look.text(line.value, STRONG if line.is_lit else "")
    if room >= _LEAST:
        told, inset = beside(wrap(name, left - 2), whole_words(value, room, look.clean("…")), left), 2
    else:
        told, inset = [*wrap(name, whole), *whole_words(value, whole, look.clean("…"))], 0
    told += _was(line.before, line.value, panel.was, look, width - _MARGIN)
    inset = 2 if room >= _LEAST else 0
    told += indent(wrap(look.text(line.why), width - _MARGIN - inset) if line.why else [], inset)
    return _PanelPart(_marked(told, look, is_lit=line.is_lit), line.is_lit)


def _written(line: WireLine, panel: MessagePanel, look: Look, width: int, *, is_dimmed: bool) -> _PanelPart:
    """A line of XML, its long value shortened in the middle, and under or beside it what it is for."""
    room = width - _MARGIN
    depth = max(min(2 * min(line.depth, _DEEPEST), room - _TAGS), 0)
    plain = _shortened(look.label(line.text).plain, room - depth, look)
    # what can't be shorter stands less far in, rather than on two lines
    depth = max(min(depth, room - cell_len(plain)), 0)
    text = look.label(plain) if is_dimmed else _coloured(look.label(plain))
    if line.is_lit:
        text.stylize(STRONG)
    rows = indent(wrap(text, room - depth, word=_WORD), depth)
    was = _was(line.before, line.text, panel.was, look, room - depth)
    rows += indent(was, depth)
    inset = max(min(depth + 4, room - _TAGS), 0)
    rows += indent(wrap(look.text(line.why), min(room - inset, 96)) if line.why else [], inset)
    return _PanelPart(_marked(rows, look, is_lit=line.is_lit), line.is_lit)


def _marked(lines: Lines, look: Look, *, is_lit: bool) -> Lines:
    """Each line with the mark of what is lit in the margin, or its room."""
    mark = look.label("▌", NOW) if is_lit else Text(" ", end="")
    return [Text.assemble(mark, " ", line, end="") for line in lines]


def _was(before: str, now: str, word: str, look: Look, width: int) -> Lines:
    """What stood here before it was changed, with what differs in it marked."""
    if not before:
        return []
    start = _common(before, now)
    end = min(_common(before[::-1], now[::-1]), min(len(before), len(now)) - start)
    text = look.label(f"{word} {before}" if word else before)
    text.stylize(WRONG, len(text.plain) - len(before) + start, len(text.plain) - end)
    return hang(text, width, look.label("✗ ", WRONG))


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _shortened(xml: str, room: int, look: Look) -> str:
    """The longest value in a line of XML shortened in the middle, until the line fits or nothing is left to shorten."""
    for match in sorted(_HELD.finditer(xml), key=lambda each: -len(each.group())):
        over = cell_len(xml) - room
        if over <= 0:
            break
        held = match.group()
        short = _middle(held, max(cell_len(held) - over, _LEAST), look)
        xml = xml.replace(held, short, 1)
    return xml


def _middle(text: str, width: int, look: Look) -> str:
    return middle(text, width, look.clean("…"))


def _title(panel: MessagePanel, look: Look) -> tuple[Text, Text]:
    """Return what goes in the border, and what has no room there."""
    ends = panel.sender if panel.sender == panel.receiver else f"{panel.sender} → {panel.receiver}"
    parts = [
        (ends, f"{STRONG} {ACCENT}"),
        (panel.title, STRONG),
        (panel.channel, ""),
        (panel.sealed, WRONG if panel.is_sound is False else ""),
    ]
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
        return _in_three(names, values, whys, (left, middle + 2), width, look)
    return _in_one(names, values, whys, left, width, look)


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
    names: Sequence[Text],
    values: Sequence[Text],
    whys: Sequence[Text],
    at: tuple[int, int],
    width: int,
    look: Look,
) -> Lines:
    lines: Lines = []
    left, middle = at
    for name, value, why in zip(names, values, whys, strict=True):
        told = beside(whole_words(value, middle - 2, look.clean("…")), wrap(why, width - left - middle), middle)
        lines += beside(wrap(name, left - 2), told, left)
    return lines


def _in_one(
    names: Sequence[Text], values: Sequence[Text], whys: Sequence[Text], left: int, width: int, look: Look
) -> Lines:
    lines: Lines = []
    for name, value, why in zip(names, values, whys, strict=True):
        if width < 30 or width - left < 12:
            lines += [*wrap(name, width), *indent(whole_words(value, width - 2, look.clean("…")), 2)]
        else:
            lines += beside(wrap(name, left - 2), whole_words(value, width - left, look.clean("…")), left)
        if why.plain:
            lines += indent(wrap(why, width - 2), 2)
    return lines


def _wire(xml: str, width: int, look: Look) -> Lines:
    """Colour XML and wrap it; the text is made harmless, and otherwise exact."""
    return wrap(_coloured(look.text(xml.rstrip("\n"))), width, word=_WORD)


def _coloured(text: Text) -> Text:
    for match in _TOKEN.finditer(text.plain):
        kind = match.lastgroup or ""
        text.stylize(_STYLES[kind], *match.span())
        if kind == "tag" and (name := _NAME.search(match.group())):
            text.stylize(STRONG, match.start() + name.start(), match.end())
    return text
