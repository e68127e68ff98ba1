"""The front ends: which screens are shown how, and who is asked."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.course.texts import Texts
from ehtutor.render.plain import plain
from ehtutor.render.sanitise import harmless
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.beside import key_hints
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Continue, Key, Prompt
from ehtutor.value import Value, replace

if TYPE_CHECKING:
    # start-up: plain text needs no rich
    from ehtutor.render.terminal import Terminal


class Front(Value):
    """Show a screen, and ask its prompt."""

    show: Callable[[Screen], None]
    ask: Callable[[Prompt], Answer]
    clears: bool
    """Whether a screen takes the place of all that stood there, lines on stderr too."""
    alone: Callable[[], AbstractContextManager[None]]
    """For as long as this lasts the screens have the window to themselves, where there is one."""


def shower(surroundings: Surroundings, *, keys: bool = False) -> Callable[[Screen], None]:
    """Screens one after another, for whom nobody waits; plain ones show with `keys` which would work."""
    if surroundings.is_plain:

        def show(screen: Screen) -> None:
            _print_plain(surroundings, screen, question=True, keys=keys)

        return show
    from ehtutor.render.terminal import Terminal  # noqa: PLC0415  start-up: plain text needs no rich

    return Terminal.open(surroundings.stdout, environ=surroundings.environ, prompts=False).show


def refuse_unaskable(surroundings: Surroundings, texts: Texts) -> None:
    """Failure where nobody can be asked: there is no input, or no terminal for a prompt."""
    if surroundings.stdin is None or not (surroundings.is_plain or surroundings.is_interactive):
        raise Failure(Exit.USAGE, texts.say("cli.no-terminal"))


def front_for(surroundings: Surroundings, texts: Texts) -> Front:
    """The front end for a person: lines for --plain, else the terminal."""
    if surroundings.is_plain:
        return _lines(surroundings, _words(texts))
    terminal = _terminal(surroundings, texts)
    person = _person(surroundings, texts, terminal)
    show = partial(show_paged, terminal, texts=texts, ask=person)
    return Front(show=show, ask=person, clears=True, alone=terminal.alone)


def conclude(surroundings: Surroundings, texts: Texts, screen: Screen) -> None:
    """Show what a command ends with; whoever sits at a terminal has it page by page if it is longer than his window."""
    if surroundings.is_plain or not surroundings.is_interactive:
        shower(surroundings)(screen)
        return
    terminal = _terminal(surroundings, texts)

    def ask(prompt: Prompt) -> Answer:
        # start-up: what is in sight at once needs nobody who asks
        return _person(surroundings, texts, terminal)(prompt)

    show_paged(terminal, screen, texts=texts, ask=ask)


def show_paged(terminal: "Terminal", screen: Screen, *, texts: Texts, ask: Callable[[Prompt], Answer]) -> None:
    """Show a screen, and the last one page by page before it is printed, if it is longer than the window."""
    if screen.prompt is not None or terminal.fits(screen):
        terminal.show(screen)
        return
    paging = Continue(card="", label=texts.say("screen.close"), keys=key_hints(texts, (Key.QUIT,)))
    with terminal.alone():
        terminal.show(replace(screen, prompt=paging))
        # whoever breaks off has seen enough of it
        with suppress(KeyboardInterrupt, EOFError):
            ask(paging)
        terminal.show(screen)


def _terminal(surroundings: Surroundings, texts: Texts) -> "Terminal":
    from ehtutor.render.terminal import Terminal  # noqa: PLC0415  start-up: plain text needs no rich

    return Terminal.open(surroundings.stdout, environ=surroundings.environ, search=texts.say("screen.search-label"))


def _person(surroundings: Surroundings, texts: Texts, terminal: "Terminal") -> Callable[[Prompt], Answer]:
    from ehtutor.ask.person import Person  # noqa: PLC0415  start-up: questionary costs 115 ms

    return Person(
        surroundings.clock,
        terminal,
        words=_words(texts),
        harmless=lambda text: harmless(text, ascii=surroundings.is_ascii),
        is_ascii=surroundings.is_ascii,
    )


def _words(texts: Texts) -> dict[str, str]:
    """The words of whoever asks, with their placeholders: he fills them in."""
    return {name: texts.by_key[f"ask.{name}"] for name in texts.under("ask")}


def _lines(surroundings: Surroundings, words: dict[str, str]) -> Front:
    from ehtutor.ask.line_by_line import LineAsker  # noqa: PLC0415

    assert surroundings.stdin is not None, "a command without input is refused before it asks"
    shown = ""
    lines = LineAsker(
        surroundings.stdin,
        surroundings.say,
        clock=surroundings.clock,
        words=words,
        harmless=lambda text: harmless(text, ascii=surroundings.is_ascii),
        shown=lambda: shown,
    )

    def ask(prompt: Prompt) -> Answer:
        try:
            return lines(prompt)
        except KeyboardInterrupt:
            # the terminal has written ^C, and is still on that line
            surroundings.say("")
            raise

    def show(screen: Screen) -> None:
        nonlocal shown
        shown = _print_plain(surroundings, screen, question=False, keys=False)

    return Front(show=show, ask=ask, clears=False, alone=nullcontext)


def _print_plain(surroundings: Surroundings, screen: Screen, *, question: bool, keys: bool) -> str:
    """Print a screen, and return what was printed."""
    text = plain(screen, ascii=surroundings.is_ascii, question=question, keys=keys)
    print(text, file=surroundings.stdout, flush=True)
    return text
