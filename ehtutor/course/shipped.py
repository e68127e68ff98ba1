"""What ships with the program: where its lessons lie, and in a wheel what was made of them when that was built.

To read the files costs the half of a start, so the build of a wheel reads them once (`authoring.compiled`) and puts the
values beside them. There is no other trust in these than in the code that lies there too; a checkout and an editable
install have none, so who edits a lesson there sees it at once.

The trap: in a wheel the lessons lie inside the package, in a checkout and an editable install beside it.
"""

from pathlib import Path
from typing import Any, Final

import ehtutor
from ehtutor.value import Value

COMPILED: Final = "compiled"
"""The folder of the values, in the package."""
WAYS: Final = "ways"
"""The name of the shortest ways to the goals of the course."""
_PACKAGE: Final = Path(ehtutor.__file__).parent


def shipped(package: Path = _PACKAGE) -> Path:
    """The folder of the lessons that came with the program."""
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"


def as_built(name: str, package: Path = _PACKAGE) -> Any:
    """The value of this name, as the build of the wheel made it; None where there is none."""
    import pickle  # noqa: PLC0415  start-up: `--help` reads nothing, and this is a thirtieth of it

    try:
        return pickle.loads((package / COMPILED / f"{name}.pickle").read_bytes())
    except FileNotFoundError:
        return None


def made(kind: type[Value], *fields: object) -> Value:
    """The value of this class with these fields: what such a file calls for each."""
    return kind(**dict(zip(kind.__struct_fields__, fields, strict=True)))
