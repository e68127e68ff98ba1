"""What can be had beside an answer: the keys that work, the list of what each does, and the terms that are marked."""

from collections.abc import Iterable, Mapping
from typing import Final

from ehtutor.course.markdown import marked
from ehtutor.course.model import Term
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Table
from ehtutor.session.screen.prompt import Key, KeyHint

_USUAL: Final[Mapping[Key, str]] = {}
"""Every key has the word that it always has."""


def key_hints(texts: Texts, keys: Iterable[Key], labels: Mapping[Key, str] = _USUAL) -> tuple[KeyHint, ...]:
    """These keys with their letters and words, for the prompt line; `labels` go before their usual words."""
    return tuple(
        KeyHint(
            key=key,
            letter=texts.say(f"keys.{key.value}.letter"),
            label=labels[key] if key in labels else texts.say(f"keys.{key.value}.label"),
        )
        for key in keys
    )


def keys_table(texts: Texts, keys: Iterable[Key], does: Mapping[Key, str] = _USUAL) -> Table:
    """Enter, the keys that scroll and search, and these with what each `does`, by the letters of the prompt line."""
    rows = [
        (texts.say("screen.enter"), texts.say("screen.enter-does")),
        (texts.say("screen.scroll"), texts.say("screen.scroll-does")),
        (texts.say("screen.ends"), texts.say("screen.ends-does")),
        (texts.say("screen.search"), texts.say("screen.search-does")),
    ]
    for key in keys:
        told = does[key] if key in does else texts.say(f"keys.{key.value}.does")
        rows.append((texts.say(f"keys.{key.value}.letter"), told))
    header = (texts.say("screen.help-key"), texts.say("screen.help-does"))
    return Table(title="", header=header, rows=tuple(rows))


def has_terms(glossary: Mapping[str, Term], text: str) -> bool:
    """Whether a term is marked in a text."""
    return any(id in glossary for id in marked(text))


def terms_table(texts: Texts, glossary: Mapping[str, Term], text: str) -> Table:
    """The terms that are marked in a text, with what each means."""
    found = [glossary[id] for id in marked(text) if id in glossary]
    rows = tuple((f"{term.name} ({term.code})" if term.code else term.name, term.definition) for term in found)
    return Table(title="", header=(texts.say("screen.term"), texts.say("screen.means")), rows=rows)
