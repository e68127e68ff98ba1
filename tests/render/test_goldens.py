"""A few screens, whole, for a person to look at."""

import re
from collections.abc import Callable

from render.screens import CHOICE, FINDINGS, PANEL, WIRE, diagram, live, piped, screen

from ehtutor.render.plain import plain

Golden = Callable[[str, str], None]
REFUSED = screen(diagram(9, is_refused=True), FINDINGS)


def unstyled(sent: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[mJH]", "", sent)


def test_a_message_in_80_by_24(golden: Golden):
    golden("message-80x24.txt", unstyled(live(screen(diagram(9), PANEL))))


def test_a_message_with_its_xml_in_colour(golden: Golden):
    golden("wire-100x40.ansi", live(screen(diagram(5), WIRE), size=(100, 40)))


def test_a_message_in_40_columns(golden: Golden):
    golden("message-40.txt", piped(screen(diagram(9), PANEL, prompt=CHOICE), width=40))


def test_a_refusal_in_ascii(golden: Golden):
    golden("refused-ascii.txt", piped(REFUSED, encoding="ascii"))


def test_a_refusal_and_a_choice_read_aloud(golden: Golden):
    golden("refused-plain.txt", plain(screen(diagram(9, is_refused=True), PANEL, FINDINGS, prompt=CHOICE)))
