"""What `ehtutor export diagram`, `handout` and `rolecards` do with what was asked."""

from pathlib import Path
from typing import Final

from ehtutor.cli.commands import lesson_ids
from ehtutor.cli.course import course_in, lesson_named, refuse_unplayable
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.files import write_out
from ehtutor.course.model import Zoom
from ehtutor.course.texts import Texts
from ehtutor.export import (
    html_page,
    markdown_page,
    message_diagram,
    message_diagram_svg,
    state_diagram,
    state_diagram_svg,
)
from ehtutor.export.document import Document
from ehtutor.export.handout import drawn, handout
from ehtutor.export.rolecards import rolecards
from ehtutor.render.sanitise import harmless
from ehtutor.session.lesson.script import right_login
from ehtutor.session.lesson.state import Stage
from ehtutor.value import Value

DRAWN: Final = ("mermaid", "svg", "text")
WRITTEN: Final = ("html", "markdown")
_ALL: Final = "all"


class MaterialOptions(Value):
    """What is written, and where to."""

    lesson: str | None
    format: str
    scene: str | None = None
    states: str | None = None
    zoom: str | None = None
    output: Path | None
    force: bool
    course: Path | None


def write_diagram(surroundings: Surroundings, asked: MaterialOptions) -> int:
    """The messages of a login, or the states of the roles."""
    texts = surroundings.texts
    refuse_unknown(asked.format, DRAWN, "material.unknown-form", texts)
    if asked.states is not None:
        return _write(surroundings, texts, _states(asked.states, asked.format, texts), asked)
    if asked.lesson is None:
        raise Failure(Exit.USAGE, texts.say("material.needs-lesson"))
    stage = _stage(asked, texts)
    scenes = tuple(scene.id for scene in stage.lesson.scenes)
    if asked.scene is not None:
        refuse_unknown(asked.scene, scenes, "material.unknown-scene", texts, lesson=stage.lesson.title)
    return _write(surroundings, texts, _sequence(stage, asked.scene or scenes[0], asked.format), asked)


def write_handout(surroundings: Surroundings, asked: MaterialOptions) -> int:
    """A lesson on paper."""
    texts = surroundings.texts
    refuse_unknown(asked.format, WRITTEN, "material.unknown-form", texts)
    if asked.zoom is not None:
        refuse_unknown(asked.zoom, tuple(zoom.value for zoom in Zoom), "material.unknown-zoom", texts)
    zoom = Zoom(asked.zoom) if asked.zoom else None
    return _write(surroundings, texts, _page(handout(_stage(asked, texts), zoom), asked.format, texts), asked)


def write_rolecards(surroundings: Surroundings, asked: MaterialOptions) -> int:
    """Cards to play a lesson's first login with."""
    texts = surroundings.texts
    refuse_unknown(asked.format, WRITTEN, "material.unknown-form", texts)
    return _write(surroundings, texts, _page(rolecards(_stage(asked, texts)), asked.format, texts), asked)


def _stage(asked: MaterialOptions, texts: Texts) -> Stage:
    course = course_in(asked.course, texts, around=asked.lesson or lesson_ids()[0])
    lesson = lesson_named(asked.lesson, course, texts) if asked.lesson else course.lessons[0]
    stage = Stage(course=course, lesson=lesson, texts=texts)
    refuse_unplayable(stage, asked.course, texts)
    return stage


def _states(asked: str, form: str, texts: Texts) -> str:
    codes = {role.value: role for role in state_diagram.ROLES}
    refuse_unknown(asked, (*codes, _ALL), "material.unknown-role", texts)
    roles = state_diagram.ROLES if asked == _ALL else (codes[asked],)
    match form:
        case "mermaid":
            return state_diagram.mermaid(roles, texts)
        case "text":
            return state_diagram.text(roles, texts)
        case _:
            return state_diagram_svg.svg(roles, texts)


def _sequence(stage: Stage, scene: str, form: str) -> str:
    picture = drawn(stage.texts, right_login(stage, scene).trace)
    match form:
        case "mermaid":
            return message_diagram.mermaid(picture.diagram)
        case "text":
            return message_diagram.text(picture.diagram, stage.texts)
        case _:
            return message_diagram_svg.svg(picture.diagram, stage.texts, title=picture.title)


def _page(document: Document, form: str, texts: Texts) -> str:
    write = html_page.page if form == "html" else markdown_page.page
    return write(document, texts)


def _write(surroundings: Surroundings, texts: Texts, text: str, asked: MaterialOptions) -> int:
    # names of somebody else's course stand in it: what steers is shown
    return write_out(surroundings, texts, harmless(text), asked.output, force=asked.force)
