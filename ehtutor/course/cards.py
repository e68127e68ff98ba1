"""The cards of a lesson, by kind: what stands in `lesson.yaml`, with its texts in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from ehtutor.course.claim import claim, selector
from ehtutor.course.model import (
    Ask,
    Asks,
    Card,
    Claim,
    Do,
    Explain,
    Option,
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
from ehtutor.course.scalars import boolean, identifier, reference, text
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.network import Network

MOST_HINTS: Final = 3

_ZOOMS: Final = {zoom.value: zoom for zoom in Zoom}
_MOVES: Final[Mapping[str, Right]] = {"sign-in": RightSignIn(), "cancel": RightCancel()}
_CREDENTIALS: Final = {"right": RightCredential(is_right=True), "wrong": RightCredential(is_right=False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a card stands: who signs in, and among what."""

    network: Network
    gebruiker: str

    @property
    def registered(self) -> frozenset[str]:
        """The middelen that the makelaar may offer to the gebruiker of the scene."""
        found = [each.registered for each in self.network.gebruikers if each.id == self.gebruiker]
        return frozenset(number for numbers in found for number in numbers if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What `predict` and `ask` share."""

    options: tuple[Option, ...]
    key: str
    claim: Claim | None


def card(fields: Fields, cards: Fields, stage: Stage) -> Card:
    """The card at `fields`; `cards` are the texts of all cards of the lesson, by id."""
    build = fields.decide("kind", _BUILDS)
    id = fields.need("id", identifier)
    written = fields.peek("id")
    named = cards.need(written.text, as_is, missing="missing-card-text") if isinstance(written, Scalar) else NOTHING
    words = Fields(named, cards.sheet)
    words.is_lost = words.is_lost or fields.is_lost
    built = build(id, fields, words, stage)
    words.close()
    return built


def _explain(id: str, _: Fields, words: Fields, __: Stage) -> Explain:
    return Explain(id=id, title=words.need("title", text), text=words.need("text", text))


def _show(id: str, fields: Fields, words: Fields, _: Stage) -> Show:
    return Show(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        entry=fields.need("entry", selector),
        zoom=fields.may("zoom", chosen(_ZOOMS), otherwise=Zoom.STORY),
        knowledge=fields.may("knowledge", boolean, otherwise=False),
    )


def _do(id: str, fields: Fields, words: Fields, stage: Stage) -> Do:
    return Do(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        right=fields.need("right", lambda node, sheet: _right(node, sheet, stage)),
        hints=_hints(words),
    )


def _predict(id: str, fields: Fields, words: Fields, _: Stage) -> Predict:
    question = _question(fields, words)
    return Predict(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        options=question.options,
        key=question.key,
        claim=question.claim,
        hints=_hints(words),
    )


def _ask(id: str, fields: Fields, words: Fields, _: Stage) -> Ask:
    question = _question(fields, words)
    return Ask(
        id=id,
        title=words.need("title", text),
        text=words.need("text", text),
        options=question.options,
        key=question.key,
        claim=question.claim,
        hints=_hints(words),
    )


_Build: TypeAlias = Callable[[str, Fields, Fields, Stage], Card]

# fmt: off
_BUILDS: Final[Mapping[str, _Build]] = {
    "explain": _explain,
    "predict": _predict,
    "show":    _show,
    "do":      _do,
    "ask":     _ask,
}
# fmt: on


def _hints(words: Fields) -> tuple[str, ...]:
    return words.need("hints", list_of(text, least=1, most=MOST_HINTS), missing="missing-hints")


def _right(node: Node, sheet: Sheet, stage: Stage) -> Right:
    if isinstance(node, Pairs):
        return record(lambda fields: _right_choice(fields, stage))(node, sheet)
    return chosen(_MOVES)(node, sheet)


def _right_choice(fields: Fields, stage: Stage) -> Right:
    if not isinstance(fields.peek("credential"), Nothing):
        return fields.need("credential", chosen(_CREDENTIALS))
    return RightMiddel(number=fields.need("middel", reference(stage.registered, "unregistered-middel")))


def _question(fields: Fields, words: Fields) -> _Question:
    written = fields.need("options", as_is)
    ids = list_of(identifier, least=2)(written, fields.sheet)
    report_doubles(fields.sheet, [each for each in items(written) if isinstance(each, Scalar)])
    known = frozenset(ids) - {""}
    asked = fields.may("claim", claim, otherwise=None)
    if asked is not None and asked.asks is Asks.KNOWS and known != {"yes", "no"}:
        fields.sheet.report(written, "yes-and-no")
    return _Question(
        options=_options(ids, words),
        key=fields.need("key", reference(known, "key-not-an-option")),
        claim=asked,
    )


def _options(ids: tuple[str, ...], words: Fields) -> tuple[Option, ...]:
    def build(options: Fields) -> tuple[Option, ...]:
        return tuple(options.need(id, record(partial(_option, id)), missing="missing-option-text") for id in ids if id)

    return words.need("options", record(build, unknown="unknown-option"))


def _option(id: str, words: Fields) -> Option:
    return Option(id=id, label=words.need("label", text), why=words.need("why", text, missing="missing-why"))
