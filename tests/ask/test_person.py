"""Person: keys in, an answer out. Through a pipe for what keys mean, at a pseudo-terminal for what is seen."""

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from io import StringIO
from threading import Timer
from time import monotonic

import pytest
from ask.prompts import CHOOSE, CONTINUE, MANY, MATCH, NOW, ORDER, WORDS, WRITE, clock
from ask.terminal import at_terminal, is_echoing
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from ehtutor.ask.person import Person
from ehtutor.ask.typed import MOST, clean
from ehtutor.session.screen.action import Action, Answer, Chosen, Continued, Pressed, Written
from ehtutor.session.screen.prompt import Key, Prompt, Selectable
from ehtutor.session.screen.spelling import encode
from ehtutor.value import replace

UP, DOWN, RIGHT, LEFT, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~"
FIRST, LAST = "\x1b[H", "\x1b[F"
ESCAPE, INTERRUPT, END = "\x1b", "\x03", "\x04"
ASKING = "\x1b[?2004h"
"""What a terminal is told when a prompt begins to read keys."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def action(keyboard: PipeInput, prompt: Prompt, keys: str, person: Person | None = None) -> Action:
    """What these keys do at a prompt."""
    keyboard.send_text(keys)
    return (person or Person(clock, words=WORDS, harmless=str))(prompt).action


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("\r", Continued()),
        (" ", Continued()),
        (RIGHT, Continued()),
        ("b", Pressed(key=Key.BACK)),
        ("H", Pressed(key=Key.HINT)),
        (f"qz1/{LEFT}{UP}{PAGE_DOWN}\t\x7f{PASTE}b{PASTED}x", Pressed(key=Key.CANCEL)),
    ],
)
def test_at_a_continue_one_key_is_enough_and_other_keys_do_nothing(
    keyboard: PipeInput, keys: str, expected: Action
) -> None:
    assert action(keyboard, CONTINUE, keys) == expected


def test_keys_typed_ahead_are_for_the_next_prompt(keyboard: PipeInput) -> None:
    assert action(keyboard, CONTINUE, " h") == Continued()
    assert action(keyboard, CONTINUE, "") == Pressed(key=Key.HINT)


def test_escape_closes_what_lies_over_something_else(keyboard: PipeInput) -> None:
    assert action(keyboard, replace(CONTINUE, closes=True), "\x1b") == Continued()


def test_an_answer_is_stamped_and_on_the_card_of_its_prompt(keyboard: PipeInput) -> None:
    keyboard.send_text("\r")
    person = Person(clock, words=WORDS, harmless=str)
    assert person(CONTINUE) == Answer(card=CONTINUE.card, action=Continued(), at=NOW)


class Shown:
    """What stands above a prompt, and only remembers what became of it; every search finds two matches but one."""

    def __init__(self) -> None:
        self.moves: list[str] = []
        self.sought = ""
        self.left = 0
        self.is_outdated = False
        self.paints = 0

    @property
    def found(self) -> tuple[int, int]:
        return (1, 2) if self.sought not in ("", "nergens") else (0, 0)

    def lines(self, count: int) -> None:
        self._move(f"lines {count}")

    def pages(self, count: int) -> None:
        self._move(f"pages {count}")

    def ends(self, *, last: bool) -> None:
        self._move("last" if last else "first")

    def seek(self, text: str) -> None:
        self.sought = text
        self._move(f"seek {text}")

    def seek_on(self, count: int) -> None:
        self._move(f"on {count}")

    def leave(self, rows: int) -> None:
        self.left = rows

    def repaint(self) -> None:
        self.is_outdated = False
        self.paints += 1

    def away(self) -> AbstractContextManager[None]:
        return nullcontext()

    def _move(self, how: str) -> None:
        self.moves.append(how)
        self.is_outdated = True


SCROLLING = f"{DOWN}{UP}{PAGE_DOWN}{PAGE_UP}{LAST}{FIRST}"


@pytest.mark.parametrize(
    ("prompt", "keys", "expected"),
    [
        (CONTINUE, "\r", ["lines 1", "lines -1", "pages 1", "pages -1", "last", "first"]),
        *((prompt, "b", ["pages 1", "pages -1", "last", "first"]) for prompt in (CHOOSE, MANY, ORDER, MATCH)),
        (replace(WRITE, blanks=WRITE.blanks[:1]), "Jan\r", ["pages 1", "pages -1"]),
    ],
    ids=["continue", "choose", "many", "order", "match", "write"],
)
def test_pages_scroll_at_every_prompt_and_other_keys_where_they_do_nothing_else(
    keyboard: PipeInput, prompt: Prompt, keys: str, expected: list[str]
) -> None:
    above = Shown()
    action(keyboard, prompt, SCROLLING + keys, Person(clock, above, words=WORDS, harmless=str))
    assert above.moves == expected


def test_what_stands_above_is_painted_where_it_has_changed_and_many_changes_are_one_paint(keyboard: PipeInput) -> None:
    above = Shown()
    person = Person(clock, above, words=WORDS, harmless=str)
    action(keyboard, CONTINUE, "\r", person)
    assert above.paints == 0
    above.is_outdated = True
    action(keyboard, CHOOSE, f"{PAGE_DOWN * 100}\r", person)
    assert above.paints == 1


@pytest.mark.parametrize("prompt", [CONTINUE, CHOOSE, MANY, ORDER, MATCH])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("/Pas 1\r", ["seek Pas 1"]),
        ("/pas\rnNn", ["seek pas", "on 1", "on -1", "on 1"]),
        (f"/bq?x\x7f{DOWN}{PAGE_DOWN}\t{ESCAPE}b\r", ["seek bq?"]),
        (f"/pas{ESCAPE}", ["seek "]),
        ("/pas\x7f\x7f\x7f\x7f", ["seek "]),
        ("/pas\x15een\r", ["seek een"]),
        ("/nergens\rn", ["seek nergens"]),
        ("/pas\r/een\r", ["seek pas", "seek een"]),
        (f"/{PASTE}een{'x' * 20_000}\r\x03{PASTED}\r", [f"seek een{'x' * (MOST - 3)}"]),
        ("nN", []),
    ],
)
def test_what_is_typed_to_search_is_no_answer(
    keyboard: PipeInput, prompt: Prompt, keys: str, expected: list[str]
) -> None:
    shown = Shown()
    person = Person(clock, shown, words=WORDS, harmless=str)
    # Esc alone is told from the beginning of a key by the time
    for part in keys.partition(ESCAPE) if keys.endswith(ESCAPE) else [keys]:
        keyboard.send_text(part)
    if keys.endswith(ESCAPE):
        # on a busy machine the letter may be taken for a part of that key, and both do nothing: then both once more
        later = ((0.2, "b"), (2, ESCAPE), (4, "b"), (6, ESCAPE), (8, "b"))
        timers = [Timer(seconds, keyboard.send_text, key) for seconds, key in later]
        for timer in timers:
            timer.start()
        assert person(prompt).action == Pressed(key=Key.BACK)
        for timer in timers:
            timer.cancel()
    else:
        assert action(keyboard, prompt, "b", person) == Pressed(key=Key.BACK)
    assert shown.moves == expected


@pytest.mark.parametrize("key", [INTERRUPT, END])
def test_interrupt_and_end_of_input_are_raised_while_searching(keyboard: PipeInput, key: str) -> None:
    with pytest.raises((KeyboardInterrupt, EOFError)):
        action(keyboard, CHOOSE, f"/pas{key}", Person(clock, Shown(), words=WORDS, harmless=str))


def test_what_stands_above_leaves_the_rows_that_the_prompt_needs(keyboard: PipeInput) -> None:
    shown = Shown()
    person = Person(clock, shown, words=WORDS, harmless=str)
    action(keyboard, CONTINUE, "\r", person)
    assert shown.left == 1
    action(keyboard, CHOOSE, "\r", person)
    assert shown.left == 1 + len(CHOOSE.choices)


def test_while_something_is_typed_the_menu_is_where_one_searches(keyboard: PipeInput) -> None:
    shown = Shown()
    person = Person(clock, shown, words=WORDS, harmless=str)
    assert action(keyboard, WRITE, "Jan/\r\r/een\rn\rx\r", person) == Written(values={"name": "Jan/", "secret": "x"})
    assert shown.moves == ["seek een", "on 1"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("\r", Chosen(id="pas")),
        (f"{DOWN}\r", Chosen(id="wachtwoord")),
        (f"{UP}\r", Chosen(id="pki")),
        ("3\r", Chosen(id="pki")),
        (f"3{UP}jk9?{ESCAPE}[\r", Chosen(id="wachtwoord")),
        ("b", Pressed(key=Key.BACK)),
        (f"{DOWN}X", Pressed(key=Key.CANCEL)),
    ],
)
def test_in_a_list_arrows_and_digits_point_enter_chooses_and_letters_act(
    keyboard: PipeInput, keys: str, expected: Action
) -> None:
    assert action(keyboard, CHOOSE, keys) == expected


def test_a_list_longer_than_a_window_is_chosen_from_by_numbers_and_arrows(keyboard: PipeInput) -> None:
    long = replace(CHOOSE, choices=tuple(Selectable(id=f"id{n}", label="x" * 200, note="y") for n in range(40)))
    assert action(keyboard, long, f"25{DOWN * 11}\r") == Chosen(id="id35")


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("twee\nwoorden", "twee woorden"),
        ("urn:etoegang:DV:1\r\n:entities:2", "urn:etoegang:DV:1:entities:2"),
        (f"{'k' * 30}\n{'j' * 30}", "k" * 30 + "j" * 30),
        ("een\n\n\x00\ntwee drie", "een twee drie"),
    ],
)
def test_a_line_end_in_a_paste_is_a_space_but_inside_what_has_none(pasted: str, cleaned: str) -> None:
    assert clean(pasted) == cleaned


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Jan\rgeheim\r", Written(values={"name": "Jan", "secret": "geheim"})),
        ("b\rh\r", Written(values={"name": "b", "secret": "h"})),
        ("\r\r\x7fJan\rx\r", Written(values={"name": "Jan", "secret": "x"})),
        ("\rb", Pressed(key=Key.BACK)),
        (f"Jan\r\r{DOWN}{DOWN}\r", Pressed(key=Key.HINT)),
        ("Jan\r\r4\r", Pressed(key=Key.CANCEL)),
        (f"J{PASTE}a\x1b[3m\x07n\r\n\u202e\x00{PASTED}\rx\r", Written(values={"name": "Ja[3mn", "secret": "x"})),
        ("y" * 300 + "\rx\r", Written(values={"name": "y" * MOST, "secret": "x"})),
    ],
)
def test_a_form_is_typed_blank_by_blank_and_an_empty_line_opens_the_menu(
    keyboard: PipeInput, keys: str, expected: Action
) -> None:
    assert action(keyboard, WRITE, keys) == expected


def test_without_keys_an_empty_line_is_asked_again(keyboard: PipeInput) -> None:
    form = replace(WRITE, keys=())
    assert action(keyboard, form, "\r\rJan\rx\r") == Written(values={"name": "Jan", "secret": "x"})


@pytest.mark.parametrize("typed", ["", "\x7f"])
@pytest.mark.parametrize("prompt", [CONTINUE, CHOOSE, WRITE, replace(WRITE, keys=())])
def test_interrupt_and_end_of_input_are_raised_at_every_prompt(keyboard: PipeInput, prompt: Prompt, typed: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        action(keyboard, prompt, typed + INTERRUPT)
    with pytest.raises(EOFError):
        action(keyboard, prompt, typed + END)


@pytest.mark.parametrize("keys", ["Jan", "Jan\r", "Jan\rx", "\r"])
def test_interrupt_and_end_of_input_are_raised_halfway_a_form(keyboard: PipeInput, keys: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        action(keyboard, WRITE, keys + INTERRUPT)
    with pytest.raises(EOFError):
        action(keyboard, WRITE, keys + END)


@pytest.mark.parametrize("prompt", [CONTINUE, CHOOSE, WRITE])
def test_a_keyboard_that_goes_away_is_an_end_of_input(keyboard: PipeInput, prompt: Prompt) -> None:
    keyboard.close()
    with pytest.raises(EOFError):
        Person(clock, words=WORDS, harmless=str)(prompt)


def asked(*, is_ascii: bool) -> None:
    """Ask a continue, a choice and a form, and say what came of them."""
    person = Person(clock, words=WORDS, harmless=lambda text: text.replace("\x1b", "ESC"), is_ascii=is_ascii)
    hostile = replace(CHOOSE, question=f"{CHOOSE.question}\x1b]0;titel")
    for prompt in (CONTINUE, hostile, WRITE):
        try:
            print(encode(person(prompt)))
        except (KeyboardInterrupt, EOFError) as error:
            print(repr(error))
    print("done", flush=True)
    # not `input`, which may edit the line itself, without an echo
    sys.stdin.readline()


def test_a_learner_at_a_terminal_sees_the_list_the_menu_and_stars_for_a_secret() -> None:
    terminal = at_terminal(partial(asked, is_ascii=False))
    terminal.expect_exact(ASKING)
    terminal.send("x")
    terminal.expect_exact('"cancel"')
    terminal.expect_exact("Welk middel kies je?ESC]0;titel")
    terminal.expect_exact("»")
    terminal.expect_exact("te laag")
    terminal.send(DOWN + "\r")
    terminal.expect_exact('"wachtwoord"')
    terminal.expect_exact("Esc voor de toetsen")
    terminal.expect_exact("Naam:")
    terminal.send("Jan")
    terminal.expect_exact("Jan")
    started = monotonic()
    terminal.send(ESCAPE)
    terminal.expect_exact("verder typen")
    assert monotonic() - started < 0.5
    terminal.send("\r")
    terminal.expect_exact("Jan")
    terminal.send("\rpin")
    terminal.expect_exact("***")
    terminal.send("\r")
    terminal.expect_exact('{"name": "Jan", "secret": "pin"}')


def test_interrupts_leave_the_terminal_as_it_was_and_nothing_asks_for_the_cursor() -> None:
    seen = StringIO()
    terminal = at_terminal(partial(asked, is_ascii=True), NO_COLOR="1")
    terminal.logfile_read = seen
    terminal.expect_exact(ASKING)
    terminal.send(INTERRUPT)
    terminal.expect_exact("KeyboardInterrupt()")
    terminal.expect_exact("Welk")
    terminal.send(END)
    terminal.expect_exact("EOFError()")
    terminal.expect_exact("Naam:")
    assert not is_echoing(terminal)
    terminal.send(INTERRUPT)
    terminal.expect_exact("KeyboardInterrupt()")
    terminal.expect_exact("done")
    assert is_echoing(terminal)
    assert " > 1)" in re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", seen.getvalue())
    assert not re.search(r"»|\x1b\[6n|\x1b\[[\d;]*3\d", seen.getvalue())
