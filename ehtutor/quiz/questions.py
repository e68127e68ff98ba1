"""The kinds of question, each with its key: what is asked, what can be answered, and which answer is right.

A question knows no card, no screen and no engine. Its key is what somebody claims; that it is true is checked
elsewhere.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias, assert_never

from ehtutor.value import Value


class Option(Value):
    """One answer to choose, with the why of this very answer."""

    id: str
    label: str
    why: str
    misconception: str = ""
    """The id of what somebody who chooses it wrongly may believe; empty where it stands for none."""


class Label(Value):
    """Something to match with."""

    id: str
    label: str


class Gap(Value):
    """A place in a sentence to fill in, and every spelling that is right there; the first is the one to show."""

    id: str
    accept: tuple[str, ...]


class OneOf(Value):
    """One of many; true or false too."""

    options: tuple[Option, ...]
    key: str


class SeveralOf(Value):
    """All that are right, and no other."""

    options: tuple[Option, ...]
    key: frozenset[str]


class Order(Value):
    """Put in order; the options stand as they are shown."""

    options: tuple[Option, ...]
    key: tuple[str, ...]


class Match(Value):
    """One on the right for each on the left; what stands on the right may fit more than once, or nowhere."""

    left: tuple[Option, ...]
    right: tuple[Label, ...]
    key: Mapping[str, str]
    """From left to right."""


class Number(Value):
    """A whole number, typed."""

    key: int
    why: str


class Text(Value):
    """A few words, typed."""

    accept: tuple[str, ...]
    """Every spelling that is right; the first is the one to show."""
    why: str


class Cloze(Value):
    """A sentence with gaps to fill in."""

    sentence: str
    """With `{id}` where each gap is."""
    gaps: tuple[Gap, ...]
    """In the order of the sentence."""
    why: str


Question: TypeAlias = OneOf | SeveralOf | Order | Match | Number | Text | Cloze

AnswerKey: TypeAlias = str | frozenset[str] | tuple[str, ...] | Mapping[str, str] | int
"""What makes an answer right, for the kinds whose key an engine can confirm."""

Given: TypeAlias = str | tuple[str, ...] | Mapping[str, str]
"""An answer: an id; ids, in the order given; or by id what was matched or typed."""

TYPED: Final = "answer"
"""The id of the one blank of a number or a text."""

MISCONCEPTIONS: Final = (
    "dv-knows-middel",
    "dv-checks-credential",
    "dv-asks-middel",
    "hm-checks-credential",
    "ad-knows-service",
    "ad-answers-dv",
    "level-is-exact",
    "level-set-by-other",
    "level-from-factors",
    "sender-checks",
    "signature-hides",
    "signature-proves-all",
    "failure-tells-why",
    "cancel-is-refusal",
    "negative-is-invalid",
    "same-name-same-message",
    "direction-mixup",
    "order-mixup",
    "id-mixup",
    "time-mixup",
    "address-mixup",
    "name-mixup",
    "status-mixup",
    "replay-is-harmless",
    "browser-is-trusted",
    "term-mixup",
)
"""What somebody may think who answers wrongly, by id; in words they are `misconception.<id>` of the interface texts."""


def right_answer(question: Question) -> Given:
    """The answer that is right; where there are several, the one to show."""
    match question:
        case OneOf(key=key):
            return key
        case SeveralOf():
            return right_choices(question)
        case Order(key=order):
            return order
        case Match(key=pairs):
            return pairs
        case Number() | Text() | Cloze():
            return right_words(question)
        case _:
            assert_never(question)


def right_choices(question: SeveralOf) -> tuple[str, ...]:
    """The ids of the right options, in the order in which they are shown."""
    return tuple(option.id for option in question.options if option.id in question.key)


def right_words(question: Number | Text | Cloze) -> Mapping[str, str]:
    """What to type, by the id of the blank."""
    match question:
        case Number(key=number):
            return {TYPED: str(number)}
        case Text(accept=accept):
            return {TYPED: accept[0]}
        case Cloze(gaps=gaps):
            return {gap.id: gap.accept[0] for gap in gaps}
        case _:
            assert_never(question)


def key_of(question: Question) -> AnswerKey | None:
    """What makes an answer right, in the shape in which an engine says it; None for words, which no engine knows."""
    match question:
        case OneOf(key=key):
            return key
        case SeveralOf(key=keys):
            return keys
        case Order(key=order):
            return order
        case Match(key=pairs):
            return pairs
        case Number(key=number):
            return number
        case Text() | Cloze():
            return None
        case _:
            assert_never(question)


def words_of(question: Question) -> tuple[str, ...]:
    """Every text of a question that is read before or after answering."""
    match question:
        case OneOf(options=options) | SeveralOf(options=options) | Order(options=options):
            return tuple(words for option in options for words in (option.label, option.why))
        case Match(left=left, right=right):
            return (*(words for one in left for words in (one.label, one.why)), *(one.label for one in right))
        case Number(why=why) | Text(why=why):
            return (why,)
        case Cloze(sentence=sentence, why=why):
            return sentence, why
        case _:
            assert_never(question)
