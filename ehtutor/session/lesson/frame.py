"""What every screen of a lesson has: its heading, and the keys that work now; the quiz has those too."""

from typing import Final, assert_never

from ehtutor.course.glossary_file import marked
from ehtutor.course.model import Ask, Do, Predict, Show
from ehtutor.course.texts import Texts
from ehtutor.protocol.pages import Challenge
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Verdict
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.screen.blocks import Heading
from ehtutor.session.screen.prompt import Key, KeyHint
from ehtutor.session.story.fields import field_names


def heading(moment: Walkthrough, title: str) -> Heading:
    """The lesson, the card, and the step of the story that was reached."""
    texts, lesson = moment.stage.texts, moment.stage.lesson
    entries = moment.login.entries[: moment.revealed]
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


OF_A_LESSON: Final = tuple(key for key in Key if key not in {Key.UNDO, Key.FLAG})
"""All that may ever work in a lesson; the other ones are of the quiz."""


def working(moment: Walkthrough) -> tuple[Key, ...]:
    """The keys that work on the card that lies on the table, in the order of the prompt line."""
    card = moment.card
    entry = moment.login.entries[moment.revealed - 1] if moment.revealed else None
    is_shown = moment.on_detour or (isinstance(card, Show) and card.entry is not None and not card.knowledge)
    is_asked = isinstance(card, Predict | Ask | Do) and moment.answered is None and not moment.on_detour
    page = moment.login.awaiting.page if moment.login.awaiting else None
    works = {
        Key.CANCEL: isinstance(card, Do) and is_asked and isinstance(page, Challenge),
        Key.BACK: moment.before is not None,
        Key.ZOOM: is_shown and _has_fields(entry),
        Key.KNOWLEDGE: moment.revealed > 0,
        Key.WALLET: True,
        Key.TERMS: any(id in moment.stage.course.glossary for id in marked(moment.text)),
        Key.HINT: isinstance(card, Predict | Ask | Do) and is_asked and moment.hints < len(card.hints),
        Key.AGAIN: moment.before is not None,
        Key.HELP: True,
        Key.QUIT: True,
    }
    return tuple(key for key, does in works.items() if does)


def _has_fields(entry: Entry | None) -> bool:
    match entry:
        case Exchange(message=message) | Verdict(page=message):
            return bool(field_names(type(message)))
        case Determination() | DecisionTaken() | None:
            return False
        case _:
            assert_never(entry)
