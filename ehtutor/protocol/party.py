"""One party: what it makes of what reaches it, and what it sends for it.

`receive` is the whole of a party, and pure: it is given the state, the memory and what arrives, and says what comes
of them. Who carries the messages is no matter here. In `login` all parties live in one value and hand each other what
they send; a live party would have its state looked up by a browser's form, and send through that browser.

Nothing that arrives is an error: what does not fit has no row, is refused, and moves nothing.
"""

from ehtutor.protocol.compose import Outgoing, Situation
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.events import DeterminationMade, Event, RequestRefused, ResponseRefused
from ehtutor.protocol.network import Network, Party
from ehtutor.protocol.pages import Form
from ehtutor.protocol.perceive import Perceived, awaited, perceive
from ehtutor.protocol.profile import Profile
from ehtutor.protocol.rules import Finding
from ehtutor.protocol.states import Memory, State
from ehtutor.protocol.transitions import Row
from ehtutor.saml.grammar import KINDS
from ehtutor.saml.messages import Message
from ehtutor.value import Value, replace


class Reaction(Value):
    """What comes of an arrival."""

    event: Event
    """What the party took it for."""
    findings: tuple[Finding, ...]
    """What the check of it gave; none for a form."""
    state: State
    memory: Memory
    row: Row | None
    """The row that applied; None where there is none, and nothing moved."""
    determination: DeterminationMade | None = None
    outgoing: Outgoing | None = None
    """What it sends; None exactly when row is."""

    @property
    def is_refused(self) -> bool:
        """Whether the party turned it down: a rule failed, or there was no row for the event."""
        return self.row is None or isinstance(self.event, RequestRefused | ResponseRefused)


def receive(state: State, arrival: Form | Delivered, at: Situation, profile: Profile) -> Reaction:
    """What the party in this state and situation makes of what arrives, and what it does."""
    rules = profile.rules_for(at.party.role, arrival.type) if isinstance(arrival, Delivered) else ()
    return react(state, perceive(state, arrival, at, rules), at, profile)


def react(state: State, perceived: Perceived, at: Situation, profile: Profile) -> Reaction:
    """Look the event up in the table and make the move of its row."""
    event, row = perceived.event, profile.row_for(at.party.role, state, perceived.event)
    if row is None:
        return Reaction(event=event, findings=perceived.findings, state=state, memory=perceived.memory, row=None)
    moved = row.move(state, event, replace(at, memory=perceived.memory))
    return Reaction(
        event=event,
        findings=perceived.findings,
        state=moved.state,
        memory=perceived.memory,
        row=row,
        determination=moved.determination,
        outgoing=moved.outgoing,
    )


def candidates(
    network: Network, receiver: Party, state: State, message: type[Message], profile: Profile
) -> tuple[Party, ...]:
    """Whose signature the receiver takes: of a response, of whom it asked; of a request, of whoever may ask it."""
    sent, is_request = awaited(state), KINDS[message].is_request
    if sent and not is_request:
        return (network.party(sent.receiver),)
    others = profile.askers_of(receiver.role) if is_request else profile.asked_by(receiver.role)
    return tuple(party for role in others for party in network.playing(role))
