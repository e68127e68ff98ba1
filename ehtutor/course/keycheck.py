"""Whether the keys of a course can be used: asked once about a course that did not ship with the program.

Apart from `load`, because it imports cryptography, for which a list of lessons should not wait.
"""

from collections.abc import Iterator

from ehtutor.course.model import Course
from ehtutor.course.problems import Problem
from ehtutor.saml import keys


def unsound(course: Course) -> tuple[Problem, ...]:
    """A problem for each key file that has the right form and still no RSA key with its certificate in it."""
    return tuple(_problems(course))


def _problems(course: Course) -> Iterator[Problem]:
    for name, pem in course.keys.items():
        pair = _pair(name, pem)
        if pair is None:
            yield _problem(name, "bad-key-file")
        elif not keys.is_pair(pair):
            yield _problem(name, "foreign-certificate")


def _pair(name: str, pem: bytes) -> keys.KeyPair | None:
    try:
        pair = keys.load(name, pem)
    except (ValueError, TypeError):
        return None
    return pair if keys.read_certificate(pem.decode("utf-8", "replace")) is not None else None


def _problem(name: str, code: str) -> Problem:
    file = f"keys/{name}.pem"
    return Problem(file=file, line=1, column=1, code=code, values={"found": file})
