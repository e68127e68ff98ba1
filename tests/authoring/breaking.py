"""A miniature course without a mistake, and small edits of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from course.breaking import CARET, Place, break_file, mini_with_kinds

from ehtutor.authoring.check import check
from ehtutor.cli.course import sentence
from ehtutor.course.problems import Problem
from ehtutor.course.texts import interface

TINY, KINDS = "tiny/lesson.yaml", "kinds/lesson.yaml"
TINY_NL, KINDS_NL = "tiny/nl.yaml", "kinds/nl.yaml"
NETWORK, COURSE = "network.yaml", "course.yaml"

Edit = tuple[str, str, str]
"""A file, what stands there, and what stands there instead."""
_COUNTED = "      - {id: how-many, kind: ask, type: number, key: 2, claim: {asks: tries-left}}\n"
ASKED_BETWEEN: Final[Edit] = (
    KINDS,
    "      - {id: stop, kind: do, right: cancel}\n" + _COUNTED,
    _COUNTED + "      - {id: stop, kind: do, right: {credential: right}}\n",
)
"""How many tries are left is asked between a wrong proof and a right one, which gives all tries back."""
GLOSSARY: Final = """\
format: 1
terms:
  - id: makelaar
    code: HM
    nl: {term: makelaar, definition: De rol die ertussen staat., synonyms: [herkenningsmakelaar]}
  - id: loket
    nl: {term: loket, definition: Waar je een dienst afneemt.}
"""
WELCOME: Final = "      Je bent **Mies**.\n"


def sound(folder: Path) -> Path:
    """A course with every kind of card and a glossary, in which nothing is wrong."""
    mini_with_kinds(folder)
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    change(
        folder, (KINDS, "minutes: 3", "minutes: 8"), (TINY_NL, "text: Hier is hij.", "text: Hier is hij, [[makelaar]].")
    )
    return folder


def change(folder: Path, *edits: Edit) -> Place | None:
    """Make these edits; the place of the caret in the last one that has it."""
    place = None
    for file, old, new in edits:
        found = break_file(folder, file, old, new if CARET in new else f"{new}{CARET}")
        place = found if CARET in new else place
    return place


def in_english(folder: Path) -> Path:
    """The same course, in a second language with the same words."""
    change(folder, (COURSE, "  nl: Een cursus om mee te testen", "  nl: Een cursus om mee te testen\n  en: A course"))
    for lesson in ("tiny", "kinds"):
        (folder / lesson / "en.yaml").write_bytes((folder / lesson / "nl.yaml").read_bytes())
    glossary = folder / "glossary.yaml"
    lines = glossary.read_text(encoding="utf-8").splitlines(keepends=True)
    english = (line + (line.replace("nl: ", "en: ") if "nl: " in line else "") for line in lines)
    glossary.write_text("".join(english), encoding="utf-8")
    return folder


def told(folder: Path, language: str = "nl") -> list[tuple[Place, str]]:
    """What the checker says, and where."""
    return said(check(folder), language)


def said(problems: Sequence[Problem], language: str = "nl") -> list[tuple[Place, str]]:
    """The place of each problem, and what is said of it."""
    texts = interface(language)
    return [((one.file, one.line, one.column), sentence(one, texts)) for one in problems]


def codes(folder: Path) -> Sequence[str]:
    """The codes of what the checker finds."""
    return [one.code for one in check(folder)]
