"""The trace: one login, recorded. Walkthrough, quiz, demonstration and export only read it.

Every entry has its number, from 1, and the step of the story that it belongs to.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias, assert_never

from ehtutor.protocol.decisions import Choice
from ehtutor.protocol.delivered import Channel, Hop
from ehtutor.protocol.events import Cancelled, DeterminationMade, Event, ResponseRefused
from ehtutor.protocol.pages import DenialPage, ErrorPage, FinalPage, Form, Page, ServicePage
from ehtutor.protocol.rules import Finding
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.states import State
from ehtutor.saml.messages import Message
from ehtutor.value import Value


class Outcome(Enum):
    """How a login can end."""

    SERVED = "served"
    REFUSED = "refused"
    """A rule failed somewhere."""
    CANCELLED = "cancelled"
    """The gebruiker's cancel ended it."""
    FAILED = "failed"
    """The middel did: blocked, expired or revoked."""


class Change(Value):
    """The state of one party before and after an entry."""

    before: State
    after: State


class DecisionTaken(Value):
    """What the gebruiker decided."""

    n: int
    step: int
    choice: Choice


class Exchange(Value):
    """One delivered message, and what the receiver made of it."""

    n: int
    step: int
    sender: str
    """The id of a party, or BROWSER."""
    receiver: str
    message: Message | Form | Page
    """As the sender meant it; for SAML, what counts is `xml`."""
    changes: Mapping[str, Change]
    """By id of party."""
    hops: tuple[Hop, ...] = ()
    """How a SAML message went; none for a page or a form, which is between the browser and one party."""
    findings: tuple[Finding, ...] = ()
    event: Event | None = None
    """What the receiver took it for; None for a page, which a person reads."""
    is_refused: bool = False
    """Whether the receiver turned it down: a rule failed, or there was no row for the event."""
    is_replay: bool = False

    @property
    def xml(self) -> bytes | None:
        """The message as it went over the wire, on the last of its hops; None for what is no SAML."""
        return self.hops[-1].xml if self.hops else None

    @property
    def original(self) -> bytes | None:
        """The message before somebody changed it after it was signed; None where nobody did."""
        return self.hops[-1].original if self.hops else None

    @property
    def channel(self) -> Channel:
        """The way that the message itself went."""
        return self.hops[-1].channel if self.hops else Channel.FRONT

    @property
    def binding(self) -> str | None:
        """The binding by which the message itself went; None for what is no SAML."""
        return self.hops[-1].binding if self.hops else None


class Determination(Value):
    """A decision inside one role."""

    n: int
    step: int
    party: str
    made: DeterminationMade
    changes: Mapping[str, Change]


class Verdict(Value):
    """The last entry: the page with which the login ends, and how it ended."""

    n: int
    step: int
    sender: str
    page: FinalPage
    outcome: Outcome
    changes: Mapping[str, Change]


Entry: TypeAlias = DecisionTaken | Exchange | Determination | Verdict


class Trace(Value):
    """A login as far as it has come."""

    scenario: Scenario
    entries: tuple[Entry, ...]

    @property
    def outcome(self) -> Outcome | None:
        """How the login ended; None while it goes on."""
        match self.entries[-1:]:
            case (Verdict(outcome=outcome),):
                return outcome
            case _:
                return None


def outcome_of(page: FinalPage, entries: tuple[Entry, ...]) -> Outcome:
    """How a login ended that ends in this page: told from what the roles took the messages for."""
    events = [entry.event for entry in entries if isinstance(entry, Exchange) and not entry.is_replay]
    match page:
        case ServicePage():
            return Outcome.SERVED
        case ErrorPage():
            return Outcome.REFUSED
        case DenialPage() if any(isinstance(event, ResponseRefused) for event in events):
            return Outcome.REFUSED
        case DenialPage() if any(isinstance(event, Cancelled) for event in events):
            return Outcome.CANCELLED
        case DenialPage():
            return Outcome.FAILED
        case _:
            assert_never(page)
