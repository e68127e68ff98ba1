"""The kinds of question, each with its key: what is asked, what can be answered, and what any answer is worth.

A question knows no card, no screen and no engine. Its key is what somebody claims; that it is true is checked
elsewhere.

Whatever is so of a kind by itself stands in its class, by the same name in each: so only who asks a question in a
prompt, or writes it in a format of its own, has to know which kind it is. There is no class above them all that could
answer for a new kind, so that the type checker names what it lacks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Final, Self, TypeAlias

from ehtutor.quiz.grading import Grade, Why, is_accepted, is_number
from ehtutor.value import Value, replace

AnswerKey: TypeAlias = str | frozenset[str] | tuple[str, ...] | Mapping[str, str] | int
"""What makes an answer right, for the kinds whose key an engine can confirm."""

Given: TypeAlias = str | tuple[str, ...] | Mapping[str, str]
"""An answer: an id; ids, in the order given; or by id what was matched or typed."""

TYPED: Final = "answer"
"""The id of the one blank of a number or a text."""
_NONSENSE: Final = "zzzz"
"""Typed where words are wanted; no key is this."""
_TRUE_FALSE: Final = frozenset({"true", "false"})
_YES_NO: Final = frozenset({"yes", "no"})

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


class QuestionForm(Enum):
    """What kind of question it is, by its name in the exports; more than one may be answered in the same way."""

    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TRUE_FALSE = "true-false"
    ORDER = "order"
    MATCH = "match"
    NUMBER = "number"
    TEXT = "text"
    CLOZE = "cloze"
    WHO_ACTS_NEXT = "who-acts-next"
    FIND_THE_FAULT = "find-the-fault"
    SPOT_THE_DIFFERENCE = "spot-the-difference"


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


class _OfOptions(Value):
    """What the kinds have in common whose answer is made of options."""

    options: tuple[Option, ...]

    @property
    def parts(self) -> tuple[Option, ...]:
        """What has a why of its own."""
        return self.options

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the parts are matched with."""
        return ()

    @property
    def why(self) -> str:
        """That of the question as a whole; empty where each part has its own."""
        return ""

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that is read before or after answering."""
        return _words(self.options)

    def with_whys(self, change: Callable[[str], str]) -> Self:
        """The same question, with every why changed so."""
        return replace(self, options=_with_whys(self.options, change))


class OneOf(_OfOptions):
    """One of many; true or false too."""

    key: str

    @property
    def form(self) -> QuestionForm:
        """What it is called where nobody calls it otherwise."""
        ids = {option.id for option in self.options}
        return QuestionForm.TRUE_FALSE if ids in (_TRUE_FALSE, _YES_NO) else QuestionForm.ONE_OF

    @property
    def is_true_false(self) -> bool:
        """Whether the kind for true and false of another program fits it."""
        return {option.id for option in self.options} == _TRUE_FALSE

    @property
    def right_answer(self) -> str:
        """The answer that is right; where there are several, the one to show."""
        return self.key

    @property
    def right_options(self) -> tuple[Option, ...]:
        """The options of the right answer."""
        return tuple(option for option in self.options if option.id == self.key)

    @property
    def wrong_options(self) -> tuple[Option, ...]:
        """The options that are in no right answer."""
        return tuple(option for option in self.options if option.id != self.key)

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        """Every single wrong answer: one for each other option, or one of each other shape."""
        return tuple(option.id for option in self.wrong_options)

    def graded(self, given: Given) -> Grade | None:
        """What the answer is worth; None for what is none, such as an id that the question does not have."""
        chosen = [option for option in self.options if option.id == given]
        return Grade(is_right=given == self.key, reasons=_reasons(chosen)) if chosen else None

    def worded(self, given: Given) -> str:
        """The answer in words, also where it is none."""
        labels = {option.id: option.label for option in self.options}
        return labels.get(given, given) if isinstance(given, str) else str(given)


class SeveralOf(_OfOptions):
    """All that are right, and no other."""

    key: frozenset[str]

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.SEVERAL_OF

    @property
    def right_answer(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.right_options)

    @property
    def right_options(self) -> tuple[Option, ...]:
        """In the order in which they are shown."""
        return tuple(option for option in self.options if option.id in self.key)

    @property
    def wrong_options(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.id not in self.key)

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        one_more_or_less = (self.key ^ {option.id} for option in self.options)
        return tuple(tuple(each.id for each in self.options if each.id in ids) for ids in one_more_or_less if ids)

    def graded(self, given: Given) -> Grade | None:
        if not isinstance(given, tuple) or not given or not _are_distinct(given, self.options):
            return None
        chosen = [option for option in self.options if option.id in given]
        return Grade(is_right=frozenset(given) == self.key, reasons=_reasons(chosen))

    def worded(self, given: Given) -> str:
        return " + ".join(sorted(_labels(self.options, given))) if isinstance(given, tuple) else str(given)


class Order(_OfOptions):
    """Put in order; the options stand as they are shown."""

    key: tuple[str, ...]

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.ORDER

    @property
    def right_answer(self) -> tuple[str, ...]:
        return self.key

    @property
    def right_options(self) -> tuple[Option, ...]:
        """In the right order."""
        by_id = {option.id: option for option in self.options}
        return tuple(by_id[id] for id in self.key)

    @property
    def wrong_options(self) -> tuple[Option, ...]:
        return ()

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        key = self.key
        return tuple((*key[:at], key[at + 1], key[at], *key[at + 2 :]) for at in range(len(key) - 1))

    def graded(self, given: Given) -> Grade | None:
        """With all the whys of the right order, else that of the first that stands wrong."""
        options = {option.id: option for option in self.options}
        if not isinstance(given, tuple) or len(given) != len(options) or not _are_distinct(given, self.options):
            return None
        wrong = [id for id, right in zip(given, self.key, strict=True) if id != right]
        return Grade(is_right=not wrong, reasons=_reasons(options[id] for id in wrong[:1] or given))

    def worded(self, given: Given) -> str:
        return " → ".join(_labels(self.options, given)) if isinstance(given, tuple) else str(given)


class Match(Value):
    """One on the right for each on the left; what stands on the right may fit more than once, or nowhere."""

    left: tuple[Option, ...]
    right: tuple[Label, ...]
    key: Mapping[str, str]
    """From left to right."""

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.MATCH

    @property
    def parts(self) -> tuple[Option, ...]:
        return self.left

    @property
    def labels(self) -> tuple[Label, ...]:
        return self.right

    @property
    def why(self) -> str:
        return ""

    @property
    def words(self) -> tuple[str, ...]:
        return (*_words(self.left), *(label.label for label in self.right))

    @property
    def right_answer(self) -> Mapping[str, str]:
        return self.key

    @property
    def wrong_options(self) -> tuple[Option, ...]:
        return ()

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        others = ((one.id, other.id) for one in self.left for other in self.right if other.id != self.key[one.id])
        return tuple({**self.key, left: right} for left, right in others)

    def with_whys(self, change: Callable[[str], str]) -> Self:
        return replace(self, left=_with_whys(self.left, change))

    def graded(self, given: Given) -> Grade | None:
        """With all the whys of what is matched right, else that of the first that is matched wrong."""
        labels = {label.id: label.label for label in self.right}
        if not isinstance(given, Mapping) or not _fills(given, self.left) or not set(given.values()) <= set(labels):
            return None
        wrong = [left for left in self.left if given[left.id] != self.key[left.id]]
        reasons = tuple(
            Why(label=f"{left.label} → {labels[given[left.id]]}", why=left.why) for left in wrong[:1] or self.left
        )
        return Grade(is_right=not wrong, reasons=reasons)

    def worded(self, given: Given) -> str:
        if not isinstance(given, Mapping):
            return str(given)
        labels = {label.id: label.label for label in self.right}
        return ", ".join(f"{each.label} → {labels.get(given[each.id], '')}" for each in self.left if each.id in given)


class _Typed(Value):
    """What the kinds have in common whose answer is typed."""

    why: str

    @property
    def parts(self) -> tuple[Option, ...]:
        return ()

    @property
    def labels(self) -> tuple[Label, ...]:
        return ()

    @property
    def words(self) -> tuple[str, ...]:
        return (self.why,)

    @property
    def wrong_options(self) -> tuple[Option, ...]:
        return ()

    def with_whys(self, change: Callable[[str], str]) -> Self:
        return replace(self, why=change(self.why))

    def worded(self, given: Given) -> str:
        return ", ".join(given.values()) if isinstance(given, Mapping) else str(given)

    def _reasoned(self, is_right: bool, typed: str) -> Grade:
        # the why would give the right answer away
        return Grade(is_right=is_right, reasons=(Why(label=typed, why=self.why if is_right else ""),))


class Number(_Typed):
    """A whole number, typed."""

    key: int

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.NUMBER

    @property
    def right_answer(self) -> Mapping[str, str]:
        return {TYPED: str(self.key)}

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        return ({TYPED: str(self.key + 1)},)

    def graded(self, given: Given) -> Grade | None:
        typed = _typed(given)
        return self._reasoned(int(typed) == self.key, typed.strip()) if typed and is_number(typed) else None


class Text(_Typed):
    """A few words, typed."""

    accept: tuple[str, ...]
    """Every spelling that is right; the first is the one to show."""

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.TEXT

    @property
    def key(self) -> None:
        """No engine knows words."""
        return None

    @property
    def right_answer(self) -> Mapping[str, str]:
        return {TYPED: self.accept[0]}

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        return ({TYPED: _NONSENSE},)

    def graded(self, given: Given) -> Grade | None:
        typed = _typed(given)
        return self._reasoned(is_accepted(typed, self.accept), typed) if typed else None


class Cloze(_Typed):
    """A sentence with gaps to fill in."""

    sentence: str
    """With `{id}` where each gap is."""
    gaps: tuple[Gap, ...]
    """In the order of the sentence."""

    @property
    def form(self) -> QuestionForm:
        return QuestionForm.CLOZE

    @property
    def key(self) -> None:
        """No engine knows words."""
        return None

    @property
    def words(self) -> tuple[str, ...]:
        return self.sentence, self.why

    @property
    def right_answer(self) -> Mapping[str, str]:
        return {gap.id: gap.accept[0] for gap in self.gaps}

    @property
    def wrong_answers(self) -> tuple[Given, ...]:
        return tuple({**self.right_answer, gap.id: _NONSENSE} for gap in self.gaps)

    def graded(self, given: Given) -> Grade | None:
        if not isinstance(given, Mapping) or not _fills(given, self.gaps) or not all(given.values()):
            return None
        is_right = all(is_accepted(given[gap.id], gap.accept) for gap in self.gaps)
        return self._reasoned(is_right, ", ".join(given[gap.id] for gap in self.gaps))


Question: TypeAlias = OneOf | SeveralOf | Order | Match | Number | Text | Cloze


def _words(parts: Iterable[Option]) -> tuple[str, ...]:
    return tuple(words for part in parts for words in (part.label, part.why))


def _with_whys(parts: Iterable[Option], change: Callable[[str], str]) -> tuple[Option, ...]:
    return tuple(replace(part, why=change(part.why)) for part in parts)


def _labels(options: Iterable[Option], ids: Iterable[str]) -> list[str]:
    labels = {option.id: option.label for option in options}
    return [labels.get(id, id) for id in ids]


def _reasons(options: Iterable[Option]) -> tuple[Why, ...]:
    return tuple(Why(label=option.label, why=option.why) for option in options)


def _are_distinct(ids: Sequence[str], options: Sequence[Option]) -> bool:
    return len(set(ids)) == len(ids) and set(ids) <= {option.id for option in options}


def _fills(given: Mapping[str, str], places: Sequence[Option | Gap]) -> bool:
    return set(given) == {place.id for place in places}


def _typed(given: Given) -> str | None:
    return given[TYPED] if isinstance(given, Mapping) and set(given) == {TYPED} else None
