"""A learner who types lines: `--plain`, screen readers and pipes.

Everything is said in whole lines, from top to bottom, and nothing is moved or erased. A line that fits no
answer is asked again and counts for nothing. While typing, a key is `/` and its letter, as the letter alone
could be an answer; `/` works at the other prompts too, so that one habit is enough.

Words from the caller: `number` (how to choose), `expected` (what a line may be; a list follows) and
`expected-text` (the same while typing; `ask.typed` says how long a text may be).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper, UnsupportedOperation
from typing import Final, TextIO, assert_never

from ehtutor.ask.typed import MOST, clean
from ehtutor.session.screen import (
    Action,
    Answer,
    Choose,
    Chosen,
    Continue,
    Continued,
    KeyHint,
    Pressed,
    Prompt,
    Write,
    Written,
)

_LONGEST: Final = 4_000
"""Of a line, so many characters are kept: it may have no end."""


class Lines:
    """Asks by saying lines and reading lines; a class, as it owns the stream that it reads."""

    def __init__(
        self,
        source: TextIO,
        say: Callable[[str], None],
        *,
        clock: Callable[[], datetime],
        words: Mapping[str, str],
        harmless: Callable[[str], str],
    ) -> None:
        # a pipe may hold anything; without this a stray byte would end the run. After the first read it is too
        # late: then it was done before, by another one of us
        if isinstance(source, TextIOWrapper):
            with suppress(UnsupportedOperation):
                source.reconfigure(errors="replace")
        self._source = source
        self._say = say
        self._clock = clock
        self._words = words
        self._harmless = harmless

    def __call__(self, prompt: Prompt) -> Answer:
        """Ask until a line answers; raises EOFError at the end of the input."""
        return Answer(card=prompt.card, action=self._ask(prompt), at=self._clock())

    def _ask(self, prompt: Prompt) -> Action:
        match prompt:
            case Continue():
                return self._continue(prompt)
            case Choose():
                return self._choose(prompt)
            case Write():
                return self._write(prompt)
        assert_never(prompt)

    def _continue(self, prompt: Continue) -> Action:
        self._tell("; ".join((f"Enter: {prompt.label}", *_spoken(prompt.keys))))
        while True:
            line = self._line().strip()
            action = _pressed(prompt.keys, line) if line else Continued()
            if action is not None:
                return action
            self._expected("expected", ("Enter", *_letters(prompt.keys)))

    def _choose(self, prompt: Choose) -> Action:
        self._tell(prompt.question)
        for number, choice in enumerate(prompt.choices, start=1):
            self._tell(f"{number}. {choice.label}" + (f" ({choice.note})" if choice.note else ""))
        self._tell("; ".join((self._words["number"], *_spoken(prompt.keys))))
        numbers = (str(number) for number, _ in enumerate(prompt.choices, start=1))
        expected = (*numbers, *_letters(prompt.keys))
        while True:
            line = self._line().strip()
            action = _pressed(prompt.keys, line) or _chosen(prompt, line)
            if action is not None:
                return action
            self._expected("expected", expected)

    def _write(self, prompt: Write) -> Action:
        self._tell(prompt.question)
        self._tell("; ".join(_spoken(prompt.keys, slash="/")))
        values = {}
        for blank in prompt.blanks:
            typed = self._typed(blank.label, prompt.keys)
            if isinstance(typed, Pressed):
                return typed
            values[blank.id] = typed
        return Written(values=values)

    def _typed(self, label: str, keys: Sequence[KeyHint]) -> str | Pressed:
        while True:
            self._tell(f"{label}:")
            line = self._line()
            pressed = _pressed(keys, line.strip()) if line.startswith("/") else None
            if pressed is not None:
                return pressed
            if 0 < len(line) <= MOST:
                return line
            self._expected("expected-text", _letters(keys, slash="/"))

    def _tell(self, line: str) -> None:
        if line:
            self._say(self._harmless(line))

    def _expected(self, word: str, allowed: Sequence[str]) -> None:
        self._tell(": ".join(filter(None, (self._words[word], ", ".join(allowed)))))

    def _line(self) -> str:
        line = rest = self._source.readline(_LONGEST)
        if not line:
            raise EOFError
        while rest and not rest.endswith("\n"):
            rest = self._source.readline(_LONGEST)
        return clean(line)


def _spoken(keys: Sequence[KeyHint], *, slash: str = "") -> tuple[str, ...]:
    return tuple(f"{slash}{hint.letter}: {hint.label}" for hint in keys)


def _letters(keys: Sequence[KeyHint], *, slash: str = "") -> tuple[str, ...]:
    return tuple(f"{slash}{hint.letter}" for hint in keys)


def _pressed(keys: Sequence[KeyHint], line: str) -> Pressed | None:
    letter = line.removeprefix("/").casefold()
    return next((Pressed(key=hint.key) for hint in keys if hint.letter.casefold() == letter), None)


def _chosen(prompt: Choose, line: str) -> Chosen | None:
    """The choice with this number, else with this id; the number is what was said aloud, so it wins."""
    ids = [choice.id for choice in prompt.choices]
    by_number = {str(number): choice for number, choice in enumerate(ids, start=1)}
    found = by_number.get(line, line)
    return Chosen(id=found) if found in ids else None
