"""A line of JSON: how it is written wherever the program writes one, and how one is read that may come from anybody."""

import json
from typing import Any, Final, NoReturn

import msgspec


def written(value: object) -> str:
    """A value, or what is made of values, as one line, with a blank after every comma and colon."""
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()


def parsed(line: str) -> Any:
    """What a line spells; for anything but strict JSON a ValueError, or a RecursionError where it is nested too deep.

    By the slow library, for msgspec takes the last of two fields with one name: of ours alone that does not matter.
    """
    return _STRICT.decode(line)


def _refused(name: str) -> NoReturn:
    raise ValueError(name)


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


_STRICT: Final = json.JSONDecoder(parse_constant=_refused, object_pairs_hook=_without_doubles)
