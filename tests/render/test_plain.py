"""Screens as they are read aloud."""

import pytest
from render.screens import CHOICE, FINDINGS, GO_ON, HEADING, KNOWLEDGE, PANEL, RIGHT, WIRE, XML, diagram, screen

from ehtutor.render.plain import plain
from ehtutor.session.screen.blocks import Block, Notice, Prose, Screen, Tone
from ehtutor.session.screen.prompt import Blank, Prompt, Selectable, Takes, Write
from ehtutor.value import replace


def lines(*blocks: Block, prompt: Prompt | None = None, width: int | None = None) -> list[str]:
    return plain(Screen(blocks=blocks, prompt=prompt), width=width).splitlines()


def test_the_heading_is_two_lines_without_a_bar():
    assert lines(HEADING) == ["Les 1 · Een schone inlog: De makelaar vraagt", "stap 5 van 10"]


def test_of_the_diagram_only_the_current_arrow_is_told_with_its_number():
    assert lines(diagram(5)) == ["5 (nu). herkenningsmakelaar (HM) → authenticatiedienst (AD): AuthnRequest"]


def test_what_happens_inside_a_role_names_it_once():
    assert lines(diagram(8)) == ["8 (nu). authenticatiedienst (AD): stelt vast: EH3"]


def test_a_message_is_told_line_by_line():
    told = lines(PANEL)
    assert told[0] == "HM → AD: AuthnRequest, via de browser, ondertekend ✓"
    assert told[2] == "van = HM (Makelaar Wegwijs)"
    assert told[-1] == "16 regels gecontroleerd, 16 gehouden"


def test_the_xml_is_exact():
    assert XML in lines(WIRE)


def test_a_failing_finding_is_followed_by_what_was_expected_and_found():
    assert lines(FINDINGS)[:4] == [
        "Wat de makelaar controleerde:",
        "1. ✗ Het antwoord hoort bij een vraag van de makelaar (hm.response.in-response-to)",
        "verwacht: _7f3c99a1",
        "gevonden: _anders",
    ]


def test_a_table_is_read_cell_by_cell():
    assert lines(KNOWLEDGE)[:3] == ["Wie weet wat:", "welke dienst: gebruiker = ja", "welke dienst: DV = ja"]


def test_choices_are_numbered_and_the_keys_come_last_on_one_line():
    assert lines(RIGHT, prompt=CHOICE)[2:] == [
        "Welk middel kies je?",
        "1. wachtwoord (EH2, te laag)",
        "2. pas met pincode (EH3)",
        "",
        "b: terug, z: dieper, w: wie weet wat, p: portemonnee, ?: hulp, q: stoppen",
    ]


def test_enter_comes_first_among_the_keys():
    assert lines(prompt=GO_ON)[-1].startswith("Enter: verder, b: terug")


def test_who_asks_may_say_the_question_himself():
    assert plain(Screen(blocks=(RIGHT,), prompt=CHOICE), question=False, keys=False).splitlines() == [
        "Goed: De dienstverlener weet niet welk middel je koos."
    ]


def test_a_question_to_write_is_asked():
    write = Write(
        card="c", question="Typ je pincode.", blanks=(Blank(id="p", label="pincode", takes=Takes.SECRET),), keys=()
    )
    assert lines(prompt=write) == ["Typ je pincode."]


def test_no_text_can_pose_as_the_next_choice():
    sly = replace(CHOICE, choices=(Selectable(id="a", label="pas\n2. alles"),))
    assert "1. pas 2. alles" in lines(prompt=sly)


def test_markdown_is_read_without_its_marks():
    assert lines(Prose(text="**Let op**: `x`\n\n- een\n- twee")) == ["Let op: x", "", "- een", "- twee"]


def test_nothing_is_drawn():
    everything = plain(screen(diagram(9, is_refused=True), WIRE, FINDINGS, KNOWLEDGE, RIGHT, prompt=CHOICE))
    assert not set(everything) & set("─│├┤╭╮╰╯═╞╡▶◀●⋮━╸\x1b")


@pytest.mark.parametrize("width", [1, 10, 20, 40, 80])
def test_lines_keep_to_a_width(width: int):
    told = lines(HEADING, diagram(5), WIRE, RIGHT, prompt=CHOICE, width=width)
    assert max(map(len, told)) <= max(width, 10)


def test_ascii_is_ascii():
    assert plain(screen(diagram(5), PANEL, Notice(tone=Tone.NOTE, label="Hé", text="€")), ascii=True).isascii()
