"""Which keys do something at this moment: the prompt line shows these, and no other has an effect."""

from typing import Final, assert_never

from ehtutor.course.glossary_file import marked
from ehtutor.course.model import Ask, Do, Predict, Show
from ehtutor.protocol.pages import Challenge
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Verdict
from ehtutor.session.fields import field_names
from ehtutor.session.prompt import Key
from ehtutor.session.state import Stage, Walkthrough, card_of, text_of

OF_A_LESSON: Final = tuple(key for key in Key if key not in {Key.UNDO, Key.FLAG})
"""All that may ever work in a lesson; the other ones are of the quiz."""


def working(stage: Stage, state: Walkthrough) -> tuple[Key, ...]:
    """The keys that work on the card that lies on the table, in the order of the prompt line."""
    card = card_of(state, stage)
    entry = state.login.entries[state.revealed - 1] if state.revealed else None
    is_shown = state.on_detour or (isinstance(card, Show) and card.entry is not None and not card.knowledge)
    is_asked = isinstance(card, Predict | Ask | Do) and state.answered is None and not state.on_detour
    page = state.login.awaiting.page if state.login.awaiting else None
    works = {
        Key.CANCEL: isinstance(card, Do) and is_asked and isinstance(page, Challenge),
        Key.BACK: state.before is not None,
        Key.ZOOM: is_shown and _has_fields(entry),
        Key.KNOWLEDGE: state.revealed > 0,
        Key.WALLET: True,
        Key.TERMS: any(id in stage.course.glossary for id in marked(text_of(state, stage))),
        Key.HINT: isinstance(card, Predict | Ask | Do) and is_asked and state.hints < len(card.hints),
        Key.AGAIN: state.before is not None,
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
