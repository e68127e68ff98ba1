"""Lists at a terminal: what keys mean while ticking, ordering, matching and typing a number, and what is seen."""

import re
from collections.abc import Iterator

import pytest
from ask.prompts import CHOOSE, COUNT, KEYS, MANY, MATCH, ORDER, WORDS, clock
from ask.terminal import at_terminal
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from ehtutor.ask.person import Person
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Matched, Ordered, Pressed, Written
from ehtutor.session.screen.prompt import Key, KeyHint, Prompt, Selectable
from ehtutor.session.screen.spelling import encode
from ehtutor.value import replace

UP, DOWN, INTERRUPT, END, ERASE = "\x1b[A", "\x1b[B", "\x03", "\x04", "\x7f"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def action(keyboard: PipeInput, prompt: Prompt, keys: str, person: Person | None = None) -> Action:
    """What these keys do at a prompt."""
    keyboard.send_text(keys)
    return (person or Person(clock, words=WORDS, harmless=str))(prompt).action


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (" \r", ChosenMany(ids=("dv",))),
        (f" {DOWN}{DOWN} \r", ChosenMany(ids=("dv", "ad"))),
        (f"{UP} {UP} \r", ChosenMany(ids=("hm", "ad"))),
        ("3 1 \r", ChosenMany(ids=("dv", "ad"))),
        (f" {DOWN} {UP} \r", ChosenMany(ids=("hm",))),
        ("\r\r \r", ChosenMany(ids=("dv",))),
        ("  \r2 \r", ChosenMany(ids=("hm",))),
        ("aijkq7/2 \r", ChosenMany(ids=("hm",))),
        (" b", Pressed(key=Key.BACK)),
        ("H", Pressed(key=Key.HINT)),
    ],
)
def test_space_ticks_enter_gives_what_is_ticked_and_letters_act(
    keyboard: PipeInput, keys: str, expected: Action
) -> None:
    assert action(keyboard, MANY, keys) == expected


def test_the_letters_that_ticking_lists_mostly_use_are_ours_too(keyboard: PipeInput) -> None:
    again = replace(MANY, keys=(*KEYS, KeyHint(key=Key.AGAIN, letter="a", label="opnieuw")))
    assert action(keyboard, again, " a") == Pressed(key=Key.AGAIN)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("\r\r\r", Ordered(ids=("antwoord", "vraag", "keuze"))),
        ("3\r\r\r", Ordered(ids=("keuze", "antwoord", "vraag"))),
        (f"{DOWN}\r{DOWN}\r\r", Ordered(ids=("vraag", "keuze", "antwoord"))),
        (f"\r{ERASE}2\r\r\r", Ordered(ids=("vraag", "antwoord", "keuze"))),
        (f"\r\r{ERASE}{ERASE}{ERASE}3\r\r\r", Ordered(ids=("keuze", "antwoord", "vraag"))),
        ("\r\rb", Pressed(key=Key.BACK)),
        ("X", Pressed(key=Key.CANCEL)),
    ],
)
def test_an_order_is_chosen_place_by_place_and_backspace_takes_one_back(
    keyboard: PipeInput, keys: str, expected: Action
) -> None:
    assert action(keyboard, ORDER, keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("\r2\r", Matched(pairs={"vraag": "dv", "antwoord": "hm"})),
        ("3\r3\r", Matched(pairs={"vraag": "ad", "antwoord": "ad"})),
        (f"\r{ERASE}{ERASE}2\r\r", Matched(pairs={"vraag": "hm", "antwoord": "dv"})),
        ("\rh", Pressed(key=Key.HINT)),
    ],
)
def test_each_on_the_left_gets_one_on_the_right(keyboard: PipeInput, keys: str, expected: Action) -> None:
    assert action(keyboard, MATCH, keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("12\r", Written(values={"answer": "12"})),
        (f"drie\r{ERASE * 4}3\r", Written(values={"answer": "3"})),
        (f"-3\r{ERASE * 2}3\r", Written(values={"answer": "3"})),
        ("x\r" + ERASE + "\rb", Pressed(key=Key.BACK)),
    ],
)
def test_a_number_is_asked_again_until_it_is_one(keyboard: PipeInput, keys: str, expected: Action) -> None:
    assert action(keyboard, COUNT, keys) == expected


@pytest.mark.parametrize("typed", ["", " ", "\r"])
@pytest.mark.parametrize("prompt", [MANY, ORDER, MATCH, COUNT])
def test_interrupt_and_end_of_input_are_raised_halfway_too(keyboard: PipeInput, prompt: Prompt, typed: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        action(keyboard, prompt, typed + INTERRUPT)
    with pytest.raises(EOFError):
        action(keyboard, prompt, typed + END)


@pytest.mark.parametrize("prompt", [MANY, ORDER])
@pytest.mark.parametrize(("typed", "id"), [("5", "id4"), ("1", "id0"), ("11", "id10"), ("12", "id11"), ("13", "id2")])
def test_every_number_of_a_long_list_works(keyboard: PipeInput, prompt: Prompt, typed: str, id: str) -> None:
    long = replace(prompt, choices=tuple(Selectable(id=f"id{n}", label="x" * 200, note="y") for n in range(12)))
    given = action(keyboard, long, f"{typed} \r" + "\r" * 11)
    assert given.ids[0] == id


def test_ticks_places_pairs_and_what_was_typed_are_there_again_after_a_look_at_something_else(
    keyboard: PipeInput,
) -> None:
    person = Person(clock, words=WORDS, harmless=str)
    for prompt, before, after, answer in (
        (MANY, " 3 h", "\r", ChosenMany(ids=("dv", "ad"))),
        (ORDER, "2\rh", "3\r\r", Ordered(ids=("vraag", "keuze", "antwoord"))),
        (MATCH, "2\rh", "3\r", Matched(pairs={"vraag": "hm", "antwoord": "ad"})),
    ):
        assert action(keyboard, prompt, before, person) == Pressed(key=Key.HINT)
        assert action(keyboard, prompt, after, person) == answer


def test_what_is_chosen_from_a_list_over_a_card_leaves_what_was_ticked_there(keyboard: PipeInput) -> None:
    person = Person(clock, words=WORDS, harmless=str)
    over = replace(CHOOSE, card=MANY.card)
    assert action(keyboard, MANY, " 3 h", person) == Pressed(key=Key.HINT)
    assert action(keyboard, over, "2\r", person) == Chosen(id="wachtwoord")
    assert action(keyboard, MANY, "\r", person) == ChosenMany(ids=("dv", "ad"))


def test_another_card_and_an_answer_let_go_of_what_was_ticked(keyboard: PipeInput) -> None:
    person = Person(clock, words=WORDS, harmless=str)
    assert action(keyboard, MANY, " h", person) == Pressed(key=Key.HINT)
    assert action(keyboard, CHOOSE, "b", person) == Pressed(key=Key.BACK)
    assert action(keyboard, MANY, "2 \r", person) == ChosenMany(ids=("hm",))
    assert action(keyboard, MANY, "3 \r", person) == ChosenMany(ids=("ad",))


def test_that_nothing_is_ticked_is_said_until_something_is() -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        said: list[str] = []
        person = Person(clock, words=WORDS, harmless=lambda text: said.append(text) or text)
        said.clear()
        action(pipe, MANY, "\r \r", person)
    questions = [at for at, text in enumerate(said) if text == MANY.question]
    assert [WORDS["at-least-one"] in said[at : at + 2] for at in questions] == [False, True, False]


def test_the_pointer_starts_at_what_was_not_tried_and_what_was_tried_is_not_chosen_again(keyboard: PipeInput) -> None:
    first, *others = CHOOSE.choices
    tried = replace(CHOOSE, choices=(replace(first, note="✗", is_tried=True), *others))
    assert action(keyboard, tried, "\r") == Chosen(id=others[0].id)
    assert action(keyboard, tried, "1\r\r2\r") == Chosen(id=others[0].id)


def asked() -> None:
    """Ask with every list, and say what was answered."""
    person = Person(clock, words=WORDS, harmless=lambda text: text.replace("\x1b", "ESC"), is_ascii=True)
    for prompt in (MANY, ORDER, MATCH, COUNT):
        print(encode(person(prompt)))
    print("done", flush=True)


def test_a_learner_at_a_terminal_sees_ticks_places_and_pairs() -> None:
    terminal = at_terminal(asked, columns=70)
    terminal.expect_exact("spatie, dan Enter")
    terminal.expect_exact("[ ] 3) de AD")
    terminal.send("\r")
    terminal.expect_exact("Kruis er een aan.")
    terminal.send("2 ")
    terminal.expect_exact("[x] 2)")
    terminal.send("\r")
    terminal.expect_exact('"choose-many", "answer": ["hm"]')
    terminal.expect_exact("plaats 1 van 3")
    terminal.send("2\r")
    terminal.expect_exact("plaats 2 van 3")
    terminal.expect_exact("1. AuthnRequest")
    terminal.send("\r")
    terminal.expect_exact("2. Response")
    terminal.send("\r")
    terminal.expect_exact('"order", "answer": ["vraag", "antwoord", "keuze"]')
    terminal.expect_exact("de vraag")
    terminal.send("\r")
    terminal.expect_exact("van de DV")
    terminal.expect_exact("het antwoord")
    terminal.send("3\r")
    terminal.expect_exact('"match", "answer": {"vraag": "dv", "antwoord": "ad"}')
    terminal.expect_exact("getal:")
    terminal.send("twee\r")
    terminal.expect_exact("Typ een heel getal.")
    terminal.send("\x7f\x7f\x7f\x7f2\r")
    terminal.expect_exact('{"answer": "2"}')
    terminal.expect_exact("done")
    assert not re.search(r"●|○|»", terminal.before)
