"""What a reader accepts, found out by asking it: each probe is a node, and its complaints say what it wants.

So a schema follows from the very readers that parse, and can't drift apart from them. What a reader asks of one
key may depend on what stands under another (`kind`, `asks`) or on whether something does (`credential`): then it is
asked once for each way.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from ehtutor.authoring.probe import (
    ODD,
    Entries,
    Reads,
    codes,
    is_odd_key,
    listen,
    said,
    tried_items,
    tried_pairs,
    tried_scalar,
    written,
)
from ehtutor.course.node import Items, Node, Scalar
from ehtutor.course.sheet import Sheet
from ehtutor.value import Value

Schema: TypeAlias = dict[str, object]

PROBE: Final = "probe"
"""An id that only a probe has: a key or reference with this name stands for every name of the author's own."""
ID: Final[Schema] = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$", "maxLength": 100}
_TEXT: Final[Schema] = {"type": "string", "minLength": 1}

_WORD: Final = "no-such-word"
"""An id, and still no choice and no reference."""
_MANY: Final = 1_001
_NOT_A_LIST: Final = frozenset({"expected-text", "expected-mapping"})
_NOT_A_MAPPING: Final = frozenset({"expected-text", "expected-list"})
_NOT_A_VALUE: Final = frozenset({"expected-list", "expected-mapping"})

# fmt: off
_VALUES: Final[Mapping[str, Schema]] = {
    "expected-boolean":       {"type": "boolean"},
    "expected-time":          {"type": "string", "pattern": r"^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "expected-password-hash": {"type": "string", "pattern": r"^scrypt\$\d+\$\d+\$\d\$[\w+/=]+\$[\w+/=]+$"},
    "expected-base32":        {"type": "string", "pattern": "^([A-Z2-7]{8})*[A-Z2-7]{2,8}=*$"},
}
# fmt: on
"""What is wanted where this is said of an odd value."""


class _Way(Value):
    """One of the shapes that a mapping can have."""

    fixed: Mapping[str, str | None]
    """What makes it this one: a key with its word, or without one that only has to be there."""
    asked: tuple[str, ...]


def learn(read: Reads) -> Schema:
    """The JSON Schema of what this reader reads without a complaint."""
    shapes: list[Schema] = []
    listed, mapped, valued = (codes(read, node) for node in (tried_items(), tried_pairs({}), tried_scalar(ODD)))
    is_list, is_mapping = not listed & _NOT_A_LIST, not mapped & _NOT_A_MAPPING
    is_value = not valued & _NOT_A_VALUE
    if is_list and is_mapping and is_value:
        return {}
    if is_value:
        shapes.append(_value(read))
    if is_list:
        shapes.append(_list(read))
    if is_mapping:
        shapes.append(_mapping(read))
    return one_of(shapes)


def one_of(shapes: list[Schema]) -> Schema:
    """Any of these, each once."""
    different = [shape for n, shape in enumerate(shapes) if shape not in shapes[:n]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def _value(read: Reads) -> Schema:
    odd, word, empty = (listen(read, tried_scalar(text)) for text in (ODD, _WORD, ""))
    known = next((each.known for each in (*odd, *word) if each.known is not None), None)
    if known and PROBE not in known:
        return {"enum": list(known)}
    for each in odd:
        if each.code == "expected-number":
            return {"type": "integer", "minimum": each.values["least"], "maximum": each.values["most"]}
        if each.code in _VALUES:
            return dict(_VALUES[each.code])
    if any(each.code == "expected-id" for each in odd):
        return dict(ID)
    return dict(_TEXT) if any(each.code == "empty-text" for each in empty) else {}


def _list(read: Reads) -> Schema:
    found: Schema = {"type": "array"}
    least = said(listen(read, tried_items()), "too-few", "least") or 0
    most = said(listen(read, tried_items(*[tried_scalar(f"x{n}") for n in range(_MANY)])), "too-many", "most")
    twice = codes(read, tried_items(*[tried_scalar(PROBE)] * 2))
    size = max(int(str(least)), 1)
    found["items"] = learn(lambda node, sheet: read(Items((node,) * size, 1, 1), sheet))
    if least:
        found["minItems"] = least
    if most is not None:
        found["maxItems"] = most
    if "duplicate-id" in twice:
        found["uniqueItems"] = True
    return found


def _mapping(read: Reads) -> Schema:
    return one_of([_object(read, way) for way in _ways(read, {})])


def _object(read: Reads, way: _Way) -> Schema:
    fixed = _nodes(way.fixed)
    free = [key for key in way.asked if way.fixed.get(key) is None]
    rough = {key: learn(_under(read, key, fixed)) for key in free}
    # what a mapping asks for may be named in a list beside it: try once more, with everything else in place
    samples = {key: sample(schema) for key, schema in rough.items()} | fixed
    found = {key: learn(_under(read, key, samples)) if _is_open(schema) else schema for key, schema in rough.items()}
    for key, word in way.fixed.items():
        if word is not None:
            found[key] = dict(ID) if word == PROBE else {"const": word}
    missing = {str(each.values["key"]) for each in listen(read, tried_pairs(fixed)) if "key" in each.values}
    required = [key for key in way.asked if key in missing | set(way.fixed)]
    schema: Schema = {"type": "object"}
    others = found.pop(PROBE, None)
    if found:
        schema["properties"] = {key: found[key] for key in way.asked if key in found}
    if named := [key for key in required if key != PROBE]:
        schema["required"] = named
    schema["additionalProperties"] = False if others is None else others
    if others is not None:
        schema["propertyNames"] = dict(ID)
    if others is not None and PROBE in required:
        schema["minProperties"] = len(named) + 1
    return schema


def _ways(read: Reads, fixed: Mapping[str, str | None]) -> Iterator[_Way]:
    """Each way in which the keys can be asked for, from those that are decided already."""
    asked = _asked(read, _nodes(fixed))
    if asked is None:
        heard = listen(read, tried_pairs(_nodes(fixed)))
        key = next(str(each.values["key"]) for each in heard if "key" in each.values)
        yield from _decided(read, key, fixed)
        return
    for key in asked:
        if key in fixed or key == PROBE:
            continue
        there = _asked(read, {**_nodes(fixed), key: tried_items()})
        if there is None:
            yield from _decided(read, key, fixed)
            yield _Way(fixed=fixed, asked=tuple(each for each in asked if each != key))
            return
        if set(there) != set(asked):
            yield from _ways(read, {**fixed, key: None})
            yield _Way(fixed=fixed, asked=tuple(each for each in asked if each != key))
            return
    yield _Way(fixed=fixed, asked=asked)


def _decided(read: Reads, key: str, fixed: Mapping[str, str | None]) -> Iterator[_Way]:
    heard = [each.known for each in listen(_under(read, key, _nodes(fixed)), tried_scalar(_WORD)) if each.known]
    for word in heard[0] if heard else ():
        yield from _ways(read, {**fixed, key: word})
    if not heard:
        # it refers to what stands elsewhere: all that is known is that it is asked for
        yield _Way(fixed=fixed, asked=(*fixed, key))


def _asked(read: Reads, entries: Entries) -> tuple[str, ...] | None:
    """The keys that are asked for; None where nothing is said of them, because a key that decides is wrong."""
    heard = listen(read, tried_pairs({**entries, ODD: tried_scalar(ODD)}))
    # no key at all is known where only names of the author's own may stand
    return next((each.known for each in heard if each.known is not None and is_odd_key(each.node)), None)


def _under(read: Reads, key: str, others: Entries) -> Reads:
    """A reader of what stands under one key, with these others beside it."""
    beside = {name: node for name, node in others.items() if name != key}

    def read_value(node: Node, sheet: Sheet) -> object:
        return read(written({**beside, key: node}), sheet)

    return read_value


def sample(schema: Schema) -> Node:
    """Something that this schema accepts, off the line that is being tried."""
    match schema:
        case {"anyOf": [dict() as first, *_]}:
            return sample(first)
        case {"const": word}:
            return Scalar(str(word), False, 1, 1)
        case {"enum": [word, *_]}:
            return Scalar(str(word), False, 1, 1)
        case {"type": "array", "items": dict() as item}:
            return Items((sample(item),), 1, 1)
        case {"type": "object"}:
            properties = schema.get("properties", {})
            entries = {key: sample(each) for key, each in properties.items()} if isinstance(properties, dict) else {}
            return written(entries)
        case {"type": "integer", "minimum": least}:
            return Scalar(str(least), True, 1, 1)
        case _:
            return Scalar(PROBE, False, 1, 1)


def _is_open(schema: object) -> bool:
    """Whether somewhere in it nothing was asked for, maybe because the names stand elsewhere."""
    match schema:
        case {"type": "object", "additionalProperties": False, **rest} if "properties" not in rest:
            return True
        case dict():
            return any(map(_is_open, schema.values()))
        case list():
            return any(map(_is_open, schema))
        case _:
            return False


def _nodes(fixed: Mapping[str, str | None]) -> dict[str, Node]:
    return {key: Items((), 1, 1) if word is None else Scalar(word, False, 1, 1) for key, word in fixed.items()}
