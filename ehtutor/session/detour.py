"""A detour: the learner did otherwise than the lesson, and sees what comes of it before he is led back."""

from typing import assert_never

from ehtutor.protocol.choices import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.credentials import BLANKS_BY_KIND
from ehtutor.protocol.login import Login
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.session.state import Walkthrough, uncovered
from ehtutor.value import replace


def is_possible(choice: Choice, login: Login) -> bool:
    """Whether the page that the gebruiker looks at, or none, lets him do this."""
    page = login.awaiting.page if login.awaiting else None
    match choice:
        case SignInChoice():
            return login.awaiting is not None and page is None
        case UseMiddel(number=number):
            return isinstance(page, MiddelQuestion) and number in {offer.number for offer in page.offers}
        case GiveCredential(typed=typed):
            return isinstance(page, Challenge) and set(typed) == set(BLANKS_BY_KIND[page.kind])
        case CancelLogin():
            return page is not None
        case _:
            assert_never(choice)


def go_on(state: Walkthrough) -> Walkthrough:
    """Show the next consequence; after the last, the same question again, or back to before the move."""
    if state.revealed < len(state.login.entries):
        return reveal_next(replace(state, before=uncovered(state)))
    over = replace(state, on_detour=False, before=uncovered(state))
    if _page(state.login) is not None and _page(state.login) is _page(state.arrived):
        return over
    kept = len(state.arrived.entries)
    return replace(over, login=state.arrived, revealed=kept, skipped=frozenset(n for n in state.skipped if n <= kept))


def _page(login: Login) -> type | None:
    """The kind of page that the gebruiker looks at, if he has to decide."""
    return type(login.awaiting.page) if login.awaiting else None


def reveal_next(state: Walkthrough) -> Walkthrough:
    """Show the next thing that happened; what the gebruiker decided he knows."""
    entries = state.login.entries
    hidden = (entry.n for entry in entries if entry.n > state.revealed and not isinstance(entry, DecisionTaken))
    return replace(state, revealed=next(hidden, len(entries)))
