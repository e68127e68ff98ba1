"""A trace as JSON Lines, the public format `ehtutor-trace`: a header, then one object an entry.

Keys and their order are part of the format; so is that `learned` is never null.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ehtutor import json_line
from ehtutor.course.texts import Texts
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import learned
from ehtutor.protocol.trace import Change, DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.saml.keys import KeyPair, certificate_pem
from ehtutor.session.story.telling import channel, codes, ends, sentence, type_name

FORMAT: Final = "ehtutor-trace"
VERSION: Final = 1


def trace_lines(trace: Trace, keys: Mapping[str, KeyPair], texts: Texts, *, lesson: str, scene: str) -> Iterator[str]:
    """The lines of one login, without line ends."""
    yield json_line.written(_header(trace, keys, texts, lesson=lesson, scene=scene))
    for entry in trace.entries:
        yield json_line.written(_entry(entry, trace, texts))


def _header(trace: Trace, keys: Mapping[str, KeyPair], texts: Texts, *, lesson: str, scene: str) -> Mapping[str, Any]:
    network = trace.scenario.network
    roles = {
        code: {
            "entity_id": network.party(id).entity_id,
            "name": network.party(id).name,
            "certificate": certificate_pem(keys[network.party(id).key].certificate),
        }
        for id, code in codes(trace).items()
        if id != BROWSER
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "lesson": lesson,
        "scene": scene,
        "profile": trace.scenario.profile.id,
        "lang": texts.language,
        "roles": roles,
    }


def _entry(entry: Entry, trace: Trace, texts: Texts) -> Mapping[str, Any]:
    code_by_id, between = codes(trace), ends(entry)
    is_inside = between.sender == between.receiver
    changes = {} if isinstance(entry, DecisionTaken) else entry.changes
    line: dict[str, Any] = {
        "n": entry.n,
        "step": entry.step,
        "kind": _kind(entry),
        "sender": code_by_id[between.sender],
        "receiver": None if is_inside else code_by_id[between.receiver],
        "channel": "internal" if is_inside else channel(entry).value,
        "binding": entry.binding if isinstance(entry, Exchange) else None,
        "message": type_name(entry),
        "summary": sentence(texts, trace, entry),
        "state_before": {code_by_id[id]: _state(change, "before") for id, change in changes.items()},
        "state_after": {code_by_id[id]: _state(change, "after") for id, change in changes.items()},
        "findings": entry.findings if isinstance(entry, Exchange) else (),
        "xml": entry.xml.decode(errors="replace") if isinstance(entry, Exchange) and entry.xml else None,
        "learned": {code_by_id[id]: _facts(facts) for id, facts in learned(trace, entry.n).items()},
    }
    return line | {"outcome": entry.outcome} if isinstance(entry, Verdict) else line


def _kind(entry: Entry) -> str:
    match entry:
        case Exchange():
            return "exchange"
        case Determination():
            return "determination"
        case DecisionTaken():
            return "decision"
        case Verdict():
            return "verdict"


def _state(change: Change, when: str) -> str:
    return type(getattr(change, when)).__name__


def _facts(facts: frozenset[Fact]) -> list[Fact]:
    return [fact for fact in Fact if fact in facts]
