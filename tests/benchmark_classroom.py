"""What the material for a class may cost: commands, each with what it may be at most times `walkthrough --auto`.

A row of the table of `benchmark.py`, which also says how it measures.
"""

import sysconfig
from pathlib import Path
from typing import Final

_EHTUTOR: Final = str(Path(sysconfig.get_path("scripts"), "ehtutor"))
_LESSON: Final = "clean-login"

CLASSROOM: Final = (
    ("ehtutor export handout : ehtutor walkthrough --auto", 2, (_EHTUTOR, "export", "handout", _LESSON)),
    ("  at the deepest zoom", 2, (_EHTUTOR, "export", "handout", _LESSON, "--zoom", "wire")),
)
"""What the row says, its limit, and the command."""
