"""Every single wrong answer that the checker tries: one for each other option, or one of each other shape."""

from typing import assert_never

from ehtutor.quiz.questions import Cloze, Match, Number, OneOf, Order, Question, SeveralOf, Text
from ehtutor.quiz.questions import right_words as words
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Matched, Ordered, Written

NONSENSE = "zzzz"
"""Typed where words are wanted; no key is this."""


def wrong_actions(question: Question) -> tuple[Action, ...]:
    """The actions that answer `question` wrongly."""
    match question:
        case OneOf(options=options, key=key):
            return tuple(Chosen(id=option.id) for option in options if option.id != key)
        case SeveralOf(options=options, key=keys):
            every = tuple(option.id for option in options)
            one_more_or_less = (keys ^ {id} for id in every)
            return tuple(
                ChosenMany(ids=tuple(id for id in every if id in chosen)) for chosen in one_more_or_less if chosen
            )
        case Order(key=order):
            swapped = ((*order[:at], order[at + 1], order[at], *order[at + 2 :]) for at in range(len(order) - 1))
            return tuple(Ordered(ids=ids) for ids in swapped)
        case Match(left=left, right=right, key=pairs):
            return tuple(
                Matched(pairs={**pairs, one.id: other.id})
                for one in left
                for other in right
                if other.id != pairs[one.id]
            )
        case Number(key=number):
            return (Written(values=dict.fromkeys(words(question), str(number + 1))),)
        case Text() | Cloze():
            return tuple(Written(values={**words(question), id: NONSENSE}) for id in words(question))
        case _:
            assert_never(question)
