"""The files of a course: which lie there, and where something of a lesson stands in them.

For a problem that only playing the lesson shows, and for whoever watches an author write.
"""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Final

from ehtutor.course.folder import Folder
from ehtutor.course.model import Course
from ehtutor.course.node import NOTHING, Node, Pairs, Scalar, child, items
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem, shortened
from ehtutor.value import Value

AT_THE_TOP: Final = ("course.yaml", "network.yaml", "glossary.yaml", "facts.yaml")
MOST_FILES: Final = 10_000
MOST_COMPARED: Final = 100
"""Characters of a name; a longer one is near to none."""
_TEXTS: Final = re.compile(r"(?P<lesson>[^/]+)/(?P<language>[a-z]{2,3})\.yaml")
_OF_PEOPLE: Final = ("LICENSE", "LICENCE", "COPYING")
_OF_TOOLS: Final = (".md", "~", ".bak", ".orig", ".swp")
"""How the names end of what is for people, and of what an editor keeps beside a file."""
_OF_SYSTEMS: Final = frozenset({"desktop.ini", "thumbs.db"})
MOST_UNREAD: Final = 100
"""More help nobody, and each is compared with every name that there is."""


class FilePlace(Value):
    """A point in a file."""

    file: str
    line: int
    column: int


class Places:
    """The lesson files of one course, each parsed at most once; a class, as it keeps what it parsed."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._trees: dict[str, Node] = {}

    def tree(self, file: str) -> Node:
        """What stands in this file; nothing where it is not there or can't be parsed."""
        if file not in self._trees:
            content = self._folder.content(file)
            parsed = parse(file, content) if content is not None else NOTHING
            self._trees[file] = NOTHING if isinstance(parsed, Problem) else parsed
        return self._trees[file]

    def of_card(self, lesson: str, card: str, key: str = "id") -> FilePlace:
        """Where `key` of this card (`a/b`: the b in its a) stands in `lesson.yaml`, else where the card begins."""
        file = f"{lesson}/lesson.yaml"
        for scene in items(child(self.tree(file), "scenes")):
            for each in items(child(scene, "cards")):
                written = child(each, "id")
                if isinstance(written, Scalar) and written.text == card:
                    return _place(file, reduce(child, key.split("/"), each), each)
        return FilePlace(file=file, line=1, column=1)

    def of_text(self, lesson: str, language: str, card: str, key: str = "text") -> FilePlace:
        """Where `key` of the texts of this card stands in one language, else where the texts begin."""
        file = f"{lesson}/{language}.yaml"
        words = child(child(self.tree(file), "cards"), card)
        return _place(file, child(words, key), words)

    def of_words(self, lesson: str, language: str, key: str) -> FilePlace:
        """Where `key` of the texts of the lesson itself stands in one language."""
        file = f"{lesson}/{language}.yaml"
        root = self.tree(file)
        return _place(file, child(root, key), root)

    def of_lesson(self, lesson: str, key: str) -> FilePlace:
        """Where `key` of the lesson itself stands."""
        file = f"{lesson}/lesson.yaml"
        root = self.tree(file)
        return _place(file, child(root, key), root)

    def of_title(self, language: str) -> FilePlace:
        """Where the title of the course in one language stands."""
        titles = child(self.tree("course.yaml"), "title")
        return _place("course.yaml", child(titles, language), titles)

    def card_at(self, file: str, line: int) -> str | None:
        """The id of the card that stands around this line of a lesson's scenario or texts."""
        root = self.tree(file)
        marks = _card_lines(root) if file.endswith("/lesson.yaml") else _text_lines(root)
        return max(((start, id) for start, id in marks if start <= line), key=lambda mark: mark[0], default=(0, None))[
            1
        ]


def _card_lines(root: Node) -> Iterator[tuple[int, str | None]]:
    """Where each card begins, and where each scene begins, which is no card yet."""
    for scene in items(child(root, "scenes")):
        yield scene.line, None
        for each in items(child(scene, "cards")):
            written = child(each, "id")
            yield each.line, written.text if isinstance(written, Scalar) else None


def _text_lines(root: Node) -> Iterator[tuple[int, str | None]]:
    """Where the texts of each card begin, and where whatever is no card does."""
    cards = child(root, "cards")
    for name, _ in root.pairs if isinstance(root, Pairs) else ():
        yield name.line, None
    for name, _ in cards.pairs if isinstance(cards, Pairs) else ():
        yield name.line, name.text if isinstance(name, Scalar) else None


def _place(file: str, node: Node, otherwise: Node) -> FilePlace:
    found = otherwise if node is NOTHING else node
    return FilePlace(file=file, line=found.line, column=found.column)


def unread_files(folder: Path, courses: Sequence[Course]) -> Iterator[Problem]:
    """A problem for each file that no part of the course reads; what people and their tools leave may lie anywhere."""
    known = set(AT_THE_TOP)
    lessons = {lesson.id for course in courses for lesson in course.lessons}
    for course in courses:
        known |= {f"{lesson.id}/{name}.yaml" for lesson in course.lessons for name in ("lesson", course.language)}
    found = (file for file in islice(files(folder), MOST_FILES) if not (file in known or _is_welcome(file)))
    for file in islice(found, MOST_UNREAD):
        yield _unread(file, lessons, sorted(known))


def _unread(file: str, lessons: Collection[str], known: Sequence[str]) -> Problem:
    """Texts in a language that the course has not, a name that was mistyped, or something else."""
    values, code = {"found": shortened(file)}, "unread-file"
    texts = _TEXTS.fullmatch(file)
    if texts and texts["lesson"] in lessons:
        values["language"], code = texts["language"], "untitled-language"
    elif near := get_close_matches(file[:MOST_COMPARED], known, n=1):
        values["nearest"], code = near[0], "stray-file"
    return Problem(file=file, line=1, column=1, code=code, values=values)


def _is_welcome(file: str) -> bool:
    name = file.rpartition("/")[2]
    is_left = name.startswith(_OF_PEOPLE) or name.endswith(_OF_TOOLS) or name.lower() in _OF_SYSTEMS
    return is_left or file.startswith("interface/") or _is_key(file)


def _is_key(file: str) -> bool:
    # a pool of keys may hold more pairs than a network names
    return file.startswith("keys/") and file.endswith(".pem")


def files(folder: Path) -> Iterator[str]:
    """Every file of the course by its path in it, in order; of a link to a folder, nothing."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(path, name).relative_to(folder).as_posix()
