"""Whether the keys of a course can be used: asked once about a course that did not ship with the program.

Apart from `load`, because it imports cryptography, for which a list of lessons should not wait.
"""

from collections.abc import Iterator
from datetime import datetime

from ehtutor.course.model import Course
from ehtutor.course.problems import Problem, shortened
from ehtutor.saml import keys


def unsound(course: Course) -> tuple[Problem, ...]:
    """A problem for each key file without an RSA key and its certificate; else for those whose time is another."""
    return tuple(_problems(course)) or tuple(_untimely(course))


def _problems(course: Course) -> Iterator[Problem]:
    for name, pem in course.keys.items():
        pair = _pair(name, pem)
        if pair is None:
            yield _problem(_file(name), "bad-key-file")
        elif not keys.is_pair(pair):
            yield _problem(_file(name), "foreign-certificate")


def _untimely(course: Course) -> Iterator[Problem]:
    """The certificates that are not valid when the course plays; those with the same dates share one problem."""
    pairs = (keys.load(name, pem) for name, pem in sorted(course.keys.items()))
    outside = [pair for pair in pairs if not keys.is_valid_at(pair.certificate, course.now)]
    files_by_dates: dict[tuple[datetime, datetime], list[str]] = {}
    for pair in outside:
        dates = pair.certificate.not_valid_before_utc, pair.certificate.not_valid_after_utc
        files_by_dates.setdefault(dates, []).append(_file(pair.name))
    for (start, end), files in files_by_dates.items():
        found = shortened(", ".join(files))
        yield _problem(files[0], "certificate-not-valid", found=found, now=course.now, start=start, end=end)


def _pair(name: str, pem: bytes) -> keys.KeyPair | None:
    try:
        pair = keys.load(name, pem)
    except (ValueError, TypeError):
        return None
    return pair if keys.read_certificate(pem.decode("utf-8", "replace")) is not None else None


def _file(name: str) -> str:
    return f"keys/{name}.pem"


def _problem(file: str, code: str, *, found: str = "", **moments: datetime) -> Problem:
    values = {"found": found or file} | {name: f"{moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in moments.items()}
    return Problem(file=file, line=1, column=1, code=code, values=values)
