"""A message of a clean login at its receiver, with what that receiver knows at that moment."""

from functools import cache
from typing import Any, Final

import build
from ehtutor.protocol.deliver import typed
from ehtutor.protocol.delivered import Delivered
from ehtutor.protocol.demands import Context
from ehtutor.protocol.login import Login
from ehtutor.protocol.network import Role
from ehtutor.protocol.perceive import awaited
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.rules import Finding, check
from ehtutor.protocol.states import NothingSent
from ehtutor.protocol.trace import Exchange
from ehtutor.saml.messages import AuthnRequest, Message, Response
from ehtutor.value import replace

FOUR: Final = (
    (Role.HM, AuthnRequest),
    (Role.AD, AuthnRequest),
    (Role.HM, Response),
    (Role.DV, Response),
)
"""The messages of the profile, by receiver and type, in the order in which they are sent."""


@cache
def arriving(receiver: Role, kind: type[Message], how: Any = build.right) -> tuple[Message, Context]:
    """The message of this type to this role, when the gebruiker answers the challenge by `how`."""
    asked = build.after(build.login(deliver=typed), build.SIGN_IN, build.use(build.PAS))
    before = build.login(deliver=typed) if kind is AuthnRequest else asked
    sent = next(entry for entry in exchanges(build.after(asked, how)) if is_to(before, entry, receiver, kind))
    party, network = before.scenario.network.party(sent.receiver), before.scenario.network
    context = Context(
        now=before.world.now,
        party=party,
        sender=network.party(sent.sender),
        memory=before.memory[party.id],
        network=network,
        sent=awaited(before.states[party.id]) or NothingSent(),
    )
    return sent.message, context


def findings(message: Message, context: Context, /, **changes: Any) -> tuple[Finding, ...]:
    """What its receiver finds, of a message that verified unless `changes` of how it was delivered say otherwise."""
    delivered = Delivered(type=type(message), relay_state="", message=message, sender=context.sender)
    rules = BASIS.rules_for(context.party.role, delivered.type)
    return check(replace(delivered, **changes), rules, context)


def failing(message: Message, context: Context, /, **changes: Any) -> set[str]:
    """The rules that it breaks."""
    return {finding.rule for finding in findings(message, context, **changes) if not finding.holds}


def exchanges(login: Login) -> tuple[Exchange, ...]:
    """What was sent to a party."""
    return tuple(entry for entry in login.entries if isinstance(entry, Exchange) and entry.event)


def is_to(login: Login, exchange: Exchange, receiver: Role, kind: type[Message]) -> bool:
    """Whether this is the message of this type to this role."""
    return isinstance(exchange.message, kind) and login.scenario.network.party(exchange.receiver).role is receiver
