"""The options of a question by their letters, and what is right once that is known."""

from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, cut, hang, indent, joined
from ehtutor.render.look import NOTE, QUIET, STRONG, Look
from ehtutor.session.screen.blocks import Ballot, BallotLine, Tone

_LETTER: Final = 2
"""Columns for a letter or a number."""


def ballot_lines(ballot: Ballot, look: Look, gap: int = 0) -> Lines:
    """One option below another, each with its letter before it, and `gap` empty lines between them."""
    lines: Lines = []
    for option in ballot.lines:
        lines += [Text(end="") for _ in range(gap if lines else 0)]
        lines += _option(option, look)
    return indent(lines, look.margin)


def _option(option: BallotLine, look: Look) -> Lines:
    style = look.tone(option.tone)[1] if option.tone is not Tone.PLAIN else NOTE
    mark = look.tone(option.tone)[0] if option.tone is not Tone.PLAIN else " "
    bullet = "•" if option.tone is Tone.PLAIN else ""
    letter = cut(look.clean(option.letter), _LETTER, "")
    sign = f"{letter or bullet}  " if letter or bullet else ""
    lead = look.label(f"{mark} {sign}", f"{STRONG} {style}")
    parts = (look.text(option.label, STRONG), look.text(option.note, QUIET))
    return hang(joined([part for part in parts if part.plain], look.label("  ")), look.measure, lead)
