"""What came out at the other end: the message as the receiver may read it, or why he may not."""

from ehtutor.protocol.network import Party
from ehtutor.saml.bindings import HttpPost
from ehtutor.saml.messages import Message
from ehtutor.value import Value


class Delivered(Value):
    """A SAML message at its receiver.

    Past this point nobody looks at bytes: `message` was read out of what verified, and nothing else was.
    """

    type: type[Message]
    """The class that was sent."""
    relay_state: str
    xml: bytes | None = None
    """The bytes as they went over the wire, for the record; None where nothing was written down."""
    post: HttpPost | None = None
    message: Message | None = None
    sender: Party | None = None
    """Whose certificate verified; None exactly when message is."""
    problem: str | None = None
    """Why nothing may be read; None exactly when message is not."""
    assertion_problem: str | None = None
    """Why the enclosed assertion may not be read."""
