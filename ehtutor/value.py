"""What a value is in this house: frozen, made by keyword, and equal to whatever holds the same.

A Struct of msgspec and not a dataclass, for the making of some 270 dataclasses was a third of every start, and as a
Struct a value is read from JSON, and refused, by its own annotations. The trap: `__match_args__` is empty, so match by
keyword.

The type checker is told of a plain class with the same manners: of msgspec's own `replace` it would accept any
keyword, and from a Struct it would not believe that all values are frozen unless each class says so again.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

from msgspec import Struct, field

__all__ = ["Value", "field", "fields", "replace"]

if TYPE_CHECKING:
    from dataclasses import fields, replace

    @dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
    class Value:
        """A value; `class Row(Value, kw_only=False)` where it is a row of a table, read by its columns,
        and `dict=True` where it remembers what was worked out once (`cached_property`); the other options say
        how it is spelled in JSON, and which spellings are refused."""

        __struct_fields__: ClassVar[tuple[str, ...]]
        """The names of its fields, in their order."""

        def __init_subclass__(
            cls,
            *,
            kw_only: bool = True,
            dict: bool = False,
            tag: str | None = None,
            tag_field: str | None = None,
            rename: Mapping[str, str] | None = None,
            forbid_unknown_fields: bool = False,
            omit_defaults: bool = False,
        ) -> None: ...
else:
    from msgspec.structs import fields, replace

    class _Frozen(type(Struct)):
        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> type:
            return super().__new__(cls, name, bases, namespace, **{"frozen": True, "kw_only": True, **options})

    class Value(Struct, metaclass=_Frozen):
        pass
