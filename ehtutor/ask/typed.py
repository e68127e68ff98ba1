"""What somebody typed or pasted, as text that may go anywhere: printable characters only, and not too many."""

from typing import Final

from ehtutor.quiz.grading import is_number
from ehtutor.session.screen.prompt import Takes

MOST: Final = 200
"""The longest text that a blank takes, in characters."""


def clean(text: str) -> str:
    """The printable characters of `text`: no control, bidi or zero-width ones, no halves of characters."""
    return "".join(character for character in text if character.isprintable())


def is_fit(text: str, takes: Takes) -> bool:
    """Whether a blank that takes this can be filled in with the text."""
    if takes is Takes.NUMBER:
        return is_number(text)
    return 0 < len(text) <= MOST
