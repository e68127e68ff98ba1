"""What the words of a course show without a play: how much there is to read, which terms they mark, what would steer.

Control characters anywhere, and markup in what is plain text, are shown on the screens and obeyed by none; an author
who meant them should know that they do nothing. They are looked for in the files and not in the course, so that no
place is forgotten, and each is told where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, assert_never

from ehtutor.authoring.places import AT_THE_TOP, FilePlace, Places
from ehtutor.course.markdown import first_mark, marked, not_understood
from ehtutor.course.model import Branch, Card, Course, Lesson
from ehtutor.course.node import Items, Node, Nothing, Pairs, Scalar
from ehtutor.course.problems import Problem, nearest, shortened
from ehtutor.course.reading import words
from ehtutor.render.sanitise import harmless

MOST_WORDS: Final = 150
"""On one card, with its options; more is a page, and no screen."""
LONGEST_WORD: Final = 36
"""What a window of 40 columns shows on one line."""
_NONE: Final = "—"
# an element of XML with a prefix is what a lesson may be about, and [[a term]] is no markup of a screen
_MARKUP: Final = re.compile(r"(?<!\[)\[/?[a-z#@][^\[\]\n]*\]|\[/\]|</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>")
_RICH: Final = frozenset({"text", "notes", "goals", "summary", "cloze"})
"""What is shown as Markdown."""
_TYPED: Final = frozenset({"accept"})
"""What is compared with what somebody types."""
_NO_PROSE: Final = frozenset({"network.yaml"})
_CUT: Final = re.compile(r" #")
_QUOTED: Final = re.compile(r"‘[^’]*’|“[^”]*”")
"""Words that a plain text speaks of, as they are."""


class _Shown(Enum):
    """How a text comes on the screen."""

    PLAIN = "plain"
    RICH = "rich"
    TYPED = "typed"
    """Compared with what somebody types."""
    AS_DATA = "as data"
    """A name, a number or a password, in which an asterisk is an asterisk."""


def too_much(lesson: Lesson, language: str, places: Places) -> Iterator[Problem]:
    """Cards with too many words, and words that are too long."""
    cards = _cards(lesson)
    for card in cards:
        found = words(card)
        long = [word for word in found if len(word) > LONGEST_WORD]
        if not long and len(found) <= MOST_WORDS:
            continue
        place = places.of_text(lesson.id, language, card.id)
        if len(found) > MOST_WORDS:
            yield _problem(place, "too-many-words", found=len(found), most=MOST_WORDS)
        for word in long:
            yield _problem(place, "long-word", found=word, most=LONGEST_WORD)


def unknown_terms(lesson: Lesson, course: Course, places: Places) -> Iterator[Problem]:
    """Marks that no term of the glossary explains."""
    for card in _cards(lesson):
        for id in terms(card):
            if id not in course.glossary:
                place = _place(places, lesson, course, card)
                known = nearest(id, course.glossary)
                yield _problem(place, "unknown-term" if known else "no-glossary", found=id, nearest=known)


def differing_terms(courses: Sequence[Course], places: Places) -> Iterator[Problem]:
    """Cards whose texts mark other terms than those of the first language."""
    for course in courses[1:]:
        for first, lesson in zip(courses[0].lessons, course.lessons, strict=True):
            for card, other in zip(_cards(first), _cards(lesson), strict=True):
                if set(terms(card)) != set(terms(other)):
                    place, found, expected = _place(places, lesson, course, other), terms(other), terms(card)
                    yield _problem(place, "terms-differ", found=_listed(found), expected=_listed(expected))


def terms(card: Card) -> tuple[str, ...]:
    """The ids of the terms that the text of a card marks."""
    return marked("\n".join(card.cases.values()) if isinstance(card, Branch) else card.text)


def steering(lesson: Lesson, language: str, places: Places) -> Iterator[Problem]:
    """A problem for each text of the lesson, or of what all lessons share, that holds what steers a screen."""
    for file in (*AT_THE_TOP, f"{lesson.id}/lesson.yaml", f"{lesson.id}/{language}.yaml"):
        is_of_words = file == "glossary.yaml" or file.endswith(f"/{language}.yaml")
        is_prose = file not in _NO_PROSE and not file.endswith("/lesson.yaml")
        for scalar, shown in _scalars(places.tree(file), _Shown.PLAIN if is_prose else _Shown.AS_DATA):
            # who wants a comment there sets it apart; a single space is one between words
            if is_of_words and _CUT.match(scalar.comment):
                place = FilePlace(file=file, line=scalar.line, column=scalar.column)
                yield _problem(place, "cut-by-comment", found=scalar.comment.strip())
            if found := _found(scalar.text, shown):
                code, what = found
                yield _problem(FilePlace(file=file, line=scalar.line, column=scalar.column), code, found=what)


def _cards(lesson: Lesson) -> list[Card]:
    return [card for scene in lesson.scenes for card in scene.cards]


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(sorted(ids)) or _NONE


def _place(places: Places, lesson: Lesson, course: Course, card: Card) -> FilePlace:
    return places.of_text(lesson.id, course.language, card.id, "cases" if isinstance(card, Branch) else "text")


def _scalars(node: Node, shown: "_Shown") -> Iterator[tuple[Scalar, "_Shown"]]:
    """Every text below this node, and how it is shown."""
    match node:
        case Scalar():
            yield node, shown
        case Items(items=items):
            for item in items:
                yield from _scalars(item, shown)
        case Pairs(pairs=pairs):
            for name, value in pairs:
                word = name.text if isinstance(name, Scalar) else ""
                how = _Shown.RICH if word in _RICH else _Shown.TYPED if word in _TYPED else shown
                # how a mapping of texts is shown, such as the cases of a branch, its own keys say
                yield from _scalars(value, shown if isinstance(value, Pairs) else how)
        case Nothing():
            return
        case _:
            assert_never(node)


def _found(text: str, shown: "_Shown") -> tuple[str, str] | None:
    """What does something else than its author may think: the code of the problem, and the words for it."""
    strange = next((one for one in text if harmless(one) != one and one != "\t"), None)
    if strange is not None:
        return "steering-character", f"U+{ord(strange):04X}"
    match shown:
        case _Shown.RICH:
            left = not_understood(text)
            return ("mark-not-closed", left) if left else None
        case _Shown.PLAIN:
            tag = _MARKUP.search(text)
            markup = tag[0] if tag else first_mark(_QUOTED.sub("", text))
            return ("markup-in-plain-text", markup) if markup else None
        case _Shown.AS_DATA:
            tag = _MARKUP.search(text)
            return ("markup-in-plain-text", tag[0]) if tag else None
        case _Shown.TYPED:
            return None
        case _:
            assert_never(shown)


def _problem(place: FilePlace, code: str, **values: object) -> Problem:
    # which words are known is told whole
    words = {name: str(value) if name == "nearest" else shortened(str(value)) for name, value in values.items()}
    return Problem(file=place.file, line=place.line, column=place.column, code=code, values=words)
