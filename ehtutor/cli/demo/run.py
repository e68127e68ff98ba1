"""What `ehtutor demo` does with what was asked: a demonstration, its notes, or its plain lines."""

from ehtutor.cli.commands import lesson_ids
from ehtutor.cli.course import course_in, lesson_named, refuse_unplayable
from ehtutor.cli.demo.asked import FASTEST, SLOWEST, DemoOptions
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.files import refuse_existing
from ehtutor.course.texts import Texts
from ehtutor.render.projector import Theme
from ehtutor.session.lesson.state import Stage


def demo(surroundings: Surroundings, asked: DemoOptions) -> int:
    """Show a lesson to a class, or follow such a demonstration with notes."""
    texts = surroundings.texts
    if asked.conflict:
        first, second = asked.conflict
        raise Failure(Exit.USAGE, texts.say("cli.conflict", first=first, second=second))
    if asked.is_too_fast_or_slow:
        said = {"found": asked.auto, "fastest": FASTEST, "slowest": SLOWEST}
        raise Failure(Exit.USAGE, texts.say("cli.demo-pace", **said))
    if asked.has_one_file_for_two:
        raise Failure(Exit.USAGE, texts.say("cli.demo-one-file", file=asked.record))
    if asked.theme is not None:
        refuse_unknown(asked.theme, tuple(theme.value for theme in Theme), "cli.unknown-theme", texts)
    if asked.notes:
        from ehtutor.cli.demo import notes  # noqa: PLC0415  start-up

        return notes.follow(surroundings, texts)
    stage = _stage(asked, texts)
    if asked.save_votes is not None:
        refuse_existing(asked.save_votes, texts, force=asked.force)
    if asked.is_plain and asked.record is None:
        from ehtutor.cli.demo import line_mode  # noqa: PLC0415  start-up

        return line_mode.demonstrate(stage, asked, surroundings)
    from ehtutor.cli.demo.show import present  # noqa: PLC0415  start-up

    return present(stage, asked, surroundings)


def _stage(asked: DemoOptions, texts: Texts) -> Stage:
    course = course_in(asked.course, texts, around=asked.lesson or lesson_ids()[0])
    lesson = lesson_named(asked.lesson, course, texts) if asked.lesson else course.lessons[0]
    stage = Stage(course=course, lesson=lesson, texts=texts)
    refuse_unplayable(stage, asked.course, texts)
    return stage
