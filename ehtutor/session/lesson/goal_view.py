"""What a goal shows: what is to be chosen before the login, what became of an attempt, and the ways that lead there."""

from typing import Final, assert_never

from ehtutor.course.model import Goal
from ehtutor.course.texts import Texts
from ehtutor.protocol.decisions import CancelLogin, GiveCredential, SignInChoice, UseMiddel
from ehtutor.session.lesson.gebruiker import WRONG
from ehtutor.session.lesson.goal import NOTHING, Way, services, ways
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.screen.blocks import Notice, Tone
from ehtutor.session.screen.prompt import Selectable
from ehtutor.session.story.reach import Unmet, failed, messages, unmet

MOST_WAYS: Final = 5
"""As many as are told of a goal; they differ in little."""


def beforehand(moment: Walkthrough, card: Goal) -> tuple[str, tuple[Selectable, ...]] | None:
    """What is asked before the login, and what can be answered; None where no page has still to be waited for."""
    texts, network = moment.stage.texts, moment.stage.course.network
    if moment.means is None:
        means = ((NOTHING, texts.say("goal.nothing")), *card.means_labels.items())
        return texts.say("goal.on-the-way"), tuple(Selectable(id=id, label=label) for id, label in means)
    if moment.login.entries or not card.services:
        return None
    offered = ((id, network.service(id)) for id in services(card, moment.scene))
    return texts.say("goal.where"), tuple(
        Selectable(id=id, label=texts.say("screen.sign-in", service=each.name, party=network.party(each.dv).name))
        for id, each in offered
    )


def became(moment: Walkthrough, card: Goal) -> tuple[Notice, ...]:
    """What became of an attempt, told from its trace: who noticed what, and what of the end is not so."""
    texts, trace = moment.stage.texts, moment.login.trace
    noticed = [
        texts.say(
            "goal.noticed", role=texts.say(f"role.{role}"), says=texts.say(f"rule.{rule.partition('.')[2]}"), rule=rule
        )
        for rule, role in failed(trace)
    ]
    missing = unmet(card.reach, trace)
    if missing:
        lines = [_missed(texts, each) for each in missing] + noticed
        return (Notice(tone=Tone.WRONG, label=texts.say("goal.not-yet"), text=" ".join(lines)),)
    found = ways(moment.stage, moment.scene, card)
    count = messages(trace)
    par = min([count, *(way.messages for way in found[:1])])
    said = texts.say("goal.on-par" if count <= par else "goal.over-par", found=count, par=par)
    return (Notice(tone=Tone.RIGHT, label=texts.say("goal.reached"), text=" ".join([*noticed, said])),)


def told_ways(moment: Walkthrough, card: Goal) -> tuple[str, ...]:
    """The shortest ways to a goal, for whoever may know them."""
    return tuple(_told_way(moment, card, way) for way in ways(moment.stage, moment.scene, card)[:MOST_WAYS])


def _told_way(moment: Walkthrough, card: Goal, way: Way) -> str:
    texts, network = moment.stage.texts, moment.stage.course.network
    service = network.service(way.service)
    said = [card.means_labels[way.means]] if way.means != NOTHING else []
    said.append(texts.say("screen.sign-in", service=service.name, party=network.party(service.dv).name))
    for choice in way.choices:
        match choice:
            case UseMiddel(number=number):
                said.append(network.middel(number).name)
            case GiveCredential(typed=typed):
                said.append(texts.say("goal.wrong-proof" if WRONG in typed.values() else "goal.proof"))
            case CancelLogin():
                said.append(texts.say("screen.cancel"))
            case SignInChoice():
                pass
            case _:
                assert_never(choice)
    return texts.say("goal.way", steps=" → ".join(said), count=way.messages)


def _missed(texts: Texts, missing: Unmet) -> str:
    """Of what was asked, that it is not so."""
    found, wanted = missing.found, missing.wanted
    if missing.asks == "outcome":
        found, wanted = (texts.say(f"outcome.{each}") for each in (found, wanted))
    elif missing.role:
        wanted = texts.say(f"fact.{wanted}")
    role = texts.say(f"role.{missing.role}") if missing.role else ""
    return texts.say(f"goal.missed.{missing.asks}", found=found or texts.say("goal.none"), wanted=wanted, role=role)
