"""`ehtutor walkthrough` without a person: the lesson's own answers, recorded ones, a trace, or a broken rule.

None of these reads or writes progress; each plays the first lesson where none is named.
"""

import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

from ehtutor.cli.answers_file import KeepAnswer, recorded, recording
from ehtutor.cli.course import staged
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, refuse_unknown
from ehtutor.cli.frontend import conclude, shower
from ehtutor.cli.options import WalkthroughOptions
from ehtutor.course.model import Goal
from ehtutor.course.texts import Texts
from ehtutor.protocol.login import Login
from ehtutor.protocol.rules import RULES
from ehtutor.render.sanitise import harmless
from ehtutor.session.lesson import fault
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import after, begin
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Screen, Table
from ehtutor.session.screen.play import State

Asker: TypeAlias = Callable[[State, Screen], Answer | None]
"""The answer to a screen, or None when there are no more; the last screen asks for none."""


def walkthrough(surroundings: Surroundings, asked: WalkthroughOptions) -> Exit:
    """The lesson that was asked for, by whichever script."""
    texts = surroundings.texts
    if asked.list_faults:
        return _list_faults(texts, surroundings)
    stage = staged(asked.lesson, asked.course, texts)
    if asked.fault is not None:
        return _show_fault(stage, asked.fault, surroundings, as_json=asked.json)
    file, complain = asked.answers, surroundings.complain
    ask = _right_answers(surroundings) if file is None else recorded(file, texts, complain)
    with recording(asked.save_answers, texts) as record:
        if asked.json:
            return _print_traces(stage, ask, surroundings, record)
        return _replay(stage, ask, shower(surroundings), record)


def _right_answers(surroundings: Surroundings) -> Asker[Walkthrough]:
    """The lesson's right answers."""

    def ask(moment: Walkthrough, screen: Screen) -> Answer | None:
        if screen.prompt is None:
            return None
        return Answer(card=moment.card.id, action=right_action(moment), at=surroundings.clock())

    return ask


def _replay(stage: Stage, ask: Asker[Walkthrough], show: Callable[[Screen], None], record: KeepAnswer) -> Exit:
    """Show every screen of the run, to its end or to that of the answers."""
    for _, screen in _moments(stage, ask, record):
        show(screen)
    return Exit.DONE


def _print_traces(stage: Stage, ask: Asker[Walkthrough], surroundings: Surroundings, record: KeepAnswer) -> Exit:
    """The login of each scene as JSON Lines, once it is over; what was tried at a goal has a login of its own."""
    passed = (moment for moment, _ in _moments(stage, ask, record) if not moment.is_done)
    logins = {moment.scene_index: moment.login for moment in passed if not isinstance(moment.card, Goal)}
    for scene, login in logins.items():
        _print_trace(stage, scene, login, surroundings)
    return Exit.DONE


def _print_trace(stage: Stage, scene: int, login: Login, surroundings: Surroundings) -> None:
    from ehtutor.render.trace_lines import trace_lines  # noqa: PLC0415  start-up

    id = stage.lesson.scenes[scene].id
    for line in trace_lines(login.trace, stage.keys, stage.texts, lesson=stage.lesson.id, scene=id):
        print_json(line, surroundings)


def print_json(line: str, surroundings: Surroundings) -> None:
    """One line of JSON, which has a spelling of its own for what can't be shown: a twin would be another text."""
    is_harmless = line == harmless(line, ascii=surroundings.is_ascii)
    print(line if is_harmless else json.dumps(json.loads(line)), file=surroundings.stdout)


def _moments(stage: Stage, ask: Asker[Walkthrough], record: KeepAnswer) -> Iterator[tuple[Walkthrough, Screen]]:
    return moments(begin(stage), view=view, update=after, ask=ask, record=record)


def moments(
    state: State,
    *,
    view: Callable[[State], Screen],
    update: Callable[[State, Answer], State],
    ask: Asker[State],
    record: KeepAnswer,
) -> Iterator[tuple[State, Screen]]:
    """Each moment with its screen, to that where there are no more answers; each answer is recorded first."""
    while True:
        screen = view(state)
        yield state, screen
        answer = ask(state, screen)
        if answer is None:
            return
        record(answer)
        state = update(state, answer)


def _show_fault(stage: Stage, rule: str, surroundings: Surroundings, *, as_json: bool) -> Exit:
    """The login with this one rule broken: who notices it."""
    login = fault.broken_login(stage, _known_rule(rule, stage.texts))
    if as_json:
        _print_trace(stage, 0, login, surroundings)
    else:
        conclude(surroundings, stage.texts, fault.view(stage, login.trace, rule))
    return Exit.DONE


def _list_faults(texts: Texts, surroundings: Surroundings) -> Exit:
    """One line a rule, the id first; to who sits at a terminal as a table, which is paged."""
    if surroundings.is_interactive and not surroundings.is_plain:
        rows = tuple((rule.id, texts.say("rule." + rule.id.partition(".")[2])) for rule in RULES)
        conclude(surroundings, texts, Screen(blocks=(Table(title="", header=(), rows=rows),), prompt=None))
        return Exit.DONE
    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        surroundings.say(f"{rule.id:{width}}  {texts.say('rule.' + rule.id.partition('.')[2])}")
    return Exit.DONE


def _known_rule(id: str, texts: Texts) -> str:
    """This id, if there is such a rule; Failure that names those that look like it."""
    refuse_unknown(id, tuple(rule.id for rule in RULES), "cli.unknown-fault", texts)
    return id
