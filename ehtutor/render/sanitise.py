"""The one sanitiser for every text that reaches an output: what could steer a terminal becomes visible.

Names in a course, typed answers and the XML of a message may hold anything; U+009B and U+202E are legal in XML.
The ranges are written out, because asking `unicodedata` about every code point costs 100 ms at import; a test
holds them against it.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

TAB: Final = "    "

_UNSEEN: Final = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but for the newline, DEL, C1
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    # the bracket closes here, so that the planes above can be counted instead of written out
    + "]"
)

_TWINS: Final[Mapping[str, str]] = {
    # drawing: one cell for one cell, the layout counts on it
    **dict.fromkeys("─╌┄", "-"),
    **dict.fromkeys("━╸", "#"),
    **dict.fromkeys("│├┤┃┊", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘┼┬┴", "+"),
    **dict.fromkeys("═", "="),
    **dict.fromkeys("╞╡║", "|"),
    **dict.fromkeys("▶▷►▌", ">"),
    **dict.fromkeys("◀◁◄", "<"),
    **dict.fromkeys("●•◆", "*"),
    **dict.fromkeys("○", "o"),
    **dict.fromkeys("↑", "^"),
    **dict.fromkeys("↓", "v"),
    **dict.fromkeys("⋮", ":"),
    **dict.fromkeys("✓✔", "+"),
    **dict.fromkeys("✗✘×", "x"),
    **dict.fromkeys("·–—−‐‑", "-"),
    # text: may grow, it is replaced before anything is measured
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "⇒": "=>",
    "…": "...",
    "€": "EUR",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‹", "<"),
    **dict.fromkeys("›", ">"),
    "⟨": "<",
    "⟩": ">",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
}


def harmless(text: str, *, ascii: bool = False) -> str:
    """Show, instead of obey, what is invisible or steers: `␛`, `⟨U+202E⟩`; in ASCII `^[` and `<U+202E>`."""
    if ascii:
        return to_ascii(_UNSEEN.sub(_shown_in_ascii, text))
    return _UNSEEN.sub(_shown, text)


def to_ascii(text: str) -> str:
    """Write `text` with ASCII alone: a twin for each glyph, letters without their accents, `\\uXXXX` for the rest."""
    return text if text.isascii() else "".join(map(_ascii_of, text))


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x09:
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _shown_in_ascii(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x09:
        return TAB
    return "^" + chr(code ^ 0x40) if code < 0x80 else f"<U+{code:04X}>"


def _ascii_of(char: str) -> str:
    if char.isascii():
        return char
    if char in _TWINS:
        return _TWINS[char]
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    if bare or unicodedata.combining(char):
        return bare
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
