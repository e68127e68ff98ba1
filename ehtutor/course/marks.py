"""Footnote marks in a text, such as `[^no-subject]`: which facts a sentence stands on. Readers never see them."""

import re
from typing import Final

_MARK: Final = re.compile(r"\[\^([A-Za-z0-9][A-Za-z0-9_-]*)\]")


def facts_in(text: str) -> tuple[str, ...]:
    """The ids of the facts that a text names, in its order."""
    return tuple(_MARK.findall(text)) if "[^" in text else ()


def unmarked(text: str) -> str:
    """The text as it is read."""
    return _MARK.sub("", text) if "[^" in text else text
