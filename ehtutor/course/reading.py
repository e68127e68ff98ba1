"""How much there is to read in a lesson, and about how long that takes."""

import re
from collections.abc import Iterable
from typing import Final

from ehtutor.course.model import Ask, Branch, Card, Goal, Predict, Scene

WORDS_A_MINUTE: Final = 110
"""Of somebody who learns, and looks at a message meanwhile."""
CARDS_A_MINUTE: Final = 6
_A_GOAL: Final = 1
"""Minutes that somebody tries."""


def minutes(scenes: Iterable[Scene]) -> int:
    """About how many minutes these scenes take; one at least."""
    cards = [card for scene in scenes for card in scene.cards]
    goals = sum(isinstance(card, Goal) for card in cards)
    read = sum(len(words(card)) for card in cards) / WORDS_A_MINUTE
    return max(round(read + len(cards) / CARDS_A_MINUTE + goals * _A_GOAL), 1)


def words(card: Card) -> list[str]:
    """What is read on a card; of a branch the longest of its texts, for one reads one."""
    texts = [card.title]
    match card:
        case Branch(cases=cases):
            texts += [max(cases.values(), key=len, default="")]
        case Predict(question=question, text=text) | Ask(question=question, text=text):
            texts += [text, *question.words]
        case _:
            texts.append(card.text)
    return re.findall(r"[^\s|\[\]]+", " ".join(texts))
