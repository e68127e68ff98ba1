"""The front ends: which screens are shown how, and who is asked."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.course.texts import Texts
from ehtutor.render.plain import plain
from ehtutor.render.sanitise import harmless
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.prompt import Prompt
from ehtutor.value import Value


class Front(Value):
    """Show a screen, and ask its prompt."""

    show: Callable[[Screen], None]
    ask: Callable[[Prompt], Answer]
    clears: bool
    """Whether a screen takes the place of all that stood there, lines on stderr too."""
    alone: Callable[[], AbstractContextManager[None]]
    """For as long as this lasts the screens have the window to themselves, where there is one."""


def shower(surroundings: Surroundings, *, keys: bool = False) -> Callable[[Screen], None]:
    """Screens one after another, for who is not asked anything; plain ones show with `keys` which would work."""
    if surroundings.is_plain:
        return lambda screen: _print_plain(surroundings, screen, question=True, keys=keys)
    from ehtutor.render.terminal import Terminal  # noqa: PLC0415  start-up: plain text needs no rich

    return Terminal.open(surroundings.stdout, environ=surroundings.environ, prompts=False).show


def refuse_unaskable(surroundings: Surroundings, texts: Texts) -> None:
    """Failure where nobody can be asked: there is no input, or no terminal for a prompt."""
    if surroundings.stdin is None or not (surroundings.is_plain or surroundings.is_interactive):
        raise Failure(Exit.USAGE, texts.say("cli.no-terminal"))


def front_for(surroundings: Surroundings, texts: Texts) -> Front:
    """The front end for a person: lines for --plain, else the terminal."""
    # with their placeholders: whoever asks fills them in
    words = {name: texts.by_key[f"ask.{name}"] for name in texts.under("ask")}
    if surroundings.is_plain:
        return _lines(surroundings, words)
    from ehtutor.ask.person import Person  # noqa: PLC0415  start-up: questionary costs 115 ms
    from ehtutor.render.terminal import Terminal  # noqa: PLC0415

    terminal = Terminal.open(surroundings.stdout, environ=surroundings.environ, search=texts.say("screen.search-label"))
    person = Person(
        surroundings.clock,
        terminal,
        words=words,
        harmless=lambda text: harmless(text, ascii=surroundings.is_ascii),
        is_ascii=surroundings.is_ascii,
    )
    return Front(show=terminal.show, ask=person, clears=True, alone=terminal.alone)


def _lines(surroundings: Surroundings, words: dict[str, str]) -> Front:
    from ehtutor.ask.line_by_line import LineAsker  # noqa: PLC0415

    assert surroundings.stdin is not None, "a command without input is refused before it asks"
    lines = LineAsker(
        surroundings.stdin,
        surroundings.say,
        clock=surroundings.clock,
        words=words,
        harmless=lambda text: harmless(text, ascii=surroundings.is_ascii),
    )

    def ask(prompt: Prompt) -> Answer:
        try:
            return lines(prompt)
        except KeyboardInterrupt:
            # the terminal has written ^C, and is still on that line
            surroundings.say("")
            raise

    def show(screen: Screen) -> None:
        _print_plain(surroundings, screen, question=False, keys=False)

    return Front(show=show, ask=ask, clears=False, alone=nullcontext)


def _print_plain(surroundings: Surroundings, screen: Screen, *, question: bool, keys: bool) -> None:
    text = plain(screen, ascii=surroundings.is_ascii, question=question, keys=keys)
    print(text, file=surroundings.stdout, flush=True)
