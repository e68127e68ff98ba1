"""What somebody may have meant by a name that does not exist."""

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(found: str, names: Sequence[str], word: str) -> str:
    """The names that look most like `found`, else the first few, joined with the word for «or»."""
    close = get_close_matches(found.lower(), names, n=3, cutoff=0.5) or list(names[:5])
    listed = [f"«{name}»" for name in close]
    return f" {word} ".join(filter(None, [", ".join(listed[:-1]), listed[-1]]))
