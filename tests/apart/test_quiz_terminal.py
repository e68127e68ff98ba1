"""The quiz at a terminal of 80 by 24, with real keys: what a pipe can't tell of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from cli.emulator import CTRL_C, CTRL_D, DOWN, ENTER, Emulator, Ended
from cli.running import surroundings
from courses import shipped_course
from session.review_items import AT

from ehtutor.bank.catalogue import bank
from ehtutor.course.texts import interface
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY, fold
from ehtutor.quiz.item import Item, Listed
from ehtutor.quiz.logged import Answered
from ehtutor.quiz.questions import Cloze, Match, Number, OneOf, Order, Question, QuestionForm, SeveralOf, Text
from ehtutor.store.log import Log

SAY: Final = interface("nl").say
COMMAND: Final = "ehtutor quiz --all"
_MOST_SEEDS: Final = 400


@cache
def listed(language: str) -> dict[str, Listed]:
    return dict(bank(shipped_course(language), interface(language)))


@cache
def answered() -> tuple[Answered, ...]:
    """Every question of the lessons, answered well today: what is made comes after them."""
    return tuple(
        Answered(
            uid=f"before.{id}",
            question=id,
            revision=each.revision,
            seed="",
            language="nl",
            given="",
            is_right=True,
            hints=0,
            seconds=1,
            misconceptions=(),
            sitting="before",
            is_exam=False,
            at=datetime.now(UTC),
        )
        for id, each in listed("nl").items()
        if "/" in id
    )


@cache
def first(form: QuestionForm, language: str, *, is_made: bool = False) -> tuple[str, Item]:
    """A seed with which a quiz begins with a question of this form, and that question.

    A made one comes first for who has answered those of the lessons.
    """
    # the seed changes what a question says, and neither its id nor its form
    history = fold(EMPTY, answered()) if is_made else EMPTY
    entries = {id: each for id, each in listed(language).items() if each.lesson != "writing-lessons"}
    assert form in {each.form for id, each in entries.items() if ("/" not in id) is is_made}
    seeds = map(str, range(_MOST_SEEDS))
    found = ((seed, choose(entries, history, now=datetime.now(UTC), count=1, seed=seed)[0]) for seed in seeds)
    seed, id = next((seed, id) for seed, id in found if entries[id].form is form)
    return seed, listed(language)[id].make(seed)


def right(question: Question) -> str:
    """The keys that answer it."""
    match question:
        case OneOf(options=options, key=key):
            return nth([option.id for option in options], key) + ENTER
        case SeveralOf(options=options):
            ids = [option.id for option in options]
            return "".join(nth(ids, id) + " " for id in question.right_answer) + ENTER
        case Order(options=options, key=order):
            return placed([option.id for option in options], order)
        case Match(left=left, right=others, key=pairs):
            ids = [label.id for label in others]
            return "".join(nth(ids, pairs[each.id]) + ENTER for each in left)
        case Number() | Text() | Cloze():
            return "".join(word + ENTER for word in question.right_answer.values())


def wrong(question: Question) -> str:
    """The keys that answer it otherwise."""
    match question:
        case OneOf(options=options, key=key):
            ids = [option.id for option in options]
            return nth(ids, next(id for id in ids if id != key)) + ENTER
        case SeveralOf(options=options, key=keys):
            ids = [option.id for option in options]
            return nth(ids, next(id for id in ids if {id} != keys)) + " " + ENTER
        case Order(options=options, key=order):
            return placed([option.id for option in options], (*order[1:], order[0]))
        case Match(left=left, right=others, key=pairs):
            ids = [label.id for label in others]
            other = next(id for id in ids if id != pairs[left[0].id])
            return nth(ids, other) + ENTER + "".join(nth(ids, pairs[each.id]) + ENTER for each in left[1:])
        case Number(key=key):
            return f"{key + 1}{ENTER}"
        case Text() | Cloze():
            return "".join(f"xyz{ENTER}" for _ in question.right_answer)


def nth(ids: list[str], id: str) -> str:
    """The keys that point at this one in a list."""
    index = ids.index(id)
    return str(index + 1) if len(ids) <= 9 else DOWN * index


def placed(ids: list[str], order: tuple[str, ...]) -> str:
    """The keys that put them in this order: each is chosen from those that are left."""
    keys = ""
    for id in order:
        keys += nth(ids, id) + ENTER
        ids = [each for each in ids if each != id]
    return keys


def events(folder: Path) -> tuple[Any, ...]:
    log = Log.open(folder / "progress", now=AT)
    assert isinstance(log, Log)
    with log:
        return tuple(event for event in log.events("basis") if event not in answered())


def answered_before(folder: Path) -> None:
    """Let the learner have answered the lessons' questions."""
    log = Log.open(folder / "progress", now=AT)
    assert isinstance(log, Log)
    with log:
        log.record("basis", answered())


@contextmanager
def quiz(folder: Path, *arguments: str, language: str = "nl") -> Iterator[Emulator]:
    environ = surroundings(folder / "progress", EHTUTOR_LANG=language)
    # nobody has done a lesson here
    everything = () if "--exam" in arguments else ("--all",)
    with Emulator("quiz", *everything, *arguments, columns=80, rows=24, folder=folder, environ=environ) as screen:
        yield screen


def assert_left_well(ended: Ended, code: int) -> None:
    assert ended.code == code
    assert ended.after == ended.before
    assert not ended.is_cursor_hidden
    assert not ended.is_other_screen


# a list, an order and a line; every form is answered both ways on a pipe
@pytest.mark.parametrize(
    ("form", "language"),
    [(QuestionForm.SEVERAL_OF, "en"), (QuestionForm.ORDER, "nl"), (QuestionForm.CLOZE, "en")],
    ids=str,
)
def test_a_question_is_answered_wrongly_undone_and_answered_rightly(
    tmp_path: Path, form: QuestionForm, language: str
) -> None:
    say = interface(language).say
    seed, item = first(form, language, is_made=True)
    answered_before(tmp_path)
    with quiz(tmp_path, "--count", "1", "--seed", seed, language=language) as screen:
        screen.expect(say("quiz.number", number=1, total=1))
        screen.press(wrong(item.question)).expect(say("screen.wrong"), say("screen.solution"))
        assert screen.outside == ""
        screen.press("u").expect(say("quiz.number", number=1, total=1))
        screen.press(right(item.question)).expect(say("screen.right"), f"Enter {say('screen.continue')}")
        assert screen.outside == ""
        screen.type(ENTER)
        assert_left_well(screen.ended(), 0)
        assert say("quiz.score", right=1, asked=1) in screen.words
    answered, undone, again = events(tmp_path)
    assert (answered.is_right, undone.of, again.is_right) == (False, answered.uid, True)
    assert {answered.question, again.question} == {item.id}


def test_a_question_is_flagged_after_a_hint_and_then_answered(tmp_path: Path) -> None:
    seed, item = first(QuestionForm.ONE_OF, "nl")
    hints = len(item.hints)
    assert hints, "this test needs a question with hints"
    with quiz(tmp_path, "--count", "1", "--seed", seed) as screen:
        screen.expect(f"h {SAY('keys.hint.label')}").press("h").expect(SAY("screen.hint", number=1, total=hints))
        screen.press("f").expect(SAY("keys.flag.title"), SAY("quiz.remark"))
        screen.press("klopt niet" + ENTER).expect(SAY("quiz.flagged"), SAY("screen.hint", number=1, total=hints))
        screen.press("f").press(ENTER + "b").expect(SAY("screen.ask"))
        screen.press("?").expect(SAY("keys.flag.does")).press(ENTER)
        screen.press(right(item.question)).expect(SAY("screen.right"), SAY("quiz.flagged"))
    flagged, answered = events(tmp_path)
    assert (flagged.question, flagged.remark) == (item.id, "klopt niet")
    assert (answered.hints, answered.is_right) == (1, True)


def test_an_exam_tells_nothing_until_the_end(tmp_path: Path) -> None:
    language = "en"
    say = interface(language).say
    seed, item = first(QuestionForm.ONE_OF, language)
    with quiz(tmp_path, "--exam", "1", "--seed", seed, language=language) as screen:
        screen.expect("70%", f"Enter {say('quiz.start')}").press(ENTER)
        screen.expect(say("quiz.number", number=1, total=1))
        assert f"h {say('keys.hint.label')}" not in screen.words
        screen.press(wrong(item.question)).expect(say("screen.wrong"), say("screen.solution"))
        screen.type(ENTER)
        assert_left_well(screen.ended(), 1)
        assert say("quiz.failed") in screen.words
    begun, answered = events(tmp_path)
    assert (begun.asked, answered.is_exam) == (1, True)


@pytest.mark.parametrize(
    ("form", "before", "key"),
    [
        # halfway a list and halfway a line; every prompt is broken off on a pipe
        (QuestionForm.ORDER, ENTER, CTRL_C),
        (QuestionForm.CLOZE, "x", CTRL_D),
    ],
    ids=["list", "line"],
)
def test_breaking_off_at_a_question_is_a_goodbye(tmp_path: Path, form: QuestionForm, before: str, key: str) -> None:
    seed, _ = first(form, "nl", is_made=True)
    answered_before(tmp_path)
    with quiz(tmp_path, "--seed", seed) as screen:
        screen.expect(f"q {SAY('keys.quit.label')}").type(before).type(key)
        assert_left_well(screen.ended(), 130)
        assert screen.words.endswith(SAY("quiz.stopped", command=COMMAND))
    assert events(tmp_path) == ()


@pytest.mark.parametrize("then", ["", "f"], ids=["continue", "flag"])
def test_breaking_off_after_an_answer_keeps_it(tmp_path: Path, then: str) -> None:
    seed, item = first(QuestionForm.ONE_OF, "nl")
    with quiz(tmp_path, "--seed", seed) as screen:
        screen.expect(f"q {SAY('keys.quit.label')}").press(right(item.question)).expect(SAY("screen.right"))
        if then:
            screen.press(then).expect(SAY("quiz.remark"))
        screen.type(CTRL_C)
        assert_left_well(screen.ended(), 130)
    assert [event.question for event in events(tmp_path)] == [item.id]


def test_an_answer_that_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    seed, item = first(QuestionForm.ONE_OF, "nl")
    with quiz(tmp_path, "--seed", seed) as screen:
        screen.expect(f"q {SAY('keys.quit.label')}").press(right(item.question)).expect(SAY("screen.right"))
        screen.kill()
    (event,) = events(tmp_path)
    assert (event.question, event.is_right) == (item.id, True)


def test_trouble_with_the_progress_stands_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "progress").write_text("hoi")
    seed, item = first(QuestionForm.ONE_OF, "nl")
    with quiz(tmp_path, "--seed", seed) as screen:
        screen.expect(SAY("store.not-a-folder", place="|").partition("|")[2].strip())
        screen.press(right(item.question)).expect(SAY("screen.right")).type("q")
        assert_left_well(screen.ended(), 0)
        assert screen.words.endswith(SAY("quiz.stopped-unsaved", command=COMMAND))
