"""A course that was written for 0.1.0 (`course/of-0.1.0`, which nobody edits) still checks and plays."""

from pathlib import Path
from shutil import copytree

import pytest
from course.breaking import MINI

from ehtutor.authoring.check import check
from ehtutor.authoring.plays import play_right
from ehtutor.course.model import Course
from ehtutor.course.source import load
from ehtutor.course.texts import interface
from ehtutor.session.lesson.state import Stage


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """It has the keys of the miniature course."""
    folder = copytree(MINI.parent / "of-0.1.0", tmp_path / "course")
    copytree(MINI / "keys", folder / "keys")
    return folder


def test_a_course_of_0_1_0_is_still_without_a_mistake(older: Path) -> None:
    assert check(older) == ()


def test_a_course_of_0_1_0_still_plays_to_its_end(older: Path) -> None:
    course = load(older, "nl")
    assert isinstance(course, Course)
    plays = [play_right(Stage(course=course, lesson=each, texts=interface("nl"))) for each in course.lessons]
    assert [play.is_whole for play in plays] == [True, True]
