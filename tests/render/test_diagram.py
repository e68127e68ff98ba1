"""The sequence diagram, as it is seen."""

import pytest
from render.screens import LOGIN, PARTICIPANTS, arrow, diagram, show

from ehtutor.render.diagram import diagram_lines
from ehtutor.render.look import Look
from ehtutor.session.screen.blocks import Diagram, Participant
from ehtutor.value import replace

LOOK = Look(width=80, is_ascii=False)


def drawn(shown: Diagram, rows: int | None = None, look: Look = LOOK) -> list[str]:
    return [line.plain for line in diagram_lines(shown, look, rows)]


def lifelines(line: str) -> list[int]:
    return [at for at, char in enumerate(line) if char in "│├┤╞╡●"]


def test_names_stand_above_their_codes():
    upper, lower, *_ = drawn(diagram(1))
    assert upper.split() == ["dienstverlener", "herkenningsmakelaar", "authenticatiedienst"]
    assert lower.split() == ["gebruiker", "DV", "HM", "AD"]


def test_the_current_arrow_is_double_and_named():
    *_, last = drawn(diagram(5))
    assert "╞═ AuthnRequest ═" in last
    assert last.endswith("▶│  ◀ nu")


def test_an_arrow_to_the_left_has_its_head_on_the_left():
    line = drawn(diagram(4))[4]
    assert "│◀─ welk middel? minstens EH3 ─" in line
    assert "─┤" in line


def test_a_refused_message_has_a_cross_for_a_head():
    assert "│✗═ Response" in drawn(diagram(9, is_refused=True))[-1]


def test_what_happens_inside_a_role_is_a_dot_on_its_lifeline():
    assert "stelt vast: EH3 ●" in drawn(diagram(8))[-1]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("code", ["GEBRUIKER", "DV", "HM", "AD"])
def test_what_happens_inside_a_role_never_runs_into_the_mark_of_now(code: str, width: int):
    inside = replace(arrow(code, code, "leest"), is_current=True)
    last = drawn(replace(diagram(1), arrows=(inside,)), look=Look(width=width, is_ascii=False))[-1]
    assert "● leest " in last or " leest ●" in last
    assert last.endswith("  ◀ nu")


def test_lifelines_stand_still_while_the_login_grows():
    assert len({tuple(lifelines(drawn(diagram(count))[2])) for count in range(2, 12)}) == 1


def test_the_last_arrows_stay_and_a_row_of_dots_stands_for_the_others():
    lines = drawn(diagram(11), rows=6)
    assert len(lines) == 6
    assert lines[2].split() == ["⋮"] * 4
    assert ["Response" in lines[3], "Response" in lines[4], "de dienst" in lines[5]] == [True] * 3


def test_two_authenticatiediensten_are_two_columns():
    both = replace(
        diagram(11),
        participants=(*PARTICIPANTS, Participant(code="AD2", name="authenticatiedienst")),
        arrows=(*LOGIN, arrow("HM", "AD2", "AuthnRequest")),
    )
    lines = drawn(both)
    assert lines[0].split() == ["GEBRUIKER", "DV", "HM", "AD", "AD2"]
    assert len(lifelines(lines[2])) == 5


def test_a_label_that_does_not_fit_is_cut_short():
    long = replace(diagram(1), arrows=(arrow("GEBRUIKER", "DV", "meldt zich aan bij de dienstverlener"),))
    assert "├─ meldt zich aan… ▶│" in drawn(long)[-1] or "… ▶│" in drawn(long)[-1]


def test_below_fifty_columns_it_is_a_list():
    lines = drawn(diagram(5), look=Look(width=45, is_ascii=False))
    assert lines[1] == "DV        → HM         AuthnRequest"
    assert lines[-1] == "HM        → AD         AuthnRequest  ◀ nu"


def test_an_arrow_of_a_stranger_makes_it_a_list_instead_of_an_error():
    assert "X → Y" in show(replace(diagram(1), arrows=(arrow("X", "Y", "wat"),)))
