"""Where the learner is: lesson and card on the left, the step of the story on the right."""

from typing import Final

from rich.text import Text

from ehtutor.render.lines import Lines, indent, joined, wrap
from ehtutor.render.look import ACCENT, QUIET, STRONG, Look
from ehtutor.session.screen.blocks import Heading

_BAR: Final = 20


def heading_lines(heading: Heading, look: Look) -> Lines:
    """Lay out the heading on one line, or on as few as it takes."""
    lesson = look.label(heading.lesson, QUIET)
    title = look.label(heading.title, STRONG)
    right = _progress(heading, look)
    whole = joined((lesson, title), look.label(" · ", QUIET))
    room = look.width - 2 * look.margin
    if whole.cell_len + 2 + right.cell_len <= room:
        lines = [_apart(whole, right, room)]
    elif lesson.plain and lesson.cell_len + 2 + right.cell_len <= room:
        lines = [_apart(lesson, right, room), *wrap(title, room)]
    else:
        lines = [*wrap(whole, room), *(wrap(right, room) if right.plain else [])]
    return indent(lines, look.margin)


def _apart(left: Text, right: Text, room: int) -> Text:
    return Text.assemble(left, " " * (room - left.cell_len - right.cell_len), right, end="") if right.plain else left


def _progress(heading: Heading, look: Look) -> Text:
    if heading.step is None:
        return Text(end="")
    words = look.label(heading.step_label)
    size = _BAR if look.width >= 72 else _BAR // 2
    steps = max(heading.steps, 1)
    done = size * min(max(heading.step, 0), steps) // steps
    head = "╸" if 0 < done < size else ""
    bar = Text.assemble(
        look.label("━" * (done - len(head)) + head, ACCENT), look.label("─" * (size - done), QUIET), end=""
    )
    if look.is_narrow and words.plain:
        return words
    return Text.assemble(words, " " if words.plain else "", bar, end="")
