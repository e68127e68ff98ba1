"""The exact text of a message, in colour; nothing is moved, indented or left out.

A regular expression, not Pygments (25 ms of import): it only colours, so that odd text shows as it is. It must stay
linear, for the text may be hostile: a run of word characters is tried once, from its start.
"""

import re
from typing import Final

from ehtutor.render.lines import Lines, wrap
from ehtutor.render.look import ACCENT, NOTE, QUIET, RIGHT, STRONG, Look

_TOKEN: Final = re.compile(
    r"(?P<remark><[!?][^<>]*>)"
    r"|(?P<tag></?[\w:.-]+|/?>)"
    r"|(?P<attribute>(?<![\w:.-])[\w:.-]++(?==[\"']))"
    r"|(?P<value>=(?:\"[^\"<]*\"|'[^'<]*'))"
    r"|(?P<bulk>[A-Za-z0-9+/]{40,}={0,2})"
)
_STYLES: Final = {"remark": QUIET, "tag": ACCENT, "attribute": NOTE, "value": RIGHT, "bulk": QUIET}
_WORD: Final = re.compile(r"<?(?:[^ <]|(?<!>)<)* *")
"""A line may break at a space and between two tags, but not between a text and its tags."""
_NAME: Final = re.compile(r"(?<=:)[\w.-]+$")


def wire_lines(xml: str, width: int, look: Look) -> Lines:
    """Colour XML and wrap it; the text is made harmless, and otherwise exact."""
    text = look.text(xml.rstrip("\n"))
    for match in _TOKEN.finditer(text.plain):
        kind = match.lastgroup or ""
        text.stylize(_STYLES[kind], *match.span())
        if kind == "tag" and (name := _NAME.search(match.group())):
            text.stylize(STRONG, match.start() + name.start(), match.end())
    return wrap(text, width, word=_WORD)
