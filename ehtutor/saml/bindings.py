"""How a message travels: HTTP-POST, a form that the browser of the gebruiker sends on (SAML Bindings 3.5).

The trap: RelayState passes through the browser too, and comes back as anything; only its length is checked here.
"""

import base64
from typing import Final

from ehtutor.saml.grammar import MAX_BYTES, Malformed, Parameter
from ehtutor.value import Value

MAX_RELAY_STATE: Final = 80
"""In bytes (SAML Bindings 3.5.3)."""


class HttpPost(Value):
    """The fields of the form."""

    parameter: Parameter
    value: str
    """The message in base64."""
    relay_state: str


def encode(xml: bytes, *, parameter: Parameter, relay_state: str) -> HttpPost:
    """The form that carries `xml`; ValueError where the RelayState is too long to send."""
    if len(relay_state.encode()) > MAX_RELAY_STATE:
        raise ValueError(f"RelayState is over {MAX_RELAY_STATE} bytes")
    return HttpPost(parameter=parameter, value=base64.b64encode(xml).decode("ascii"), relay_state=relay_state)


def decode(post: HttpPost) -> bytes:
    """The bytes that the form carries; Malformed where it holds too much, or no base64."""
    if len(post.relay_state.encode(errors="replace")) > MAX_RELAY_STATE:
        raise Malformed("RelayState", f"over {MAX_RELAY_STATE} bytes")
    # line breaks are allowed in base64 (RFC 2045), and SAML Bindings 3.5.4 does not forbid them
    value = "".join(post.value.split())
    if len(value) > (MAX_BYTES + 2) // 3 * 4:
        raise Malformed(post.parameter, f"over {MAX_BYTES} bytes")
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        raise Malformed(post.parameter, "not base64") from None
