"""From a moment in a demonstration to its screen: one message, one sentence, or one question by its letters."""

from typing import assert_never

from ehtutor.course.model import Ask, Do, Goal, Predict, Show, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.trace import Entry, Trace
from ehtutor.session.demo import ballot
from ehtutor.session.demo.state import Aside, Command, Demo, SlideCover, ways_on
from ehtutor.session.lesson import view as lesson_view
from ehtutor.session.screen.blocks import (
    Ballot,
    BallotLine,
    Block,
    Findings,
    Heading,
    Notice,
    Prose,
    Screen,
    Table,
    Tone,
)
from ehtutor.session.story import pictures
from ehtutor.value import replace

_OVERVIEW_ROWS = 14
"""Of the overview, so many cards at once."""


def view(moment: Demo) -> Screen:
    """What the class sees at this moment."""
    if moment.cover is SlideCover.BLANK:
        return Screen(blocks=(), prompt=None)
    blocks = _cover(moment, moment.cover) if moment.cover else _slide(moment)
    return Screen(blocks=(_heading(moment), *blocks, *_typed(moment)), prompt=None)


def _heading(moment: Demo) -> Heading:
    texts, lesson = moment.texts, moment.show.stage.lesson
    at, total = moment.at + 1, len(moment.show.slides)
    return Heading(
        lesson=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
        title=title(moment),
        step=at,
        steps=total,
        step_label=texts.say("demo.slide", at=at, total=total),
    )


def title(moment: Demo) -> str:
    """What this moment is called."""
    texts = moment.texts
    if moment.cover:
        return texts.say(f"demo-keys.{moment.cover.value}.title")
    if moment.branch:
        return moment.branch.label
    if moment.slide.moment.is_done:
        return texts.say("screen.summary")
    return moment.card.title


def _typed(moment: Demo) -> tuple[Notice, ...]:
    """The number that is being typed."""
    if not moment.typed or moment.phase is not None:
        return ()
    text = moment.texts.say("demo.go-to", number=moment.typed)
    return (Notice(tone=Tone.NOTE, label="", text=text),)


def _slide(moment: Demo) -> tuple[Block, ...]:
    slide = moment.slide
    if moment.phase is not None:
        return ballot.vote(moment, moment.phase)
    if moment.branch is not None:
        return _branch(moment, moment.branch)
    if slide.moment.is_done:
        return (Prose(text=moment.show.stage.lesson.summary),)
    if slide.paragraph:
        return (Prose(text=slide.paragraph),)
    at_home = lesson_view.view(slide.moment)
    body = tuple(block for block in at_home.blocks if not isinstance(block, Heading))
    match moment.card:
        case Show() as card:
            return _shown(moment, card, body)
        case Predict() | Ask() as card if slide.is_reveal:
            return (*ballot.options(card, is_revealed=True), ballot.why(card))
        case Predict() | Ask():
            return (*(block for block in body if isinstance(block, Prose)), *ballot.letters(at_home.prompt))
        case Do() | Goal():
            return (*body, *ballot.unlettered(at_home.prompt))
        case _:
            return body


def _shown(moment: Demo, card: Show, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The arrow of the moment and its message; the text of the card is for the teacher to tell."""
    if card.table is None or card.knowledge:
        return body
    here = moment.slide.moment
    trace = here.login.trace
    entry = here.on_table
    if entry is None:
        return body
    return _message(moment, trace, entry, here.revealed, card.table.field)


def _branch(moment: Demo, branch: Aside) -> tuple[Block, ...]:
    trace = branch.login.trace
    entry = branch.entries[branch.at]
    return _message(moment, trace, entry, entry.n)


def _message(moment: Demo, trace: Trace, entry: Entry, revealed: int, lit: str = "") -> tuple[Block, ...]:
    """The arrow, its message, and of the checks no more than which failed, until one looks at every letter."""
    texts = moment.texts
    about = pictures.about(texts, trace, entry, moment.zoom, lit)
    if moment.zoom is not Zoom.WIRE:
        about = tuple(_failed(block) if isinstance(block, Findings) else block for block in about)
    return (pictures.diagram(texts, trace, revealed), *about)


def _failed(findings: Findings) -> Ballot:
    failing = [line.says for line in findings.lines if not line.holds]
    return Ballot(lines=tuple(BallotLine(letter="", label=says, tone=Tone.WRONG) for says in failing))


def _cover(moment: Demo, cover: SlideCover) -> tuple[Block, ...]:
    match cover:
        case SlideCover.HELP:
            return (_help(moment.texts),)
        case SlideCover.OVERVIEW:
            return (_overview(moment),)
        case SlideCover.KNOWLEDGE:
            trace, upto = _reached(moment)
            return (replace(pictures.knowledge_table(moment.texts, trace, upto), title=""),)
        case SlideCover.TEXT:
            here, stage = moment.slide.moment, moment.show.stage
            return (Prose(text=stage.lesson.summary if here.is_done else here.text),)
        case SlideCover.WHAT_IF:
            rows = enumerate(ways_on(moment), 1)
            return (Ballot(lines=tuple(BallotLine(letter=str(number), label=each.label) for number, each in rows)),)
        case SlideCover.BLANK:
            return ()
        case _:
            assert_never(cover)


def _reached(moment: Demo) -> tuple[Trace, int]:
    """The login that is on show, and how far."""
    if moment.branch is not None:
        return moment.branch.login.trace, moment.branch.entries[moment.branch.at].n
    here = moment.slide.moment
    return here.login.trace, here.revealed


def _help(texts: Texts) -> Table:
    """Every key with what it does."""
    rows = [(texts.say(f"demo-buttons.{name}.key"), texts.say(f"demo-buttons.{name}.does")) for name in ("on", "go")]
    for command in Command:
        letter = texts.say(f"demo-keys.{command.value}.letter").replace(" ", " / ")
        rows.append((letter, texts.say(f"demo-keys.{command.value}.does")))
    header = (texts.say("screen.help-key"), texts.say("screen.help-does"))
    return Table(title="", header=header, rows=tuple(rows))


def _overview(moment: Demo) -> Table:
    """The cards around the one that is pointed at, each with the number of its first slide."""
    starts, here = moment.show.card_starts, moment.show.card_number(moment.pointed)
    top = min(max(here - _OVERVIEW_ROWS // 2, 0), max(len(starts) - _OVERVIEW_ROWS, 0))
    rows = []
    for start in starts[top : top + _OVERVIEW_ROWS]:
        name = title(Demo(show=moment.show, at=start))
        rows.append(("▶" if start == starts[here] else "", str(start + 1), name))
    return Table(title="", header=(), rows=tuple(rows), caption=moment.texts.say("demo.overview-how"))
