"""What stands above a prompt: keys that move it, a line to search in it, and paint when it has changed.

The prompt is an application that knows its own rows only. So before each time that it draws itself, it is said how
many rows it needs, and what stands above is painted anew where that is called for: it was moved, has less room, or the
window has another size. Many of these at once are one paint. What is typed to search is no answer: it has a line of its
own below the prompt, and while that is open no other key reaches the prompt.

Words from the caller: `found` (which match of how many, and the keys that go on) and `not-found`.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, Final, Protocol

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window

from ehtutor.ask.keyboard import bind_suspend, bindings_for, equip, silence
from ehtutor.ask.typed import MOST, clean

_SEARCH: Final = "/"
_SEARCHED: Final = frozenset({Keys.ControlM, Keys.ControlJ, Keys.Backspace, Keys.ControlU, Keys.BracketedPaste})
"""What works on the line to search on, beside what can be typed."""


class Scrolling(Protocol):
    """What stands above the prompt, of which a part may be out of sight; to move it paints nothing yet."""

    @property
    def is_outdated(self) -> bool:
        """Whether something else is to be seen than was painted last: another part, or a window of another size."""
        ...

    @property
    def sought(self) -> str:
        """What was searched; nothing when nothing was."""
        ...

    @property
    def found(self) -> tuple[int, int]:
        """At which match we are, from 1, and how many there are."""
        ...

    def lines(self, count: int) -> None:
        """Move so many lines down."""
        ...

    def pages(self, count: int) -> None:
        """Move so many pages down."""
        ...

    def ends(self, *, last: bool) -> None:
        """Move to the first line, or to the last."""
        ...

    def seek(self, text: str) -> None:
        """Mark `text` wherever it stands, and move to the first one from here on; nothing marks nothing."""
        ...

    def seek_on(self, count: int) -> None:
        """Move so many matches on, and round at the end."""
        ...

    def leave(self, rows: int) -> None:
        """Leave so many rows of the window to the prompt."""
        ...

    def repaint(self) -> None:
        """Paint it anew, and leave the cursor where the prompt begins."""
        ...

    def away(self) -> AbstractContextManager[None]:
        """Give the window back for as long as this lasts, and then paint it anew."""
        ...


class Above:
    """Moves and searches what stands above the prompts; a class, as it owns what is typed on the line to search on."""

    def __init__(
        self, scrolling: Scrolling | None, *, words: Mapping[str, str], harmless: Callable[[str], str]
    ) -> None:
        self._scrolling = scrolling
        self._words = words
        self._harmless = harmless
        self._typed: str | None = None
        self.line: Final = Window(FormattedTextControl(self._said, show_cursor=False), dont_extend_height=True)
        """The line to search on, which is also where a prompt may stand that needs no other."""

    def equip(
        self,
        application: Application[Any],
        bindings: KeyBindings,
        working: frozenset[Keys],
        *,
        arrows: bool = False,
        typing: bool = False,
    ) -> None:
        """Equip a prompt, with keys that scroll too: also the arrows, or only those that nobody types with."""
        scrolling, self._typed = self._scrolling, None
        if scrolling is None:
            bind_suspend(bindings, nullcontext)
            equip(application, bindings, working)
            return
        bind_suspend(bindings, scrolling.away)
        _bind_scroll(bindings, scrolling, arrows=arrows, ends=not typing)
        if not typing:
            self._bind_search(bindings, scrolling)
        equip(application, bindings, working)
        application.before_render += partial(_paint, scrolling)
        if not typing:
            self._add_line(application, scrolling)

    def _bind_search(self, bindings: KeyBindings, scrolling: Scrolling) -> None:
        has_found = Condition(lambda: scrolling.found != (0, 0))
        bindings.add(_SEARCH, eager=True)(lambda _: self._type(""))
        for key, count in (("n", 1), ("N", -1)):
            bindings.add(key, eager=True, filter=has_found)(_doing(partial(scrolling.seek_on, count)))

    def _add_line(self, application: Application[Any], scrolling: Scrolling) -> None:
        """Put the line to search on below the prompt, and have the keys for it while it is open."""
        is_open = Condition(lambda: self._typed is not None)
        has_line = Condition(lambda: self._typed is not None or bool(scrolling.sought))
        layout = application.layout
        if layout.container is not self.line:
            below = ConditionalContainer(self.line, filter=has_line)
            application.layout = Layout(HSplit([layout.container, below]), focused_element=layout.current_window)
        theirs = application.key_bindings or KeyBindings()
        application.key_bindings = merge_key_bindings(
            [ConditionalKeyBindings(theirs, ~is_open), ConditionalKeyBindings(self._typing(scrolling), is_open)]
        )

    def _typing(self, scrolling: Scrolling) -> KeyBindings:
        """What keys do while the line to search on is open."""

        def seek(text: str) -> None:
            self._typed = None
            scrolling.seek(text)

        def erase(_: KeyPressEvent) -> None:
            if self._typed:
                self._type(self._typed[:-1])
            else:
                seek("")

        def add(event: KeyPressEvent) -> None:
            self._type(f"{self._typed or ''}{event.data}")

        bindings = bindings_for(())
        bind_suspend(bindings, scrolling.away)
        for key in (Keys.ControlM, Keys.ControlJ):
            bindings.add(key, eager=True)(lambda _: seek(self._typed or ""))
        bindings.add(Keys.Escape)(lambda _: seek(""))
        bindings.add(Keys.Backspace, eager=True)(erase)
        bindings.add(Keys.ControlU, eager=True)(lambda _: self._type(""))
        # not eager: it would take Esc along, before that has shown to be one
        bindings.add(Keys.Any)(add)
        bindings.add(Keys.BracketedPaste, eager=True)(add)
        both = KeyBindings()
        both.bindings.extend([*silence(_SEARCHED).bindings, *bindings.bindings])
        return both

    def _type(self, text: str) -> None:
        self._typed = clean(text)[:MOST]

    def _said(self) -> StyleAndTextTuples:
        """What stands on the line: what is typed, else what came of it."""
        if self._typed is not None:
            return [("", f"{_SEARCH}{self._harmless(self._typed)}"), ("reverse", " ")]
        if self._scrolling is None or not self._scrolling.sought:
            return []
        match, total = self._scrolling.found
        if total:
            return [("", self._words["found"].format(match=match, matches=total))]
        return [("", self._words["not-found"].format(text=self._harmless(self._scrolling.sought)))]


def _bind_scroll(bindings: KeyBindings, scrolling: Scrolling, *, arrows: bool, ends: bool) -> None:
    moves = {Keys.PageUp: partial(scrolling.pages, -1), Keys.PageDown: partial(scrolling.pages, 1)}
    if ends:
        moves |= {Keys.Home: partial(scrolling.ends, last=False), Keys.End: partial(scrolling.ends, last=True)}
    if arrows:
        moves |= {Keys.Up: partial(scrolling.lines, -1), Keys.Down: partial(scrolling.lines, 1)}
    for key, move in moves.items():
        bindings.add(key, eager=True)(_doing(move))


def _doing(what: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
    return lambda _: what()


def _paint(scrolling: Scrolling, application: Application[Any]) -> None:
    """Paint what stands above, with the prompt out of the way, where that is called for."""
    if application.is_done:
        return
    size = application.output.get_size()
    # a prompt that is taller than its room would push the heading out
    scrolling.leave(application.layout.container.preferred_height(size.columns, size.rows).preferred)
    if scrolling.is_outdated:
        application.renderer.erase()
        scrolling.repaint()
