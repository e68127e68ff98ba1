"""From the trace to words: each entry as the story tells it, as an arrow of the diagram, and as a panel.

The words themselves are texts of the interface, found by the key of an entry: its type, and what of it changes
the story (`Response.success`, `CredentialChecked.wrong`).
"""

from collections.abc import Mapping
from typing import assert_never

from ehtutor.course.model import Selector
from ehtutor.course.texts import Texts
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.decisions import UseMiddel
from ehtutor.protocol.delivered import Channel
from ehtutor.protocol.events import CredentialChecked, IssuerDetermined
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Network, Role
from ehtutor.protocol.pages import (
    Challenge,
    MiddelChoice,
    MiddelQuestion,
    SignatureProof,
)
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.saml import names
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.value import Value


def codes(trace: Trace) -> Mapping[str, str]:
    """The role code of each party that takes part, in order of appearance: AD is the first, AD2 the next."""
    network = trace.scenario.network
    found: dict[str, str] = {BROWSER: Role.GEBRUIKER.value}
    for id in _taking_part(trace):
        if id not in found:
            code = network.party(id).role.value
            same = sum(1 for other in found if other != BROWSER and network.party(other).role.value == code)
            found[id] = f"{code}{same + 1}" if same else code
    return found


def _taking_part(trace: Trace) -> list[str]:
    network, profile = trace.scenario.network, trace.scenario.profile
    certain = (network.sole(role).id for role in profile.roles if role in profile.sole)
    ids = [network.service(trace.scenario.service).dv, *certain]
    for entry in trace.entries:
        if isinstance(entry, Exchange):
            ids += [entry.sender, entry.receiver]
    return ids


class Ends(Value):
    """Between whom an entry plays, by id; equal inside one role."""

    sender: str
    receiver: str


def ends(entry: Entry) -> Ends:
    """Between whom `entry` plays."""
    match entry:
        case Exchange(sender=sender, receiver=receiver):
            return Ends(sender=sender, receiver=receiver)
        case Determination(party=party):
            return Ends(sender=party, receiver=party)
        case DecisionTaken():
            return Ends(sender=BROWSER, receiver=BROWSER)
        case Verdict(sender=sender):
            return Ends(sender=sender, receiver=BROWSER)
        case _:
            assert_never(entry)


def channel(entry: Entry) -> Channel:
    """Along what way it went; a page that ends a login is shown in the browser."""
    return entry.channel if isinstance(entry, Exchange) else Channel.FRONT


def type_name(entry: Entry) -> str:
    """The name of the message or determination, as a selector of a lesson has it."""
    match entry:
        case Exchange(message=message):
            return type(message).__name__
        case Determination(made=made):
            return type(made).__name__
        case DecisionTaken(choice=choice):
            return type(choice).__name__
        case Verdict(page=page):
            return type(page).__name__
        case _:
            assert_never(entry)


def key(entry: Entry) -> str:
    """Where the texts of `entry` stand, below `told` and `arrow`."""
    name = type_name(entry)
    match entry:
        case Exchange(is_replay=True):
            return f"{name}.replayed"
        case Exchange(message=AuthnRequest(provider_name=service)):
            return f"{name}.{'from-middel' if service is None else 'from-service'}"
        case Exchange(message=Response(status=status)):
            return f"{name}.{'success' if status == names.SUCCESS else 'failure'}"
        case Exchange(message=MiddelQuestion(too_low=too_low)):
            return f"{name}.{'again' if too_low else 'first'}"
        case Exchange(message=Challenge(kind=kind)):
            return f"{name}.{kind.value}"
        case Exchange(message=SignatureProof(signature="")):
            return f"{name}.none"
        case Exchange(message=SignatureProof()):
            return f"{name}.made"
        case Determination(made=CredentialChecked(result=result)):
            return f"{name}.{result.value}"
        case Verdict(outcome=outcome):
            return f"{name}.{outcome.value}"
        case _:
            return name


def title(texts: Texts, entry: Entry) -> str:
    """Its name: that of its type, but where what it holds makes it another thing."""
    own = f"title.{key(entry)}"
    return texts.say(own if texts.has(own) else f"title.{type_name(entry)}")


def sentence(texts: Texts, trace: Trace, entry: Entry) -> str:
    """What happens, as the story tells it."""
    return texts.say(f"told.{key(entry)}", **_values(texts, entry, trace))


def arrow(texts: Texts, trace: Trace, entry: Entry) -> str:
    """What happens, in the few words that fit on an arrow."""
    return texts.say(f"arrow.{key(entry)}", **_values(texts, entry, trace))


def short_arrow(texts: Texts, trace: Trace, entry: Entry) -> str:
    """What has to be left of those words where there is no room; empty where nothing of them wins."""
    own = f"arrow-short.{key(entry)}"
    return texts.say(own, **_values(texts, entry, trace)) if texts.has(own) else ""


def _values(texts: Texts, entry: Entry, trace: Trace) -> Mapping[str, str]:
    """The names that a text may use."""
    network = trace.scenario.network
    service = network.service(trace.scenario.service)
    values = {
        "gebruiker": network.gebruiker(trace.scenario.gebruiker).name,
        "service": service.name,
        "sender": name_of(ends(entry).sender, network, ""),
        "receiver": name_of(ends(entry).receiver, network, ""),
    }
    return values | _particulars(texts, entry, network)


def name_of(id: str, network: Network, gebruiker: str) -> str:
    """The name of a party, or that of the gebruiker."""
    return gebruiker if id == BROWSER else network.party(id).name


def _particulars(texts: Texts, entry: Entry, network: Network) -> dict[str, str]:
    match entry:
        case Exchange(message=AuthnRequest(authn_context_class_ref=urn, comparison=comparison)):
            words = ("certainty", "asked")
            return {word: _compared(texts, f"{word}.{comparison}", comparison, label(urn)) for word in words}
        case Exchange(message=Response(assertion=assertion)):
            # a broken Response may say Success and declare nothing
            return {"loa": label(assertion.authn_context_class_ref) if assertion else "—"}
        case Exchange(message=MiddelQuestion(loa=loa, too_low=too_low)):
            chosen = (
                {"middel": network.middel(too_low).name, "found": network.middel(too_low).loa.label} if too_low else {}
            )
            return {"loa": loa.label, **chosen}
        case Exchange(message=MiddelChoice(number=number)) | DecisionTaken(choice=UseMiddel(number=number)):
            middel = network.middel(number)
            return {"middel": middel.name, "loa": middel.loa.label}
        case Exchange(message=Challenge(number=number, tries_left=tries)):
            return {"middel": network.middel(number).name, "tries": str(tries)}
        case Determination(made=IssuerDetermined(number=number, ad=ad)):
            return {"middel": network.middel(number).name, "ad": network.party(ad).name}
        case Determination(made=CredentialChecked(number=number, tries_left=tries)):
            return {"middel": network.middel(number).name, "tries": str(tries)}
        case _:
            return {}


def _compared(texts: Texts, own: str, comparison: str, loa: str) -> str:
    # a broken request may compare by a word that SAML does not have
    return texts.say(own, loa=loa) if texts.has(own) else f"{comparison} {loa}"


def label(urn: str) -> str:
    """The name that people use for a level, or the URN where there is none."""
    loa = Loa.from_urn(urn)
    return loa.label if loa else urn


def select(selector: Selector, trace: Trace, skipped: frozenset[int] = frozenset()) -> Entry | None:
    """The entry that `selector` means, or None where this login has none (yet)."""
    found = [
        entry
        for entry in trace.entries
        if entry.n not in skipped and type_name(entry) == selector.message and _is_to(entry, selector.to, trace)
    ]
    return found[selector.nth - 1] if len(found) >= selector.nth else None


def role_code(id: str, trace: Trace) -> str:
    """The code of the role that this party, or the gebruiker, plays."""
    return Role.GEBRUIKER.value if id == BROWSER else trace.scenario.network.party(id).role.value


def _is_to(entry: Entry, to: str | None, trace: Trace) -> bool:
    return to is None or role_code(ends(entry).receiver, trace) == to
