"""Lists at a terminal: one to choose, several to tick, all to put in order, or pairs to make.

Each is a list of questionary, with our keys added; what an order or pairs need is asked one choice after another,
with what was chosen so far above the list. Backspace takes the last choice back. Who looks at something else in between
finds what he ticked, placed or pointed at as he left it.
"""

import textwrap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import questionary
from prompt_toolkit.application import get_app_session
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from ehtutor.ask.above import Above
from ehtutor.ask.keyboard import LISTED, bindings_for, leave, leave_when_resized
from ehtutor.session.screen.action import Chosen, ChosenMany, Matched, Ordered, Pressed
from ehtutor.session.screen.prompt import ChooseMany, KeyHint, MatchChoices, OrderChoices, Selectable
from ehtutor.value import Value, field

INDENT: Final = "  "
"""Below the question mark."""
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
    kept: dict[str, Any] = field(default_factory=dict)
    """What was ticked, placed and pointed at in the list that is asked now."""

    def choose(
        self, question: str, choices: Sequence[Selectable], bindings: KeyBindings, *, start: str = ""
    ) -> Pressed | Chosen:
        """The one that is pointed at when Enter is pressed; the first one pointed at is one that was not tried."""
        untried = next((choice.id for choice in choices if not choice.is_tried), "")
        at = self.kept.get("at") or start or untried
        select = self._select(self._asked(question, self.words["arrows"]), choices, at=at)
        _bind_tried(bindings, _control(select), {choice.id for choice in choices if choice.is_tried})
        result = self._run(select, bindings, choices)
        return result if isinstance(result, Pressed) else Chosen(id=str(result))

    def choose_many(self, prompt: ChooseMany) -> Pressed | ChosenMany:
        """All that are ticked when Enter is pressed, once there are any."""
        above: list[str] = []
        while True:
            asked = self._asked(prompt.question, self.words["mark"], above)
            select = self._select(asked, prompt.choices, _TICKS[False], at=self.kept.get("at", ""))
            bindings, control = bindings_for(prompt.keys), _control(select)
            _tick(control, self.kept.get("ticked", ()))
            _bind_ticks(bindings, control, again=bool(above))
            result = self._run(select, bindings, prompt.choices)
            if isinstance(result, Pressed | ChosenMany):
                return result
            above = [] if control.selected_options else [self.words["at-least-one"]]

    def order(self, prompt: OrderChoices) -> Pressed | Ordered:
        """First, second, and so on; each choice keeps its number."""
        labels = {choice.id: choice.label for choice in prompt.choices}
        placed: tuple[str, ...] = self.kept.get("placed", ())
        while len(placed) < len(labels):
            self.kept["placed"] = placed
            how = self.words["place"].format(place=len(placed) + 1, places=len(labels))
            above = [f"{place}. {labels[id]}" for place, id in enumerate(placed, start=1)]
            numbers = {choice.id: at for at, choice in enumerate(prompt.choices, 1) if choice.id not in placed}
            chosen = self._next(self._asked(prompt.question, how, above), prompt.choices, prompt.keys, numbers)
            if isinstance(chosen, Pressed):
                return chosen
            placed = (*placed, chosen.id) if chosen else placed[:-1]
        return Ordered(ids=placed)

    def match(self, prompt: MatchChoices) -> Pressed | Matched:
        """For each on the left, one on the right."""
        labels = {choice.id: choice.label for choice in prompt.right}
        matched: tuple[str, ...] = self.kept.get("matched", ())
        while len(matched) < len(prompt.left):
            self.kept["matched"] = matched
            above = [f"{left.label} → {labels[id]}" for left, id in zip(prompt.left, matched, strict=False)]
            above.append(f"{prompt.left[len(matched)].label} → …")
            chosen = self._next(self._asked(prompt.question, self.words["pair"], above), prompt.right, prompt.keys)
            if isinstance(chosen, Pressed):
                return chosen
            matched = (*matched, chosen.id) if chosen else matched[:-1]
        return Matched(pairs={left.id: id for left, id in zip(prompt.left, matched, strict=True)})

    def _next(
        self,
        asked: str,
        choices: Sequence[Selectable],
        keys: Sequence[KeyHint],
        numbers: Mapping[str, int] | None = None,
    ) -> Pressed | Chosen | None:
        """One choice of several in a row, or None to take the last one back."""
        bindings = bindings_for(keys)
        bindings.add(Keys.Backspace, eager=True)(leave(None))
        left = choices if numbers is None else [choice for choice in choices if choice.id in numbers]
        select = self._select(asked, left, numbers=numbers, at=self.kept.get("at", ""))
        result = self._run(select, bindings, left, numbers)
        if isinstance(result, Pressed):
            return result
        self.kept.pop("at", None)
        return None if result is None else Chosen(id=str(result))

    def _run(
        self,
        select: questionary.Question,
        bindings: KeyBindings,
        choices: Sequence[Selectable],
        numbers: Mapping[str, int] | None = None,
    ) -> object:
        control = _control(select)
        _bind_digits(bindings, control, numbers or {choice.id: at for at, choice in enumerate(choices, 1)})
        self.above.equip(select.application, bindings, LISTED)
        leave_when_resized(select.application)
        try:
            return select.unsafe_ask()
        finally:
            self.kept["at"] = control.get_pointed_at().value
            self.kept["ticked"] = tuple(control.selected_options)

    def _asked(self, question: str, how: str, above: Iterable[str] = ()) -> str:
        lines = (f"{self.harmless(question)} ({how})", *map(self.harmless, above))
        return f"\n{INDENT}".join(wrapped(line, INDENT) for line in lines)

    def _select(
        self,
        asked: str,
        choices: Sequence[Selectable],
        mark: tuple[str, str] = ("", ""),
        *,
        numbers: Mapping[str, int] | None = None,
        at: str = "",
    ) -> questionary.Question:
        found = numbers or {choice.id: number for number, choice in enumerate(choices, start=1)}
        select = questionary.select(
            asked,
            [self._option(choice, found[choice.id], mark) for choice in choices],
            pointer=self.pointer,
            style=self.style,
            # ours, so that a list may be longer than nine
            use_shortcuts=False,
            use_jk_keys=False,
            # empty would become a sentence in English
            instruction=" ",
        )
        _window(select).wrap_lines = to_filter(True)
        if at in found:
            # its own default would also be ticked
            _control(select).pointed_at = [choice.id for choice in choices].index(at)
        select.application.erase_when_done = True
        return select

    def _option(self, choice: Selectable, number: int, mark: tuple[str, str]) -> questionary.Choice:
        lead = f"{number}) "
        indent = " " * (_POINTED + len(mark[1]) + len(lead))
        label, note = self.harmless(choice.label), self.harmless(choice.note)
        title = [mark, ("class:text", lead + wrapped(label, indent))]
        if note:
            is_short = len(f"{indent}{label}  {note}") < columns()
            title.append(("class:note", f"  {note}" if is_short else f"\n{indent}{wrapped(note, indent)}"))
        return questionary.Choice(title, value=choice.id, shortcut_key=False)


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


def _bind_digits(bindings: KeyBindings, control: InquirerControl, numbers: Mapping[str, int]) -> None:
    """A number points at its choice; a digit that follows at once may make it a longer one."""
    typed = [""]

    def point(event: KeyPressEvent) -> None:
        by_number = {str(number): id for id, number in numbers.items()}
        longer = typed[0] + event.data
        typed[0] = longer if longer in by_number else event.data
        if typed[0] in by_number:
            ids = [choice.value for choice in control.choices]
            control.pointed_at = ids.index(by_number[typed[0]])

    for digit in "0123456789":
        bindings.add(digit, eager=True)(point)


def _bind_tried(bindings: KeyBindings, control: InquirerControl, tried: Collection[str]) -> None:
    """Enter does nothing at what was tried before."""
    is_tried = Condition(lambda: control.get_pointed_at().value in tried)
    bindings.add(Keys.ControlM, eager=True, filter=is_tried)(lambda _: None)


def _tick(control: InquirerControl, ids: Collection[str]) -> None:
    """Tick these, as they were ticked before."""
    for choice in control.choices:
        if choice.value in ids:
            control.selected_options.append(choice.value)
            choice.title = _marked(choice.title, _TICKS[True])


def _bind_ticks(bindings: KeyBindings, control: InquirerControl, *, again: bool) -> None:
    """Space ticks what is pointed at, and may have it asked `again`; Enter gives what is ticked in order, or None."""

    def tick(event: KeyPressEvent) -> None:
        choice, ticked = control.get_pointed_at(), control.selected_options
        is_ticked = choice.value not in ticked
        ticked.append(choice.value) if is_ticked else ticked.remove(choice.value)
        choice.title = _marked(choice.title, _TICKS[is_ticked])
        if again:
            leave(None)(event)

    def finish(event: KeyPressEvent) -> None:
        ids = tuple(str(choice.value) for choice in control.get_selected_values())
        leave(ChosenMany(ids=ids) if ids else None)(event)

    bindings.add(" ", eager=True)(tick)
    bindings.add(Keys.ControlM, eager=True)(finish)


def _marked(title: Any, mark: tuple[str, str]) -> list[tuple[str, str]]:
    """The title of a choice with another mark; Any, as questionary lets a title be many things."""
    return [mark, *title[1:]]
