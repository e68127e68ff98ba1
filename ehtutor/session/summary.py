"""The last screen of a lesson: what to take along, and what became of the predictions."""

from ehtutor.course.model import Predict
from ehtutor.session.blocks import Block, Notice, Prose, Table, Tone
from ehtutor.session.frame import heading
from ehtutor.session.screen import Screen
from ehtutor.session.state import Stage, Walkthrough


def summary(stage: Stage, state: Walkthrough) -> Screen:
    """No prompt: the lesson is done."""
    texts, lesson = stage.texts, stage.lesson
    blocks: tuple[Block, ...] = (
        heading(stage, state, texts.say("screen.summary")),
        Prose(text=lesson.summary),
        *_predictions(stage, state),
        Notice(tone=Tone.RIGHT, label=texts.say("screen.done"), text=_what_next(stage)),
        Notice(
            tone=Tone.NOTE,
            label=texts.say("screen.practise"),
            text=texts.say("screen.practise-with", command=f"ehtutor quiz --lesson {lesson.id}"),
        ),
    )
    return Screen(blocks=blocks, prompt=None)


def _predictions(stage: Stage, state: Walkthrough) -> tuple[Table, ...]:
    """Shown, never scored."""
    rows = []
    for scene in stage.lesson.scenes:
        for card in scene.cards:
            said = state.first.get(card.id)
            if isinstance(card, Predict) and said is not None:
                labels = {option.id: option.label for option in card.question.options}
                rows.append((card.title, labels[said], labels[card.question.key]))
    if not rows:
        return ()
    texts = stage.texts
    header = (texts.say("screen.prediction"), texts.say("screen.you-said"), texts.say("screen.it-became"))
    return (Table(title=texts.say("screen.predictions"), header=header, rows=tuple(rows)),)


def _what_next(stage: Stage) -> str:
    following = [lesson for lesson in stage.course.lessons if lesson.number == stage.lesson.number + 1]
    if not following:
        return stage.texts.say("screen.course-done")
    return stage.texts.say(
        "screen.next-lesson", title=following[0].title, command=f"ehtutor walkthrough {following[0].id}"
    )
