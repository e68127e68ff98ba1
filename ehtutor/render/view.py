"""A screen as it lies in a window: which part of it is in sight, and what in it is sought.

A value: to scroll or to search makes another one, and whoever moves nothing gets the same one back. So the terminal
knows by the value alone whether there is something to paint.
"""

from typing import Final

from rich.text import Text

from ehtutor.render.finding import Occurrence, marked, matches
from ehtutor.render.layout import LaidOut, fitted, question_lines
from ehtutor.render.lines import Lines, beside, indent
from ehtutor.render.look import QUIET, Look
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Choose, ChooseMany, Continue, MatchChoices, OrderChoices, Prompt, Write
from ehtutor.value import Value, replace

_FEWEST: Final = 4
"""In fewer rows than this the heading scrolls too."""


class View(Value):
    """A part of a screen, in a window."""

    window: tuple[int, int]
    """Its columns and rows."""
    left: int
    """Rows that are left to the prompt."""
    page: LaidOut
    room: int
    """How many rows of the body are in sight."""
    names: tuple[str, str, str] | None
    """What the keys are called that scroll up and down and search; None where all is in sight, or nothing scrolls."""
    offset: int = 0
    """How many rows of the body are hidden above."""
    sought: str = ""
    found: tuple[Occurrence, ...] = ()
    at: int = 0
    """Which of the matches is looked at."""

    @property
    def furthest(self) -> int:
        """How many rows are hidden above when the last one is in sight."""
        return len(self.page.body) - self.room

    @property
    def opening(self) -> int:
        """How many rows are hidden above at first: none if what is lit is in sight so, else most of those before it."""
        lit = self.page.lit
        if lit is None or lit.stop <= self.room:
            return 0
        return min(max(lit.start - max((self.room - len(lit)) // 3, 0), 0), max(self.furthest, 0))

    def moved(self, count: int) -> "View":
        """So many lines further down, as far as there are any."""
        offset = min(max(self.offset + count, 0), self.furthest)
        return self if offset == self.offset else replace(self, offset=offset)

    def paged(self, count: int) -> "View":
        """So many pages further down: the last line that was in sight is the first one then."""
        return self.moved(count * max(self.room - 1, 1))

    def ended(self, *, last: bool) -> "View":
        """At the first line, or the last."""
        return self.moved(self.furthest if last else -self.furthest)

    def seeking(self, text: str) -> "View":
        """With `text` marked wherever it stands, at the first from here on; nothing marks nothing."""
        found = matches([*self.page.head, *self.page.body], text)
        here = len(self.page.head) + self.offset if self.offset else 0
        at = next((number for number, match in enumerate(found) if match.row >= here), 0)
        if not (text or self.sought):
            return self
        return replace(self, sought=text, found=found, at=at)._at_match()

    def seeking_on(self, count: int) -> "View":
        """At the match so many further on, and round at the end."""
        return replace(self, at=(self.at + count) % len(self.found))._at_match() if self.found else self

    def like(self, other: "View") -> "View":
        """At about the same place as `other`, which was laid out in another window, with the same text sought."""
        found = matches([*self.page.head, *self.page.body], other.sought)
        at = max(min(other.at, len(found) - 1), 0)
        # who has not moved yet is still at what is lit
        offset = self.opening if other.offset == other.opening else other.offset
        return replace(self, sought=other.sought, found=found, at=at).moved(offset - self.offset)._at_match()

    def lines(self, look: Look, search: str = "") -> Lines:
        """What is in sight, with how many rows are hidden above and below; `search` says what can be done there."""
        kept, foot = self.kept(), len(self.page.foot)
        above, below = kept[: len(kept) - foot], kept[len(kept) - foot :]
        return [*above, *self._counted(look, search), *below, *self.page.keys]

    def kept(self) -> Lines:
        """What is in sight of the screen itself."""
        lines = marked([*self.page.head, *self.page.body], self.found, self.at)
        first, page = len(self.page.head), self.page
        body = lines[first + self.offset : first + self.offset + self.room]
        return [*lines[:first], *(beside(body, page.side, page.side_at) if page.side else body), *page.foot]

    def _counted(self, look: Look, search: str) -> Lines:
        if self.names is None:
            return []
        up, down, slash = self.names
        hidden = ((up, self.offset), (down, self.furthest - self.offset))
        said = look.label("   ".join(f"{name} {count}" for name, count in hidden if count), QUIET)
        further = look.label(f"   {slash} {search}" if search else "", QUIET)
        # one row, or something of the screen would be out of sight
        both = Text.assemble(said, further, end="") if said.cell_len + further.cell_len <= look.measure else said
        both.truncate(look.measure)
        return list(indent([both], look.margin))

    def _at_match(self) -> "View":
        """Where the match that is looked at is in sight: those in the heading always are."""
        if not self.found:
            return self
        row = self.found[self.at].row - len(self.page.head)
        is_seen = row < 0 or self.offset <= row < self.offset + self.room
        return self if is_seen else self.moved(row - self.room // 3 - self.offset)


def view_of(screen: Screen, look: Look, window: tuple[int, int], *, left: int, scrolls: bool) -> View:
    """Lay a screen out in a window, at its top, with so many rows `left` to the prompt.

    All is in sight where that fits, or where nothing `scrolls`.
    """
    rows = window[1] - left
    page = fitted(screen, look, rows)
    names = _names(screen.prompt)
    height = len(page.head) + max(len(page.body), len(page.side)) + len(page.foot) + len(page.keys)
    if names is None or not scrolls or height <= rows:
        return View(window=window, left=left, page=page, room=len(page.body), names=None)
    page = replace(page, keys=page.keys[: max(rows - 2, 1)])
    room = rows - len(page.head) - len(page.foot) - len(page.keys) - 1
    if room < _FEWEST:
        first = len(page.head)
        lit = range(first + page.lit.start, first + page.lit.stop) if page.lit is not None else None
        page = replace(page, head=[], body=[*page.head, *page.body], lit=lit)
        room = max(rows - len(page.foot) - len(page.keys) - 1, 1)
    view = View(window=window, left=left, page=page, room=min(room, len(page.body)), names=names)
    return view.moved(view.opening)


def rows_asked(prompt: Prompt | None, look: Look) -> int:
    """About how many rows a prompt needs: whoever asks it adds an instruction, and indents more.

    The last row stays free for the cursor: a newline there would push the heading out.
    """
    question = question_lines(prompt, replace(look, width=look.width - 4)) if prompt is not None else []
    return len(question) + 2 if question else 1


def _names(prompt: Prompt | None) -> tuple[str, str, str] | None:
    """What the keys are called that scroll and search: in a list and in a text the arrows have a use of their own."""
    match prompt:
        case Continue():
            return "↑", "↓", "/"
        case Choose() | ChooseMany() | OrderChoices() | MatchChoices():
            return "PgUp", "PgDn", "/"
        case Write():
            return "PgUp", "PgDn", "Esc /"
        case None:
            return None
