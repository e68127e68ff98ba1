"""`ehtutor export questions`: which questions, in which format."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from ehtutor.bank.catalogue import bank
from ehtutor.cli.course import course_in, lesson_named
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.files import write_out
from ehtutor.course.model import Course
from ehtutor.course.texts import Texts
from ehtutor.export.anki import anki
from ehtutor.export.gift import gift
from ehtutor.export.moodle import moodle
from ehtutor.export.question_tables import questions_csv, questions_json
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY
from ehtutor.quiz.item import Item, Listed, Topic
from ehtutor.render.sanitise import harmless
from ehtutor.value import Value

FORMATS: Final[Mapping[str, Callable[[Sequence[Item], Texts], str]]] = {
    "gift": gift,
    "moodle": moodle,
    "anki": anki,
    "json": questions_json,
    "csv": questions_csv,
}

_BETWEEN: Final = re.compile(r"[^\t\r\n]+")


class QuestionsOptions(Value):
    """What `ehtutor export questions` can be asked."""

    format: str
    generated: int | None
    seed: str | None
    lesson: str | None
    topic: str | None
    output: Path | None
    force: bool
    course: Path | None


def export(surroundings: Surroundings, asked: QuestionsOptions) -> int:
    """Write the questions that were asked for."""
    texts = surroundings.texts
    refuse_unknown(asked.format, tuple(FORMATS), "export.unknown-format", texts)
    items = _items(asked, course_in(asked.course, texts), texts)
    written = _harmless(FORMATS[asked.format](items, texts))
    return write_out(surroundings, texts, written, asked.output, force=asked.force)


def _harmless(text: str) -> str:
    """Show what steers, in the texts of somebody else's course; the tabs and line ends are those of the format."""
    return _BETWEEN.sub(lambda found: harmless(found[0]), text)


def _items(asked: QuestionsOptions, course: Course, texts: Texts) -> list[Item]:
    topic = _topic(asked.topic, texts)
    lesson = lesson_named(asked.lesson, course, texts).id if asked.lesson else None
    seed = asked.seed or ""
    all_listed = bank(course, texts, seed)
    made = {id: each for id, each in all_listed.items() if ("/" not in id) is (asked.generated is not None)}
    found = {id: each for id, each in made.items() if _fits(each, topic, lesson)}
    if asked.generated is None:
        return [each.make() for each in found.values()]
    if asked.generated > len(found):
        raise Failure(Exit.USAGE, texts.say("export.too-many", found=asked.generated, most=len(found)))
    chosen = choose(found, EMPTY, now=course.now, count=asked.generated, seed=seed)
    return [found[id].make() for id in chosen]


def _fits(listed: Listed, topic: Topic | None, lesson: str | None) -> bool:
    return (topic is None or listed.topic is topic) and (lesson is None or listed.lesson == lesson)


def _topic(asked: str | None, texts: Texts) -> Topic | None:
    if asked is None:
        return None
    refuse_unknown(asked, tuple(topic.value for topic in Topic), "quiz.unknown-topic", texts)
    return Topic(asked)
