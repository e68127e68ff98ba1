"""What happens in the quiz, as values that are only added: the begin of an exam, an answer, its undoing, a remark.

Each is one line of JSON, the same in the log and in the files that move between machines: the fields of a class are
what the line of its kind holds, in this order, no more and no less.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, TypeAlias

import msgspec

from ehtutor import json_line
from ehtutor.quiz.times import is_possible
from ehtutor.value import Value

LONGEST: Final = 2_000
"""Characters of any text in a line."""
_Bounded: TypeAlias = Annotated[str, msgspec.Meta(max_length=LONGEST)]
_Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
_At: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
_FEW: Final = msgspec.Meta(max_length=1_000)


class Begun(Value, tag_field="kind", tag="begun", forbid_unknown_fields=True):
    """An exam was begun: what is not answered of it counts as wrong, whenever it is broken off."""

    uid: _Bounded
    """Of this event, different from that of any other on any machine."""
    sitting: _Bounded
    """The uid of the exam."""
    asked: _Count
    """So many questions."""
    at: _At


class Answered(
    Value,
    tag_field="kind",
    tag="answered",
    forbid_unknown_fields=True,
    rename={"language": "lang", "is_right": "right", "is_exam": "exam"},
):
    """A question was answered."""

    uid: _Bounded
    question: _Bounded
    revision: _Count
    seed: _Bounded
    """With which a generated question was made."""
    language: _Bounded
    given: _Bounded | Annotated[tuple[_Bounded, ...], _FEW] | Annotated[Mapping[_Bounded, _Bounded], _FEW]
    """A `Given`, of no more than a line may hold."""
    is_right: bool
    hints: _Count
    """So many were seen before."""
    seconds: _Count
    """From seeing the question to answering it."""
    misconceptions: tuple[_Bounded, ...]
    """Of the wrong options that were chosen."""
    sitting: _Bounded
    """The uid of the quiz or exam that it belongs to."""
    is_exam: bool
    at: _At


class Undone(Value, tag_field="kind", tag="undone", forbid_unknown_fields=True):
    """An earlier answer does not count."""

    uid: _Bounded
    of: _Bounded
    """The uid of that answer."""
    at: _At


class Flagged(Value, tag_field="kind", tag="flagged", forbid_unknown_fields=True):
    """The learner thinks that a question is bad."""

    uid: _Bounded
    question: _Bounded
    revision: _Count
    remark: _Bounded
    at: _At


Logged: TypeAlias = Begun | Answered | Undone | Flagged

_LINES: Final = msgspec.json.Decoder(Logged)


def encode(event: Logged) -> str:
    """The event as one line of JSON, without the line end."""
    return json_line.written(event)


def decode(line: str) -> Logged | None:
    """The event that a line spells; None for anything else."""
    try:
        event = _LINES.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return None
    return event if is_possible(event.at) else None
