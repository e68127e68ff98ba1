"""The marked terms of a lesson: each in the glossary, and in every language the same."""

from collections.abc import Iterator, Sequence
from typing import Final

from ehtutor.authoring.places import Places
from ehtutor.course.markdown import marked
from ehtutor.course.model import Branch, Card, Course, Lesson
from ehtutor.course.problems import Problem, nearest, shortened

_NONE: Final = "—"


def unknown_terms(lesson: Lesson, course: Course, places: Places) -> Iterator[Problem]:
    """Marks that no term of the glossary explains."""
    for card in _cards(lesson):
        for id in terms(card):
            if id not in course.glossary:
                values = {"found": shortened(id), "nearest": nearest(id, course.glossary) or _NONE}
                yield _problem(places, lesson, course, card, "unknown-term", values)


def differing_terms(courses: Sequence[Course], places: Places) -> Iterator[Problem]:
    """Cards whose texts mark other terms than those of the first language."""
    for course in courses[1:]:
        for first, lesson in zip(courses[0].lessons, course.lessons, strict=True):
            for card, other in zip(_cards(first), _cards(lesson), strict=True):
                if set(terms(card)) != set(terms(other)):
                    values = {"found": _listed(terms(other)), "expected": _listed(terms(card))}
                    yield _problem(places, lesson, course, other, "terms-differ", values)


def terms(card: Card) -> tuple[str, ...]:
    """The ids of the terms that the text of a card marks."""
    return marked("\n".join(card.cases.values()) if isinstance(card, Branch) else card.text)


def _cards(lesson: Lesson) -> list[Card]:
    return [card for scene in lesson.scenes for card in scene.cards]


def _listed(ids: Sequence[str]) -> str:
    return shortened(", ".join(sorted(ids))) or _NONE


def _problem(places: Places, lesson: Lesson, course: Course, card: Card, code: str, values: dict[str, str]) -> Problem:
    place = places.of_text(lesson.id, course.language, card.id, "cases" if isinstance(card, Branch) else "text")
    return Problem(file=place.file, line=place.line, column=place.column, code=code, values=values)
