"""Which middel suffices for which service: all that do, one that does or does not, the lowest."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Family, Made, Maker, listed
from ehtutor.bank.runs import carried
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.network import Gebruiker, Service
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import OneOf, Option, QuestionForm

_LEVEL: Final = frozenset({"level-is-exact", "level-from-factors"})
_ONE: Final = Family(family="suffices", form=QuestionForm.TRUE_FALSE, topic=Topic.LEVELS, misconceptions=_LEVEL)
_ALL: Final = Family(family="which-suffice", form=QuestionForm.SEVERAL_OF, topic=Topic.LEVELS, misconceptions=_LEVEL)
_LOWEST: Final = Family(family="lowest", form=QuestionForm.ONE_OF, topic=Topic.LEVELS, misconceptions=_LEVEL)


def levels(maker: Maker) -> Iterator[Listed]:
    """Everything about levels, for every gebruiker and every service."""
    network = maker.runs.network
    for gebruiker in network.gebruikers:
        middelen = carried(network, gebruiker)
        for service in network.services:
            about = f"{gebruiker.id}.{service.id}"
            enough = [each for each in middelen if _suffices(each, service)]
            for middel in middelen:
                yield listed(
                    _ONE,
                    f"{about}.{middel.number}",
                    (),
                    partial(_one, maker, gebruiker, service, middel),
                )
            if enough and len(middelen) > len(enough):
                yield listed(_ALL, about, (), partial(_all, maker, gebruiker, service))
            if enough and len(middelen) > 2:
                yield listed(_LOWEST, about, (), partial(_lowest, maker, gebruiker, service))


def _suffices(middel: Middel, service: Service) -> bool:
    return not middel.loa < service.loa


def _stem(maker: Maker, family: str, gebruiker: Gebruiker, service: Service, **values: object) -> str:
    return maker.say(
        f"{family}.stem", gebruiker=gebruiker.name, service=service.name, asked=service.loa.label, **values
    )


def _label(maker: Maker, middel: Middel) -> str:
    return maker.say(
        "suffices.middel", name=middel.name, kind=maker.texts.say(f"kind.{middel.kind.value}"), loa=middel.loa.label
    )


def _why(maker: Maker, middel: Middel, service: Service) -> str:
    word = "enough" if _suffices(middel, service) else "too-low"
    return maker.say(f"suffices.{word}", name=middel.name, loa=middel.loa.label, asked=service.loa.label)


def _misconception(middel: Middel, service: Service) -> str:
    """What somebody may believe who judges this middel wrongly."""
    if _suffices(middel, service):
        return "level-is-exact" if service.loa < middel.loa else ""
    return "level-from-factors"


def _one(maker: Maker, gebruiker: Gebruiker, service: Service, middel: Middel, _id: str) -> Made:
    key = "true" if _suffices(middel, service) else "false"
    options = tuple(
        Option(
            id=word,
            label=maker.say(f"suffices.{word}"),
            why=_why(maker, middel, service),
            misconception="" if word == key else _misconception(middel, service),
        )
        for word in ("true", "false")
    )
    return Made(
        stem=_stem(maker, "suffices", gebruiker, service, middel=_label(maker, middel)),
        question=OneOf(options=options, key=key),
        hints=maker.hints("suffices"),
    )


def _options(maker: Maker, gebruiker: Gebruiker, service: Service) -> list[Option]:
    return [
        Option(id=each.number, label=_label(maker, each), why=_why(maker, each, service))
        for each in carried(maker.runs.network, gebruiker)
    ]


def _all(maker: Maker, gebruiker: Gebruiker, service: Service, id: str) -> Made:
    enough = frozenset(each.number for each in carried(maker.runs.network, gebruiker) if _suffices(each, service))
    return Made(
        stem=_stem(maker, "which-suffice", gebruiker, service),
        question=maker.several(id, _options(maker, gebruiker, service), enough),
        hints=maker.hints("which-suffice"),
    )


def _lowest(maker: Maker, gebruiker: Gebruiker, service: Service, id: str) -> Made:
    """The middel with the lowest level that is still enough; where two are equal, the other is left out."""
    enough = [each for each in carried(maker.runs.network, gebruiker) if _suffices(each, service)]
    lowest = min(enough, key=lambda each: list(Loa).index(each.loa))
    twins = {each.number for each in enough if each.loa is lowest.loa and each is not lowest}
    options = {option.id: option for option in _options(maker, gebruiker, service) if option.id not in twins}
    right = options.pop(lowest.number)
    return Made(
        stem=_stem(maker, "lowest", gebruiker, service),
        question=maker.one_of(id, right, list(options.values())),
        hints=maker.hints("lowest"),
    )
