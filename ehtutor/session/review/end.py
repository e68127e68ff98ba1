"""The last screen of a quiz or an exam: the score, what went wrong and where it is taught, and what returns when."""

from collections import Counter
from datetime import datetime
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.quiz.history import fold
from ehtutor.quiz.item import Item
from ehtutor.session.review.state import PASS_MARK, LessonPlace, Review, Sitting
from ehtutor.session.screen.blocks import Block, Heading, Notice, Prose, Screen, Tone

_SHOWN: Final = 4
"""So many days are told on which questions return."""


def summary(sitting: Sitting, review: Review) -> Screen:
    """No prompt: it is over."""
    texts = sitting.texts
    blocks: tuple[Block, ...] = (
        Heading(lesson=texts.say("quiz.exam" if sitting.is_exam else "quiz.quiz"), title=texts.say("quiz.result")),
        _score(sitting, review),
        *_wrong(sitting, review),
        *_returning(sitting, review),
        Notice(tone=Tone.NOTE, label=texts.say("quiz.next"), text=texts.say("quiz.next-is", command=sitting.again)),
    )
    return Screen(blocks=blocks, prompt=None)


def taught(sitting: Sitting, item: Item) -> tuple[Block, ...]:
    """Where the answer is explained, and how to get there."""
    found = _place(sitting, item)
    if found is None:
        return ()
    place, command = found
    label = sitting.texts.say("quiz.taught", number=place.number, title=place.title)
    return (Notice(tone=Tone.NOTE, label=label, text=command),)


def _score(sitting: Sitting, review: Review) -> Notice:
    texts = sitting.texts
    score = texts.say("quiz.score", right=review.right, asked=review.asked)
    if not sitting.is_exam:
        return Notice(tone=Tone.RIGHT, label=texts.say("quiz.done"), text=score)
    if review.is_broken_off:
        score = texts.say("quiz.broken-off", right=review.right, asked=review.asked)
    is_passed = review.has_passed
    percent = review.right * 100 // max(review.asked, 1)
    label = texts.say("quiz.passed" if is_passed else "quiz.failed")
    mark = texts.say("quiz.mark", score=score, percent=percent, needed=PASS_MARK)
    return Notice(tone=Tone.RIGHT if is_passed else Tone.WRONG, label=label, text=mark)


def _wrong(sitting: Sitting, review: Review) -> tuple[Block, ...]:
    """What went wrong, each with where it is taught."""
    lines = []
    for item in (result.item for result in review.results if not result.is_right):
        # what is asked stands last
        stem = " ".join(item.stem.rpartition("\n\n")[2].split())
        lines.append(f"- {stem}")
        if found := _place(sitting, item):
            place, command = found
            lines.append(f"  - {sitting.texts.say('quiz.where', number=place.number, command=command)}")
    return (Prose(text="\n".join([f"{sitting.texts.say('quiz.wrong')}\n", *lines])),) if lines else ()


def _place(sitting: Sitting, item: Item) -> tuple[LessonPlace, str] | None:
    """The lesson that explains it, and the command that shows the card."""
    lesson, _, card = item.taught.partition("/")
    place = sitting.lessons.get(lesson)
    return (place, f"{place.command} --card {card}") if place else None


def _returning(sitting: Sitting, review: Review) -> tuple[Block, ...]:
    """When the questions of this sitting return."""
    if not review.events:
        return ()
    texts, now = sitting.texts, review.events[-1].at
    standings = fold(sitting.history, review.events).standings
    asked = {result.item.id for result in review.results}
    counts = Counter(_days(standings[id].due, now) for id in asked if id in standings)
    days = sorted(counts)
    told = [(_when(texts, day), counts[day]) for day in days[:_SHOWN]]
    told += [(texts.say("quiz.later"), sum(counts[day] for day in days[_SHOWN:]))] if days[_SHOWN:] else []
    line = ", ".join(texts.say("quiz.so-many", when=when, count=count) for when, count in told)
    return (Notice(tone=Tone.NOTE, label=texts.say("quiz.returns"), text=line),) if line else ()


def nothing_due(sitting: Sitting, now: datetime) -> str:
    """That there is nothing to repeat, and when there will be."""
    texts, standings = sitting.texts, sitting.history.standings
    dues = [standing.due for id, standing in standings.items() if id in sitting.listed]
    if not dues:
        return texts.say("quiz.nothing-due", command=sitting.again)
    return texts.say("quiz.nothing-due-until", when=_when(texts, _days(min(dues), now)), command=sitting.again)


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
