"""Rules that are broken, one at a time: which one it is, who notices, and which field of the message gives it away."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.course.model import Zoom
from ehtutor.protocol.rules import Finding, Rule
from ehtutor.protocol.trace import Exchange, Trace
from ehtutor.quiz.item import Exhibit, Listed, Topic
from ehtutor.quiz.questions import Option, QuestionForm
from ehtutor.session.story.fields import field_lines
from ehtutor.session.story.telling import role_code, type_name

_FAULT: Final = Family(
    "fault",
    QuestionForm.FIND_THE_FAULT,
    Topic.CHECKS,
    frozenset({"id-mixup", "time-mixup", "address-mixup", "name-mixup", "signature-proves-all"}),
)
_NOTICES: Final = Family(
    "notices",
    QuestionForm.ONE_OF,
    Topic.CHECKS,
    frozenset({"sender-checks", "browser-is-trusted", "signature-proves-all"}),
)
_CHANGED: Final = Family("changed-field", QuestionForm.SPOT_THE_DIFFERENCE, Topic.CHECKS)
_STATUS: Final = "urn:oasis:names:tc:SAML:2.0:status:"
"""Before every status: the last word tells them apart."""
_WIDE: Final = 54
"""Columns of a value."""
_SHOWN: Final = 5
"""Lines of a message."""
_SEALS: Final = frozenset({"signature", "assertion-signature"})
_WHOLE: Final = frozenset({"assertion"})
"""What is wrong is that a part is missing."""
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "id-mixup": frozenset({"id", "assertion-id", "in-response-to", "confirmation-in-response-to"}),
    "time-mixup": frozenset(
        {
            "issue-instant",
            "assertion-issue-instant",
            "confirmation-not-on-or-after",
            "not-before",
            "not-on-or-after",
            "authn-instant",
        }
    ),
    "address-mixup": frozenset({"destination", "recipient", "audience", "answer-to"}),
    "name-mixup": frozenset({"issuer", "assertion-issuer", "subject"}),
}
"""Rules that are taken for each other, by the misconception behind it."""
_ANSWERED_TODAY: Final = frozenset({"authn-request.level", "authn-request.issue-instant"})
"""Faults of a genuine request, which the scheme does answer (ETD, Error handling: top-level status Requester)."""
_MANY: Final = frozenset({"assertion", "level"})
"""Rules whose breaking shows in several fields."""


def questions(maker: Maker) -> Iterator[Listed]:
    """Two questions for each rule, and one for each whose breaking shows in a single field."""
    if "clean" not in maker.runs.found:
        return
    for rule in maker.runs.profile.rules:
        about, roles = rule.id, (rule.receiver.value,)
        yield maker.listed(_FAULT, about, roles, partial(_fault, maker, rule))
        yield maker.listed(_NOTICES, about, roles, partial(_notices, maker, rule))
        if _part(rule.id) not in _SEALS | _MANY:
            yield maker.listed(_CHANGED, about, roles, partial(_changed_field, maker, rule))


def _fault(maker: Maker, rule: Rule, chance: Chance) -> Made:
    exchange = _broken(maker, rule)
    findings = {finding.rule: finding for finding in exchange.findings}
    right = Option(
        id=_part(rule.id), label=_says(maker, rule.id), why=maker.texts.say(f"rule-why.{rule.id.partition('.')[2]}")
    )
    others = maker.runs.profile.rules_for(rule.receiver, rule.message)
    wrong = [
        Option(
            id=_part(each.id),
            label=_says(maker, each.id),
            why=_holds(maker, rule, findings.get(each.id)),
            misconception=_taken_for(_part(each.id), _part(rule.id)),
        )
        for each in others
        if each.id != rule.id
    ]
    question = chance.one_of((right, *wrong), key=right.id)
    asked = [findings[each.id] for each in others if each.id in findings and _part(each.id) in _ids(question.options)]
    values = {"title": maker.texts.say(f"title.{type_name(exchange)}"), "receiver": maker.role(rule.receiver.value)}
    return Made(
        stem=maker.say("fault.stem", **values),
        question=question,
        hints=(*maker.hints("fault", **values), maker.say(f"fault.look.{_where(rule)}")),
        exhibits=tuple(
            each for each in (_shown(maker, chance, rule, exchange), _expected(maker, rule, asked)) if each.lines
        ),
    )


def _ids(options: tuple[Option, ...]) -> frozenset[str]:
    return frozenset(option.id for option in options)


def _where(rule: Rule) -> str:
    """What to look at: the seal, whether all is there, or the values."""
    return "seal" if _part(rule.id) in _SEALS else "whole" if _part(rule.id) in _WHOLE else "values"


def _holds(maker: Maker, rule: Rule, finding: Finding | None) -> str:
    """Why it is not this rule."""
    if finding is None:
        return maker.say("fault.not-reached" if _part(rule.id) in _SEALS else "fault.no-assertion")
    return maker.say("fault.holds", found=_value(maker, finding.found))


def _taken_for(wrong: str, right: str) -> str:
    return next((id for id, alike in _ALIKE.items() if {wrong, right} <= alike), "")


def _shown(maker: Maker, chance: Chance, rule: Rule, exchange: Exchange) -> Exhibit:
    """Of the message, what gives it away and some more, in the order of the message."""
    found, before = _fields(maker, exchange), _fields(maker, _honest(maker, exchange))
    telling = [name for name in found if found[name] != before.get(name)]
    if _part(rule.id) in _WHOLE:
        telling = ["Status"]
    rest = [name for name in found if name not in telling]
    kept = {*telling[:_SHOWN], *chance.some("fields", rest, max(_SHOWN - len(telling), 0))}
    lines = [(name, _cut(value)) for name, value in found.items() if name in kept]
    if _part(rule.id) in _SEALS:
        lines = [*lines[: _SHOWN - 1], (maker.say("fault.seal"), maker.say(f"fault.{_part(rule.id)}"))]
    if _part(rule.id) in _WHOLE:
        lines.append(("Assertion", "—"))
    title = maker.say("fault.message", title=maker.texts.say(f"title.{type_name(exchange)}"))
    return Exhibit(title=title, lines=tuple(lines))


def _expected(maker: Maker, rule: Rule, findings: list[Finding]) -> Exhibit:
    """What the receiver holds it against."""
    lines = tuple(
        (_part(each.rule), _cut(_value(maker, each.expected))) for each in findings if _part(each.rule) not in _SEALS
    )
    return Exhibit(title=maker.say("fault.expected", receiver=maker.role(rule.receiver.value)), lines=lines)


def _value(maker: Maker, said: str) -> str:
    """What a check says in a word of its own, in words."""
    return maker.texts.say(f"evidence.{said}") if maker.texts.has(f"evidence.{said}") else said


def _notices(maker: Maker, rule: Rule, chance: Chance) -> Made:
    """Who notices, and what he sends then; the others are what happens when other rules are broken, or none."""
    exchange = _broken(maker, rule)
    trace = maker.runs.signed(maker.runs.broken(rule.id))
    receiver = role_code(exchange.receiver, trace)
    sender = role_code(exchange.sender, trace)
    then = maker.steps(trace)
    at = next(number for number, step in enumerate(then) if step.entry is exchange)
    told = then[at + 1].sentence
    why = maker.say("notices.today", told=told) if rule.id.partition(".")[2] in _ANSWERED_TODAY else told
    right = Option(id="right", label=_reacts(maker, receiver, then[at + 1].kind), why=why)
    wrong = [
        Option(
            id=f"{code}-{kind}",
            label=_reacts(maker, code, kind),
            why=maker.say("notices.wrong", receiver=maker.role(receiver)),
            misconception="sender-checks" if code == sender else "",
        )
        for code, kind in (("HM", "ErrorPage"), ("AD", "ErrorPage"), ("HM", "Response"), ("DV", "ErrorPage"))
    ]
    nobody = Option(
        id="nobody",
        label=maker.say("notices.nobody"),
        why=maker.say("notices.wrong", receiver=maker.role(receiver)),
        misconception="signature-proves-all",
    )
    values = {
        "title": maker.texts.say(f"title.{type_name(exchange)}"),
        "sender": maker.role(sender),
        "receiver": maker.role(receiver),
        "says": _says(maker, rule.id),
    }
    others = [option for option in wrong if option.label != right.label]
    question = chance.one_of((right, *chance.some("others", others, 2), nobody), key=right.id)
    return maker.made("notices", question, **values)


def _reacts(maker: Maker, code: str, kind: str) -> str:
    return maker.say("notices.reacts", role=maker.role(code), title=maker.texts.say(f"title.{kind}"))


def _changed_field(maker: Maker, rule: Rule, chance: Chance) -> Made:
    """The honest message beside the broken one."""
    message = _broken(maker, rule)
    ours, theirs = _fields(maker, _honest(maker, message)), _fields(maker, message)
    differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    name = differing[0]
    kept = {name, *chance.some("fields", [each for each in ours if each not in differing], 3)}
    right = Option(
        id="right",
        label=name,
        why=maker.say("changed-field.right", here=_cut(ours.get(name, "—")), there=_cut(theirs.get(name, "—"))),
    )
    wrong = [
        Option(id=f"same-{number}", label=each, why=maker.say("changed-field.wrong", name=each))
        for number, each in enumerate(ours)
        if each in kept and each != name
    ]
    title = maker.texts.say(f"title.{type_name(message)}")
    exhibits = tuple(
        Exhibit(
            title=maker.say(f"changed-field.{which}"),
            lines=tuple((each, _cut(found.get(each, "—"))) for each in {**ours, **theirs} if each in kept),
        )
        for which, found in (("first", ours), ("second", theirs))
    )
    question = chance.one_of((right, *wrong), key=right.id)
    return maker.made("changed-field", question, exhibits, title=title, receiver=maker.role(rule.receiver.value))


def _part(rule: str) -> str:
    """The last part of the id of a rule."""
    return rule.rpartition(".")[2]


def _says(maker: Maker, rule: str) -> str:
    """What a rule demands, in a sentence."""
    return maker.texts.say(f"rule.{rule.partition('.')[2]}")


def _broken(maker: Maker, rule: Rule) -> Exchange:
    """The message that breaks the rule."""
    trace = maker.runs.signed(maker.runs.broken(rule.id))
    return next(each for each in _exchanges(trace) if any(not finding.holds for finding in each.findings))


def _exchanges(trace: Trace) -> tuple[Exchange, ...]:
    return tuple(entry for entry in trace.entries if isinstance(entry, Exchange))


def _honest(maker: Maker, broken: Exchange) -> Exchange:
    """The same message of the clean login."""
    clean = maker.runs.signed(maker.runs.found["clean"])
    return next(each for each in _exchanges(clean) if each.n == broken.n)


def _fields(maker: Maker, exchange: Exchange) -> dict[str, str]:
    """Every field of a message by its name."""
    return {line.name: line.value for line in field_lines(maker.texts, exchange.message, Zoom.WIRE)}


def _cut(text: str) -> str:
    """A value that fits on a line."""
    text = text.replace(_STATUS, "")
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"
