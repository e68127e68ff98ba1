"""An answer as one line of JSON: the spelling that the answers file and the learner's log share.

Decoding is a door: a line may come from anybody, so every value of it is looked at here and nowhere later. A
key that was pressed has a kind of its own, `key`, because a blank may be called “key” too.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, assert_never

from ehtutor import json_line
from ehtutor.quiz.times import moment, stamp
from ehtutor.session.screen.action import (
    Action,
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
)
from ehtutor.session.screen.prompt import Key
from ehtutor.value import Value, field

_Json: TypeAlias = None | str | tuple[str, ...] | Mapping[str, str]
_KINDS: Final = ("continue", "choose", "choose-many", "order", "match", "write", "key")
_SHOWN: Final = 60
"""Of a wrong value, so many characters are quoted; it may be a megabyte."""


class Undecodable(Value):
    """Why a line is no answer: a code of `answers` in the interface texts, and what goes into its sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    """May quote the line, so whoever prints it makes it harmless."""


def encode(answer: Answer) -> str:
    """The answer as one line of JSON, without the line end."""
    action = answer.action
    line = {"card": answer.card, "prompt": kind(action), "answer": _json(action), "at": stamp(answer.at)}
    return json_line.written(line)


def decode(line: str) -> Answer | Undecodable:
    """The answer that a line of JSON spells."""
    try:
        fields = json_line.parsed(line)
    except RecursionError:
        return Undecodable(code="nested")
    except ValueError:
        return Undecodable(code="json")
    match fields:
        case {"card": str(card), "prompt": str(prompt), "answer": answer, "at": str(at), **rest} if not rest:
            return _answer(card, _action(prompt, answer), at)
        case _:
            return Undecodable(code="shape")


def kind(action: Action) -> str:
    """The word for an action in a line: the kind of prompt that it answers, or `key`."""
    match action:
        case Continued():
            return "continue"
        case Chosen():
            return "choose"
        case ChosenMany():
            return "choose-many"
        case Ordered():
            return "order"
        case Matched():
            return "match"
        case Written():
            return "write"
        case Pressed():
            return "key"
    assert_never(action)


def _json(action: Action) -> _Json:
    match action:
        case Continued():
            return None
        case Chosen(id=choice):
            return choice
        case ChosenMany(ids=ids) | Ordered(ids=ids):
            return ids
        case Matched(pairs=values) | Written(values=values):
            return dict(values)
        case Pressed(key=key):
            return {"key": key.value}
    assert_never(action)


def _answer(card: str, action: Action | Undecodable, at: str) -> Answer | Undecodable:
    if isinstance(action, Undecodable):
        return action
    entered = moment(at)
    if entered is None:
        return Undecodable(code="at", values={"found": at[:_SHOWN]})
    answer = Answer(card=card, action=action, at=entered)
    # JSON can spell half a character (a lone surrogate), which no terminal, file or database takes
    try:
        encode(answer).encode()
    except UnicodeEncodeError:
        return Undecodable(code="encoding")
    return answer


def _action(prompt: str, answer: object) -> Action | Undecodable:
    match prompt, answer:
        case "continue", None:
            return Continued()
        case "choose", str(choice):
            return Chosen(id=choice)
        case "choose-many", list(ids) if _are_texts(ids):
            return ChosenMany(ids=tuple(ids))
        case "order", list(ids) if _are_texts(ids):
            return Ordered(ids=tuple(ids))
        case "match", dict(pairs) if _are_texts(pairs.values()):
            return Matched(pairs=pairs)
        case "write", dict(values) if _are_texts(values.values()):
            return Written(values=values)
        case "key", {"key": str(name), **rest} if not rest:
            return _pressed(name)
    if prompt in _KINDS:
        return Undecodable(code="answer", values={"prompt": prompt})
    return Undecodable(code="prompt", values={"found": prompt[:_SHOWN], "expected": ", ".join(_KINDS)})


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _pressed(name: str) -> Pressed | Undecodable:
    try:
        return Pressed(key=Key(name))
    except ValueError:
        expected = ", ".join(key.value for key in Key)
        return Undecodable(code="key", values={"found": name[:_SHOWN], "expected": expected})
