"""Answers from a file: JSON Lines, one answer a line, replayed exactly.

The nth answer is on the nth line (so an empty line is a mistake), which lets a mismatch halfway name its line.
A file may be hostile: what is wrong with it comes back as a value with its line, and never as an exception.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, assert_never

from ehtutor.quiz.grading import is_number
from ehtutor.session.screen.action import (
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
    onward,
)
from ehtutor.session.screen.prompt import (
    Choose,
    ChooseMany,
    Continue,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Takes,
    Write,
)
from ehtutor.session.screen.spelling import Undecodable, decode, kind
from ehtutor.value import Value, field

MOST_BYTES: Final = 1_000_000
"""A longer file is refused unread; whoever reads the file needs one byte more than this to know."""
_BOM: Final = b"\xef\xbb\xbf"


class BadLine(Value):
    """The first line that is no answer; `answers.<code>` in the interface texts says why."""

    line: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    """May quote the file, so whoever prints it makes it harmless."""


class Mismatch(Exception):
    """The recorded answer is for another prompt than the one that is open; the fields are those of `BadLine`."""

    def __init__(self, line: int, code: str, values: Mapping[str, str]) -> None:
        super().__init__(line, code, values)
        self.line = line
        self.code = code
        self.values = values


class Exhausted(Exception):
    """A prompt is open and the recorded answers are used up; the fields are those of `BadLine`."""

    def __init__(self, line: int, card: str) -> None:
        super().__init__(line, card)
        self.line = line
        self.code = "exhausted"
        self.values: Mapping[str, str] = {"card": card}


def parse(data: bytes) -> tuple[Answer, ...] | BadLine:
    """The answers in the bytes of a file, or the first thing that is wrong with it."""
    if len(data) > MOST_BYTES:
        return BadLine(line=_line_at(data, MOST_BYTES), code="too-big")
    if b"\0" in data:
        return BadLine(line=_line_at(data, data.index(b"\0")), code="binary")
    data = data.removeprefix(_BOM).rstrip(b"\r\n")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return BadLine(line=_line_at(data, error.start), code="encoding")
    return _parse_lines(text.split("\n") if text else [])


def _parse_lines(lines: Sequence[str]) -> tuple[Answer, ...] | BadLine:
    answers = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            return BadLine(line=number, code="empty-line")
        match decode(line):
            case Answer() as answer:
                answers.append(answer)
            case Undecodable(code=code, values=values):
                return BadLine(line=number, code=code, values=values)
    return tuple(answers)


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


class Recorded:
    """Answers each prompt with the next recorded answer, provided that it fits; a class, as it keeps its place."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = tuple(answers)
        self._used = 0

    @property
    def left(self) -> int:
        """How many answers have not been used."""
        return len(self._answers) - self._used

    def __call__(self, prompt: Prompt) -> Answer:
        """The next answer as it was recorded, with its own time; raises `Mismatch` or `Exhausted`."""
        if not self.left:
            raise Exhausted(self._used, prompt.card)
        answer = self._answers[self._used]
        difference = _difference(prompt, answer)
        if difference is not None:
            code, expected, found = difference
            raise Mismatch(self._used + 1, code, {"expected": expected, "found": found, "card": prompt.card})
        self._used += 1
        return answer


def _difference(prompt: Prompt, answer: Answer) -> tuple[str, str, str] | None:
    """Where the answer doesn't fit the prompt: a code, what was expected, what was found."""
    if answer.card != prompt.card:
        return "other-card", prompt.card, answer.card
    match prompt, answer.action:
        case _, Pressed(key=key):
            names = [hint.key.value for hint in prompt.keys]
            return None if key.value in names else ("key-not-now", ", ".join(names), key.value)
        case Continue(), (Continued() | Chosen()) as action if action == onward(prompt):
            return None
        case Choose(choices=choices), Chosen(id=found):
            return _unless(found in _ids(choices), "other-choice", _ids(choices), [found])
        case ChooseMany(choices=choices), ChosenMany(ids=found):
            are_some = bool(found) and set(found) <= set(_ids(choices)) and len(set(found)) == len(found)
            return _unless(are_some, "other-choices", _ids(choices), found)
        case OrderChoices(choices=choices), Ordered(ids=found):
            return _unless(sorted(found) == sorted(_ids(choices)), "other-order", _ids(choices), found)
        case MatchChoices(left=left, right=right), Matched(pairs=pairs):
            are_all = set(pairs) == set(_ids(left))
            are_right = set(pairs.values()) <= set(_ids(right))
            wrong = _unless(are_right, "other-choices", _ids(right), pairs.values())
            return _unless(are_all, "other-blanks", _ids(left), pairs) or wrong
        case Write(blanks=blanks), Written(values=values):
            wanted = [blank.id for blank in blanks]
            return _unless(set(wanted) == set(values), "other-blanks", wanted, values) or _no_number(prompt, values)
    return "other-prompt", _kind(prompt), kind(answer.action)


def _ids(choices: Iterable[Selectable]) -> list[str]:
    return [choice.id for choice in choices]


def _unless(fits: bool, code: str, expected: Iterable[str], found: Iterable[str]) -> tuple[str, str, str] | None:
    return None if fits else (code, ", ".join(expected), ", ".join(found))


def _no_number(prompt: Write, values: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The first blank that takes a number and got something else."""
    numbers = [blank.id for blank in prompt.blanks if blank.takes is Takes.NUMBER]
    wrong = [id for id in numbers if not is_number(values[id])]
    return ("no-number", wrong[0], values[wrong[0]]) if wrong else None


def _kind(prompt: Prompt) -> str:
    match prompt:
        case Continue():
            return "continue"
        case Choose():
            return "choose"
        case ChooseMany():
            return "choose-many"
        case OrderChoices():
            return "order"
        case MatchChoices():
            return "match"
        case Write():
            return "write"
    assert_never(prompt)
