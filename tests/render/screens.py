"""The screens that these tests start from, and a stream that says it is a terminal."""

from collections.abc import Mapping
from io import StringIO
from typing import Final

from ehtutor.render.terminal import Terminal
from ehtutor.session.screen.blocks import (
    Arrow,
    Block,
    Diagram,
    Ending,
    FieldLine,
    FindingLine,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Participant,
    Prose,
    Screen,
    Table,
    Tone,
)
from ehtutor.session.screen.prompt import Choose, Continue, Key, KeyHint, Prompt, Selectable
from ehtutor.value import replace

XTERM: Final = {"TERM": "xterm-256color"}


class Stream(StringIO):
    """What was written, with the encoding and the kind of stream that a test needs."""

    def __init__(self, *, is_terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__()
        self._is_terminal = is_terminal
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._is_terminal


def live(
    *screens: Screen,
    size: tuple[int, int] = (80, 24),
    environ: Mapping[str, str] = XTERM,
    encoding: str = "utf-8",
) -> str:
    """Return what a terminal of this size is sent for these screens."""
    stream = Stream(is_terminal=True, encoding=encoding)
    terminal = Terminal.open(stream, environ=environ, size=size)
    for screen in screens:
        terminal.show(screen)
    return stream.getvalue()


def piped(*screens: Screen, width: int = 80, encoding: str = "utf-8") -> str:
    """Return what goes down a pipe for these screens."""
    stream = Stream(is_terminal=False, encoding=encoding)
    terminal = Terminal.open(stream, environ={}, size=(width, 24))
    for screen in screens:
        terminal.show(screen)
    return stream.getvalue()


def show(*blocks: Block, width: int = 80, encoding: str = "utf-8") -> str:
    """Return these blocks as they go down a pipe."""
    return piped(Screen(blocks=blocks, prompt=None), width=width, encoding=encoding)


KEYS: Final = tuple(
    KeyHint(key=key, letter=letter, label=label)
    for key, letter, label in (
        (Key.BACK, "b", "terug"),
        (Key.ZOOM, "z", "dieper"),
        (Key.KNOWLEDGE, "w", "wie weet wat"),
        (Key.WALLET, "p", "portemonnee"),
        (Key.HELP, "?", "hulp"),
        (Key.QUIT, "q", "stoppen"),
    )
)
GO_ON: Final = Continue(card="vraag", label="verder", keys=KEYS)
HEADING: Final = Heading(
    lesson="Les 1 · Een schone inlog", title="De makelaar vraagt", step=5, steps=10, step_label="stap 5 van 10"
)
PARTICIPANTS: Final = tuple(
    Participant(code=code, name=name)
    for code, name in (
        ("GEBRUIKER", "gebruiker"),
        ("DV", "dienstverlener"),
        ("HM", "herkenningsmakelaar"),
        ("AD", "authenticatiedienst"),
    )
)


def arrow(sender: str, receiver: str, label: str, *, is_signed: bool = False) -> Arrow:
    return Arrow(sender=sender, receiver=receiver, label=label, is_current=False, is_refused=False, is_signed=is_signed)


LOGIN: Final = (
    arrow("GEBRUIKER", "DV", "meldt zich aan"),
    arrow("DV", "HM", "AuthnRequest", is_signed=True),
    arrow("HM", "GEBRUIKER", "welk middel? minstens EH3"),
    arrow("GEBRUIKER", "HM", "mijn pas (EH3)"),
    arrow("HM", "AD", "AuthnRequest", is_signed=True),
    arrow("AD", "GEBRUIKER", "vraagt de pincode"),
    arrow("GEBRUIKER", "AD", "pincode"),
    arrow("AD", "AD", "stelt vast: EH3"),
    arrow("AD", "HM", "Response", is_signed=True),
    arrow("HM", "DV", "Response", is_signed=True),
    arrow("DV", "GEBRUIKER", "de dienst"),
)


def diagram(count: int, *, is_refused: bool = False) -> Diagram:
    """Return the login up to and including its `count`th arrow."""
    *before, last = LOGIN[:count]
    now = replace(last, is_current=True, is_refused=is_refused)
    return Diagram(participants=PARTICIPANTS, arrows=(*before, now), now_label="nu")


FIELDS: Final = tuple(
    FieldLine(name=name, value=value, why=why)
    for name, value, why in (
        ("van", "HM (Makelaar Wegwijs)", "Wie het bericht maakte."),
        ("aan", "AD (Zegel)", "Wie het moet lezen: een ander weigert het."),
        ("niveau", "minstens EH3", "Het laagste niveau waarmee de dienst genoegen neemt."),
        ("gebruiker", "gebruiker-4821", "Over wie de vraag gaat."),
        ("kenmerk", "_7f3c99a1", "Zo herkent de HM straks het antwoord."),
        ("middel", "staat er niet in", "De HM zegt niet verder welk middel je koos."),
    )
)
XML: Final = (
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_7f3c99a1" Version="2.0">'
    "<saml:Issuer>urn:etoegang:HM:00000004000000030000:entities:9003</saml:Issuer>"
    "<ds:SignatureValue>" + "LbF2k9vD3nJ6bM0Fq7wQ3F0wqf4n8m8Wb0p0o7vBbM1x" * 16 + "==</ds:SignatureValue>"
    "</samlp:AuthnRequest>"
)
PANEL: Final = MessagePanel(
    sender="HM",
    receiver="AD",
    title="AuthnRequest",
    channel="via de browser",
    seal="ondertekend",
    is_sound=True,
    sentence="De makelaar vraagt: stel vast dat dit de gebruiker is, minstens op EH3.",
    fields=tuple(replace(field, why="") for field in FIELDS),
    footer="16 regels gecontroleerd, 16 gehouden",
)
WIRE: Final = replace(PANEL, fields=FIELDS, xml=XML)
FINDINGS: Final = Findings(
    title="Wat de makelaar controleerde",
    expected_label="verwacht",
    found_label="gevonden",
    lines=tuple(
        FindingLine(rule=f"hm.response.{rule}", says=says, holds=holds, expected="_7f3c99a1", found="_anders")
        for rule, says, holds in (
            ("signature", "De handtekening klopt", True),
            ("in-response-to", "Het antwoord hoort bij een vraag van de makelaar", False),
            ("audience", "Het antwoord is voor de makelaar bedoeld", True),
            ("destination", "Het adres is dat van de makelaar", True),
            ("time", "Het antwoord is nog geldig", True),
            ("issuer", "De afzender is de gekozen AD", True),
        )
    ),
)
KNOWLEDGE: Final = Table(
    title="Wie weet wat",
    header=("feit", "gebruiker", "DV", "HM", "AD"),
    rows=(
        ("welke dienst", "ja", "ja", "ja", "nog niet"),
        ("gevraagd niveau", "EH3", "EH3", "EH3", "EH3"),
        ("gekozen middel", "pas", "–", "pas", "pas"),
    ),
    caption="Gevonden in wat elke rol heeft ontvangen.",
)
RIGHT: Final = Notice(tone=Tone.RIGHT, label="Goed", text="De dienstverlener weet niet welk middel je koos.")
SERVED: Final = Ending(tone=Tone.RIGHT, label="Ingelogd", text="De gemeente helpt de bakkerij, op niveau EH3.")
PROSE: Final = Prose(
    text="De **herkenningsmakelaar** stuurt je door. Let op: *het niveau* staat in `RequestedAuthnContext`.\n\n"
    "- de HM weet welk middel\n- de DV niet"
)
CHOICE: Final = Choose(
    card="middel",
    question="Welk middel kies je?",
    choices=(
        Selectable(id="wachtwoord", label="wachtwoord", note="EH2, te laag"),
        Selectable(id="pas", label="pas met pincode", note="EH3"),
    ),
    keys=KEYS,
)


def screen(*blocks: Block, prompt: Prompt | None = GO_ON) -> Screen:
    return Screen(blocks=(HEADING, *blocks), prompt=prompt)
