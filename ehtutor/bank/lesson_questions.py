"""The lessons' own questions, as the quiz asks them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance
from ehtutor.course.model import Ask, Course, Lesson
from ehtutor.protocol.network import Role
from ehtutor.quiz.item import Item, Listed
from ehtutor.quiz.questions import Match, OneOf, SeveralOf
from ehtutor.value import replace

_IN_ORDER: Final = frozenset({"yes", "no", "true", "false"})
_LEVEL: Final = re.compile(r"EH\d")
_CODES = frozenset(role.value for role in Role)


def lesson_questions(course: Course) -> Iterator[Listed]:
    """One for each card that asks, in the order of the course."""
    for lesson in course.lessons:
        for scene in lesson.scenes:
            for card in scene.cards:
                if isinstance(card, Ask):
                    yield _listed(lesson, card)


def _listed(lesson: Lesson, card: Ask) -> Listed:
    item = Item(
        id=f"{lesson.id}/{card.id}",
        revision=card.revision,
        form=card.question.form,
        topic=lesson.topic,
        roles=_roles(card),
        stem=card.text,
        question=card.question,
        hints=card.hints,
        taught=f"{lesson.id}/{card.id}",
    )
    return Listed(
        id=item.id,
        revision=item.revision,
        form=item.form,
        topic=item.topic,
        family=lesson.id,
        lesson=lesson.id,
        misconceptions=frozenset(item.misconceptions.values()),
        make=partial(_shuffled, item),
    )


def _shuffled(item: Item, seed: str) -> Item:
    """The question with its options in an order of the seed, if there is one; what has an order of its own keeps it."""
    match item.question:
        case OneOf(options=options) | SeveralOf(options=options) as question if seed:
            if {option.id for option in options} & _IN_ORDER or all(map(_LEVEL.match, (each.id for each in options))):
                return item
            order = Chance(of=f"{seed}/{item.id}").shuffled(options)
            return replace(item, question=replace(question, options=order))
        case _:
            return item


def _roles(card: Ask) -> frozenset[str]:
    """The roles that its claim and its options name."""
    claim = card.claim
    named = {claim.role or "", (claim.entry.to or "") if claim.entry else ""} if claim else set()
    match card.question:
        case OneOf(options=options) | SeveralOf(options=options):
            named |= {option.id for option in options}
        case Match(right=right):
            named |= {label.id for label in right}
        case _:
            pass
    return frozenset(code for code in named if code in _CODES)
