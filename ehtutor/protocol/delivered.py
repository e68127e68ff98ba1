"""What came out at the other end: the message as the receiver may read it, or why he may not."""

from enum import Enum

from ehtutor.protocol.network import Party
from ehtutor.saml.bindings import HttpPost
from ehtutor.saml.messages import Message
from ehtutor.value import Value


class Channel(Enum):
    """Along what way."""

    FRONT = "front"
    """Through the browser of the gebruiker."""
    BACK = "back"
    """From server to server."""


class Hop(Value):
    """One crossing of the wire; to deliver one message may take several, in both directions."""

    channel: Channel
    binding: str
    """By its URI."""
    sender: str
    """The id of the party that it comes from."""
    xml: bytes | None
    """The bytes as they went over the wire; None where only a reference to the message did."""
    original: bytes | None = None
    """The bytes before somebody changed them, after they were signed; None where nobody did."""
    post: HttpPost | None = None
    """The form in which the browser carried it, where it did."""


class Delivered(Value):
    """A SAML message at its receiver.

    Past this point nobody looks at bytes: `message` was read out of what verified, and nothing else was.
    """

    type: type[Message]
    """The class that was sent."""
    relay_state: str
    hops: tuple[Hop, ...] = ()
    """How it came, for the record, the message itself last; none where nothing was written down."""
    message: Message | None = None
    sender: Party | None = None
    """Whose certificate verified; None exactly when message is."""
    problem: str | None = None
    """Why nothing may be read; None exactly when message is not."""
    assertion_problem: str | None = None
    """Why the enclosed assertion may not be read."""
