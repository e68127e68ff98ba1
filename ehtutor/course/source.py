"""A course out of its folder: every file of it read, and everything that is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ehtutor.course.course_file import course, glossary, languages, lesson_places
from ehtutor.course.facts_file import facts
from ehtutor.course.folder import Folder
from ehtutor.course.lesson_file import lesson
from ehtutor.course.model import Course, Footnote, Lesson, Term
from ehtutor.course.network_file import key_names, network
from ehtutor.course.node import Scalar
from ehtutor.course.problems import Problem
from ehtutor.course.reader import Fields
from ehtutor.protocol.network import Network
from ehtutor.value import replace

_COURSE: Final = "course.yaml"
_NETWORK: Final = "network.yaml"
_GLOSSARY: Final = "glossary.yaml"
_FACTS: Final = "facts.yaml"


def load(path: Path, language: str) -> Course | tuple[Problem, ...]:
    """The course in the folder `path`, or everything that is wrong with it.

    A course that has no texts at all in this language is read in one that it has.
    """
    folder = Folder(path)
    root = folder.tree(_COURSE)
    places = lesson_places(root)
    language = _language(folder, places, (language, *languages(root)))
    parties = folder.tree(_NETWORK)
    played_in = network(parties, folder.sheet(_NETWORK))
    keys = _keys(folder, key_names(parties))
    lessons = tuple(
        _lesson(folder, place, language, network=played_in, number=number)
        for number, place in enumerate(places.values(), 1)
    )
    built = course(
        root,
        folder.sheet(_COURSE),
        language=language,
        lessons=lessons,
        network=played_in,
        keys=keys,
        glossary=_terms(folder, language),
    )
    told = replace(built, facts=_facts(folder, language))
    return folder.problems or told


def lesson_ids(path: Path) -> tuple[str, ...]:
    """The ids of the lessons of the course in the folder `path`, without reading one."""
    return tuple(lesson_places(Folder(path).tree(_COURSE)))


def course_languages(path: Path) -> tuple[str, ...]:
    """The languages in which the course in the folder `path` has a title."""
    return languages(Folder(path).tree(_COURSE))


def _language(folder: Folder, lessons: Mapping[str, Scalar], wanted: tuple[str, ...]) -> str:
    """The first wanted language in which any lesson has texts; the first of all where none has."""
    return next((each for each in wanted if any(folder.has(f"{id}/{each}.yaml") for id in lessons)), wanted[0])


def _lesson(folder: Folder, place: Scalar, language: str, *, network: Network, number: int) -> Lesson:
    id = place.text
    named = (folder.sheet(_COURSE), place)
    root = folder.tree(f"{id}/lesson.yaml", named=named)
    texts = f"{id}/{language}.yaml"
    words = Fields(folder.tree(texts, named=named), folder.sheet(texts))
    sheet = folder.sheet(f"{id}/lesson.yaml")
    return lesson(root, words, sheet=sheet, folder=id, place=number, network=network)


def _terms(folder: Folder, language: str) -> Mapping[str, Term]:
    """The glossary, for a course that has one."""
    return glossary(folder.tree(_GLOSSARY), folder.sheet(_GLOSSARY), language) if folder.has(_GLOSSARY) else {}


def _facts(folder: Folder, language: str) -> Mapping[str, Footnote]:
    """What the texts stand on, for a course that says so."""
    return facts(folder.tree(_FACTS), folder.sheet(_FACTS), language) if folder.has(_FACTS) else {}


def _keys(folder: Folder, names: tuple[Scalar, ...]) -> Mapping[str, bytes]:
    """The key files by name; each is read once, where it is named first."""
    first = {name.text: name for name in reversed(names)}
    return {name: folder.pem(place, folder.sheet(_NETWORK)) for name, place in first.items()}
