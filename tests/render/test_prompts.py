"""Every kind of question where nobody asks it: down a pipe and read aloud; and the keys under each."""

import pytest
from render.screens import live, piped, screen, show

from ehtutor.render.plain import plain
from ehtutor.session.screen.blocks import Screen, Table
from ehtutor.session.screen.prompt import (
    Blank,
    ChooseMany,
    Key,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Takes,
    Write,
)

KEYS = (KeyHint(key=Key.BACK, letter="b", label="terug"),)
CHOICES = (Selectable(id="x", label="de DV"), Selectable(id="y", label="de HM", note="✗"))
MANY = ChooseMany(card="c", question="Wie?", choices=CHOICES, keys=KEYS)
ORDER = OrderChoices(card="c", question="Wanneer?", choices=CHOICES, keys=KEYS)
MATCH = MatchChoices(
    card="c", question="Wat bij wat?", left=CHOICES, right=(Selectable(id="z", label="de vraag"),), keys=KEYS
)
COUNT = Write(card="c", question="Hoeveel?", blanks=(Blank(id="answer", label="getal", takes=Takes.NUMBER),), keys=KEYS)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (MANY, ["Wie?", "1. de DV", "2. de HM (✗)"]),
        (ORDER, ["Wanneer?", "1. de DV", "2. de HM (✗)"]),
        (MATCH, ["Wat bij wat?", "a. de DV", "b. de HM (✗)", "1. de vraag"]),
        (COUNT, ["Hoeveel?"]),
    ],
)
def test_a_question_is_read_with_its_numbers_and_letters(prompt: Prompt, expected: list[str]) -> None:
    assert plain(Screen(blocks=(), prompt=prompt)).splitlines() == [*expected, "", "b: terug"]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (MANY, ["? Wie?", "• de DV", "• de HM  ✗"]),
        (ORDER, ["? Wanneer?", "• de DV", "• de HM  ✗"]),
        (MATCH, ["? Wat bij wat?", "• de DV", "• de HM  ✗", "", "• de vraag"]),
        (COUNT, ["? Hoeveel?", "• getal"]),
    ],
)
def test_a_question_down_a_pipe_stands_with_its_choices(prompt: Prompt, expected: list[str]) -> None:
    assert [line.strip() for line in piped(screen(prompt=prompt)).splitlines()][-len(expected) :] == expected


@pytest.mark.parametrize("prompt", [MANY, ORDER, MATCH, COUNT])
def test_on_a_terminal_the_keys_stand_there_and_the_question_is_left_to_who_asks_it(prompt: Prompt) -> None:
    shown = live(screen(prompt=prompt), size=(80, 24))
    assert "terug" in shown
    assert prompt.question not in shown


@pytest.mark.parametrize(("prompt", "rows"), [(MANY, 3), (ORDER, 3), (MATCH, 5)])
def test_room_is_kept_for_the_question(prompt: Prompt, rows: int) -> None:
    long = Table(title="", header=(), rows=tuple((f"rij {n}", "x") for n in range(40)))
    shown = live(screen(long, prompt=prompt), size=(80, 24)).splitlines()
    assert len(shown) <= 24 - rows
    assert any("PgUp" in line for line in shown)


def test_a_table_whose_columns_have_no_names_has_no_header() -> None:
    rows = (("de vraag", "Daarmee begint het."), ("het antwoord", "Dat komt later."))
    assert [line.strip() for line in show(Table(title="", header=(), rows=rows)).splitlines()] == [
        "de vraag      Daarmee begint het.",
        "het antwoord  Dat komt later.",
    ]
    assert plain(Screen(blocks=(Table(title="", header=(), rows=rows),), prompt=None)).splitlines() == [
        "de vraag: Daarmee begint het.",
        "het antwoord: Dat komt later.",
    ]
