"""The checker: everything that is wrong with a course, each with its place and what to do.

First the form of every file, in every language; only a course without such mistakes can be played.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from ehtutor.authoring.memo import remembering
from ehtutor.authoring.places import Place, Places
from ehtutor.authoring.plays import Mishap, Play, play_right, play_wrong, unreached
from ehtutor.authoring.reading import too_much
from ehtutor.authoring.strays import strays
from ehtutor.course.folder import Folder
from ehtutor.course.keycheck import unsound
from ehtutor.course.model import Course, Show, Zoom
from ehtutor.course.problems import Problem
from ehtutor.course.source import course_languages, load
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.render.measure import rows_too_many
from ehtutor.session.state import Stage, card_of, is_done
from ehtutor.session.view import view
from ehtutor.session.walkthrough import zoom_of

SEED: Final = "check"
"""One for all lessons, so that equal logins are equal."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each lesson: how many are done, and of how many."""


def check(folder: Path, progress: Progress = lambda _done, _total: None) -> tuple[Problem, ...]:
    """Everything that is wrong with the course in `folder`, in the order of its files."""
    loaded = {language: load(folder, language) for language in course_languages(folder) or LANGUAGES[:1]}
    form = [problem for one in loaded.values() if not isinstance(one, Course) for problem in one]
    courses = [one for one in loaded.values() if isinstance(one, Course)]
    if form or not courses:
        return _once(form)
    wrong = [*unsound(courses[0]), *strays(folder, courses)]
    if not unsound(courses[0]):
        wrong += _played(Folder(folder), courses, progress)
    return _once(wrong)


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    """A mistake in a file that every language reads is found in each."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return tuple(kept)


def _played(folder: Folder, courses: list[Course], progress: Progress) -> Iterator[Problem]:
    places, decide_once = Places(folder), remembering()
    total = sum(len(course.lessons) for course in courses)
    done = 0
    for nth, course in enumerate(courses):
        for lesson in course.lessons:
            stage = Stage(course=course, lesson=lesson, texts=interface(_spoken(course)), seed=SEED, decide=decide_once)
            play = play_right(stage)
            # ids, keys and moves are the same in every language, so they are played in the first only
            if nth == 0:
                for mishap in (*play.mishaps, *play_wrong(stage, play), *unreached(stage, play)):
                    yield _problem(places.of_card(lesson.id, mishap.card, mishap.key), mishap)
            yield from _shown(stage, play, places)
            yield from too_much(lesson, course.language, places)
            done += 1
            progress(done, total)


def _shown(stage: Stage, play: Play, places: Places) -> Iterator[Problem]:
    """Cards that don't fit a window of 80 by 24; the wire may be longer, it scrolls."""
    for state in play.moments:
        if is_done(state, stage):
            continue
        card = card_of(state, stage)
        if isinstance(card, Show) and zoom_of(state, card) is Zoom.WIRE:
            continue
        if rows := rows_too_many(view(stage, state)):
            place = places.of_text(stage.lesson.id, stage.course.language, card.id)
            yield _problem(place, Mishap(card=card.id, code="too-tall", values={"found": str(rows)}))


def _problem(place: Place, mishap: Mishap) -> Problem:
    return Problem(file=place.file, line=place.line, column=place.column, code=mishap.code, values=dict(mishap.values))


def _spoken(course: Course) -> str:
    return course.language if course.language in LANGUAGES else LANGUAGES[0]
