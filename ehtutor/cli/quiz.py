"""`ehtutor quiz`: which questions, for a person or for a script, and what becomes of the answers."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from ehtutor.bank.catalogue import bank
from ehtutor.cli.answers_file import KeepAnswer, recorded, recording
from ehtutor.cli.course import command_for, course_in, course_option, lesson_named
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.frontend import Front, front_for, refuse_unaskable, shower
from ehtutor.cli.keeping import Goodbye, Pen, opened
from ehtutor.cli.options import QuizOptions
from ehtutor.cli.scripted import Asker, moments, print_json
from ehtutor.cli.walkthrough import with_notices
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY, History
from ehtutor.quiz.item import Listed, Topic
from ehtutor.session.review.result_lines import result_lines
from ehtutor.session.review.state import LessonPlace, Review, ReviewOver, Sitting
from ehtutor.session.review.update import begin, ended, happened, right_action, update
from ehtutor.session.review.view import nothing_due, view
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.play import play
from ehtutor.store.log import Log
from ehtutor.value import Value

COMMAND: Final = "ehtutor quiz"
USUAL: Final = 10
"""So many questions where nothing else was asked."""


class _Laid(Value):
    """What lies ready."""

    sitting: Sitting
    ids: tuple[str, ...]
    """Of the questions to ask."""
    course: str


def quiz(surroundings: Surroundings, asked: QuizOptions) -> int:
    """A quiz or an exam, answered by a person or by a script."""
    return _scripted(surroundings, asked) if asked.is_scripted else _answered(surroundings, asked)


def _answered(surroundings: Surroundings, asked: QuizOptions) -> Exit:
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        _refuse(asked, texts)
        course = course_in(asked.course, texts)
        if asked.lesson is not None:
            lesson_named(asked.lesson, course, texts)
        if not asked.due:
            refuse_unaskable(surroundings, texts)
        history, done = (log.history(course.id), _done(log, course)) if log else (EMPTY, None)
        laid = _laid(asked, course, texts, history, surroundings, done)
        if not laid.ids:
            surroundings.say(nothing_due(laid.sitting, surroundings.clock()))
            return Exit.DONE
        refuse_unaskable(surroundings, texts)
        front = front_for(surroundings, texts)
        with recording(asked.save_answers, texts) as record:
            return _ask_person(laid, surroundings, front, Pen(log, surroundings, texts), record, progress.warnings)


def _scripted(surroundings: Surroundings, asked: QuizOptions) -> Exit:
    texts = surroundings.texts
    _refuse(asked, texts)
    laid = _laid(asked, course_in(asked.course, texts), texts, EMPTY, surroundings)
    file, complain = asked.answers, surroundings.complain
    ask = _right_answers(surroundings) if file is None else recorded(file, texts, complain)
    show = None if asked.json else shower(surroundings)
    with recording(asked.save_answers, texts) as record:
        return _replay(laid, surroundings, ask, show, record)


def _done(log: Log, course: Course) -> frozenset[str]:
    return frozenset(entry.lesson for entry in log.lessons(course.id) if entry.is_finished)


def _laid(
    asked: QuizOptions,
    course: Course,
    texts: Texts,
    history: History,
    surroundings: Surroundings,
    done: frozenset[str] | None = None,
) -> _Laid:
    """The questions to ask, of all that there are; Failure where what was asked leaves none.

    `done` are the lessons that the learner has done; an exam, and who leaves progress alone, goes by none.
    """
    if asked.lesson is not None:
        lesson_named(asked.lesson, course, texts)
    seed = asked.seed or ""
    listed = bank(course, texts)
    open_to = {lesson.id for lesson in course.for_learners} if asked.lesson is None else {asked.lesson}
    fitting = {id: each for id, each in listed.items() if each.lesson in open_to and _fits(each, asked)}
    if fitting and done is not None and not (asked.all or asked.exam or asked.lesson or asked.due):
        fitting = {id: each for id, each in fitting.items() if each.lesson in done}
        if not fitting:
            raise Failure(Exit.USAGE, texts.say("quiz.nothing-done", command=f"{_again(asked)} --all"))
    if not fitting:
        raise Failure(Exit.USAGE, texts.say("quiz.nothing-to-ask"))
    ids = choose(
        fitting,
        # an exam is the same for everybody who is given its seed
        EMPTY if asked.exam else history,
        now=surroundings.clock(),
        count=asked.exam or asked.count or USUAL,
        seed=asked.seed or str(history.answers),
        due_only=asked.due,
    )
    sitting = Sitting(
        uid=uuid4().hex,
        texts=texts,
        listed=listed,
        seed=seed,
        history=history,
        is_exam=asked.exam is not None,
        again=_again(asked),
        lessons=_lessons(course, asked.course),
        glossary=course.glossary,
    )
    return _Laid(sitting=sitting, ids=ids, course=course.id)


def _again(asked: QuizOptions) -> str:
    """The command for another round of the same."""
    options = {"--topic": asked.topic, "--lesson": asked.lesson, "--exam": asked.exam}
    said = "".join(f" {name} {value}" for name, value in options.items() if value is not None)
    said += " --all" if asked.all else ""
    return f"{COMMAND}{said}{course_option(asked.course)}"


def _fits(listed: Listed, asked: QuizOptions) -> bool:
    return asked.topic in (None, listed.topic.value) and asked.lesson in (None, listed.lesson)


def _lessons(course: Course, folder: Path | None) -> Mapping[str, LessonPlace]:
    return {
        lesson.id: LessonPlace(number=lesson.number, title=lesson.title, command=command_for(lesson.id, folder))
        for lesson in course.lessons
    }


def _refuse(asked: QuizOptions, texts: Texts) -> None:
    """Failure for what can't be meant."""
    for option, number in (("--count", asked.count), ("--exam", asked.exam)):
        if number is not None and number < 1:
            raise Failure(Exit.USAGE, texts.say("quiz.bad-count", option=option, found=number))
    if asked.topic is not None:
        refuse_unknown(asked.topic, tuple(topic.value for topic in Topic), "quiz.unknown-topic", texts)


def _ask_person(
    laid: _Laid, surroundings: Surroundings, front: Front, pen: Pen, record: KeepAnswer, warnings: Sequence[str]
) -> Exit:
    """Ask a person; what each answer brings about is in the log before the next screen, which says so if it is not."""
    # stderr has said them
    unsaid = list(warnings) if front.clears else []

    def show(screen: Screen) -> None:
        front.show(with_notices(screen, unsaid))
        unsaid.clear()

    def keep(moment: Review, answer: Answer) -> None:
        events = happened(moment, answer)
        trouble = pen.write(lambda log: log.record(laid.course, events)) if events else ""
        if trouble and front.clears:
            unsaid.append(trouble)
        record(answer)

    # the latest moment, also where the learner breaks off
    latest = begin(laid.sitting, laid.ids, surroundings.clock())

    def go_on(moment: Review, answer: Answer) -> Review:
        nonlocal latest
        latest = update(moment, answer)
        return latest

    try:
        with front.alone():
            play(latest, view=view, update=go_on, show=show, ask=front.ask, keep=keep)
            if (latest.is_answered or latest.is_broken_off) and not isinstance(latest.at, ReviewOver):
                show(view(ended(latest)))
    except (KeyboardInterrupt, EOFError):
        _say_goodbye(latest, surroundings, pen)
        return Exit.INTERRUPTED
    if not latest.is_answered:
        _say_goodbye(latest, surroundings, pen)
    return _exit(latest)


def _replay(
    laid: _Laid,
    surroundings: Surroundings,
    ask: Asker[Review],
    show: Callable[[Screen], None] | None,
    record: KeepAnswer,
) -> Exit:
    """Let a script answer: `show` every screen, else print the result as JSON Lines."""
    latest = begin(laid.sitting, laid.ids, surroundings.clock())
    for moment, screen in moments(latest, view=view, update=update, ask=ask, record=record):
        latest = moment
        if show:
            show(screen)
    if not show:
        for line in result_lines(latest):
            print_json(line, surroundings)
    return _exit(latest)


def _right_answers(surroundings: Surroundings) -> Asker[Review]:
    """The right answer to every question."""

    def ask(moment: Review, screen: Screen) -> Answer | None:
        if screen.prompt is None:
            return None
        return Answer(card=screen.prompt.card, action=right_action(moment), at=surroundings.clock())

    return ask


def _exit(moment: Review) -> Exit:
    return Exit.REFUSED if moment.sitting.is_exam and not moment.has_passed else Exit.DONE


def _say_goodbye(moment: Review, surroundings: Surroundings, pen: Pen) -> None:
    keys = Goodbye(
        kept="quiz.stopped-exam" if moment.is_broken_off else "quiz.stopped",
        partly="quiz.stopped-partly",
        unsaved="quiz.stopped-unsaved",
    )
    surroundings.complain(pen.goodbye(keys, command=moment.sitting.again, right=moment.right, asked=moment.asked))
