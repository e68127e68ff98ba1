"""The checker looks at a lesson as a class will see it, too."""

from pathlib import Path
from shutil import copytree

import pytest
from course.breaking import MINI
from courses import shipped_course
from long import LONG, few

from ehtutor.authoring.check import check
from ehtutor.course.shipped import shipped
from ehtutor.course.source import lesson_ids
from ehtutor.course.texts import interface
from ehtutor.render.projector import SMALLEST, rows_hidden
from ehtutor.session.demo.slides import slideshow
from ehtutor.session.demo.state import Command, Demo, Sign
from ehtutor.session.demo.update import update
from ehtutor.session.demo.view import view
from ehtutor.session.lesson.state import Stage


def test_a_message_that_is_too_tall_only_before_a_class_is_told(tmp_path: Path) -> None:
    copytree(MINI, tmp_path / "course")
    network = tmp_path / "course" / "network.yaml"
    network.write_text(network.read_text().replace("name-id: gebruiker-1", "name-id: " + "gebruiker " * 140))
    lesson = tmp_path / "course" / "tiny" / "lesson.yaml"
    lesson.write_text(lesson.read_text().replace("        knowledge: true\n", ""))
    found = {(one.file, one.code) for one in check(tmp_path / "course")}
    assert ("tiny/nl.yaml", "too-tall") in found


@LONG
@pytest.mark.parametrize("lesson", few(lesson_ids(shipped())[:1], lesson_ids(shipped())))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_slide_fits_with_everything_that_can_lie_over_it(language: str, lesson: str) -> None:
    course = shipped_course(language)
    demonstration = slideshow(Stage(course=course, lesson=course.lesson(lesson), texts=interface(language)))
    for at in range(len(demonstration.slides)):
        for command in (Command.HELP, Command.OVERVIEW, Command.TEXT, Command.KNOWLEDGE, Command.WHAT_IF):
            letter = interface(language).say(f"demo-keys.{command.value}.letter").split()[0]
            covered = update(Demo(show=demonstration, at=at), Sign(sign=letter))
            assert rows_hidden(view(covered), 80, 24) == 0, (at + 1, command)
    assert SMALLEST <= (80, 24)
