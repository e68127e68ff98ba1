"""Whether a login is the end that a goal is after, and what of it is not so."""

from collections.abc import Iterator, Mapping, Sequence

from ehtutor.course.model import Reach
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.trace import Exchange, Trace, Verdict
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.session.story.telling import label, role_code
from ehtutor.value import Value


class Unmet(Value):
    """Something that was asked of the end, and is not so."""

    asks: str
    """The name of it in `Reach`."""
    wanted: str
    found: str = ""
    role: str = ""
    """For what is known: by whom."""


def messages(trace: Trace) -> int:
    """How many messages and pages have gone from one to another."""
    return sum(isinstance(entry, Exchange | Verdict) for entry in trace.entries)


def unmet(reach: Reach, trace: Trace) -> tuple[Unmet, ...]:
    """All that was asked and is not so of this login, as it is now; nothing where the goal is reached."""
    return tuple(_unmet(reach, trace))


def _unmet(reach: Reach, trace: Trace) -> Iterator[Unmet]:
    outcome = trace.outcome.value if trace.outcome else ""
    failures = failed(trace)
    asked = (
        ("outcome", reach.outcome, outcome),
        ("level-asked", reach.level_asked, _level_asked(trace)),
        ("level-reached", reach.level_reached, _level_reached(trace)),
        ("failing-rule", reach.failing_rule, ", ".join(dict.fromkeys(rule for rule, _ in failures))),
        ("noticed-by", reach.noticed_by, ", ".join(dict.fromkeys(role for _, role in failures))),
    )
    for asks, wanted, found in asked:
        if wanted and wanted != found:
            yield Unmet(asks=asks, wanted=wanted, found=found)
    known = _known(trace) if reach.knows or reach.knows_not else {}
    for role, facts in reach.knows.items():
        yield from (Unmet(asks="knows", wanted=fact, role=role) for fact in facts if fact not in known[role])
    for role, facts in reach.knows_not.items():
        yield from (Unmet(asks="knows-not", wanted=fact, role=role) for fact in facts if fact in known[role])
    if reach.messages is not None and messages(trace) > reach.messages:
        yield Unmet(asks="messages", wanted=str(reach.messages), found=str(messages(trace)))


def failed(trace: Trace) -> Sequence[tuple[str, str]]:
    """Each rule that failed, by its whole id, with the role that noticed."""
    return [
        (finding.rule, role_code(entry.receiver, trace))
        for entry in trace.entries
        if isinstance(entry, Exchange)
        for finding in entry.findings
        if not finding.holds
    ]


def _known(trace: Trace) -> Mapping[str, frozenset[str]]:
    """By role code, the ids of the facts that a party in that role knows in the end."""
    found = dict.fromkeys((role.value for role in trace.scenario.profile.roles), frozenset[str]())
    for id, facts in knowledge(trace).items():
        code = role_code(id, trace)
        found[code] |= {fact.value for fact in facts}
    return found


def _level_asked(trace: Trace) -> str:
    """In the first question that was sent."""
    requests = (entry.message for entry in trace.entries if isinstance(entry, Exchange))
    return next((label(each.authn_context_class_ref) for each in requests if isinstance(each, AuthnRequest)), "")


def _level_reached(trace: Trace) -> str:
    """In the last assertion that was sent."""
    for entry in reversed(trace.entries):
        match entry:
            case Exchange(message=Response(assertion=assertion)) if assertion:
                return label(assertion.authn_context_class_ref)
    return ""
