"""What the engine says to a claim: the key that a login makes true, as far as it has come, in the shape of that key.

A key that differs from it is a mistake in the lesson. Nothing here reads a key, so none can confirm itself. The trap:
the same claim is true of one moment and false of the next, so who asks hands over the trace that is spoken of: for a
card that asks, what has passed when it is reached; for a card that predicts, the whole login.
"""

from itertools import takewhile
from typing import Final, assert_never

from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.protocol.events import CredentialChecked
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.pages import Challenge, CodeProof, PasswordProof, SignatureProof
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace
from ehtutor.quiz.questions import AnswerKey
from ehtutor.saml.messages import Response
from ehtutor.session.story.telling import ends, label, role_code, select, type_name

UNDECIDED: Final = ""
"""Where this login holds no answer; no option has this id."""


def confirmed(claim: Claim, trace: Trace) -> AnswerKey:
    """The key that is true in `trace`, or `UNDECIDED`; of a statement, whether it is `true` or `false`."""
    found = _found(claim, trace)
    if claim.stated is None or found == UNDECIDED:
        return found
    return "true" if found == claim.stated else "false"


def _found(claim: Claim, trace: Trace) -> AnswerKey:
    match claim.asks:
        case Asks.SENDER | Asks.RECEIVER:
            return _ends(claim, trace)
        case Asks.MESSAGE:
            return _message(_entry(claim.entry, trace))
        case Asks.NEXT:
            return _message(_next(_entry(claim.entry, trace), trace))
        case Asks.ORDER:
            return _order(claim, trace)
        case Asks.OUTCOME:
            return trace.outcome.value if trace.outcome else UNDECIDED
        case Asks.LEVEL_REACHED:
            return _level_reached(trace)
        case Asks.KNOWS:
            return _knows(claim, trace)
        case Asks.KNOWERS:
            return _knowers(claim, trace)
        case Asks.FAILING_RULE:
            return _failing_rule(trace)
        case Asks.NOTICED_BY:
            return _noticed_by(trace)
        case Asks.TRIES_LEFT:
            return _tries_left(claim, trace)
        case _:
            assert_never(claim.asks)


def missing(claim: Claim, trace: Trace) -> tuple[tuple[str, Selector], ...]:
    """What the claim names and this trace has not (yet): where it stands below the claim, and what it is."""
    named = {"entry": claim.entry} if claim.entry else {f"entries/{id}": each for id, each in claim.entries.items()}
    return tuple((place, each) for place, each in named.items() if select(each, trace) is None)


def _entry(selector: Selector | None, trace: Trace) -> Entry | None:
    return select(selector, trace) if selector else None


def _ends(claim: Claim, trace: Trace) -> AnswerKey:
    """The role at one end of the entry, or of each of the entries."""
    if not claim.entries:
        return _end(claim.asks, _entry(claim.entry, trace), trace)
    return {id: _end(claim.asks, _entry(entry, trace), trace) for id, entry in claim.entries.items()}


def _end(asks: Asks, entry: Entry | None, trace: Trace) -> str:
    if entry is None:
        return UNDECIDED
    between = ends(entry)
    return role_code(between.sender if asks is Asks.SENDER else between.receiver, trace)


def _message(entry: Entry | None) -> str:
    return type_name(entry) if entry else UNDECIDED


def _next(entry: Entry | None, trace: Trace) -> Entry | None:
    """What comes after an entry; what the gebruiker decides does not count, for nobody sees it."""
    after = trace.entries[entry.n :] if entry else ()
    return next((each for each in after if not isinstance(each, DecisionTaken)), None)


def _order(claim: Claim, trace: Trace) -> AnswerKey:
    """The ids in the order of their entries."""
    places = {id: entry.n for id, selector in claim.entries.items() if (entry := select(selector, trace))}
    if len(set(places.values())) < len(claim.entries):
        return UNDECIDED
    return tuple(sorted(places, key=lambda id: places[id]))


def _level_reached(trace: Trace) -> str:
    """The level in the last assertion that was sent, by the name that people use."""
    for entry in reversed(trace.entries):
        match entry:
            case Exchange(message=Response(assertion=assertion)) if assertion:
                return label(assertion.authn_context_class_ref)
    return UNDECIDED


def _knows(claim: Claim, trace: Trace) -> str:
    """Whether a party in this role knows the fact, after the named entry or after all."""
    knowers = _knowers(claim, trace)
    return knowers if isinstance(knowers, str) else "yes" if claim.role in knowers else "no"


def _knowers(claim: Claim, trace: Trace) -> str | frozenset[str]:
    """The roles in which a party knows the fact, after the named entry or after all."""
    entry = _entry(claim.entry, trace)
    if claim.entry and entry is None:
        return UNDECIDED
    known = knowledge(trace, entry.n if entry else None)
    return frozenset(role_code(id, trace) for id, facts in known.items() if Fact(claim.fact) in facts)


def _failures(trace: Trace) -> list[tuple[str, Exchange]]:
    """Each rule that failed, with the message that broke it."""
    exchanges = [entry for entry in trace.entries if isinstance(entry, Exchange)]
    return [(finding.rule, each) for each in exchanges for finding in each.findings if not finding.holds]


def _failing_rule(trace: Trace) -> str:
    """The last part of the id of the only rule that failed."""
    rules = {rule for rule, _ in _failures(trace)}
    return rules.pop().rpartition(".")[2] if len(rules) == 1 else UNDECIDED


def _noticed_by(trace: Trace) -> str:
    """The role that received the only message that broke a rule."""
    receivers = {role_code(exchange.receiver, trace) for _, exchange in _failures(trace)}
    return receivers.pop() if len(receivers) == 1 else UNDECIDED


def _tries_left(claim: Claim, trace: Trace) -> str | int:
    """What was told last, after the named entry or after all; of a proof, what its check left."""
    entry = _entry(claim.entry, trace)
    if claim.entry and entry is None:
        return UNDECIDED
    told = trace.entries[: entry.n] if entry else trace.entries
    # what its receiver decides on it at once belongs to it
    decided = takewhile(lambda each: isinstance(each, Determination), trace.entries[len(told) :])
    for each in reversed((*told, *decided)):
        match each:
            case Determination(made=CredentialChecked(tries_left=left)) | Exchange(message=Challenge(tries_left=left)):
                return left
            case Exchange(message=PasswordProof() | CodeProof() | SignatureProof()):
                return UNDECIDED
    return UNDECIDED
