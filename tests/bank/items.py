"""Every question of the shipped course, made once for each language."""

from collections.abc import Mapping
from functools import cache

from courses import shipped_course

from ehtutor.bank.catalogue import bank, made
from ehtutor.course.texts import interface
from ehtutor.quiz.item import Item, Listed


@cache
def listed(language: str = "nl") -> tuple[Listed, ...]:
    """What can be made, the same for every seed."""
    return made(shipped_course(language), interface(language))


@cache
def items(language: str = "nl", seed: str = "") -> Mapping[str, Item]:
    """The made questions by id."""
    return {each.id: each.make(seed) for each in listed(language)}


@cache
def everything(language: str = "nl") -> Mapping[str, Item]:
    """Those of the lessons too."""
    of_all = bank(shipped_course(language), interface(language)).items()
    return {id: items(language)[id] if id in items(language) else each.make("") for id, each in of_all}
