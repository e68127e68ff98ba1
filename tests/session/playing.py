"""The shipped lessons, played: what the tests of a session start from.

`stage(lesson)` is a lesson as it ships, but for its password hashes, which are made anew with small parameters: the
same passwords hold, and a check costs next to nothing. `shipped_stage` leaves those as they are.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import scrypt
from typing import Final, TypeVar

from courses import shipped_course

from ehtutor.authoring.plays import deciding_once
from ehtutor.course.model import Ask, Card, Predict
from ehtutor.course.shipped import shipped
from ehtutor.course.source import lesson_ids
from ehtutor.course.texts import interface
from ehtutor.protocol.middelen import Middel, PasswordVerifier, TotpVerifier
from ehtutor.protocol.network import Network
from ehtutor.quiz.grading import is_number
from ehtutor.quiz.questions import AnswerKey, OneOf, Option, Order, SeveralOf
from ehtutor.render.plain import plain
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Action, Chosen, ChosenMany, Continued, Matched, Ordered, Pressed, Written
from ehtutor.session.screen.action import onward as forward
from ehtutor.session.screen.blocks import MessagePanel, Screen
from ehtutor.session.screen.prompt import Choose, ChooseMany, Continue, MatchChoices, OrderChoices, Prompt, Takes, Write
from ehtutor.value import replace

CLEAN, LEVEL, WRONG = "clean-login", "level", "when-it-goes-wrong"
LESSONS: Final = (CLEAN, LEVEL, WRONG)
"""Played in every way."""
ALL_LESSONS: Final = lesson_ids(shipped())
"""Played with their right answers; the checker plays the wrong ones."""
MOST_STEPS: Final = 200
"""No lesson takes so many right answers; who gives more goes round in circles."""

AnyBlock = TypeVar("AnyBlock")
_DECIDE, _DECIDE_AS_SHIPPED = deciding_once(), deciding_once()
"""Equal logins are played once for all tests: one memory for each network."""


@cache
def shipped_stage(lesson: str, language: str = "nl") -> Stage:
    """A lesson as it ships."""
    course = shipped_course(language)
    return Stage(course=course, lesson=course.lesson(lesson), texts=interface(language), decide=_DECIDE_AS_SHIPPED)


@cache
def stage(lesson: str, language: str = "nl") -> Stage:
    """A lesson as it ships, with cheap password hashes."""
    as_shipped = shipped_stage(lesson, language)
    course = as_shipped.course
    network = replace(
        course.network, middelen=tuple(_cheap(middel, course.network) for middel in course.network.middelen)
    )
    return replace(as_shipped, course=replace(course, network=network), decide=_DECIDE)


def _cheap(middel: Middel, network: Network) -> Middel:
    wallet = network.gebruiker(middel.holder).wallet
    password = {item.number: item.password for item in wallet}[middel.number]
    hashed = scrypt(password.encode(), salt=b"salt", n=2, r=8, p=1, dklen=32)
    cheap = PasswordVerifier(n=2, r=8, p=1, salt=b"salt", hash=hashed)
    match middel.verifier:
        case PasswordVerifier():
            return replace(middel, verifier=cheap)
        case TotpVerifier(secret=secret):
            return replace(middel, verifier=TotpVerifier(password=cheap, secret=secret))
        case _:
            return middel


def onward(moment: Walkthrough) -> Iterator[Walkthrough]:
    """This moment and all that follow on right answers, the last of which is the end of the lesson."""
    for _ in range(MOST_STEPS):
        yield moment
        if moment.is_done:
            return
        moment = update(moment, right_action(moment))
    raise AssertionError(f"{moment.stage.lesson.id} does not end")


@cache
def moments(lesson: str, language: str = "nl") -> tuple[Walkthrough, ...]:
    """The whole lesson, by its right answers."""
    on = stage(lesson, language)
    return tuple(onward(begin(on)))


def arrivals(lesson: str, language: str = "nl") -> dict[str, Walkthrough]:
    """The moment at which each card is reached, by its id."""
    return {moment.card.id: moment for moment in reversed(moments(lesson, language)) if not moment.is_done}


def cards(on: Stage) -> tuple[Card, ...]:
    """The cards of all scenes."""
    return tuple(card for scene in on.lesson.scenes for card in scene.cards)


def options_of(card: Predict | Ask) -> tuple[Option, ...]:
    """What can be chosen; nothing where something else is asked."""
    match card.question:
        case OneOf(options=options) | SeveralOf(options=options) | Order(options=options):
            return options
        case _:
            return ()


def key_of(card: Predict | Ask) -> AnswerKey:
    """What makes an answer right, in the shape in which the engine says it too; of words, the right ones."""
    return card.question.right_answer if card.question.key is None else card.question.key


def wrong_options(card: Predict | Ask) -> tuple[Option, ...]:
    """Every other one, where one is chosen."""
    is_one = isinstance(card.question, OneOf)
    return tuple(option for option in options_of(card) if is_one and option.id != key_of(card))


def after(moment: Walkthrough, *actions: Action) -> Walkthrough:
    """The moment after these."""
    for action in actions:
        moment = update(moment, action)
    return moment


def read(moment: Walkthrough) -> str:
    """The screen of this moment as text."""
    return plain(view(moment))


def only(kind: type[AnyBlock], screen: Screen) -> AnyBlock:
    """The one block of this kind."""
    (found,) = (block for block in screen.blocks if isinstance(block, kind))
    return found


def told(screen: Screen) -> tuple[str, ...]:
    """What its message panels tell."""
    return tuple(block.sentence for block in screen.blocks if isinstance(block, MessagePanel))


def fits(action: Action, prompt: Prompt) -> bool:
    """Whether a front end could give this as an answer to the prompt."""
    match action, prompt:
        case Pressed(key=key), _:
            return key in {hint.key for hint in prompt.keys}
        case ((Continued() | Chosen()), Continue()):
            return action == forward(prompt)
        case Chosen(id=id), Choose(choices=choices):
            return id in {choice.id for choice in choices}
        case ChosenMany(ids=ids), ChooseMany(choices=choices):
            return bool(ids) and len(set(ids)) == len(ids) and set(ids) <= {choice.id for choice in choices}
        case Ordered(ids=ids), OrderChoices(choices=choices):
            return sorted(ids) == sorted(choice.id for choice in choices)
        case Matched(pairs=pairs), MatchChoices(left=left, right=right):
            are_all = set(pairs) == {choice.id for choice in left}
            return are_all and set(pairs.values()) <= {choice.id for choice in right}
        case Written(values=values), Write(blanks=blanks):
            numbers = [blank.id for blank in blanks if blank.takes is Takes.NUMBER]
            return set(values) == {blank.id for blank in blanks} and all(is_number(values[id]) for id in numbers)
        case _:
            return False
