"""All questions that can be asked: the lessons' own, and after them those that are made.

An id says what its question is about, and never changes: `lesson/card` for a lesson's own; for a made one its family,
then the run and the step or message (`sender.clean.Response.DV`), the rule (`fault.dv.response.audience`), the field
(`field.Assertion.Audience`), the gebruiker, service and middel (`suffices.sanne.kapvergunning.ZG-30982`), or the term.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from ehtutor.bank import (
    how_it_ends,
    what_comes_next,
    what_differs,
    which_field,
    which_level,
    which_rule_fails,
    which_term,
    who_knows,
    who_sends_what,
)
from ehtutor.bank.lesson_questions import lesson_questions
from ehtutor.bank.maker import Maker
from ehtutor.bank.runs import Runs
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.protocol.profile import BASIS
from ehtutor.quiz.item import Item, Listed
from ehtutor.value import replace

FAMILIES: Final[Mapping[str, tuple[Callable[[Maker], Iterator[Listed]], ...]]] = {
    BASIS.id: (
        who_sends_what.questions,
        what_comes_next.questions,
        how_it_ends.questions,
        who_sends_what.typed_questions,
        which_rule_fails.questions,
        what_differs.questions,
        which_field.questions,
        which_level.questions,
        who_knows.questions,
        which_term.questions,
    ),
}
"""By profile, for they name its roles and its messages; the order is that of the catalogue."""


def bank(course: Course, texts: Texts) -> Mapping[str, Listed]:
    """Every question of a course by its id."""
    cards = {f"{lesson.id}/{card.id}" for lesson in course.lessons for scene in lesson.scenes for card in scene.cards}
    ids = {lesson.id for lesson in course.lessons}
    found = (_linked(cards, ids, each) for each in made(course, texts))
    return {each.id: each for each in (*lesson_questions(course), *found)}


def made(course: Course, texts: Texts) -> tuple[Listed, ...]:
    """The questions that the protocol's tables and traces give, always in the same order."""
    maker = Maker(runs=Runs.of(course), texts=texts, glossary=course.glossary)
    return tuple(each for family in FAMILIES.get(maker.runs.profile.id, ()) for each in family(maker))


def _linked(cards: Collection[str], lessons: Collection[str], listed: Listed) -> Listed:
    """Without a link to a lesson or a card that this course does not have."""

    def make(seed: str) -> Item:
        item = listed.make(seed)
        return item if item.taught in cards else replace(item, taught="")

    return replace(listed, lesson=listed.lesson if listed.lesson in lessons else "", make=make)
