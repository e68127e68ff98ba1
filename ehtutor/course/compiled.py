"""What a wheel holds beside the lessons: the course and the texts of each language, as values that need no reading.

A value goes in as its class and its fields: how msgspec itself would pickle it is for msgspec to change.
"""

import pickle
from io import BytesIO
from typing import Any

from ehtutor.course.model import Course
from ehtutor.course.shipped import made, shipped
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, read
from ehtutor.value import Value


def compiled() -> dict[str, bytes]:
    """What `shipped.as_built` reads: each value, under the name of its file."""
    found: dict[str, object] = {}
    for language in LANGUAGES:
        course = load(shipped(), language)
        assert isinstance(course, Course), "what ships has been checked"
        found |= {f"course.{language}": course, f"texts.{language}": read(shipped() / "interface", language)}
    return {f"{name}.pickle": _pickled(value) for name, value in found.items()}


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
