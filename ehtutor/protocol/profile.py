"""A profile: one set of agreements that the parties follow, as a value.

Who takes part, who asks whom, the rows, the rules and the steps of the story are read from it and counted nowhere
else: another profile is another value. `BASIS` is the story of the seed document: four roles, and a makelaar that asks
for the middel.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from ehtutor.protocol.decisions import PAGES, Decision, PageRow
from ehtutor.protocol.events import Event
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import AskingPage
from ehtutor.protocol.rules import RULES, Rule
from ehtutor.protocol.states import STATES_BY_ROLE, State
from ehtutor.protocol.transitions import DETERMINED_AT, TRANSITIONS, Row
from ehtutor.saml.messages import Message
from ehtutor.value import Value


class Profile(Value, dict=True):
    """What the parties have agreed upon."""

    id: str
    """Its name in a trace."""
    roles: tuple[Role, ...]
    """Who takes part, in the order in which a picture shows them; the gebruiker first."""
    sole: frozenset[Role]
    """The roles that one party plays for the whole network."""
    asks: tuple[tuple[Role, Role], ...]
    """Who puts a SAML request to whom, and is answered."""
    states: Mapping[Role, tuple[type, ...]]
    transitions: tuple[Row, ...]
    determined_at: Mapping[type, int]
    """The step of the story of each determination."""
    rules: tuple[Rule, ...]
    pages: tuple[PageRow, ...]
    """What can be done at each page that asks something."""

    @property
    def parties(self) -> tuple[Role, ...]:
        """The roles that parties play: all but the gebruiker, who is a person."""
        return tuple(role for role in self.roles if role is not Role.GEBRUIKER)

    @property
    def steps(self) -> int:
        """How many steps its story has."""
        return max(row.step for row in self.transitions)

    def asked_by(self, role: Role) -> tuple[Role, ...]:
        """Whom this role asks."""
        return tuple(asked for asker, asked in self.asks if asker is role)

    def askers_of(self, role: Role) -> tuple[Role, ...]:
        """Who asks this role."""
        return tuple(asker for asker, asked in self.asks if asked is role)

    def row_for(self, role: Role, state: State, event: Event) -> Row | None:
        """The row for this cell, or None: then the event is refused and the state stays as it is."""
        return self._rows.get((role, type(state), type(event)))

    def rule(self, id: str) -> Rule:
        """The rule with this id; KeyError where there is none."""
        return self._rule_by_id[id]

    def rules_for(self, receiver: Role, message: type[Message]) -> tuple[Rule, ...]:
        """What this receiver demands of such a message, in the order of the table."""
        return self._rules_by_message.get((receiver, message), ())

    def decision(self, party: str, page: AskingPage) -> Decision:
        """The moment at which `party` waits for an answer to its page."""
        return Decision(party=party, page=page, row=self._page_rows[type(page)])

    @cached_property
    def _page_rows(self) -> Mapping[type[AskingPage], PageRow]:
        return {row.page: row for row in self.pages}

    @cached_property
    def _rows(self) -> Mapping[tuple[Role, type, type], Row]:
        return {(row.role, row.state, row.event): row for row in self.transitions}

    @cached_property
    def _rule_by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _rules_by_message(self) -> Mapping[tuple[Role, type[Message]], tuple[Rule, ...]]:
        found: dict[tuple[Role, type[Message]], tuple[Rule, ...]] = {}
        for rule in self.rules:
            found[rule.receiver, rule.message] = (*found.get((rule.receiver, rule.message), ()), rule)
        return found


BASIS: Final = Profile(
    id="basis",
    roles=(Role.GEBRUIKER, Role.DV, Role.HM, Role.AD),
    sole=frozenset({Role.HM}),
    asks=((Role.DV, Role.HM), (Role.HM, Role.AD)),
    states=STATES_BY_ROLE,
    transitions=TRANSITIONS,
    determined_at=DETERMINED_AT,
    rules=RULES,
    pages=PAGES,
)
