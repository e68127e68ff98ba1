"""Who sends what to whom: one question for each kind of message, one for its receiver, statements, and pairs."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import ROLES, Family, Made, Maker, Step, listed
from ehtutor.bank.runs import Run
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Label, Match, OneOf, Option, QuestionForm

_SENDER: Final = Family(
    family="sender",
    form=QuestionForm.ONE_OF,
    topic=Topic.ROLES,
    misconceptions=frozenset({"ad-answers-dv", "dv-asks-middel", "dv-checks-credential", "hm-checks-credential"}),
)
_RECEIVER: Final = Family(
    family="receiver",
    form=QuestionForm.ONE_OF,
    topic=Topic.ROLES,
    misconceptions=frozenset({"ad-answers-dv", "dv-asks-middel", "dv-checks-credential", "hm-checks-credential"}),
)
_CLAIM: Final = Family(
    family="claim", form=QuestionForm.TRUE_FALSE, topic=Topic.ROLES, misconceptions=frozenset({"direction-mixup"})
)
_SENDERS: Final = Family(family="senders", form=QuestionForm.MATCH, topic=Topic.ROLES)
_PROOFS: Final = frozenset({"PasswordProof", "CodeProof", "SignatureProof"})
_EMPTY: Final = "SignatureProof.none"
"""A proof in which nothing is signed: who asks to whom it goes, asks after a thing that is not there."""
_PAIRED: Final = 4


def senders(maker: Maker) -> Iterator[Listed]:
    """Everything about who sends what to whom."""
    seen: set[tuple[str, str, str]] = set()
    for run in maker.runs.found.values():
        sent = [step for step in maker.steps(maker.runs.told(run)) if not step.is_inside]
        for step in sent:
            ends = (step.key, step.sender, step.receiver)
            if ends in seen or step.key == _EMPTY:
                continue
            seen.add(ends)
            about, roles = f"{run.id}.{step.kind}.{step.receiver}", (step.sender, step.receiver)
            yield listed(_SENDER, about, roles, partial(_sender, maker, run, step))
            yield listed(_RECEIVER, about, roles, partial(_receiver, maker, run, step))
            for word in ("true", "false"):
                yield listed(_CLAIM, f"{about}.{word}", roles, partial(_claim, maker, run, step, word))
        for number, four in enumerate(_fours(sent), 1):
            yield listed(_SENDERS, f"{run.id}.{number}", ROLES, partial(_senders, maker, run, four))


def _fours(sent: list[Step]) -> list[list[Step]]:
    """Groups of messages that can be told apart by what they are called and who gets them."""
    fours = [sent[at : at + _PAIRED] for at in range(0, len(sent) - _PAIRED + 1, _PAIRED - 1)]
    return [four for four in fours if len({(step.kind, step.receiver) for step in four}) == _PAIRED]


def _sender(maker: Maker, run: Run, step: Step, id: str) -> Made:
    values = {"run": maker.run(run), "title": step.title, "receiver": maker.role(step.receiver)}
    right = Option(id=step.sender, label=maker.role(step.sender), why=step.sentence)
    wrong = [
        Option(
            id=code,
            label=maker.role(code),
            why=_instead(maker, run, code),
            misconception=_misconception(step, code, step.receiver),
        )
        for code in ROLES
        if code not in (step.sender, step.receiver)
    ]
    return Made(
        stem=maker.say("sender.stem", **values),
        question=maker.one_of(id, right, wrong),
        hints=maker.hints("sender", **values),
    )


def _receiver(maker: Maker, run: Run, step: Step, id: str) -> Made:
    values = {"run": maker.run(run), "title": step.title, "sender": maker.role(step.sender)}
    right = Option(id=step.receiver, label=maker.role(step.receiver), why=step.sentence)
    wrong = [
        Option(
            id=code,
            label=maker.role(code),
            why=maker.say("receiver.wrong", **values, role=maker.role(code), told=step.sentence),
            misconception=_misconception(step, step.sender, code),
        )
        for code in ROLES
        if code not in (step.sender, step.receiver)
    ]
    return Made(
        stem=maker.say("receiver.stem", **values),
        question=maker.one_of(id, right, wrong),
        hints=maker.hints("receiver", **values),
    )


def _claim(maker: Maker, run: Run, step: Step, word: str, _id: str) -> Made:
    """A statement with the ends as they are, or the other way round."""
    ends = (step.sender, step.receiver) if word == "true" else (step.receiver, step.sender)
    values = {
        "run": maker.run(run),
        "title": step.title,
        "sender": maker.role(ends[0]),
        "receiver": maker.role(ends[1]),
    }
    other = "false" if word == "true" else "true"
    right = Option(id=word, label=maker.say(f"claim.{word}"), why=step.sentence)
    wrong = Option(
        id=other,
        label=maker.say(f"claim.{other}"),
        why=maker.say("claim.wrong", told=step.sentence),
        misconception="direction-mixup",
    )
    options = (right, wrong) if word == "true" else (wrong, right)
    return Made(
        stem=maker.say("claim.stem", **values),
        question=OneOf(options=options, key=word),
        hints=maker.hints("claim", **values),
    )


def _senders(maker: Maker, run: Run, steps: list[Step], id: str) -> Made:
    left = [
        Option(
            id=f"{step.kind}-{step.receiver}",
            label=maker.say("senders.left", title=step.title, receiver=maker.say(f"short.{step.receiver}")),
            why=step.sentence,
        )
        for step in steps
    ]
    key = {option.id: step.sender for option, step in zip(left, steps, strict=True)}
    right = tuple(Label(id=code, label=maker.role(code)) for code in ROLES)
    return Made(
        stem=maker.say("senders.stem", run=maker.run(run)),
        question=Match(left=maker.shuffled(id, left), right=right, key=key),
        hints=maker.hints("senders"),
    )


def _instead(maker: Maker, run: Run, code: str) -> str:
    """What this role does send in the run."""
    sent = [step for step in maker.steps(maker.runs.told(run)) if step.sender == code and not step.is_inside]
    if not sent:
        return maker.say("sender.nothing", role=maker.role(code))
    return maker.say("sender.instead", role=maker.role(code), told=sent[0].sentence)


def _misconception(step: Step, sender: str, receiver: str) -> str:
    """What somebody may believe who has this go from here to there."""
    match step.kind, sender, receiver:
        case "Response", "AD", "DV":
            return "ad-answers-dv"
        case "MiddelQuestion", "DV", _:
            return "dv-asks-middel"
        case kind, _, "DV" if kind in _PROOFS:
            return "dv-checks-credential"
        case kind, _, "HM" if kind in _PROOFS:
            return "hm-checks-credential"
        case "Challenge", "HM", _:
            return "hm-checks-credential"
        case "Challenge", "DV", _:
            return "dv-checks-credential"
        case _:
            return ""
