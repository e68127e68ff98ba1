"""The prompts and words that the tests of `ask` share."""

from datetime import UTC, datetime
from typing import Final

from ehtutor.session.screen.prompt import (
    Blank,
    Choose,
    ChooseMany,
    Continue,
    Key,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Selectable,
    Takes,
    Write,
)

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
    "many": "Typ nummers",
    "order": "Typ alle nummers",
    "match": "Typ letters met nummers",
    "mark": "spatie, dan Enter",
    "at-least-one": "Kruis er een aan.",
    "place": "plaats {place} van {places}",
    "pair": "kies wat hierbij hoort",
    "figures": "Typ een heel getal.",
    "find": "zoek",
    "found": "treffer {match} van {matches}",
    "not-found": "niet gevonden: {text}",
    "tried": "‘{label}’ heb je al geprobeerd.",
    "expected": "Typ een van deze",
    "expected-many": "Typ nummers of een van deze",
    "expected-order": "Typ elk nummer één keer of een van deze",
    "expected-match": "Typ letters met nummers of een van deze",
    "expected-number": "Typ een getal of een van deze",
    "expected-text": "Typ een tekst of een van deze",
}

CONTINUE: Final = Continue(card="lezen", label="verder", keys=KEYS)
CHOOSE: Final = Choose(
    card="kiezen",
    question="Welk middel kies je?",
    choices=(
        Selectable(id="pas", label="Pas met pincode"),
        Selectable(id="wachtwoord", label="Wachtwoord", note="te laag"),
        Selectable(id="pki", label="Certificaat"),
    ),
    keys=KEYS,
)
WRITE: Final = Write(
    card="typen",
    question="Meld je aan.",
    blanks=(
        Blank(id="name", label="Naam", takes=Takes.TEXT),
        Blank(id="secret", label="Wachtwoord", takes=Takes.SECRET),
    ),
    keys=KEYS,
)
MANY: Final = ChooseMany(
    card="kruisen",
    question="Wie weten het?",
    choices=(
        Selectable(id="dv", label="de dienstverlener"),
        Selectable(id="hm", label="de makelaar"),
        Selectable(id="ad", label="de AD"),
    ),
    keys=KEYS,
)
ORDER: Final = OrderChoices(
    card="ordenen",
    question="Wat is de volgorde?",
    choices=(
        Selectable(id="antwoord", label="Response"),
        Selectable(id="vraag", label="AuthnRequest"),
        Selectable(id="keuze", label="keuze"),
    ),
    keys=KEYS,
)
MATCH: Final = MatchChoices(
    card="verbinden",
    question="Wat hoort bij wat?",
    left=(Selectable(id="vraag", label="de vraag"), Selectable(id="antwoord", label="het antwoord")),
    right=(
        Selectable(id="dv", label="van de DV"),
        Selectable(id="hm", label="van de HM"),
        Selectable(id="ad", label="van de AD"),
    ),
    keys=KEYS,
)
COUNT: Final = Write(
    card="tellen",
    question="Hoeveel pogingen?",
    blanks=(Blank(id="answer", label="getal", takes=Takes.NUMBER),),
    keys=KEYS,
)
PROMPTS: Final = (CONTINUE, CHOOSE, MANY, ORDER, MATCH, WRITE, COUNT)


def clock() -> datetime:
    """The time at which every answer is given."""
    return NOW
