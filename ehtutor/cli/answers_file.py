"""`--answers`: the answers in a file, given one by one, which have to fit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, TypeAlias

from ehtutor.ask.recorded import MOST_BYTES, BadLine, Exhausted, Mismatch, Recorded, parse
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.files import read, refuse_irregular, unwritable
from ehtutor.course.texts import Texts
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Screen

KeepAnswer: TypeAlias = Callable[[Answer], None]
"""What is done with each answer before it is acted on."""


def recorded(file: Path, texts: Texts, complain: Callable[[str], None]) -> Callable[[object, Screen], Answer | None]:
    """The answers in a file, which have to fit; Failure with the line of the first that does not."""
    answers = parse(read(file, MOST_BYTES + 1, texts))
    if isinstance(answers, BadLine):
        raise _bad(file, answers, texts)
    ask_next = Recorded(answers)

    def ask(_state: object, screen: Screen) -> Answer | None:
        if screen.prompt is None:
            _nothing_left(file, ask_next, answers, texts)
            return None
        try:
            return ask_next(screen.prompt)
        except Exhausted as error:
            text = texts.say(f"answers.{error.code}", **error.values)
            complain(texts.say("cli.bad-line", file=file, line=error.line, text=text))
            return None
        except Mismatch as error:
            raise _bad(file, error, texts) from None

    return ask


def _nothing_left(file: Path, ask_next: Recorded, answers: Sequence[Answer], texts: Texts) -> None:
    if ask_next.left:
        place = f"{file}:{len(answers) - ask_next.left + 1}"
        raise Failure(Exit.REFUSED, texts.say("cli.left-over", file=place, left=ask_next.left))


def _bad(file: Path, what: BadLine | Mismatch, texts: Texts) -> Failure:
    text = texts.say(f"answers.{what.code}", **what.values)
    return Failure(Exit.REFUSED, texts.say("cli.bad-line", file=file, line=what.line, text=text))


@contextmanager
def recording(file: Path | None, texts: Texts) -> Iterator[KeepAnswer]:
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
    from ehtutor.session.screen.spelling import encode  # noqa: PLC0415  start-up

    try:
        stream.write(encode(answer) + "\n")
        stream.flush()
    except OSError as error:
        raise unwritable(file, error, texts) from None
