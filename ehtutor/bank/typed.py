"""Questions to type the answer of: a sentence with gaps, and the name of a message."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Family, Made, Maker, Step, listed
from ehtutor.bank.runs import Run
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Cloze, Gap, QuestionForm, Text
from ehtutor.saml.grammar import KINDS

_GAPS: Final = Family(family="gaps", form=QuestionForm.CLOZE, topic=Topic.ROLES)
_NAME: Final = Family(family="message-name", form=QuestionForm.TEXT, topic=Topic.MESSAGES)
_SAML: Final = frozenset(message.__name__ for message in KINDS)


def typing_in(maker: Maker) -> Iterator[Listed]:
    """Everything that is typed."""
    seen: set[tuple[str, str, str]] = set()
    for run in maker.runs.found.values():
        for at, step in enumerate(maker.steps(maker.runs.told(run)), 1):
            ends = (step.kind, step.sender, step.receiver)
            if step.is_inside or ends in seen:
                continue
            seen.add(ends)
            about = f"{run.id}.{at}"
            yield listed(_GAPS, about, ends[1:], partial(_gaps, maker, run, step))
            if step.kind in _SAML:
                yield listed(_NAME, about, ends[1:], partial(_name, maker, run, step))


def _gaps(maker: Maker, run: Run, step: Step, _id: str) -> Made:
    sentence = maker.say("gaps.sentence", title=step.title)
    return Made(
        stem=maker.say("gaps.stem", run=maker.run(run)),
        question=Cloze(
            sentence=sentence,
            gaps=tuple(Gap(id=id, accept=_spellings(maker, code)) for id, code in _ends(step)),
            why=step.sentence,
        ),
        hints=maker.hints("gaps", role=maker.role(step.sender)),
    )


def _ends(step: Step) -> tuple[tuple[str, str], ...]:
    return (("sender", step.sender), ("receiver", step.receiver))


def _spellings(maker: Maker, code: str) -> tuple[str, ...]:
    """How the name of a role may be spelled; the first is the one to show."""
    return tuple(maker.say(f"spellings.{code}").split("|"))


def _name(maker: Maker, run: Run, step: Step, _id: str) -> Made:
    values = {"run": maker.run(run), "sender": maker.role(step.sender), "receiver": maker.role(step.receiver)}
    return Made(
        stem=maker.say("message-name.stem", **values),
        question=Text(accept=(step.kind, f"SAML {step.kind}"), why=step.sentence),
        hints=maker.hints("message-name", start=step.kind[:3]),
    )
