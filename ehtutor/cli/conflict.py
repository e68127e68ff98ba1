"""Options that do not go together, or do nothing alone: what one word on the command line does to another.

Whatever a command is asked beside each other has to stand together in one of its rows, so an option that nobody has
thought of in that company is refused, and never passed over in silence. How to speak (`--lang`, `--plain`) goes with
everything; a command without rows takes all that it knows at once.
"""

from collections.abc import Collection, Mapping
from typing import Final

MANNER: Final = frozenset({"lang", "plain"})

# fmt: off
TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "walkthrough": (
        "lesson course restart save_answers",
        "lesson course card",
        "lesson course auto save_answers json",
        "lesson course answers save_answers json",
        "lesson course fault json",
        "list_faults",
    ),
    "demo": (
        "lesson course auto record cast_version save_votes force theme",
        "notes",
    ),
    "quiz": (
        "count topic lesson seed course save_answers due",
        "count topic all seed course save_answers",
        "count topic lesson seed course save_answers json auto",
        "count topic lesson seed course save_answers json answers",
        "exam topic lesson seed course save_answers json auto",
        "exam topic lesson seed course save_answers json answers",
    ),
    "export diagram": (
        "lesson course scene format output force",
        "states format output force",
    ),
    "lessons watch":  ("path", "course"),
    "progress":       ("course json", "course csv"),
    "progress class": ("folder course json", "folder course csv"),
}
"""Per command what may stand beside each other, by the names of its parameters."""
NEEDED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("demo", "cast_version"):       ("record",),
    ("demo", "force"):              ("record", "save_votes"),
    ("export questions", "seed"):   ("generated",),
    ("export questions", "force"):  ("output",),
    ("export diagram", "force"):    ("output",),
    ("export handout", "force"):    ("output",),
    ("export rolecards", "force"):  ("output",),
}
"""An option of a command, and those of which it needs one to do something."""
# fmt: on


def conflict(command: str, given: Collection[str]) -> tuple[str, str] | None:
    """Two of the words given that do not go together."""
    rows = [frozenset(row.split()) for row in TOGETHER.get(command, ())]
    asked = [name for name in given if name not in MANNER]
    if not rows or any(row.issuperset(asked) for row in rows):
        return None
    pairs = [(first, second) for at, first in enumerate(asked) for second in asked[at + 1 :]]
    apart = (pair for pair in pairs if not any(row.issuperset(pair) for row in rows))
    return next(apart, (asked[0], asked[-1]))


def lacking(command: str, given: Collection[str]) -> tuple[str, tuple[str, ...]] | None:
    """A word that does nothing without one of these others."""
    needs = ((name, NEEDED.get((command, name), ())) for name in given)
    return next(((name, others) for name, others in needs if others and not set(others) & set(given)), None)
