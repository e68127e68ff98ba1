"""How to break each rule, and no other: what a dishonest sender writes, or what happens on the way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.states import SEEN_BEFORE
from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, Message, Response
from ehtutor.value import Value, replace


class Aim(Value):
    """What somebody has to know to break one rule by a hair, and no other."""

    now: datetime
    """The receiver's clock."""
    loa: Loa
    """The level that the receiver asked for, where it asked."""


class BeforeSigning(Value, kw_only=False):
    """The sender writes something else, and signs it; None where this message can't break the rule."""

    change: Callable[[Message, Aim], Message | None]


class BeforeEnclosing(Value, kw_only=False):
    """The sender changes the bytes of the signed assertion, then signs the response around it."""

    edit: Callable[[bytes], bytes]


class OnTheWay(Value, kw_only=False):
    """Somebody between sender and receiver changes the bytes."""

    edit: Callable[[bytes], bytes]


Counterexample: TypeAlias = BeforeSigning | BeforeEnclosing | OnTheWay

NOBODY: Final = "gebruiker-0000"
STRANGER: Final = "urn:etoegang:DV:99999999000000990000:entities:9099"
ELSEWHERE: Final = "https://elders.example/saml"
ANOTHER_REQUEST: Final = "_ffffffffffffffffffffffffffffffff"
UNKNOWN_LEVEL: Final = "urn:etoegang:core:assurance-class:loa9"
UNREGISTERED_INDEX: Final = 9


def one_byte(xml: bytes) -> bytes:
    """The same text but for one byte, still well-formed."""
    return xml.replace(b'Version="2.0"', b'Version="2.1"', 1)


# Any: each name is a field of the message that the rule is about, and the value has the type of that field.
def writing(**fields: Any) -> BeforeSigning:
    """The message with these fields."""
    return BeforeSigning(lambda message, _aim: replace(message, **fields))


def declaring(**fields: Any) -> BeforeSigning:
    """The assertion with these fields."""
    return _declaring(lambda _aim: fields)


issued_earlier: Final = BeforeSigning(lambda message, aim: replace(message, issue_instant=aim.now - timedelta(hours=1)))
without_assertion: Final = BeforeSigning(
    lambda message, _aim: (
        replace(message, status=names.SUCCESS, sub_status=None, assertion=None)
        if isinstance(message, Response)
        else None
    )
)


def _declaring(fields: Callable[[Aim], dict[str, Any]]) -> BeforeSigning:
    def change(message: Message, aim: Aim) -> Message | None:
        if not isinstance(message, Response) or message.assertion is None:
            return None
        declared: Assertion = replace(message.assertion, **fields(aim))
        return replace(message, assertion=declared)

    return BeforeSigning(change)


def declared_at(field: str, offset: timedelta) -> BeforeSigning:
    """The assertion with this instant so far from now."""
    return _declaring(lambda aim: {field: aim.now + offset})


def _one_level_lower(aim: Aim) -> dict[str, Any]:
    levels = list(Loa)
    return {"authn_context_class_ref": levels[levels.index(aim.loa) - 1].value}


level_too_low: Final = _declaring(_one_level_lower)
seen_id: Final = writing(id=SEEN_BEFORE)
seen_assertion_id: Final = declaring(id=SEEN_BEFORE)
