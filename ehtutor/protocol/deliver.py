"""How a SAML message gets from one party to another, and what may befall it; the only place that knows of signatures.

`signed` is the real thing. `typed` hands the value over as it is: with it the states of the protocol are explored
in a fraction of a second, and what that shows is walked once more with `signed`.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias, assert_never

from ehtutor.protocol.counterexamples import Aim, BeforeEnclosing, BeforeSigning, OnTheWay
from ehtutor.protocol.delivered import Channel, Delivered, Hop
from ehtutor.protocol.interference import Broken, Replayed, Tampered
from ehtutor.protocol.network import Party, Role
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.world import World
from ehtutor.saml import bindings, names
from ehtutor.saml.bindings import HttpPost
from ehtutor.saml.grammar import Malformed, kind_of, signed_parts
from ehtutor.saml.messages import Message
from ehtutor.saml.sealed import seal, unseal
from ehtutor.value import Value, replace


class Edits(Value):
    """What is done to the bytes: to the signed assertion before it is enclosed, and to the whole on the way."""

    before_enclosing: Callable[[bytes], bytes] | None = None
    on_the_way: Callable[[bytes], bytes] | None = None


UNTOUCHED: Final = Edits()


class Sending(Value):
    """A message, who signs it, and whose signatures the receiver takes for it."""

    message: Message
    signer: Party
    candidates: tuple[Party, ...]
    relay_state: str
    edits: Edits = UNTOUCHED


Deliver: TypeAlias = Callable[[Sending, World], Delivered]


def signed(sending: Sending, world: World) -> Delivered:
    """The real thing, both halves of it."""
    post, hop = sealed(sending, world)
    return replace(opened(post, type(sending.message), sending.candidates, world), hops=(hop,))


def sealed(sending: Sending, world: World) -> tuple[HttpPost, Hop]:
    """What leaves the sender: signed, and encoded for HTTP-POST (SAML Bindings 3.5; ETD, Digital signature)."""
    edits, key = sending.edits, world.keys[sending.signer.key]
    xml = original = seal(sending.message, key)
    if edits.before_enclosing is not None:
        xml = seal(sending.message, key, alter_assertion=edits.before_enclosing)
    if edits.on_the_way is not None:
        xml = edits.on_the_way(xml)
    post = bindings.encode(xml, parameter=kind_of(sending.message).parameter, relay_state=sending.relay_state)
    hop = Hop(
        channel=Channel.FRONT,
        binding=names.HTTP_POST,
        sender=sending.signer.id,
        xml=xml,
        original=original if xml != original else None,
        post=post,
    )
    return post, hop


def opened(post: HttpPost, expected: type[Message], candidates: Sequence[Party], world: World) -> Delivered:
    """What the receiver makes of a form that should hold an `expected` of one of the candidates, whatever it is."""
    sent = Delivered(type=expected, relay_state=post.relay_state)
    parties_by_key = {key: party for party in candidates for key in party.keys}
    try:
        received = bindings.decode(post)
    except Malformed as error:
        return replace(sent, problem=str(error))
    unsealed = unseal(received, {key: world.keys[key].certificate for key in parties_by_key}, world.course_now)
    if not isinstance(unsealed.message, expected):
        return replace(sent, problem=unsealed.problem or "malformed: another type of message")
    return replace(
        sent,
        message=unsealed.message,
        sender=parties_by_key[unsealed.key_name or ""],
        assertion_problem=unsealed.assertion_problem,
    )


def typed(sending: Sending, _world: World) -> Delivered:
    """Believe the value, unless somebody edits its bytes or no candidate sent it."""
    message, edits = sending.message, sending.edits
    sent = Delivered(type=type(message), relay_state=sending.relay_state)
    if edits.on_the_way is not None or sending.signer not in sending.candidates:
        return replace(sent, problem="edited")
    if edits.before_enclosing is not None and signed_parts(message):
        # Any: a field by its name; that it may be empty is for the table of kinds
        bare: dict[str, Any] = dict.fromkeys(kind_of(message).signed_parts)
        return replace(sent, message=replace(message, **bare), sender=sending.signer, assertion_problem="edited")
    return replace(sent, message=message, sender=sending.signer)


class Meddled(Value):
    """The message as it will be sent, what happens to its bytes, and whether it is delivered twice."""

    message: Message
    edits: Edits = UNTOUCHED
    is_replayed: bool = False


def meddle(scenario: Scenario, message: Message, receiver: Role, aim: Aim) -> Meddled:
    """Let the scenario interfere where it concerns this message to this receiver, else leave it alone."""
    match scenario.interference:
        case None:
            return Meddled(message=message)
        case Broken(rule=id):
            broken = scenario.profile.rule(id)
            concerned = broken.receiver is receiver and broken.message is type(message)
            return _break(broken.broken, message, aim) if concerned else Meddled(message=message)
        case Tampered(receiver=at, message=kind, edit=edit):
            concerned = at is receiver and kind is type(message)
            return Meddled(message=message, edits=Edits(on_the_way=edit) if concerned else UNTOUCHED)
        case Replayed(receiver=at, message=kind):
            return Meddled(message=message, is_replayed=at is receiver and kind is type(message))
        case _:
            assert_never(scenario.interference)


def _break(how: BeforeSigning | BeforeEnclosing | OnTheWay, message: Message, aim: Aim) -> Meddled:
    match how:
        case BeforeSigning(change=change):
            return Meddled(message=change(message, aim) or message)
        case BeforeEnclosing(edit=edit):
            return Meddled(message=message, edits=Edits(before_enclosing=edit))
        case OnTheWay(edit=edit):
            return Meddled(message=message, edits=Edits(on_the_way=edit))
        case _:
            assert_never(how)
