"""The screen that shows a learner what he masters, and what to do next."""

from collections.abc import Iterator
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.session.mastery.learner import Mastery, When, weakest
from ehtutor.session.screen.blocks import Bar, Bars, Block, Heading, Notice, Prose, Screen, Tone

_QUIZ: Final = "ehtutor quiz"
_SHOWN: Final = 5
"""So many misconceptions and scores."""


def mastery_screen(mastery: Mastery, texts: Texts, *, course: str) -> Screen:
    """Printed as it is: nothing is asked. `course` is the option that names the course, if one is needed."""
    return Screen(blocks=tuple(_blocks(mastery, texts, course)), prompt=None)


def _blocks(mastery: Mastery, texts: Texts, course: str) -> Iterator[Block]:
    yield Heading(lesson="ehtutor", title=texts.say("progress.title"))
    if mastery.answers:
        yield Prose(text=texts.say("progress.known", right=mastery.right, answers=mastery.answers))
        yield from _topics(mastery, texts)
        yield from _roles(mastery, texts)
        yield from _due(mastery, texts)
    yield from _returning(mastery, texts)
    yield from _predictions(mastery, texts)
    yield from _scores(mastery, texts)
    yield Notice(tone=Tone.NOTE, label=texts.say("progress.next"), text=_next(mastery, texts, course))


def _topics(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    rows = tuple(
        Bar(
            label=texts.say(f"topic.{topic.value}"),
            part=share.known,
            whole=share.seen,
            note=texts.say("progress.new", count=share.all - share.seen) if share.all > share.seen else "",
        )
        for topic, share in mastery.topics.items()
        if share.seen
    )
    if rows:
        yield Bars(title=texts.say("progress.topics"), rows=rows, of=texts.say("progress.of"))
    unseen = [
        texts.say(f"topic.{topic.value}") for topic, share in mastery.topics.items() if share.all > 0 == share.seen
    ]
    if unseen:
        yield Notice(tone=Tone.NOTE, label=texts.say("progress.unseen"), text=" · ".join(unseen))


def _roles(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    rows = tuple(
        Bar(label=texts.say(f"role.{role.value}"), part=share.known, whole=share.seen)
        for role, share in mastery.roles.items()
    )
    if rows:
        yield Bars(title=texts.say("progress.roles"), rows=rows, of=texts.say("progress.of"))


def _due(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    counts = [
        texts.say("progress.so-many", when=texts.say(f"progress.due.{when.value}"), count=count)
        for when, count in mastery.due.items()
        if count
    ]
    if counts:
        yield Notice(tone=Tone.NOTE, label=texts.say("progress.due-title"), text=", ".join(counts))


def _returning(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    believed = [each for each in mastery.returning if not each.is_overcome][:_SHOWN]
    if not believed:
        return
    lines = [
        texts.say(
            "progress.belief",
            says=texts.say(f"misconception.{each.id}.says"),
            truth=texts.say(f"misconception.{each.id}.truth"),
            times=each.belief.times,
        )
        for each in believed
        if texts.has(f"misconception.{each.id}.says")
    ]
    yield Prose(text="\n".join([f"**{texts.say('progress.beliefs')}**\n", *(f"- {line}" for line in lines)]))


def _predictions(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    rows = tuple(
        Bar(label=texts.say(f"progress.asks.{kind.value}"), part=found.right, whole=found.asked)
        for kind, found in mastery.predictions.items()
    )
    if rows:
        yield Bars(title=texts.say("progress.predictions"), rows=rows, of=texts.say("progress.of"))


def _scores(mastery: Mastery, texts: Texts) -> Iterator[Block]:
    rows = tuple(
        Bar(
            label=f"{score.at:%Y-%m-%d} {texts.say('progress.exam' if score.is_exam else 'progress.quiz')}",
            part=score.right,
            whole=score.asked,
            note=texts.say("progress.broken-off") if score.is_broken_off else "",
        )
        for score in mastery.scores[:_SHOWN]
    )
    if rows:
        yield Bars(title=texts.say("progress.scores"), rows=rows, of=texts.say("progress.of"))


def _next(mastery: Mastery, texts: Texts, course: str) -> str:
    """What is due first; then what is known least; for who never answered, the first question."""
    if not mastery.answers:
        return texts.say("progress.next-first", command=f"{_QUIZ}{course}")
    if due := mastery.due[When.TODAY]:
        return texts.say("progress.next-due", count=due, command=f"{_QUIZ} --due{course}")
    if topic := weakest(mastery.topics):
        about = texts.say(f"topic.{topic.value}")
        return texts.say("progress.next-topic", topic=about, command=f"{_QUIZ} --topic {topic.value}{course}")
    return texts.say("progress.next-new", command=f"{_QUIZ}{course}")
