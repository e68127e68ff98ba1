"""All questions that can be asked: the lessons' own, and after them those that are made.

An id says what its question is about, and never changes: `lesson/card` for a lesson's own; for a made one its family,
then the run and the step or message (`sender.clean.Response.DV`), the rule (`fault.dv.response.audience`), the field
(`field.Assertion.Audience`), the gebruiker, service and middel (`suffices.sanne.kapvergunning.ZG-30982`), or the term.
"""

from collections.abc import Collection, Mapping

from ehtutor.bank.differences import differences
from ehtutor.bank.endings import endings
from ehtutor.bank.faults import faults
from ehtutor.bank.glossary_terms import terms
from ehtutor.bank.lesson_questions import lessons
from ehtutor.bank.maker import Maker
from ehtutor.bank.runs import Runs
from ehtutor.bank.senders import senders
from ehtutor.bank.typed import typing_in
from ehtutor.bank.what_comes_next import sequence
from ehtutor.bank.which_field import carrying
from ehtutor.bank.which_level import levels
from ehtutor.bank.who_knows import knowing
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.quiz.item import Item, Listed
from ehtutor.value import replace

FAMILIES = (senders, sequence, endings, typing_in, faults, differences, carrying, levels, knowing, terms)


def bank(course: Course, texts: Texts, seed: str, runs: Runs | None = None) -> Mapping[str, Listed]:
    """Every question of a course by its id; those that are made differ with the seed in their distractors and order.

    `runs` are those of the course, for who needs its questions with more than one seed: playing them takes long.
    """
    cards = {f"{lesson.id}/{card.id}" for lesson in course.lessons for scene in lesson.scenes for card in scene.cards}
    ids = {lesson.id for lesson in course.lessons}
    found = (_linked(cards, ids, each) for each in made(course, texts, seed, runs))
    return {each.id: each for each in (*lessons(course), *found)}


def made(course: Course, texts: Texts, seed: str, runs: Runs | None = None) -> tuple[Listed, ...]:
    """The questions that the protocol's tables and traces give, always in the same order."""
    maker = Maker(runs=runs or Runs.of(course), texts=texts, seed=seed, glossary=course.glossary)
    return tuple(each for family in FAMILIES for each in family(maker))


def _linked(cards: Collection[str], lessons: Collection[str], listed: Listed) -> Listed:
    """Without a link to a lesson or a card that this course does not have."""

    def make() -> Item:
        item = listed.make()
        return item if item.taught in cards else replace(item, taught="")

    return replace(listed, lesson=listed.lesson if listed.lesson in lessons else "", make=make)
