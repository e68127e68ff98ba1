"""Texts that try to steer a screen: control characters anywhere, and markup in titles, which are plain text.

The screens show them and obey none; an author who meant them should know that they do nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from ehtutor.authoring.places import Place, Places
from ehtutor.course.model import Lesson
from ehtutor.course.problems import Problem, shortened
from ehtutor.render.sanitise import harmless

_MARKUP: Final = re.compile(r"\[/?[a-z#@][^\[\]\n]*\]|\[/\]|</?[a-z][^<>\n]*>")


def steering(lesson: Lesson, language: str, places: Places) -> Iterator[Problem]:
    """A problem for each text of the lesson that holds what steers a screen."""
    yield from _of(lesson.title, places.of_words(lesson.id, language, "title"), is_title=True)
    for card in (card for scene in lesson.scenes for card in scene.cards):
        yield from _of(card.title, places.of_text(lesson.id, language, card.id, "title"), is_title=True)
        texts = getattr(card, "cases", {}).values() or (getattr(card, "text", ""),)
        for text in texts:
            yield from _of(text, places.of_text(lesson.id, language, card.id), is_title=False)


def _of(text: str, place: Place, *, is_title: bool) -> Iterator[Problem]:
    strange = next((one for one in text if harmless(one) != one and one != "\t"), None)
    if strange is not None:
        yield _problem(place, "steering-character", f"U+{ord(strange):04X}")
    elif is_title and (markup := _MARKUP.search(text)):
        yield _problem(place, "markup-in-title", shortened(markup[0]))


def _problem(place: Place, code: str, found: str) -> Problem:
    return Problem(file=place.file, line=place.line, column=place.column, code=code, values={"found": found})
