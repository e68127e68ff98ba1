"""What every screen of a lesson has: its heading, and the keys that work now; the quiz has those too."""

from ehtutor.course.texts import Texts
from ehtutor.session.blocks import Heading
from ehtutor.session.prompt import Key, KeyHint
from ehtutor.session.state import Stage, Walkthrough


def heading(stage: Stage, state: Walkthrough, title: str) -> Heading:
    """The lesson, the card, and the step of the story that was reached."""
    texts, lesson = stage.texts, stage.lesson
    entries = state.login.entries[: state.revealed]
    step = max((entry.step for entry in entries), default=None)
    return Heading(
        lesson=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
        title=title,
        step=step,
        step_label=texts.say("screen.step", step=step, steps=10) if step else "",
    )


def key_hints(texts: Texts, keys: tuple[Key, ...]) -> tuple[KeyHint, ...]:
    """These keys with their letters and words."""
    return tuple(
        KeyHint(
            key=key,
            letter=texts.say(f"keys.{key.value}.letter"),
            label=texts.say(f"keys.{key.value}.label"),
        )
        for key in keys
    )
