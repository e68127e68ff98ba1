"""Answers as people spell them on one line: a number, several, an order, or pairs of a letter and a number.

A choice is named by its number, as that is what was said, else by its id. What does not fit is None, and is asked
again.
"""

import re
from collections.abc import Sequence
from string import ascii_lowercase
from typing import Final

from ehtutor.session.screen.action import Chosen, ChosenMany, Matched, Ordered
from ehtutor.session.screen.prompt import Selectable

LETTERS: Final = ascii_lowercase
"""The names of what stands on the left."""
_SEPARATORS: Final = re.compile(r"[\s,;]+")
_PAIR: Final = re.compile(r"([a-z])[\s=-]*([0-9]+)")


def chosen(choices: Sequence[Selectable], line: str) -> Chosen | None:
    """The one choice that the line names."""
    id = _named(choices, line)
    return None if id is None else Chosen(id=id)


def chosen_many(choices: Sequence[Selectable], line: str) -> ChosenMany | None:
    """At least one choice, such as `1,3`; none twice."""
    ids = _all_named(choices, line)
    return ChosenMany(ids=ids) if ids else None


def ordered(choices: Sequence[Selectable], line: str) -> Ordered | None:
    """Every choice once, such as `3 1 2`."""
    ids = _all_named(choices, line)
    return Ordered(ids=ids) if len(ids) == len(choices) else None


def matched(left: Sequence[Selectable], right: Sequence[Selectable], line: str) -> Matched | None:
    """A number for every letter, such as `a2 b1`, in any order."""
    pairs = _PAIR.findall(line.lower())
    numbers = dict(pairs)
    rest = _PAIR.sub("", line.lower())
    if len(numbers) != len(pairs) or list(LETTERS[: len(left)]) != sorted(numbers) or _SEPARATORS.sub("", rest):
        return None
    named = {choice.id: _named(right, numbers[letter]) for letter, choice in zip(LETTERS, left, strict=False)}
    found = {id: other for id, other in named.items() if other is not None}
    return Matched(pairs=found) if len(found) == len(left) else None


def _named(choices: Sequence[Selectable], word: str) -> str | None:
    by_number = {str(number): choice.id for number, choice in enumerate(choices, start=1)}
    found = by_number.get(word, word)
    return found if found in by_number.values() else None


def _all_named(choices: Sequence[Selectable], line: str) -> tuple[str, ...]:
    """The choices that the words name; nothing where one of them names none, or one that was named before."""
    found = [_named(choices, word) for word in _SEPARATORS.split(line) if word]
    ids = tuple(id for id in found if id is not None)
    return ids if len(set(ids)) == len(found) else ()
