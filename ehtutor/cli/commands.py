"""What each command does with what was asked: pick the session, the front end and the log, and join them."""

from pathlib import Path

from ehtutor.cli.answers_file import recording
from ehtutor.cli.course import course_in, lesson_named, refuse_unplayable
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.cli.frontend import front_for, refuse_unaskable, shower
from ehtutor.course import source
from ehtutor.course.source import shipped
from ehtutor.session.lesson.state import Stage
from ehtutor.value import Value


class WalkthroughOptions(Value):
    """What `ehtutor walkthrough` can be asked."""

    lesson: str | None
    course: Path | None
    restart: bool
    auto: bool
    answers: Path | None
    save_answers: Path | None
    json: bool
    fault: str | None
    list_faults: bool
    card: str | None

    @property
    def is_scripted(self) -> bool:
        """Whether nobody is asked anything, so that progress is left alone."""
        return self.auto or self.json or self.list_faults or self.answers is not None or self.fault is not None


def lesson_ids() -> tuple[str, ...]:
    """The lessons that ship, for the completion of the shell."""
    return source.lesson_ids(shipped())


def home(surroundings: Surroundings) -> int:
    """Where the learner is."""
    from ehtutor.cli.home import home as screen  # noqa: PLC0415  start-up
    from ehtutor.cli.keeping import opened  # noqa: PLC0415

    with opened(surroundings) as progress:
        show = shower(surroundings)
        show(screen(progress.texts, progress.log, is_new=progress.is_new, now=surroundings.clock()))
    return Exit.DONE


def walkthrough(surroundings: Surroundings, asked: WalkthroughOptions) -> int:
    """A lesson, played by a person or by a script."""
    return _scripted(surroundings, asked) if asked.is_scripted else _played(surroundings, asked)


def _played(surroundings: Surroundings, asked: WalkthroughOptions) -> Exit:
    from ehtutor.cli.keeping import Keeper, opened  # noqa: PLC0415  start-up
    from ehtutor.cli.walkthrough import from_card, next_lesson, resume, walk  # noqa: PLC0415

    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        course = course_in(asked.course, texts)
        lesson = lesson_named(asked.lesson, course, texts) if asked.lesson else next_lesson(course, log)
        refuse_unaskable(surroundings, texts)
        stage = Stage(course=course, lesson=lesson, texts=texts)
        refuse_unplayable(stage, asked.course, texts)
        if asked.card is not None:
            resumption = from_card(stage, asked.card, asked.course)
            front = front_for(surroundings, texts)
            # it is looked up, not played: progress is left alone
            return walk(surroundings, front, Keeper(None, surroundings, stage), resumption, lambda _: None)
        keeper = Keeper(log, surroundings, stage)
        front = front_for(surroundings, texts)
        with recording(asked.save_answers, texts) as record:
            if asked.restart:
                keeper.begin()
            # stderr has said them, but a terminal that is cleared shows them no longer
            warnings = progress.warnings if front.clears else ()
            resumption = resume(stage, log, warnings=warnings, folder=asked.course)
            if resumption.is_over:
                keeper.begin()
            return walk(surroundings, front, keeper, resumption, record)


def _scripted(surroundings: Surroundings, asked: WalkthroughOptions) -> Exit:
    from ehtutor.cli import scripted  # noqa: PLC0415  start-up

    texts = surroundings.texts
    if asked.list_faults:
        return scripted.list_faults(texts, surroundings)
    course = course_in(asked.course, texts, around=asked.lesson or lesson_ids()[0])
    lesson = lesson_named(asked.lesson, course, texts) if asked.lesson else course.lessons[0]
    stage = Stage(course=course, lesson=lesson, texts=texts)
    refuse_unplayable(stage, asked.course, texts)
    if asked.fault is not None:
        return scripted.show_fault(stage, asked.fault, surroundings, as_json=asked.json)
    if asked.answers is None:
        ask = scripted.right_answers(surroundings)
    else:
        from ehtutor.cli.answers_file import recorded  # noqa: PLC0415  start-up

        ask = recorded(asked.answers, texts)
    with recording(asked.save_answers, texts) as record:
        if asked.json:
            return scripted.print_traces(stage, ask, surroundings, record)
        return scripted.replay(stage, ask, shower(surroundings), record)
