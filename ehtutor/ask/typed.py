"""What somebody typed or pasted, as text that may go anywhere: printable characters only, and not too many."""

import re
from typing import Final

from ehtutor.quiz.grading import is_number
from ehtutor.session.screen.prompt import Takes

_LINE_END: Final = re.compile(r"[\r\n\t]+")
_WORD: Final = 40
"""Characters of which no word of a language has as many."""
MOST: Final = 200
"""The longest text that a blank takes, in characters."""


def clean(text: str) -> str:
    """The printable characters of `text`: no control, bidi or zero-width ones, no halves of characters.

    The end of a line that was pasted is a space, but inside what has none, such as a URN that was broken off.
    """
    printable = ("".join(filter(str.isprintable, line)) for line in _LINE_END.split(text))
    lines = [line for line in printable if line]
    is_whole = not any(" " in line for line in lines) and (any(":" in line for line in lines) or len(text) > _WORD)
    return ("" if is_whole else " ").join(lines)


def is_fit(text: str, takes: Takes) -> bool:
    """Whether a blank that takes this can be filled in with the text."""
    if takes is Takes.NUMBER:
        return is_number(text)
    return 0 < len(text) <= MOST
