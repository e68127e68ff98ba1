"""`--record`: every frame of a demonstration in a file; what goes wrong there never stops the demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from ehtutor.cli.errors import Failure
from ehtutor.cli.files import refuse_existing, refuse_irregular, unwritable
from ehtutor.course.texts import Texts
from ehtutor.render.cast import Cast


class CastFile:
    """Writes what is painted; a class, as it owns the file, and remembers that it gave up."""

    def __init__(self, stream: TextIO | None, file: Path | None, cast: Cast, texts: Texts, title: str) -> None:
        self._stream, self._file, self._cast, self._texts, self._title = stream, file, cast, texts, title
        self._start: float | None = None
        self._size = (0, 0)
        self._at = -1
        self.trouble = ""
        """What went wrong, in a sentence; empty while all is well."""

    def painted(self, frame: str, now: float, size: tuple[int, int], *, at: int, title: str) -> None:
        """Record a frame, with a marker where another slide begins."""
        if self._stream is None:
            return
        if self._start is None:
            self._start, self._size = now, size
            self._write(self._cast.header(columns=size[0], rows=size[1], title=self._title))
        seconds = now - self._start
        if size != self._size:
            self._size = size
            self._write(self._cast.resize(seconds, *size))
        if at != self._at:
            self._at = at
            self._write(self._cast.marker(seconds, f"{at + 1} {title}"))
        self._write(self._cast.output(seconds, frame))

    def _write(self, line: str) -> None:
        if self._stream is None or self._file is None:
            return
        try:
            self._stream.write(line)
            self._stream.flush()
        except OSError as error:
            self._stream = None
            self.trouble = _said(unwritable(self._file, error, self._texts))


@contextmanager
def cast_file(file: Path | None, version: int, texts: Texts, title: str, *, force: bool) -> Iterator[CastFile]:
    """The recording in `file`, if there is to be one; a file that exists is kept unless `force` says otherwise."""
    opened = None if file is None else _opened(file, texts, force=force)
    stream, trouble = (None, opened) if isinstance(opened, str) else (opened, "")
    cast = CastFile(stream, file, Cast(version=version), texts, title)
    cast.trouble = trouble
    try:
        yield cast
    finally:
        if stream is not None:
            # what could not be written has been said, and would fail once more
            with suppress(OSError):
                stream.close()


def _opened(file: Path, texts: Texts, *, force: bool) -> TextIO | str:
    """The file, or in a sentence why it can't be written."""
    refuse_existing(file, texts, force=force)
    try:
        refuse_irregular(file, texts)
        return file.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        return _said(unwritable(file, error, texts))


def _said(failure: Failure) -> str:
    return " ".join(failure.lines)
