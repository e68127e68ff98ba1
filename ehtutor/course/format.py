"""The words in which the course files are described: rows that the reader and the JSON Schema both follow.

A file is a `Structure`: keys, each with the kind of value that stands there, and what is made of them. The tables stand
where the things are that they make (`network_file`, `lesson_file`, `questions` …); `reader` reads a file by its table,
`authoring.schema` writes the table down as a schema. So whoever adds a row has both.

What may stand in one place often depends on what stands in another: an id of a list, the kind of a middel. A row says
so by the name of a set: one row `defines` the names in it, another refers `to` it. The sets that are known in a place
are its scope.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from ehtutor.course.node import Node
from ehtutor.course.problems import Sheet
from ehtutor.value import Value

Schema: TypeAlias = dict[str, object]
Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""The names of one set, each with what is known of it: of a middel its kind, of a gebruiker his middelen."""
Scope: TypeAlias = Mapping[str, Names]
"""The sets that are known in one place."""
Check: TypeAlias = Callable[[Any, Mapping[str, Any]], None]
"""Told of the mapping (as `reader.Fields`), and of what was read in it, by field."""

NEEDED: Final = object()
"""The default of a key that has to be there."""


class Single(Value, kw_only=False):
    """A single value: how characters become one, and what a schema can say of them."""

    read: Callable[[Node, Sheet], Any]
    schema: Schema


class Among(Value, kw_only=False):
    """One word of a fixed set; the stand-in for a wrong one is the first."""

    choices: Mapping[str, Any]


class Reference(Value, kw_only=False):
    """An id that is in a set: by the name that the set has in the scope, or these very names."""

    to: str | tuple[str, ...]
    code: str
    """Of the problem that it is not."""


class ListOf(Value, kw_only=False):
    """A list."""

    item: "Kind"
    least: int = 0
    most: int | None = None
    is_set: bool = False
    """Whether each item may stand in it once."""
    once: tuple[tuple[str, str], ...] = ()
    """The keys of its items under which nothing may stand twice, each with the code of that problem."""


class KeyRow(Value, kw_only=False):
    """A key of a mapping."""

    name: str
    kind: "Kind"
    otherwise: Any = NEEDED
    """The value where the key is not there."""
    into: str = ""
    """The field that it becomes; left out where that has the same name."""
    missing: str = "missing-key"
    """The code of the problem that it is not there."""
    defines: Callable[[Any, Scope], Scope] | None = None
    """The sets that are known after this key, of its value."""

    @property
    def field(self) -> str:
        """The name of the field."""
        return self.into or self.name.replace("-", "_")


class Others(Value):
    """The keys of a mapping that are the author's own names, all with one kind of value."""

    kind: "Kind"
    of: str | tuple[str, ...]
    """The names: those of a set in the scope, or these."""
    is_open: bool = False
    """Whether there may be more of them than the set has."""
    beside: str = ""
    """A set of names of which nothing is said, whether they are there or not."""
    otherwise: Any = NEEDED
    missing: str = "missing-key"


class Structure(Value, kw_only=False):
    """A mapping, of which `build` makes a value with a keyword for each key."""

    build: Callable[..., Any]
    keys: tuple[KeyRow, ...] = ()
    others: Others | None = None
    """Given to `build` as `named`."""
    unknown: str = "unknown-key"
    words: tuple[KeyRow, ...] = ()
    """The keys of its texts, which stand in the file of one language under its id."""
    check: Check | None = None
    """Reports of its keys what no row can say."""
    check_words: Check | None = None
    """The same of its texts."""


class Variants(Value, kw_only=False):
    """A mapping that has one of several forms, by the word under one key."""

    key: str
    forms: "Mapping[str, Structure | Variants]"
    shared: tuple[KeyRow, ...] = ()
    """What stands in each form, before its own keys."""
    otherwise: str = ""
    """The form where the key is not there; empty where it has to be."""
    lost: Structure | None = None
    """What is read where the word is wrong; else the first form."""
    kind_of: Reference | None = None
    """The word is no form, but refers to what is known to have one."""
    made: Callable[[Any, Any], None] | None = None
    """Told of the mapping, and of the value that it became."""


class Either(Value, kw_only=False):
    """A word; or a mapping, which is the first whose first key is there, else the last."""

    word: Among
    forms: tuple[Structure, ...]


Kind: TypeAlias = Single | Among | Reference | ListOf | Structure | Variants | Either


def by_name(named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make of a mapping with the author's own names what it is: what stands under each."""
    return named


def named(name: str) -> Callable[[Any, Scope], Scope]:
    """The ids in a list become the names of this set."""

    def define(ids: tuple[str, ...], _: Scope) -> Scope:
        return {name: {id: () for id in ids if id}}

    return define
