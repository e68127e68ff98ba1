"""What comes after what: the next step, who acts next, what a role does with what it sees, the order of things."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker, Step
from ehtutor.bank.runs import Run
from ehtutor.protocol.states import AwaitingAd, AwaitingHm
from ehtutor.protocol.trace import DecisionTaken, Trace
from ehtutor.protocol.transitions import Row
from ehtutor.quiz.item import Exhibit, Listed, Topic
from ehtutor.quiz.questions import Option, Order, QuestionForm

_MIXED: Final = frozenset({"order-mixup"})
_NEXT: Final = Family("next", QuestionForm.ONE_OF, Topic.SEQUENCE, _MIXED)
_ACTS: Final = Family("who-acts", QuestionForm.WHO_ACTS_NEXT, Topic.SEQUENCE, _MIXED)
_REACTION: Final = Family("reaction", QuestionForm.ONE_OF, Topic.SEQUENCE, _MIXED)
_ORDER: Final = Family("order", QuestionForm.ORDER, Topic.SEQUENCE)
_OPEN: Final = Family("open", QuestionForm.SEVERAL_OF, Topic.SEQUENCE)
_ORDERED: Final = 4
_SEEN: Final = 5
"""Of what went before, so many steps are shown."""


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about the order of things."""
    pairs: set[tuple[str, str]] = set()
    orders: set[frozenset[str]] = set()
    for run in maker.runs.found.values():
        steps = maker.story(run)
        for at, (step, after) in enumerate(pairwise(steps), 1):
            if (step.key, after.key) not in pairs:
                pairs.add((step.key, after.key))
                about = f"{run.id}.{at}"
                yield maker.listed(_NEXT, about, (after.sender,), partial(_next, maker, run, at))
                yield maker.listed(_ACTS, about, (after.sender,), partial(_acts, maker, run, at))
        for places in _fours(len(steps)):
            labels = frozenset(steps[place].label for place in places)
            if len(labels) == _ORDERED and labels not in orders:
                orders.add(labels)
                about = f"{run.id}.{'-'.join(str(place + 1) for place in places)}"
                yield maker.listed(_ORDER, about, (), partial(_order, maker, run, places))
    for row in maker.runs.profile.transitions:
        about = f"{row.role.value}.{row.state.__name__}.{row.event.__name__}"
        yield maker.listed(_REACTION, about, (row.role.value,), partial(_reaction, maker, row))
    yield from _lost(maker)


def _fours(count: int) -> list[tuple[int, ...]]:
    """Four steps that follow each other, and four that lie apart."""
    close = [tuple(range(at, at + _ORDERED)) for at in range(0, count - _ORDERED + 1, 2)]
    apart = [tuple(range(at, count, 3))[:_ORDERED] for at in range(3)]
    return [four for four in (*close, *apart) if len(four) == _ORDERED]


def _next(maker: Maker, run: Run, at: int, chance: Chance) -> Made:
    steps = maker.story(run)
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
    values = {"run": maker.run(run), "told": steps[at - 1].sentence, "role": maker.role(after.sender)}
    question = chance.one_of((right, *wrong), key=right.id)
    return maker.made("next", question, _so_far(maker, steps, at), **values)


def _acts(maker: Maker, run: Run, at: int, chance: Chance) -> Made:
    steps = maker.story(run)
    before, after = steps[at - 1 : at + 1]
    wrong = maker.say("who-acts.wrong", told=after.sentence)
    options = [
        maker.role_option(code, after.sentence)
        if code == after.sender
        else maker.role_option(code, wrong, "order-mixup")
        for code in maker.roles
    ]
    values = {"run": maker.run(run), "told": before.sentence, "role": maker.role(before.receiver)}
    question = chance.one_of(options, key=after.sender)
    return maker.made("who-acts", question, _so_far(maker, steps, at), **values)


def _so_far(maker: Maker, steps: tuple[Step, ...], at: int) -> tuple[Exhibit, ...]:
    """The last steps before the question."""
    first = max(at - _SEEN, 0)
    lines = tuple((str(number), step.label) for number, step in enumerate(steps[first:at], first + 1))
    return (Exhibit(title=maker.say("so-far"), lines=lines),)


def _elsewhere(maker: Maker, run: Run) -> list[Step]:
    """Every step of this run, and of the others what this one has not."""
    found: dict[str, Step] = {}
    for each in (run, *maker.runs.found.values()):
        for step in maker.story(each):
            found.setdefault(step.label, step)
    return list(found.values())


def _order(maker: Maker, run: Run, places: tuple[int, ...], chance: Chance) -> Made:
    steps = maker.story(run)
    options = [Option(id=str(place + 1), label=steps[place].label, why=steps[place].sentence) for place in places]
    shown = chance.shuffled(options)
    if list(shown) == options:
        shown = tuple(reversed(options))
    question = Order(options=shown, key=tuple(option.id for option in options))
    return maker.made("order", question, run=maker.run(run), first=options[0].label)


def _reaction(maker: Maker, row: Row, chance: Chance) -> Made:
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
        for number, other in enumerate(maker.runs.profile.transitions)
        if sends(other) != right.label
    ]
    state = maker.say(f"state.{row.state.__name__}")
    question = chance.one_of((right, *wrong), key=right.id)
    return maker.made("reaction", question, role=role, state=state, event=event)


def _lost(maker: Maker) -> Iterator[Listed]:
    """A message that never arrives: whose question stays open?"""
    seen: set[tuple[str, frozenset[str]]] = set()
    for run in maker.runs.found.values():
        trace, steps = maker.runs.told(run), maker.story(run)
        for at, step in enumerate(steps):
            waiting = _waiting(trace, step.entry.n)
            if step.is_inside or not waiting or (step.key, waiting) in seen:
                continue
            seen.add((step.key, waiting))
            yield maker.listed(_OPEN, f"{run.id}.{at + 1}", sorted(waiting), partial(_open, maker, run, at))


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


def _open(maker: Maker, run: Run, at: int, chance: Chance) -> Made:
    steps = maker.story(run)
    waiting = _waiting(maker.runs.told(run), steps[at].entry.n)
    options = [
        maker.role_option(code, maker.say("open.waits" if code in waiting else "open.waits-not", role=maker.role(code)))
        for code in maker.parties
    ]
    question = chance.several(options, waiting)
    lost = steps[at].label
    return maker.made("open", question, _so_far(maker, steps, at), run=maker.run(run), lost=lost)
