"""The files of the interface catalogue, as one catalogue a language; those that contradict each other are a bug."""

from collections.abc import Collection, Iterator
from pathlib import Path

from ehtutor.course.marks import unmarked
from ehtutor.course.node import Pairs, Scalar
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem


def catalogue(
    folder: Path, language: str, languages: Collection[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Each text of a language by its key, and the names right under each key; ValueError for contradictions."""
    by_key: dict[str, str] = {}
    children: dict[str, dict[str, None]] = {}
    for file in _files(folder, language, languages):
        for parent, name, value in _entries(file):
            children.setdefault(parent, {})[name] = None
            key = f"{parent}.{name}" if parent else name
            if value is not None and by_key.setdefault(key, value) != value:
                raise ValueError(f"{file.name}: {key} stands elsewhere with another text")
    return by_key, {key: tuple(names) for key, names in children.items()}


def _files(folder: Path, language: str, languages: Collection[str]) -> list[Path]:
    return sorted(file for file in folder.glob("*.yaml") if _is_read(file, language, languages))


def _is_read(file: Path, language: str, languages: Collection[str]) -> bool:
    """Whether the file is in this language, or in none: then it has no word for one before its ending."""
    *names, word, _ = file.name.split(".")
    return word == language or (not names and word not in languages)


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
                yield parent, key, unmarked(words)
            case Scalar(text=key), Pairs():
                yield parent, key, None
                yield from _walk(f"{parent}.{key}" if parent else key, value, file)
            case _:
                raise ValueError(f"{file.name}:{value.line}:{value.column}: neither a text nor a mapping")
