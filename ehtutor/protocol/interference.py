"""What goes wrong on purpose in a login; apart from the scenario, so that a course can be read without a protocol."""

from collections.abc import Callable
from typing import TypeAlias

from ehtutor.protocol.network import Role
from ehtutor.value import Value


class Broken(Value):
    """The sender, or somebody on the way, breaks this rule, by the rule's own counterexample."""

    rule: str


class Tampered(Value):
    """Somebody on the way changes the bytes of the message of this type to this role."""

    receiver: Role
    message: type
    edit: Callable[[bytes], bytes]


class Replayed(Value):
    """Somebody on the way delivers the message of this type to this role a second time."""

    receiver: Role
    message: type


Interference: TypeAlias = None | Broken | Tampered | Replayed
