"""The screen that shows a teacher how the answers of a class are spread."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.session.mastery.classroom import ClassResults, Marked, Spread
from ehtutor.session.screen.blocks import Bar, Bars, Block, Heading, Prose, Screen

_QUESTIONS: Final = 10
"""So many are shown; the rest is in the data."""
_WRONG: Final = 3
"""So many wrong answers to each."""


def class_screen(results: ClassResults, texts: Texts) -> Screen:
    """Printed as it is: nothing is asked."""
    return Screen(blocks=tuple(_blocks(results, texts)), prompt=None)


def _blocks(results: ClassResults, texts: Texts) -> Iterator[Block]:
    papers = results.papers
    yield Heading(lesson="ehtutor", title=texts.say("progress.class.title"))
    counts = {"files": len(papers), "answers": sum(each.answers for each in papers)}
    sentences = [texts.say("progress.class.counted", right=sum(each.right for each in papers), **counts)]
    if gone := sum(each.gone for each in papers):
        sentences.append(texts.say("progress.class.gone", count=gone))
    if unanswered := sum(each.unanswered for each in papers):
        sentences.append(texts.say("progress.class.unanswered", count=unanswered))
    yield Prose(text=" ".join(sentences))
    yield Bars(
        title=texts.say("progress.class.files"),
        rows=tuple(
            Bar(
                label=each.name,
                part=each.right,
                whole=each.answers + each.unanswered,
                note=" ".join(_notes(each, texts)),
            )
            for each in papers
        ),
        of=texts.say("progress.of"),
    )
    yield from _misconceptions(results, texts)
    yield from _questions(results, texts)


def _notes(marked: Marked, texts: Texts) -> Iterator[str]:
    if marked.known:
        yield texts.say("progress.class.known", count=marked.known)
    if marked.unanswered:
        yield texts.say("progress.broken-off")


def _misconceptions(results: ClassResults, texts: Texts) -> Iterator[Block]:
    rows = tuple(
        Bar(label=texts.say(f"misconception.{id}.says").rstrip("."), part=held.people, whole=len(results.papers))
        for id, held in results.misconceptions.items()
        if texts.has(f"misconception.{id}.says")
    )
    if rows:
        yield Bars(title=texts.say("progress.class.misconceptions"), rows=rows, of=texts.say("progress.of"))


def _questions(results: ClassResults, texts: Texts) -> Iterator[Block]:
    """Those that went wrong most often, each with what was answered instead."""
    wrong = {id: spread for id, spread in results.questions.items() if spread.wrong}
    if wrong:
        shown = texts.say("progress.class.hardest", shown=min(len(wrong), _QUESTIONS), all=len(results.questions))
        yield Prose(text=f"**{shown}**")
    for id, spread in islice(wrong.items(), _QUESTIONS):
        yield Prose(text=f"{results.items[id].stem}\n\n`{id}`")
        yield Bars(title="", rows=tuple(_answers(spread, texts)), of=texts.say("progress.of"))


def _answers(spread: Spread, texts: Texts) -> Iterator[Bar]:
    yield Bar(label=texts.say("progress.class.right"), part=spread.right, whole=spread.answers)
    for label, times in islice(spread.wrong.items(), _WRONG):
        yield Bar(label=texts.say("progress.class.wrong", answer=label), part=times, whole=spread.answers)
