"""Who knows what: computed by looking for the value of each fact in what a party has sent or received.

Nothing here says what a role ought to know. If the makelaar's answer named the middel, the dienstverlener would
know it from the next line on.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Final

from ehtutor.protocol.choices import UseMiddel
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.determinations import CheckResult, CredentialChecked
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.pages import CodeProof, PasswordProof, SignatureProof
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.saml import names
from ehtutor.saml.content import content

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
            written = tuple(_texts(entry))
            seen_by = {sender: written, receiver: _read(entry, written)}
        case Verdict(sender=sender, page=page):
            seen_by = dict.fromkeys((sender, BROWSER), (("page", type(page).__name__),))
        case Determination() | DecisionTaken():
            return {}
    return {
        party: frozenset(fact for fact in Fact if _is_seen(fact, party, seen, trace)) for party, seen in seen_by.items()
    }


def _read(exchange: Exchange, written: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What its receiver reads of it: what did not verify is not read, so nothing is learned from it."""
    failing = {finding.rule.rpartition(".")[2] for finding in exchange.findings if not finding.holds}
    if "signature" in failing:
        return ()
    if "assertion-signature" in failing:
        return tuple((path, text) for path, text in written if "/Assertion/" not in path)
    return written


@dataclass(frozen=True, slots=True)
class _Clue:
    """Which values give a fact away, and where they have to stand to do so."""

    values: Callable[[Trace, str], frozenset[str]]
    path: str = ""
    """A regular expression that the path must match."""


def _is_seen(fact: Fact, party: str, seen: tuple[tuple[str, str], ...], trace: Trace) -> bool:
    clue = _CLUES[fact]
    values = clue.values(trace, party)
    return any(
        # most texts do not hold it at all, and to see that needs no pattern
        value in text and re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text)
        for path, text in seen
        if re.search(clue.path, path)
        for value in values
    )


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    if exchange.xml is None:
        yield from _fields(exchange.message, "")
    else:
        yield from ((path, text) for path, text in content(exchange.xml) if "/Signature/" not in path)


def _fields(value: object, path: str) -> Iterator[tuple[str, str]]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _fields(getattr(value, field.name), f"{path}/{field.name}")
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


def _credential(trace: Trace, _party: str) -> frozenset[str]:
    """Whatever was given as proof, right or wrong; a pincode stays in the pas and is in no message."""
    given: set[str] = set()
    for entry in trace.entries:
        match entry:
            case Exchange(message=PasswordProof(password=password)):
                given.add(password)
            case Exchange(message=CodeProof(password=password, code=code)):
                given |= {password, code}
            case Exchange(message=SignatureProof(signature=signature)):
                given.add(signature)
    return frozenset(given - {""})


def _result(_trace: Trace, _party: str) -> frozenset[str]:
    return frozenset({names.SUCCESS, names.AUTHN_FAILED, "ServicePage", "DenialPage", "ErrorPage"})


_CLUES: Final[Mapping[Fact, _Clue]] = {
    Fact.GEBRUIKER: _Clue(_gebruiker),
    Fact.SERVICE: _Clue(_service),
    Fact.LEVEL_ASKED: _Clue(_level_asked, r"/RequestedAuthnContext/|^/loa$"),
    Fact.LEVEL_REACHED: _Clue(_level_reached, r"/AuthnStatement/"),
    # the choice page offers every middel; which one it becomes is known by the choice
    Fact.MIDDEL: _Clue(_middel, r"^(?!/offers/)"),
    Fact.CREDENTIAL: _Clue(_credential),
    Fact.RESULT: _Clue(_result, r"/Status/|^page$"),
}
