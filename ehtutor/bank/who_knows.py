"""Who knows what: which roles know a fact at the end of a run, and whether one role does."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import ROLES, Family, Made, Maker, listed
from ehtutor.bank.runs import Run
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import OneOf, Option, QuestionForm
from ehtutor.session.story.telling import role_code

_NEVER: Final = {
    ("DV", Fact.MIDDEL): "dv-knows-middel",
    ("AD", Fact.SERVICE): "ad-knows-service",
    ("DV", Fact.CREDENTIAL): "dv-checks-credential",
    ("HM", Fact.CREDENTIAL): "hm-checks-credential",
}
"""What somebody may believe who thinks that this role knows this fact."""
_MISCONCEPTIONS: Final = frozenset(_NEVER.values())
_ALL: Final = Family(
    family="knowers", form=QuestionForm.SEVERAL_OF, topic=Topic.KNOWLEDGE, misconceptions=_MISCONCEPTIONS
)
_ONE: Final = Family(
    family="knows", form=QuestionForm.TRUE_FALSE, topic=Topic.KNOWLEDGE, misconceptions=_MISCONCEPTIONS
)
_RUNS: Final = ("clean", "cancel-at-hm", "blocked")


def knowing(maker: Maker) -> Iterator[Listed]:
    """Everything about who knows what."""
    for run in (maker.runs.found[id] for id in _RUNS if id in maker.runs.found):
        for fact in Fact:
            yield listed(_ALL, f"{run.id}.{fact.value}", ROLES, partial(_knowers, maker, run, fact))
            for code in ROLES[1:]:
                about = f"{run.id}.{code}.{fact.value}"
                yield listed(_ONE, about, (code,), partial(_knows, maker, run, code, fact))


def _known_by(maker: Maker, run: Run, fact: Fact) -> frozenset[str]:
    trace = maker.runs.signed(run)
    return frozenset(role_code(id, trace) for id, facts in knowledge(trace).items() if fact in facts)


def _knowers(maker: Maker, run: Run, fact: Fact, id: str) -> Made:
    """Where nobody knows it, that is an answer of its own."""
    known = _known_by(maker, run, fact)
    options = [_option(maker, code, fact, knows=code in known) for code in ROLES]
    nobody = Option(id="nobody", label=maker.say("knowers.nobody"), why=maker.say("knowers.somebody"))
    if not known:
        options = [*options[1:], Option(id="nobody", label=nobody.label, why=maker.say("knowers.none"))]
    return Made(
        stem=maker.say("knowers.stem", run=maker.run(run), fact=maker.say(f"fact.{fact.value}")),
        question=maker.several(id, options, known or frozenset({"nobody"})),
        hints=maker.hints("knowers"),
    )


def _option(maker: Maker, code: str, fact: Fact, *, knows: bool) -> Option:
    return Option(
        id=code,
        label=maker.role(code),
        why=_why(maker, code, fact, knows=knows),
        misconception="" if knows else _NEVER.get((code, fact), ""),
    )


def _why(maker: Maker, code: str, fact: Fact, *, knows: bool) -> str:
    word = "does" if knows else "does-not"
    return maker.say(f"knows.{word}", role=maker.role(code), fact=maker.say(f"fact.{fact.value}"))


def _knows(maker: Maker, run: Run, code: str, fact: Fact, _id: str) -> Made:
    knows = code in _known_by(maker, run, fact)
    key = "true" if knows else "false"
    options = tuple(
        Option(
            id=word,
            label=maker.say(f"knows.{word}"),
            why=_why(maker, code, fact, knows=knows),
            misconception=_NEVER.get((code, fact), "") if word == "true" != key else "",
        )
        for word in ("true", "false")
    )
    values = {"role": maker.role(code), "fact": maker.say(f"fact.{fact.value}")}
    return Made(
        stem=maker.say("knows.stem", run=maker.run(run), **values),
        question=OneOf(options=options, key=key),
        hints=maker.hints("knows", **values),
    )
