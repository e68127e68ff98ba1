"""Whether the keys of a course can be used: asked once about a course that did not ship with the program.

Apart from `load`, because it imports cryptography, for which a list of lessons should not wait.
"""

from ehtutor.course.model import Course
from ehtutor.course.problems import Problem
from ehtutor.saml import keys


def unsound(course: Course) -> tuple[Problem, ...]:
    """A problem for each key file that has the right form and still no RSA key with a certificate in it."""
    return tuple(_problem(name) for name, pem in course.keys.items() if not _is_sound(name, pem))


def _is_sound(name: str, pem: bytes) -> bool:
    try:
        keys.load(name, pem)
    except (ValueError, TypeError):
        return False
    return keys.read_certificate(pem.decode("utf-8", "replace")) is not None


def _problem(name: str) -> Problem:
    file = f"keys/{name}.pem"
    return Problem(file=file, line=1, column=1, code="bad-key-file", values={"found": file})
