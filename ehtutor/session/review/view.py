"""From a moment in the quiz to its screen; the last one tells the score, where it is taught and what returns when."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, assert_never

from ehtutor.course.texts import Texts
from ehtutor.quiz.history import fold
from ehtutor.quiz.item import Exhibit, Item
from ehtutor.quiz.logged import Flagged
from ehtutor.session.review.state import (
    EXAM,
    PASS_MARK,
    Announced,
    Asking,
    LessonPlace,
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
from ehtutor.value import replace

_SHOWN: Final = 4
"""So many days are told on which questions return."""


def view(moment: Review) -> Screen:
    """What the learner sees at this moment."""
    if moment.cover is not None:
        return _covered(moment, moment.cover)
    match moment.at:
        case Announced():
            return _announced(moment)
        case Asking() as asked:
            return _asked(moment, asked)
        case Told():
            return _told(moment, moment.results[-1], len(moment.results))
        case Reading(page=page):
            return _told(moment, moment.results[page], page + 1)
        case ReviewOver():
            return _summary(moment)
        case _:
            assert_never(moment.at)


def nothing_due(sitting: Sitting, now: datetime) -> str:
    """That there is nothing to repeat, and when there will be."""
    texts, standings = sitting.texts, sitting.history.standings
    dues = [standing.due for id, standing in standings.items() if id in sitting.listed]
    if not dues:
        return texts.say("quiz.nothing-due", command=sitting.again)
    return texts.say("quiz.nothing-due-until", when=_when(texts, _days(min(dues), now)), command=sitting.again)


def _announced(moment: Review) -> Screen:
    texts = moment.sitting.texts
    text = texts.say("quiz.exam-rules", count=moment.asked, percent=PASS_MARK)
    heading = Heading(lesson=_name(moment.sitting), title=texts.say("quiz.exam-title"))
    return Screen(blocks=(heading, Prose(text=text)), prompt=_continue(moment, "quiz.start"))


def _asked(moment: Review, at: Asking) -> Screen:
    """What there is to look at comes last: it may be longer than the window, and then scrolls."""
    item = at.item
    blocks = (
        _heading(moment, item, len(moment.results) + 1),
        *question_blocks.asked(item.stem, item.question),
        *_flagged(moment, item),
        *question_blocks.hint(moment.sitting.texts, item.hints, at.hints),
        *exhibited(moment.sitting.texts, item.exhibits),
    )
    keys = key_hints(moment.sitting.texts, working(moment))
    return Screen(
        blocks=blocks, prompt=question_blocks.prompt(moment.sitting.texts, item.question, card=item.id, keys=keys)
    )


def _told(moment: Review, result: Result, number: int) -> Screen:
    """What there was to look at has been seen."""
    item = result.item
    blocks = (
        _heading(moment, item, number),
        *question_blocks.asked(item.stem, item.question),
        *question_blocks.feedback(moment.sitting.texts, item.question, result.given, solves=True),
        *_behind(moment.sitting.texts, result),
        *_taught(moment.sitting, item),
        *_flagged(moment, item),
        *exhibited(moment.sitting.texts, item.exhibits),
    )
    return Screen(blocks=blocks, prompt=_continue(moment, "screen.continue"))


def _heading(moment: Review, item: Item, number: int) -> Heading:
    texts = moment.sitting.texts
    return Heading(
        lesson=_name(moment.sitting),
        title=texts.say(f"topic.{item.topic.value}"),
        step=number,
        steps=moment.asked,
        step_label=texts.say("quiz.number", number=number, total=moment.asked),
    )


def exhibited(texts: Texts, exhibits: Sequence[Exhibit]) -> tuple[Block, ...]:
    """What there is to look at; two that are much alike stand side by side."""
    match exhibits:
        case [first, second] if _are_alike(first, second):
            left, right = dict(first.lines), dict(second.lines)
            absent = texts.say("quiz.absent")
            rows = tuple((name, left.get(name, absent), right.get(name, absent)) for name in {**left, **right})
            header = (texts.say("screen.field"), first.title, second.title)
            return (Table(title="", header=header, rows=rows),)
        case _:
            return tuple(Table(title=each.title, header=(), rows=each.lines) for each in exhibits)


def _are_alike(first: Exhibit, second: Exhibit) -> bool:
    """Whether at least half of the names are in both, and none stands twice in one."""
    left, right = dict(first.lines), dict(second.lines)
    is_once_each = len(left) == len(first.lines) and len(right) == len(second.lines)
    return is_once_each and 2 * len(left.keys() & right.keys()) >= len({**left, **right})


def _behind(texts: Texts, result: Result) -> tuple[Block, ...]:
    """What somebody may believe who answers so."""
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


def _taught(sitting: Sitting, item: Item) -> tuple[Block, ...]:
    """Where the answer is explained, and how to get there."""
    found = _place(sitting, item)
    if found is None:
        return ()
    place, command = found
    label = sitting.texts.say("quiz.taught", number=place.number, title=place.title)
    return (Notice(tone=Tone.NOTE, label=label, text=command),)


def _flagged(moment: Review, item: Item) -> tuple[Block, ...]:
    is_flagged = any(isinstance(event, Flagged) and event.question == item.id for event in moment.events)
    return (Notice(tone=Tone.NOTE, label="", text=moment.sitting.texts.say("quiz.flagged")),) if is_flagged else ()


def _summary(moment: Review) -> Screen:
    """No prompt: it is over."""
    texts = moment.sitting.texts
    blocks: tuple[Block, ...] = (
        Heading(lesson=_name(moment.sitting), title=texts.say("quiz.result")),
        _score(moment),
        *_wrong(moment),
        *_returning(moment),
        Notice(
            tone=Tone.NOTE, label=texts.say("quiz.next"), text=texts.say("quiz.next-is", command=moment.sitting.again)
        ),
    )
    return Screen(blocks=blocks, prompt=None)


def _score(moment: Review) -> Notice:
    texts = moment.sitting.texts
    score = texts.say("quiz.score", right=moment.right, asked=moment.asked)
    if not moment.sitting.is_exam:
        return Notice(tone=Tone.RIGHT, label=texts.say("quiz.done"), text=score)
    if moment.is_broken_off:
        score = texts.say("quiz.broken-off", right=moment.right, asked=moment.asked)
    is_passed = moment.has_passed
    percent = moment.right * 100 // max(moment.asked, 1)
    label = texts.say("quiz.passed" if is_passed else "quiz.failed")
    mark = texts.say("quiz.mark", score=score, percent=percent, needed=PASS_MARK)
    return Notice(tone=Tone.RIGHT if is_passed else Tone.WRONG, label=label, text=mark)


def _wrong(moment: Review) -> tuple[Block, ...]:
    """What went wrong, each with where it is taught."""
    lines = []
    for item in (result.item for result in moment.results if not result.is_right):
        # what is asked stands last
        stem = " ".join(item.stem.rpartition("\n\n")[2].split())
        lines.append(f"- {stem}")
        if found := _place(moment.sitting, item):
            place, command = found
            lines.append(f"  - {moment.sitting.texts.say('quiz.where', number=place.number, command=command)}")
    return (Prose(text="\n".join([f"{moment.sitting.texts.say('quiz.wrong')}\n", *lines])),) if lines else ()


def _place(sitting: Sitting, item: Item) -> tuple[LessonPlace, str] | None:
    """The lesson that explains it, and the command that shows the card."""
    lesson, _, card = item.taught.partition("/")
    place = sitting.lessons.get(lesson)
    return (place, f"{place.command} --card {card}") if place else None


def _returning(moment: Review) -> tuple[Block, ...]:
    """When the questions of this sitting return."""
    if not moment.events:
        return ()
    texts, now = moment.sitting.texts, moment.events[-1].at
    standings = fold(moment.sitting.history, moment.events).standings
    asked = {result.item.id for result in moment.results}
    counts = Counter(_days(standings[id].due, now) for id in asked if id in standings)
    days = sorted(counts)
    told = [(_when(texts, day), counts[day]) for day in days[:_SHOWN]]
    told += [(texts.say("quiz.later"), sum(counts[day] for day in days[_SHOWN:]))] if days[_SHOWN:] else []
    line = ", ".join(texts.say("quiz.so-many", when=when, count=count) for when, count in told)
    return (Notice(tone=Tone.NOTE, label=texts.say("quiz.returns"), text=line),) if line else ()


def _days(due: datetime, now: datetime) -> int:
    return max((due.date() - now.date()).days, 0)


def _when(texts: Texts, days: int) -> str:
    match days:
        case 0:
            return texts.say("quiz.today")
        case 1:
            return texts.say("quiz.tomorrow")
        case _:
            return texts.say("quiz.in-days", days=days)


def _covered(moment: Review, cover: QuestionCover) -> Screen:
    texts, item = moment.sitting.texts, moment.item
    lesson = _name(moment.sitting)
    heading = Heading(lesson=lesson, title=texts.say(f"keys.{cover.value}.title"))
    stem = item.stem if item else ""
    match cover:
        case QuestionCover.TERMS:
            block: Block = terms_table(texts, moment.sitting.glossary, stem)
        case QuestionCover.HELP:
            block = keys_table(texts, _of_a_quiz(is_exam=moment.sitting.is_exam))
        case QuestionCover.FLAG:
            blank = Blank(id=REMARK, label=texts.say("quiz.remark"), takes=Takes.TEXT)
            keys = key_hints(texts, working(moment))
            prompt = Write(card=_card(moment), question=texts.say("quiz.what-is-wrong"), blanks=(blank,), keys=keys)
            return Screen(blocks=(heading, Prose(text=stem)), prompt=prompt)
        case _:
            assert_never(cover)
    return Screen(blocks=(heading, block), prompt=replace(_continue(moment, "quiz.back"), closes=True))


def _of_a_quiz(*, is_exam: bool) -> tuple[Key, ...]:
    """Every key that may ever work here."""
    keys = (Key.HINT, Key.UNDO, Key.FLAG, Key.TERMS, Key.HELP, Key.QUIT)
    return tuple(key for key in keys if key is not Key.HINT) if is_exam else keys


def _continue(moment: Review, label: str) -> Continue:
    keys = key_hints(moment.sitting.texts, working(moment))
    return Continue(card=_card(moment), label=moment.sitting.texts.say(label), keys=keys)


def _card(moment: Review) -> str:
    return moment.item.id if moment.item else EXAM


def _name(sitting: Sitting) -> str:
    return sitting.texts.say("quiz.exam" if sitting.is_exam else "quiz.quiz")
