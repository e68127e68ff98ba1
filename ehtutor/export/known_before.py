"""What a party knows before a login begins, as its player needs it: from the network, for each role."""

from typing import assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.document import Listing, Piece
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.network import Network
from ehtutor.protocol.roles import Role
from ehtutor.protocol.trace import Trace
from ehtutor.session.lesson.state import Stage
from ehtutor.session.screen.blocks import Prose


def known_before(stage: Stage, trace: Trace, id: str) -> tuple[Piece, ...]:
    """The role in a sentence or two, and what it has to hand."""
    texts, scenario = stage.texts, trace.scenario
    network = scenario.network
    service, gebruiker = network.service(scenario.service), network.gebruiker(scenario.gebruiker)
    role = Role.GEBRUIKER if id == BROWSER else network.party(id).role
    told = texts.say(
        f"material.start.{role.value}",
        gebruiker=gebruiker.name,
        company=gebruiker.company,
        name_id=gebruiker.name_id,
        service=service.name,
        loa=service.loa.label,
        dv=network.party(service.dv).name,
        hm=network.sole(Role.HM).name,
        name=gebruiker.name if id == BROWSER else network.party(id).name,
    )
    items = _at_hand(stage, trace, id, role)
    return (Prose(text=told), *((Listing(items=items),) if items else ()))


def _at_hand(stage: Stage, trace: Trace, id: str, role: Role) -> tuple[str, ...]:
    texts, network = stage.texts, trace.scenario.network
    gebruiker = network.gebruiker(trace.scenario.gebruiker)
    match role:
        case Role.GEBRUIKER:
            return _wallet(stage, trace)
        case Role.DV:
            return ()
        case Role.HM:
            return tuple(_middel(texts, "registered", network, network.middel(each)) for each in gebruiker.registered)
        case Role.AD:
            return tuple(_middel(texts, "issued", network, each) for each in network.middelen if each.ad == id)
        case _:
            assert_never(role)


def _middel(texts: Texts, key: str, network: Network, middel: Middel) -> str:
    return texts.say(
        f"material.start.{key}",
        middel=middel.name,
        number=middel.number,
        loa=middel.loa.label,
        ad=network.party(middel.ad).name,
        holder=network.gebruiker(middel.holder).name,
    )


def _wallet(stage: Stage, trace: Trace) -> tuple[str, ...]:
    texts, network = stage.texts, trace.scenario.network
    gebruiker = network.gebruiker(trace.scenario.gebruiker)
    items = []
    for item in gebruiker.wallet:
        middel = network.middel(item.number)
        typed = in_wallet(item, middel.kind, stage.course.now)
        secrets = (f"{texts.say(f'blank.{blank}')}: {value}" for blank, value in typed.items())
        items.append(" · ".join((middel.name, middel.number, middel.loa.label, *secrets)))
    return tuple(items)
