"""A screen as a picture: SVG that stands alone, without links to fonts or anything else outside, the same each time."""

from html import escape
from io import StringIO
from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from ehtutor.render.layout import whole
from ehtutor.render.look import Look
from ehtutor.session.screen.blocks import Screen

PAPER: Final = TerminalTheme(
    (250, 250, 248),
    (40, 40, 40),
    [
        (40, 40, 40),
        (176, 40, 40),
        (30, 110, 60),
        (140, 95, 0),
        (40, 80, 160),
        (130, 50, 130),
        (0, 105, 120),
        (90, 90, 90),
    ],
)
"""Dark on light, with colours that can be told from the paper (contrast 4.5 and more)."""

_FRAME: Final = """\
<svg class="{unique_id}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="rgb(250,250,248)"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def svg(screen: Screen, *, title: str, width: int) -> str:
    """The whole screen on `width` columns; `title` is for who can't see it."""
    console = Console(
        file=StringIO(), width=width, record=True, force_terminal=True, color_system="truecolor", _environ={}
    )
    lines = whole(screen, Look(width=width, is_ascii=False))
    console.print(Text("\n").join(lines), soft_wrap=True)
    # rich draws its title as text in a window bar; ours is for who can't see the picture, so we place it ourselves
    frame = _FRAME.replace("TITLE", escape(title).replace("{", "{{").replace("}", "}}"))
    return console.export_svg(theme=PAPER, code_format=frame, unique_id="ehtutor")
