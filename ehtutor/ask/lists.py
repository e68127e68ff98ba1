"""Lists at a terminal: one to choose, several to tick, all to put in order, or pairs to make.

Each is a list of questionary, with our keys added; what an order or pairs need is asked one choice after another,
with what was chosen so far above the list. Backspace takes the last choice back.
"""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import questionary
from prompt_toolkit.application import get_app_session
from prompt_toolkit.filters import to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from ehtutor.ask.above import Above
from ehtutor.ask.keyboard import LISTED, bindings_for, leave
from ehtutor.session.screen.action import Chosen, ChosenMany, Matched, Ordered, Pressed
from ehtutor.session.screen.prompt import ChooseMany, KeyHint, MatchChoices, OrderChoices, Selectable
from ehtutor.value import Value

INDENT: Final = "  "
"""Below the question mark."""
_NUMBERED: Final = 9
"""A longer list has no number shortcuts: a digit is one key."""
_POINTED: Final = 3
"""Columns that questionary takes for the pointer."""
_TICKS: Final = {False: ("class:tick", "[ ] "), True: ("class:tick", "[x] ")}


class Lists(Value):
    """How every list looks, and what it says."""

    words: Mapping[str, str]
    harmless: Callable[[str], str]
    pointer: str
    style: Style
    above: Above

    def choose(self, question: str, choices: Sequence[Selectable], bindings: KeyBindings) -> Pressed | Chosen:
        """The one that is pointed at when Enter is pressed."""
        result = self._run(self._select(self._asked(question, self.words["arrows"]), choices), bindings)
        return result if isinstance(result, Pressed) else Chosen(id=str(result))

    def choose_many(self, prompt: ChooseMany) -> Pressed | ChosenMany:
        """All that are ticked when Enter is pressed, once there are any."""
        how = self.words["mark"]
        while True:
            select = self._select(self._asked(prompt.question, how), prompt.choices, _TICKS[False])
            bindings = bindings_for(prompt.keys)
            _bind_ticks(bindings, _control(select))
            result = self._run(select, bindings)
            if isinstance(result, Pressed | ChosenMany):
                return result
            how = self.words["at-least-one"]

    def order(self, prompt: OrderChoices) -> Pressed | Ordered:
        """First, second, and so on."""
        labels = {choice.id: choice.label for choice in prompt.choices}
        placed: tuple[str, ...] = ()
        while len(placed) < len(labels):
            how = self.words["place"].format(place=len(placed) + 1, places=len(labels))
            above = [f"{place}. {labels[id]}" for place, id in enumerate(placed, start=1)]
            rest = [choice for choice in prompt.choices if choice.id not in placed]
            chosen = self._next(self._asked(prompt.question, how, above), rest, prompt.keys)
            if isinstance(chosen, Pressed):
                return chosen
            placed = (*placed, chosen.id) if chosen else placed[:-1]
        return Ordered(ids=placed)

    def match(self, prompt: MatchChoices) -> Pressed | Matched:
        """For each on the left, one on the right."""
        labels = {choice.id: choice.label for choice in prompt.right}
        matched: tuple[str, ...] = ()
        while len(matched) < len(prompt.left):
            above = [f"{left.label} → {labels[id]}" for left, id in zip(prompt.left, matched, strict=False)]
            above.append(f"{prompt.left[len(matched)].label} → …")
            chosen = self._next(self._asked(prompt.question, self.words["pair"], above), prompt.right, prompt.keys)
            if isinstance(chosen, Pressed):
                return chosen
            matched = (*matched, chosen.id) if chosen else matched[:-1]
        return Matched(pairs={left.id: id for left, id in zip(prompt.left, matched, strict=True)})

    def _next(self, asked: str, choices: Sequence[Selectable], keys: Sequence[KeyHint]) -> Pressed | Chosen | None:
        """One choice of several in a row, or None to take the last one back."""
        bindings = bindings_for(keys)
        bindings.add(Keys.Backspace, eager=True)(leave(None))
        result = self._run(self._select(asked, choices), bindings)
        return result if isinstance(result, Pressed) or result is None else Chosen(id=str(result))

    def _run(self, select: questionary.Question, bindings: KeyBindings) -> object:
        self.above.equip(select.application, bindings, LISTED)
        return select.unsafe_ask()

    def _asked(self, question: str, how: str, above: Iterable[str] = ()) -> str:
        lines = (f"{self.harmless(question)} ({how})", *map(self.harmless, above))
        return f"\n{INDENT}".join(wrapped(line, INDENT) for line in lines)

    def _select(
        self, asked: str, choices: Sequence[Selectable], mark: tuple[str, str] = ("", "")
    ) -> questionary.Question:
        is_numbered = len(choices) <= _NUMBERED
        numbers = [number if is_numbered else None for number, _ in enumerate(choices, start=1)]
        select = questionary.select(
            asked,
            [self._option(choice, number, mark) for choice, number in zip(choices, numbers, strict=True)],
            pointer=self.pointer,
            style=self.style,
            use_shortcuts=is_numbered,
            use_jk_keys=False,
            # empty would become a sentence in English
            instruction=" ",
        )
        _window(select).wrap_lines = to_filter(True)
        select.application.erase_when_done = True
        return select

    def _option(self, choice: Selectable, number: int | None, mark: tuple[str, str]) -> questionary.Choice:
        lead = "" if number is None else f"{number}) "
        indent = " " * (_POINTED + len(mark[1]) + len(lead))
        label, note = self.harmless(choice.label), self.harmless(choice.note)
        title = [mark, ("class:text", lead + wrapped(label, indent))]
        if note:
            is_short = len(f"{indent}{label}  {note}") < columns()
            title.append(("class:note", f"  {note}" if is_short else f"\n{indent}{wrapped(note, indent)}"))
        return questionary.Choice(title, value=choice.id, shortcut_key=False if number is None else str(number))


def columns() -> int:
    """How many columns the terminal has."""
    return get_app_session().output.get_size().columns


def wrapped(text: str, indent: str) -> str:
    """Wrap between words, with `indent` before all lines but the first; the library cuts off or breaks words."""
    width = max(columns() - 1 - len(indent), 1)
    return f"\n{indent}".join(textwrap.wrap(text, width))


def _window(select: questionary.Question) -> Window:
    """The part of a list that shows the choices."""
    windows = select.application.layout.find_all_windows()
    return next(window for window in windows if isinstance(window.content, InquirerControl))


def _control(select: questionary.Question) -> InquirerControl:
    """What holds the choices, and which of them is pointed at."""
    control = _window(select).content
    assert isinstance(control, InquirerControl)
    return control


def _bind_ticks(bindings: KeyBindings, control: InquirerControl) -> None:
    """Space ticks what is pointed at; Enter gives what is ticked in the order of the list, or None."""

    def tick(_: KeyPressEvent) -> None:
        choice, ticked = control.get_pointed_at(), control.selected_options
        is_ticked = choice.value not in ticked
        ticked.append(choice.value) if is_ticked else ticked.remove(choice.value)
        choice.title = _marked(choice.title, _TICKS[is_ticked])

    def finish(event: KeyPressEvent) -> None:
        ids = tuple(str(choice.value) for choice in control.get_selected_values())
        leave(ChosenMany(ids=ids) if ids else None)(event)

    bindings.add(" ", eager=True)(tick)
    bindings.add(Keys.ControlM, eager=True)(finish)


def _marked(title: Any, mark: tuple[str, str]) -> list[tuple[str, str]]:
    """The title of a choice with another mark; Any, as questionary lets a title be many things."""
    return [mark, *title[1:]]
