"""What the suite tries on little, for it is run all the time, and the profile `long` on everything there is."""

from collections.abc import Iterable
from itertools import product
from typing import Final, TypeVar

import pytest
from hypothesis import settings

from ehtutor.course.texts import LANGUAGES

LONG: Final = pytest.mark.long
"""Of a test that tries more under that profile; the long command runs these alone."""
_Thing = TypeVar("_Thing")


def is_long() -> bool:
    """Whether there is time for everything."""
    return settings.get_current_profile_name() != "suite"


def few(some: Iterable[_Thing], all: Iterable[_Thing]) -> tuple[_Thing, ...]:
    """Some of them, or all where there is time."""
    return tuple(all if is_long() else some)


def in_languages(lessons: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each lesson in every language; in the suite every second lesson, in the languages in turn."""
    all = tuple(lessons)
    in_turn = ((lesson, LANGUAGES[number % len(LANGUAGES)]) for number, lesson in enumerate(all[::2]))
    return few(in_turn, product(all, LANGUAGES))
