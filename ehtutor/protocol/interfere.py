"""What a scenario's interference does to one message on its way."""

from typing import assert_never

from ehtutor.protocol.counterexamples import Aim, BeforeEnclosing, BeforeSigning, OnTheWay
from ehtutor.protocol.deliver import UNTOUCHED, Edits
from ehtutor.protocol.interference import Broken, Replayed, Tampered
from ehtutor.protocol.roles import Role
from ehtutor.protocol.scenario import Scenario
from ehtutor.saml.messages import Message
from ehtutor.value import Value


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
