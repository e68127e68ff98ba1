"""Every key of a made question, computed a second way: from what went over the wire of a fresh login, and no table.

Who knows a fact is who sent or got a message with its value in it; which rule is broken follows from which place of
the message differs from an honest one; whether a middel suffices, from whether a question to its AD went out.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import pytest
import yaml
from bank.items import items
from bank.wire import SUCCESS, Seen, broken_seals, changed, watched
from courses import shipped_course

from ehtutor.bank.runs import Run, Runs
from ehtutor.course.model import RightCredential, RightMiddel, RightSignIn
from ehtutor.course.shipped import shipped
from ehtutor.course.texts import interface
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import AnswerKey, Cloze, Text

TEXTS: Final = interface("nl")
ROLES: Final = ("GEBRUIKER", "DV", "HM", "AD")


@cache
def runs() -> Runs:
    """Other logins than those that the questions were made from."""
    return Runs.of(shipped_course())


@cache
def rule_ids() -> tuple[str, ...]:
    """The rules that are asked about."""
    return tuple(id.partition(".")[2] for id in items() if id.startswith("fault."))


@cache
def wire(run: str) -> tuple[Seen, ...]:
    return watched(runs(), runs().found[run])


@cache
def broken(rule: str) -> tuple[Seen, ...]:
    return watched(runs(), runs().broken(rule))


def say(key: str, **values: object) -> str:
    return TEXTS.say(f"made.{key}", **values)


def label(item: Item) -> str:
    """What stands on the right option."""
    return {option.id: option.label for option in item.question.options}[item.question.key]


def ends(shown: str) -> tuple[str, str] | None:
    """Between whom a step goes, as its label says; None inside one role."""
    found = re.match(r"(\S+) → (\S+?): ", shown)
    by_word = {say(f"short.{code}"): code for code in ROLES}
    return (by_word[found[1]], by_word[found[2]]) if found else None


# Who sends what, to whom.


def one_seen(run: str, kind: str, receiver: str) -> Seen:
    return next(each for each in wire(run) if (each.kind, each.receiver) == (kind, receiver))


def sender(item: Item, run: str, kind: str, receiver: str) -> AnswerKey:
    return one_seen(run, kind, receiver).sender


def receiver(item: Item, run: str, kind: str, to: str) -> AnswerKey:
    return one_seen(run, kind, to).receiver


def claim(item: Item, run: str, kind: str, to: str, word: str) -> AnswerKey:
    """Read from the statement itself."""
    between = next(each for each in wire(run) if (each.kind, each.receiver) == (kind, to))
    stated = item.stem.index(say(f"role.{between.sender}")), item.stem.index(say(f"role.{between.receiver}"))
    return "true" if stated[0] < stated[1] else "false"


def senders(item: Item, run: str, number: str) -> AnswerKey:
    return {option.id: one_seen(run, *option.id.split("-")).sender for option in item.question.left}


def gaps(item: Item, run: str, at: str) -> AnswerKey:
    seen = at_step(run, at)
    assert isinstance(item.question, Cloze)
    spellings = {code: tuple(say(f"spellings.{code}").split("|")) for code in ROLES}
    assert [gap.accept for gap in item.question.gaps] == [spellings[seen.sender], spellings[seen.receiver]]
    return None


def message_name(item: Item, run: str, at: str) -> AnswerKey:
    assert isinstance(item.question, Text)
    assert at_step(run, at).kind == item.question.accept[0]
    return None


def at_step(run: str, at: str) -> Seen:
    """The message that is step number `at` of the run; what the gebruiker decides is no step."""
    trace = runs().signed(runs().found[run])
    numbers = [entry.n for entry in trace.entries if type(entry).__name__ != "DecisionTaken"]
    return next(each for each in wire(run) if each.n == numbers[int(at) - 1])


# What comes after what.


def following(run: str, at: str) -> Seen | str:
    """The next thing after step `at`: what is seen, or the role that decides something inside."""
    trace = runs().signed(runs().found[run])
    entries = [entry for entry in trace.entries if type(entry).__name__ != "DecisionTaken"]
    after = entries[int(at)]
    found = next((each for each in wire(run) if each.n == after.n), None)
    # who decides inside is who got the last thing that was seen
    return found or next(each for each in reversed(wire(run)) if each.n < after.n).receiver


def following_label(item: Item, run: str, at: str) -> AnswerKey:
    after = following(run, at)
    between = ends(label(item))
    if isinstance(after, Seen):
        assert between == (after.sender, after.receiver)
        wrong = [option.label for option in item.question.options if option.id != "right"]
        same = [each for each in wrong if ends(each) == between]
        level = after.get("AuthnContextClassRef")
        assert not same or level is not None or after.kind not in ("AuthnRequest",)
    else:
        assert between is None
        assert label(item).startswith(say(f"short.{after}"))
    return "right"


def who_acts(item: Item, run: str, at: str) -> AnswerKey:
    after = following(run, at)
    return after.sender if isinstance(after, Seen) else after


def order(item: Item, run: str, places: str) -> AnswerKey:
    """The ids are the places of the steps; each label has to be that of what is seen there."""
    for option in item.question.options:
        between = ends(option.label)
        if between is not None:
            found = at_step(run, option.id)
            assert between == (found.sender, found.receiver)
    return tuple(sorted((option.id for option in item.question.options), key=int))


def open_questions(item: Item, run: str, at: str) -> AnswerKey:
    """The roles whose AuthnRequest went out, and no Response with its ID came back before the loss."""
    lost = at_step(run, at)
    before = [each for each in wire(run) if each.n < lost.n]
    asked = [each for each in (*before, lost) if each.kind == "AuthnRequest"]
    answered = {each.get("Response/@InResponseTo") for each in before if each.kind == "Response"}
    return frozenset(each.sender for each in asked if each.values["AuthnRequest/@ID"] not in answered)


def situations() -> dict[tuple[str, str, str], tuple[str, str]]:
    """For each role, what it waits for, and what it gets: what it then sends, and to whom; seen in all the logins."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    everything = [(wire(run), "") for run in runs().found] + [(broken(rule), rule) for rule in rule_ids()]
    for messages, rule in everything:
        for at, message in enumerate(messages[:-1]):
            role, after = message.receiver if not rule else transported(messages, at), messages[at + 1]
            if role == "GEBRUIKER" or after.sender != role:
                continue
            event = got(messages, at, rule)
            found[role, waiting(messages[:at], role), event] = (after.kind, after.receiver)
    return found


def transported(messages: tuple[Seen, ...], at: int) -> str:
    """Where a message went, also when it names another address: whoever acts next got it."""
    return messages[at].receiver if messages[at].xml is None else messages[at + 1].sender


def waiting(before: tuple[Seen, ...], role: str) -> str:
    """What a role last sent."""
    sent = [each.kind for each in before if each.sender == role]
    return {
        "AuthnRequest": "AwaitingHm" if role == "DV" else "AwaitingAd",
        "MiddelQuestion": "AwaitingChoice",
        "Challenge": "AwaitingCredential",
    }.get(sent[-1] if sent else "", "Idle")


def got(messages: tuple[Seen, ...], at: int, rule: str) -> str:
    """What a message means to who gets it, told from its content and from whether it was tampered with."""
    message = messages[at]
    is_bad = bool(rule) and message.xml is not None and message.n == damaged(rule)[1].n
    match message.kind:
        case "SignIn":
            return "SignedIn"
        case "AuthnRequest":
            return "RequestRefused" if is_bad else "RequestAccepted"
        case "Response" if is_bad:
            return "ResponseRefused"
        case "Response":
            return "Authenticated" if message.get("StatusCode/@Value") == SUCCESS else "AuthnFailed"
        case "Cancel":
            return "Cancelled"
        case "MiddelChoice":
            return "MiddelTooLow" if messages[at + 1].kind == "MiddelQuestion" else "MiddelChosen"
        case _:
            return proved(messages, at)


def proved(messages: tuple[Seen, ...], at: int) -> str:
    """What came of a proof: the answer, how often it was tried, and whether there was anything to check."""
    after = messages[at + 1]
    if after.kind == "Challenge":
        return "CredentialWrong"
    if after.get("StatusCode/@Value") == SUCCESS:
        return "CredentialRight"
    if messages[at].get("/signature") == "":
        return "MiddelBlocked"
    number = next(each for each in messages if each.kind == "MiddelChoice").get("/number")
    register = yaml.safe_load((shipped() / "network.yaml").read_text())["middelen"]
    return (
        "MiddelRevoked"
        if next(each for each in register if each["number"] == number).get("revoked")
        else "MiddelExpired"
    )


def reaction(item: Item, role: str, state: str, event: str) -> AnswerKey:
    kind, to = situations()[role, state, event]
    title = TEXTS.say(f"title.{kind}")
    assert label(item) == say("reaction.sends", title=title, to=say(f"short.{to}"))
    return "right"


# How it ends, and what can be counted.


def ending(item: Item, run: str) -> AnswerKey:
    page = wire(run)[-1].kind
    if page == "ServicePage":
        return "served"
    if page == "ErrorPage":
        return "refused"
    return "cancelled" if any(each.kind == "Cancel" for each in wire(run)) else "failed"


def page(item: Item, run: str) -> AnswerKey:
    return wire(run)[-1].kind


def signed_count(item: Item, run: str) -> AnswerKey:
    return sum(each.xml is not None for each in wire(run))


def tries(item: Item, run: str) -> AnswerKey:
    """Of three, one less for each proof with no signature in it; what succeeds begins anew."""
    if any(each.get("StatusCode/@Value") == SUCCESS for each in wire(run)):
        return 3
    return 3 - sum(each.get("SignatureProof/signature") == "" for each in wire(run))


# Which rule is broken.

PLACES: Final[Mapping[str, str]] = {
    "AuthnRequest/@Version": "version",
    "AuthnRequest/@ID": "id",
    "AuthnRequest/@IssueInstant": "issue-instant",
    "AuthnRequest/@Destination": "destination",
    "AuthnRequest/Issuer": "issuer",
    "AuthnRequest/Subject/NameID": "subject",
    "AuthnRequest/RequestedAuthnContext/@Comparison": "comparison",
    "AuthnRequest/RequestedAuthnContext/AuthnContextClassRef": "level",
    "AuthnRequest/@AssertionConsumerServiceIndex": "answer-to",
    "Response/@Version": "version",
    "Response/@ID": "id",
    "Response/@IssueInstant": "issue-instant",
    "Response/@Destination": "destination",
    "Response/Issuer": "issuer",
    "Response/@InResponseTo": "in-response-to",
    "Response/Assertion/@Version": "assertion-version",
    "Response/Assertion/@ID": "assertion-id",
    "Response/Assertion/@IssueInstant": "assertion-issue-instant",
    "Response/Assertion/Issuer": "assertion-issuer",
    "Response/Assertion/Subject/NameID": "subject",
    "SubjectConfirmationData/@Recipient": "recipient",
    "SubjectConfirmationData/@InResponseTo": "confirmation-in-response-to",
    "SubjectConfirmationData/@NotOnOrAfter": "confirmation-not-on-or-after",
    "Conditions/@NotBefore": "not-before",
    "Conditions/@NotOnOrAfter": "not-on-or-after",
    "AudienceRestriction/Audience": "audience",
    "AuthnStatement/@AuthnInstant": "authn-instant",
    "AuthnContext/AuthnContextClassRef": "level",
}
"""Where each demand looks (ETD, interface specifications; SAML Core 2.7, 3.2, 3.4)."""


def damaged(rule: str) -> tuple[Seen, Seen]:
    """The honest message, and the one in its place that differs."""
    honest = {each.n: each for each in wire("clean") if each.xml is not None}
    other = next(each for each in broken(rule) if each.n in honest and each.xml != honest[each.n].xml)
    return honest[other.n], other


def judged(rule: str) -> str:
    """What is wrong with it, by who reads the message and the signatures, and compares."""
    honest, other = damaged(rule)
    seals = broken_seals(runs(), other, honest.sender)
    if honest.kind in seals:
        return "signature"
    if seals == ["Assertion"]:
        return "assertion-signature"
    paths = changed(honest, other)
    if any(path.endswith("Status/StatusCode/@Value") for path in paths):
        return "status"
    if "Response/Assertion/@ID" in paths and len(paths) > 1:
        return "assertion"
    (path,) = paths
    return next(part for end, part in PLACES.items() if path.endswith(end))


def fault(item: Item, *rule: str) -> AnswerKey:
    found = judged(".".join(rule))
    honest, _ = damaged(".".join(rule))
    kind = "authn-request" if honest.kind == "AuthnRequest" else "response"
    assert rule[:2] == (honest.receiver.lower(), kind)
    return found


def notices(item: Item, *rule: str) -> AnswerKey:
    honest, other = damaged(".".join(rule))
    after = next(each for each in broken(".".join(rule)) if each.n > other.n)
    assert after.sender == honest.receiver
    title = TEXTS.say(f"title.{after.kind}")
    assert label(item) == say("notices.reacts", role=say(f"role.{after.sender}"), title=title)
    return "right"


FIELDS: Final[Mapping[str, str]] = {
    "level": "RequestedAuthnContext",
    "comparison": "RequestedAuthnContext",
    "answer-to": "AssertionConsumerServiceIndex",
    "version": "Version",
    "id": "ID",
    "issue-instant": "IssueInstant",
    "destination": "Destination",
    "issuer": "Issuer",
    "subject": "Subject",
    "in-response-to": "InResponseTo",
    "status": "Status",
    "assertion-version": "Assertion/Version",
    "assertion-id": "Assertion/ID",
    "assertion-issue-instant": "Assertion/IssueInstant",
    "assertion-issuer": "Assertion/Issuer",
    "recipient": "SubjectConfirmation/Recipient",
    "confirmation-in-response-to": "SubjectConfirmation/InResponseTo",
    "confirmation-not-on-or-after": "SubjectConfirmation/NotOnOrAfter",
    "not-before": "Conditions",
    "not-on-or-after": "Conditions",
    "audience": "Audience",
    "authn-instant": "AuthnInstant",
}


def changed_field(item: Item, *rule: str) -> AnswerKey:
    assert label(item) == FIELDS[judged(".".join(rule))]
    return "right"


# What differs.


def only_there(item: Item, here: str, there: str, number: str) -> AnswerKey:
    """In the second run something between these two happens more often, or with another content, than in the first."""
    between = ends(label(item))
    if between is None:
        return "right"

    def contents(run: str) -> set[tuple[str, str]]:
        found = [each for each in wire(run) if (each.sender, each.receiver) == between]
        return {(each.kind, str(sorted((p, v) for p, v in each.values.items() if is_telling(p)))) for each in found}

    assert contents(there) - contents(here)
    return "right"


def is_telling(path: str) -> bool:
    """Not what is new in every message."""
    return not path.endswith(("ID", "InResponseTo", "Instant", "NotBefore", "NotOnOrAfter", "nonce"))


def same_name(item: Item, kind: str, name: str) -> AnswerKey:
    """Moments are equal because the clock of a login stands still, and a bare number counts in the asker's own list."""
    first, second = (each for each in wire("clean") if each.kind == kind)
    here, there = value(first, name), value(second, name)
    assert not re.fullmatch(r"\d+|\d{4}-\d\d-\d\dT.*Z", here or ""), "equal by chance"
    return "same" if here == there else "differs"


def value(message: Seen, name: str) -> str | None:
    """What a field of a message holds, by the name that it has on a screen."""
    kind = message.kind
    place = {
        "Subject": f"{kind}/Subject/NameID",
        "Issuer": f"{kind}/Issuer",
        "Status": "Status/StatusCode/@Value",
        "RequestedAuthnContext": "AuthnContextClassRef",
    }.get(name, f"{kind}/@{name}")
    return message.get(place)


# Which field carries what.


def clean(kind: str, number: int = 0) -> Seen:
    return [each for each in wire("clean") if each.kind == kind][number]


def party(role: str) -> str:
    """The entity id with which a role signs."""
    return next(value for each in wire("clean") if each.sender == role and (value := each.get(f"{each.kind}/Issuer")))


def carries() -> Mapping[str, bool]:
    """For each field, whether it does what is said of it, by comparing it with other places of the login."""
    request, response, later = clean("AuthnRequest"), clean("Response", 1), clean("Response", 0)
    form = one_seen("clean", "SignIn", "DV")
    network = yaml.safe_load((shipped() / "network.yaml").read_text())
    addresses = {each["entity-id"]: each.get("assertion-consumer-services", []) for each in network["parties"]}
    makelaar = next(each for each in network["parties"] if each["role"] == "HM")
    answer = response.get("Response/@Destination")
    start, end = response.get("Conditions/@NotBefore"), response.get("Conditions/@NotOnOrAfter")
    index = int(request.get("@AssertionConsumerServiceIndex") or 0)
    services = {each["name"]: each for each in network["services"]}
    levels = {"EH3": "urn:etoegang:core:assurance-class:loa3"}
    made = response.get("Response/@IssueInstant")
    return {
        "AuthnRequest.Issuer": request.get("AuthnRequest/Issuer") == party("DV"),
        "AuthnRequest.Subject": request.get("Subject/NameID") == form.get("/name_id"),
        "AuthnRequest.RequestedAuthnContext": request.get("RequestedAuthnContext/AuthnContextClassRef")
        == levels[services[form.get("/service_name") or ""]["loa"]],
        "AuthnRequest.ProviderName": request.get("@ProviderName")
        == one_seen("clean", "MiddelQuestion", "GEBRUIKER").get("/service_name"),
        "AuthnRequest.ID": request.get("AuthnRequest/@ID") == response.get("Response/@InResponseTo"),
        "AuthnRequest.Destination": request.get("@Destination") == makelaar["single-sign-on-service"],
        "AuthnRequest.AssertionConsumerServiceIndex": addresses[party("DV")][index - 1 if index else 0] == answer,
        "AuthnRequest.IssueInstant": (request.get("@IssueInstant") or "z") <= (made or ""),
        "AuthnRequest.Version": request.get("@Version") == "2.0",
        "Response.Issuer": response.get("Response/Issuer") == makelaar["entity-id"],
        "Response.InResponseTo": response.get("Response/@InResponseTo") == request.get("AuthnRequest/@ID"),
        "Response.Status": response.get("StatusCode/@Value") == SUCCESS,
        "Response.Destination": answer in addresses[party("DV")],
        "Response.ID": response.get("Response/@ID") not in (later.get("Response/@ID"), request.get("@ID")),
        "Response.IssueInstant": (request.get("@IssueInstant") or "z") <= (made or ""),
        "Response.Version": response.get("Response/@Version") == "2.0",
        "Assertion.Subject": response.get("Assertion/Subject/NameID") == form.get("/name_id"),
        "Assertion.AuthnContextClassRef": response.get("AuthnContext/AuthnContextClassRef") == levels["EH3"],
        "Assertion.Audience": response.get("Audience") == party("DV"),
        "Assertion.Conditions": start is not None and end is not None and start < end,
        "Assertion.SubjectConfirmation-InResponseTo": response.get("SubjectConfirmationData/@InResponseTo")
        == request.get("AuthnRequest/@ID"),
        "Assertion.SubjectConfirmation-Recipient": response.get("SubjectConfirmationData/@Recipient") == answer,
        "Assertion.SubjectConfirmation-NotOnOrAfter": (made or "z")
        < (response.get("SubjectConfirmationData/@NotOnOrAfter") or ""),
        "Assertion.AuthnInstant": (request.get("@IssueInstant") or "z") <= (response.get("@AuthnInstant") or ""),
        "Assertion.Assertion-Issuer": response.get("Assertion/Issuer") == makelaar["entity-id"],
        "Assertion.Assertion-ID": response.get("Assertion/@ID") not in (None, response.get("Response/@ID")),
        "Assertion.Assertion-IssueInstant": response.get("Assertion/@IssueInstant") == made,
        "Assertion.Assertion-Version": response.get("Assertion/@Version") == "2.0",
    }


def field(item: Item, kind: str, name: str) -> AnswerKey:
    assert carries()[f"{kind}.{name}"]
    assert label(item).replace("/", "-") == name
    return "right"


LEAVES: Final[Mapping[str, tuple[str, ...]]] = {
    "AuthnRequest.Subject": ("Subject/NameID",),
    "AuthnRequest.RequestedAuthnContext": ("RequestedAuthnContext/AuthnContextClassRef",),
    "Response.Status": ("StatusCode/@Value",),
    "Assertion.Subject": ("Assertion/Subject/NameID",),
    "Assertion.AuthnContextClassRef": ("AuthnContext/AuthnContextClassRef",),
    "Assertion.Audience": ("AudienceRestriction/Audience",),
    "Assertion.Conditions": ("Conditions/@NotBefore", "Conditions/@NotOnOrAfter"),
    "Assertion.AuthnInstant": ("AuthnStatement/@AuthnInstant",),
}
"""Where the XML has what a field says, unless at once in its message or part of it."""


def names_in_the_xml(kind: str, name: str) -> set[str]:
    """What holds the value of a field, and whatever stands around it and holds nothing else."""
    message = clean("AuthnRequest" if kind == "AuthnRequest" else "Response", 0 if kind == "AuthnRequest" else 1)
    part, _, last = name.rpartition("-")
    within = {"": kind, "SubjectConfirmation": "SubjectConfirmationData"}.get(part, part)
    ends = LEAVES.get(f"{kind}.{name}", (f"{within}/@{last}", f"{within}/{last}"))
    leaves = [path for path in message.values if path.endswith(ends)]
    assert leaves, name
    found: set[str] = set()
    for leaf in leaves:
        *around, own = leaf.split("/")
        found |= {own.removeprefix("@")} - {"Value"}
        for depth in range(1, len(around)):
            inside = "/".join(around[: depth + 1]) + "/"
            if all(path in leaves for path in message.values if path.startswith(inside)):
                found.add(around[depth])
    return found


def field_name(item: Item, kind: str, name: str) -> AnswerKey:
    assert isinstance(item.question, Text)
    assert carries()[f"{kind}.{name}"]
    assert item.question.accept[0] == name.rpartition("-")[2]
    assert names_in_the_xml(kind, name) <= set(item.question.accept), "a right name is refused"
    return None


def fields(item: Item, kind: str, number: str) -> AnswerKey:
    """What each does is said of no other."""
    does = {label.label: label.id for label in item.question.right}
    said = {option.label: TEXTS.say(f"made.field.does.{kind}.{option.label}") for option in item.question.left}
    assert all(carries()[f"{kind}.{name.replace('/', '-')}"] for name in said)
    return {option.id: does[said[option.label]] for option in item.question.left}


# Which middel suffices.


@cache
def suffices(gebruiker: str, service: str, number: str) -> bool:
    """Whether the makelaar asks an authenticatiedienst after this choice."""
    moves = (RightSignIn(), RightMiddel(number=number), RightCredential(is_right=False))
    messages = watched(runs(), Run(id="try", gebruiker=gebruiker, service=service, moves=moves[:2]))
    return any((each.kind, each.receiver) == ("AuthnRequest", "AD") for each in messages)


def one_suffices(item: Item, gebruiker: str, service: str, number: str) -> AnswerKey:
    return "true" if suffices(gebruiker, service, number) else "false"


def which_suffice(item: Item, gebruiker: str, service: str) -> AnswerKey:
    numbers = [option.id for option in item.question.options]
    return frozenset(number for number in numbers if suffices(gebruiker, service, number))


def lowest(item: Item, gebruiker: str, service: str) -> AnswerKey:
    """Of those that suffice, the one that suffices for the fewest services."""
    services = [each.id for each in shipped_course().network.services]
    enough = [option.id for option in item.question.options if suffices(gebruiker, service, option.id)]
    reach = {number: sum(suffices(gebruiker, each, number) for each in services) for number in enough}
    (found,) = [number for number, count in reach.items() if count == min(reach.values())]
    return found


# Who knows what.


def values_of(run: str, fact: str) -> tuple[set[str], str]:
    """The values that give a fact away, and a word that the path to them must have."""
    messages = wire(run)
    form = messages[0]
    name = form.get("/name_id") or ""
    chosen = {value for each in messages if each.kind == "MiddelChoice" and (value := each.get("/number"))}
    reached = {each.get("AuthnStatement/AuthnContext/AuthnContextClassRef") for each in messages} - {None}
    asked = next(value for each in messages if (value := each.get("RequestedAuthnContext/AuthnContextClassRef")))
    proofs = {each.get("SignatureProof/signature") for each in messages} - {None, ""}
    return {
        "gebruiker": ({name}, ""),
        "service": ({form.get("/service_name") or ""}, ""),
        "level-asked": ({asked}, "RequestedAuthnContext|/loa"),
        "level-reached": (reached, "AuthnStatement"),
        "middel": (chosen, "^(?!.*offers)"),
        "credential": (proofs, ""),
        "result": ({SUCCESS, "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"}, "Status"),
    }[fact]


def knowers_of(run: str, fact: str) -> frozenset[str]:
    wanted, place = values_of(run, fact)
    known: set[str] = set()
    for each in wire(run):
        texts = [value for path, value in each.values.items() if re.search(place, path)]
        if any(one and re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text) for one in wanted for text in texts):
            known |= {each.sender, each.receiver}
    if fact == "gebruiker" and any(each.receiver == "AD" for each in wire(run)):
        # whoever issued a middel knows to whom; its number is in the question
        known.add("AD")
    if fact == "result":
        known |= {wire(run)[-1].sender, "GEBRUIKER"}
    return frozenset(known)


def knowers(item: Item, run: str, fact: str) -> AnswerKey:
    return knowers_of(run, fact) or frozenset({"nobody"})


def knows(item: Item, run: str, role: str, fact: str) -> AnswerKey:
    return "true" if role in knowers_of(run, fact) else "false"


# The words.


@cache
def glossary() -> Mapping[str, Mapping[str, str]]:
    written = re.sub(r"\[\^[\w-]+\]", "", (shipped() / "glossary.yaml").read_text())
    return {each["id"]: each["nl"] for each in yaml.safe_load(written)["terms"]}


def term(item: Item, id: str) -> AnswerKey:
    (found,) = [term for term, words in glossary().items() if words["definition"].strip() in item.stem]
    return found


def terms(item: Item, id: str) -> AnswerKey:
    by_definition = {words["definition"].strip(): term for term, words in glossary().items()}
    names = {option.id: option.label for option in item.question.left}
    meant = {by_definition[label.label.strip()]: label.id for label in item.question.right}
    assert all(names[id].startswith(glossary()[id]["term"]) for id in names)
    return {id: meant[id] for id in names}


SECOND: Final[Mapping[str, Callable[..., AnswerKey]]] = {
    "sender": sender,
    "receiver": receiver,
    "claim": claim,
    "senders": senders,
    "gaps": gaps,
    "message-name": message_name,
    "next": following_label,
    "who-acts": who_acts,
    "order": order,
    "open": open_questions,
    "reaction": reaction,
    "ending": ending,
    "page": page,
    "signed-count": signed_count,
    "tries": tries,
    "fault": fault,
    "notices": notices,
    "changed-field": changed_field,
    "only-there": only_there,
    "same-name": same_name,
    "field": field,
    "field-name": field_name,
    "fields": fields,
    "suffices": one_suffices,
    "which-suffice": which_suffice,
    "lowest": lowest,
    "knowers": knowers,
    "knows": knows,
    "term": term,
    "terms": terms,
}


@pytest.mark.parametrize("family", SECOND)
def test_the_wire_gives_the_same_keys(family):
    asked = [item for id, item in items().items() if id.partition(".")[0] == family]
    assert asked
    for item in asked:
        found = SECOND[family](item, *item.id.split(".")[1:])
        assert found == item.question.key, item.id


def test_no_family_is_left_out():
    assert {id.partition(".")[0] for id in items()} == set(SECOND)
