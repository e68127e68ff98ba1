"""What the gebruiker can decide, and the moments at which he decides: a row for each page that asks him something.

Whoever wants to know what can be done at a page asks its row, and need not know which page it is.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from ehtutor.protocol.middelen import BLANKS_BY_KIND
from ehtutor.protocol.network import Gebruiker
from ehtutor.protocol.pages import AskingPage, Challenge, MiddelQuestion, SignInPage
from ehtutor.value import Value, field


class SignInChoice(Value):
    """Sign in for the service of the scenario."""


class UseMiddel(Value):
    """Use the middel with this number."""

    number: str


class GiveCredential(Value):
    """Type what the challenge asks, by the name of each blank: `password`, `code`, `pincode`."""

    typed: Mapping[str, str] = field(default_factory=dict)


class CancelLogin(Value):
    """Stop; as in real life at the makelaar and at the authenticatiedienst."""


Choice: TypeAlias = SignInChoice | UseMiddel | GiveCredential | CancelLogin


class Pick(Value):
    """One of the things to choose from on a page."""

    id: str
    choice: Choice
    suffices: bool = True
    """Whether it can lead to what he came for."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The names of it that a text may use."""


class PageRow(Value, kw_only=False):
    """What can be done at one kind of page."""

    page: type[AskingPage]
    word: str
    """By which the texts of its prompt are found."""
    step: int
    """Of the story, at which it is answered."""
    can_cancel: bool
    # Any: each reads the page that its row names
    picks: Callable[[Any], tuple[Pick, ...]] = lambda _page: ()
    """What there is to choose from."""
    blanks: Callable[[Any], tuple[str, ...]] = lambda _page: ()
    """What there is to type, by the name of each blank."""
    proves: Callable[[Any], str | None] = lambda _page: None
    """The number of the middel that has to be proved by what is typed."""


SIGN_IN: Final = "sign-in"
_SIGN_IN: Final = Pick(id=SIGN_IN, choice=SignInChoice())


def _offered(page: MiddelQuestion) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            id=offer.number,
            choice=UseMiddel(number=offer.number),
            suffices=offer.suffices,
            words={"middel": offer.name, "loa": offer.loa.label},
        )
        for offer in page.offers
    )


# fmt: off
PAGES: Final = (
    PageRow(SignInPage,     "sign-in",   1, can_cancel=False, picks=lambda _page: (_SIGN_IN,)),
    PageRow(MiddelQuestion, "middel",    3, can_cancel=True,  picks=_offered),
    PageRow(Challenge,      "challenge", 7, can_cancel=True,  blanks=lambda page: BLANKS_BY_KIND[page.kind],
                                                              proves=lambda page: page.number),
)
# fmt: on


class Decision(Value):
    """A moment at which somebody decides."""

    party: str
    """The id of the party whose page it is, and that waits."""
    page: AskingPage
    row: PageRow

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What there is to choose from."""
        return self.row.picks(self.page)

    @property
    def blanks(self) -> tuple[str, ...]:
        """What there is to type; where there is something, nothing can be picked, and a key cancels."""
        return self.row.blanks(self.page)

    @property
    def middel(self) -> str | None:
        """The number of the middel that has to be proved here."""
        return self.row.proves(self.page)

    def admits(self, choice: Choice, gebruiker: Gebruiker) -> bool:
        """Whether the page lets him do this, and he has what it takes."""
        match choice:
            case CancelLogin():
                return self.row.can_cancel
            case GiveCredential(typed=typed):
                is_held = self.middel is None or self.middel in gebruiker.wallet_by_number
                return bool(self.blanks) and set(typed) == set(self.blanks) and is_held
            case SignInChoice() | UseMiddel():
                return choice in [pick.choice for pick in self.picks]
