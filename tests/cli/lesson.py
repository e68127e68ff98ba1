"""The lessons as they ship: the cards of the first, and the lines with which somebody answers one rightly.

Both are read out of the lesson, which can be changed without a change to the tests that only need to get somewhere.
"""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Final

from courses import shipped_course

from ehtutor.course.texts import interface
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.screen.action import Action, Chosen, Continued, Written

CLEAN: Final = "clean-login"


@cache
def titles(language: str = "nl") -> dict[str, str]:
    """The titles of the cards of lesson 1, by id, in their order."""
    return {card.id: card.title for scene in shipped_course(language).lessons[0].scenes for card in scene.cards}


def number(card: str) -> int:
    """The how manieth card this is."""
    return [*titles()].index(card) + 1


def up_to(card: str) -> tuple[str, ...]:
    """The lines from the first card to this one."""
    return tuple(line for _, line in takewhile(lambda answer: answer[0] != card, _answers(CLEAN)))


def after(card: str) -> tuple[str, ...]:
    """The lines from this card to the end."""
    return whole()[len(up_to(card)) :]


def whole(lesson: str = CLEAN) -> tuple[str, ...]:
    """The lines from the first card to the end."""
    return tuple(line for _, line in _answers(lesson))


@cache
def _answers(lesson: str) -> tuple[tuple[str, str], ...]:
    """Every line with the card that it answers."""
    return tuple(_right_answers(lesson))


def _right_answers(id: str) -> Iterator[tuple[str, str]]:
    (lesson,) = (lesson for lesson in shipped_course().lessons if lesson.id == id)
    stage = Stage(course=shipped_course(), lesson=lesson, texts=interface("nl"))
    moment = begin(stage)
    while not moment.is_done:
        action = right_action(moment)
        yield from ((moment.card.id, line) for line in _lines(action))
        moment = update(moment, action)


def _lines(action: Action) -> tuple[str, ...]:
    match action:
        case Continued():
            return ("",)
        case Chosen(id=id):
            return (id,)
        case Written(values=values):
            return tuple(values.values())
    raise AssertionError(f"these lessons ask nothing that is answered with {action}")
