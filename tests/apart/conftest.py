"""What takes a real terminal, many processes or whole courses stands apart: `pytest tests/apart` is part of the long
command."""

from cli.conftest import learner

__all__ = ["learner"]
