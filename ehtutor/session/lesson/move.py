"""The move that a card wants: how to make it, and whether the learner made it."""

from typing import Final, assert_never

from ehtutor.course.model import Right, RightCancel, RightCredential, RightMiddel, RightSignIn
from ehtutor.protocol.choices import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.determinations import CheckResult, CredentialChecked
from ehtutor.protocol.login import Login
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.trace import Determination, Trace

WRONG: Final = "0000"
"""Typed where the lesson wants a wrong credential; no demo credential is this."""


def right_choice(right: Right, login: Login) -> Choice:
    """The gebruiker's choice that a card wants; for a right credential, what his wallet shows."""
    match right:
        case RightSignIn():
            return SignInChoice()
        case RightMiddel(number=number):
            return UseMiddel(number=number)
        case RightCancel():
            return CancelLogin()
        case RightCredential(is_right=is_right):
            page = login.awaiting.page if login.awaiting else None
            assert isinstance(page, Challenge), "a move that can't be made is not asked for"
            item = {item.number: item for item in login.gebruiker.wallet}[page.number]
            typed = in_wallet(item, page.kind, login.world.now)
            return GiveCredential(typed=typed if is_right else dict.fromkeys(typed, WRONG))
        case _:
            assert_never(right)


def can_be_made(right: Right, login: Login) -> bool:
    """Whether the gebruiker can make this move at the page that he looks at, with what he carries."""
    page = login.awaiting.page if login.awaiting else None
    match right:
        case RightSignIn():
            return login.awaiting is not None and page is None
        case RightMiddel(number=number):
            return isinstance(page, MiddelQuestion) and number in {offer.number for offer in page.offers}
        case RightCredential():
            return isinstance(page, Challenge) and page.number in {item.number for item in login.gebruiker.wallet}
        case RightCancel():
            return page is not None
        case _:
            assert_never(right)


def follows(right: Right, choice: Choice, trace: Trace) -> bool:
    """Whether the move is the one with which the lesson goes on."""
    match right:
        case RightSignIn():
            return isinstance(choice, SignInChoice)
        case RightCancel():
            return isinstance(choice, CancelLogin)
        case RightMiddel(number=number):
            return choice == UseMiddel(number=number)
        case RightCredential(is_right=is_right):
            return isinstance(choice, GiveCredential) and (_last_check(trace) is CheckResult.RIGHT) == is_right
        case _:
            assert_never(right)


def _last_check(trace: Trace) -> CheckResult | None:
    made = [entry.made for entry in trace.entries if isinstance(entry, Determination)]
    last = made[-1] if made else None
    return last.result if isinstance(last, CredentialChecked) else None
