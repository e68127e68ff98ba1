"""Who sends what to whom, to choose and to type: one end of a message, statements, pairs, gaps, the name."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker, Step
from ehtutor.bank.runs import Run
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Cloze, Gap, Label, Match, Option, QuestionForm, Text
from ehtutor.saml.grammar import KINDS

_ENDS: Final = frozenset({"ad-answers-dv", "dv-asks-middel", "dv-checks-credential", "hm-checks-credential"})
_SENDER: Final = Family("sender", QuestionForm.ONE_OF, Topic.ROLES, _ENDS)
_RECEIVER: Final = Family("receiver", QuestionForm.ONE_OF, Topic.ROLES, _ENDS)
_CLAIM: Final = Family("claim", QuestionForm.TRUE_FALSE, Topic.ROLES, frozenset({"direction-mixup"}))
_SENDERS: Final = Family("senders", QuestionForm.MATCH, Topic.ROLES)
_GAPS: Final = Family("gaps", QuestionForm.CLOZE, Topic.ROLES)
_NAME: Final = Family("message-name", QuestionForm.TEXT, Topic.MESSAGES)
_SAML: Final = frozenset(message.__name__ for message in KINDS)
_PROOFS: Final = frozenset({"PasswordProof", "CodeProof", "SignatureProof"})
_EMPTY: Final = "SignatureProof.none"
"""A proof in which nothing is signed: who asks to whom it goes, asks after a thing that is not there."""
_PAIRED: Final = 4


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything to choose."""
    seen: set[tuple[str, str, str]] = set()
    for run in maker.runs.found.values():
        sent = [step for step in maker.story(run) if not step.is_inside]
        for step in sent:
            ends = (step.key, step.sender, step.receiver)
            if ends in seen or step.key == _EMPTY:
                continue
            seen.add(ends)
            about, roles = f"{run.id}.{step.kind}.{step.receiver}", (step.sender, step.receiver)
            yield maker.listed(_SENDER, about, roles, partial(_sender, maker, run, step))
            yield maker.listed(_RECEIVER, about, roles, partial(_receiver, maker, run, step))
            for word, is_true in (("true", True), ("false", False)):
                yield maker.listed(_CLAIM, f"{about}.{word}", roles, partial(_claim, maker, run, step, is_true))
        for number, four in enumerate(_fours(sent), 1):
            yield maker.listed(_SENDERS, f"{run.id}.{number}", maker.roles, partial(_senders, maker, run, four))


def _fours(sent: list[Step]) -> list[list[Step]]:
    """Groups of messages that can be told apart by what they are called and who gets them."""
    fours = [sent[at : at + _PAIRED] for at in range(0, len(sent) - _PAIRED + 1, _PAIRED - 1)]
    return [four for four in fours if len({(step.kind, step.receiver) for step in four}) == _PAIRED]


def _sender(maker: Maker, run: Run, step: Step, chance: Chance) -> Made:
    others = (code for code in maker.roles if code not in (step.sender, step.receiver))
    options = [
        maker.role_option(step.sender, step.sentence),
        *(
            maker.role_option(code, _instead(maker, run, code), _misconception(step, code, step.receiver))
            for code in others
        ),
    ]
    question = chance.one_of(options, key=step.sender)
    values = {"title": step.title, "receiver": maker.role(step.receiver)}
    return maker.made("sender", question, run=maker.run(run), **values)


def _receiver(maker: Maker, run: Run, step: Step, chance: Chance) -> Made:
    values = {"run": maker.run(run), "title": step.title, "sender": maker.role(step.sender)}
    options = [maker.role_option(step.receiver, step.sentence)]
    for code in maker.roles:
        if code not in (step.sender, step.receiver):
            why = maker.say("receiver.wrong", **values, role=maker.role(code), told=step.sentence)
            options.append(maker.role_option(code, why, _misconception(step, step.sender, code)))
    return maker.made("receiver", chance.one_of(options, key=step.receiver), **values)


def _claim(maker: Maker, run: Run, step: Step, is_true: bool, _: Chance) -> Made:
    """A statement with the ends as they are, or the other way round."""
    sender, receiver = (step.sender, step.receiver) if is_true else (step.receiver, step.sender)
    wrong = maker.say("claim.wrong", told=step.sentence)
    question = maker.true_false(
        "claim", is_true=is_true, why=step.sentence, wrong=wrong, misconception="direction-mixup"
    )
    values = {"title": step.title, "sender": maker.role(sender), "receiver": maker.role(receiver)}
    return maker.made("claim", question, run=maker.run(run), **values)


def _senders(maker: Maker, run: Run, steps: list[Step], chance: Chance) -> Made:
    left = [
        Option(
            id=f"{step.kind}-{step.receiver}",
            label=maker.say("senders.left", title=step.title, receiver=maker.say(f"short.{step.receiver}")),
            why=step.sentence,
        )
        for step in steps
    ]
    key = {option.id: step.sender for option, step in zip(left, steps, strict=True)}
    right = tuple(Label(id=code, label=maker.role(code)) for code in maker.roles)
    question = Match(left=chance.shuffled(left), right=right, key=key)
    return maker.made("senders", question, run=maker.run(run))


def _instead(maker: Maker, run: Run, code: str) -> str:
    """What this role does send in the run."""
    sent = [step for step in maker.story(run) if step.sender == code and not step.is_inside]
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


def typed_questions(maker: Maker) -> Iterator[Listed]:
    """Everything to type."""
    seen: set[tuple[str, str, str]] = set()
    for run in maker.runs.found.values():
        for at, step in enumerate(maker.story(run), 1):
            ends = (step.kind, step.sender, step.receiver)
            if step.is_inside or ends in seen:
                continue
            seen.add(ends)
            about = f"{run.id}.{at}"
            yield maker.listed(_GAPS, about, ends[1:], partial(_gaps, maker, run, step))
            if step.kind in _SAML:
                yield maker.listed(_NAME, about, ends[1:], partial(_name, maker, run, step))


def _gaps(maker: Maker, run: Run, step: Step, _: Chance) -> Made:
    ends = (("sender", step.sender), ("receiver", step.receiver))
    question = Cloze(
        sentence=maker.say("gaps.sentence", title=step.title),
        gaps=tuple(Gap(id=id, accept=_spellings(maker, code)) for id, code in ends),
        why=step.sentence,
    )
    return maker.made("gaps", question, run=maker.run(run), role=maker.role(step.sender))


def _spellings(maker: Maker, code: str) -> tuple[str, ...]:
    """How the name of a role may be spelled; the first is the one to show."""
    return tuple(maker.say(f"spellings.{code}").split("|"))


def _name(maker: Maker, run: Run, step: Step, _: Chance) -> Made:
    question = Text(accept=(step.kind, f"SAML {step.kind}"), why=step.sentence)
    values = {"sender": maker.role(step.sender), "receiver": maker.role(step.receiver), "start": step.kind[:3]}
    return maker.made("message-name", question, run=maker.run(run), **values)
