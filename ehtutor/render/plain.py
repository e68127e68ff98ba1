"""Screens to be read aloud: one thing after the other, numbered, no drawing, no colour.

Words come from the blocks only; what is added here is punctuation and numbers. Nothing depends on where on a line
it stands. Imports no rich: a screen reader should not have to wait for what it does not use.
"""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import count
from string import ascii_lowercase
from typing import assert_never

from ehtutor.course.markdown import Paragraph, paragraphs
from ehtutor.render.sanitise import harmless
from ehtutor.session.screen.blocks import (
    Arrow,
    Ballot,
    Bars,
    Block,
    Diagram,
    Ending,
    FieldLine,
    FindingLine,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Prose,
    Screen,
    Table,
    Tone,
    WireLine,
)
from ehtutor.session.screen.prompt import (
    Choose,
    ChooseMany,
    Continue,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Write,
    said,
)


def plain(
    screen: Screen, *, ascii: bool = False, width: int | None = None, question: bool = True, keys: bool = True
) -> str:
    """Write a screen as text that ends in a newline; without a width every paragraph is one line.

    Without `question` what is asked is left out, for who asks it says it too; the keys go with `keys`.
    """
    parts = [list(_block(block)) for block in screen.blocks]
    if screen.prompt is not None:
        parts.append(list(_asked(screen.prompt)) if question else [])
        parts.append(list(_keys(screen.prompt)) if keys else [])
    text = "\n\n".join("\n".join(part) for part in parts if part)
    lines = harmless(text, ascii=ascii).split("\n")
    return "\n".join(wrapped for line in lines for wrapped in _wrapped(line, width)) + "\n"


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None or len(line) <= width:
        return [line]
    wrapped = textwrap.wrap(line, max(width, 10), break_on_hyphens=False)
    return wrapped or [""]


def _line(text: str) -> str:
    """Return `text` on one line, so that no text can pose as the next one."""
    return " ".join(text.split("\n")).strip()


def _sentence(*parts: str) -> str:
    """Join what is not empty to one line."""
    return " ".join(_line(part) for part in parts if part)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block)
        case Prose(text=text):
            yield from _prose(text)
        case Notice(label=label, text=text) | Ending(label=label, text=text):
            yield from _labelled(label, text)
        case Diagram():
            yield from _diagram(block)
        case MessagePanel():
            yield from _panel(block)
        case Findings():
            yield from _findings(block)
        case Table():
            yield from _table(block)
        case Ballot():
            yield from _ballot(block)
        case Bars():
            yield from _bars(block)
        case _:
            assert_never(block)


def _labelled(label: str, text: str) -> Iterator[str]:
    if label or text:
        yield _sentence(f"{label}:" if label and text else label, text)


def _heading(heading: Heading) -> Iterator[str]:
    yield _line(": ".join(part for part in (heading.lesson, heading.title) if part))
    if heading.step is not None and heading.step_label:
        yield _line(" · ".join(filter(None, (heading.step_label, heading.login))))
    if heading.levels:
        yield _line(heading.levels)


def _prose(source: str) -> Iterator[str]:
    before: Paragraph | None = None
    for paragraph in paragraphs(source):
        if before is not None and not (before.marker and paragraph.marker):
            yield ""
        text = "".join(span.text for span in paragraph.spans)
        marker = "" if paragraph.marker in (">", "") else f"{paragraph.marker} "
        yield marker + text
        before = paragraph


def _diagram(diagram: Diagram) -> Iterator[str]:
    """Tell the current arrow, else the last one, and the how manieth it is; the others were told before."""
    if not diagram.arrows:
        return
    numbered = list(enumerate(diagram.arrows, 1))
    number, arrow = next(((n, arrow) for n, arrow in reversed(numbered) if arrow.is_current), numbered[-1])
    names = {participant.code: participant.name for participant in diagram.participants}
    count = f"{number}/{len(numbered)}" if number < len(numbered) else f"{number}"
    now = f" ({diagram.now_label})" if arrow.is_current and diagram.now_label else ""
    refused = " ✗" if arrow.is_refused else ""
    yield _line(f"{count}{now}. {_ends(arrow, names)}: {arrow.label}{refused}")


def _ends(arrow: Arrow, names: dict[str, str]) -> str:
    told = [_named(code, names.get(code, "")) for code in (arrow.sender, arrow.receiver)]
    return told[0] if arrow.sender == arrow.receiver else " → ".join(told)


def _named(code: str, name: str) -> str:
    if not name or name.casefold() == code.casefold():
        return name or code
    return name if f"({code})" in name else f"{name} ({code})"


def _panel(panel: MessagePanel) -> Iterator[str]:
    ends = panel.sender if panel.sender == panel.receiver else f"{panel.sender} → {panel.receiver}"
    yield _line(", ".join(part for part in (f"{ends}: {panel.title}", panel.channel, panel.sealed) if part))
    if panel.levels:
        yield _line(panel.levels)
    if panel.sentence:
        yield _line(panel.sentence)
    told = [*(_field(line, panel.was) for line in panel.fields), *(_written(line, panel.was) for line in panel.wire)]
    is_lit = [*(line.is_lit for line in panel.fields), *(line.is_lit for line in panel.wire)]
    yield from (line for line, lit in zip(told, is_lit, strict=True) if lit)
    if panel.rest:
        yield f"{_line(panel.rest)}:"
    yield from (line for line, lit in zip(told, is_lit, strict=True) if not lit)
    if panel.xml is not None:
        yield panel.xml.rstrip("\n")
    if panel.footer:
        yield _line(panel.footer)


def _field(line: FieldLine, was: str) -> str:
    before = f" ({was} {line.before})" if line.before else ""
    return _sentence(f"{line.name} = {line.value}{before}" + (f". {line.why}" if line.why else ""))


def _written(line: WireLine, was: str) -> str:
    before = f" ({was} {line.before})" if line.before else ""
    return _sentence(f"{line.text}{before}" + (":" if line.why else ""), line.why)


def _findings(findings: Findings) -> Iterator[str]:
    """Tell what failed first; what was expected and found says which those are."""
    if findings.title:
        yield f"{_line(findings.title)}:"
    ordered = sorted(findings.lines, key=lambda line: line.holds)
    for number, line in enumerate(ordered, 1):
        yield _sentence(f"{number}. {'✓' if line.holds else '✗'}", line.says, f"({line.rule})")
        if not line.holds:
            yield from _told(line, findings)


def _told(line: FindingLine, findings: Findings) -> Iterator[str]:
    yield _line(f"{findings.expected_label}: {line.expected}")
    yield _line(f"{findings.found_label}: {line.found}")


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"{_line(table.title)}:"
    for row in table.rows:
        name, *cells = row or ("",)
        if not cells:
            yield _line(name)
        for index, cell in enumerate(cells, 1):
            column = table.header[index] if index < len(table.header) else ""
            yield _line(f"{name}: {column} = {cell}" if column else f"{name}: {cell}")
    if table.caption:
        yield _line(table.caption)


def _ballot(ballot: Ballot) -> Iterator[str]:
    for line in ballot.lines:
        right = "✓" if line.tone is Tone.RIGHT else ""
        yield _sentence(f"{line.letter}." if line.letter else "", right, line.label, line.note)


def _bars(bars: Bars) -> Iterator[str]:
    if bars.title:
        yield f"{_line(bars.title)}:"
    for bar in bars.rows:
        yield _sentence(f"{bar.label}:", f"{bar.part} {bars.of} {bar.whole}", bar.note)


def _asked(prompt: Prompt) -> Iterator[str]:
    match prompt:
        case Continue():
            return
        case Choose(choices=choices) | ChooseMany(choices=choices) | OrderChoices(choices=choices):
            yield from _question(prompt.question)
            yield from _listed_choices(map(str, count(1)), choices)
        case MatchChoices(question=question, left=left, right=right):
            yield from _question(question)
            yield from _listed_choices(ascii_lowercase, left)
            yield from _listed_choices(map(str, count(1)), right)
        case Write(question=question):
            yield from _question(question)
        case _:
            assert_never(prompt)


def _question(question: str) -> Iterator[str]:
    if question:
        yield _line(question)


def _listed_choices(marks: Iterable[str], choices: Iterable[Selectable]) -> Iterator[str]:
    for mark, choice in zip(marks, choices, strict=False):
        yield _line(f"{mark}. {choice.label}" + (f" ({choice.note})" if choice.note else ""))


def _keys(prompt: Prompt) -> Iterator[str]:
    shown = [("Enter", prompt.label)] if isinstance(prompt, Continue) else []
    shown += [(key.letter, key.label) for key in said(prompt.keys)]
    yield from _listed(f"{letter}: {label}" if label else letter for letter, label in shown)


def _listed(items: Iterable[str]) -> Iterator[str]:
    if line := ", ".join(_line(item) for item in items):
        yield line
