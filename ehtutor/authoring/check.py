"""The checker: everything that is wrong with a course, each with its place and what to do.

First the form of every file, in every language; only a course without such mistakes can be played.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from ehtutor.authoring.places import FilePlace, Places, unread_files
from ehtutor.authoring.plays import Mishap, Play, deciding_once, play_right, play_wrong, unreached
from ehtutor.authoring.sourced import unsourced
from ehtutor.authoring.wording import differing_terms, steering, too_much, unknown_terms
from ehtutor.course.folder import Folder
from ehtutor.course.keycheck import unsound
from ehtutor.course.model import Course, Show, Zoom
from ehtutor.course.problems import Problem
from ehtutor.course.source import course_languages, load
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.render.layout import USUAL, rows_too_many
from ehtutor.render.projector import rows_hidden
from ehtutor.session.demo.slides import slideshow_of
from ehtutor.session.demo.state import Demo
from ehtutor.session.demo.view import view as slide_view
from ehtutor.session.lesson.state import Memo, Stage
from ehtutor.session.lesson.view import view

SEED: Final = "check"
"""One for all lessons, so that equal logins are equal."""

Ticker: TypeAlias = Callable[[int, int], None]
"""Told after each lesson: how many are done, and of how many."""


def check(folder: Path, progress: Ticker = lambda _done, _total: None) -> tuple[Problem, ...]:
    """Everything that is wrong with the course in `folder`, in the order of its files."""
    loaded = {language: load(folder, language) for language in course_languages(folder) or LANGUAGES[:1]}
    form = [problem for one in loaded.values() if not isinstance(one, Course) for problem in one]
    if form:
        return _once(form)
    places = Places(Folder(folder))
    courses = {language: one for language, one in loaded.items() if isinstance(one, Course)}
    # a course that has no texts at all in a language is read in another
    if untold := [language for language, one in courses.items() if one.language != language]:
        return tuple(_untold(places, courses[language], language) for language in untold)
    spoken = tuple(courses.values())
    if keys := unsound(spoken[0]):
        return keys
    found = (*unread_files(folder, spoken), *differing_terms(spoken, places), *_played(spoken, places, progress))
    return _once(found)


def stuck(stage: Stage, folder: Path) -> tuple[Problem, ...]:
    """Why a lesson can't be played to its end with its right answers."""
    play = play_right(stage)
    if play.is_whole:
        return ()
    places = Places(Folder(folder))
    found = (one for one in play.mishaps if one.card == play.moments[-1].card.id)
    return tuple(_problem(places.of_card(stage.lesson.id, one.card, one.key), one) for one in found)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A mistake in a file that every language reads is found in each; of one file, what stands first goes first."""
    kept = {(one.file, one.line, one.column, one.code, *one.values.values()): one for one in problems}
    files = {one.file: number for number, one in enumerate(reversed(kept.values()))}
    return tuple(sorted(kept.values(), key=lambda one: (-files[one.file], one.line, one.column)))


def _untold(places: Places, course: Course, language: str) -> Problem:
    """The course has a title in a language in which it has nothing else."""
    missing = f"{course.lessons[0].id}/{language}.yaml"
    return _problem(places.of_title(language), Mishap(card="", code="missing-file", values={"found": missing}))


def _played(courses: Sequence[Course], places: Places, progress: Ticker) -> Iterator[Problem]:
    decide_once, memo = deciding_once(), Memo()
    total = sum(len(course.lessons) for course in courses)
    done = 0
    for course in courses:
        for lesson in course.lessons:
            texts = interface(_spoken(course))
            stage = Stage(course=course, lesson=lesson, texts=texts, seed=SEED, decide=decide_once, memo=memo)
            play = play_right(stage)
            # ids, keys and moves are the same in every language, so they are played in the first only
            if course is courses[0]:
                for mishap in (*play.mishaps, *play_wrong(play), *unreached(play)):
                    yield _problem(places.of_card(lesson.id, mishap.card, mishap.key), mishap)
            too_tall = tuple(_shown(play, places))
            yield from too_tall
            yield from () if too_tall else _staged(play, places)
            yield from too_much(lesson, course.language, places)
            yield from unknown_terms(lesson, course, places)
            yield from steering(lesson, course.language, places)
            yield from unsourced(lesson.id, course.language, course.facts, places)
            done += 1
            progress(done, total)


def _shown(play: Play, places: Places) -> Iterator[Problem]:
    """Cards that don't fit a window of 80 by 24; the wire may be longer, it scrolls."""
    for moment in play.moments:
        if moment.is_done:
            continue
        card = moment.card
        if moment.on_table is not None and moment.zoom is Zoom.WIRE:
            continue
        if rows := rows_too_many(view(moment), *USUAL):
            place = places.of_text(play.stage.lesson.id, play.stage.course.language, card.id)
            yield _problem(place, Mishap(card=card.id, code="too-tall", values={"found": str(rows)}))


def _staged(play: Play, places: Places) -> Iterator[Problem]:
    """Slides of a demonstration that don't fit such a window, though their cards do; as deep as the protocol."""
    if not play.is_whole:
        return
    demonstration = slideshow_of(play.stage, play.moments)
    for at, slide in enumerate(demonstration.slides):
        card = demonstration.card(at)
        for zoom in (Zoom.STORY, Zoom.PROTOCOL) if isinstance(card, Show) else (Zoom.STORY,):
            screen = slide_view(Demo(show=demonstration, at=at, zoom=zoom))
            rows = rows_hidden(screen, *USUAL)
            if rows and not slide.moment.is_done:
                place = places.of_text(play.stage.lesson.id, play.stage.course.language, card.id)
                yield _problem(place, Mishap(card=card.id, code="too-tall", values={"found": str(rows)}))
                break


def _problem(place: FilePlace, mishap: Mishap) -> Problem:
    return Problem(file=place.file, line=place.line, column=place.column, code=mishap.code, values=dict(mishap.values))


def _spoken(course: Course) -> str:
    return course.language if course.language in LANGUAGES else LANGUAGES[0]
