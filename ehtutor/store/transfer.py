"""What moves between machines: the whole log of a course as JSON Lines, the public format `ehtutor-progress`.

First a header, then one line for each entry of a walkthrough and each event of the quiz, with the lane and the number
that it has on the machine where it was entered. Reading is a door: a file may come from anybody.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ehtutor import __version__
from ehtutor.quiz import loglines, times
from ehtutor.quiz.logged import Answered, Logged
from ehtutor.session.screen import spelling
from ehtutor.session.screen.action import Answer
from ehtutor.value import Value, field

FORMAT: Final = "ehtutor-progress"
VERSION: Final = 2
"""Since the second, a file tells which exams were begun; one of the first is read too."""
MOST_BYTES: Final = 200_000_000
LARGEST: Final = 2**53 - 1
"""The largest number that every reader of JSON takes as it is."""
_ENTRIES: Final = ("answer", "start-over", "finished")
_WALKED: Final = frozenset({"kind", "lane", "n", "lesson", "revision", "at", "entry", "answer"})
_HEADER: Final = frozenset({"format", "version", "program", "course", "answers", "right"})


class Walked(Value):
    """An entry of a walkthrough, as the log keeps it."""

    lane: str
    n: int
    lesson: str
    entry: str
    """One of `answer`, `start-over`, `finished`."""
    revision: str | None
    at: str | None
    answer: str | None
    """The line of an answer."""


class Happened(Value):
    """An event of the quiz, with its place."""

    lane: str
    n: int
    event: Logged


class Transfer(Value):
    """Everything in a file."""

    course: str
    answers: int
    right: int
    """What the header says: the quiz answers in the file, and how many of them are right."""
    walked: tuple[Walked, ...]
    happened: tuple[Happened, ...]
    lines: tuple[int, ...]
    """Of each of `happened`, the line where it stands."""


class BadTransfer(Value):
    """Why a file can't be taken: the line, a code of `transfer` in the interface texts, and what goes into it."""

    line: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


class Merged(Value):
    """What came in, and what was there already."""

    new: int
    known: int


def lines(course: str, walked: Sequence[Walked], happened: Sequence[Happened]) -> Iterator[str]:
    """The file, line by line, without line ends."""
    given = [each.event for each in happened if isinstance(each.event, Answered)]
    header = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "course": course,
        "answers": len(given),
        "right": sum(each.is_right for each in given),
    }
    yield json.dumps(header, ensure_ascii=False)
    for each in walked:
        yield json.dumps(
            {
                "kind": "walked",
                "lane": each.lane,
                "n": each.n,
                "lesson": each.lesson,
                "revision": each.revision,
                "at": each.at,
                "entry": each.entry,
                "answer": None if each.answer is None else json.loads(each.answer),
            },
            ensure_ascii=False,
        )
    for one in happened:
        yield json.dumps({"lane": one.lane, "n": one.n, **loglines.fields(one.event)}, ensure_ascii=False)


def read(data: bytes) -> Transfer | BadTransfer:
    """Everything in a file, or the first line that is wrong."""
    if len(data) > MOST_BYTES:
        return BadTransfer(line=1, code="too-large", values={"most": str(MOST_BYTES // 1_000_000)})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return BadTransfer(line=data[: error.start].count(b"\n") + 1, code="encoding")
    first, *rest = text.split("\n")
    header = _object(first)
    if header is None or header.get("format") != FORMAT:
        return BadTransfer(line=1, code="not-ours")
    if type(header.get("version")) is int and header["version"] > VERSION:
        return BadTransfer(line=1, code="newer", values={"found": str(header["version"])})
    if set(header) != _HEADER or not _is_header(header):
        return BadTransfer(line=1, code="header")
    walked: list[Walked] = []
    happened: list[Happened] = []
    places: list[int] = []
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        found = _object(line)
        one = None if found is None else _walked(found) if found.get("kind") == "walked" else _happened(found)
        match one:
            case Walked():
                walked.append(one)
            case Happened():
                happened.append(one)
                places.append(number)
            case None:
                return _bad(number, found)
    return Transfer(
        course=header["course"],
        answers=header["answers"],
        right=header["right"],
        walked=tuple(walked),
        happened=tuple(happened),
        lines=tuple(places),
    )


def _bad(line: int, found: Mapping[str, Any] | None) -> BadTransfer:
    at = found.get("at") if found else None
    if isinstance(at, str) and times.is_strange(at):
        years = {"first": str(times.FIRST.year), "last": str(times.LAST.year)}
        return BadTransfer(line=line, code="moment", values={"found": at, **years})
    return BadTransfer(line=line, code="line")


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line, object_pairs_hook=loglines.without_doubles)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_header(found: Mapping[str, Any]) -> bool:
    numbers = all(type(found[name]) is int and found[name] >= 0 for name in ("version", "answers", "right"))
    return numbers and all(_is_text(found[name]) for name in ("program", "course"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= loglines.LONGEST and value.isprintable()


def _has_place(found: Mapping[str, Any]) -> bool:
    return _is_text(found.get("lane")) and type(found.get("n")) is int and 0 < found["n"] <= LARGEST


def _walked(found: Mapping[str, Any]) -> Walked | None:
    if set(found) != _WALKED or not _has_place(found) or not _is_text(found["lesson"]):
        return None
    if found["entry"] not in _ENTRIES or not (found["revision"] is None or _is_text(found["revision"])):
        return None
    if not (found["at"] is None or (_is_text(found["at"]) and times.moment(found["at"]))):
        return None
    line = None if found["answer"] is None else json.dumps(found["answer"], ensure_ascii=False)
    if (line is None) is (found["entry"] == "answer"):
        return None
    if line is not None and not isinstance(spelling.decode(line), Answer):
        return None
    return Walked(
        lane=found["lane"],
        n=found["n"],
        lesson=found["lesson"],
        entry=found["entry"],
        revision=found["revision"],
        at=found["at"],
        answer=line,
    )


def _happened(found: Mapping[str, Any]) -> Happened | None:
    if not _has_place(found):
        return None
    event = loglines.read({name: value for name, value in found.items() if name not in ("lane", "n")})
    return None if event is None else Happened(lane=found["lane"], n=found["n"], event=event)


def schema() -> dict[str, object]:
    """The JSON Schema of a line, for other tools that read these files."""
    text = {"type": "string", "maxLength": loglines.LONGEST}
    place = {"lane": {**text, "minLength": 1}, "n": {"type": "integer", "minimum": 1, "maximum": LARGEST}}
    header = {
        "format": {"const": FORMAT},
        "version": {"enum": [*range(1, VERSION + 1)]},
        "program": text,
        "course": text,
        "answers": {"type": "integer", "minimum": 0},
        "right": {"type": "integer", "minimum": 0},
    }
    walked = {
        "kind": {"const": "walked"},
        **place,
        "lesson": text,
        "revision": {"type": ["string", "null"]},
        "at": {"type": ["string", "null"]},
        "entry": {"enum": list(_ENTRIES)},
        "answer": {"type": ["object", "null"]},
    }
    kinds = [_shape(header), _shape(walked)]
    kinds += [_shape({"kind": {"const": kind}, **place, **each}) for kind, each in loglines.shapes().items()]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, "oneOf": kinds}


def _shape(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
