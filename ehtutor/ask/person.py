"""A learner at a terminal: single keys, a list to choose from, blanks to type; the door of questionary.

Never `.ask()`: it swallows Ctrl-C. Here Ctrl-C raises KeyboardInterrupt, and Ctrl-D or the end of the input
EOFError, at every prompt. A key that is listed acts at once; every other key does nothing. In a text a letter is
a letter, so there Esc, or an empty line, opens a menu of the same keys. NO_COLOR is obeyed by prompt_toolkit.
The question is shown here, the keys are not: they stand on the renderer's prompt line.

Words from the caller: `arrows`, `mark`, `place` and `pair` (how to answer each kind of list), `at-least-one` (when
nothing is ticked), `escape` (how to reach the keys while typing), `menu` (the question of that menu), `typing` (its
choice to go on typing), `figures` (what a number is), and those of `above`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias, assert_never

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout
from prompt_toolkit.styles import Style

from ehtutor.ask.above import Above, Scrolling
from ehtutor.ask.keyboard import (
    TYPED,
    Unfinished,
    bindings_for,
    break_off,
    is_empty,
    is_unfit,
    leave,
    leave_cursor_alone,
    leave_when_resized,
    refuse,
    tidy,
    unresized,
)
from ehtutor.ask.lists import INDENT, Lists, wrapped
from ehtutor.ask.typed import MOST, clean
from ehtutor.session.screen.action import Action, Answer, Chosen, Continued, Pressed, Written, onward
from ehtutor.session.screen.prompt import (
    Blank,
    Choose,
    ChooseMany,
    Continue,
    Key,
    KeyHint,
    MatchChoices,
    OrderChoices,
    Prompt,
    Selectable,
    Takes,
    Write,
    said,
)
from ehtutor.value import replace

STYLE: Final = Style(
    [
        ("qmark", "fg:ansicyan"),
        ("question", "bold"),
        ("pointer", "fg:ansicyan bold"),
        ("note", "dim"),
        ("instruction", "dim"),
        ("answer", "fg:ansicyan"),
    ]
)
_Answerable: TypeAlias = Choose | ChooseMany | OrderChoices | MatchChoices | Write
_TYPING: Final = ""
"""The id of the menu's choice to go on typing; no key has it."""


class Person:
    """Asks at the terminal; a class, as it owns the terminal while a prompt is open."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        scrolling: Scrolling | None = None,
        *,
        words: Mapping[str, str],
        harmless: Callable[[str], str],
        is_ascii: bool = False,
        style: Style = STYLE,
    ) -> None:
        self._clock = clock
        self._words = {name: harmless(word) for name, word in words.items()}
        self._harmless = harmless
        self._above = Above(scrolling, words=self._words, harmless=harmless)
        self._style = style
        self._card = ""
        self._kept: dict[tuple[type[Prompt], str], dict[str, Any]] = {}
        pointer = ">" if is_ascii else "»"
        self._lists = Lists(words=self._words, harmless=harmless, pointer=pointer, style=style, above=self._above)

    def __call__(self, prompt: Prompt) -> Answer:
        """Ask, and stamp the answer; standard input and output have to be a terminal."""
        leave_cursor_alone()
        action = self._continue(prompt) if isinstance(prompt, Continue) else self._ask(prompt)
        return Answer(card=prompt.card, action=action, at=self._clock())

    def _ask(self, prompt: _Answerable) -> Action:
        """Ask with what was kept of it; what lies over a card is asked under its name, so its own is kept beside."""
        if prompt.card != self._card:
            self._card = prompt.card
            self._kept.clear()
        asked = (type(prompt), prompt.question)
        lists = replace(self._lists, kept=self._kept.setdefault(asked, {}))
        action = unresized(partial(self._answered, prompt, lists))
        if not isinstance(action, Pressed):
            del self._kept[asked]
        return action

    def _answered(self, prompt: _Answerable, lists: Lists) -> Action:
        match prompt:
            case Choose():
                return lists.choose(prompt.question, prompt.choices, bindings_for(prompt.keys), start=prompt.start)
            case ChooseMany():
                return lists.choose_many(prompt)
            case OrderChoices():
                return lists.order(prompt)
            case MatchChoices():
                return lists.match(prompt)
            case Write():
                return self._write(prompt, lists.kept)
        assert_never(prompt)

    def _continue(self, prompt: Continue) -> Action:
        application = Application[Action](layout=Layout(self._above.line), erase_when_done=True)
        bindings = bindings_for(prompt.keys)
        for key in (Keys.ControlM, Keys.ControlJ, " ", Keys.Right):
            bindings.add(key, eager=True)(leave(onward(prompt)))
        if prompt.closes:
            bindings.add(Keys.Escape)(leave(Continued()))
        self._above.equip(application, bindings, frozenset(), arrows=True)
        return application.run()

    def _write(self, prompt: Write, kept: dict[str, Any]) -> Action:
        values: dict[str, str] = kept.setdefault("values", {})
        for blank in prompt.blanks:
            if blank.id in values:
                continue
            typed = self._typed(blank, prompt.keys, "" if values else prompt.question, kept)
            if isinstance(typed, Pressed):
                return typed
            values[blank.id] = typed
        return Written(values=dict(values))

    def _typed(self, blank: Blank, keys: Sequence[KeyHint], question: str, kept: dict[str, Any]) -> str | Pressed:
        note = ""
        while True:
            match unresized(partial(self._type, blank, keys, question, kept, note)):
                case str() as typed:
                    return typed
                case Unfinished.UNFIT:
                    note = self._words["figures"]
                case Unfinished.DRAFT:
                    pressed = self._menu(keys) if keys else None
                    if pressed is not None:
                        return pressed

    def _type(
        self, blank: Blank, keys: Sequence[KeyHint], question: str, kept: dict[str, Any], note: str
    ) -> str | Unfinished:
        hint = f" ({self._words['escape']})" if keys else ""
        above = [f"{self._harmless(question)}{hint}"] if question else []
        above += [note] if note else []
        lines = [*(wrapped(line, INDENT) for line in above), f"{self._harmless(blank.label)}:"]
        ask = questionary.password if blank.takes is Takes.SECRET else questionary.text
        # questionary puts a space before the message
        message = f"\n{INDENT}".join(lines) if question else " " + f"\n{INDENT}".join(lines)
        asked = ask(message, default=kept.get("draft", ""), qmark="?" if question else "", style=self._style)
        asked.application.current_buffer.on_text_changed += tidy
        bindings = bindings_for(())
        bindings.add(Keys.Escape)(break_off)
        # the last that fits is the one that acts: on an empty line that is the menu
        bindings.add(Keys.ControlM, eager=True, filter=is_unfit(blank.takes))(refuse)
        bindings.add(Keys.ControlM, eager=True, filter=is_empty)(break_off)
        self._above.equip(asked.application, bindings, TYPED, typing=True)
        leave_when_resized(asked.application)
        try:
            typed = asked.unsafe_ask()
        finally:
            kept["draft"] = asked.application.current_buffer.text
        if isinstance(typed, Unfinished):
            return typed
        del kept["draft"]
        return clean(typed)[:MOST]

    def _menu(self, keys: Sequence[KeyHint]) -> Pressed | None:
        """The key chosen in the menu, or None to go on typing."""
        choices = [Selectable(id=hint.key.value, label=hint.label, note=hint.letter) for hint in said(keys)]
        typing = Selectable(id=_TYPING, label=self._words["typing"])
        lists = replace(self._lists, kept={})

        def choose() -> Pressed | Chosen:
            bindings = bindings_for(keys)
            bindings.add(Keys.Escape)(leave(_TYPING))
            return lists.choose(self._words["menu"], [typing, *choices], bindings)

        match unresized(choose):
            case Pressed() as pressed:
                return pressed
            case Chosen(id=chosen) if chosen != _TYPING:
                return Pressed(key=Key(chosen))
        return None
