"""Spot the difference: two runs of a login, and two messages that are called the same."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker, Step
from ehtutor.bank.runs import Run
from ehtutor.course.model import Zoom
from ehtutor.protocol.trace import Exchange
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Option, QuestionForm
from ehtutor.saml.grammar import KINDS
from ehtutor.session.story.fields import field_lines, field_names

_ONLY: Final = Family("only-there", QuestionForm.SPOT_THE_DIFFERENCE, Topic.ENDINGS)
_SAME: Final = Family(
    "same-name", QuestionForm.SPOT_THE_DIFFERENCE, Topic.MESSAGES, frozenset({"same-name-same-message"})
)
_BY_CHANCE: Final = frozenset({"IssueInstant", "AssertionConsumerServiceIndex"})
"""Equal here for no reason: the clock of a login stands still, and each asker happens to have one answer address."""
_MOST: Final = 3
"""Questions about one pair of runs, in each direction."""


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about what differs."""
    clean = maker.runs.found.get("clean")
    if clean is None:
        return
    for run in maker.runs.found.values():
        if run.gebruiker != clean.gebruiker or run.service != clean.service or run is clean:
            continue
        for here, there in ((clean, run), (run, clean)):
            for number in range(min(len(_only(maker, here, there)), _MOST)):
                about = f"{here.id}.{there.id}.{number + 1}"
                yield maker.listed(_ONLY, about, (), partial(_difference, maker, here, there, number))
    for kind in KINDS:
        for name in [each for each in field_names(kind) if each not in _BY_CHANCE]:
            yield maker.listed(_SAME, f"{kind.__name__}.{name}", (), partial(_same_name, maker, kind, name))


def _only(maker: Maker, here: Run, there: Run) -> list[Step]:
    """What happens only there."""
    known = {step.label for step in maker.story(here)}
    found = {step.label: step for step in maker.story(there) if step.label not in known}
    return list(found.values())


def _difference(maker: Maker, here: Run, there: Run, number: int, chance: Chance) -> Made:
    step = _only(maker, here, there)[number]
    known = {each.label for each in maker.story(there)}
    both = [each for each in maker.story(here) if each.label in known]
    right = Option(id="right", label=step.label, why=step.sentence)
    wrong = [
        Option(id=f"both-{at}", label=each.label, why=maker.say("only-there.both", told=each.sentence))
        for at, each in enumerate(both)
    ]
    question = chance.one_of((right, *wrong), key=right.id)
    return maker.made("only-there", question, here=maker.run(here), there=maker.run(there))


def _same_name(maker: Maker, kind: type, name: str, _: Chance) -> Made:
    """One field of the two messages of a clean login that are called the same."""
    trace = maker.runs.signed(maker.runs.found["clean"])
    first, second = [each for each in trace.entries if isinstance(each, Exchange) and isinstance(each.message, kind)][
        :2
    ]
    values = [
        {line.name: line.value for line in field_lines(maker.texts, each.message, Zoom.WIRE)}.get(name, "—")
        for each in (first, second)
    ]
    if values[0] == values[1]:
        key, why = "same", maker.say("same-name.why-same", name=name, value=values[0])
    else:
        key, why = "differs", maker.say("same-name.why-differs", name=name, here=values[0], there=values[1])
    misconception = "same-name-same-message" if key == "differs" else ""
    return Made(
        stem=maker.say(f"same-name.stem-{kind.__name__}", name=name),
        question=maker.either("same-name", ("same", "differs"), key=key, why=why, misconception=misconception),
        hints=maker.hints("same-name"),
    )
