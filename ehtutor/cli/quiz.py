"""`ehtutor quiz`: which questions, for a person or for a script, and what becomes of the answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import uuid4

from ehtutor.bank.catalogue import bank
from ehtutor.cli.answers_file import recorded, recording
from ehtutor.cli.course import course_in, lesson_named
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.frontend import front_for, refuse_unaskable, shower
from ehtutor.cli.keeping import Pen, opened
from ehtutor.cli.quizzing import Laid, answered, replayed, right_answers
from ehtutor.cli.walkthrough import command_for, course_option
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY, History
from ehtutor.quiz.item import Listed, Topic
from ehtutor.session.review.end import nothing_due
from ehtutor.session.review.state import LessonPlace, Sitting
from ehtutor.value import Value

COMMAND: Final = "ehtutor quiz"
USUAL: Final = 10
"""So many questions where nothing else was asked."""


class QuizOptions(Value):
    """What `ehtutor quiz` can be asked."""

    count: int | None
    topic: str | None
    lesson: str | None
    seed: str | None
    due: bool
    exam: int | None
    auto: bool
    answers: Path | None
    save_answers: Path | None
    json: bool
    course: Path | None

    @property
    def is_scripted(self) -> bool:
        """Whether nobody is asked anything, so that progress is left alone."""
        return self.auto or self.json or self.answers is not None

    @property
    def again(self) -> str:
        """The command for another round of the same."""
        options = {"--topic": self.topic, "--lesson": self.lesson, "--exam": self.exam}
        said = "".join(f" {name} {value}" for name, value in options.items() if value is not None)
        return f"{COMMAND}{said}{course_option(self.course)}"


def quiz(surroundings: Surroundings, asked: QuizOptions) -> int:
    """A quiz or an exam, answered by a person or by a script."""
    return _scripted(surroundings, asked) if asked.is_scripted else _answered(surroundings, asked)


def _answered(surroundings: Surroundings, asked: QuizOptions) -> Exit:
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        _refuse(asked, texts)
        course = course_in(asked.course, texts)
        laid = _laid(asked, course, texts, log.history(course.id) if log else EMPTY, surroundings)
        if not laid.ids:
            surroundings.say(nothing_due(laid.sitting, surroundings.clock()))
            return Exit.DONE
        refuse_unaskable(surroundings, texts)
        front = front_for(surroundings, texts)
        with recording(asked.save_answers, texts) as record:
            return answered(laid, surroundings, front, Pen(log, surroundings, texts), record, progress.warnings)


def _scripted(surroundings: Surroundings, asked: QuizOptions) -> Exit:
    texts = surroundings.texts
    _refuse(asked, texts)
    laid = _laid(asked, course_in(asked.course, texts), texts, EMPTY, surroundings)
    ask = right_answers(surroundings) if asked.answers is None else recorded(asked.answers, texts)
    show = None if asked.json else shower(surroundings)
    with recording(asked.save_answers, texts) as record:
        return replayed(laid, surroundings, ask, show, record)


def _laid(asked: QuizOptions, course: Course, texts: Texts, history: History, surroundings: Surroundings) -> Laid:
    """The questions to ask, of all that there are; Failure where what was asked leaves none."""
    if asked.lesson is not None:
        lesson_named(asked.lesson, course, texts)
    seed = asked.seed or ""
    listed = bank(course, texts, seed)
    fitting = {id: each for id, each in listed.items() if _fits(each, asked)}
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
        again=asked.again,
        lessons=_lessons(course, asked.course),
        glossary=course.glossary,
    )
    return Laid(sitting=sitting, ids=ids, course=course.id)


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
