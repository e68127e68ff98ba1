"""Whatever the strings in a screen, at whatever size: it is shown, in its place, and obeyed by nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st
from render.screens import Stream, live, piped
from rich.cells import cell_len

from ehtutor.render.plain import plain
from ehtutor.render.sanitise import harmless
from ehtutor.render.terminal import Terminal
from ehtutor.session.screen.blocks import Arrow, Block, Diagram, Participant, Screen, Table
from ehtutor.session.screen.prompt import Choose, ChooseMany, Continue, MatchChoices, OrderChoices, Prompt, Write
from ehtutor.value import replace

NASTY = [
    "[/x]", "[link=https://x]", ":skull:", "\x1b[2J", "\x1b]8;;x\x07", "\x9b1m", "\u202e", "\u200b", "\ud800", "\r",
    "\n", "\n\n", "\t", "漢字", "e\u0301", "👩\u200d💻", "🇳🇱", "\xa0", "- ", "1. ", "```", "**", "`", "> ", "# ",
    "<a b='", "x" * 130, "woord " * 40, "AD", "HM", "\u3000", "\u0301",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), max_size=4).map("".join)
SGR = re.compile(r"\x1b\[[\d;]*m")
CLEAR = "\x1b[2J\x1b[H"

CODES = st.sampled_from(["HM", "AD", "DV"])
DIAGRAMS = st.builds(
    Diagram,
    participants=st.lists(st.builds(Participant, code=st.one_of(CODES, TEXTS), name=TEXTS), max_size=6).map(tuple),
    arrows=st.lists(
        st.builds(
            Arrow,
            sender=st.one_of(CODES, TEXTS),
            receiver=st.one_of(CODES, TEXTS),
            label=TEXTS,
            is_current=st.booleans(),
            is_refused=st.booleans(),
            is_signed=st.booleans(),
        ),
        max_size=9,
    ).map(tuple),
    now_label=TEXTS,
)
DRAWN = DIAGRAMS.map(
    lambda diagram: replace(
        diagram,
        participants=tuple(Participant(code=code, name=code.lower()) for code in ("HM", "AD", "DV")),
        arrows=tuple(replace(arrow, sender="HM", receiver="AD") for arrow in diagram.arrows),
    )
)
TABLES = st.builds(
    Table,
    title=TEXTS,
    header=st.lists(TEXTS, max_size=6).map(tuple),
    rows=st.lists(st.lists(TEXTS, max_size=6).map(tuple), max_size=4).map(tuple),
    caption=TEXTS,
)
for made in (str,):
    st.register_type_strategy(made, TEXTS)
BLOCKS = st.one_of(st.from_type(Block), DIAGRAMS, DRAWN, TABLES)
PROMPTS = st.one_of(st.none(), st.from_type(Prompt))
SCREENS = st.builds(Screen, blocks=st.lists(BLOCKS, max_size=4).map(tuple), prompt=PROMPTS)


def assert_harmless(sent: str, *, is_ascii: bool) -> None:
    bare = SGR.sub("", sent.replace(CLEAR, ""))
    assert harmless(bare, ascii=is_ascii) == bare


@given(screen=SCREENS, width=st.integers(0, 200), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_down_a_pipe(screen: Screen, width: int, encoding: str):
    sent = piped(screen, width=width, encoding=encoding)
    assert_harmless(sent, is_ascii=encoding == "ascii")
    assert "\x1b" not in sent
    if width >= 12:
        assert max(map(cell_len, sent.split("\n"))) <= width


@given(screen=SCREENS, size=st.tuples(st.integers(0, 200), st.integers(0, 60)))
def test_on_a_terminal(screen: Screen, size: tuple[int, int]):
    sent = live(screen, size=size)
    assert_harmless(sent, is_ascii=False)
    assert sent.startswith(CLEAR) == (screen.prompt is not None)


@given(screen=SCREENS, rows=st.integers(8, 60), lines=st.integers(-50, 200), sought=TEXTS)
def test_a_screen_that_scrolls_never_leaves_the_window(screen: Screen, rows: int, lines: int, sought: str):
    stream = Stream(is_terminal=True)
    terminal = Terminal.open(stream, environ={"TERM": "xterm"}, size=(80, rows))
    terminal.show(screen)
    if isinstance(screen.prompt, Continue):
        stream.truncate(0)
        terminal.lines(lines)
        terminal.seek(sought)
        terminal.seek_on(1)
        terminal.repaint()
        assert stream.getvalue().count("\n") <= rows


@given(screen=SCREENS, width=st.one_of(st.none(), st.integers(0, 200)), ascii=st.booleans())
def test_read_aloud(screen: Screen, width: int | None, ascii: bool):
    assert_harmless(plain(screen, width=width, ascii=ascii), is_ascii=ascii)


def test_every_kind_of_prompt_is_tried():
    every = {Continue, Choose, ChooseMany, OrderChoices, MatchChoices, Write}
    assert set(Prompt.__args__) == every  # type: ignore[attr-defined]
