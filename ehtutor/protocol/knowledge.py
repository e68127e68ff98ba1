"""Who knows what: computed by looking for the value of each fact in what a party has sent or received.

Nothing here says what a role ought to know. If the makelaar's answer named the middel, the dienstverlener would
know it from the next line on. The trap: a value can stand by chance where it means something else (a password
`minimum`, a service called `HM`), so each fact is looked for only where it may stand.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Final

from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.decisions import UseMiddel
from ehtutor.protocol.events import CheckResult, CredentialChecked
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.pages import Form, Page
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.saml import names
from ehtutor.saml.content import content, content_of
from ehtutor.saml.messages import AuthnRequest, Message, Response
from ehtutor.value import Value

Knowledge = Mapping[str, frozenset[Fact]]
"""By id of party, and of BROWSER."""


def knowledge(trace: Trace, upto: int | None = None) -> Knowledge:
    """What each party knows after entry number `upto`, or after all."""
    known: dict[str, frozenset[Fact]] = {}
    for entry in trace.entries[:upto]:
        for party, facts in _learned(trace, entry).items():
            known[party] = known.get(party, frozenset()) | facts
    return known


def learned(trace: Trace, n: int) -> Knowledge:
    """What each party knows new by entry number `n`."""
    before, after = knowledge(trace, n - 1), knowledge(trace, n)
    news = {party: facts - before.get(party, frozenset()) for party, facts in after.items()}
    return {party: facts for party, facts in news.items() if facts}


def _learned(trace: Trace, entry: Entry) -> Knowledge:
    match entry:
        case Exchange(sender=sender, receiver=receiver):
            seen_by = {reader: tuple(_seen(entry, reader)) for reader in (sender, receiver)}
        case Verdict(sender=sender, page=page):
            seen_by = dict.fromkeys((sender, BROWSER), (("page", type(page).__name__),))
        case Determination() | DecisionTaken():
            return {}
    return {
        party: frozenset(fact for fact in Fact if _is_seen(fact, party, seen, trace)) for party, seen in seen_by.items()
    }


def _seen(exchange: Exchange, reader: str) -> Iterator[tuple[str, str]]:
    """What this reader sees in it: its sender what he wrote, its receiver what verified, for nothing else is read."""
    if reader == exchange.sender:
        yield from _written(exchange.message)
        return
    failing = {finding.rule.rpartition(".")[2] for finding in exchange.findings if not finding.holds}
    if "signature" in failing:
        return
    for path, text in _written(exchange.message) if exchange.xml is None else content(exchange.xml):
        if "assertion-signature" not in failing or "/Assertion/" not in path:
            yield path, text


class _Clue(Value, kw_only=False):
    """Which values give a fact away, and where they have to stand to do so."""

    values: Callable[[Trace, str], frozenset[str]] | None
    """None where whatever stands there is it."""
    path: str
    """A regular expression for the path: in a SAML message its elements, in a page or form its field."""


def _is_seen(fact: Fact, party: str, seen: tuple[tuple[str, str], ...], trace: Trace) -> bool:
    clue = _CLUES[fact]
    texts = [text for path, text in seen if text and re.search(clue.path, path)]
    if clue.values is None or not texts:
        return bool(texts)
    return any(
        # most texts do not hold it at all, and to see that needs no pattern
        value in text and re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text)
        for value in clue.values(trace, party)
        for text in texts
    )


def _written(message: Message | Form | Page) -> Iterator[tuple[str, str]]:
    """What its sender put in it, also when it arrived as something else."""
    match message:
        case AuthnRequest() | Response():
            yield from content_of(message)
        case _:
            yield from _fields(message, "")


def _fields(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Value):
        for name in value.__struct_fields__:
            yield from _fields(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(item, path)
    else:
        yield path, str(value.value if isinstance(value, Enum) else value)


def _gebruiker(trace: Trace, party: str) -> frozenset[str]:
    """His NameID; an AD also knows by its register who holds the middelen that it issued."""
    network = trace.scenario.network
    gebruiker = network.gebruiker(trace.scenario.gebruiker)
    issued = {middel.number for middel in network.middelen if (middel.ad, middel.holder) == (party, gebruiker.id)}
    return frozenset({gebruiker.name_id} | issued)


def _service(trace: Trace, _party: str) -> frozenset[str]:
    service = trace.scenario.network.service(trace.scenario.service)
    return frozenset({service.id, service.name})


def _level_asked(trace: Trace, _party: str) -> frozenset[str]:
    return frozenset({trace.scenario.network.service(trace.scenario.service).loa.value})


def _level_reached(trace: Trace, _party: str) -> frozenset[str]:
    """The level of each middel that was proved."""
    return frozenset(
        trace.scenario.network.middel(number).loa.value
        for entry in trace.entries
        if isinstance(entry, Determination)
        and isinstance(entry.made, CredentialChecked)
        and entry.made.result is CheckResult.RIGHT
        for number in (entry.made.number,)
    )


def _middel(trace: Trace, _party: str) -> frozenset[str]:
    return frozenset(
        entry.choice.number
        for entry in trace.entries
        if isinstance(entry, DecisionTaken) and isinstance(entry.choice, UseMiddel)
    )


def _result(_trace: Trace, _party: str) -> frozenset[str]:
    return frozenset({names.SUCCESS, names.AUTHN_FAILED, "ServicePage", "DenialPage", "ErrorPage"})


_IDS: Final = "/@(ID|InResponseTo)$"
"""Identifiers, which their maker can make of anything."""

# fmt: off
_CLUES: Final[Mapping[Fact, _Clue]] = {
    Fact.GEBRUIKER:     _Clue(_gebruiker,     rf"/NameID$|^/name_id$|^/number$|{_IDS}"),
    Fact.SERVICE:       _Clue(_service,       rf"/@ProviderName$|^/service$|^/service_name$|{_IDS}"),
    Fact.LEVEL_ASKED:   _Clue(_level_asked,   r"/RequestedAuthnContext/AuthnContextClassRef$|^/loa$"),
    Fact.LEVEL_REACHED: _Clue(_level_reached, r"/AuthnStatement/AuthnContext/AuthnContextClassRef$"),
    # the choice page offers every middel; which one it becomes is known by the choice
    Fact.MIDDEL:        _Clue(_middel,        rf"/NameID$|^/number$|^/too_low$|{_IDS}"),
    # right or wrong; a pincode stays in the pas and is in no message
    Fact.CREDENTIAL:    _Clue(None,           r"^/(password|code|signature)$"),
    Fact.RESULT:        _Clue(_result,        r"/Status/.*@Value$|^page$"),
}
# fmt: on
