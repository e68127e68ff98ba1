"""One mistake for each thing that only playing a lesson shows, with the exact sentence (‸ marks the place)."""

from authoring.breaking import ASKED_BETWEEN, KINDS, KINDS_NL, NETWORK, TINY, TINY_NL, WELCOME, Edit

_TO_WHOM = "        key: HM\n        claim: {asks: receiver, entry: {message: AuthnRequest}}\n"
_FIRST = "{message: AuthnRequest, to: HM}"


def claim(asks: str, *, key: str = "HM") -> Edit:
    """Another claim of the prediction in the lesson `tiny`, whose options are HM and AD."""
    return TINY, _TO_WHOM, f"        key: ‸{key}\n        claim: {{{asks}}}\n"


def _key(found: str, expected: str) -> str:
    return f"De sleutel is hier ‘{found}’, maar in het protocol komt er ‘{expected}’ uit. Verander de sleutel, of de vraag."


def _entry(found: str) -> str:
    return (
        f"In deze inlog bestaat geen ‘{found}’ dat hier getoond kan worden. "
        "Kies een bericht dat er is; `ehtutor walkthrough --course MAP LES --json` toont ze."
    )


_NOT_YET = (
    "‘message: AuthnRequest’ is op deze kaart nog niet getoond. "
    "Toon het eerst met een kaart `show`, of kies een bericht dat al voorbij is."
)
_NO_FIELD = "Dit bericht heeft hier geen veld ‘Statis’. Bedoel je ‘Status’?"


def _not_yet(found: str) -> str:
    return (
        f"Bij deze kaart is ‘{found}’ nog niet voorbijgekomen, en een claim van een `ask` gaat over wat voorbijkwam; "
        "tot nu toe keek de controle naar het eind van de scène. "
        "Zet de kaart achter die waarop dit getoond wordt, of maak er een `predict` van."
    )


def _never(found: str) -> str:
    return (
        f"In deze inlog komt ‘{found}’ nooit voorbij, dus valt er niets over te zeggen. "
        "Kies een bericht dat er is; `ehtutor walkthrough --course MAP LES --json` toont ze."
    )


def _plain(found: str) -> str:
    return (
        f"Dit is gewone tekst, dus ‘{found}’ doet hier niets. "
        "Haal het weg, of zet er aanhalingstekens om als het zo te zien moet zijn."
    )


def _open(found: str) -> str:
    return (
        f"Hier staat ‘{found}’, en dat is geen opmaak die het scherm kent: het wordt getoond zoals het er staat. "
        "Sluit het ([[term]], **vet**, `code`), of zet er een \\ voor."
    )


_NO_MOVE = (
    "Deze zet kan hier niet: de gebruiker kijkt op dat moment naar een andere pagina. "
    "Zet de kaart op een andere plek, of kies een andere zet."
)
_OTHER = (
    "Deze zet heeft een ander gevolg dan de kaart wil: het bewijs wordt anders beoordeeld. "
    "Kijk of het middel geldig is en of het bewijs in de portemonnee klopt."
)
_BRANCH = "      - {id: told, kind: branch, on: sign-in, cases: ‸[right, otherwise]}\n"
_BRANCH_NL = "  told: {title: Zo, cases: {right: {text: Goed.}, otherwise: {text: Nee.}}}\n"
_CERTIFICATE = (TINY, "{middel: M-3}", "{middel: M-4}")
_SIGNED_IN = "      - {id: sign-in, kind: do, right: sign-in}\n"

# fmt: off
PLAYED: tuple[tuple[str, tuple[Edit, ...], str], ...] = (
    # a wrong key, for each form of claim
    ("wrong-key", (claim("asks: receiver, entry: {message: AuthnRequest}", key="AD"),),   _key("AD", "HM")),
    ("wrong-key", (claim(f"asks: sender, entry: {_FIRST}"),),                             _key("HM", "DV")),
    ("wrong-key", (claim(f"asks: message, entry: {_FIRST}"),),                            _key("HM", "AuthnRequest")),
    ("wrong-key", (claim(f"asks: next, entry: {_FIRST}"),),                               _key("HM", "MiddelQuestion")),
    ("wrong-key", (claim("asks: outcome"),),                                              _key("HM", "served")),
    ("wrong-key", (claim("asks: level-reached"),),                                        _key("HM", "EH3")),
    ("never-passes", ((TINY, _TO_WHOM, "        key: HM\n        claim: {asks: sender, entry: ‸{message: DenialPage}}\n"),), _never("message: DenialPage")),
    ("never-passes", ((TINY, "role: DV, fact: middel}", "role: DV, fact: middel, entry: ‸{message: Response, nth: 3}}"),), _never("message: Response, nth: 3")),
    ("wrong-key", ((TINY, 'key: "no"', 'key: ‸"yes"'),),                                  _key("yes", "no")),
    ("wrong-key", ((KINDS, 'key: "false"', 'key: ‸"true"'),),                             _key("true", "false")),
    ("wrong-key", ((KINDS, "key: [GEBRUIKER, HM, AD]", "key: ‸[GEBRUIKER, DV]"),),        _key("DV, GEBRUIKER", "AD, GEBRUIKER, HM")),
    ("wrong-key", ((KINDS, "key: [question, choice, answer]", "key: ‸[question, answer, choice]"),),
                                                                  _key("question, answer, choice", "question, choice, answer")),
    ("wrong-key", ((KINDS, "key: {first: DV, last: HM}", "key: ‸{first: DV, last: AD}"),),
                                                                  _key("first: DV, last: AD", "first: DV, last: HM")),
    ("wrong-key", ((KINDS, "asks: sender\n", "asks: receiver\n"), (KINDS, "key: {first: DV, last: HM}", "key: ‸{first: DV, last: HM}")),
                                                                  _key("first: DV, last: HM", "first: HM, last: DV")),
    ("wrong-key", ((KINDS, "type: number, key: 2", "type: number, key: ‸3"),),            _key("3", "2")),
    ("wrong-key", ((KINDS, "key: audience\n", "key: ‸level\n"),),                         _key("level", "audience")),
    ("wrong-key", ((KINDS, "options: [HM, DV], key: DV", "options: [HM, DV], key: ‸HM"),), _key("HM", "DV")),
    # what was true at the end of the scene, and is not at the card
    ("key-of-the-end", (ASKED_BETWEEN, (KINDS, "type: number, key: 2", "type: number, key: ‸3")),
        "De sleutel is hier ‘3’, maar bij deze kaart komt er in het protocol ‘2’ uit: een claim van een `ask` gaat over wat er tot die kaart "
        "voorbijkwam; tot nu toe keek de controle naar het eind van de scène. Verander de sleutel, of zet de kaart verderop."),
    ("not-yet", (ASKED_BETWEEN, (KINDS, "type: number, key: 2, claim: {asks: tries-left}",
                                "type: number, key: 3, claim: {asks: tries-left, entry: ‸{message: Response}}")), _not_yet("message: Response")),
    ("not-yet", ((TINY_NL, "  knows:\n", "  shown: {title: Het bewijs, text: Hier is het.}\n  knows:\n"),
                 (TINY, "      - id: knows\n", "      - {id: shown, kind: show, entry: {message: SignatureProof}}\n      - id: knows\n"),
                 (TINY, "role: DV, fact: middel}", "role: DV, fact: middel, entry: ‸{message: ServicePage}}")), _not_yet("message: ServicePage")),
    # what is pointed at
    ("no-entry", ((TINY, "entry: {message: AuthnRequest, to: HM, nth: 1}", "entry: ‸{message: AuthnRequest, to: HM, nth: 2}"),),
                                                                  _entry("message: AuthnRequest, to: HM, nth: 2")),
    ("no-entry", ((TINY, "entry: {message: Response}", "entry: ‸{message: ServicePage}"),), _entry("message: ServicePage")),
    ("no-entry", ((KINDS, "compare, entry: {message: Response, to: DV}", "compare, entry: ‸{message: Response, to: AD}"),),
                                                                  _entry("message: Response, to: AD")),
    ("not-shown-yet", ((TINY, "- id: to-whom\n        kind: predict", "- id: to-whom\n        kind: predict\n        entry: ‸{message: AuthnRequest}"),),
                                                                  _NOT_YET),
    ("no-field", ((TINY, "entry: {message: Response}", "entry: {message: Response}\n        field: ‸Statis"),), _NO_FIELD),
    # moves
    ("no-move", ((TINY, "right: {middel: M-3}", "right: ‸{credential: right}"),),         _NO_MOVE),
    ("no-move", ((TINY, "right: {credential: right}", "right: ‸{middel: M-3}"),),         _NO_MOVE),
    ("no-move", ((TINY, "right: cancel", "right: ‸sign-in"),),                            _NO_MOVE),
    ("no-move", ((TINY, "right: sign-in\n      - id: to-whom", "right: ‸cancel\n      - id: to-whom"),), _NO_MOVE),
    ("other-outcome", ((NETWORK, 'pincode: "5678"', 'pincode: "0000"'), _CERTIFICATE, (TINY, "{credential: right}", "‸{credential: wrong}")), _OTHER),
    ("not-in-wallet", ((NETWORK, '      - {number: M-4, pincode: "5678", key: mini-pki}\n', ""), _CERTIFICATE, (TINY, "{credential: right}", "‸{credential: right}")),
        "De gebruiker heeft ‘M-4’ niet in zijn portemonnee, dus hij kan niets invullen. "
        "Zet het daar in network.yaml bij, of kies een ander middel."),
    ("unreached-case", ((KINDS, _SIGNED_IN, _SIGNED_IN + _BRANCH), (KINDS_NL, "  so-far:", _BRANCH_NL + "  so-far:")),
        "Geen enkel antwoord leidt naar het geval ‘otherwise’. Haal het weg, of noem een optie van de vraag."),
    # how much there is to read
    ("too-tall", ((TINY_NL, f"text: |\n{WELCOME}", "text: ‸|\n" + WELCOME + "      - a\n" * 30),),
        "Deze kaart is 15 regels te lang voor een venster van 80 bij 24. Maak de tekst korter, of splits de kaart."),
    ("too-many-words", ((TINY_NL, f"text: |\n{WELCOME}", "text: ‸|\n" + WELCOME + "      " + "a " * 145 + "\n"),),
        "Op deze kaart staan 152 woorden; meer dan 150 leest niemand op een scherm. Splits de kaart."),
    ("long-word", ((TINY_NL, "text: Ga naar het loket.", "text: ‸" + "o" * 37),),
        "Het woord ‘" + "o" * 37 + "’ past niet in een venster van 40 kolommen. Gebruik hoogstens 36 tekens aan één stuk."),
    # what steers a screen
    ("steering-character", ((TINY_NL, "text: Ga naar het loket.", 'text: ‸"Ga naar \\e[31mhet loket."'),),
        "Hier staat een teken dat een scherm kan sturen: U+001B. Het wordt getoond en doet niets. Haal het weg."),
    ("steering-character", ((TINY_NL, "text: Ga naar het loket.", 'text: ‸"Ga naar \\u202Ehet loket."'),),
        "Hier staat een teken dat een scherm kan sturen: U+202E. Het wordt getoond en doet niets. Haal het weg."),
    ("markup-in-plain-text", ((TINY_NL, "title: Een kleine les", "title: ‸Een [bold]kleine[/bold] les"),),
        "Dit is gewone tekst, dus ‘[bold]’ doet hier niets. Haal het weg, of zet er aanhalingstekens om als het zo te zien moet zijn."),
    ("markup-in-plain-text", ((TINY_NL, "title: Naar wie?", "title: ‸<b>Naar</b> wie?"),),
        "Dit is gewone tekst, dus ‘<b>’ doet hier niets. Haal het weg, of zet er aanhalingstekens om als het zo te zien moet zijn."),
    ("markup-in-plain-text", ((TINY_NL, "{label: de makelaar,", "{label: ‸'de [red]makelaar',"),),
        "Dit is gewone tekst, dus ‘[red]’ doet hier niets. Haal het weg, of zet er aanhalingstekens om als het zo te zien moet zijn."),
    ("markup-in-plain-text", ((TINY_NL, "why: Die zoekt uit wie het vaststelt.", "why: ‸<script>x</script>"),),
        "Dit is gewone tekst, dus ‘<script>’ doet hier niets. Haal het weg, of zet er aanhalingstekens om als het zo te zien moet zijn."),
    ("markup-in-plain-text", ((TINY_NL, 'why: Die zoekt uit wie het vaststelt.', 'why: ‸Die zoekt *uit* wie het vaststelt.'),), _plain('*uit*')),
    ("markup-in-plain-text", ((TINY_NL, '{label: de makelaar,', "{label: ‸'`de makelaar`',"),), _plain('`de makelaar`')),
    ("markup-in-plain-text", ((TINY_NL, 'title: Welkom', 'title: ‸Welkom bij [[loket]]'),), _plain('[[loket]]')),
    ("markup-in-plain-text", ((TINY_NL, 'hints: [Breek af.]', "hints: [‸'Breek [[nope af.']"),), _plain('[[nope af.')),
    ("markup-in-plain-text", (("glossary.yaml", "definition: Waar je een dienst afneemt.", "definition: ‸Waar je een **dienst** afneemt."),), _plain("**dienst**")),
    # what YAML leaves out
    ("cut-by-comment", ((TINY_NL, "title: Welkom", "title: ‸Regel #4 uitgelegd"),),
        "Bij ‘#4 uitgelegd’ begint voor YAML een opmerking: dat is niet te lezen. "
        "Zet de hele tekst tussen aanhalingstekens; hoort het er niet bij, zet er dan een spatie meer voor."),
    # mark-up that is none
    ("mark-not-closed", ((TINY_NL, "text: Ga naar het loket.", "text: ‸Ga naar het [[nope."),), _open("[[nope.")),
    ("mark-not-closed", ((TINY_NL, "text: Ga naar het loket.", "text: ‸Ga naar het **loket."),), _open("**loket.")),
    ("mark-not-closed", ((TINY_NL, "summary: Je hebt", "summary: ‸Je `hebt"),), _open("`hebt een keer ingelogd en een keer niet.")),
    ("steering-character", ((TINY_NL, "{label: de makelaar,", '{label: ‸"de \\0makelaar",'),),
        "Hier staat een teken dat een scherm kan sturen: U+0000. Het wordt getoond en doet niets. Haal het weg."),
    ("steering-character", ((NETWORK, "name: Gemeente Dorp", 'name: ‸"Gemeente \\u202EDorp"'),),
        "Hier staat een teken dat een scherm kan sturen: U+202E. Het wordt getoond en doet niets. Haal het weg."),
    ("steering-character", (("glossary.yaml", "definition: Waar je een dienst afneemt.", 'definition: ‸"Een \\u202Eloket."'),),
        "Hier staat een teken dat een scherm kan sturen: U+202E. Het wordt getoond en doet niets. Haal het weg."),
    # terms
    ("unknown-term", ((TINY_NL, "text: Hier is hij, [[makelaar]].", "text: ‸Hier is [[makelar|hij]]."),),
        "De term ‘makelar’ staat niet in glossary.yaml. Zet hem erbij, of schrijf wat er wel staat: ‘makelaar’."),
    ("unknown-term", ((KINDS_NL, "    cases:\n      HM: {text: Je dacht aan de makelaar.}",
                                 '    cases:\n      ‸HM: {text: "Je dacht aan de [[zzzz]]."}'),),
        "De term ‘zzzz’ staat niet in glossary.yaml. Zet hem erbij, of schrijf wat er wel staat: ‘makelaar’, ‘loket’."),
)
# fmt: on
