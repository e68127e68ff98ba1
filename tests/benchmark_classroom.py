"""What the classroom may cost: its commands against `walkthrough --auto`, and a frame against rich alone.

Rows of the table of `benchmark.py`, which also says how it measures.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from benchmark_login import stage
from benchmark_rich import printer
from benchmark_wheel import PROGRAM

from ehtutor.course.model import Show
from ehtutor.render.projector import Projector, Theme
from ehtutor.session.demo.slides import slideshow
from ehtutor.session.demo.state import Button, Demo
from ehtutor.session.demo.update import update
from ehtutor.session.demo.view import view

Act: TypeAlias = Callable[[], object]
_LESSON: Final = "clean-login"
_RECORD: Final = ("--auto", "2", "--record", str(Path(tempfile.gettempdir(), "ehtutor-benchmark.cast")), "--force")
_WINDOW: Final = (200, 60)

CLASSROOM: Final = (
    ("ehtutor export handout : ehtutor walkthrough --auto", 2, (*PROGRAM, "export", "handout", _LESSON)),
    ("  at the deepest zoom", 2, (*PROGRAM, "export", "handout", _LESSON, "--zoom", "wire")),
    ("ehtutor demo --record : ehtutor walkthrough --auto", 3, (*PROGRAM, "demo", _LESSON, *_RECORD)),
)
"""What the row says, its limit, and the command."""


def frames_and_rich() -> tuple[Act, Act]:
    """From a key to a painted frame for each message of lesson 1, and those screens printed by rich alone."""
    shown, projector = slideshow(stage()), Projector(theme=Theme.DARK)
    before = [at - 1 for at in range(1, len(shown.slides)) if _is_message(shown.card(at))]

    def ours() -> None:
        for at in before:
            moved = update(Demo(show=shown, at=at), Button.NEXT)
            projector.frame(view(moved), *_WINDOW)

    ready = printer(_WINDOW)
    printed = [ready(view(Demo(show=shown, at=at + 1))) for at in before]

    def theirs() -> None:
        for each in printed:
            each()

    return ours, theirs


def _is_message(card: object) -> bool:
    return isinstance(card, Show) and card.table is not None and not card.knowledge
