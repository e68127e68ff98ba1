"""The learner's progress around one command: opened, resumed, kept; without it the command goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from ehtutor.cli.environment import Surroundings
from ehtutor.course.model import Course, Lesson
from ehtutor.course.texts import LANGUAGES, Texts
from ehtutor.session.screen.action import Answer
from ehtutor.store.log import Log
from ehtutor.store.trouble import NotStored, Unavailable
from ehtutor.value import Value

if TYPE_CHECKING:
    # start-up: a stage comes with the whole protocol, and a list of lessons has no login
    from ehtutor.session.lesson.state import Stage


class Progress(Value):
    """What a command that keeps progress starts with."""

    log: Log | None
    """None where there is none to use; one that is `unavailable` can be read all the same."""
    texts: Texts
    warnings: tuple[str, ...]
    """What is the matter with the log; already said on stderr."""
    is_new: bool
    """Whether no language was ever chosen."""


@contextmanager
def opened(surroundings: Surroundings, *, remembers: bool = False) -> Iterator[Progress]:
    """The learner's log for as long as the command lasts, and the language; one that is asked for may be remembered."""
    found = _readable(Log.open(surroundings.data_folder, now=surroundings.clock()))
    log = found if isinstance(found, Log) else _looked_at(surroundings, found)
    try:
        chosen = _language(log)
        lang, texts = surroundings.lang, surroundings.speaking(chosen)
        if remembers and log is not None and lang is not None and lang != chosen:
            with suppress(NotStored):
                log.choose_language(lang)
        warnings = _warnings(found, texts)
        for line in warnings:
            surroundings.complain(line)
        is_new = not (lang or chosen or surroundings.environ.get("EHTUTOR_LANG"))
        yield Progress(log=log, texts=texts, warnings=warnings, is_new=is_new)
    finally:
        if log is not None:
            log.close()


def next_lesson(course: Course, log: Log | None) -> Lesson:
    """Where the learner left, else the first lesson that is not done, else the first."""
    by_id = {lesson.id: lesson for lesson in course.lessons}
    entries = [entry for entry in log.lessons(course.id) if entry.lesson in by_id] if log else []
    done = {entry.lesson for entry in entries if entry.is_finished}
    # one that was done and begun again is gone on with only as long as nothing else was begun since
    again = [entry for entry in entries[-1:] if entry.is_underway]
    for entry in (*again, *reversed(entries)):
        if entry in again or entry.lesson not in done:
            return by_id[entry.lesson]
    return next((lesson for lesson in course.for_learners if lesson.id not in done), course.for_learners[0])


def revision(lesson: Lesson) -> str:
    """Changes when the cards of a lesson do, so that old answers are not folded over a new lesson."""
    cards = "\n".join(f"{scene.id}/{card.id}/{type(card).__name__}" for scene in lesson.scenes for card in scene.cards)
    return sha256(cards.encode()).hexdigest()[:16]


def _readable(found: Log | Unavailable) -> Log | Unavailable:
    """The log, if all of it that is needed later can be read: a sound file may hold the tables of something else."""
    if isinstance(found, Unavailable):
        return found
    try:
        found.lessons("")
        found.answers("", "")
        found.events("")
    except NotStored as error:
        found.close()
        return Unavailable(code=error.code, values=error.values)
    return found


def _looked_at(surroundings: Surroundings, unavailable: Unavailable) -> Log | None:
    log = Log.look(surroundings.data_folder, unavailable)
    found = None if log is None else _readable(log)
    return found if isinstance(found, Log) else None


def _language(log: Log | None) -> str | None:
    """The language last chosen, if this version speaks it."""
    if log is None:
        return None
    with suppress(NotStored):
        language = log.language()
        return language if language in LANGUAGES else None
    return None


def _warnings(found: Log | Unavailable, texts: Texts) -> tuple[str, ...]:
    warning = found.warning if isinstance(found, Log) else found
    return (texts.say(f"store.{warning.code}", **warning.values),) if warning else ()


class Goodbye(Value):
    """The keys of what is said to who stops."""

    kept: str
    partly: str
    unsaved: str


class Pen:
    """Writes in the log; a class, as it remembers that it gave up, says so only once, and what was kept."""

    def __init__(self, log: Log | None, surroundings: Surroundings, texts: Texts) -> None:
        self._log = log if log is not None and log.unavailable is None else None
        self._surroundings = surroundings
        self._texts = texts
        self._gave_up = False
        self._kept = self._lost = 0

    def goodbye(self, keys: Goodbye, **values: object) -> str:
        """What is said to who stops: that all was kept, all but the last, or nothing."""
        is_there = self._log is not None and not self._log.is_gone
        if is_there and not self._lost:
            return self._texts.say(keys.kept, **values)
        return self._texts.say(keys.partly if is_there and self._kept else keys.unsaved, lost=self._lost, **values)

    def write(self, write: Callable[[Log], None]) -> str:
        """Store this, if anything can be stored; the line that was said where that failed just now, else nothing."""
        # until it is stored: while another program keeps the log, there is time enough to interrupt
        self._lost += 1
        if self._log is None or self._gave_up:
            return ""
        try:
            write(self._log)
        except NotStored as error:
            self._gave_up = True
            line = self._texts.say(f"store.{error.code}", **error.values)
            self._surroundings.complain(line)
            return line
        self._lost -= 1
        self._kept += 1
        return ""


class Keeper:
    """Keeps what is done in a lesson, at once; a class, as it owns the pen."""

    def __init__(self, log: Log | None, surroundings: Surroundings, stage: "Stage") -> None:
        self._pen = Pen(log, surroundings, stage.texts)
        self._surroundings = surroundings
        self._stage = stage

    def goodbye(self, keys: Goodbye, **values: object) -> str:
        """What is said to who stops."""
        return self._pen.goodbye(keys, **values)

    def begin(self) -> None:
        """Begin a new attempt; the old answers stay in the log."""
        self._pen.write(lambda log: log.start_over(self._stage.course.id, self._stage.lesson.id))

    def keep(self, answer: Answer) -> str:
        """Store one answer before it is acted on; the line that was said where that failed just now, else nothing."""
        lesson = self._stage.lesson
        return self._pen.write(lambda log: log.append(self._stage.course.id, lesson.id, revision(lesson), [answer]))

    def finish(self) -> None:
        """Note that the lesson was played to its end."""
        at = self._surroundings.clock()
        self._pen.write(lambda log: log.finish(self._stage.course.id, self._stage.lesson.id, at))
