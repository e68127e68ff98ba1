"""A question on the screen: its prompt, and after the answer whether it is right and why."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from ehtutor.course.texts import Texts
from ehtutor.quiz.grading import Grade, Why, is_accepted
from ehtutor.quiz.questions import (
    TYPED,
    Cloze,
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
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Matched, Ordered, Written
from ehtutor.session.screen.blocks import Block, Notice, Prose, Table, Tone
from ehtutor.session.screen.prompt import (
    Blank,
    Choose,
    ChooseMany,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Takes,
    Write,
)
from ehtutor.value import replace


def prompt(
    texts: Texts,
    question: Question,
    *,
    card: str,
    keys: tuple[KeyHint, ...],
    asks: str = "",
    tried: frozenset[str] = frozenset(),
) -> Prompt:
    """How the question is answered; it asks what is usual for its kind, unless it `asks` otherwise."""
    match question:
        case OneOf(options=options):
            untried = next((option.id for option in options if option.id not in tried), "")
            return Choose(
                card=card,
                question=asks or texts.say("screen.ask"),
                choices=_choices(options, tried),
                keys=keys,
                start=untried if tried else "",
            )
        case SeveralOf(options=options):
            asks = asks or texts.say("screen.ask-many")
            return ChooseMany(card=card, question=asks, choices=_choices(options), keys=keys)
        case Order(options=options):
            asks = asks or texts.say("screen.ask-order")
            return OrderChoices(card=card, question=asks, choices=_choices(options), keys=keys)
        case Match(left=left, right=right):
            asks = asks or texts.say("screen.ask-match")
            return MatchChoices(card=card, question=asks, left=_choices(left), right=_choices(right), keys=keys)
        case Number():
            blank = Blank(id=TYPED, label=texts.say("screen.number"), takes=Takes.NUMBER)
            return Write(card=card, question=asks or texts.say("screen.ask"), blanks=(blank,), keys=keys)
        case Text():
            blank = Blank(id=TYPED, label=texts.say("screen.answer"), takes=Takes.TEXT)
            return Write(card=card, question=asks or texts.say("screen.ask"), blanks=(blank,), keys=keys)
        case Cloze(gaps=gaps):
            blanks = tuple(Blank(id=gap.id, label=f"({n})", takes=Takes.TEXT) for n, gap in enumerate(gaps, 1))
            return Write(card=card, question=asks or texts.say("screen.ask-cloze"), blanks=blanks, keys=keys)
        case _:
            assert_never(question)


def asked(stem: str, question: Question) -> tuple[Block, ...]:
    """What is read before answering."""
    sentence = (Prose(text=_with_gaps(question)),) if isinstance(question, Cloze) else ()
    return (Prose(text=stem), *sentence)


def predicted(texts: Texts, question: Question, answered: Given) -> tuple[Block, ...]:
    """What is said of a prediction: it is not judged."""
    (reason,) = grade_of(question, answered).reasons
    return (Notice(tone=Tone.NOTE, label=texts.say("screen.predicted", label=reason.label), text=reason.why),)


def feedback(texts: Texts, question: Question, answered: Given, *, solves: bool) -> tuple[Block, ...]:
    """What the answer is worth and why; of a wrong one also the right answer, where it `solves`."""
    grade = grade_of(question, answered)
    if grade.is_right:
        return _explained(Tone.RIGHT, texts.say("screen.right"), grade.reasons)
    blocks = _explained(Tone.WRONG, texts.say("screen.wrong"), _of_wrong(texts, question, answered, grade.reasons))
    if _is_incomplete(question, answered):
        blocks += (Notice(tone=Tone.NOTE, label="", text=texts.say("screen.incomplete")),)
    return blocks + (_solution(texts, question) if solves else ())


def hint(texts: Texts, hints: Sequence[str], given: int) -> tuple[Block, ...]:
    """The last hint that was given; each says more than the one before."""
    if not given or not hints:
        return ()
    label = texts.say("screen.hint", number=given, total=len(hints))
    return (Notice(tone=Tone.NOTE, label=label, text=hints[given - 1]),)


def _choices(options: Sequence[Option | Label], tried: frozenset[str] = frozenset()) -> tuple[Selectable, ...]:
    # a wrong option that was tried is marked
    return tuple(
        Selectable(id=each.id, label=each.label, note="✗" if each.id in tried else "", is_tried=each.id in tried)
        for each in options
    )


def _with_gaps(cloze: Cloze) -> str:
    """The sentence with a numbered gap at each place, named as its blank is."""
    sentence = cloze.sentence
    for number, gap in enumerate(cloze.gaps, 1):
        sentence = sentence.replace(f"{{{gap.id}}}", f"({number}) …")
    return sentence


def _of_wrong(texts: Texts, question: Question, answered: Given, reasons: tuple[Why, ...]) -> tuple[Why, ...]:
    """What is told of a wrong answer: of an order, that it is the place which is wrong; of several parts, which are."""
    match question, answered:
        case Order(), _:
            return tuple(replace(reason, label=texts.say("screen.misplaced", label=reason.label)) for reason in reasons)
        case SeveralOf(options=options, key=key), tuple() if len(reasons) > 1:
            chosen = (option for option in options if option.id in answered)
            marks = (_mark(is_right=option.id in key) for option in chosen)
            return tuple(replace(why, label=f"{mark} {why.label}") for mark, why in zip(marks, reasons, strict=True))
        case Cloze(gaps=gaps), Mapping():
            filled = ((answered[gap.id], is_accepted(answered[gap.id], gap.accept)) for gap in gaps)
            label = ", ".join(f"{_mark(is_right=is_right)} {typed}" for typed, is_right in filled)
            return tuple(replace(reason, label=label) for reason in reasons)
        case _:
            return reasons


def _mark(*, is_right: bool) -> str:
    return "✓" if is_right else "✗"


def _is_incomplete(question: Question, answered: Given) -> bool:
    """Whether all that was chosen is right, and something lacks."""
    return isinstance(question, SeveralOf) and isinstance(answered, tuple) and frozenset(answered) < question.key


def _solution(texts: Texts, question: Question) -> tuple[Block, ...]:
    reasons = grade_of(question, question.right_answer).reasons
    return _explained(Tone.NOTE, texts.say("screen.solution"), reasons)


def _explained(tone: Tone, word: str, reasons: tuple[Why, ...]) -> tuple[Block, ...]:
    """A single reason in one notice, several in a table under it."""
    match reasons:
        case (Why(label=label, why=why),):
            return (Notice(tone=tone, label=f"{word}: {label}", text=why),)
        case _:
            rows = tuple((reason.label, reason.why) for reason in reasons)
            return (Notice(tone=tone, label=word, text=""), Table(title="", header=(), rows=rows))


def given(question: Question, action: Action) -> Given | None:
    """What the action answers; None for one of a prompt that this question never has."""
    match question, action:
        case OneOf(), Chosen(id=id):
            return id
        case SeveralOf(), ChosenMany(ids=ids):
            return ids
        case Order(), Ordered(ids=ids):
            return ids
        case Match(), Matched(pairs=pairs):
            return pairs
        case Number() | Text() | Cloze(), Written(values=values):
            return values
        case _:
            return None


def grade_of(question: Question, answered: Given) -> Grade:
    """The grade of what was answered, which was looked at before it was kept."""
    found = question.graded(answered)
    assert found is not None, "only what is an answer to the question is kept"
    return found


def right_action(question: Question) -> Action:
    """How the right answer is given."""
    return action_of(question, question.right_answer)


def action_of(question: Question, answer: Given) -> Action:
    """How an answer to it is given."""
    match question, answer:
        case OneOf(), str(id):
            return Chosen(id=id)
        case SeveralOf(), tuple(ids):
            return ChosenMany(ids=ids)
        case Order(), tuple(ids):
            return Ordered(ids=ids)
        case Match(), Mapping():
            return Matched(pairs=answer)
        case Number() | Text() | Cloze(), Mapping():
            return Written(values=answer)
        case _:
            raise AssertionError("only what is an answer to the question is given")
