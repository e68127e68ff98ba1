"""Whether a screen fits: for the checker, which says so of every card before a learner sees it."""

from typing import Final

from ehtutor.render.layout import fitted, question_lines
from ehtutor.render.look import Look
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Continue

COLUMNS: Final = 80
ROWS: Final = 24


def rows_too_many(screen: Screen, columns: int = COLUMNS, rows: int = ROWS) -> int:
    """How many rows of this screen a window of this size can't show at once; 0 when it fits."""
    look = Look(width=columns, is_ascii=False)
    asked = [] if screen.prompt is None else question_lines(screen.prompt, look)
    # the question has an instruction below it, and the last row stays free for the cursor
    kept = 1 + (len(asked) + 1 if asked and not isinstance(screen.prompt, Continue) else 0)
    page = fitted(screen, look, rows - kept)
    return max(len(page.head) + len(page.body) + len(page.keys) - (rows - kept), 0)
