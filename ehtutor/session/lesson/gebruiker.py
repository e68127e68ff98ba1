"""What the gebruiker does: how a learner makes him choose, what he can choose now, and which choice a card wants."""

from typing import Final, assert_never

from ehtutor.course.model import Right, RightCancel, RightCredential, RightMiddel, RightSignIn
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.decisions import SIGN_IN, CancelLogin, Choice, Decision, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.events import CheckResult, CredentialChecked
from ehtutor.protocol.login import Login
from ehtutor.protocol.trace import Determination, Trace
from ehtutor.session.screen.action import Action, Chosen, Pressed, Written
from ehtutor.session.screen.prompt import Key

CANCEL: Final = "cancel"
"""The id of the way out, beside what a page has to choose from."""
WRONG: Final = "0000"
"""Typed where the lesson wants a wrong credential; no demo credential is this."""


def choice_of(action: Action, login: Login) -> Choice | None:
    """What the gebruiker decides by this on the page that he looks at."""
    match login.awaiting, action:
        case Decision() as decision, Chosen(id=id) if not decision.blanks:
            return CancelLogin() if id == CANCEL else {pick.id: pick.choice for pick in decision.picks}.get(id)
        case Decision() as decision, Written(values=values) if decision.blanks:
            return GiveCredential(typed=values)
        case _:
            return None


def action_for(choice: Choice, login: Login) -> Action:
    """How the learner makes this choice at the prompt of the page that he looks at."""
    match choice:
        case SignInChoice():
            return Chosen(id=SIGN_IN)
        case UseMiddel(number=number):
            return Chosen(id=number)
        case CancelLogin():
            is_typed = login.awaiting is not None and bool(login.awaiting.blanks)
            return Pressed(key=Key.CANCEL) if is_typed else Chosen(id=CANCEL)
        case GiveCredential(typed=typed):
            return Written(values=typed)
        case _:
            assert_never(choice)


def is_possible(choice: Choice, login: Login) -> bool:
    """Whether the gebruiker can do this at the page that he looks at, with what he carries."""
    return login.awaiting is not None and login.awaiting.admits(choice, login.gebruiker)


def right_choice(right: Right, login: Login) -> Choice:
    """The choice that a card wants; for a right credential, what his wallet shows."""
    match right:
        case RightSignIn():
            return SignInChoice()
        case RightMiddel(number=number):
            return UseMiddel(number=number)
        case RightCancel():
            return CancelLogin()
        case RightCredential(is_right=is_right):
            return right_credential(login) if is_right else wrong_credential(login)
        case _:
            assert_never(right)


def right_credential(login: Login) -> GiveCredential:
    """What the wallet shows of the middel that is asked for."""
    middel = login.awaiting.middel if login.awaiting else None
    assert middel is not None, "a choice that can't be made is not asked for"
    kind = login.scenario.network.middel(middel).kind
    return GiveCredential(typed=in_wallet(login.gebruiker.wallet_by_number[middel], kind, login.world.now))


def wrong_credential(login: Login) -> GiveCredential:
    """The same, with each of it wrong."""
    return GiveCredential(typed=dict.fromkeys(right_credential(login).typed, WRONG))


def can_be_made(right: Right, login: Login) -> bool:
    """Whether he can choose so at the page that he looks at, with what he carries."""
    if isinstance(right, RightCredential):
        return login.awaiting is not None and login.awaiting.middel in login.gebruiker.wallet_by_number
    return is_possible(right_choice(right, login), login)


def is_wanted(right: Right, choice: Choice, trace: Trace) -> bool:
    """Whether the choice is the one with which the lesson goes on, by what came of it."""
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
