"""What is mark-up where it does nothing, and what only looks like it."""

from pathlib import Path

import pytest
from authoring.breaking import TINY_NL, change, told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # in quotes it is spoken of, a sum is no emphasis, and an id may begin with a line
        ("title: Welkom", "title: Zo schrijf je ‘[[loket]]’ en ‘**vet**’"),
        ("title: Welkom", "title: Twee * drie * vier, en _883000a en _7f4c"),
        ("text: Ga naar het loket.", "text: Twee * drie, `[[nope` en \\[[nope]\\]."),
        # a comment that is set apart is one, and one in quotes is none
        ("title: Welkom", "title: Welkom   # de eerste"),
        ("title: Welkom", "title: 'Regel #4'"),
        ("- Je kent de weg.", "- Je kent `lessons check`."),
    ],
)
def test_what_is_shown_as_it_is_meant_is_no_mistake(folder: Path, old: str, new: str) -> None:
    change(folder, (TINY_NL, old, new))
    assert told(folder) == []
