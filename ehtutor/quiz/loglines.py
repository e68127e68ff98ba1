"""An event as one line of JSON: the spelling that the log and the files that move between machines share.

Decoding is a door: a line may come from anybody, so every value of it is looked at here and nowhere later.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn, assert_never

from ehtutor.quiz.logged import Answered, Begun, Flagged, Logged, Undone
from ehtutor.quiz.questions import Given
from ehtutor.quiz.times import moment, stamp

LONGEST: Final = 2_000
"""Characters of any text in an event."""
_MOST: Final = 1_000
"""Parts of an answer."""
_LARGEST: Final = 1_000_000_000
"""Of any number in an event."""

_FIELDS: Final[Mapping[str, Mapping[str, type]]] = {
    "begun": {"uid": str, "sitting": str, "asked": int, "at": str},
    "answered": {
        "uid": str,
        "question": str,
        "revision": int,
        "seed": str,
        "lang": str,
        "given": object,
        "right": bool,
        "hints": int,
        "seconds": int,
        "misconceptions": list,
        "sitting": str,
        "exam": bool,
        "at": str,
    },
    "undone": {"uid": str, "of": str, "at": str},
    "flagged": {"uid": str, "question": str, "revision": int, "remark": str, "at": str},
}
"""What a line of each kind holds, beside its kind: no more and no less."""


def encode(event: Logged) -> str:
    """The event as one line of JSON, without the line end."""
    return json.dumps(fields(event), ensure_ascii=False)


def fields(event: Logged) -> dict[str, Any]:
    """What stands in the line of an event."""
    match event:
        case Begun(uid=uid, sitting=sitting, asked=asked, at=at):
            return {"kind": "begun", "uid": uid, "sitting": sitting, "asked": asked, "at": stamp(at)}
        case Answered():
            return {
                "kind": "answered",
                "uid": event.uid,
                "question": event.question,
                "revision": event.revision,
                "seed": event.seed,
                "lang": event.language,
                "given": _plain(event.given),
                "right": event.is_right,
                "hints": event.hints,
                "seconds": event.seconds,
                "misconceptions": list(event.misconceptions),
                "sitting": event.sitting,
                "exam": event.is_exam,
                "at": stamp(event.at),
            }
        case Undone(uid=uid, of=of, at=at):
            return {"kind": "undone", "uid": uid, "of": of, "at": stamp(at)}
        case Flagged(uid=uid, question=question, revision=revision, remark=remark, at=at):
            flagged = {"question": question, "revision": revision}
            return {"kind": "flagged", "uid": uid, **flagged, "remark": remark, "at": stamp(at)}
        case _:
            assert_never(event)


def decode(line: str) -> Logged | None:
    """The event that a line spells; None for anything else."""
    try:
        found = json.loads(line, parse_constant=_refuse, object_pairs_hook=without_doubles)
    except (ValueError, RecursionError):
        return None
    return read(found) if isinstance(found, dict) else None


def read(found: Mapping[str, Any]) -> Logged | None:
    """The event with these fields; None where one lacks, is too many, or is of another kind."""
    kind = found.get("kind")
    wanted = _FIELDS.get(kind) if isinstance(kind, str) else None
    if wanted is None or set(found) != {"kind", *wanted}:
        return None
    if not all(_fits(found[name], type_) for name, type_ in wanted.items()):
        return None
    at = moment(found["at"])
    if at is None or not _can_be_written(found):
        return None
    match kind:
        case "begun":
            return Begun(uid=found["uid"], sitting=found["sitting"], asked=found["asked"], at=at)
        case "answered":
            given = _given(found["given"])
            if given is None or not all(_fits(each, str) for each in found["misconceptions"]):
                return None
            return Answered(
                uid=found["uid"],
                question=found["question"],
                revision=found["revision"],
                seed=found["seed"],
                language=found["lang"],
                given=given,
                is_right=found["right"],
                hints=found["hints"],
                seconds=found["seconds"],
                misconceptions=tuple(found["misconceptions"]),
                sitting=found["sitting"],
                is_exam=found["exam"],
                at=at,
            )
        case "undone":
            return Undone(uid=found["uid"], of=found["of"], at=at)
        case _:
            return Flagged(
                uid=found["uid"],
                question=found["question"],
                revision=found["revision"],
                remark=found["remark"],
                at=at,
            )


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """For json: a name that stands twice is a ValueError."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _fits(value: object, wanted: type) -> bool:
    if wanted is int:
        return type(value) is int and 0 <= value <= _LARGEST
    if wanted is str:
        return isinstance(value, str) and len(value) <= LONGEST
    return isinstance(value, wanted)


def _plain(given: Given) -> object:
    return given if isinstance(given, str) else dict(given) if isinstance(given, Mapping) else list(given)


def _given(found: object) -> Given | None:
    match found:
        case str() if _fits(found, str):
            return found
        case list() if len(found) <= _MOST and all(_fits(each, str) for each in found):
            return tuple(found)
        case dict() if len(found) <= _MOST and all(_fits(each, str) for each in (*found, *found.values())):
            return found
        case _:
            return None


def _can_be_written(found: Mapping[str, Any]) -> bool:
    """JSON can spell half a character (a lone surrogate), which no file or database takes."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


_SHAPES: Final[Mapping[type, object]] = {
    str: {"type": "string", "maxLength": LONGEST},
    int: {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    bool: {"type": "boolean"},
    list: {"type": "array", "items": {"type": "string"}},
    object: {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    },
}


def shapes() -> dict[str, dict[str, object]]:
    """What JSON Schema says of the fields of each kind of line, beside its kind."""
    return {kind: {name: _SHAPES[type_] for name, type_ in wanted.items()} for kind, wanted in _FIELDS.items()}
