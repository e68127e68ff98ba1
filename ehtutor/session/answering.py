"""Between what a learner does at a prompt and what a question takes for an answer."""

from typing import assert_never

from ehtutor.quiz.grading import Grade, grade
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import (
    Cloze,
    Given,
    Match,
    Number,
    OneOf,
    Order,
    Question,
    SeveralOf,
    Text,
    right_choices,
    right_words,
)
from ehtutor.session.action import Action, Chosen, ChosenMany, Matched, Ordered, Written


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
    found = grade(question, answered)
    assert found is not None, "only what is an answer to the question is kept"
    return found


def believed(item: Item, answered: Given) -> tuple[str, ...]:
    """The misconceptions that the wrong options stand for that were chosen, each once."""
    match item.question, answered:
        case OneOf(key=key), str(id):
            wrong = [id] if id != key else []
        case SeveralOf(key=keys), tuple(ids):
            wrong = [id for id in ids if id not in keys]
        case _:
            wrong = []
    behind = item.misconceptions
    return tuple(dict.fromkeys(behind[id] for id in wrong if id in behind))


def right_action(question: Question) -> Action:
    """How the right answer is given."""
    match question:
        case OneOf(key=key):
            return Chosen(id=key)
        case SeveralOf():
            return ChosenMany(ids=right_choices(question))
        case Order(key=order):
            return Ordered(ids=order)
        case Match(key=pairs):
            return Matched(pairs=pairs)
        case Number() | Text() | Cloze():
            return Written(values=right_words(question))
        case _:
            assert_never(question)
