"""What a wheel holds beside the lessons, as values that need no reading: the course and the texts of each language, and
the shortest ways to its goals, which no start should have to look for.

A value goes in as its class and its fields: how msgspec itself would pickle it is for msgspec to change.
"""

import pickle
from io import BytesIO
from typing import Any

from ehtutor.course.model import Course, Goal
from ehtutor.course.shipped import WAYS, made, shipped
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, Texts, read
from ehtutor.session.lesson.goal import ways
from ehtutor.session.lesson.state import Memo, Stage
from ehtutor.value import Value


def compiled() -> dict[str, bytes]:
    """What `shipped.as_built` reads: each value, under the name of its file."""
    found: dict[str, object] = {}
    for language in LANGUAGES:
        course, texts = load(shipped(), language), read(shipped() / "interface", language)
        assert isinstance(course, Course), "what ships has been checked"
        found |= {f"course.{language}": course, f"texts.{language}": texts, WAYS: _ways(course, texts)}
    return {f"{name}.pickle": _pickled(value) for name, value in found.items()}


def _ways(course: Course, texts: Texts) -> object:
    """What the memo of a stage would come to hold; the same in each language."""
    memo = Memo()
    for lesson in course.lessons:
        stage = Stage(course=course, lesson=lesson, texts=texts, memo=memo)
        for scene in lesson.scenes:
            for card in scene.cards:
                if isinstance(card, Goal):
                    ways(stage, scene, card)
    return memo.ways


def _pickled(value: object) -> bytes:
    stream = BytesIO()
    _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


class _Pickler(pickle.Pickler):
    # Any: what pickle asks for is a tuple or NotImplemented
    def reducer_override(self, obj: object) -> Any:
        if isinstance(obj, Value):
            return made, (type(obj), *(getattr(obj, name) for name in obj.__struct_fields__))
        return NotImplemented
