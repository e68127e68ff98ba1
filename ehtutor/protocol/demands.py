"""What each demand expects of a message, and what it finds there.

A demand compares with the context (the receiver, what it has sent, its clock, its memory), never with another
field of the same message: only so can one field be wrong alone. Which parts of the context it needs it says by the
names of its parameters, and without one of them it is not evaluated: so a message can be held against the rules by
somebody who was not there. `None` means: can't be evaluated here.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Network, Party
from ehtutor.protocol.states import Memory, NothingSent, Sent
from ehtutor.saml import names
from ehtutor.saml.grammar import signed_parts
from ehtutor.saml.messages import Assertion, AuthnRequest, Message, Response
from ehtutor.value import Value

TOLERANCE: Final = timedelta(seconds=2)
"""How far clocks may differ (ETD, Synchronize system clocks)."""
STATUSES: Final = (names.SUCCESS, names.REQUESTER, names.RESPONDER)
SUB_STATUSES: Final = (names.AUTHN_FAILED, names.REQUEST_UNSUPPORTED)
_NOTHING: Final = "—"


class Context(Value):
    """What the receiver of a message knows, and the message does not; None for what whoever checks does not know."""

    now: datetime | None = None
    party: Party | None = None
    """The receiver."""
    sender: Party | None = None
    """Whose certificate verified."""
    memory: Memory | None = None
    network: Network | None = None
    sent: Sent | NothingSent | None = None
    """The request that the receiver waits for, if it waits."""


class Evidence(Value):
    """What was expected and what was found."""

    holds: bool
    expected: str
    found: str


def verified(delivered: Delivered) -> Evidence:
    """Signed by a party that may send this, and not changed since."""
    return Evidence(holds=delivered.problem is None, expected="verified", found=delivered.problem or "verified")


def assertion_verified(delivered: Delivered) -> Evidence | None:
    """The assertion too, on its own and by the same party."""
    if not _encloses(delivered):
        return None
    problem = delivered.assertion_problem
    return Evidence(holds=problem is None, expected="verified", found=problem or "verified")


def assertion_iff_success(delivered: Delivered) -> Evidence | None:
    """An assertion exactly when the status is Success."""
    if not isinstance(delivered.message, Response):
        return None
    expected = "Assertion" if delivered.message.status == names.SUCCESS else _NOTHING
    return _equal(expected, "Assertion" if _encloses(delivered) else _NOTHING)


def version(part: Message | Assertion) -> Evidence:
    """SAML 2.0, of a message and of what it encloses."""
    return _equal(names.VERSION, part.version)


def unseen(message: Message, memory: Memory) -> Evidence:
    """An id that this party has not seen before."""
    return _unseen(message.id, memory)


def issued_now(message: Message, now: datetime) -> Evidence:
    """Issued now, give or take what clocks may differ."""
    return _around_now(message.issue_instant, now)


def issuer(message: Message, sender: Party) -> Evidence:
    """The issuer is the party whose certificate verified."""
    return _equal(sender.entity_id, message.issuer)


def request_destination(message: AuthnRequest, party: Party) -> Evidence:
    """Meant for the address at which the receiver takes requests."""
    return _among(party.request_locations, message.destination)


def response_destination(message: Response, party: Party, sent: Sent | NothingSent) -> Evidence:
    """Meant for an address at which the receiver takes answers."""
    return _among(_answer_to(party, sent), message.destination)


def subject_registered(message: AuthnRequest, network: Network) -> Evidence:
    """HM: a gebruiker who registered with it."""
    return _among({gebruiker.name_id for gebruiker in network.gebruikers}, message.subject)


def subject_issued(message: AuthnRequest, party: Party, network: Network) -> Evidence:
    """AD: a middel that it issued itself."""
    return _among({middel.number for middel in network.middelen if middel.ad == party.id}, message.subject)


def comparison(message: AuthnRequest) -> Evidence:
    """The level is a minimum."""
    return _equal(names.MINIMUM, message.comparison)


def level_known(message: AuthnRequest) -> Evidence:
    """A level that the scheme offers."""
    return _among([loa.value for loa in Loa if loa.is_offered], message.authn_context_class_ref)


def answer_registered(message: AuthnRequest, sender: Party) -> Evidence:
    """The answer goes to an address that the sender has in its metadata."""
    registered = {str(endpoint.index) for endpoint in sender.assertion_consumer_services}
    return _among(registered, str(message.assertion_consumer_service_index))


def answers_mine(message: Response, sent: Sent | NothingSent) -> Evidence:
    """Answers the request that the receiver waits for."""
    return _answers(message.in_response_to, sent)


def status_listed(message: Response) -> Evidence:
    """A status of the scheme's list, and no reason why not beside Success (ETD, Error handling)."""
    reasons = () if message.status == names.SUCCESS else SUB_STATUSES
    holds = message.status in STATUSES and message.sub_status in (None, *reasons)
    found = " / ".join(filter(None, (message.status, message.sub_status)))
    return Evidence(holds=holds, expected=f"{_one_of(STATUSES)} / {_one_of(SUB_STATUSES)}", found=found)


def assertion_unseen(assertion: Assertion, memory: Memory) -> Evidence:
    """An assertion that this party has not seen before, whatever carries it."""
    return _unseen(assertion.id, memory)


def assertion_issued_now(assertion: Assertion, now: datetime) -> Evidence:
    """Declared now, give or take what clocks may differ."""
    return _around_now(assertion.issue_instant, now)


def assertion_issuer(assertion: Assertion, sender: Party) -> Evidence:
    """Declared by the party whose certificate verified."""
    return _equal(sender.entity_id, assertion.issuer)


def subject_asked(assertion: Assertion, sent: Sent | NothingSent) -> Evidence | None:
    """About the one who was asked about."""
    return _equal(sent.subject, assertion.subject) if isinstance(sent, Sent) else None


def recipient(assertion: Assertion, party: Party, sent: Sent | NothingSent) -> Evidence:
    """To be brought to the receiver's own address (SAML Profiles 4.1.4.3)."""
    return _among(_answer_to(party, sent), assertion.recipient)


def confirmation_answers_mine(assertion: Assertion, sent: Sent | NothingSent) -> Evidence:
    """Confirmed for the request that the receiver waits for."""
    return _answers(assertion.in_response_to, sent)


def confirmation_in_time(assertion: Assertion, now: datetime) -> Evidence:
    """The confirmation is still good; the instant itself is too late (SAML Core 2.4.1.2)."""
    return _before(now, assertion.confirmation_not_on_or_after)


def begun(assertion: Assertion, now: datetime) -> Evidence:
    """The assertion is valid already."""
    holds = assertion.not_before <= now + TOLERANCE
    return Evidence(holds=holds, expected=f"≤ {_moment(now)}", found=_moment(assertion.not_before))


def in_time(assertion: Assertion, now: datetime) -> Evidence:
    """The assertion is valid still; the instant itself is too late (SAML Core 2.5.1.2)."""
    return _before(now, assertion.not_on_or_after)


def audience(assertion: Assertion, party: Party) -> Evidence:
    """Meant for the receiver, and nobody else."""
    return _equal(party.entity_id, assertion.audience)


def authenticated_before(assertion: Assertion, now: datetime) -> Evidence:
    """The gebruiker proved himself before now."""
    holds = assertion.authn_instant <= now + TOLERANCE
    return Evidence(holds=holds, expected=f"≤ {_moment(now)}", found=_moment(assertion.authn_instant))


def level_reached(assertion: Assertion, sent: Sent | NothingSent) -> Evidence | None:
    """At or above the level that was asked."""
    if isinstance(sent, NothingSent):
        return None
    found = Loa.from_urn(assertion.authn_context_class_ref)
    holds = found is not None and found >= sent.loa
    return Evidence(holds=holds, expected=f"≥ {sent.loa.value}", found=assertion.authn_context_class_ref)


def _encloses(delivered: Delivered) -> bool:
    message = delivered.message
    return message is not None and bool(signed_parts(message) or delivered.assertion_problem)


def _equal(expected: str, found: str) -> Evidence:
    return Evidence(holds=expected == found, expected=expected, found=found)


def _among(expected: Collection[str], found: str) -> Evidence:
    return Evidence(holds=found in expected, expected=_one_of(expected), found=found)


def _unseen(id: str, memory: Memory) -> Evidence:
    holds = id not in memory.seen
    return Evidence(holds=holds, expected="≠ " + id if not holds else id, found=id)


def _around_now(instant: datetime, now: datetime) -> Evidence:
    holds = abs(instant - now) <= TOLERANCE
    return Evidence(holds=holds, expected=f"{_moment(now)} ± {TOLERANCE.seconds} s", found=_moment(instant))


def _before(now: datetime, end: datetime) -> Evidence:
    return Evidence(holds=now < end, expected=f"> {_moment(now)}", found=_moment(end))


def _answer_to(party: Party, sent: Sent | NothingSent) -> tuple[str, ...]:
    # a party with several addresses is held to the one that its request named, while it waits
    return (sent.answer_to,) if isinstance(sent, Sent) else party.answer_locations


def _answers(found: str, sent: Sent | NothingSent) -> Evidence:
    # who waits for nothing is answered by nothing, whatever it says
    expected = sent.id if isinstance(sent, Sent) else _NOTHING
    return Evidence(holds=isinstance(sent, Sent) and found == expected, expected=expected, found=found)


def _one_of(values: Iterable[str]) -> str:
    return " | ".join(sorted(values))


def _moment(instant: datetime) -> str:
    # with its fraction, if it has one: that may be all that is wrong
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
