"""What `ehtutor demo` does with what was asked: a demonstration, its notes, or its plain lines."""

import os
from typing import Final

from ehtutor.cli.course import staged
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.files import refuse_existing
from ehtutor.cli.options import DemoOptions
from ehtutor.render.projector import Theme

FASTEST: Final = 0.01
SLOWEST: Final = 3600
"""Seconds of a step that goes on by itself."""


def demo(surroundings: Surroundings, asked: DemoOptions) -> int:
    """Show a lesson to a class, or follow such a demonstration with notes."""
    texts = surroundings.texts
    if surroundings.is_plain and (pair := _window_for_nothing(asked)):
        first, second = pair
        raise Failure(Exit.USAGE, texts.say("cli.conflict", first=first, second=second))
    # nan lies in no range
    if asked.auto is not None and not FASTEST <= asked.auto <= SLOWEST:
        said = {"found": asked.auto, "fastest": FASTEST, "slowest": SLOWEST}
        raise Failure(Exit.USAGE, texts.say("cli.demo-pace", **said))
    if _has_one_file_for_two(asked):
        raise Failure(Exit.USAGE, texts.say("cli.demo-one-file", file=asked.record))
    if asked.theme is not None:
        refuse_unknown(asked.theme, tuple(theme.value for theme in Theme), "cli.unknown-theme", texts)
    if asked.notes:
        from ehtutor.cli.demo import notes  # noqa: PLC0415  start-up

        return notes.follow(surroundings, texts)
    stage = staged(asked.lesson, asked.course, texts)
    if asked.save_votes is not None:
        refuse_existing(asked.save_votes, texts, force=asked.force)
    if surroundings.is_plain and asked.record is None:
        from ehtutor.cli.demo import line_mode  # noqa: PLC0415  start-up

        return line_mode.demonstrate(stage, asked, surroundings)
    from ehtutor.cli.demo.show import present  # noqa: PLC0415  start-up

    return present(stage, asked, surroundings)


def _window_for_nothing(asked: DemoOptions) -> tuple[str, str] | None:
    """What the window would have done, where plain lines are asked for, also by the environment."""
    # with --auto nobody reads the lines, and the pictures are recorded alone
    if asked.record is not None:
        return ("--plain", "--record") if asked.auto is None else None
    return ("--plain", "--theme") if asked.theme is not None else None


def _has_one_file_for_two(asked: DemoOptions) -> bool:
    """Whether the votes would be written over the recording."""
    files = [os.path.realpath(file) for file in (asked.record, asked.save_votes) if file is not None]
    return len(files) > len(set(files))
