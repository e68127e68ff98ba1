"""How things look: the palette, the width to fill, and whether glyphs may go beyond ASCII.

Every string passes `Look.clean` on its way to the screen, our own glyphs too: so nothing untrusted slips by, and
the ASCII twin of a glyph stands in one table. Colours come from the terminal's own sixteen and are those that read
on light and on dark: no yellow, no blue, no white; none carries meaning without a glyph or a word.
"""

from typing import Final

from rich.text import Text

from ehtutor.render.sanitise import harmless
from ehtutor.session.screen.blocks import Tone
from ehtutor.value import Value

ACCENT: Final = "cyan"
STRONG: Final = "bold"
NOW: Final = "bold cyan"
QUIET: Final = "dim"
RIGHT: Final = "green"
WRONG: Final = "bold red"
NOTE: Final = "magenta"

NARROW: Final = 50
"""Below this many columns: no boxes, codes for names, a list for the diagram."""

_TONES: Final = {Tone.PLAIN: ("●", STRONG), Tone.RIGHT: ("✓", RIGHT), Tone.WRONG: ("✗", WRONG), Tone.NOTE: ("›", NOTE)}


class Look(Value):
    """The measure and the alphabet of one output."""

    width: int
    is_ascii: bool

    @property
    def is_narrow(self) -> bool:
        """Too few columns for boxes and lifelines."""
        return self.width < NARROW

    @property
    def margin(self) -> int:
        """Columns left of running text, so that it lines up with the text inside a box."""
        return 0 if self.is_narrow else 2

    @property
    def measure(self) -> int:
        """Columns for running text: longer lines than a hundred are hard to read."""
        return min(self.width - 2 * self.margin, 100)

    def clean(self, text: str) -> str:
        """Make `text` fit for this output; newlines stay."""
        return harmless(text, ascii=self.is_ascii)

    def text(self, text: str, style: str = "") -> Text:
        """Return `text`, cleaned, which may run over several lines."""
        return Text(self.clean(text), style, end="")

    def label(self, text: str, style: str = "") -> Text:
        """Return `text`, cleaned, on one line."""
        return Text(self.clean(" ".join(text.split("\n"))), style, end="")

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return the glyph and the style of a tone."""
        return _TONES[tone]
