"""Every key that the prompt library knows, at every kind of question: only our own keys do something."""

from collections.abc import Iterator
from typing import TypeAlias

import pytest
from ask.prompts import CHOOSE, CONTINUE, COUNT, MANY, MATCH, ORDER, WORDS, WRITE, clock
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput

from ehtutor.ask.person import Person
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Continued, Matched, Ordered, Written
from ehtutor.session.screen.prompt import Prompt, Write

LEAVING = {Keys.ControlC, Keys.ControlD, Keys.ControlZ}
ANSWERING = {Keys.ControlM, Keys.ControlJ}
MOVING = {Keys.Up, Keys.Down}
EDITING = {
    *(Keys.Left, Keys.Right, Keys.Home, Keys.End, Keys.Delete, Keys.Backspace, Keys.ControlLeft, Keys.ControlRight),
    *(Keys.ControlA, Keys.ControlB, Keys.ControlE, Keys.ControlF, Keys.ControlK, Keys.ControlU, Keys.ControlW),
    Keys.ControlY,
}
Kind: TypeAlias = tuple[Prompt, str, Action, set[Keys]]
# fmt: off
KINDS: tuple[Kind, ...] = (
    (CONTINUE, "\r",           Continued(),                                       {Keys.Right}),
    (CHOOSE,   "2\r",          Chosen(id="wachtwoord"),                           MOVING),
    (MANY,     "2 \r",         ChosenMany(ids=("hm",)),                           MOVING),
    (ORDER,    "2\r3\r\r",     Ordered(ids=("vraag", "keuze", "antwoord")),       MOVING | {Keys.Backspace}),
    (MATCH,    "2\r3\r",       Matched(pairs={"vraag": "hm", "antwoord": "ad"}),  MOVING | {Keys.Backspace}),
    (WRITE,    "Jan\rpw\r",     Written(values={"name": "Jan", "secret": "pw"}),   EDITING),
    (COUNT,    "3\r",          Written(values={"answer": "3"}),                   EDITING),
)
"""A prompt, the keys that answer it, the answer, and the keys that move or edit there."""
# fmt: on
# Esc alone and the beginning of a paste take what comes behind them along
KNOWN = {
    typed: key
    for typed, key in ANSI_SEQUENCES.items()
    if isinstance(key, Keys) and key not in {Keys.Escape, Keys.BracketedPaste}
}


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def answered(keyboard: PipeInput, prompt: Prompt, typed: str) -> Action:
    keyboard.send_text(typed)
    return Person(clock, words=WORDS, harmless=str)(prompt).action


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_is_not_ours_does_nothing(keyboard: PipeInput, kind: Kind) -> None:
    prompt, right, action, working = kind
    foreign = "".join(typed for typed, key in KNOWN.items() if key not in LEAVING | ANSWERING | working)
    # all of them in front of each key of the answer, so whatever stands or is chosen by then
    assert answered(keyboard, prompt, "".join(f"{foreign}{key}" for key in right)) == action


@pytest.mark.parametrize("kind", KINDS)
def test_with_alt_no_key_is_ours(keyboard: PipeInput, kind: Kind) -> None:
    prompt, right, action, _ = kind
    with_alt = "".join(f"\x1b{key}" for key in "\rb1x fd\x7f\x01?<")
    assert answered(keyboard, prompt, "".join(f"{with_alt}{key}" for key in right)) == action


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not isinstance(kind[0], Write)])
def test_a_paste_answers_nothing(keyboard: PipeInput, kind: Kind) -> None:
    prompt, right, action, _ = kind
    pasted = "\x1b[200~b\r\n1 3\x00\x03\x04\x11\x1b[B\x1b\r\u202ex\x1b[201~"
    assert answered(keyboard, prompt, "".join(f"{pasted}{key}" for key in right)) == action
