"""A lesson with every kind of question, from its first card to its last: by lines, and by keys at a terminal."""

from collections.abc import Callable
from io import StringIO

import pytest
from ask.prompts import clock
from course.breaking import mini_with_kinds
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from ehtutor.ask.line_by_line import LineAsker
from ehtutor.ask.person import Person
from ehtutor.course.model import Ask, Course
from ehtutor.course.source import load
from ehtutor.course.texts import interface
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.play import play
from ehtutor.session.screen.prompt import Continue, Prompt
from ehtutor.session.story.question_blocks import given, grade_of

DOWN = "\x1b[B"

# fmt: off
CARDS = {
    #                 lines: wrong, right                    keys: wrong, right
    "what-next":     (("1", "2"),                            ("1\r", "2\r")),
    "is-it-so":      (("1",),                                ("1\r",)),
    "who-know":      (("1,2", "2 3 4"),                      (" \r", f"{DOWN} {DOWN} {DOWN} \r")),
    "in-what-order": (("1 2 3", "2 3 1"),                    ("\r\r\r", "2\r3\r\r")),
    "who-sent":      (("a1 b1", "b3 a2"),                    ("\r\r", "2\r3\r")),
    "name-it":       (("bemiddelaar", "Makelaar"),           ("bemiddelaar\r", "DE makelaar\r")),
    "fill-it":       (("HM\nDV", "dv\nmakelaar"),            ("HM\rDV\r", "DV\rmakelaar\r")),
    "how-many":      (("nul\n3", "2"),                       ("nul\r\x7f\x7f\x7f3\r", "2\r")),
    "which-rule":    (("3", "2"),                            ("3\r", "2\r")),
    "noticed":       (("1",),                                ("1\r",)),
}
"""How each is answered first wrong, then right; of two options, the other one is told."""
OTHERS = {
    "sign-in":       ("1", "\r"),
    "to-whom":       ("2", "2\r"),
    "choose":        ("3", "3\r"),
    "prove":         ("1234", "1234\r"),
    "sign-in-again": ("1", "\r"),
    "choose-again":  ("3", "3\r"),
    "fail":          ("0000", "0000\r"),
    "stop":          ("/c", f"\r{DOWN}\r"),
    "sign-in-last":  ("1", "\r"),
    "choose-last":   ("3", "3\r"),
    "prove-last":    ("1234", "1234\r"),
}
# fmt: on


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    course = load(mini_with_kinds(tmp_path_factory.mktemp("kinds") / "mini"), "nl")
    assert isinstance(course, Course), course
    return Stage(course=course, lesson=course.lesson("kinds"), texts=interface("nl"))


def words(on: Stage) -> dict[str, str]:
    return {name: on.texts.by_key[f"ask.{name}"] for name in on.texts.under("ask")}


def played(on: Stage, ask: Callable[[Prompt, str], Answer], column: int) -> list[tuple[str, bool]]:
    """Each answer to a question of the lesson played to its end: its card, and whether it was right."""
    typed = {id: list(pair[column]) for id, pair in CARDS.items()}
    answers: list[tuple[str, bool]] = []

    def answer(prompt: Prompt) -> Answer:
        if isinstance(prompt, Continue):
            return ask(prompt, ("", "\r")[column])
        return ask(prompt, typed[prompt.card].pop(0) if prompt.card in typed else OTHERS[prompt.card][column])

    def advance(moment: Walkthrough, answered: Answer) -> Walkthrough:
        card = moment.card
        if isinstance(card, Ask) and (said := given(card.question, answered.action)) is not None:
            answers.append((card.id, grade_of(card.question, said).is_right))
        return update(moment, answered.action)

    end = play(
        begin(on),
        view=view,
        update=advance,
        show=lambda _: None,
        ask=answer,
        keep=lambda _state, _answer: None,
    )
    assert end.is_done
    return answers


EACH_WRONG_THEN_RIGHT = [(card, bool(nth)) for card, (lines, _) in CARDS.items() for nth, _ in enumerate(lines)]


def test_by_lines_every_kind_is_answered_wrong_and_then_right(on: Stage) -> None:
    def ask(prompt: Prompt, typed: str) -> Answer:
        source = StringIO(f"{typed}\n")
        return LineAsker(source, lambda _: None, clock=clock, words=words(on), harmless=str)(prompt)

    assert played(on, ask, 0) == EACH_WRONG_THEN_RIGHT


def test_by_keys_every_kind_is_answered_wrong_and_then_right(on: Stage) -> None:
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        person = Person(clock, words=words(on), harmless=str)

        def ask(prompt: Prompt, typed: str) -> Answer:
            keyboard.send_text(typed)
            return person(prompt)

        assert played(on, ask, 1) == EACH_WRONG_THEN_RIGHT
