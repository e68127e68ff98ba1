"""Lines: what is said, what a line means, and that nothing on a stream can do harm."""

from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

import pytest
import yaml
from ask.prompts import CHOOSE, CONTINUE, COUNT, KEYS, MANY, MATCH, NOW, ORDER, PROMPTS, WORDS, WRITE, clock
from hypothesis import given
from hypothesis import strategies as st

from ehtutor.ask.line_by_line import LineAsker
from ehtutor.ask.recorded import Recorded
from ehtutor.ask.typed import MOST
from ehtutor.session.screen.action import (
    Action,
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
)
from ehtutor.session.screen.prompt import Key, Prompt
from ehtutor.value import replace


def ask(prompt: Prompt, source: TextIO, say: Callable[[str], None] = lambda _: None) -> Answer:
    """Answer a prompt from a stream."""
    return LineAsker(source, say, clock=clock, words=WORDS, harmless=str.upper)(prompt)


def action(prompt: Prompt, typed: str) -> Action:
    """What these lines do at a prompt."""
    return ask(prompt, StringIO(typed)).action


def said(prompt: Prompt, typed: str) -> list[str]:
    """The lines that are said, made ‘harmless’ by putting them in capitals."""
    lines: list[str] = []
    ask(prompt, StringIO(typed), lines.append)
    return lines


@pytest.mark.parametrize(
    ("prompt", "typed", "expected"),
    [
        (CONTINUE, "\n", Continued()),
        (CONTINUE, "  \r\n", Continued()),
        (CONTINUE, "b\n", Pressed(key=Key.BACK)),
        (CONTINUE, "B\r\n", Pressed(key=Key.BACK)),
        (CONTINUE, "/b", Pressed(key=Key.BACK)),
        (CONTINUE, "verder\nq\n\n", Continued()),
        (CHOOSE, "2\n", Chosen(id="wachtwoord")),
        (CHOOSE, " 2 \r\n", Chosen(id="wachtwoord")),
        (CHOOSE, "pki", Chosen(id="pki")),
        (CHOOSE, "h\n", Pressed(key=Key.HINT)),
        (CHOOSE, "\n0\n4\n-1\n²\npasje\n1\n", Chosen(id="pas")),
        (WRITE, "Jan\ngeheim\n", Written(values={"name": "Jan", "secret": "geheim"})),
        (WRITE, "b\r\n h \r\n", Written(values={"name": "b", "secret": " h "})),
        (WRITE, "/h\n", Pressed(key=Key.HINT)),
        (WRITE, "Jan\n/X\n", Pressed(key=Key.CANCEL)),
        (WRITE, "\nJan\n\n/q\n", Written(values={"name": "Jan", "secret": "/q"})),
        (WRITE, "x" * (MOST + 1) + "\n" + "x" * MOST + "\ny", Written(values={"name": "x" * MOST, "secret": "y"})),
        (WRITE, "J\x1b[31man\x00\u202e\ny", Written(values={"name": "J[31man", "secret": "y"})),
        (MANY, "1,3\n", ChosenMany(ids=("dv", "ad"))),
        (MANY, " 3  1 \r\n", ChosenMany(ids=("ad", "dv"))),
        (MANY, "hm; 1", ChosenMany(ids=("hm", "dv"))),
        (MANY, "2", ChosenMany(ids=("hm",))),
        (MANY, "b\n", Pressed(key=Key.BACK)),
        (MANY, "\n,\n1,1\n1,dv\n1,4\n0\n1 2 x\n1-2\n2,3\n", ChosenMany(ids=("hm", "ad"))),
        (ORDER, "3 1 2\n", Ordered(ids=("keuze", "antwoord", "vraag"))),
        (ORDER, "3,1,2", Ordered(ids=("keuze", "antwoord", "vraag"))),
        (ORDER, "/h\n", Pressed(key=Key.HINT)),
        (ORDER, "\n1 2\n1 2 2\n1 2 3 4\n1 2 3 3\n312\n2 1 3", Ordered(ids=("vraag", "antwoord", "keuze"))),
        (MATCH, "a2 b1\n", Matched(pairs={"vraag": "hm", "antwoord": "dv"})),
        (MATCH, "B1, A2", Matched(pairs={"vraag": "hm", "antwoord": "dv"})),
        (MATCH, "a = 3; b-3", Matched(pairs={"vraag": "ad", "antwoord": "ad"})),
        (MATCH, "b\n", Pressed(key=Key.BACK)),
        (MATCH, "x\n", Pressed(key=Key.CANCEL)),
        (
            MATCH,
            "\na2\na2 a1\na2 b4\na2 b1 c1\na2 b1 x\na2 b1 b1\n2 1\na1 b2",
            Matched(pairs={"vraag": "dv", "antwoord": "hm"}),
        ),
        (COUNT, "3\n", Written(values={"answer": "3"})),
        (COUNT, " 03 \n", Written(values={"answer": " 03 "})),
        (COUNT, "drie\n\n-1\n3.0\n٣\n/b\n", Pressed(key=Key.BACK)),
    ],
)
def test_a_line_means(prompt: Prompt, typed: str, expected: Action) -> None:
    assert action(prompt, typed) == expected


def test_an_answer_is_stamped_and_on_the_card_of_its_prompt() -> None:
    assert ask(CONTINUE, StringIO("\n")) == Answer(card=CONTINUE.card, action=Continued(), at=NOW)


def test_a_question_is_said_with_its_numbered_choices_and_the_keys() -> None:
    assert said(CHOOSE, "1") == [
        "WELK MIDDEL KIES JE?",
        "1. PAS MET PINCODE",
        "2. WACHTWOORD (TE LAAG)",
        "3. CERTIFICAAT",
        "TYP EEN NUMMER; B: TERUG; H: HINT; X: ANNULEER",
    ]


def test_a_wrong_line_is_asked_again_in_one_line() -> None:
    assert said(CHOOSE, "9\n1")[5:] == ["TYP EEN VAN DEZE: 1, 2, 3, B, H, X"]
    assert said(CONTINUE, "nee\n\n")[1:] == ["TYP EEN VAN DEZE: ENTER, B, H, X"]
    assert said(WRITE, "\n/b")[2:] == ["NAAM:", "TYP EEN TEKST OF EEN VAN DEZE: /B, /H, /X", "NAAM:"]


def test_each_kind_of_list_says_how_it_is_answered() -> None:
    keys = "; B: TERUG; H: HINT; X: ANNULEER"
    assert said(MANY, "1")[1:] == ["1. DE DIENSTVERLENER", "2. DE MAKELAAR", "3. DE AD", f"TYP NUMMERS{keys}"]
    assert said(ORDER, "1 2 3")[1:] == ["1. RESPONSE", "2. AUTHNREQUEST", "3. KEUZE", f"TYP ALLE NUMMERS{keys}"]
    assert said(MATCH, "a1 b1") == [
        "WAT HOORT BIJ WAT?",
        "A. DE VRAAG",
        "B. HET ANTWOORD",
        "1. VAN DE DV",
        "2. VAN DE HM",
        "3. VAN DE AD",
        f"TYP LETTERS MET NUMMERS{keys}",
    ]


def test_a_wrong_line_is_asked_again_with_what_this_kind_expects() -> None:
    assert said(MANY, "9\n1")[-1] == "TYP NUMMERS OF EEN VAN DEZE: B, H, X"
    assert said(ORDER, "1\n1 2 3")[-1] == "TYP ELK NUMMER ÉÉN KEER OF EEN VAN DEZE: B, H, X"
    assert said(MATCH, "a\na1 b1")[-1] == "TYP LETTERS MET NUMMERS OF EEN VAN DEZE: B, H, X"
    assert said(COUNT, "drie\n3")[-2:] == ["TYP EEN GETAL OF EEN VAN DEZE: /B, /H, /X", "GETAL:"]


def test_each_blank_is_asked_by_its_label_and_the_keys_are_said_with_their_slash() -> None:
    assert said(WRITE, "Jan\ny") == ["MELD JE AAN.", "/B: TERUG; /H: HINT; /X: ANNULEER", "NAAM:", "WACHTWOORD:"]


@pytest.mark.parametrize("typed", ["", "nee", "nee\n"])
@pytest.mark.parametrize("prompt", [CONTINUE, CHOOSE, MANY, ORDER, MATCH, COUNT])
def test_the_end_of_the_input_is_told(prompt: Prompt, typed: str) -> None:
    with pytest.raises(EOFError):
        action(prompt, typed)


def test_the_end_of_the_input_halfway_a_form_is_told() -> None:
    with pytest.raises(EOFError):
        action(WRITE, "Jan\n")


def test_a_line_without_an_end_does_not_fill_the_memory() -> None:
    assert action(CONTINUE, "x" * 1_000_000 + "\nb\n") == Pressed(key=Key.BACK)


SHOWN = "Les 1\nDe Issuer is van de DV.\n\nHet Subject is een nummer.\nissuer: DV"


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/zoek ISSUER", ["2: De Issuer is van de DV.", "5: issuer: DV"]),
        (" /Zoek  is een ", ["4: Het Subject is een nummer."]),
        ("/zoek nergens", ["niet gevonden: nergens"]),
    ],
)
def test_what_was_shown_last_is_searched_by_a_typed_word_which_answers_nothing(
    prompt: Prompt, typed: str, expected: list[str]
) -> None:
    lines: list[str] = []
    source = StringIO(f"{typed}\n/b\n")
    asker = LineAsker(source, lines.append, clock=clock, words=WORDS, harmless=str, shown=lambda: SHOWN)
    assert asker(prompt).action == Pressed(key=Key.BACK)
    assert lines[-len(expected) :] == expected


def test_a_stream_goes_from_one_asker_to_the_next() -> None:
    stream = TextIOWrapper(BytesIO(b"\xff\n\n" * 9_000), encoding="utf-8")
    assert [ask(CONTINUE, stream).action for _ in range(9_000)] == [Continued()] * 9_000


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_that_is_needed_is_in_the_interface_texts(language: str) -> None:
    path = Path(__file__).parents[2] / "lessons" / "interface" / f"ask.{language}.yaml"
    words = yaml.safe_load(path.read_text("utf-8"))["ask"]
    assert words.keys() == WORDS.keys()
    assert str(MOST) in words["expected-text"]


@given(st.binary(max_size=200), st.sampled_from(PROMPTS), st.sampled_from(["utf-8", "ascii"]))
def test_no_bytes_on_the_stream_do_harm(data: bytes, prompt: Prompt, encoding: str) -> None:
    stream = TextIOWrapper(BytesIO(data + b"\n/b\n/b\n/b\n/b"), encoding=encoding)
    given_action = ask(prompt, stream).action
    match given_action:
        case Written(values=values):
            assert all(text.isprintable() and 0 < len(text) <= MOST for text in values.values())
        case Chosen() | ChosenMany() | Ordered() | Matched():
            Recorded([Answer(card=prompt.card, action=given_action, at=NOW)])(prompt)
        case Pressed(key=key):
            assert key in {hint.key for hint in KEYS}


def test_what_was_tried_is_not_chosen_again_and_that_is_said_in_one_line() -> None:
    first, *others = CHOOSE.choices
    tried = replace(CHOOSE, choices=(replace(first, note="✗", is_tried=True), *others))
    lines = said(tried, f"1\n{first.id}\n2\n")
    assert lines[-2:] == [WORDS["tried"].format(label=first.label).upper()] * 2
    assert action(tried, "1\n2\n") == Chosen(id=others[0].id)
