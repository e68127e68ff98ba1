"""`--save-answers`: each answer is in the file before it is acted on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.files import refuse_irregular, unwritable
from ehtutor.course.texts import Texts
from ehtutor.session.action import Answer


@contextmanager
def recording(file: Path | None, texts: Texts) -> Iterator[Callable[[Answer], None]]:
    """What to call with each answer; without a file it does nothing. A file that holds something is kept."""
    if file is None:
        yield lambda _answer: None
        return
    stream = _opened(file, texts)
    try:
        if stream.tell():
            raise Failure(Exit.USAGE, texts.say("cli.exists", file=file))
        yield lambda answer: _write(stream, file, answer, texts)
    finally:
        # what could not be written has been said, and would fail once more
        with suppress(OSError):
            stream.close()


def _opened(file: Path, texts: Texts) -> TextIO:
    try:
        refuse_irregular(file, texts)
        return file.open("a", encoding="utf-8")
    except OSError as error:
        raise unwritable(file, error, texts) from None


def _write(stream: TextIO, file: Path, answer: Answer, texts: Texts) -> None:
    from ehtutor.session.answers import encode  # noqa: PLC0415  start-up

    try:
        stream.write(encode(answer) + "\n")
        stream.flush()
    except OSError as error:
        raise unwritable(file, error, texts) from None
