"""What one party does in a login, turn by turn: something comes in, something is decided, something goes out."""

from collections.abc import Iterator

from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.session.story.telling import ends
from ehtutor.value import Value


class Turn(Value):
    """One turn of one party."""

    received: Exchange | Verdict | None
    """None where the party begins by itself."""
    decided: tuple[Determination, ...]
    sent: Exchange | Verdict | None
    """None where nothing follows."""


def turns(trace: Trace, party: str) -> tuple[Turn, ...]:
    """The turns of this party, in order."""
    return tuple(_turn(part, party) for part in _parted(trace, party))


def _parted(trace: Trace, party: str) -> Iterator[tuple[Entry, ...]]:
    """Its entries, parted before each that comes in."""
    held: list[Entry] = []
    for entry in trace.entries:
        between = ends(entry)
        if party not in (between.sender, between.receiver) or isinstance(entry, DecisionTaken):
            continue
        if between.receiver == party != between.sender and held:
            yield tuple(held)
            held = []
        held.append(entry)
    if held:
        yield tuple(held)


def _turn(part: tuple[Entry, ...], party: str) -> Turn:
    messages = [entry for entry in part if isinstance(entry, Exchange | Verdict)]
    return Turn(
        received=next((each for each in messages if ends(each).receiver == party), None),
        decided=tuple(entry for entry in part if isinstance(entry, Determination)),
        sent=next((each for each in messages if ends(each).sender == party), None),
    )
