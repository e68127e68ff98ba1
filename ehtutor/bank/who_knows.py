"""Who knows what: which roles know a fact at the end of a run, and whether one role does."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.bank.runs import Run
from ehtutor.protocol.facts import Fact
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Option, QuestionForm
from ehtutor.session.story.telling import role_code

_NEVER: Final = {
    ("DV", Fact.MIDDEL): "dv-knows-middel",
    ("AD", Fact.SERVICE): "ad-knows-service",
    ("DV", Fact.CREDENTIAL): "dv-checks-credential",
    ("HM", Fact.CREDENTIAL): "hm-checks-credential",
}
"""What somebody may believe who thinks that this role knows this fact."""
_BELIEVED: Final = frozenset(_NEVER.values())
_ALL: Final = Family("knowers", QuestionForm.SEVERAL_OF, Topic.KNOWLEDGE, _BELIEVED)
_ONE: Final = Family("knows", QuestionForm.TRUE_FALSE, Topic.KNOWLEDGE, _BELIEVED)
_RUNS: Final = ("clean", "cancel-at-hm", "blocked")


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about who knows what."""
    for run in (maker.runs.found[id] for id in _RUNS if id in maker.runs.found):
        for fact in Fact:
            yield maker.listed(_ALL, f"{run.id}.{fact.value}", maker.roles, partial(_knowers, maker, run, fact))
            for code in maker.parties:
                about = f"{run.id}.{code}.{fact.value}"
                yield maker.listed(_ONE, about, (code,), partial(_knows, maker, run, code, fact))


def _known_by(maker: Maker, run: Run, fact: Fact) -> frozenset[str]:
    trace = maker.runs.signed(run)
    return frozenset(role_code(id, trace) for id, facts in maker.runs.knowledge(run).items() if fact in facts)


def _knowers(maker: Maker, run: Run, fact: Fact, chance: Chance) -> Made:
    """Where nobody knows it, that is an answer of its own."""
    known = _known_by(maker, run, fact)
    options = [
        maker.role_option(
            code,
            _why(maker, code, fact, knows=code in known),
            "" if code in known else _NEVER.get((code, fact), ""),
        )
        for code in maker.roles
    ]
    if not known:
        nobody = Option(id="nobody", label=maker.say("knowers.nobody"), why=maker.say("knowers.none"))
        options = [*options[1:], nobody]
    question = chance.several(options, known or frozenset({"nobody"}))
    return maker.made("knowers", question, run=maker.run(run), fact=maker.say(f"fact.{fact.value}"))


def _why(maker: Maker, code: str, fact: Fact, *, knows: bool) -> str:
    word = "does" if knows else "does-not"
    return maker.say(f"knows.{word}", role=maker.role(code), fact=maker.say(f"fact.{fact.value}"))


def _knows(maker: Maker, run: Run, code: str, fact: Fact, _: Chance) -> Made:
    knows = code in _known_by(maker, run, fact)
    believed = "" if knows else _NEVER.get((code, fact), "")
    why = _why(maker, code, fact, knows=knows)
    question = maker.true_false("knows", is_true=knows, why=why, misconception=believed)
    values = {"role": maker.role(code), "fact": maker.say(f"fact.{fact.value}")}
    return maker.made("knows", question, run=maker.run(run), **values)
