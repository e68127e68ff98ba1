"""The course folder: the only place that files are read from, each at most once, and the problems of each.

A course may come from anybody: links that lead out of the folder, FIFOs, devices and endless files are refused
before they are opened.

Of a demo key (one PEM file, with a private key and its certificate) only the form is looked at here, because reading
it means importing cryptography, which a list of lessons should not wait for; `keycheck` reads them.
"""

import os
import re
import stat
from pathlib import Path
from typing import Final

from ehtutor.course.model import FORMAT
from ehtutor.course.node import NOTHING, Node, Scalar, child
from ehtutor.course.parse import MAX_BYTES, parse
from ehtutor.course.problems import Problem, Sheet
from ehtutor.course.scalars import is_id

_PRIVATE: Final = re.compile(rb"-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----")
_CERTIFICATE: Final = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


class Folder:
    """An opened course folder; it keeps a sheet for every file that was asked for, in that order."""

    def __init__(self, root: Path) -> None:
        self._root = Path(os.path.realpath(root))
        self._sheets: dict[str, Sheet] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all files."""
        return tuple(problem for sheet in self._sheets.values() for problem in sheet.all())

    def sheet(self, file: str) -> Sheet:
        """The sheet of this file."""
        return self._sheets.setdefault(file, Sheet(file=file))

    def has(self, file: str) -> bool:
        """Whether something stands there, readable or not."""
        return os.path.lexists(self._root / file)

    def tree(self, file: str, *, named: tuple[Sheet, Node] | None = None) -> Node:
        """What is in a YAML file; `NOTHING` when it can't be read, with the problem reported."""
        content = self.content(file, named=named)
        if content is None:
            return NOTHING
        parsed = parse(file, content)
        if isinstance(parsed, Problem):
            self.sheet(file).problems.append(parsed)
            return NOTHING
        return self._of_this_format(parsed, self.sheet(file))

    def content(self, file: str, *, named: tuple[Sheet, Node] | None = None) -> bytes | None:
        """The bytes of a file; a missing one is reported where it was `named`, else in its own place."""
        sheet = self.sheet(file)
        read = _content(self._root, file)
        match read:
            case bytes():
                return read
            case "missing-file" if named is not None:
                named[0].report(named[1], read, found=file)
            case _:
                sheet.report(NOTHING, read, found=file, most=MAX_BYTES)
        return None

    def pem(self, name: Scalar, sheet: Sheet) -> bytes:
        """The content of the file of a key; empty where the name can't be one, which its own reader reports."""
        if not is_id(name.text):
            return b""
        file = f"keys/{name.text}.pem"
        content = self.content(file, named=(sheet, name))
        if content is not None and not (_PRIVATE.search(content) and _CERTIFICATE.search(content)):
            self.sheet(file).report(NOTHING, "bad-key-file", found=file)
        return content or b""

    @staticmethod
    def _of_this_format(root: Node, sheet: Sheet) -> Node:
        """A newer file is not read at all: what it means is not known here."""
        written = child(root, "format")
        if not isinstance(written, Scalar) or written.text == str(FORMAT):
            return root
        sheet.report(written, "newer-format", found=written.text, most=FORMAT)
        return NOTHING


def _content(root: Path, file: str) -> bytes | str:
    """The bytes, or the code of the problem."""
    path = Path(os.path.realpath(root / file))
    if not path.is_relative_to(root):
        return "outside-course"
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "not-a-file"
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return "missing-file"
    except OSError:
        return "unreadable-file"
    return content if len(content) <= MAX_BYTES else "too-big"
