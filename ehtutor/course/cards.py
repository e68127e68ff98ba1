"""The cards of a lesson, by kind: what stands in `lesson.yaml`, with its texts in one language."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeAlias, assert_never

from ehtutor.course import question
from ehtutor.course.claim import message_selector, selector
from ehtutor.course.model import (
    ELSE,
    OTHERWISE,
    RIGHT,
    Ask,
    Branch,
    Card,
    Compare,
    Do,
    Explain,
    Predict,
    Right,
    RightCancel,
    RightCredential,
    RightMiddel,
    RightSignIn,
    Show,
    Zoom,
)
from ehtutor.course.node import NOTHING, Node, Nothing, Pairs, Scalar, items
from ehtutor.course.reader import Fields, as_is, chosen, list_of, record, report_doubles
from ehtutor.course.scalars import boolean, identifier, number, reference, text
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.network import Network
from ehtutor.quiz.questions import OneOf
from ehtutor.value import Value, replace

MOST_HINTS: Final = 3
MOST_REVISIONS: Final = 999

_ZOOMS: Final = {zoom.value: zoom for zoom in Zoom}
_MOVES: Final[Mapping[str, Right]] = {"sign-in": RightSignIn(), "cancel": RightCancel()}
_CREDENTIALS: Final = {"right": RightCredential(is_right=True), "wrong": RightCredential(is_right=False)}


class Setting(Value):
    """Where a card stands: who signs in, among what, and between which other scenes and cards."""

    network: Network
    gebruiker: str
    others: frozenset[str]
    """The other scenes of the lesson, by id."""
    answers: dict[str, tuple[str, ...]]
    """What can be answered or done at each card before this one, nothing where that is lost; filled while the cards
    are read."""

    @property
    def registered(self) -> frozenset[str]:
        """The middelen that the makelaar may offer to the gebruiker of the scene."""
        found = [each.registered for each in self.network.gebruikers if each.id == self.gebruiker]
        return frozenset(number for numbers in found for number in numbers if number)


def card(fields: Fields, cards: Fields, stage: Setting) -> Card:
    """The card at `fields`; `cards` are the texts of all cards of the lesson, by id."""
    build = fields.decide("kind", _BUILDS)
    id = fields.need("id", identifier)
    written = fields.peek("id")
    named = cards.need(written.text, as_is, missing="missing-card-text") if isinstance(written, Scalar) else NOTHING
    words = Fields(named, cards.sheet)
    words.is_lost = words.is_lost or fields.is_lost
    built = replace(build(id, fields, words, stage), notes=words.may("notes", text, otherwise=""))
    words.close()
    answers = () if fields.is_lost else _answers(built)
    if answers is not None:
        stage.answers[id] = answers
    return built


def _explain(id: str, _: Fields, words: Fields, __: Setting) -> Explain:
    return Explain(id=id, title=words.need("title", text), text=words.need("text", text))


def _show(id: str, fields: Fields, words: Fields, _: Setting) -> Show:
    return Show(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        entry=fields.may("entry", selector, otherwise=None),
        zoom=fields.may("zoom", chosen(_ZOOMS), otherwise=Zoom.STORY),
        knowledge=fields.may("knowledge", boolean, otherwise=False),
    )


def _do(id: str, fields: Fields, words: Fields, stage: Setting) -> Do:
    return Do(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        right=fields.need("right", lambda node, sheet: _right(node, sheet, stage)),
        hints=_hints(words),
    )


def _predict(id: str, fields: Fields, words: Fields, _: Setting) -> Predict:
    asked, claim = question.one(fields, words)
    return Predict(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        question=asked,
        claim=claim,
        hints=_hints(words),
    )


def _ask(id: str, fields: Fields, words: Fields, _: Setting) -> Ask:
    asked = question.asked(fields, words)
    return Ask(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        question=asked.question,
        claim=asked.claim,
        hints=_hints(words),
        revision=fields.may("revision", number(1, MOST_REVISIONS), otherwise=1),
    )


def _compare(id: str, fields: Fields, words: Fields, stage: Setting) -> Compare:
    return Compare(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        entry=fields.need("entry", message_selector),
        other=fields.need("with", reference(stage.others, "unknown-scene")),
    )


def _branch(id: str, fields: Fields, words: Fields, stage: Setting) -> Branch:
    on = fields.need("on", partial(_answered, stage))
    possible = stage.answers.get(on, ())
    cases = fields.need("cases", partial(_cases, possible))
    return Branch(
        id=id,
        title=words.need("title", text),
        on=on,
        cases=words.need("cases", record(partial(_case_texts, cases, possible), unknown="unknown-option")),
    )


_BuildCard: TypeAlias = Callable[[str, Fields, Fields, Setting], Card]

# fmt: off
_BUILDS: Final[Mapping[str, _BuildCard]] = {
    "explain": _explain,
    "predict": _predict,
    "show":    _show,
    "do":      _do,
    "ask":     _ask,
    "compare": _compare,
    "branch":  _branch,
}
# fmt: on


def _hints(words: Fields) -> tuple[str, ...]:
    return words.need("hints", list_of(text, least=1, most=MOST_HINTS), missing="missing-hints")


def _right(node: Node, sheet: Sheet, stage: Setting) -> Right:
    if isinstance(node, Pairs):
        return record(lambda fields: _right_choice(fields, stage))(node, sheet)
    return chosen(_MOVES)(node, sheet)


def _right_choice(fields: Fields, stage: Setting) -> Right:
    if not isinstance(fields.peek("credential"), Nothing):
        return fields.need("credential", chosen(_CREDENTIALS))
    return RightMiddel(number=fields.need("middel", reference(stage.registered, "unregistered-middel")))


def _answered(stage: Setting, node: Node, sheet: Sheet) -> str:
    """The id of a card at which something was answered or done."""
    if isinstance(node, Scalar) and not stage.answers:
        sheet.report(node, "nothing-answered-yet")
    return reference(frozenset(stage.answers), "unknown-question")(node, sheet)


def _cases(possible: tuple[str, ...], node: Node, sheet: Sheet) -> tuple[str, ...]:
    """The answers that have a text of their own; whatever has none needs `else`."""
    report_doubles(sheet, [each for each in items(node) if isinstance(each, Scalar)])
    cases = list_of(reference(_known_cases(possible), "unknown-case"), least=1)(node, sheet)
    if cases and not _are_all(cases, possible):
        sheet.report(node, "missing-else")
    return cases


def _case_texts(cases: tuple[str, ...], possible: tuple[str, ...], words: Fields) -> Mapping[str, str]:
    """The text of each case; nothing is said of one of which something was said already."""
    known = _known_cases(possible)
    otherwise = () if _are_all(cases, possible) else (ELSE,)
    for id in (*(id for id in cases if id not in known), *(otherwise if cases else known)):
        words.peek(id)
    return {id: words.need(id, record(_case_text), missing="missing-case-text") for id in cases if id in known}


def _known_cases(possible: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*possible, ELSE)) if possible else frozenset()


def _are_all(cases: tuple[str, ...], possible: tuple[str, ...]) -> bool:
    return ELSE in cases or frozenset(possible) <= frozenset(cases)


def _case_text(words: Fields) -> str:
    return words.need("text", text)


def _answers(made: Card) -> tuple[str, ...] | None:
    """What can be answered or done at a card, as a branch tells it apart; None where nothing can."""
    match made:
        case Predict(question=OneOf(options=options)) | Ask(question=OneOf(options=options)):
            return tuple(option.id for option in options)
        case Ask() | Do():
            return (RIGHT, OTHERWISE)
        case Predict() | Explain() | Show() | Compare() | Branch():
            return None
        case _:
            assert_never(made)
