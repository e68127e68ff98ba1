"""Diagrams for other tools: Mermaid, SVG and characters, of a login and of the states."""

import re

import pytest
from export.drawn import diagram
from export.lessons import LESSONS, NASTY, stage, texts
from hypothesis import given
from hypothesis import strategies as st
from long import LONG
from lxml import etree

from ehtutor.export import message_diagram, state_diagram
from ehtutor.export.handout import drawn
from ehtutor.protocol.network import Role
from ehtutor.protocol.states import STATES_BY_ROLE
from ehtutor.protocol.transitions import TRANSITIONS
from ehtutor.session.lesson.script import right_login

pytestmark = LONG
EVERY = pytest.mark.parametrize(("lesson", "language"), LESSONS)
LANGUAGE = pytest.mark.parametrize("language", ["nl", "en"])
SVG = "{http://www.w3.org/2000/svg}"
MESSAGE = re.compile(r"    (\w+)(--?)(>>|x)(\w+): (.+)")
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def login(lesson: str, language: str):
    played = stage(lesson, language)
    return drawn(played.texts, right_login(played, played.lesson.scenes[-1].id).trace)


def svg_of(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


@EVERY
def test_mermaid_has_a_message_for_every_arrow_and_a_cross_for_what_was_refused(lesson, language):
    shown = login(lesson, language).diagram
    lines = message_diagram.mermaid(shown).splitlines()
    messages = [found.groups() for line in lines if (found := MESSAGE.fullmatch(line))]
    assert lines[0] == "sequenceDiagram"
    assert [(sender, receiver) for sender, _, _, receiver, _ in messages] == [
        (arrow.sender, arrow.receiver) for arrow in shown.arrows
    ]
    assert [(shaft == "-", end == "x") for _, shaft, end, _, _ in messages] == [
        (arrow.is_signed, arrow.is_refused) for arrow in shown.arrows
    ]
    # and a note that says what the mark of what goes by way of the browser means
    assert len(lines) == 3 + len(shown.participants) + len(shown.arrows)
    assert ["#9675;" in line for line in lines if MESSAGE.fullmatch(line)] == [bool(each.via) for each in shown.arrows]


@given(ANY)
def test_no_text_can_be_taken_for_mermaid(label):
    written = message_diagram.for_mermaid(label)
    bare = re.sub(r"#\d+;", "", written)
    assert not re.search(r"[;#\"'`<>{}\[\]|%:&~$@\\\n]|\bend\b", bare, re.IGNORECASE)
    back = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), written)
    assert back == (" ".join(label.split()) or " ")


@EVERY
def test_an_svg_stands_alone_and_tells_every_arrow(lesson, language):
    picture = login(lesson, language)
    text = message_diagram.svg(picture.diagram, texts(language), title=picture.title)
    root = svg_of(text)
    described = root.findtext(f"{SVG}desc")
    assert root.findtext(f"{SVG}title") == picture.title
    assert all(arrow.label in described for arrow in picture.diagram.arrows)
    assert re.findall(r"\w+://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|style|image|a|use)\b|url\(|href", text)


@EVERY
def test_no_two_texts_of_an_svg_lie_over_each_other(lesson, language):
    picture = login(lesson, language)
    root = svg_of(message_diagram.svg(picture.diagram, texts(language), title="x"))
    assert overlapping(root) == []
    width = float(root.get("width"))
    assert [words for words, (left, right, _) in boxes(root) if left < 0 or right > width] == []


def boxes(root: etree._Element) -> list[tuple[str, tuple[float, float, float]]]:
    """Each text with its left, its right and its height, as wide as a wide font makes it."""
    found = []
    for each in root.iter(f"{SVG}text"):
        x, width = float(each.get("x")), 6.9 * len(each.text)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[each.get("text-anchor")]
        found.append((each.text, (left, left + width, float(each.get("y")))))
    return found


def overlapping(root: etree._Element) -> list[tuple[str, str]]:
    placed = boxes(root)
    return [
        (one, other)
        for at, (one, (left, right, y)) in enumerate(placed)
        for other, (left2, right2, y2) in placed[at + 1 :]
        if abs(y - y2) < 12 and left < right2 and left2 < right
    ]


@LANGUAGE
def test_no_two_texts_of_the_states_lie_over_each_other(language):
    root = svg_of(state_diagram.svg(state_diagram.ROLES, texts(language)))
    assert overlapping(root) == []


def test_hostile_names_stay_text_in_every_form():
    shown = diagram(NASTY)
    root = svg_of(message_diagram.svg(shown, texts("nl"), title=NASTY))
    assert root.findtext(f"{SVG}title") == NASTY
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "rect", "path", "polygon", "circle", "text",
    }  # fmt: skip
    assert all(MESSAGE.fullmatch(line) for line in message_diagram.mermaid(shown).splitlines()[4:])
    assert NASTY in message_diagram.as_text(shown, texts("nl"))


def test_a_login_drawn_with_characters(golden):
    shown = login("when-it-goes-wrong", "nl").diagram
    golden("login.txt", message_diagram.as_text(shown, texts("nl")))


@EVERY
def test_every_lifeline_of_characters_stands_still(lesson, language):
    picture = login(lesson, language)
    lines = message_diagram.as_text(picture.diagram, texts(language)).splitlines()
    rows = lines[1 : 1 + len(picture.diagram.arrows)]
    columns = {at for row in rows for at, sign in enumerate(row) if sign == "│"}
    assert len(columns) == len(picture.diagram.participants)
    assert all(arrow.label in row for arrow, row in zip(picture.diagram.arrows, rows, strict=True))


@LANGUAGE
@pytest.mark.parametrize("role", STATES_BY_ROLE)
def test_the_states_in_mermaid_are_the_table(role: Role, language):
    lines = state_diagram.mermaid((role,), texts(language)).splitlines()
    arrows = [found.groups() for line in lines if (found := re.fullmatch(r" +(\w+) --> (\w+) : (.+)", line))]
    rows = [row for row in TRANSITIONS if row.role is role]
    assert [(start.partition("_")[2], end.partition("_")[2]) for start, end, _ in arrows] == [
        (row.state.__name__, row.becomes.__name__) for row in rows
    ]
    named = {found[1] for line in lines if (found := re.search(rf"as {role.value}_(\w+)", line))}
    assert named == {state.__name__ for state in STATES_BY_ROLE[role]}
    assert lines[0] == "stateDiagram-v2"


@LANGUAGE
def test_the_states_as_lines_and_as_a_picture_tell_every_row(language):
    lines = state_diagram.as_text(state_diagram.ROLES, texts(language))
    described = svg_of(state_diagram.svg(state_diagram.ROLES, texts(language))).findtext(f"{SVG}desc")
    for row in TRANSITIONS:
        event = state_diagram.event_words(row, texts(language))
        assert event in lines
        assert event in described
    assert lines.count("→") == len(TRANSITIONS)


def test_the_same_diagram_is_the_same_bytes():
    assert state_diagram.svg(state_diagram.ROLES, texts("nl")) == state_diagram.svg(state_diagram.ROLES, texts("nl"))
    pictures = [login("level", "en") for _ in range(2)]
    written = [message_diagram.svg(each.diagram, texts("en"), title=each.title) for each in pictures]
    assert written[0] == written[1]
