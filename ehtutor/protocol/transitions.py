"""The whole protocol of profile basis on one page.

    gebruiker     DV              HM              AD
        ├ sign in ▶│               │               │
        │          ├ AuthnRequest ▶│               │
        │◀─ which middel? ─────────┤               │
        ├─ this one ──────────────▶│               │
        │          │               ├ AuthnRequest ▶│
        │◀─ prove it ──────────────┼───────────────┤
        ├─ proof ──────────────────┼──────────────▶│
        │          │               │◀─── Response ─┤
        │          │◀─── Response ─┤               │
        │◀ service ┤               │               │

Read a row as: a role in this state, that sees this event, becomes that state and sends what its move makes.
A (role, state, event) without a row is refused: the missing cell is the error. `step` of the story is of what
is sent; a determination is a decision inside the role, recorded before it sends.
"""

from collections.abc import Mapping
from typing import Final

from ehtutor.protocol import moves
from ehtutor.protocol.events import (
    Authenticated,
    AuthnFailed,
    Cancelled,
    CredentialChecked,
    CredentialRight,
    CredentialWrong,
    IssuerDetermined,
    MiddelBlocked,
    MiddelChosen,
    MiddelExpired,
    MiddelRevoked,
    MiddelTooLow,
    RequestAccepted,
    RequestRefused,
    ResponseRefused,
    SignedIn,
)
from ehtutor.protocol.moves import Move
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import Challenge, DenialPage, ErrorPage, MiddelQuestion, ServicePage
from ehtutor.protocol.states import (
    AwaitingAd,
    AwaitingChoice,
    AwaitingCredential,
    AwaitingHm,
    Denied,
    Ended,
    Idle,
    Served,
)
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.value import Value


class Row(Value, kw_only=False):
    """One line of the protocol."""

    role: Role
    state: type
    event: type
    becomes: type
    sends: type
    move: Move
    step: int
    determines: type | None = None


DV, HM, AD = Role.DV, Role.HM, Role.AD

# fmt: off
TRANSITIONS: Final = (
    Row(DV, Idle,               SignedIn,        AwaitingHm,         AuthnRequest,   moves.ask_hm,         2),
    Row(DV, AwaitingHm,         Authenticated,   Served,             ServicePage,    moves.serve,          10),
    Row(DV, AwaitingHm,         AuthnFailed,     Denied,             DenialPage,     moves.deny,           10),
    Row(DV, AwaitingHm,         ResponseRefused, Denied,             ErrorPage,      moves.deny_refused,   10),

    Row(HM, Idle,               RequestAccepted, AwaitingChoice,     MiddelQuestion, moves.ask_middel,     3),
    Row(HM, Idle,               RequestRefused,  Ended,              ErrorPage,      moves.show_error,     10),
    Row(HM, AwaitingChoice,     MiddelChosen,    AwaitingAd,         AuthnRequest,   moves.ask_ad,         5, IssuerDetermined),
    Row(HM, AwaitingChoice,     MiddelTooLow,    AwaitingChoice,     MiddelQuestion, moves.ask_again,      3),
    Row(HM, AwaitingChoice,     Cancelled,       Ended,              Response,       moves.report_failure, 9),
    Row(HM, AwaitingAd,         Authenticated,   Ended,              Response,       moves.report,         9),
    Row(HM, AwaitingAd,         AuthnFailed,     Ended,              Response,       moves.report_failure, 9),
    Row(HM, AwaitingAd,         ResponseRefused, Ended,              Response,       moves.report_failure, 9),

    Row(AD, Idle,               RequestAccepted, AwaitingCredential, Challenge,      moves.challenge,      6),
    Row(AD, Idle,               RequestRefused,  Ended,              ErrorPage,      moves.show_error,     10),
    Row(AD, AwaitingCredential, CredentialRight, Ended,              Response,       moves.declare,        8, CredentialChecked),
    Row(AD, AwaitingCredential, CredentialWrong, AwaitingCredential, Challenge,      moves.challenge_again, 6, CredentialChecked),
    Row(AD, AwaitingCredential, MiddelBlocked,   Ended,              Response,       moves.fail_middel,    8, CredentialChecked),
    Row(AD, AwaitingCredential, MiddelExpired,   Ended,              Response,       moves.fail_middel,    8, CredentialChecked),
    Row(AD, AwaitingCredential, MiddelRevoked,   Ended,              Response,       moves.fail_middel,    8, CredentialChecked),
    Row(AD, AwaitingCredential, Cancelled,       Ended,              Response,       moves.report_failure, 8),
)
# fmt: on

DETERMINED_AT: Final[Mapping[type, int]] = {IssuerDetermined: 4, CredentialChecked: 7}
"""The step of the story of each determination."""
