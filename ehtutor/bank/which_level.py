"""Which middel suffices for which service: all that do, one that does or does not, the lowest."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.bank.runs import carried
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.network import Gebruiker, Service
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Option, Question, QuestionForm

_LEVEL: Final = frozenset({"level-is-exact", "level-from-factors"})
_ONE: Final = Family("suffices", QuestionForm.TRUE_FALSE, Topic.LEVELS, _LEVEL)
_ALL: Final = Family("which-suffice", QuestionForm.SEVERAL_OF, Topic.LEVELS, _LEVEL)
_LOWEST: Final = Family("lowest", QuestionForm.ONE_OF, Topic.LEVELS, _LEVEL)


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about levels, for every gebruiker and every service."""
    network = maker.runs.network
    for gebruiker in network.gebruikers:
        middelen = carried(network, gebruiker)
        for service in network.services:
            about = f"{gebruiker.id}.{service.id}"
            enough = [each for each in middelen if _suffices(each, service)]
            for middel in middelen:
                make = partial(_one, maker, gebruiker, service, middel)
                yield maker.listed(_ONE, f"{about}.{middel.number}", (), make)
            if enough and len(middelen) > len(enough):
                yield maker.listed(_ALL, about, (), partial(_all, maker, gebruiker, service))
            if enough and len(middelen) > 2:
                yield maker.listed(_LOWEST, about, (), partial(_lowest, maker, gebruiker, service))


def _suffices(middel: Middel, service: Service) -> bool:
    return not middel.loa < service.loa


def _made(
    maker: Maker, family: str, question: Question, gebruiker: Gebruiker, service: Service, **values: object
) -> Made:
    about = {"gebruiker": gebruiker.name, "service": service.name, "asked": service.loa.label}
    return maker.made(family, question, **about, **values)


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


def _one(maker: Maker, gebruiker: Gebruiker, service: Service, middel: Middel, _: Chance) -> Made:
    is_true, why = _suffices(middel, service), _why(maker, middel, service)
    believed = _misconception(middel, service)
    question = maker.true_false("suffices", is_true=is_true, why=why, misconception=believed)
    return _made(maker, "suffices", question, gebruiker, service, middel=_label(maker, middel))


def _options(maker: Maker, gebruiker: Gebruiker, service: Service) -> list[Option]:
    return [
        Option(id=each.number, label=_label(maker, each), why=_why(maker, each, service))
        for each in carried(maker.runs.network, gebruiker)
    ]


def _all(maker: Maker, gebruiker: Gebruiker, service: Service, chance: Chance) -> Made:
    enough = frozenset(each.number for each in carried(maker.runs.network, gebruiker) if _suffices(each, service))
    question = chance.several(_options(maker, gebruiker, service), enough)
    return _made(maker, "which-suffice", question, gebruiker, service)


def _lowest(maker: Maker, gebruiker: Gebruiker, service: Service, chance: Chance) -> Made:
    """The middel with the lowest level that is still enough; where two are equal, the other is left out."""
    enough = [each for each in carried(maker.runs.network, gebruiker) if _suffices(each, service)]
    lowest = min(enough, key=lambda each: list(Loa).index(each.loa))
    twins = {each.number for each in enough if each.loa is lowest.loa and each is not lowest}
    options = [option for option in _options(maker, gebruiker, service) if option.id not in twins]
    return _made(maker, "lowest", chance.one_of(options, key=lowest.number), gebruiker, service)
