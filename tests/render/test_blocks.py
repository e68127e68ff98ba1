"""Blocks as they are seen; only what a reader would miss."""

import pytest
from render.screens import (
    FIELDS,
    FINDINGS,
    HEADING,
    KNOWLEDGE,
    PANEL,
    PROSE,
    RIGHT,
    SERVED,
    WIRE,
    XML,
    diagram,
    live,
    screen,
    show,
)

from ehtutor.render.block_lines import findings_lines
from ehtutor.render.look import Look
from ehtutor.session.screen.blocks import Ending, Notice, Prose, Tone
from ehtutor.value import replace

NASTY = ["[/x]", "[bold]x[/bold]", "[link=https://evil.example]x[/link]", ":skull:", "[red", "\\[x]"]


def test_a_panel_says_who_to_whom_how_and_sealed():
    assert "╭─ HM → AD · AuthnRequest · via de browser · ondertekend ✓ ─" in show(PANEL)
    assert "╰─ 16 regels gecontroleerd, 16 gehouden ─" in show(PANEL)


def test_the_mark_beside_a_seal_is_of_the_signature_also_where_the_message_was_refused():
    refused = diagram(9, is_refused=True)
    assert "ondertekend ✓ ─" in show(refused, PANEL)
    assert "ondertekend ✗ ─" in show(refused, replace(PANEL, is_sound=False))
    assert "ondertekend ─" in show(refused, replace(PANEL, is_sound=None))


def test_inside_a_role_a_panel_names_it_once():
    assert "╭─ AD · vastgesteld ─" in show(
        replace(PANEL, receiver="AD", sender="AD", title="vastgesteld", channel="", seal="")
    )


def test_what_has_no_room_in_the_border_stands_inside():
    shown = show(PANEL, width=50)
    assert "│ ondertekend ✓  " in shown


def test_short_fields_stand_two_in_a_row_and_fields_with_a_why_one():
    assert "van     HM (Makelaar Wegwijs)" in show(PANEL)
    row = next(line for line in show(PANEL).splitlines() if "van " in line)
    assert "gebruiker-4821" in row
    assert "Wie het bericht maakte." in show(WIRE)


def test_a_narrow_panel_has_no_box():
    shown = show(WIRE, width=40)
    assert "│" not in shown
    assert "van        HM (Makelaar Wegwijs)" in shown


@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_the_xml_is_shown_whole_and_exact(width: int):
    shown = show(replace(PANEL, fields=(), xml=XML, sentence="", footer=""), width=width)
    assert "".join(XML.split()) in "".join(line.strip("│ ") for line in shown.splitlines()).replace(" ", "")


def test_xml_is_coloured_and_its_bulk_is_quiet():
    shown = live(screen(WIRE), size=(80, 100))
    assert "\x1b[1;36mAuthnRequest\x1b[0m" in shown
    assert "\x1b[2mLbF2k9vD" in shown


def test_a_failing_finding_comes_first_with_what_was_expected_and_found():
    lines = [line.strip() for line in show(FINDINGS).splitlines()]
    assert lines[1].startswith("✗ Het antwoord hoort bij een vraag van de makelaar")
    assert "verwacht  _7f3c99a1" in lines
    assert "gevonden  _anders" in lines


def test_when_rows_are_few_what_failed_stays_and_what_held_is_counted():
    lines = [line.plain.strip() for line in findings_lines(FINDINGS, Look(width=80, is_ascii=False), 4)]
    assert any(line.startswith("✗") for line in lines)
    assert lines[-1] == "⋮ ✓ 5"


def test_a_table_without_room_becomes_lines():
    shown = show(KNOWLEDGE, width=30)
    assert "welke dienst\n  gebruiker  ja\n" in shown


def test_the_bar_says_how_far():
    assert "stap 5 van 10 ━━━━━━━━━╸──────────" in show(HEADING)
    assert "stap 5 van 10 ##########----------" in show(HEADING, encoding="ascii")


@pytest.mark.parametrize(("step", "steps"), [(0, 10), (10, 10), (99, 10), (-1, 10), (1, 0)])
def test_a_step_out_of_bounds_is_no_error(step: int, steps: int):
    assert "stap 5 van 10" in show(replace(HEADING, step=step, steps=steps))


def test_every_tone_has_its_own_mark_without_colour():
    shown = [show(Notice(tone=tone, label="", text="x")).strip() for tone in Tone]
    assert len(set(shown)) == len(Tone)


def test_a_verdict_stands_in_a_box():
    assert "╭─ ✓ Ingelogd ─" in show(SERVED)


def test_markdown_is_styled():
    shown = live(screen(PROSE))
    assert "\x1b[1mherkenningsmakelaar\x1b[0m" in shown
    assert "\x1b[3mhet niveau\x1b[0m" in shown
    assert "\x1b[2m• \x1b[0mde DV niet" in shown


@pytest.mark.parametrize("text", NASTY)
def test_markup_is_shown_and_not_obeyed(text: str):
    panel = replace(PANEL, sentence=text, fields=(replace(FIELDS[0], value=text),), xml=text, seal=text)
    blocks = (Prose(text=text.replace("\\", "\\\\")), replace(RIGHT, text=text), panel, replace(HEADING, title=text))
    shown = show(*blocks, Ending(tone=Tone.WRONG, label=text, text=text), replace(KNOWLEDGE, rows=((text,),)))
    assert shown.count(text) == 10
