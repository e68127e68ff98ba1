"""A login in which one rule is broken: the message that breaks it, and the honest one in its place."""

from typing import Final

from ehtutor.bank.maker import Maker
from ehtutor.course.model import Zoom
from ehtutor.protocol.rules import Rule
from ehtutor.protocol.trace import Exchange, Trace
from ehtutor.session.story.fields import field_lines

_STATUS: Final = "urn:oasis:names:tc:SAML:2.0:status:"
"""Before every status: the last word tells them apart."""
_WIDE: Final = 54
"""Columns of a value."""


def part(rule: str) -> str:
    """The last part of the id of a rule."""
    return rule.rpartition(".")[2]


def says(maker: Maker, rule: str) -> str:
    """What a rule demands, in a sentence."""
    return maker.texts.say(f"rule.{rule.partition('.')[2]}")


def broken(maker: Maker, rule: Rule) -> Exchange:
    """The message that breaks the rule."""
    trace = maker.runs.signed(maker.runs.broken(rule.id))
    return next(each for each in _exchanges(trace) if any(not finding.holds for finding in each.findings))


def _exchanges(trace: Trace) -> tuple[Exchange, ...]:
    return tuple(entry for entry in trace.entries if isinstance(entry, Exchange))


def honest(maker: Maker, broken: Exchange) -> Exchange:
    """The same message of the clean login."""
    clean = maker.runs.signed(maker.runs.found["clean"])
    return next(each for each in _exchanges(clean) if each.n == broken.n)


def fields(maker: Maker, exchange: Exchange) -> dict[str, str]:
    """Every field of a message by its name."""
    return {line.name: line.value for line in field_lines(maker.texts, exchange.message, Zoom.WIRE)}


def cut(text: str) -> str:
    """A value that fits on a line."""
    text = text.replace(_STATUS, "")
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"
