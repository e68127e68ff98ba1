"""A second computation of every claim: from bytes, pages and what was put in, by nobody who knows the engine's answers.

The XML is read by lxml and the pages by their fields (`bank.wire`). What no message says is told from what the test
itself did: which rule it broke, in which message the bytes differ from those of an honest login, and what was chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from bank.wire import SUCCESS, Seen, seen

from ehtutor.course.model import Asks, Claim, Selector
from ehtutor.protocol.decisions import CancelLogin
from ehtutor.protocol.interference import Broken, Replayed
from ehtutor.protocol.trace import DecisionTaken, Determination, Trace
from ehtutor.quiz.questions import AnswerKey
from ehtutor.value import Value

_AUTHN_FAILED: Final = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
_CLASS: Final = "urn:etoegang:core:assurance-class:"
LABELS: Final = {
    f"{_CLASS}loa1": "EH1",
    f"{_CLASS}loa2": "EH2",
    f"{_CLASS}loa2plus": "EH2+",
    f"{_CLASS}loa3": "EH3",
    f"{_CLASS}loa4": "EH4",
}
PROOFS: Final = ("PasswordProof", "CodeProof", "SignatureProof")
FINAL: Final = ("ServicePage", "DenialPage", "ErrorPage")
TRIES: Final = 3
REPEATED: Final = {("HM", "AuthnRequest"): "id", ("AD", "AuthnRequest"): "id"}
"""What the copy of a message breaks; that of an answer breaks more than one rule."""


class Witness(Value, dict=True):
    """Who watched a login from outside, up to and including entry number `upto`."""

    trace: Trace
    """As long as it became."""
    honest: Trace
    """The same without interference, as far as the two are the same."""
    upto: int

    @cached_property
    def all(self) -> tuple[Seen, ...]:
        """Everything that was seen, in order, and what a role decided inside."""
        return tuple(sorted((*seen(self.trace), *self._inside()), key=lambda row: row.n))

    @cached_property
    def rows(self) -> tuple[Seen, ...]:
        """As far as this witness has come."""
        return tuple(row for row in self.all if row.n <= self.upto)

    def _inside(self) -> Iterable[Seen]:
        for entry in self.trace.entries:
            if isinstance(entry, Determination):
                role = self.trace.scenario.network.party(entry.party).role.value
                kind = {"HM": "IssuerDetermined", "AD": "CredentialChecked"}[role]
                yield Seen(n=entry.n, sender=role, receiver=role, kind=kind, values={}, xml=None)

    @cached_property
    def _meant(self) -> Mapping[int, Seen]:
        return {row.n: row for row in seen(self.honest)}

    def says(self, claim: Claim) -> AnswerKey:
        """What the claim is answered by; empty where nothing is to be said."""
        found = self._found(claim)
        if claim.stated is None or found == "":
            return found
        return "true" if found == claim.stated else "false"

    def _found(self, claim: Claim) -> AnswerKey:
        if claim.entries:
            rows = {id: self.row(selector) for id, selector in claim.entries.items()}
            return (
                self._order(rows)
                if claim.asks is Asks.ORDER
                else {id: _end(claim.asks, row) for id, row in rows.items()}
            )
        row = self.row(claim.entry) if claim.entry else None
        if claim.entry and row is None:
            return ""
        upto = row.n if row else self.upto
        return {
            Asks.SENDER: lambda: _end(claim.asks, row),
            Asks.RECEIVER: lambda: _end(claim.asks, row),
            Asks.MESSAGE: lambda: row.kind if row else "",
            Asks.NEXT: lambda: next((each.kind for each in self.rows if row and each.n > row.n), ""),
            Asks.OUTCOME: self._outcome,
            Asks.LEVEL_REACHED: self._level,
            Asks.KNOWS: lambda: "yes" if claim.role in self._knowers(claim.fact, upto) else "no",
            Asks.KNOWERS: lambda: self._knowers(claim.fact, upto),
            Asks.FAILING_RULE: lambda: self._broken[0],
            Asks.NOTICED_BY: lambda: self._broken[1],
            Asks.TRIES_LEFT: lambda: self._tries(upto, row),
        }[claim.asks]()

    def row(self, selector: Selector) -> Seen | None:
        """What a selector means, counted here."""
        found = [r for r in self.rows if r.kind == selector.message and selector.to in (None, r.receiver)]
        return found[selector.nth - 1] if len(found) >= selector.nth else None

    def _order(self, rows: Mapping[str, Seen | None]) -> AnswerKey:
        places = {row.n: id for id, row in rows.items() if row}
        return tuple(places[n] for n in sorted(places)) if len(places) == len(rows) else ""

    def _outcome(self) -> str:
        last = self.rows[-1] if self.rows else None
        if last is None or last.kind not in FINAL:
            return ""
        if last.kind == "ServicePage":
            return "served"
        if last.kind == "ErrorPage" or (self._broken[1] in ("HM", "DV") and not self._is_copied):
            return "refused"
        choices = [entry.choice for entry in self.trace.entries if isinstance(entry, DecisionTaken)]
        return "cancelled" if isinstance(choices[-1], CancelLogin) else "failed"

    def _level(self) -> str:
        """Of the last assertion, as its sender wrote it."""
        for row in reversed(self.rows):
            level = self._written(row).get("/AuthnStatement/AuthnContext/AuthnContextClassRef")
            if row.kind == "Response" and level:
                return LABELS.get(level, level)
        return ""

    def _written(self, row: Seen) -> Seen:
        """What its sender wrote, where somebody changed the bytes of it later."""
        return self._meant.get(row.n, row) if self._is_edited(row) else row

    def _is_edited(self, row: Seen, rule: str = "signature") -> bool:
        broken = self.trace.scenario.interference
        is_of = isinstance(broken, Broken) and broken.rule.endswith(rule) and _is_about(broken, row)
        return is_of and self._is_meddled(row)

    def _is_meddled(self, row: Seen) -> bool:
        """Whether the bytes are others than those of an honest login."""
        honest = self._meant.get(row.n)
        return row.xml is not None and honest is not None and row.xml != honest.xml

    @property
    def _is_copied(self) -> bool:
        return isinstance(self.trace.scenario.interference, Replayed)

    @cached_property
    def _broken(self) -> tuple[str, str]:
        """Which rule the interference broke, and who got the message."""
        match self.trace.scenario.interference:
            case Broken(rule=rule):
                role, _, name = rule.split(".")
                is_met = any(_is_about(Broken(rule=rule), row) and self._is_meddled(row) for row in self.rows)
                return (name, role.upper()) if is_met else ("", "")
            case Replayed(receiver=receiver, message=message):
                copies = [r.n for r in self.rows if r.kind == message.__name__ and r.receiver == receiver.value]
                is_met = len(copies) > 1
                rule = REPEATED.get((receiver.value, message.__name__), "")
                return (rule, receiver.value) if is_met else ("", "")
            case _:
                return "", ""

    def _tries(self, upto: int, row: Seen | None) -> str | int:
        """What the page said last; what a check left is on the next page, or follows from how it ended."""
        follows = [
            r.n for r in self.rows if row and r.n == row.n + 1 and r.kind in ("CredentialChecked", "IssuerDetermined")
        ]
        told = [
            r
            for r in self.rows
            if r.n <= (follows or [upto])[0] and r.kind in ("Challenge", "CredentialChecked", *PROOFS)
        ]
        last = told[-1] if told else None
        if last is None or last.kind in PROOFS:
            return ""
        if last.kind == "Challenge":
            return int(last.values["Challenge/tries_left"])
        after = next(r for r in self.all if r.n > last.n)
        if after.kind == "Challenge":
            return int(after.values["Challenge/tries_left"])
        if self._meant[after.n].values["Response/Status/StatusCode/@Value"] == SUCCESS:
            return TRIES
        # blocked, expired or revoked: there is no other try
        return 0

    def _knowers(self, fact: str | None, upto: int) -> AnswerKey:
        known: set[str] = set()
        for row in self.rows:
            if row.n > upto:
                continue
            written = self._written(row).values
            if self._is_in(fact, row.kind, written, row.sender):
                known.add(row.sender)
            read = row.values
            if self._is_edited(row, ".signature"):
                read = {}
            elif self._is_edited(row, ".assertion-signature"):
                read = {path: text for path, text in read.items() if "/Assertion/" not in path}
            if self._is_in(fact, row.kind, read, row.receiver):
                known.add(row.receiver)
        return frozenset(known)

    def _is_in(self, fact: str | None, kind: str, values: Mapping[str, str], reader: str) -> bool:
        """Whether somebody in this role finds the fact in these values."""
        network, scenario = self.trace.scenario.network, self.trace.scenario
        gebruiker, service = network.gebruiker(scenario.gebruiker), network.service(scenario.service)
        chosen = [row.values["MiddelChoice/number"] for row in self.rows if row.kind == "MiddelChoice"]
        named = _at(values, ("/NameID", f"{kind}/name_id", f"{kind}/number"))
        match fact:
            case "gebruiker":
                held = {m.number for m in network.middelen if m.holder == gebruiker.id} if reader == "AD" else set()
                return bool(named & ({gebruiker.name_id} | held))
            case "service":
                told = _at(values, ("/@ProviderName", f"{kind}/service", f"{kind}/service_name"))
                return kind not in FINAL and bool(told & {service.id, service.name})
            case "level-asked":
                return service.loa.value in _at(values, ("/RequestedAuthnContext/AuthnContextClassRef", f"{kind}/loa"))
            case "level-reached":
                proved = {network.middel(number).loa.value for number in chosen[-1:]}
                return bool(proved & _at(values, ("/AuthnStatement/AuthnContext/AuthnContextClassRef",)))
            case "middel":
                return bool(set(chosen) & (named | _at(values, (f"{kind}/too_low",))))
            case "credential":
                return kind in PROOFS and bool(_at(values, ("/password", "/code", "/signature")) - {""})
            case "result":
                codes = {text for path, text in values.items() if "/Status/" in path and path.endswith("@Value")}
                return kind in FINAL or bool(codes & {SUCCESS, _AUTHN_FAILED})
            case _:
                raise AssertionError(fact)


def _is_about(broken: Broken, row: Seen) -> bool:
    """Whether the rule is one of this message to this role."""
    role, kind, _ = broken.rule.split(".")
    of = {"authn-request": "AuthnRequest", "response": "Response"}[kind]
    return (row.kind, row.receiver) == (of, role.upper())


def _end(asks: Asks, row: Seen | None) -> str:
    return "" if row is None else row.sender if asks is Asks.SENDER else row.receiver


def _at(values: Mapping[str, str], ends: Sequence[str]) -> set[str]:
    """The values whose path is, or ends in, one of these."""
    return {
        text
        for path, text in values.items()
        if any(path == end or (path.endswith(end) and end.startswith("/")) for end in ends)
    }
