"""The screens of a walkthrough as somebody prints them who has rich and nothing else: what row 6 is held against.

It fits nothing to the window, scrolls nothing, sanitises nothing and has no ASCII twins. Where rich offers more
than one way the fastest is taken: no Markdown and no Syntax, which cost rich more than all the rest; the rows of
the diagram come ready drawn, for rich knows no such thing.
"""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Final, assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from ehtutor.render.diagram import diagram_lines
from ehtutor.render.look import Look
from ehtutor.session.screen.blocks import (
    Block,
    Diagram,
    Ending,
    FieldLine,
    Findings,
    Heading,
    MessagePanel,
    Notice,
    Prose,
    Screen,
    Table,
    WireLine,
)
from ehtutor.session.screen.prompt import Choose, Continue, Prompt, Write

XTERM: Final = {"TERM": "xterm-256color"}
_SPAN: Final = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|`(?P<cyan>.+?)`")
_TAG: Final = re.compile(r"</?[\w:.-]+|/?>")
_QUOTED: Final = re.compile(r"\"[^\"]*\"")


class Tty(StringIO):
    """A terminal that is never seen."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def printer(size: tuple[int, int]) -> Callable[[Screen], Callable[[], None]]:
    """What makes of a screen the act of printing it, on a terminal of this size."""
    columns, rows = size
    console = Console(file=Tty(), width=columns, height=rows, highlight=False, _environ=XTERM)

    def ready(screen: Screen) -> Callable[[], None]:
        drawn = [diagram_lines(b, Look(width=columns, is_ascii=False)) for b in screen.blocks if isinstance(b, Diagram)]
        return lambda: _print(console, screen, Text("\n").join(line for lines in drawn for line in lines))

    return ready


def _print(console: Console, screen: Screen, diagram: Text) -> None:
    with console:
        console.clear()
        for block in screen.blocks:
            console.print(diagram if isinstance(block, Diagram) else _drawn(block), "")
        if screen.prompt is not None:
            console.print(*_asked(screen.prompt), sep="\n")


def _drawn(block: Block) -> RenderableType:
    match block:
        case Heading():
            return Text.assemble(
                (block.lesson, "dim"),
                (" · ", "dim"),
                (block.title, "bold"),
                f"  {block.step_label} ",
                ("━" * 20, "cyan"),
            )
        case Prose(text=text):
            return _prose(text)
        case Notice(label=label, text=text):
            return Text.assemble((f"› {label}  ", "bold magenta"), text)
        case MessagePanel():
            title = f"{block.sender} → {block.receiver} · {block.title} · {block.channel} · {block.seal}"
            wire = (_wire(block.xml),) if block.xml else ()
            lines = tuple(line for each in block.wire for line in _line(each))
            body = Group(Text(block.sentence), *((_fields(block.fields),) if block.fields else ()), *lines, *wire)
            return Panel(body, title=Text(title), subtitle=Text(block.footer), title_align="left", border_style="cyan")
        case Findings(lines=lines):
            return Text("\n").join(Text.assemble(("✓ ", "green"), one.says, "  ", (one.rule, "dim")) for one in lines)
        case Table():
            grid = Grid(*block.header, title=Text(block.title), caption=Text(block.caption))
            for row in block.rows:
                grid.add_row(*map(Text, row))
            return grid
        case Ending(label=label, text=text):
            return Panel(Text(text), title=Text(f"✓ {label}"), title_align="left", border_style="green")
        case Diagram():
            raise ValueError("it comes ready drawn")
        case _:
            assert_never(block)


def _prose(text: str) -> Text:
    prose, at = Text(), 0
    for match in _SPAN.finditer(text):
        kind = match.lastgroup or ""
        prose.append(text[at : match.start()]).append(match[kind], kind)
        at = match.end()
    return prose.append(text[at:])


def _fields(fields: tuple[FieldLine, ...]) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    for field in fields:
        grid.add_row(Text(field.name, "cyan"), Text(field.value), *((Text(field.why, "dim"),) if field.why else ()))
    return grid


def _line(line: WireLine) -> Iterator[RenderableType]:
    """A line of indented XML, bold where it is lit, and below it what it is for."""
    yield Padding(_wire(line.text, "bold" if line.is_lit else ""), (0, 0, 0, 2 * line.depth))
    if line.why:
        yield Padding(Text(line.why), (0, 0, 0, 2 * line.depth + 4))


def _wire(xml: str, style: str = "") -> Text:
    text = Text(xml, style)
    text.highlight_regex(_TAG, "cyan")
    text.highlight_regex(_QUOTED, "green")
    return text


def _asked(prompt: Prompt) -> Iterator[Text]:
    keys = Text(" · ").join(Text.assemble((key.letter, "bold"), f" {key.label}") for key in prompt.keys)
    match prompt:
        case Continue(label=label):
            yield Text.assemble(("Enter", "bold"), f" {label} · ", keys)
        case Choose() | Write():
            # the question itself is questionary's
            yield keys
        case _:
            assert_never(prompt)
