"""What somebody may have meant by a name that does not exist."""

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(found: str, names: Sequence[str], word: str) -> str:
    """The names that look most like `found`, else the first few, joined with the word for «or»."""
    return listed(get_close_matches(found.lower(), names, n=3, cutoff=0.5) or names[:5], word)


def listed(names: Sequence[str], word: str) -> str:
    """The names, joined with the word for «or»; nothing for none."""
    *most, last = (f"«{name}»" for name in names) if names else ("",)
    return f" {word} ".join(filter(None, [", ".join(most), last]))
