"""What a window shows of a card: every card of the course, in three windows and both languages.

The suite tries some of them, drawn by a seed that the run prints; the profile `long` tries all.
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Final

import pytest
from long import LONG, is_long
from session.playing import ALL_LESSONS, moments, onward

from ehtutor.course.model import Ask, Do, Predict
from ehtutor.course.texts import LANGUAGES
from ehtutor.render.block_lines import block_lines
from ehtutor.render.layout import question_lines
from ehtutor.render.look import Look
from ehtutor.render.plain import plain
from ehtutor.render.view import View, rows_asked, view_of
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Pressed
from ehtutor.session.screen.blocks import Block, MessagePanel, Notice, Prose, Screen
from ehtutor.session.screen.prompt import Choose, ChooseMany, Continue, Key, MatchChoices, OrderChoices, Write
from ehtutor.session.story.question_blocks import action_of

WINDOWS: Final = ((80, 24), (120, 40), (40, 24))
_DRAWN: Final = 2
"""Of the lessons in a language, in the suite."""

Place = tuple[str, str]


@pytest.fixture(scope="module")
def places(request: pytest.FixtureRequest) -> tuple[Place, ...]:
    """Lessons, each in a language: all of them, or what the seed draws."""
    all = tuple(product(ALL_LESSONS, LANGUAGES))
    return all if is_long() else tuple(Random(request.config.getoption("cards")).sample(all, _DRAWN))


def shown(places: tuple[Place, ...]) -> Iterator[tuple[Walkthrough, Screen]]:
    """Every screen of these lessons: what one sees by right answers, and at each question after a hint and an error."""
    for lesson, language in places:
        for moment in moments(lesson, language):
            yield from ((each, view(each)) for each in around(moment))


def around(moment: Walkthrough) -> Iterator[Walkthrough]:
    yield moment
    if moment.is_done or moment.answered is not None:
        return
    if isinstance(moment.card, Ask | Predict | Do):
        hinted = update(moment, Pressed(key=Key.HINT))
        yield hinted
        yield update(update(hinted, Pressed(key=Key.HINT)), Pressed(key=Key.HINT))
    if isinstance(moment.card, Ask | Predict):
        wrong = next(iter(moment.card.question.wrong_answers), None)
        if wrong is not None:
            told = update(moment, action_of(moment.card.question, wrong))
            yield told
            yield next(iter(list(onward(told))[1:2]), told)


def in_window(screen: Screen, size: tuple[int, int]) -> tuple[View, Look]:
    look = Look(width=min(size[0], 120), is_ascii=False)
    return view_of(screen, look, size, left=rows_asked(screen.prompt, look), scrolls=True), look


def rows_of(view: View, look: Look) -> list[str]:
    return [line.plain for line in view.lines(look)]


def are_in(block: Block, rows: list[str], look: Look, *, last: int | None = None) -> bool:
    """Whether the lines of a block, or its last ones, are to be seen: at full width, or beside a message."""
    for width in (look.width, 40):
        lines = [line.plain.strip() for line in block_lines(block, Look(width=width, is_ascii=False))]
        wanted = [line for line in lines if line][-last if last else None :]
        if all(any(line in row for row in rows) for line in wanted):
            return True
    return False


@pytest.fixture(scope="module")
def screens(places: tuple[Place, ...]) -> tuple[tuple[Walkthrough, Screen], ...]:
    return tuple(shown(places))


@LONG
@pytest.mark.parametrize("size", WINDOWS, ids=str)
def test_a_window_shows_what_is_asked_every_line_and_first_the_field_that_a_card_is_about(
    screens: tuple[tuple[Walkthrough, Screen], ...], size: tuple[int, int]
) -> None:
    for moment, screen in screens:
        opened, look = in_window(screen, size)
        assert_what_is_asked_and_the_newest_hint_are_in_view(moment, screen, opened, look)
        assert_the_pages_together_show_every_line(moment, opened)
        assert_it_opens_at_its_field(moment, screen, opened, look)


def assert_what_is_asked_and_the_newest_hint_are_in_view(
    moment: Walkthrough, screen: Screen, opened: View, look: Look
) -> None:
    if screen.prompt is None or isinstance(screen.prompt, Continue) or moment.cover is not None:
        return
    rows, is_wide = rows_of(opened, look), look.width >= 80
    last = None if is_wide else 1
    notices = [block for block in screen.blocks if isinstance(block, Notice)]
    for block in [block for block in screen.blocks if isinstance(block, Prose)][-1:]:
        assert notices or are_in(block, rows, look, last=last), moment.card.id
    for block in notices:
        assert are_in(block, rows, look, last=last), moment.card.id
    # and the list, or the line to type on, has room below
    assert len(rows) + len(question_lines(screen.prompt, look)) < opened.window[1] or not is_wide, moment.card.id


def assert_the_pages_together_show_every_line(moment: Walkthrough, opened: View) -> None:
    at, seen = opened.ended(last=False), set()
    while True:
        seen |= set(range(at.offset, at.offset + at.room))
        if (then := at.paged(1)) is at:
            break
        at = then
    assert seen >= set(range(len(at.page.body))), moment.card.id


def assert_it_opens_at_its_field(moment: Walkthrough, screen: Screen, opened: View, look: Look) -> None:
    if moment.is_done or moment.cover is not None or moment.table is None or not moment.table.field:
        return
    (panel,) = (block for block in screen.blocks if isinstance(block, MessagePanel))
    assert any(line.is_lit for line in (*panel.fields, *panel.wire)), moment.card.id
    # where there is no room for both, what is asked goes first
    is_asked = not isinstance(screen.prompt, Continue) or moment.answered is not None
    if is_asked and not (opened.page.foot or opened.page.side) and opened.names is not None:
        assert opened.window[1] <= 24, moment.card.id
        return
    assert any("▌" in row for row in rows_of(opened, look)), moment.card.id


@LONG
def test_what_a_screen_tells_and_asks_is_in_its_plain_lines(screens: tuple[tuple[Walkthrough, Screen], ...]) -> None:
    for moment, screen in screens:
        read = " ".join(plain(screen).split())
        for said in said_on(screen):
            assert " ".join(said.split()) in read, moment.card.id


def said_on(screen: Screen) -> Iterator[str]:
    for block in screen.blocks:
        match block:
            case Notice(label=label, text=text):
                yield from (label, text)
            case MessagePanel(sentence=sentence, fields=fields, wire=wire, seal=seal, rest=rest):
                yield from (sentence, seal, rest)
                for line in fields:
                    yield from (line.name, line.value, line.why, line.before)
                for written in wire:
                    yield from (written.text, written.why, written.before)
    match screen.prompt:
        case None:
            return
        case Continue(label=label):
            yield label
        case MatchChoices(left=left, right=right, question=question):
            yield from (question, *(each.label for each in (*left, *right)))
        case Choose(choices=choices, question=question) | ChooseMany(choices=choices, question=question):
            yield from (question, *(each.label for each in choices))
        case OrderChoices(choices=choices, question=question):
            yield from (question, *(each.label for each in choices))
        case Write(question=question):
            yield question
    yield from (hint.label for hint in screen.prompt.keys)
