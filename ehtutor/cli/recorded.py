"""`--answers`: the answers in a file, given one by one, which have to fit."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ehtutor.ask.recorded import MOST_BYTES, BadLine, Exhausted, Mismatch, Recorded, parse
from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.files import read
from ehtutor.course.texts import Texts
from ehtutor.session.action import Answer
from ehtutor.session.screen import Screen


def recorded(file: Path, texts: Texts) -> Callable[[object, Screen], Answer | None]:
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
        except Exhausted:
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
