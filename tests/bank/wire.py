"""What somebody sees who only watches the wire: bytes, and between whom they went. No table or rule is asked.

A SAML message is its XML; a page or a form is the name of its kind and the texts in it.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

import xmlsec
from lxml import etree
from saml.peers import verify

from ehtutor.bank.runs import Run, Runs
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.network import Network, Party
from ehtutor.protocol.trace import Exchange, Trace, Verdict
from ehtutor.value import Value, fields

SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"
_DS: Final = "http://www.w3.org/2000/09/xmldsig#"


class Seen(Value):
    """One thing that went over the wire."""

    n: int
    """Of the entry of the trace."""
    sender: str
    """A role code, as is that of the receiver."""
    receiver: str
    kind: str
    """The name of the root element, or of the page."""
    values: Mapping[str, str]
    """Attributes and texts by their path."""
    xml: bytes | None

    def get(self, end: str) -> str | None:
        """The value whose path ends so."""
        return next((value for path, value in self.values.items() if path.endswith(end)), None)


def watched(runs: Runs, run: Run) -> tuple[Seen, ...]:
    """A fresh login, from outside."""
    return seen(runs.signed(run))


def seen(trace: Trace) -> tuple[Seen, ...]:
    """Everything that went over the wire in it."""
    network = trace.scenario.network
    return tuple(found for entry in trace.entries for found in _seen(entry, network))


def _seen(entry: object, network: Network) -> Iterable[Seen]:
    match entry:
        case Exchange(xml=bytes() as xml):
            root = etree.fromstring(xml)
            values = flattened(root)
            kind = etree.QName(root).localname
            sender = _by_entity(network, values[f"{kind}/Issuer"])
            receiver = _by_address(network, values[f"{kind}/@Destination"])
            yield Seen(
                n=entry.n,
                sender=sender or _code(network, entry.sender),
                receiver=receiver or _code(network, entry.receiver),
                kind=kind,
                values=values,
                xml=xml,
            )
        case Exchange(message=page) | Verdict(page=page):
            receiver = entry.receiver if isinstance(entry, Exchange) else BROWSER
            yield Seen(
                n=entry.n,
                sender=_code(network, entry.sender),
                receiver=_code(network, receiver),
                kind=type(page).__name__,
                values=dict(_texts(page, type(page).__name__)),
                xml=None,
            )


def flattened(root: etree._Element) -> dict[str, str]:
    """Every attribute and text but those of signatures, by the names that lead to it."""
    found: dict[str, str] = {}
    for element in root.iter():
        names = [etree.QName(each).localname for each in (*reversed(list(element.iterancestors())), element)]
        if "Signature" in names:
            continue
        path = "/".join(names)
        found |= {f"{path}/@{name}": str(value) for name, value in element.attrib.items()}
        if element.text and element.text.strip():
            found[path] = element.text.strip()
    return found


def _texts(value: object, path: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, Value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name), f"{path}/{each.name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{path}/{number}")
    else:
        yield path, str(value.value if isinstance(value, Enum) else value)


def _by_entity(network: Network, entity_id: str) -> str | None:
    return next((party.role.value for party in network.parties if party.entity_id == entity_id), None)


def _by_address(network: Network, address: str) -> str | None:
    def has(party: Party) -> bool:
        return bool(address) and address in (*party.request_locations, *party.answer_locations)

    return next((party.role.value for party in network.parties if has(party)), None)


def _code(network: Network, id: str) -> str:
    return "GEBRUIKER" if id == BROWSER else network.party(id).role.value


def changed(honest: Seen, other: Seen) -> list[str]:
    """The paths at which two messages differ, in the order of the first and then of the second."""
    paths = {**honest.values, **other.values}
    return [path for path in paths if honest.values.get(path) != other.values.get(path)]


def broken_seals(runs: Runs, message: Seen, sender: str) -> list[str]:
    """The names of the signed elements whose signature xmlsec does not accept."""
    assert message.xml is not None
    root = etree.fromstring(message.xml)
    keys = [runs.keys[party.key] for party in runs.network.parties if party.role.value == sender]
    signed = [element for element in root.iter() if element.find(f"{{{_DS}}}Signature") is not None]
    return [etree.QName(element).localname for element in signed if not any(_accepts(element, key) for key in keys)]


def _accepts(element: etree._Element, key: object) -> bool:
    try:
        verify(element, key)  # type: ignore[arg-type]
    except xmlsec.Error:
        return False
    return True
