"""`ehtutor export`: questions for another program, and a lesson as a handout, diagrams or cards."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from ehtutor.bank.catalogue import bank
from ehtutor.cli.course import course_in, lesson_named, staged
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.files import write_out
from ehtutor.cli.options import (
    ExportDiagramOptions,
    ExportHandoutOptions,
    ExportQuestionsOptions,
    ExportRolecardsOptions,
)
from ehtutor.course.model import Course, Zoom
from ehtutor.course.texts import Texts
from ehtutor.export import (
    html_page,
    markdown_page,
    message_diagram,
    state_diagram,
)
from ehtutor.export.anki import anki
from ehtutor.export.document import Document
from ehtutor.export.gift import gift
from ehtutor.export.handout import drawn, handout
from ehtutor.export.moodle import moodle
from ehtutor.export.question_tables import questions_csv, questions_json
from ehtutor.export.rolecards import rolecards
from ehtutor.quiz.choosing import choose
from ehtutor.quiz.history import EMPTY
from ehtutor.quiz.item import Item, Listed, Topic
from ehtutor.render.sanitise import harmless
from ehtutor.session.lesson.script import right_login
from ehtutor.session.lesson.state import Stage

FORMATS: Final[Mapping[str, Callable[[Sequence[Item], Texts], str]]] = {
    "gift": gift,
    "moodle": moodle,
    "anki": anki,
    "json": questions_json,
    "csv": questions_csv,
}
"""Of questions."""
DRAWN: Final = ("mermaid", "svg", "text")
WRITTEN: Final = ("html", "markdown")
_ALL: Final = "all"
_BETWEEN: Final = re.compile(r"[^\t\r\n]+")


def write_questions(surroundings: Surroundings, asked: ExportQuestionsOptions) -> int:
    """Write the questions that were asked for."""
    texts = surroundings.texts
    refuse_unknown(asked.format, tuple(FORMATS), "export.unknown-format", texts)
    items = _items(asked, course_in(asked.course, texts), texts)
    # what steers in the texts of somebody else's course is shown; the tabs and line ends are those of the format
    written = _BETWEEN.sub(lambda found: harmless(found[0]), FORMATS[asked.format](items, texts))
    return write_out(surroundings, texts, written, asked.output, force=asked.force)


def _items(asked: ExportQuestionsOptions, course: Course, texts: Texts) -> list[Item]:
    if asked.topic is not None:
        refuse_unknown(asked.topic, tuple(topic.value for topic in Topic), "quiz.unknown-topic", texts)
    topic = Topic(asked.topic) if asked.topic is not None else None
    # what is about writing lessons is for who asks for that lesson
    lessons = (lesson_named(asked.lesson, course, texts),) if asked.lesson else course.for_learners
    asked_about = frozenset(lesson.id for lesson in lessons)
    seed = asked.seed or ""
    all_listed = bank(course, texts)
    made = {id: each for id, each in all_listed.items() if ("/" not in id) is (asked.generated is not None)}
    found = {id: each for id, each in made.items() if _fits(each, topic, asked_about)}
    if asked.generated is None:
        return [each.make(seed) for each in found.values()]
    if asked.generated > len(found):
        raise Failure(Exit.USAGE, texts.say("export.too-many", found=asked.generated, most=len(found)))
    chosen = choose(found, EMPTY, now=course.now, count=asked.generated, seed=seed)
    return [found[id].make(seed) for id in chosen]


def _fits(listed: Listed, topic: Topic | None, lessons: Collection[str]) -> bool:
    return (topic is None or listed.topic is topic) and listed.lesson in lessons


def write_diagram(surroundings: Surroundings, asked: ExportDiagramOptions) -> int:
    """The messages of a login, or the states of the roles."""
    texts = surroundings.texts
    refuse_unknown(asked.format, DRAWN, "material.unknown-form", texts)
    if asked.states is not None:
        return _write(surroundings, texts, _states(asked.states, asked.format, texts), asked)
    if asked.lesson is None:
        raise Failure(Exit.USAGE, texts.say("material.needs-lesson"))
    stage = staged(asked.lesson, asked.course, texts)
    scenes = tuple(scene.id for scene in stage.lesson.scenes)
    if asked.scene is not None:
        refuse_unknown(asked.scene, scenes, "material.unknown-scene", texts, lesson=stage.lesson.title)
    return _write(surroundings, texts, _sequence(stage, asked.scene or scenes[0], asked.format), asked)


def write_handout(surroundings: Surroundings, asked: ExportHandoutOptions) -> int:
    """A lesson on paper."""
    texts = surroundings.texts
    refuse_unknown(asked.format, WRITTEN, "material.unknown-form", texts)
    if asked.zoom is not None:
        refuse_unknown(asked.zoom, tuple(zoom.value for zoom in Zoom), "material.unknown-zoom", texts)
    zoom = Zoom(asked.zoom) if asked.zoom else None
    stage = staged(asked.lesson, asked.course, texts)
    return _write(surroundings, texts, _page(handout(stage, zoom), asked.format, texts), asked)


def write_rolecards(surroundings: Surroundings, asked: ExportRolecardsOptions) -> int:
    """Cards to play a lesson's first login with."""
    texts = surroundings.texts
    refuse_unknown(asked.format, WRITTEN, "material.unknown-form", texts)
    cards = rolecards(staged(asked.lesson, asked.course, texts))
    return _write(surroundings, texts, _page(cards, asked.format, texts), asked)


def _states(asked: str, form: str, texts: Texts) -> str:
    codes = {role.value: role for role in state_diagram.ROLES}
    refuse_unknown(asked, (*codes, _ALL), "material.unknown-role", texts)
    roles = state_diagram.ROLES if asked == _ALL else (codes[asked],)
    match form:
        case "mermaid":
            return state_diagram.mermaid(roles, texts)
        case "text":
            return state_diagram.as_text(roles, texts)
        case _:
            return state_diagram.svg(roles, texts)


def _sequence(stage: Stage, scene: str, form: str) -> str:
    picture = drawn(stage.texts, right_login(stage, scene).trace)
    match form:
        case "mermaid":
            return message_diagram.mermaid(picture.diagram)
        case "text":
            return message_diagram.as_text(picture.diagram, stage.texts)
        case _:
            return message_diagram.svg(picture.diagram, stage.texts, title=picture.title)


def _page(document: Document, form: str, texts: Texts) -> str:
    write = html_page.page if form == "html" else markdown_page.page
    return write(document, texts)


def _write(
    surroundings: Surroundings,
    texts: Texts,
    text: str,
    asked: ExportDiagramOptions | ExportHandoutOptions | ExportRolecardsOptions,
) -> int:
    # names of somebody else's course stand in it: what steers is shown
    return write_out(surroundings, texts, harmless(text), asked.output, force=asked.force)
