"""What a lesson ends with: what was seen, what was right at once, what was predicted, and where to go from here."""

from typing import Final

from ehtutor.course.model import RIGHT, Ask, Goal, Predict
from ehtutor.quiz.questions import OneOf
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.screen.blocks import Block, Notice, Prose, Table, Tone

MOST_AGAIN: Final = 5
"""Titles of what to look at again."""


def told(moment: Walkthrough) -> tuple[Block, ...]:
    """Below the heading."""
    texts, lesson = moment.stage.texts, moment.stage.lesson
    practise = f"ehtutor quiz --lesson {lesson.id}{moment.stage.course_option}"
    return (
        Prose(text=lesson.summary),
        *_at_first_sight(moment),
        *_predictions(moment),
        Notice(tone=Tone.RIGHT, label=texts.say("screen.done"), text=_what_next(moment.stage)),
        Notice(
            tone=Tone.NOTE,
            label=texts.say("screen.practise"),
            text=texts.say("screen.practise-with", command=practise),
        ),
    )


def _at_first_sight(moment: Walkthrough) -> tuple[Notice, ...]:
    """How many questions and goals were right at once, and which to look at again."""
    asked = [card for scene in moment.stage.lesson.scenes for card in scene.cards if card.id in moment.first]
    counted = [card for card in asked if isinstance(card, Ask | Goal)]
    again = [card for card in counted if moment.first[card.id] not in _right_words(card)]
    if not counted:
        return ()
    texts, lesson = moment.stage.texts, moment.stage.lesson
    said = texts.say("screen.at-once", right=len(counted) - len(again), total=len(counted))
    if not again:
        return (Notice(tone=Tone.NOTE, label=texts.say("screen.at-first-sight"), text=said),)
    titles = ", ".join(texts.quoted(card.title) for card in again[:MOST_AGAIN])
    command = f"ehtutor walkthrough {lesson.id}{moment.stage.course_option} --card {again[0].id}"
    more = texts.say("screen.look-again", titles=titles, command=command)
    return (Notice(tone=Tone.NOTE, label=texts.say("screen.at-first-sight"), text=f"{said} {more}"),)


def _right_words(card: Ask | Goal) -> frozenset[str]:
    """What stands for right in what was answered first."""
    key = card.question.key if isinstance(card, Ask) and isinstance(card.question, OneOf) else RIGHT
    return frozenset({key, RIGHT})


def _predictions(moment: Walkthrough) -> tuple[Table, ...]:
    """Shown, never scored."""
    rows = []
    for scene in moment.stage.lesson.scenes:
        for card in scene.cards:
            said = moment.first.get(card.id)
            if isinstance(card, Predict) and said is not None:
                labels = {option.id: option.label for option in card.question.options}
                became = labels[card.question.key]
                rows.append((card.title, labels[said], f"✓ {became}" if said == card.question.key else became))
    if not rows:
        return ()
    texts = moment.stage.texts
    header = (texts.say("screen.prediction"), texts.say("screen.you-said"), texts.say("screen.it-became"))
    return (Table(title=texts.say("screen.predictions"), header=header, rows=tuple(rows)),)


def _what_next(stage: Stage) -> str:
    following = stage.course.after(stage.lesson)
    if following is None:
        return stage.texts.say("screen.course-done")
    command = f"ehtutor walkthrough {following.id}{stage.course_option}"
    return stage.texts.say("screen.next-lesson", title=following.title, command=command)
