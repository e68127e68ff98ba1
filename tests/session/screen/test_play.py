"""The loop: what is kept, and when; what stops it, and what passes through."""

from datetime import UTC, datetime

import pytest
from session.playing import CLEAN, moments, stage

from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Action, Answer, Continued, Pressed
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.play import play
from ehtutor.session.screen.prompt import Key, Prompt

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
QUIT = Pressed(key=Key.QUIT)
ON = stage(CLEAN)


class Asked:
    """Gives these actions one after the other, then raises; remembers what was shown, kept and done, in order."""

    def __init__(self, *actions: Action | type[BaseException]) -> None:
        self.actions = list(actions)
        self.log: list[str] = []
        self.kept: list[Answer] = []
        self.shown: list[Screen] = []

    def ask(self, prompt: Prompt) -> Answer:
        action = self.actions.pop(0)
        if isinstance(action, type):
            raise action
        return Answer(card=prompt.card, action=action, at=AT)

    def show(self, screen: Screen) -> None:
        self.log.append("show")
        self.shown.append(screen)

    def keep(self, _: Walkthrough, answer: Answer) -> None:
        self.log.append("keep")
        self.kept.append(answer)

    def update(self, moment: Walkthrough, answer: Answer) -> Walkthrough:
        self.log.append("update")
        return update(moment, answer.action)

    def play(self, moment: Walkthrough) -> Walkthrough:
        return play(moment, view=view, update=self.update, show=self.show, ask=self.ask, keep=self.keep)


def test_every_answer_is_kept_before_it_is_acted_on() -> None:
    asked = Asked(Continued(), Continued(), QUIT)
    asked.play(begin(ON))
    assert asked.log == ["show", "keep", "update", "show", "keep", "update", "show"]


def test_to_quit_is_no_answer_and_is_not_kept() -> None:
    asked = Asked(Continued(), QUIT)
    moment = asked.play(begin(ON))
    assert moment.card.id == "four-roles"
    assert [answer.action for answer in asked.kept] == [Continued()]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_what_interrupts_passes_through_and_all_before_it_is_kept(stop: type[BaseException]) -> None:
    asked = Asked(Continued(), stop)
    with pytest.raises(stop):
        asked.play(begin(ON))
    assert len(asked.kept) == 1


def test_an_answer_is_of_the_card_that_asked() -> None:
    asked = Asked(Continued(), Continued(), QUIT)
    asked.play(begin(ON))
    assert [answer.card for answer in asked.kept] == ["welcome", "four-roles"]


def test_the_last_screen_is_shown_and_asks_nothing() -> None:
    *asking, end = moments(CLEAN)
    asked = Asked(*(right_action(moment) for moment in asking))
    assert asked.play(begin(ON)).is_done
    assert asked.shown == [view(moment) for moment in (*asking, end)]
