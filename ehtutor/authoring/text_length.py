"""How much there is to read: on one card, in one word, and in the minutes that a lesson promises."""

import re
from collections.abc import Iterator
from typing import Final

from ehtutor.authoring.places import FilePlace, Places
from ehtutor.course.model import Ask, Branch, Card, Lesson, Predict
from ehtutor.course.problems import Problem, shortened

MOST_WORDS: Final = 150
"""On one card, with its options; more is a page, and no screen."""
LONGEST_WORD: Final = 36
"""What a window of 40 columns shows on one line."""
WORDS_A_MINUTE: Final = 110
"""Of somebody who learns, and looks at a message meanwhile."""
CARDS_A_MINUTE: Final = 6
OFF_BY: Final = 2.5
"""So many times longer or shorter than promised is no promise."""


def too_much(lesson: Lesson, language: str, places: Places) -> Iterator[Problem]:
    """Cards with too many words, words that are too long, and a lesson that takes other than it says."""
    cards = [card for scene in lesson.scenes for card in scene.cards]
    for card in cards:
        words = _words(card)
        long = [word for word in words if len(word) > LONGEST_WORD]
        if not long and len(words) <= MOST_WORDS:
            continue
        place = places.of_text(lesson.id, language, card.id)
        if len(words) > MOST_WORDS:
            yield _problem(place, "too-many-words", found=len(words), most=MOST_WORDS)
        for word in long:
            yield _problem(place, "long-word", found=word, most=LONGEST_WORD)
    minutes = sum(len(_words(card)) for card in cards) / WORDS_A_MINUTE + len(cards) / CARDS_A_MINUTE
    if not minutes / OFF_BY <= lesson.minutes <= max(minutes * OFF_BY, 1):
        place = places.of_lesson(lesson.id, "minutes")
        yield _problem(place, "minutes-off", found=lesson.minutes, expected=round(minutes))


def _words(card: Card) -> list[str]:
    texts = [card.title]
    match card:
        case Branch(cases=cases):
            texts += [max(cases.values(), key=len)]
        case Predict(question=question, text=text) | Ask(question=question, text=text):
            texts += [text, *question.words]
        case _:
            texts.append(card.text)
    return re.findall(r"[^\s|\[\]]+", " ".join(texts))


def _problem(place: FilePlace, code: str, **values: object) -> Problem:
    words = {name: shortened(str(value)) for name, value in values.items()}
    return Problem(file=place.file, line=place.line, column=place.column, code=code, values=words)
