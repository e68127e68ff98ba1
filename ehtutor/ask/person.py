"""A learner at a terminal: single keys, a list to choose from, blanks to type; the door of questionary.

Never `.ask()`: it swallows Ctrl-C. Here Ctrl-C raises KeyboardInterrupt, and Ctrl-D or the end of the input
EOFError, at every prompt. A key that is listed acts at once; every other key does nothing. In a text a letter is
a letter, so there Esc, or an empty line, opens a menu of the same keys. NO_COLOR is obeyed by prompt_toolkit.
The question is shown here, the keys are not: they stand on the renderer's prompt line.

Words from the caller: `arrows` (how to choose in a list), `escape` (how to reach the keys while typing), `menu`
(the question of that menu), `typing` (its choice to go on typing).
"""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, assert_never

import questionary
from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.filters import to_filter
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from ehtutor.ask.keyboard import (
    Draft,
    bind_scroll,
    bindings_for,
    break_off,
    equip,
    is_empty,
    leave,
    leave_cursor_alone,
    tidy,
)
from ehtutor.ask.typed import MOST, clean
from ehtutor.session.screen import (
    Action,
    Answer,
    Blank,
    Choice,
    Choose,
    Chosen,
    Continue,
    Continued,
    Key,
    KeyHint,
    Pressed,
    Prompt,
    Write,
    Written,
)

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
_NUMBERED: Final = 9
"""A longer list has no number shortcuts: a digit is one key."""
_INDENT: Final = "  "
"""Below the question mark."""
_POINTED: Final = 3
"""Columns that questionary takes for the pointer."""
_TYPING: Final = ""
"""The id of the menu's choice to go on typing; no key has it."""


class Person:
    """Asks at the terminal; a class, as it owns the terminal while a prompt is open."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        scroll: Callable[[int], None] | None = None,
        *,
        words: Mapping[str, str],
        harmless: Callable[[str], str],
        is_ascii: bool = False,
        style: Style = STYLE,
    ) -> None:
        self._clock = clock
        self._scroll = scroll
        self._words = {name: harmless(word) for name, word in words.items()}
        self._harmless = harmless
        self._pointer = ">" if is_ascii else "»"
        self._style = style

    def __call__(self, prompt: Prompt) -> Answer:
        """Ask, and stamp the answer; standard input and output have to be a terminal."""
        leave_cursor_alone()
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
        nothing = Window(FormattedTextControl(show_cursor=False), dont_extend_height=True)
        application = Application[Action](layout=Layout(nothing), erase_when_done=True)
        bindings = bindings_for(prompt.keys)
        for key in (Keys.ControlM, " ", Keys.Right):
            bindings.add(key)(leave(Continued()))
        bind_scroll(bindings, self._scroll, arrows=True)
        equip(application, bindings)
        return application.run()

    def _choose(self, prompt: Choose) -> Action:
        question = self._select(prompt.question, prompt.choices)
        bindings = bindings_for(prompt.keys)
        bind_scroll(bindings, self._scroll, arrows=False)
        equip(question.application, bindings)
        return _action(question.unsafe_ask())

    def _write(self, prompt: Write) -> Action:
        values: dict[str, str] = {}
        for blank in prompt.blanks:
            typed = self._typed(blank, prompt.keys, "" if values else prompt.question)
            if isinstance(typed, Pressed):
                return typed
            values[blank.id] = typed
        return Written(values=values)

    def _typed(self, blank: Blank, keys: Sequence[KeyHint], question: str) -> str | Pressed:
        draft = ""
        while True:
            typed = self._type(blank, keys, question, draft)
            if isinstance(typed, str):
                return typed
            draft = typed.text
            pressed = self._menu(keys) if keys else None
            if pressed is not None:
                return pressed

    def _type(self, blank: Blank, keys: Sequence[KeyHint], question: str, draft: str) -> str | Draft:
        message = f"{_INDENT}{self._harmless(blank.label)}:"
        if question:
            hint = f" ({self._words['escape']})" if keys else ""
            message = f"{_wrapped(self._harmless(question) + hint, _INDENT)}\n{message}"
        ask = questionary.password if blank.is_secret else questionary.text
        # questionary puts a space before the message
        asked = ask(
            message if question else message[1:], default=draft, qmark="?" if question else "", style=self._style
        )
        asked.application.current_buffer.on_text_changed += tidy
        bindings = bindings_for(())
        bindings.add(Keys.Escape, eager=True)(break_off)
        bindings.add(Keys.ControlM, eager=True, filter=is_empty)(break_off)
        equip(asked.application, bindings)
        typed = asked.unsafe_ask()
        return typed if isinstance(typed, Draft) else clean(typed)[:MOST]

    def _menu(self, keys: Sequence[KeyHint]) -> Pressed | None:
        """The key chosen in the menu, or None to go on typing."""
        choices = [Choice(id=hint.key.value, label=hint.label, note=hint.letter) for hint in keys]
        question = self._select(self._words["menu"], [Choice(id=_TYPING, label=self._words["typing"]), *choices])
        bindings = bindings_for(keys)
        bindings.add(Keys.Escape, eager=True)(leave(_TYPING))
        equip(question.application, bindings)
        action = _action(question.unsafe_ask())
        match action:
            case Pressed():
                return action
            case Chosen(id=chosen) if chosen != _TYPING:
                return Pressed(key=Key(chosen))
        return None

    def _select(self, question: str, choices: Sequence[Choice]) -> questionary.Question:
        is_numbered = len(choices) <= _NUMBERED
        select = questionary.select(
            _wrapped(f"{self._harmless(question)} ({self._words['arrows']})", _INDENT),
            [self._option(choice, number if is_numbered else None) for number, choice in enumerate(choices, start=1)],
            pointer=self._pointer,
            style=self._style,
            use_shortcuts=is_numbered,
            use_jk_keys=False,
            # empty would become a sentence in English
            instruction=" ",
        )
        for part in select.application.layout.find_all_windows():
            if isinstance(part.content, InquirerControl):
                part.wrap_lines = to_filter(True)
        select.application.erase_when_done = True
        return select

    def _option(self, choice: Choice, number: int | None) -> questionary.Choice:
        lead = "" if number is None else f"{number}) "
        indent = " " * (_POINTED + len(lead))
        label, note = self._harmless(choice.label), self._harmless(choice.note)
        title = [("class:text", lead + _wrapped(label, indent))]
        if note:
            is_short = len(f"{indent}{label}  {note}") < _columns()
            title.append(("class:note", f"  {note}" if is_short else f"\n{indent}{_wrapped(note, indent)}"))
        return questionary.Choice(title, value=choice.id, shortcut_key=False if number is None else str(number))


def _columns() -> int:
    return get_app_session().output.get_size().columns


def _wrapped(text: str, indent: str) -> str:
    """Wrap between words, with `indent` before all lines but the first; the library cuts off or breaks words."""
    width = max(_columns() - 1 - len(indent), 1)
    return f"\n{indent}".join(textwrap.wrap(text, width))


def _action(result: object) -> Action:
    """What a list gave: the action of a key, or the id of the choice."""
    return result if isinstance(result, Pressed) else Chosen(id=str(result))
