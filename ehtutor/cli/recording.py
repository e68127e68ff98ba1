"""`--save-answers`: each answer is in the file before it is acted on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ehtutor.cli.failure import Exit, Failure
from ehtutor.course.texts import Texts
from ehtutor.session.answers import encode
from ehtutor.session.screen import Answer


@contextmanager
def recording(file: Path | None, texts: Texts) -> Iterator[Callable[[Answer], None]]:
    """What to call with each answer; without a file it does nothing. A file that holds something is kept."""
    if file is None:
        yield lambda _answer: None
        return
    try:
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        raise _unwritable(file, error, texts) from None
    with stream:
        if stream.tell():
            raise Failure(Exit.USAGE, texts.say("cli.exists", file=file))
        yield lambda answer: _write(stream, file, answer, texts)


def _write(stream: TextIO, file: Path, answer: Answer, texts: Texts) -> None:
    try:
        stream.write(encode(answer) + "\n")
        stream.flush()
    except OSError as error:
        raise _unwritable(file, error, texts) from None


def _unwritable(file: Path, error: OSError, texts: Texts) -> Failure:
    reason = error.strerror or str(error)
    return Failure(Exit.REFUSED, texts.say("cli.unwritable", file=file, reason=reason))
