"""What is sought in lines that are laid out: found however it is broken, and marked where it stands."""

import pytest
from rich.text import Text

from ehtutor.render.finding import marked, matches

FRAMED = (
    "╭─ DV → HM ────────────╮",
    "│ Issuer   urn:etoeg:90│",
    "│          01          │",
    "│ Wie de vraag stelt.  │",
    "│                      │",
    "▌ Een vraag van Zegel. │",
    "╰──────────────────────╯",
)


def pieces(text: str) -> list[list[str]]:
    """Return what stands where this is found."""
    found = matches([Text(line) for line in FRAMED], text)
    return [[FRAMED[row][start:end] for row, start, end in match.pieces] for match in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vraag", [["vraag"], ["vraag"]]),
        ("VRAAG", [["vraag"], ["vraag"]]),
        ("etoeg:9001", [["etoeg:90", "01"]]),
        ("01 wie de", [["01", "Wie de"]]),
        ("stelt. een", [["stelt.", "Een"]]),
        ("  zegel ", [["Zegel"]]),
        ("dv → hm", [["DV → HM"]]),
        ("u.n", []),
        ("(", []),
        ("   ", []),
        ("", []),
        ("x" * 200, []),
    ],
)
def test_a_text_is_found_without_regard_to_case_and_however_it_is_broken(text: str, expected: list[list[str]]):
    assert pieces(text) == expected


def test_a_match_is_marked_by_more_than_a_colour_and_the_one_looked_at_stands_out():
    lines = [Text(line, end="") for line in FRAMED]
    found = matches(lines, "vraag")
    styles = [[span.style for span in line.spans] for line in marked(lines, found, 1) if line.spans]
    assert styles == [["bold underline"], ["bold reverse"]]
    assert not any(line.spans for line in lines)
