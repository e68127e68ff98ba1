"""The lesson's own right answers, for `--auto`, for the checker, and for every test that plays a lesson."""

from typing import assert_never

from ehtutor.course.model import (
    Ask,
    Do,
    Explain,
    Predict,
    Show,
)
from ehtutor.protocol.choices import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.login import Login
from ehtutor.protocol.pages import Challenge
from ehtutor.session.right import right_choice
from ehtutor.session.screen import Action, Chosen, Continued, Key, Pressed, Written
from ehtutor.session.state import Stage, Walkthrough, card_of
from ehtutor.session.walkthrough import CANCEL, SIGN_IN


def right_action(stage: Stage, state: Walkthrough) -> Action:
    """The action with which the lesson goes on from here."""
    card = card_of(state, stage)
    if state.overlay is not None or state.on_detour or state.answered is not None:
        return Continued()
    match card:
        case Explain() | Show():
            return Continued()
        case Predict(key=key) | Ask(key=key):
            return Chosen(id=key)
        case Do(right=right):
            return action_for(right_choice(right, state.login), state.login)
        case _:
            assert_never(card)


def action_for(choice: Choice, login: Login) -> Action:
    """How the learner makes this choice at the prompt of the page that he looks at."""
    match choice:
        case SignInChoice():
            return Chosen(id=SIGN_IN)
        case UseMiddel(number=number):
            return Chosen(id=number)
        case CancelLogin():
            at_ad = login.awaiting is not None and isinstance(login.awaiting.page, Challenge)
            return Pressed(key=Key.CANCEL) if at_ad else Chosen(id=CANCEL)
        case GiveCredential(typed=typed):
            return Written(values=typed)
        case _:
            assert_never(choice)
