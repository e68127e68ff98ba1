"""Grading: whether an answer is right, and why; a pure function of question and answer.

A choice is graded with the why of what was chosen. What was typed wrong has no why of its own, and the why of the
question would give the right answer away: so that one stands with a right answer only.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, assert_never

from ehtutor.quiz.questions import (
    TYPED,
    Cloze,
    Gap,
    Given,
    Label,
    Match,
    Number,
    OneOf,
    Option,
    Order,
    Question,
    SeveralOf,
    Text,
)
from ehtutor.value import Value

_NUMBER: Final = re.compile(r"\s*[0-9]{1,9}\s*", re.ASCII)


class Why(Value):
    """Why a part of an answer is right or wrong."""

    label: str
    """The part, as the learner sees it."""
    why: str
    """Empty where to say it would give the answer away."""


class Grade(Value):
    """What an answer is worth: all or nothing, as half an answer about a protocol is a wrong one."""

    is_right: bool
    reasons: tuple[Why, ...]


def grade(question: Question, given: Given) -> Grade | None:
    """Grade an answer; None for what is no answer to this question, such as an id that it does not have."""
    match question:
        case OneOf():
            return _one(question, given)
        case SeveralOf():
            return _several(question, given)
        case Order():
            return _order(question, given)
        case Match():
            return _match(question, given)
        case Number(key=key, why=why):
            typed = _typed(given)
            return _reasoned(int(typed) == key, typed.strip(), why) if typed and is_number(typed) else None
        case Text(accept=accept, why=why):
            typed = _typed(given)
            return _reasoned(is_accepted(typed, accept), typed, why) if typed else None
        case Cloze():
            return _cloze(question, given)
        case _:
            assert_never(question)


def is_number(typed: str) -> bool:
    """Whether this can be read as a whole number."""
    return _NUMBER.fullmatch(typed) is not None


def is_accepted(typed: str, accept: Iterable[str]) -> bool:
    """Whether this is one of the accepted spellings, but for what `folded` takes away."""
    return folded(typed) in {folded(spelling) for spelling in accept}


def folded(text: str) -> str:
    """The text without case, accents, doubled spaces, and without spaces and punctuation around it.

    A plus is no punctuation: EH2+ is another level than EH2.
    """
    signs = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()
    edges = "".join(sign for sign in set(bare) if sign.isspace() or unicodedata.category(sign).startswith("P"))
    return " ".join(bare.strip(edges).split())


def _one(question: OneOf, given: Given) -> Grade | None:
    options = {option.id: option for option in question.options}
    if not isinstance(given, str) or given not in options:
        return None
    return Grade(is_right=given == question.key, reasons=_reasons([options[given]]))


def _several(question: SeveralOf, given: Given) -> Grade | None:
    if not isinstance(given, tuple) or not given or not _are_distinct(given, question.options):
        return None
    chosen = [option for option in question.options if option.id in given]
    return Grade(is_right=frozenset(given) == question.key, reasons=_reasons(chosen))


def _order(question: Order, given: Given) -> Grade | None:
    """All the whys of the right order, else that of the first that stands wrong."""
    options = {option.id: option for option in question.options}
    if not isinstance(given, tuple) or len(given) != len(options) or not _are_distinct(given, question.options):
        return None
    wrong = [id for id, right in zip(given, question.key, strict=True) if id != right]
    return Grade(is_right=not wrong, reasons=_reasons(options[id] for id in wrong[:1] or given))


def _match(question: Match, given: Given) -> Grade | None:
    """All the whys of what is matched right, else that of the first that is matched wrong."""
    labels = {label.id: label.label for label in question.right}
    if not isinstance(given, Mapping) or not _fills(given, question.left) or not set(given.values()) <= set(labels):
        return None
    wrong = [left for left in question.left if given[left.id] != question.key[left.id]]
    reasons = tuple(
        Why(label=f"{left.label} → {labels[given[left.id]]}", why=left.why) for left in wrong[:1] or question.left
    )
    return Grade(is_right=not wrong, reasons=reasons)


def _cloze(question: Cloze, given: Given) -> Grade | None:
    if not isinstance(given, Mapping) or not _fills(given, question.gaps) or not all(given.values()):
        return None
    is_right = all(is_accepted(given[gap.id], gap.accept) for gap in question.gaps)
    return _reasoned(is_right, ", ".join(given[gap.id] for gap in question.gaps), question.why)


def _reasoned(is_right: bool, typed: str, why: str) -> Grade:
    return Grade(is_right=is_right, reasons=(Why(label=typed, why=why if is_right else ""),))


def _typed(given: Given) -> str | None:
    return given[TYPED] if isinstance(given, Mapping) and set(given) == {TYPED} else None


def _reasons(options: Iterable[Option]) -> tuple[Why, ...]:
    return tuple(Why(label=option.label, why=option.why) for option in options)


def _are_distinct(ids: Sequence[str], options: Sequence[Option]) -> bool:
    return len(set(ids)) == len(ids) and set(ids) <= {option.id for option in options}


def _fills(given: Mapping[str, str], places: Sequence[Option | Label | Gap]) -> bool:
    return set(given) == {place.id for place in places}
