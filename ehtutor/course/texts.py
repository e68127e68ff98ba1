"""The interface catalogue: every sentence that the program itself says, by a dotted key, in one language.

These files ship with the program and are never a learner's or a teacher's, so a mistake in them is a bug and
raises; a lesson's own texts are read elsewhere.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ehtutor.course.shipped import as_built, shipped
from ehtutor.value import Value

LANGUAGES: Final = ("nl", "en")
"""The languages of the interface; the first is where nothing else was asked."""


PROGRAM: Final = "ehtutor"
"""The name of the program, as it stands in the texts and wherever a command is put together."""
# what was told once is told again inside another text; nothing that begins with a path, or with `-m`, is replaced twice
_COMMAND: Final = re.compile(
    r"(?<![\w/\\.-])(?<!-m )ehtutor(?= (?:walkthrough|quiz|progress|glossary|lessons|demo|export)\b| --lang\b)"
)


class Texts(Value):
    """The texts of one language."""

    language: str
    by_key: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    """The names right under each key that has any, in the order of the files; a name may hold dots itself."""
    program: str = PROGRAM
    """How the program is started here, so that a command that is told works when it is typed."""

    def say(self, key: str, /, **values: object) -> str:
        """The text with its placeholders filled in; KeyError for an unknown key or a missing value."""
        said = self.by_key[key].format(**values)
        return said if self.program == PROGRAM else _COMMAND.sub(lambda _: self.program, said)

    def quoted(self, name: str) -> str:
        """A name between the quotation marks of the language."""
        return self.say("cli.quoted", name=name)

    def has(self, key: str) -> bool:
        """Whether there is a text under this very key."""
        return key in self.by_key

    def under(self, prefix: str) -> tuple[str, ...]:
        """The names right under this key: `f"{prefix}.{name}"` is a key again."""
        return self.children.get(prefix, ())


@cache
def interface(language: str) -> Texts:
    """Everything that the program says in this language; KeyError for a language that it does not speak."""
    texts = as_built(f"texts.{language}")
    return texts if isinstance(texts, Texts) else read(shipped() / "interface", language)


def read(folder: Path, language: str) -> Texts:
    """The files of one language as one catalogue; ValueError where they contradict each other or are none."""
    from ehtutor.course.texts_files import catalogue  # noqa: PLC0415  start-up: a wheel reads no YAML

    if language not in LANGUAGES:
        raise KeyError(language)
    by_key, children = catalogue(folder, language, LANGUAGES)
    return Texts(language=language, by_key=by_key, children=children)
