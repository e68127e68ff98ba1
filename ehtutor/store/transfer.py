"""What moves between machines: the whole log of a course as JSON Lines, the public format `ehtutor-progress`.

First a header, then one line for each entry of a walkthrough and each event of the quiz, with the lane and the number
that it has on the machine where it was entered. Reading is a door: a file may come from anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

import msgspec

from ehtutor import __version__, json_line
from ehtutor.quiz import times
from ehtutor.quiz.logged import LONGEST, Answered, Logged
from ehtutor.session.screen import spelling
from ehtutor.session.screen.action import Answer
from ehtutor.value import Value, field

FORMAT: Final = "ehtutor-progress"
VERSION: Final = 2
"""Since the second, a file tells which exams were begun; one of the first is read too."""
MOST_BYTES: Final = 200_000_000
LARGEST: Final = 2**53 - 1
"""The largest number that every reader of JSON takes as it is."""

_Name: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
_Total: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
_N: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]


class Header(Value, forbid_unknown_fields=True):
    """Of which course this is, and how much of it."""

    format: Literal["ehtutor-progress"]
    version: Literal[1, 2]
    program: _Name
    course: _Name
    answers: _Total
    """So many quiz answers are in the file."""
    right: _Total
    """So many of these are right."""


class Walked(Value, tag_field="kind", tag="walked", forbid_unknown_fields=True):
    """An entry of a walkthrough, as the log keeps it."""

    lane: _Name
    n: _N
    lesson: _Name
    revision: _Name | None
    at: _Name | None
    entry: Literal["answer", "start-over", "finished"]
    answer: str | None
    """The line of an answer; in the file it is an object."""


class Happened(Value):
    """An event of the quiz, with its place."""

    lane: _Name
    n: _N
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
    right = sum(each.is_right for each in given)
    yield json_line.written(
        Header(
            format="ehtutor-progress",
            version=VERSION,
            program=__version__,
            course=course,
            answers=len(given),
            right=right,
        )
    )
    for each in walked:
        answer = None if each.answer is None else msgspec.Raw(each.answer.encode())
        yield json_line.written({**msgspec.to_builtins(each), "answer": answer})
    for one in happened:
        yield json_line.written({"lane": one.lane, "n": one.n, **msgspec.to_builtins(one.event)})


def read(data: bytes) -> Transfer | BadTransfer:
    """Everything in a file, or the first line that is wrong."""
    if len(data) > MOST_BYTES:
        return BadTransfer(line=1, code="too-large", values={"most": str(MOST_BYTES // 1_000_000)})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return BadTransfer(line=data[: error.start].count(b"\n") + 1, code="encoding")
    first, *rest = text.split("\n")
    header = _header(_object(first))
    if isinstance(header, BadTransfer):
        return header
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
        course=header.course,
        answers=header.answers,
        right=header.right,
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
        found = json_line.parsed(line)
        # JSON can spell half a character (a lone surrogate), which no file or database takes
        json_line.written(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _header(found: Mapping[str, Any] | None) -> Header | BadTransfer:
    if found is None or found.get("format") != FORMAT:
        return BadTransfer(line=1, code="not-ours")
    if type(found.get("version")) is int and found["version"] > VERSION:
        return BadTransfer(line=1, code="newer", values={"found": str(found["version"])})
    try:
        header = msgspec.convert(found, Header)
    except msgspec.ValidationError:
        return BadTransfer(line=1, code="header")
    return header if _are_printable(header.program, header.course) else BadTransfer(line=1, code="header")


def _are_printable(*names: str | None) -> bool:
    return all(name.isprintable() for name in names if name is not None)


def _walked(found: Mapping[str, Any]) -> Walked | None:
    answer = found.get("answer")
    line = {} if answer is None else {"answer": json_line.written(answer)}
    try:
        walked = msgspec.convert({**found, **line}, Walked)
    except msgspec.ValidationError:
        return None
    if not _are_printable(walked.lane, walked.lesson, walked.revision):
        return None
    if walked.at is not None and times.moment(walked.at) is None:
        return None
    if (walked.answer is not None) is not (walked.entry == "answer"):
        return None
    return walked if walked.answer is None or isinstance(spelling.decode(walked.answer), Answer) else None


def _happened(found: Mapping[str, Any]) -> Happened | None:
    event, at = {**found}, found.get("at")
    place = {name: event.pop(name, None) for name in ("lane", "n")}
    event["at"] = times.moment(at) if isinstance(at, str) else None
    try:
        happened = msgspec.convert({**place, "event": event}, Happened)
    except msgspec.ValidationError:
        return None
    return happened if happened.lane.isprintable() else None


def schema() -> dict[str, Any]:
    """The JSON Schema of a line, for other tools that read these files."""
    kinds, shapes = msgspec.json.schema_components((Header, Walked, *get_args(Logged)))
    walked = shapes["Walked"]["properties"]
    walked["answer"] = {"type": ["object", "null"]}
    place = {"lane": walked["lane"], "n": walked["n"]}
    for kind in get_args(Logged):
        event = shapes[kind.__name__]
        event["properties"] = {**event["properties"], **place}
        event["required"] = [*event["required"], *place]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, "oneOf": kinds, "$defs": shapes}
