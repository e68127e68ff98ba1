"""`lesson.yaml` with the texts of one language: a lesson, its scenes and their cards.

The two files are read together, card by card, so that a mistake in either is reported in its own file. A kind of card
is a row of `CARDS`: its keys in `lesson.yaml`, its texts, and what it becomes.
"""

from collections.abc import Callable, Mapping
from itertools import dropwhile
from typing import Any, Final, assert_never

from ehtutor.course.format import Among, Either, KeyRow, ListOf, Others, Reference, Scope, Structure, Variants, by_name
from ehtutor.course.model import (
    ELSE,
    OTHERWISE,
    RIGHT,
    Ask,
    Branch,
    Card,
    Claim,
    Compare,
    Do,
    Explain,
    FreeMove,
    Goal,
    Lesson,
    OnTable,
    Predict,
    Reach,
    RightCancel,
    RightCredential,
    RightMiddel,
    RightSignIn,
    Scene,
    Selector,
    Show,
    Zoom,
)
from ehtutor.course.node import Node, Scalar, child, items, scalars_under
from ehtutor.course.problems import Sheet
from ehtutor.course.question_kinds import MESSAGE_SELECTOR, QUESTION_KINDS, SELECTOR, QuestionKind
from ehtutor.course.reader import Fields, read, report_doubles
from ehtutor.course.reading import minutes
from ehtutor.course.scalars import ANYTHING, BOOLEAN, ID, TEXT, VERSION, number
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.interference import Broken, Interference, Replayed
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.network import Network
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.trace import Outcome
from ehtutor.quiz.item import Topic
from ehtutor.quiz.questions import OneOf
from ehtutor.saml.grammar import KINDS

MOST_MINUTES: Final = 240
MOST_HINTS: Final = 3
MOST_MESSAGES: Final = 99
MOST_REVISIONS: Final = 999


def _of_question(card: Callable[..., Card], kind: QuestionKind, *keys: KeyRow) -> Structure:
    """The form of a card with this kind of question."""
    words = (_TITLE, _TEXT, _HINTS, _NOTES)

    def build(claim: Claim | None = None, **values: Any) -> Card:
        own = {row.field: values.pop(row.field) for row in (_ID, *keys, *words)}
        table = _table(**{row.field: values.pop(row.field) for row in _ON_TABLE})
        return card(question=kind.build(**values), claim=claim, table=table, **own)

    def check(fields: Fields, values: Mapping[str, Any]) -> None:
        _check_table(fields, values)
        if kind.check is not None:
            kind.check(fields, values)

    return Structure(
        build,
        (*kind.keys, *keys, *_ON_TABLE),
        words=(*kind.words, *words),
        check=check,
        check_words=kind.check_words,
    )


def _table(entry: Selector | None, zoom: Zoom, field: str) -> OnTable | None:
    return OnTable(entry=entry, zoom=zoom, field=field) if entry is not None else None


def _check_table(fields: Fields, values: Mapping[str, Any]) -> None:
    """No card about a field, or about what is wrong with a message, stands without it."""
    if values.get("before_findings") and values["entry"] is None:
        fields.sheet.report(fields.peek("before-findings"), "field-without-entry")
    if values["field"] and (values["entry"] is None or values.get("knowledge")):
        fields.sheet.report(fields.peek("field"), "field-without-entry")


def _show(entry: Selector | None, zoom: Zoom, field: str, **values: Any) -> Show:
    return Show(table=_table(entry, zoom, field), **values)


def _unknown_question(**values: Any) -> Ask:
    table = _table(**{row.field: values.pop(row.field) for row in _ON_TABLE})
    return Ask(question=OneOf(options=(), key=""), claim=None, table=table, **values)


def _registered(gebruiker: str, scope: Scope) -> Scope:
    """The middelen that the makelaar may offer to the gebruiker of the scene."""
    return {"registered": dict.fromkeys(scope["gebruikers"].get(gebruiker, ()), ())}


def _others(scene: str, scope: Scope) -> Scope:
    return {"other scenes": {id: () for id in scope["scenes"] if id != scene}}


def _possible(card: str, scope: Scope) -> Scope:
    """The cases that an answer at this card may fall in."""
    possible = scope["answered"].get(card, ())
    return {"cases": dict.fromkeys((*possible, ELSE) if possible else (), ())}


def _told(cases: tuple[str, ...], scope: Scope) -> Scope:
    """The cases that need a text, and those of which nothing is said, as something was said already."""
    known = scope["cases"]
    otherwise = () if _are_all(cases, scope) else (ELSE,)
    beside = (*(id for id in cases if id not in known), *(otherwise if cases else known))
    return {"told": {id: () for id in cases if id in known}, "beside": dict.fromkeys(beside, ())}


def _are_all(cases: tuple[str, ...], scope: Scope) -> bool:
    return ELSE in cases or set(scope["cases"]) - {ELSE} <= set(cases)


def _check_branch(fields: Fields, values: Mapping[str, Any]) -> None:
    on = fields.peek("on")
    if isinstance(on, Scalar) and not fields.known("answered"):
        fields.sheet.report(on, "nothing-answered-yet")
    if values["cases"] and not _are_all(values["cases"], fields.scope):
        fields.sheet.report(fields.peek("cases"), "missing-else")


def _case_text(text: str) -> str:
    return text


def _keep_answers(fields: Fields, made: Card) -> None:
    """Let the branches after this card know of it."""
    answers = () if fields.is_lost else _answers(made)
    answered = fields.known("answered")
    if answers is not None and isinstance(answered, dict):
        answered[made.id] = answers


def _answers(made: Card) -> tuple[str, ...] | None:
    """What can be answered or done at a card, as a branch tells it apart; None where nothing can."""
    match made:
        case Predict(question=OneOf(options=options)) | Ask(question=OneOf(options=options)):
            return tuple(option.id for option in options)
        case Ask() | Do() | Goal():
            return (RIGHT, OTHERWISE)
        case Predict() | Explain() | Show() | Compare() | Branch():
            return None
        case _:
            assert_never(made)


def _right(**move: Any) -> Any:
    return next(iter(move.values()))


def _goal(moves: tuple[FreeMove, ...], **values: Any) -> Goal:
    return Goal(moves=frozenset(moves), **values)


def _interference(broken: Broken | None, replayed: Replayed | None) -> Interference:
    return replayed or broken


def _check_interference(fields: Fields, values: Mapping[str, Any]) -> None:
    if not any(values.values()) and not fields.is_lost:
        fields.sheet.report(fields.node, "missing-key", key="broken")


def _said(named: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {role: facts for role, facts in named.items() if facts}


def _means(found: Mapping[str, Interference], _scope: Scope) -> Scope:
    return {"means": dict.fromkeys(found, ())}


def _check_goal(fields: Fields, values: Mapping[str, Any]) -> None:
    """What asks for nothing is no goal."""
    if values["reach"] == Reach():
        fields.sheet.report(fields.peek("reach"), "no-end")


def _check_means(words: Fields, values: Mapping[str, Any]) -> None:
    """Everything that can be done on the way is told; what is told under `means` was looked at before."""
    for id in words.known("means"):
        if not values["means_labels"]:
            words.sheet.report(words.node, "missing-option-text", key=f"means/{id}")


# fmt: off
_ID:    Final = KeyRow("id", ID)
_TITLE: Final = KeyRow("title", TEXT)
_TEXT:  Final = KeyRow("text", TEXT)
_HINTS: Final = KeyRow("hints", ListOf(TEXT, least=1, most=MOST_HINTS), missing="missing-hints")
_NOTES: Final = KeyRow("notes", TEXT, otherwise="")

_REVISION: Final = KeyRow("revision", number(1, MOST_REVISIONS), otherwise=1)
_BEFORE: Final = KeyRow("before-findings", BOOLEAN, otherwise=False)
_ON_TABLE: Final = (
    KeyRow("entry", SELECTOR, otherwise=None),
    KeyRow("zoom", Among({zoom.value: zoom for zoom in Zoom}), otherwise=Zoom.STORY),
    KeyRow("field", TEXT, otherwise=""),
)

_RIGHT: Final = Either(Among({"sign-in": RightSignIn(), "cancel": RightCancel()}), (
    Structure(_right, (KeyRow("credential", Among({
        "right": RightCredential(is_right=True),
        "wrong": RightCredential(is_right=False),
    })),)),
    Structure(RightMiddel, (KeyRow("middel", Reference("registered", "unregistered-middel"), into="number"),)),
))

_BROKEN: Final = Among({rule.id: Broken(rule=rule.id) for rule in RULES})

_REPLAYED: Final = Structure(Replayed, (
    KeyRow("to", Among({role.value: role for role in BASIS.parties}), into="receiver"),
    KeyRow("message", Among({message.__name__: message for message in KINDS})),
))

_INTERFERENCE: Final = Structure(_interference, (
    KeyRow("broken", _BROKEN, otherwise=None),
    KeyRow("replayed", _REPLAYED, otherwise=None),
), check=_check_interference)

_ROLE: Final = {role.value: role.value for role in BASIS.roles}
_FACTS: Final = Structure(_said, others=Others(
    kind=ListOf(Among({fact.value: fact.value for fact in Fact}), least=1, is_set=True), of=tuple(_ROLE), otherwise=(),
))
_LEVEL: Final = Among({loa.label: loa.label for loa in Loa if loa.is_offered})

REACH: Final = Structure(Reach, (
    KeyRow("outcome", Among({outcome.value: outcome.value for outcome in Outcome}), otherwise=""),
    KeyRow("level-asked", _LEVEL, otherwise=""),
    KeyRow("level-reached", _LEVEL, otherwise=""),
    KeyRow("failing-rule", Among({rule.id: rule.id for rule in RULES}), otherwise=""),
    KeyRow("noticed-by", Among(_ROLE), otherwise=""),
    KeyRow("knows", _FACTS, otherwise={}),
    KeyRow("knows-not", _FACTS, otherwise={}),
    KeyRow("messages", number(1, MOST_MESSAGES), otherwise=None),
))

_SERVICES: Final = ListOf(Reference("services", "unknown-service"), least=2, is_set=True)
_MOVES: Final = ListOf(Among({move.value: move for move in FreeMove}), is_set=True)

CARDS: Final = Variants("kind", {
    "explain": Structure(Explain, words=(_TITLE, _TEXT, _NOTES)),
    "predict": _of_question(Predict, QUESTION_KINDS["one"]),
    "show":    Structure(_show, (
                   *_ON_TABLE,
                   KeyRow("knowledge", BOOLEAN, otherwise=False),
               ), words=(_TITLE, _TEXT, _NOTES), check=_check_table),
    "do":      Structure(Do, (KeyRow("right", _RIGHT),), words=(_TITLE, _TEXT, _HINTS, _NOTES)),
    "ask":     Variants(
                   "type",
                   {word: _of_question(Ask, kind, _REVISION, _BEFORE) for word, kind in QUESTION_KINDS.items()},
                   otherwise="one",
                   lost=Structure(
                       _unknown_question, (_REVISION, _BEFORE, *_ON_TABLE), words=(_TITLE, _TEXT, _HINTS, _NOTES)
                   ),
               ),
    "compare": Structure(Compare, (
                   KeyRow("entry", MESSAGE_SELECTOR),
                   KeyRow("with", Reference("other scenes", "unknown-scene"), into="other"),
               ), words=(_TITLE, _TEXT, _NOTES)),
    "goal":    Structure(_goal, (
                   KeyRow("reach", REACH),
                   KeyRow("services", _SERVICES, otherwise=()),
                   KeyRow("means", Structure(by_name, others=Others(kind=_INTERFERENCE, of="means", is_open=True)),
                          otherwise={}, defines=_means),
                   KeyRow("moves", _MOVES, otherwise=tuple(FreeMove)),
               ), words=(
                   _TITLE, _TEXT, _HINTS, _NOTES,
                   KeyRow("means", Structure(by_name, others=Others(
                       kind=TEXT, of="means", missing="missing-option-text",
                   ), unknown="unknown-option"), otherwise={}, into="means_labels"),
               ), check=_check_goal, check_words=_check_means),
    "branch":  Structure(Branch, (
                   KeyRow("on", Reference("answered", "unknown-question"), defines=_possible),
                   KeyRow("cases", ListOf(Reference("cases", "unknown-case"), least=1, is_set=True), defines=_told),
               ), words=(
                   _TITLE,
                   KeyRow("cases", Structure(by_name, others=Others(
                       kind=Structure(_case_text, (_TEXT,)), of="told", beside="beside", missing="missing-case-text",
                   ), unknown="unknown-option")),
                   _NOTES,
               ), check=_check_branch),
}, shared=(_ID,), made=_keep_answers)

# fmt: on


def _scene(broken: Broken | None, replayed: Replayed | None, **values: Any) -> Scene:
    return Scene(interference=_interference(broken, replayed), **values)


def _check_scene(fields: Fields, values: Mapping[str, Any]) -> None:
    """After a goal, which has a login of its own, nothing more of the login of the scene is told."""
    told = dropwhile(
        lambda pair: not isinstance(pair[0], Goal), zip(values["cards"], items(fields.peek("cards")), strict=False)
    )
    for card, node in told:
        if not isinstance(card, Goal):
            fields.sheet.report(node, "after-a-goal")


# fmt: off
SCENE: Final = Structure(_scene, (
    KeyRow("id", ID, defines=_others),
    KeyRow("gebruiker", Reference("gebruikers", "unknown-gebruiker"), defines=_registered),
    KeyRow("service", Reference("services", "unknown-service")),
    KeyRow("cards", ListOf(CARDS, least=1)),
    KeyRow("broken", _BROKEN, otherwise=None),
    KeyRow("replayed", _REPLAYED, otherwise=None),
), check=_check_scene)

LESSON: Final = Structure(dict, (
    KeyRow("format", VERSION),
    KeyRow("id", ID),
    KeyRow("minutes", number(1, MOST_MINUTES), otherwise=None),
    KeyRow("scenes", ListOf(SCENE, least=1, once=(("id", "duplicate-id"),))),
    KeyRow("audience", Among({"learner": False, "teacher": True}), otherwise=False, into="is_for_teachers"),
    KeyRow("topic", Among({topic.value: topic for topic in Topic}), otherwise=Topic.SCHEME),
))

TEXTS: Final = (
    KeyRow("cards", ANYTHING),
    KeyRow("title", TEXT),
    KeyRow("goals", ListOf(TEXT, least=1)),
    KeyRow("summary", TEXT),
)
"""Of a lesson; the texts of its cards are read with the cards."""
# fmt: on


def lesson(root: Node, words: Fields, *, sheet: Sheet, folder: str, place: int, network: Network) -> Lesson:
    """The lesson at `root` in its folder; `words` are the fields of its texts in one language."""
    scenes = child(root, "scenes")
    report_doubles(sheet, [id for scene in items(scenes) for id in scalars_under(child(scene, "cards"), "id")])
    told = words.values(TEXTS)
    cards = Fields(told.pop("cards"), words.sheet)
    own = read(LESSON, root, sheet, _names(network, scenes), cards)
    id, written = own.pop("id"), child(root, "id")
    if id not in {"", folder}:
        sheet.report(written, "id-not-folder", found=id, folder=folder)
    # until 0.1.0 a lesson said itself how long it takes
    del own["format"], own["minutes"]
    cards.close("unknown-card")
    words.close()
    return Lesson(id=folder, number=place, minutes=minutes(own["scenes"]), **own, **told)


def _names(network: Network, scenes: Node) -> Scope:
    """What a lesson may refer to; `answered` has what can be answered or done at each card so far."""
    return {
        "gebruikers": {each.id: tuple(filter(None, each.registered)) for each in network.gebruikers if each.id},
        "services": {each.id: () for each in network.services if each.id},
        "scenes": {id.text: () for id in scalars_under(scenes, "id")},
        "answered": {},
    }
