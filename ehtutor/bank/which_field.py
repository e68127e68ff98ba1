"""Which field carries what: to choose, to type, and to match."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Label, Match, Option, QuestionForm, Text
from ehtutor.saml.grammar import FORMS
from ehtutor.session.story.fields import field_names

_FIELD: Final = Family(
    "field",
    QuestionForm.ONE_OF,
    Topic.MESSAGES,
    frozenset({"id-mixup", "time-mixup", "address-mixup", "name-mixup", "status-mixup"}),
)
_NAME: Final = Family("field-name", QuestionForm.TEXT, Topic.MESSAGES)
_FIELDS: Final = Family("fields", QuestionForm.MATCH, Topic.MESSAGES)
_MATCHED: Final = 4
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "id-mixup": frozenset({"ID", "InResponseTo", "SubjectConfirmation/InResponseTo", "Assertion/ID"}),
    "time-mixup": frozenset(
        {"IssueInstant", "Assertion/IssueInstant", "Conditions", "SubjectConfirmation/NotOnOrAfter", "AuthnInstant"}
    ),
    "address-mixup": frozenset(
        {"Destination", "SubjectConfirmation/Recipient", "Audience", "AssertionConsumerServiceIndex"}
    ),
    "name-mixup": frozenset({"Issuer", "Assertion/Issuer", "Subject", "ProviderName"}),
    "status-mixup": frozenset({"Status", "AuthnContextClassRef", "RequestedAuthnContext"}),
}
"""Fields that are taken for each other, by the misconception behind it."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "Subject": ("NameID",),
    "RequestedAuthnContext": ("AuthnContextClassRef",),
    "AuthnContextClassRef": ("AuthnContext",),
    "Status": ("StatusCode",),
    "Audience": ("AudienceRestriction",),
    "Conditions": ("NotBefore", "NotOnOrAfter"),
}
"""What else the XML calls it, in it or around it, by the name on the screen: whoever types that is right too."""


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about the fields of the SAML messages."""
    for kind in FORMS:
        names = field_names(kind)
        for name in names:
            about = f"{kind.__name__}.{name.replace('/', '-')}"
            yield maker.listed(_FIELD, about, (), partial(_field, maker, kind, name))
            yield maker.listed(_NAME, about, (), partial(_typed, maker, kind, name))
        for at in range(0, len(names) - _MATCHED + 1, 2):
            four = names[at : at + _MATCHED]
            yield maker.listed(_FIELDS, f"{kind.__name__}.{at + 1}", (), partial(_match, maker, kind, four))


def _why(maker: Maker, kind: type, name: str) -> str:
    return maker.texts.say(f"field.{kind.__name__}.{name}.why")


def _message(maker: Maker, kind: type) -> str:
    return maker.say(f"field.in.{kind.__name__}")


def _field(maker: Maker, kind: type, name: str, chance: Chance) -> Made:
    right = Option(id="right", label=name, why=_why(maker, kind, name))
    wrong = [
        Option(
            id=f"other-{number}",
            label=other,
            why=maker.say("field.wrong", name=other, why=_why(maker, kind, other)),
            misconception=_taken_for(name, other),
        )
        for number, other in enumerate(field_names(kind))
        if other != name
    ]
    question = chance.one_of((right, *wrong), key=right.id)
    values = {"message": _message(maker, kind), "does": _does(maker, kind, name)}
    return maker.made("field", question, start=name.rpartition("/")[2][:2], **values)


def _does(maker: Maker, kind: type, name: str) -> str:
    return maker.say(f"field.does.{kind.__name__}.{name}")


def _taken_for(name: str, other: str) -> str:
    return next((id for id, alike in _ALIKE.items() if {name, other} <= alike), "")


def _typed(maker: Maker, kind: type, name: str, _: Chance) -> Made:
    last = name.rpartition("/")[2]
    spellings = tuple(dict.fromkeys((last, name, *_ALSO.get(name, ()))))
    question = Text(accept=spellings, why=_why(maker, kind, name))
    values = {"message": _message(maker, kind), "does": _does(maker, kind, name)}
    return maker.made("field-name", question, start=last[:3], **values)


def _match(maker: Maker, kind: type, names: tuple[str, ...], chance: Chance) -> Made:
    left = [Option(id=f"f{number}", label=name, why=_why(maker, kind, name)) for number, name in enumerate(names)]
    right = [Label(id=f"d{number}", label=_does(maker, kind, name)) for number, name in enumerate(names)]
    key = {f"f{number}": f"d{number}" for number in range(len(names))}
    question = Match(left=tuple(left), right=chance.shuffled(right), key=key)
    return maker.made("fields", question, message=_message(maker, kind))
