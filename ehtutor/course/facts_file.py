"""`facts.yaml`: what the texts of a course say of the scheme of today, each statement with its source.

A text names the facts that it stands on as Markdown names a footnote, after the sentence: `Vandaag noemt de
dienstverlener niemand.[^no-subject]`; see `marks`.
"""

from collections.abc import Mapping
from typing import Any, Final

from ehtutor.course.format import Among, KeyRow, Others, Scope, Structure, by_name
from ehtutor.course.model import Certainty, Footnote
from ehtutor.course.node import Node
from ehtutor.course.problems import Sheet
from ehtutor.course.reader import read
from ehtutor.course.scalars import LINE, TEXT, VERSION

FACT: Final = Structure(dict, (
    KeyRow("source", LINE),
    KeyRow("mark", Among({mark.value: mark for mark in Certainty})),
), Others(kind=TEXT, of="language", is_open=True))  # fmt: skip
"""Where it can be read, how sure it is, and what it says in each language."""

FACTS: Final = Structure(dict, (
    KeyRow("format", VERSION),
    KeyRow("facts", Structure(by_name, others=Others(kind=FACT, of="facts", is_open=True))),
))  # fmt: skip


def facts(root: Node, sheet: Sheet, language: str) -> Mapping[str, Footnote]:
    """The facts by id, in the order of the file."""
    scope: Scope = {"language": {language: ()}}
    found: Mapping[str, Mapping[str, Any]] = read(FACTS, root, sheet, scope)["facts"]
    return {
        id: Footnote(id=id, statement=row["named"][language], source=row["source"], mark=row["mark"])
        for id, row in found.items()
    }
