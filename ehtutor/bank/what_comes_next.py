"""What comes after what: the next step, who acts next, what a role does with what it sees, the order of things."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Final

from ehtutor.bank.maker import ROLES, Family, Made, Maker, Step, listed
from ehtutor.bank.runs import Run
from ehtutor.protocol.states import AwaitingAd, AwaitingHm
from ehtutor.protocol.trace import DecisionTaken, Trace
from ehtutor.protocol.transitions import TRANSITIONS, Row
from ehtutor.quiz.item import Exhibit, Listed, Topic
from ehtutor.quiz.questions import Option, Order, QuestionForm

_NEXT: Final = Family(
    family="next", form=QuestionForm.ONE_OF, topic=Topic.SEQUENCE, misconceptions=frozenset({"order-mixup"})
)
_ACTS: Final = Family(
    family="who-acts", form=QuestionForm.WHO_ACTS_NEXT, topic=Topic.SEQUENCE, misconceptions=frozenset({"order-mixup"})
)
_REACTION: Final = Family(
    family="reaction", form=QuestionForm.ONE_OF, topic=Topic.SEQUENCE, misconceptions=frozenset({"order-mixup"})
)
_ORDER: Final = Family(family="order", form=QuestionForm.ORDER, topic=Topic.SEQUENCE)
_OPEN: Final = Family(family="open", form=QuestionForm.SEVERAL_OF, topic=Topic.SEQUENCE)
_ORDERED: Final = 4
_SEEN: Final = 5
"""Of what went before, so many steps are shown."""


def sequence(maker: Maker) -> Iterator[Listed]:
    """Everything about the order of things."""
    pairs: set[tuple[str, str]] = set()
    orders: set[frozenset[str]] = set()
    for run in maker.runs.found.values():
        steps = maker.steps(maker.runs.told(run))
        for at, (step, after) in enumerate(pairwise(steps), 1):
            if (step.key, after.key) not in pairs:
                pairs.add((step.key, after.key))
                about = f"{run.id}.{at}"
                yield listed(_NEXT, about, (after.sender,), partial(_next, maker, run, at))
                yield listed(_ACTS, about, (after.sender,), partial(_acts, maker, run, at))
        for places in _fours(len(steps)):
            labels = frozenset(steps[place].label for place in places)
            if len(labels) == _ORDERED and labels not in orders:
                orders.add(labels)
                about = f"{run.id}.{'-'.join(str(place + 1) for place in places)}"
                yield listed(_ORDER, about, (), partial(_order, maker, run, places))
    for row in TRANSITIONS:
        about = f"{row.role.value}.{row.state.__name__}.{row.event.__name__}"
        yield listed(_REACTION, about, (row.role.value,), partial(_reaction, maker, row))
    yield from _lost(maker)


def _fours(count: int) -> list[tuple[int, ...]]:
    """Four steps that follow each other, and four that lie apart."""
    close = [tuple(range(at, at + _ORDERED)) for at in range(0, count - _ORDERED + 1, 2)]
    apart = [tuple(range(at, count, 3))[:_ORDERED] for at in range(3)]
    return [four for four in (*close, *apart) if len(four) == _ORDERED]


def _next(maker: Maker, run: Run, at: int, id: str) -> Made:
    steps = maker.steps(maker.runs.told(run))
    after = steps[at]
    right = Option(id="right", label=after.label, why=after.sentence)
    wrong = []
    for number, other in enumerate(_elsewhere(maker, run)):
        if other.key == after.key:
            continue
        places = [place for place, step in enumerate(steps) if step.label == other.label]
        why = maker.say("next.never", told=other.sentence)
        if places:
            before = steps[places[0] - 1].label if places[0] else maker.say("next.beginning")
            why = maker.say("next.later" if places[0] > at else "next.earlier", told=other.sentence, before=before)
        wrong.append(Option(id=f"other-{number}", label=other.label, why=why, misconception="order-mixup"))
    values = {"run": maker.run(run), "told": steps[at - 1].sentence}
    return Made(
        stem=maker.say("next.stem", **values),
        question=maker.one_of(id, right, wrong),
        hints=maker.hints("next", role=maker.role(after.sender)),
        exhibits=_so_far(maker, steps, at),
    )


def _acts(maker: Maker, run: Run, at: int, id: str) -> Made:
    steps = maker.steps(maker.runs.told(run))
    after = steps[at]
    options = [
        Option(
            id=code,
            label=maker.role(code),
            why=after.sentence if code == after.sender else maker.say("who-acts.wrong", told=after.sentence),
            misconception="" if code == after.sender else "order-mixup",
        )
        for code in ROLES
    ]
    right = next(option for option in options if option.id == after.sender)
    values = {"run": maker.run(run), "told": steps[at - 1].sentence}
    return Made(
        stem=maker.say("who-acts.stem", **values),
        question=maker.one_of(id, right, [option for option in options if option is not right]),
        hints=maker.hints("who-acts", role=maker.role(steps[at - 1].receiver)),
        exhibits=_so_far(maker, steps, at),
    )


def _so_far(maker: Maker, steps: tuple[Step, ...], at: int) -> tuple[Exhibit, ...]:
    """The last steps before the question."""
    first = max(at - _SEEN, 0)
    lines = tuple((str(number), step.label) for number, step in enumerate(steps[first:at], first + 1))
    return (Exhibit(title=maker.say("so-far"), lines=lines),)


def _elsewhere(maker: Maker, run: Run) -> list[Step]:
    """Every step of this run, and of the others what this one has not."""
    found: dict[str, Step] = {}
    for each in (run, *maker.runs.found.values()):
        for step in maker.steps(maker.runs.told(each)):
            found.setdefault(step.label, step)
    return list(found.values())


def _order(maker: Maker, run: Run, places: tuple[int, ...], id: str) -> Made:
    steps = maker.steps(maker.runs.told(run))
    options = [Option(id=str(place + 1), label=steps[place].label, why=steps[place].sentence) for place in places]
    shown = maker.shuffled(id, options)
    if list(shown) == options:
        shown = tuple(reversed(options))
    return Made(
        stem=maker.say("order.stem", run=maker.run(run)),
        question=Order(options=shown, key=tuple(option.id for option in options)),
        hints=maker.hints("order", first=options[0].label),
    )


def _reaction(maker: Maker, row: Row, id: str) -> Made:
    role = maker.role(row.role.value)
    event = maker.say(f"event.{row.event.__name__}")

    def sends(other: Row) -> str:
        return maker.say(
            "reaction.sends",
            title=maker.texts.say(f"title.{other.sends.__name__}"),
            to=maker.say(f"to.{other.role.value}.{other.sends.__name__}"),
        )

    right = Option(
        id="right", label=sends(row), why=maker.say("reaction.right", role=role, event=event, does=sends(row))
    )
    wrong = [
        Option(
            id=f"row-{number}",
            label=sends(other),
            why=maker.say(
                "reaction.wrong",
                role=maker.role(other.role.value),
                event=maker.say(f"event.{other.event.__name__}"),
                does=sends(other),
            ),
            misconception="order-mixup",
        )
        for number, other in enumerate(TRANSITIONS)
        if sends(other) != right.label
    ]
    state = maker.say(f"state.{row.state.__name__}")
    return Made(
        stem=maker.say("reaction.stem", role=role, state=state, event=event),
        question=maker.one_of(id, right, wrong),
        hints=maker.hints("reaction", role=role),
    )


def _lost(maker: Maker) -> Iterator[Listed]:
    """A message that never arrives: whose question stays open?"""
    seen: set[tuple[str, frozenset[str]]] = set()
    for run in maker.runs.found.values():
        trace = maker.runs.told(run)
        steps = maker.steps(trace)
        for at, step in enumerate(steps):
            waiting = _waiting(trace, step.entry.n)
            if step.is_inside or not waiting or (step.key, waiting) in seen:
                continue
            seen.add((step.key, waiting))
            yield listed(_OPEN, f"{run.id}.{at + 1}", sorted(waiting), partial(_open, maker, run, at))


def _waiting(trace: Trace, n: int) -> frozenset[str]:
    """The roles that have asked and have no answer, when entry `n` never arrives."""
    states = {}
    for entry in trace.entries[: n - 1]:
        if not isinstance(entry, DecisionTaken):
            states.update({id: change.after for id, change in entry.changes.items()})
    sent = trace.entries[n - 1]
    if not isinstance(sent, DecisionTaken):
        # of what gets lost, the sender knows nothing but that he sent it
        sender = getattr(sent, "sender", None)
        states.update({id: change.after for id, change in sent.changes.items() if id == sender})
    waiting = [id for id, state in states.items() if isinstance(state, AwaitingHm | AwaitingAd)]
    return frozenset(trace.scenario.network.party(id).role.value for id in waiting)


def _open(maker: Maker, run: Run, at: int, id: str) -> Made:
    trace = maker.runs.told(run)
    steps = maker.steps(trace)
    waiting = _waiting(trace, steps[at].entry.n)
    options = [
        Option(
            id=code,
            label=maker.role(code),
            why=maker.say("open.waits" if code in waiting else "open.waits-not", role=maker.role(code)),
        )
        for code in ROLES
        if code != "GEBRUIKER"
    ]
    return Made(
        stem=maker.say("open.stem", run=maker.run(run), lost=steps[at].label),
        question=maker.several(id, options, waiting),
        hints=maker.hints("open"),
        exhibits=_so_far(maker, steps, at),
    )
