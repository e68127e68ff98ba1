"""From a moment in the quiz to its screen."""

from collections.abc import Sequence
from typing import assert_never

from ehtutor.quiz.item import Exhibit, Item
from ehtutor.quiz.logged import Flagged
from ehtutor.session.review.end import summary, taught
from ehtutor.session.review.state import (
    EXAM,
    PASS_MARK,
    Announced,
    Asking,
    QuestionCover,
    Reading,
    Result,
    Review,
    ReviewOver,
    Sitting,
    Told,
)
from ehtutor.session.review.update import REMARK, working
from ehtutor.session.screen.beside import key_hints, keys_table, terms_table
from ehtutor.session.screen.blocks import Block, Heading, Notice, Prose, Screen, Table, Tone
from ehtutor.session.screen.prompt import Blank, Continue, Key, Takes, Write
from ehtutor.session.story import question_blocks


def view(sitting: Sitting, review: Review) -> Screen:
    """What the learner sees at this moment."""
    if review.cover is not None:
        return _covered(sitting, review, review.cover)
    match review.at:
        case Announced():
            return _announced(sitting, review)
        case Asking() as asked:
            return _asked(sitting, review, asked)
        case Told():
            return _told(sitting, review, review.results[-1], len(review.results))
        case Reading(page=page):
            return _told(sitting, review, review.results[page], page + 1)
        case ReviewOver():
            return summary(sitting, review)
        case _:
            assert_never(review.at)


def _announced(sitting: Sitting, review: Review) -> Screen:
    texts = sitting.texts
    text = texts.say("quiz.exam-rules", count=review.asked, percent=PASS_MARK)
    heading = Heading(lesson=texts.say("quiz.exam"), title=texts.say("quiz.exam-title"))
    return Screen(blocks=(heading, Prose(text=text)), prompt=_continue(sitting, review, "quiz.start"))


def _asked(sitting: Sitting, review: Review, at: Asking) -> Screen:
    """What there is to look at comes last: it may be longer than the window, and then scrolls."""
    item = at.item
    blocks = (
        _heading(sitting, review, item, len(review.results) + 1),
        *question_blocks.asked(item.stem, item.question),
        *_flagged(sitting, review, item),
        *question_blocks.hint(sitting.texts, item.hints, at.hints),
        *exhibited(sitting, item.exhibits),
    )
    keys = key_hints(sitting.texts, working(sitting, review))
    return Screen(blocks=blocks, prompt=question_blocks.prompt(sitting.texts, item.question, card=item.id, keys=keys))


def _told(sitting: Sitting, review: Review, result: Result, number: int) -> Screen:
    """What there was to look at has been seen."""
    item = result.item
    blocks = (
        _heading(sitting, review, item, number),
        *question_blocks.asked(item.stem, item.question),
        *question_blocks.feedback(sitting.texts, item.question, result.given, solves=True),
        *_behind(sitting, result),
        *taught(sitting, item),
        *_flagged(sitting, review, item),
        *exhibited(sitting, item.exhibits),
    )
    return Screen(blocks=blocks, prompt=_continue(sitting, review, "screen.continue"))


def _heading(sitting: Sitting, review: Review, item: Item, number: int) -> Heading:
    texts = sitting.texts
    return Heading(
        lesson=texts.say("quiz.exam" if sitting.is_exam else "quiz.quiz"),
        title=texts.say(f"topic.{item.topic.value}"),
        step=number,
        steps=review.asked,
        step_label=texts.say("quiz.number", number=number, total=review.asked),
    )


def exhibited(sitting: Sitting, exhibits: Sequence[Exhibit]) -> tuple[Block, ...]:
    """What there is to look at; two that are much alike stand side by side."""
    match exhibits:
        case [first, second] if _are_alike(first, second):
            left, right = dict(first.lines), dict(second.lines)
            absent = sitting.texts.say("quiz.absent")
            rows = tuple((name, left.get(name, absent), right.get(name, absent)) for name in {**left, **right})
            header = (sitting.texts.say("screen.field"), first.title, second.title)
            return (Table(title="", header=header, rows=rows),)
        case _:
            return tuple(Table(title=each.title, header=(), rows=each.lines) for each in exhibits)


def _are_alike(first: Exhibit, second: Exhibit) -> bool:
    """Whether at least half of the names are in both, and none stands twice in one."""
    left, right = dict(first.lines), dict(second.lines)
    is_once_each = len(left) == len(first.lines) and len(right) == len(second.lines)
    return is_once_each and 2 * len(left.keys() & right.keys()) >= len({**left, **right})


def _behind(sitting: Sitting, result: Result) -> tuple[Block, ...]:
    """What somebody may believe who answers so."""
    texts = sitting.texts
    return tuple(
        Notice(
            tone=Tone.NOTE,
            label=texts.say("quiz.thought"),
            text=texts.say(
                "quiz.behind",
                says=texts.say(f"misconception.{id}.says"),
                truth=texts.say(f"misconception.{id}.truth"),
            ),
        )
        for id in result.misconceptions
    )


def _flagged(sitting: Sitting, review: Review, item: Item) -> tuple[Block, ...]:
    is_flagged = any(isinstance(event, Flagged) and event.question == item.id for event in review.events)
    return (Notice(tone=Tone.NOTE, label="", text=sitting.texts.say("quiz.flagged")),) if is_flagged else ()


def _covered(sitting: Sitting, review: Review, cover: QuestionCover) -> Screen:
    texts, item = sitting.texts, review.item
    lesson = texts.say("quiz.exam" if sitting.is_exam else "quiz.quiz")
    heading = Heading(lesson=lesson, title=texts.say(f"keys.{cover.value}.title"))
    stem = item.stem if item else ""
    match cover:
        case QuestionCover.TERMS:
            block: Block = terms_table(texts, sitting.glossary, stem)
        case QuestionCover.HELP:
            block = keys_table(texts, _of_a_quiz(sitting))
        case QuestionCover.FLAG:
            blank = Blank(id=REMARK, label=texts.say("quiz.remark"), takes=Takes.TEXT)
            keys = key_hints(texts, working(sitting, review))
            prompt = Write(card=_card(review), question=texts.say("quiz.what-is-wrong"), blanks=(blank,), keys=keys)
            return Screen(blocks=(heading, Prose(text=stem)), prompt=prompt)
        case _:
            assert_never(cover)
    return Screen(blocks=(heading, block), prompt=_continue(sitting, review, "quiz.back"))


def _of_a_quiz(sitting: Sitting) -> tuple[Key, ...]:
    """Every key that may ever work here."""
    keys = (Key.HINT, Key.UNDO, Key.FLAG, Key.TERMS, Key.HELP, Key.QUIT)
    return tuple(key for key in keys if key is not Key.HINT) if sitting.is_exam else keys


def _continue(sitting: Sitting, review: Review, label: str) -> Continue:
    keys = key_hints(sitting.texts, working(sitting, review))
    return Continue(card=_card(review), label=sitting.texts.say(label), keys=keys)


def _card(review: Review) -> str:
    return review.item.id if review.item else EXAM
