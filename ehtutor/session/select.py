"""From a lesson's selector to an entry of the trace."""

from ehtutor.course.model import Selector
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.roles import Role
from ehtutor.protocol.trace import Entry, Trace
from ehtutor.session.telling import ends, type_name


def select(selector: Selector, trace: Trace, skipped: frozenset[int] = frozenset()) -> Entry | None:
    """The entry that `selector` means, or None where this login has none (yet)."""
    found = [
        entry
        for entry in trace.entries
        if entry.n not in skipped and type_name(entry) == selector.message and _is_to(entry, selector.to, trace)
    ]
    return found[selector.nth - 1] if len(found) >= selector.nth else None


def role_code(id: str, trace: Trace) -> str:
    """The code of the role that this party, or the gebruiker, plays."""
    return Role.GEBRUIKER.value if id == BROWSER else trace.scenario.network.party(id).role.value


def _is_to(entry: Entry, to: str | None, trace: Trace) -> bool:
    return to is None or role_code(ends(entry).receiver, trace) == to
