"""JSON Schema of the course files, learnt from the readers that parse them: for editors that complete and underline.

What a file says of another (a gebruiker that must exist, the texts of the options) is beyond a schema, and for the
checker.
"""

from functools import cache, partial
from typing import Final

from ehtutor.authoring.shape import PROBE, Schema, learn, one_of, sample
from ehtutor.course import course_file, glossary_file, network_file
from ehtutor.course.cards import Setting, card
from ehtutor.course.lesson_file import lesson
from ehtutor.course.model import FORMAT
from ehtutor.course.node import NOTHING, Items, Node, Pairs, Scalar
from ehtutor.course.reader import Fields
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.middelen import MiddelKind
from ehtutor.protocol.network import Network

FILES: Final = ("lesson", "course", "network", "glossary", "texts")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NOWHERE: Final = Network(parties=(), services=(), gebruikers=(), middelen=())


def schema(file: str | None = None) -> Schema:
    """The schema of one kind of file, else one document with all of them under `$defs`."""
    if file is not None:
        return {"$schema": DIALECT, "title": f"ehtutor {file}", **_learnt(file)}
    return {"$schema": DIALECT, "title": "ehtutor", "$defs": {each: _learnt(each) for each in FILES}}


@cache
def _learnt(file: str) -> Schema:
    match file:
        case "lesson":
            return _with_format(learn(_lesson))
        case "course":
            return _with_format(learn(_course))
        case "network":
            return _network()
        case "glossary":
            return _with_format(learn(lambda node, sheet: glossary_file.glossary(node, sheet, PROBE)))
        case _:
            return _texts()


def _lesson(node: Node, sheet: Sheet) -> object:
    return lesson(node, Fields(NOTHING, sheet), sheet=sheet, folder=PROBE, place=1, network=_NOWHERE)


def _course(node: Node, sheet: Sheet) -> object:
    return course_file.course(node, sheet, language=PROBE, lessons=(), network=_NOWHERE, keys={}, glossary={})


def _with_format(learnt: Schema) -> Schema:
    """The version of the format is looked at before any reader sees the file."""
    properties = learnt["properties"]
    assert isinstance(properties, dict)
    return {**learnt, "properties": {**properties, "format": {"const": FORMAT}}}


def _network() -> Schema:
    """What is in a wallet depends on the kind of the middel, which stands elsewhere in the file."""
    learnt = learn(network_file.network)
    items = [learn(partial(_wallet_item, kind.value)) for kind in MiddelKind]
    _properties_of_items(learnt, "gebruikers")["wallet"] = {"type": "array", "items": one_of(items)}
    return learnt


def _wallet_item(kind: str, node: Node, sheet: Sheet) -> object:
    middel = _mapping(number=_word(PROBE), kind=_word(kind))
    gebruiker = _mapping(wallet=_list(node))
    return network_file.network(_mapping(middelen=_list(middel), gebruikers=_list(gebruiker)), sheet)


def _texts() -> Schema:
    """The texts of a lesson; those of a card are of one of the kinds that a card can be."""
    learnt = learn(
        lambda node, sheet: lesson(
            NOTHING, Fields(node, sheet), sheet=Sheet(file=""), folder=PROBE, place=1, network=_NOWHERE
        )
    )
    kinds = one_of([learn(partial(_words, sample(each))) for each in _card_schemas()])
    properties = learnt["properties"]
    assert isinstance(properties, dict)
    cards = {"type": "object", "additionalProperties": kinds}
    return {**learnt, "properties": {**properties, "cards": cards}}


def _card_schemas() -> list[Schema]:
    """The ways in which a card can stand in `lesson.yaml`."""
    match _properties_of_items(_learnt("lesson"), "scenes")["cards"]:
        case {"items": {"anyOf": list(ways)}}:
            return ways
        case _:
            raise AssertionError("a card is of one kind or another")


def _properties_of_items(learnt: Schema, key: str) -> Schema:
    """What each item of this list may hold."""
    match learnt:
        case {"properties": {**properties}}:
            match properties[key]:
                case {"items": {"properties": dict(of_items)}}:
                    return of_items
    raise AssertionError("a list of mappings of one shape")


def _words(of: Node, node: Node, sheet: Sheet) -> object:
    """Read the texts of a card that stands in `lesson.yaml` as `of` does."""
    stage = Setting(network=_NOWHERE, gebruiker="", others=frozenset(), answers={PROBE: (PROBE,)})
    cards = Fields(_mapping(**{PROBE: node}), sheet)
    return card(Fields(of, Sheet(file="")), cards, stage)


def _mapping(**entries: Node) -> Pairs:
    return Pairs(tuple((_word(name), node) for name, node in entries.items()), 1, 1)


def _list(node: Node) -> Items:
    return Items((node,), 1, 1)


def _word(text: str) -> Scalar:
    return Scalar(text, False, 1, 1)
