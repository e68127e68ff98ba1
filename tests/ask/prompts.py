"""The prompts and words that the tests of `ask` share."""

from datetime import UTC, datetime
from typing import Final

from ehtutor.session.screen import Blank, Choice, Choose, Continue, Key, KeyHint, Write

NOW: Final = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)

KEYS: Final = (
    KeyHint(key=Key.BACK, letter="b", label="terug"),
    KeyHint(key=Key.HINT, letter="h", label="hint"),
    KeyHint(key=Key.CANCEL, letter="x", label="annuleer"),
)
WORDS: Final = {
    "arrows": "pijltjes of een cijfer, dan Enter",
    "escape": "Esc voor de toetsen",
    "menu": "Wat wil je doen?",
    "typing": "verder typen",
    "number": "Typ een nummer",
    "expected": "Typ een van deze",
    "expected-text": "Typ een tekst of een van deze",
}

CONTINUE: Final = Continue(card="lezen", label="verder", keys=KEYS)
CHOOSE: Final = Choose(
    card="kiezen",
    question="Welk middel kies je?",
    choices=(
        Choice(id="pas", label="Pas met pincode"),
        Choice(id="wachtwoord", label="Wachtwoord", note="te laag"),
        Choice(id="pki", label="Certificaat"),
    ),
    keys=KEYS,
)
WRITE: Final = Write(
    card="typen",
    question="Meld je aan.",
    blanks=(Blank(id="name", label="Naam", is_secret=False), Blank(id="secret", label="Wachtwoord", is_secret=True)),
    keys=KEYS,
)


def clock() -> datetime:
    """The time at which every answer is given."""
    return NOW
