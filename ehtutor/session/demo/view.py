"""From a moment in a demonstration to its screen: one message, one sentence, or one question by its letters."""

from typing import assert_never

from ehtutor.course.model import Ask, Do, Predict, Show, Zoom
from ehtutor.protocol.trace import Entry, Trace
from ehtutor.session.demo import ballot
from ehtutor.session.demo.slides import Slide, Slideshow
from ehtutor.session.demo.state import Aside, Command, Demo, SlideCover, card_starts, ways_on
from ehtutor.session.lesson import view
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
from ehtutor.session.story.telling import select
from ehtutor.value import replace

_OVERVIEW_ROWS = 14
"""Of the overview, so many cards at once."""


def screen(show: Slideshow, demo: Demo) -> Screen:
    """What the class sees at this moment."""
    if demo.cover is SlideCover.BLANK:
        return Screen(blocks=(), prompt=None)
    blocks = _cover(show, demo, demo.cover) if demo.cover else _slide(show, demo)
    return Screen(blocks=(_heading(show, demo), *blocks, *_typed(show, demo)), prompt=None)


def _heading(show: Slideshow, demo: Demo) -> Heading:
    texts, lesson = show.stage.texts, show.stage.lesson
    at, total = demo.at + 1, len(show.slides)
    return Heading(
        lesson=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
        title=title(show, demo),
        step=at,
        steps=total,
        step_label=texts.say("demo.slide", at=at, total=total),
    )


def title(show: Slideshow, demo: Demo) -> str:
    """What this moment is called."""
    texts = show.stage.texts
    if demo.cover:
        return texts.say(f"demo-keys.{demo.cover.value}.title")
    if demo.branch:
        return demo.branch.label
    if show.slides[demo.at].moment.is_done:
        return texts.say("screen.summary")
    return show.card(demo.at).title


def _typed(show: Slideshow, demo: Demo) -> tuple[Notice, ...]:
    """The number that is being typed."""
    if not demo.typed or demo.phase is not None:
        return ()
    text = show.stage.texts.say("demo.go-to", number=demo.typed)
    return (Notice(tone=Tone.NOTE, label="", text=text),)


def _slide(show: Slideshow, demo: Demo) -> tuple[Block, ...]:
    slide = show.slides[demo.at]
    if demo.phase is not None:
        return ballot.vote(show, demo, demo.phase)
    if demo.branch is not None:
        return _branch(show, demo, demo.branch)
    if slide.moment.is_done:
        return (Prose(text=show.stage.lesson.summary),)
    if slide.paragraph:
        return (Prose(text=slide.paragraph),)
    at_home = view.view(slide.moment)
    body = tuple(block for block in at_home.blocks if not isinstance(block, Heading))
    match show.card(demo.at):
        case Show() as card:
            return _shown(show, demo, slide, card, body)
        case Predict() | Ask() as card if slide.is_reveal:
            return (*ballot.options(card, is_revealed=True), ballot.why(card))
        case Predict() | Ask():
            return (*(block for block in body if isinstance(block, Prose)), *ballot.letters(at_home.prompt))
        case Do():
            return (*body, *ballot.unlettered(at_home.prompt))
        case _:
            return body


def _shown(show: Slideshow, demo: Demo, slide: Slide, card: Show, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The arrow of the moment and its message; the text of the card is for the teacher to tell."""
    if card.entry is None or card.knowledge:
        return body
    trace = slide.moment.login.trace
    entry = select(card.entry, trace, slide.moment.skipped)
    if entry is None:
        return body
    return _message(show, demo, trace, entry, slide.moment.revealed)


def _branch(show: Slideshow, demo: Demo, branch: Aside) -> tuple[Block, ...]:
    trace = branch.login.trace
    entry = branch.entries[branch.at]
    return _message(show, demo, trace, entry, entry.n)


def _message(show: Slideshow, demo: Demo, trace: Trace, entry: Entry, revealed: int) -> tuple[Block, ...]:
    """The arrow, its message, and of the checks no more than which failed, until one looks at every letter."""
    texts = show.stage.texts
    about = pictures.about(texts, trace, entry, demo.zoom)
    if demo.zoom is not Zoom.WIRE:
        about = tuple(_failed(block) if isinstance(block, Findings) else block for block in about)
    return (pictures.diagram(texts, trace, revealed), *about)


def _failed(findings: Findings) -> Ballot:
    failing = [line.says for line in findings.lines if not line.holds]
    return Ballot(lines=tuple(BallotLine(letter="", label=says, tone=Tone.WRONG) for says in failing))


def _cover(show: Slideshow, demo: Demo, cover: SlideCover) -> tuple[Block, ...]:
    match cover:
        case SlideCover.HELP:
            return (_help(show),)
        case SlideCover.OVERVIEW:
            return (_overview(show, demo),)
        case SlideCover.KNOWLEDGE:
            trace, upto = _reached(show, demo)
            return (replace(pictures.knowledge_table(show.stage.texts, trace, upto), title=""),)
        case SlideCover.TEXT:
            moment = show.slides[demo.at].moment
            is_last = moment.is_done
            return (Prose(text=show.stage.lesson.summary if is_last else moment.text),)
        case SlideCover.WHAT_IF:
            rows = enumerate(ways_on(show, demo), 1)
            return (Ballot(lines=tuple(BallotLine(letter=str(number), label=each.label) for number, each in rows)),)
        case SlideCover.BLANK:
            return ()
        case _:
            assert_never(cover)


def _reached(show: Slideshow, demo: Demo) -> tuple[Trace, int]:
    """The login that is on show, and how far."""
    if demo.branch is not None:
        return demo.branch.login.trace, demo.branch.entries[demo.branch.at].n
    moment = show.slides[demo.at].moment
    return moment.login.trace, moment.revealed


def _help(show: Slideshow) -> Table:
    """Every key with what it does."""
    texts = show.stage.texts
    rows = [(texts.say(f"demo-buttons.{name}.key"), texts.say(f"demo-buttons.{name}.does")) for name in ("on", "go")]
    for command in Command:
        letter = texts.say(f"demo-keys.{command.value}.letter").replace(" ", " / ")
        rows.append((letter, texts.say(f"demo-keys.{command.value}.does")))
    header = (texts.say("screen.help-key"), texts.say("screen.help-does"))
    return Table(title="", header=header, rows=tuple(rows))


def _overview(show: Slideshow, demo: Demo) -> Table:
    """The cards around the one that is pointed at, each with the number of its first slide."""
    starts = card_starts(show)
    here = max(index for index, start in enumerate(starts) if start <= demo.pointed)
    top = min(max(here - _OVERVIEW_ROWS // 2, 0), max(len(starts) - _OVERVIEW_ROWS, 0))
    rows = []
    for start in starts[top : top + _OVERVIEW_ROWS]:
        name = title(show, Demo(at=start))
        rows.append(("▶" if start == starts[here] else "", str(start + 1), name))
    return Table(title="", header=(), rows=tuple(rows), caption=show.stage.texts.say("demo.overview-how"))
