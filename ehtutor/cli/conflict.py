"""Options that do not go together."""

from ehtutor.cli.failure import Exit, Failure
from ehtutor.course.texts import Texts


def refuse_conflict(conflict: tuple[str, str] | None, texts: Texts) -> None:
    """Failure for two options of which one would do nothing."""
    if conflict:
        first, second = conflict
        raise Failure(Exit.USAGE, texts.say("cli.conflict", first=first, second=second))
