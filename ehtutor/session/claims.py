"""What the engine says to a claim: the id of the option that the finished login of a scene makes true.

A key that differs from it is a mistake in the lesson. Nothing here reads a key, so none can confirm itself.
"""

from typing import Final, assert_never

from ehtutor.course.model import Asks, Claim
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.trace import Exchange, Trace
from ehtutor.saml.messages import Response
from ehtutor.session.select import role_code, select
from ehtutor.session.telling import ends, label, type_name

UNDECIDED: Final = ""
"""Where this login holds no answer; no option has this id."""


def confirmed(claim: Claim, trace: Trace) -> str:
    """The id of the option that is true in `trace`, or `UNDECIDED`."""
    match claim.asks:
        case Asks.SENDER | Asks.RECEIVER | Asks.MESSAGE:
            return _of_entry(claim, trace)
        case Asks.OUTCOME:
            return trace.outcome.value if trace.outcome else UNDECIDED
        case Asks.LEVEL_REACHED:
            return _level_reached(trace)
        case Asks.KNOWS:
            return _knows(claim, trace)
        case _:
            assert_never(claim.asks)


def _of_entry(claim: Claim, trace: Trace) -> str:
    entry = select(claim.entry, trace) if claim.entry else None
    if entry is None:
        return UNDECIDED
    if claim.asks is Asks.MESSAGE:
        return type_name(entry)
    between = ends(entry)
    return role_code(between.sender if claim.asks is Asks.SENDER else between.receiver, trace)


def _level_reached(trace: Trace) -> str:
    """The level in the last assertion that was sent, by the name that people use."""
    for entry in reversed(trace.entries):
        match entry:
            case Exchange(message=Response(assertion=assertion)) if assertion:
                return label(assertion.authn_context_class_ref)
    return UNDECIDED


def _knows(claim: Claim, trace: Trace) -> str:
    """Whether a party in this role knows the fact, after the named entry or after all."""
    entry = select(claim.entry, trace) if claim.entry else None
    if claim.entry and entry is None:
        return UNDECIDED
    known = knowledge(trace, entry.n if entry else None)
    is_known = any(Fact(claim.fact) in facts for id, facts in known.items() if role_code(id, trace) == claim.role)
    return "yes" if is_known else "no"
