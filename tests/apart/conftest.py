"""What takes a real terminal, many processes, whole courses or the whole state space stands apart.

`pytest tests/apart` is part of the long command.
"""

from authoring.conftest import folder
from cli.conftest import learner

__all__ = ["folder", "learner"]
