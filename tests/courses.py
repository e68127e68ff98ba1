"""The course that ships, read once for all tests of one process: it is a value, and none of them can change it."""

from functools import cache

from ehtutor.course.model import Course
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load


@cache
def shipped_course(language: str = "nl") -> Course:
    """All lessons in one language."""
    course = load(shipped(), language)
    assert isinstance(course, Course), course
    return course
