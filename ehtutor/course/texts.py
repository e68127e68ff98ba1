"""The interface catalogue: every sentence that the program itself says, by a dotted key, in one language.

These files ship with the program and are never a learner's or a teacher's, so a mistake in them is a bug and
raises; a lesson's own texts are read elsewhere.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ehtutor.course.node import Pairs, Scalar
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem
from ehtutor.course.source import shipped
from ehtutor.value import Value

LANGUAGES: Final = ("nl", "en")
"""The languages of the interface; the first is where nothing else was asked."""


class Texts(Value):
    """The texts of one language."""

    language: str
    by_key: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    """The names right under each key that has any, in the order of the files; a name may hold dots itself."""

    def say(self, key: str, /, **values: object) -> str:
        """The text with its placeholders filled in; KeyError for an unknown key or a missing value."""
        return self.by_key[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a text under this very key."""
        return key in self.by_key

    def under(self, prefix: str) -> tuple[str, ...]:
        """The names right under this key: `f"{prefix}.{name}"` is a key again."""
        return self.children.get(prefix, ())


@cache
def interface(language: str) -> Texts:
    """Everything that the program says in this language; KeyError for a language that it does not speak."""
    return read(shipped() / "interface", language)


def read(folder: Path, language: str) -> Texts:
    """The files of one language as one catalogue; ValueError where they contradict each other or are none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    by_key: dict[str, str] = {}
    children: dict[str, dict[str, None]] = {}
    for file in _files(folder, language):
        for parent, name, value in _entries(file):
            children.setdefault(parent, {})[name] = None
            key = f"{parent}.{name}" if parent else name
            if value is not None and by_key.setdefault(key, value) != value:
                raise ValueError(f"{file.name}: {key} stands elsewhere with another text")
    return Texts(language=language, by_key=by_key, children={key: tuple(names) for key, names in children.items()})


def _files(folder: Path, language: str) -> list[Path]:
    return sorted(file for file in folder.glob("*.yaml") if _is_read(file, language))


def _is_read(file: Path, language: str) -> bool:
    """Whether the file is in this language, or in none: then it has no word for one before its ending."""
    *names, word, _ = file.name.split(".")
    return word == language or (not names and word not in LANGUAGES)


def _entries(file: Path) -> Iterator[tuple[str, str, str | None]]:
    """Parent key, name and text of every entry of a file; the text of what has entries of its own is None."""
    root = parse(file.name, file.read_bytes())
    if not isinstance(root, Pairs):
        code = root.code if isinstance(root, Problem) else "expected-mapping"
        raise ValueError(f"{file.name}:{root.line}:{root.column}: {code}")
    yield from _walk("", root, file)


def _walk(parent: str, node: Pairs, file: Path) -> Iterator[tuple[str, str, str | None]]:
    for name, value in node.pairs:
        match name, value:
            case Scalar(text=key), Scalar(text=words):
                yield parent, key, words
            case Scalar(text=key), Pairs():
                yield parent, key, None
                yield from _walk(f"{parent}.{key}" if parent else key, value, file)
            case _:
                raise ValueError(f"{file.name}:{value.line}:{value.column}: neither a text nor a mapping")
