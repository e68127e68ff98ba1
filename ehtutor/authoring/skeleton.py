"""A lesson to begin with: it passes the check, and each of its texts says what to write there."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ehtutor.course.folder import Folder
from ehtutor.course.model import Course
from ehtutor.course.node import NOTHING, Node, Pairs, Scalar, child, items
from ehtutor.course.parse import parse
from ehtutor.course.problems import Problem, Sheet, shortened
from ehtutor.course.scalars import is_id, text
from ehtutor.course.shipped import shipped
from ehtutor.course.source import course_languages, load
from ehtutor.course.texts import LANGUAGES
from ehtutor.value import Value

TEMPLATES: Final = "interface/skeleton"
"""Below the shipped lessons: a course, a lesson, and its texts in each language."""
_COURSE: Final = "course.yaml"
_NETWORK: Final = "network.yaml"
_KEYS: Final = "keys"


class Refused(Value):
    """Why nothing was written."""

    code: str
    found: str = ""
    problems: tuple[Problem, ...] = ()
    """Of the course to which the lesson was to be added."""


def new_lesson(folder: Path, id: str, language: str) -> tuple[Path, ...] | Refused:
    """Write a new lesson into the course folder, and name it last in `course.yaml`; the files that were written.

    A folder without a course becomes one, with the network and keys that ship. Nothing is overwritten.
    """
    if not is_id(id):
        return Refused(code="bad-id", found=id)
    is_new = not (folder / _COURSE).exists()
    taken = [folder / name for name in ((id, _NETWORK, _KEYS) if is_new else (id,))]
    for path in taken:
        if path.exists() or path.is_symlink():
            return Refused(code="exists", found=str(path))
    course = load(shipped() if is_new else folder, language)
    if not isinstance(course, Course):
        return Refused(code="problems", problems=course)
    words = _login(course)
    if words is None:
        return Refused(code="no-login", found=str(folder / _NETWORK))
    named = {"LESSON-ID": _quoted(id), **words}
    if is_new:
        return (*_lesson(folder / id, (language,), language, named), *_new_course(folder, language, named))
    languages = course_languages(folder)
    return (*_lesson(folder / id, languages, language, named), _enlisted(folder / _COURSE, id))


def needless(folder: Path) -> Iterator[Problem]:
    """A remark for each lesson that says how long it takes: that is worked out."""
    for file in sorted(folder.glob("*/lesson.yaml")):
        written = child(_texts(file.parent, file.name), "minutes")
        if isinstance(written, Scalar):
            path = file.relative_to(folder).as_posix()
            yield Problem(file=path, line=written.line, column=written.column, code="needless-minutes", values={})


def left_as_given(folder: Path) -> Iterator[Problem]:
    """A remark for each file of texts in which what says what to write there was left as it is."""
    given = {text for language in LANGUAGES for _, text in _told(_texts(shipped() / TEMPLATES, f"{language}.yaml"))}
    for file in sorted(folder.glob("*/*.yaml")):
        if (file.parent / "lesson.yaml").exists() and file.name != "lesson.yaml":
            left = [scalar for scalar, text in _told(_texts(file.parent, file.name)) if text in given]
            for first in left[:1]:
                values = {"found": shortened(first.text.strip()), "count": str(len(left))}
                path = file.relative_to(folder).as_posix()
                yield Problem(file=path, line=first.line, column=first.column, code="left-as-given", values=values)


def _texts(folder: Path, name: str) -> Node:
    content = Folder(folder).content(name)
    parsed = parse(name, content) if content is not None else NOTHING
    return NOTHING if isinstance(parsed, Problem) else parsed


def _told(root: Node) -> Iterator[tuple[Scalar, str]]:
    """The texts that speak to an author: what the lesson says of itself, and the text and whys of its cards.

    A title or a hint of the skeleton may well be one's own.
    """
    cards = child(root, "cards")
    whys = [child(option, "why") for card in _values(cards) for option in _values(child(card, "options"))]
    said = (child(root, "title"), child(root, "summary"), *items(child(root, "goals")))
    for each in (*said, *(child(card, "text") for card in _values(cards)), *whys):
        if isinstance(each, Scalar):
            yield each, each.text.strip()


def _values(node: Node) -> tuple[Node, ...]:
    return tuple(value for _, value in node.pairs) if isinstance(node, Pairs) else ()


def _login(course: Course) -> Mapping[str, str] | None:
    """A login of this network that succeeds: who, where, and with which middel."""
    network = course.network
    for service in network.services:
        for gebruiker in network.gebruikers:
            carried = {item.number for item in gebruiker.wallet}
            for middel in map(network.middel, gebruiker.registered):
                is_sound = not middel.revoked and middel.valid_until > course.now and middel.holder == gebruiker.id
                if is_sound and middel.loa >= service.loa and middel.number in carried:
                    found = {"GEBRUIKER": gebruiker.id, "SERVICE": service.id, "MIDDEL": middel.number}
                    return {name: _quoted(word) for name, word in found.items()}
    return None


def _lesson(folder: Path, languages: tuple[str, ...], spoken: str, words: Mapping[str, str]) -> tuple[Path, ...]:
    folder.mkdir(parents=True)
    texts = (
        _write(folder / f"{each}.yaml", f"{each if each in LANGUAGES else spoken}.yaml", words) for each in languages
    )
    return (_write(folder / "lesson.yaml", "lesson.yaml", words), *texts)


def _new_course(folder: Path, language: str, words: Mapping[str, str]) -> tuple[Path, ...]:
    shutil.copyfile(shipped() / _NETWORK, folder / _NETWORK)
    shutil.copytree(shipped() / _KEYS, folder / _KEYS)
    written = _write(folder / _COURSE, _COURSE, {"LANGUAGE": language, **words})
    return written, folder / _NETWORK, folder / _KEYS


def _write(file: Path, template: str, words: Mapping[str, str]) -> Path:
    source = (shipped() / TEMPLATES / template).read_text(encoding="utf-8")
    pattern = re.compile("|".join(sorted(words, key=len, reverse=True)))
    with file.open("x", encoding="utf-8") as stream:
        stream.write(pattern.sub(lambda found: words[found[0]], source))
    return file


def _quoted(id: str) -> str:
    """An id as it is written in YAML: between quotes where it looks like a number or a yes."""
    sheet = Sheet(file="")
    text(Scalar(id, True, 1, 1), sheet)
    return f'"{id}"' if sheet.problems else id


def _enlisted(file: Path, id: str) -> Path:
    """Name one more lesson after the last in `course.yaml`; everything else stays as it was written."""
    written = file.read_bytes().decode("utf-8")
    source = written.removeprefix("\ufeff")
    mark = written.removesuffix(source)
    last = _last_lesson(parse(file.name, source.encode()))
    lines = source.splitlines(keepends=True)
    line = lines[last.line - 1]
    end = "\r\n" if line.endswith("\r\n") else "\n"
    before = line[: last.column - 1]
    if re.fullmatch(r"\s*-\s+", before):
        lines[last.line - 1] = line.rstrip("\r\n") + end
        lines.insert(last.line, f"{before}{_quoted(id)}{end}")
    else:
        after = last.column - 1 + len(last.text) + (0 if last.is_plain else 2)
        lines[last.line - 1] = f"{line[:after]}, {_quoted(id)}{line[after:]}"
    file.write_bytes((mark + "".join(lines)).encode("utf-8"))
    return file


def _last_lesson(root: Node | Problem) -> Scalar:
    assert not isinstance(root, Problem), "the course has just been read"
    return [each for each in items(child(root, "lessons")) if isinstance(each, Scalar)][-1]
