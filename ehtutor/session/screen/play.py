"""The loop that every interactive command is: show, ask, remember, go on."""

from collections.abc import Callable
from typing import TypeVar

from ehtutor.session.screen.action import Answer, Pressed
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Key, Prompt

State = TypeVar("State")


def play(
    state: State,
    *,
    view: Callable[[State], Screen],
    update: Callable[[State, Answer], State],
    show: Callable[[Screen], None],
    ask: Callable[[Prompt], Answer],
    keep: Callable[[State, Answer], None],
) -> State:
    """Play until the last screen or until the learner quits; each answer is kept before it is acted on.

    Whatever `ask` raises (an interrupt, the end of the input) passes through: all before it is kept.
    """
    while (prompt := (screen := view(state)).prompt) is not None:
        show(screen)
        answer = ask(prompt)
        if answer.action == Pressed(key=Key.QUIT):
            return state
        keep(state, answer)
        state = update(state, answer)
    show(screen)
    return state
