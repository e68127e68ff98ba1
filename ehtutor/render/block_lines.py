"""Every block as lines. What a block looks like is decided here, or in the module of its drawing, and nowhere else.

Bars stand with their numbers, so that nothing hangs on length or colour alone.
"""

from typing import Final, assert_never

from rich.text import Text

from ehtutor.course.markdown import Paragraph, RunKind, paragraphs
from ehtutor.render.diagram import diagram_lines
from ehtutor.render.lines import Lines, cut, hang, indent, joined, wrap
from ehtutor.render.look import ACCENT, NOTE, QUIET, RIGHT, STRONG, WRONG, Look
from ehtutor.render.panel import box, panel_lines
from ehtutor.render.table import table_lines
from ehtutor.session.screen.blocks import (
    Ballot,
    BallotLine,
    Bar,
    Bars,
    Block,
    Diagram,
    Ending,
    FindingLine,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Prose,
    Table,
    Tone,
)

_PROGRESS: Final = 20
"""Columns of the bar in a heading."""
_RUNS: Final = {
    RunKind.PLAIN: "",
    RunKind.STRONG: STRONG,
    RunKind.EMPHASIS: "italic",
    RunKind.CODE: ACCENT,
    RunKind.TERM: "underline",
}
_LETTER: Final = 2
"""Columns for a letter or a number."""
_LONGEST: Final = 30
"""Of a bar among others, in columns."""
_SHORTEST: Final = 6
_LABEL: Final = 34
"""Columns for a label, where there is room for a bar beside it."""


def block_lines(block: Block, look: Look) -> Lines:
    """Lay out one block in full, whatever its height."""
    match block:
        case Heading():
            lines = _heading(block, look)
        case Prose(text=text):
            lines = _prose(text, look)
        case Notice():
            lines = _notice(block, look)
        case Diagram():
            lines = diagram_lines(block, look)
        case MessagePanel():
            lines = panel_lines(block, look)
        case Findings():
            lines = findings_lines(block, look)
        case Table():
            lines = table_lines(block, look)
        case Ballot():
            lines = ballot_lines(block, look)
        case Bars():
            lines = _bars(block, look)
        case Ending():
            lines = _ending(block, look)
        case _:
            assert_never(block)
    return lines


def _heading(heading: Heading, look: Look) -> Lines:
    """Lay out the heading on one line, or on as few as it takes."""
    lesson = look.label(heading.lesson, QUIET)
    title = look.label(heading.title, STRONG)
    room = look.width - 2 * look.margin
    right = _progress(heading, look, room - lesson.cell_len - 2)
    whole = joined((lesson, title), look.label(" · ", QUIET))
    levels = look.label(heading.levels)
    if whole.cell_len + 2 + right.cell_len <= room and not levels.plain:
        lines = [_at_both_ends(whole, right, room)]
    elif lesson.plain and lesson.cell_len + 2 + right.cell_len <= room:
        lines = [_at_both_ends(lesson, right, room), *_side_by_side(title, levels, room)]
    else:
        lines = [row for part in (whole, right, levels) if part.plain for row in wrap(part, room)]
    return indent(lines, look.margin)


def _side_by_side(left: Text, right: Text, room: int) -> Lines:
    if left.cell_len + 2 + right.cell_len <= room:
        return [_at_both_ends(left, right, room)]
    return [*wrap(left, room), *(wrap(right, room) if right.plain else [])]


def _at_both_ends(left: Text, right: Text, room: int) -> Text:
    return Text.assemble(left, " " * (room - left.cell_len - right.cell_len), right, end="") if right.plain else left


def _progress(heading: Heading, look: Look, room: int) -> Text:
    """How far it is in words, and as a bar that gives way where there is no room for both."""
    if heading.step is None:
        return Text(end="")
    words = look.label(" · ".join(filter(None, (heading.step_label, heading.login))))
    size = min(_PROGRESS if look.width >= 72 else _PROGRESS // 2, max(room - words.cell_len - 1, 0))
    if words.plain and size < _PROGRESS // 4:
        return words
    steps = max(heading.steps, 1)
    done = size * min(max(heading.step, 0), steps) // steps
    head = "╸" if 0 < done < size else ""
    bar = Text.assemble(
        look.label("━" * (done - len(head)) + head, ACCENT), look.label("─" * (size - done), QUIET), end=""
    )
    if look.is_narrow and words.plain:
        return words
    return Text.assemble(words, " " if words.plain else "", bar, end="")


def _prose(source: str, look: Look) -> Lines:
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
    text = Text.assemble(*(look.text(span.text, _RUNS[span.kind]) for span in paragraph.spans), end="")
    if paragraph.is_verbatim:
        return indent(wrap(text, look.measure - 2), 2)
    if not paragraph.marker:
        return wrap(text, look.measure)
    marker = {"-": "•", ">": "│"}.get(paragraph.marker, paragraph.marker)
    depth = 2 * paragraph.depth if look.measure > 2 * paragraph.depth + 20 else 0
    return indent(hang(text, look.measure - depth, look.label(f"{marker} ", QUIET)), depth)


def _notice(notice: Notice, look: Look) -> Lines:
    glyph, style = look.tone(notice.tone)
    lead = look.label(f"{glyph} ", style)
    label = look.label(notice.label, f"{STRONG} {style}")
    words = Text.assemble(label, "\n" if label.plain and notice.text else "", look.text(notice.text), end="")
    return indent(hang(words, look.measure, lead), look.margin)


def findings_lines(findings: Findings, look: Look, rows: int | None = None) -> Lines:
    """Lay out findings in about `rows` rows; all that failed are shown, also when that takes more."""
    lines: Lines = wrap(look.label(findings.title, STRONG), look.measure) if findings.title else []
    for finding in findings.lines:
        if not finding.holds:
            lines += _failed(finding, findings, look)
    held = [_held(finding, look) for finding in findings.lines if finding.holds]
    return indent(lines + _as_many_as_fit(held, rows - len(lines) if rows is not None else None, look), look.margin)


def _as_many_as_fit(held: list[Lines], rows: int | None, look: Look) -> Lines:
    """Return those that fit, and how many more there are."""
    whole = [line for lines in held for line in lines]
    if rows is None or len(whole) <= rows:
        return whole
    shown: Lines = []
    for index, lines in enumerate(held):
        if len(shown) + len(lines) > rows - 1:
            return [*shown, look.label(f"⋮ ✓ {len(held) - index}", QUIET)]
        shown += lines
    return shown


def _held(finding: FindingLine, look: Look) -> Lines:
    return _said(finding, look, look.label("✓ ", RIGHT), "")


def _said(finding: FindingLine, look: Look, lead: Text, style: str) -> Lines:
    """Set the demand behind its mark, and its rule at the right edge, or after it where that is full."""
    says, rule = look.text(finding.says, style), look.label(finding.rule, QUIET)
    between = look.measure - lead.cell_len - says.cell_len - rule.cell_len
    gap = between if between >= 2 and "\n" not in says.plain else 2
    return hang(Text.assemble(says, " " * gap, rule, end=""), look.measure, lead)


def _failed(finding: FindingLine, findings: Findings, look: Look) -> Lines:
    lines = _said(finding, look, look.label("✗ ", WRONG), STRONG)
    told = [(findings.expected_label, finding.expected, ""), (findings.found_label, finding.found, WRONG)]
    size = max(look.label(label).cell_len for label, _, _ in told) + 2
    for label, value, style in told:
        lead = f"  {label}"
        if size + 2 <= look.measure // 2:
            lines += hang(look.text(value, style), look.measure, look.label(lead + " " * (size + 2 - len(lead)), QUIET))
        else:
            lines += [*wrap(look.label(lead, QUIET), look.measure)]
            lines += indent(wrap(look.text(value, style), look.measure - 4), 4)
    return lines


def ballot_lines(ballot: Ballot, look: Look, gap: int = 0) -> Lines:
    """One option below another, each with its letter before it, and `gap` empty lines between them."""
    lines: Lines = []
    for option in ballot.lines:
        lines += [Text(end="") for _ in range(gap if lines else 0)]
        lines += _option(option, look)
    return indent(lines, look.margin)


def _option(option: BallotLine, look: Look) -> Lines:
    style = look.tone(option.tone)[1] if option.tone is not Tone.PLAIN else NOTE
    mark = look.tone(option.tone)[0] if option.tone is not Tone.PLAIN else " "
    bullet = "•" if option.tone is Tone.PLAIN else ""
    letter = cut(look.clean(option.letter), _LETTER, "")
    sign = f"{letter or bullet}  " if letter or bullet else ""
    lead = look.label(f"{mark} {sign}", f"{STRONG} {style}")
    parts = (look.text(option.label, STRONG), look.text(option.note, QUIET))
    return hang(joined([part for part in parts if part.plain], look.label("  ")), look.measure, lead)


def _bars(bars: Bars, look: Look) -> Lines:
    """A bar a row, behind its label; where there is no room, below it."""
    title = wrap(look.text(bars.title, STRONG), look.measure) if bars.title else []
    label = min(max((look.label(bar.label).cell_len for bar in bars.rows), default=0), _LABEL)
    after = max((_numbers(bar, bars.of, look).cell_len for bar in bars.rows), default=0)
    room = look.measure - label - 1 - after
    rows = [line for bar in bars.rows for line in _bar(bar, bars.of, look, label, min(room, _LONGEST))]
    return indent([*title, *rows], look.margin)


def _bar(bar: Bar, of: str, look: Look, label: int, room: int) -> Lines:
    size = max(room, _SHORTEST)
    drawn = Text.assemble(_drawn(bar, look, size), _numbers(bar, of, look), end="")
    if room < _SHORTEST:
        return [*wrap(look.text(bar.label), look.measure), *wrap(drawn, look.measure)]
    named = hang(look.text(bar.label), label, Text(end=""))
    lines = [Text.assemble(part, " " * (label - part.cell_len + 1), end="") for part in named]
    return [*lines[:-1], *hang(drawn, look.measure, lines[-1])]


def _numbers(bar: Bar, of: str, look: Look) -> Text:
    """What stands behind a bar."""
    note = look.label(f"  {bar.note}" if bar.note else "", QUIET)
    return Text.assemble(look.label(f" {bar.part} {of} {bar.whole}"), note, end="")


def _drawn(bar: Bar, look: Look, size: int) -> Text:
    filled = min(max(size * bar.part // bar.whole, 1 if bar.part else 0), size) if bar.whole > 0 else 0
    return Text.assemble(look.label("━" * filled, ACCENT), look.label("─" * (size - filled), QUIET), end="")


def _ending(ending: Ending, look: Look) -> Lines:
    glyph, style = look.tone(ending.tone)
    title = look.label(f"{glyph} {ending.label}", f"{STRONG} {style}")
    if look.is_narrow:
        return [*wrap(title, look.width), *wrap(look.text(ending.text), look.width)]
    body = wrap(look.text(ending.text), min(look.width - 4, 100)) if ending.text else []
    return box(body, look, title=title, footer=Text(), style=style)
