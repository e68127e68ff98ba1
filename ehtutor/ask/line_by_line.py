"""A learner who types lines: `--plain`, screen readers and pipes.

Everything is said in whole lines, from top to bottom, and nothing is moved or erased. A line that fits no
answer is asked again and counts for nothing. While typing, a key is `/` and its letter, as the letter alone
could be an answer; `/` works at the other prompts too, so that one habit is enough. What was shown last is searched
by a word after it, as nothing is paged here.

Words from the caller: `number`, `many`, `order` and `match` (how to answer each kind of list), `expected` (what a
line may be; a list follows) and the same for each other kind of line: `expected-many`, `expected-order`,
`expected-match`, `expected-number` and `expected-text` (`ask.typed` says how long a text may be). `find` (the
word to search with), `not-found`, and `tried` (when what is chosen was chosen before, and wrong).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import TextIOWrapper, UnsupportedOperation
from typing import Final, TextIO, TypeAlias, assert_never

from ehtutor.ask.spelled import LETTERS, chosen, chosen_many, matched, ordered
from ehtutor.ask.typed import clean, is_fit
from ehtutor.session.screen.action import Action, Answer, Chosen, Pressed, Written, onward
from ehtutor.session.screen.prompt import (
    Blank,
    Choose,
    ChooseMany,
    Continue,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Takes,
    Write,
    said,
)
from ehtutor.value import Value

_LONGEST: Final = 4_000
"""Of a line, so many characters are kept: it may have no end."""


_List: TypeAlias = Choose | ChooseMany | OrderChoices | MatchChoices


class _How(Value, kw_only=False):
    """How to answer a list: the words that say so, those for a line that does not fit, and what it may be."""

    word: str
    expected: str
    names: tuple[str, ...] = ()


class LineAsker:
    """Asks by saying lines and reading lines; a class, as it owns the stream that it reads."""

    def __init__(
        self,
        source: TextIO,
        say: Callable[[str], None],
        *,
        clock: Callable[[], datetime],
        words: Mapping[str, str],
        harmless: Callable[[str], str],
        shown: Callable[[], str] = str,
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
        self._shown = shown

    def __call__(self, prompt: Prompt) -> Answer:
        """Ask until a line answers; raises EOFError at the end of the input."""
        return Answer(card=prompt.card, action=self._ask(prompt), at=self._clock())

    def _ask(self, prompt: Prompt) -> Action:
        match prompt:
            case Continue():
                return self._continue(prompt)
            case Choose(choices=choices):
                numbers = tuple(str(number) for number, _ in enumerate(choices, start=1))
                how = _How("number", "expected", numbers)
                return self._choose(prompt, _numbered(choices), how, partial(chosen, choices))
            case ChooseMany(choices=choices):
                how = _How("many", "expected-many")
                return self._choose(prompt, _numbered(choices), how, partial(chosen_many, choices))
            case OrderChoices(choices=choices):
                how = _How("order", "expected-order")
                return self._choose(prompt, _numbered(choices), how, partial(ordered, choices))
            case MatchChoices(left=left, right=right):
                how = _How("match", "expected-match")
                return self._choose(prompt, (*_lettered(left), *_numbered(right)), how, partial(matched, left, right))
            case Write():
                return self._write(prompt)
        assert_never(prompt)

    def _continue(self, prompt: Continue) -> Action:
        self._tell("; ".join((f"Enter: {prompt.label}", *_spoken(prompt.keys))))
        while True:
            line = self._line().strip()
            goes_on = not line or (bool(prompt.chooses) and line in {prompt.chooses, "1"})
            action = onward(prompt) if goes_on else _pressed(prompt.keys, line)
            if action is not None:
                return action
            self._expected("expected", ("Enter", *_letters(prompt.keys)))

    def _choose(self, prompt: _List, listed: Iterable[str], how: _How, read: Callable[[str], Action | None]) -> Action:
        """Ask until a line can be read, or is a key."""
        self._tell(prompt.question)
        for line in listed:
            self._tell(line)
        self._tell("; ".join((self._words[how.word], *_spoken(prompt.keys))))
        while True:
            typed = self._line().strip()
            action = _pressed(prompt.keys, typed) or read(typed)
            tried = next((choice for choice in _tried(prompt) if action == Chosen(id=choice.id)), None)
            if tried is not None:
                self._tell(self._words["tried"].format(label=tried.label))
            elif action is not None:
                return action
            else:
                self._expected(how.expected, (*how.names, *_letters(prompt.keys)))

    def _write(self, prompt: Write) -> Action:
        self._tell(prompt.question)
        self._tell("; ".join(_spoken(prompt.keys, slash="/")))
        values = {}
        for blank in prompt.blanks:
            typed = self._typed(blank, prompt.keys)
            if isinstance(typed, Pressed):
                return typed
            values[blank.id] = typed
        return Written(values=values)

    def _typed(self, blank: Blank, keys: Sequence[KeyHint]) -> str | Pressed:
        while True:
            self._tell(f"{blank.label}:")
            line = self._line()
            pressed = _pressed(keys, line.strip()) if line.startswith("/") else None
            if pressed is not None:
                return pressed
            if is_fit(line, blank.takes):
                return line
            word = "expected-number" if blank.takes is Takes.NUMBER else "expected-text"
            self._expected(word, _letters(keys, slash="/"))

    def _tell(self, line: str) -> None:
        if line:
            self._say(self._harmless(line))

    def _expected(self, word: str, allowed: Sequence[str]) -> None:
        self._tell(": ".join(filter(None, (self._words[word], ", ".join(allowed)))))

    def _line(self) -> str:
        """The next line that is not a search in what was shown last."""
        while True:
            line = self._read()
            command, _, sought = line.strip().partition(" ")
            if command.casefold() != f"/{self._words['find']}" or not sought.strip():
                return line
            self._find(sought.strip())

    def _find(self, sought: str) -> None:
        """Say the lines in which it stands, each with its number, or that there are none."""
        lines = enumerate(self._shown().splitlines(), start=1)
        found = [f"{number}: {line.strip()}" for number, line in lines if sought.casefold() in line.casefold()]
        for line in found or [self._words["not-found"].format(text=sought)]:
            self._tell(line)

    def _read(self) -> str:
        line = rest = self._source.readline(_LONGEST)
        if not line:
            raise EOFError
        while rest and not rest.endswith("\n"):
            rest = self._source.readline(_LONGEST)
        return clean(line)


def _spoken(keys: Sequence[KeyHint], *, slash: str = "") -> tuple[str, ...]:
    return tuple(f"{slash}{hint.letter}: {hint.label}" for hint in said(keys))


def _letters(keys: Sequence[KeyHint], *, slash: str = "") -> tuple[str, ...]:
    return tuple(f"{slash}{hint.letter}" for hint in said(keys))


def _pressed(keys: Sequence[KeyHint], line: str) -> Pressed | None:
    letter = line.removeprefix("/").casefold()
    return next((Pressed(key=hint.key) for hint in keys if hint.letter.casefold() == letter), None)


def _tried(prompt: _List) -> tuple[Selectable, ...]:
    return tuple(choice for choice in prompt.choices if choice.is_tried) if isinstance(prompt, Choose) else ()


def _numbered(choices: Iterable[Selectable]) -> Iterator[str]:
    return (f"{number}. {_told(choice)}" for number, choice in enumerate(choices, start=1))


def _lettered(choices: Iterable[Selectable]) -> Iterator[str]:
    return (f"{letter}. {_told(choice)}" for letter, choice in zip(LETTERS, choices, strict=False))


def _told(choice: Selectable) -> str:
    return f"{choice.label} ({choice.note})" if choice.note else choice.label
