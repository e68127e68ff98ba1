"""What somebody typed or pasted, as text that may go anywhere: printable characters only, and not too many."""

from typing import Final

MOST: Final = 200
"""The longest text that a blank takes, in characters."""


def clean(text: str) -> str:
    """The printable characters of `text`: no control, bidi or zero-width ones, no halves of characters."""
    return "".join(character for character in text if character.isprintable())
