"""The builders that tests share: a small network with every kind of middel, a world that stands still, a login.

`after(login(…), SIGN_IN, use(PAS), right)` is a login that came so far; change the one thing that matters.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import scrypt
from pathlib import Path
from typing import Any, Final

from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.decisions import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.deliver import Deliver, signed
from ehtutor.protocol.interference import Interference
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.login import Login, decide, start
from ehtutor.protocol.middelen import (
    KeyVerifier,
    Middel,
    PasswordVerifier,
    PkiVerifier,
    TotpVerifier,
    WalletItem,
)
from ehtutor.protocol.middelen import (
    MiddelKind as Kind,
)
from ehtutor.protocol.network import Endpoint, Gebruiker, Network, Party, Role, Service
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.profile import Profile
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.states import Memory
from ehtutor.protocol.world import World
from ehtutor.saml.keys import KeyPair, load, make
from ehtutor.value import replace

NOW: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
YEAR: Final = timedelta(days=365)

STAD, LAND, HM, ZEGEL, SLEUTELBOS = "stad", "land", "makelaar", "zegel", "sleutelbos"
EH2, EH2PLUS, EH3, EH4 = "eh2", "eh2+", "eh3", "eh4"
"""The services, named after the level that each asks."""
SANNE, BRAM = "sanne", "bram"
"""Sanne's middelen are sound; each of Bram's fails for a reason of its own."""
PASSWORD, TOTP, PAS, CERTIFICATE = "SB-1001", "SB-1002", "ZG-1003", "ZG-31175"
EXPIRED, REVOKED, COPIED, FOREIGN = "SB-2001", "SB-2002", "ZG-2003", "ZG-2004"

_SECRET: Final = b"twenty-bytes-secret!"


def _party(id: str, role: Role, key: str, *, asks: bool, answers: bool) -> Party:
    return Party(
        id=id,
        role=role,
        entity_id=f"urn:etoegang:{role.value}:999999990000000{key[-1]}0000:entities:9001",
        name=id.title(),
        keys=(key,),
        single_sign_on_services=(Endpoint(location=f"https://{id}.example/sso"),) if answers else (),
        assertion_consumer_services=(
            Endpoint(location=f"https://{id}.example/acs", index=0),
            Endpoint(location=f"https://{id}.example/acs-2", index=1),
        )
        if asks
        else (),
    )


def _password(password: str) -> PasswordVerifier:
    hashed = scrypt(password.encode(), salt=b"salt", n=2, r=8, p=1, dklen=32)
    return PasswordVerifier(n=2, r=8, p=1, salt=b"salt", hash=hashed)


def _middel(number: str, kind: Kind, loa: Loa, verifier: Any, **changes: Any) -> Middel:
    return Middel(
        **{
            "number": number,
            "name": f"{kind.value} {number}",
            "kind": kind,
            "loa": loa,
            "ad": SLEUTELBOS if number.startswith("SB") else ZEGEL,
            "holder": SANNE,
            "verifier": verifier,
            "valid_until": NOW + YEAR,
        }
        | changes
    )


def _code(password: str) -> TotpVerifier:
    return TotpVerifier(password=_password(password), secret=_SECRET)


# fmt: off
MIDDELEN: Final = (
    _middel(PASSWORD,    Kind.PASSWORD,    Loa.LOA2,     _password("wachtwoord-sanne")),
    _middel(TOTP,        Kind.TOTP,        Loa.LOA2PLUS, _code("codewoord-sanne")),
    _middel(PAS,         Kind.PAS,         Loa.LOA3,     KeyVerifier(key="demo-06")),
    _middel(CERTIFICATE, Kind.CERTIFICATE, Loa.LOA4,     PkiVerifier(root="demo-12")),
    _middel(EXPIRED,     Kind.PASSWORD,    Loa.LOA2,     _password("wachtwoord-bram"), holder=BRAM, valid_until=NOW),
    _middel(REVOKED,     Kind.TOTP,        Loa.LOA2PLUS, _code("codewoord-bram"), holder=BRAM, revoked=True),
    _middel(COPIED,      Kind.PAS,         Loa.LOA3,     KeyVerifier(key="demo-08"), holder=BRAM),
    _middel(FOREIGN,     Kind.CERTIFICATE, Loa.LOA4,     PkiVerifier(root="demo-12"), holder=BRAM),
)
_WALLET_OF_SANNE: Final = (
    WalletItem(number=PASSWORD, password="wachtwoord-sanne"),
    WalletItem(number=TOTP, password="codewoord-sanne", totp_secret=_SECRET),
    WalletItem(number=PAS, pincode="pin-pas-sanne", key="demo-06"),
    WalletItem(number=CERTIFICATE, pincode="pin-certificaat-sanne", key="demo-07"),
)
_WALLET_OF_BRAM: Final = (
    WalletItem(number=EXPIRED, password="wachtwoord-bram"),
    WalletItem(number=REVOKED, password="codewoord-bram", totp_secret=_SECRET),
    WalletItem(number=COPIED, pincode="pin-pas-bram", key="demo-09"),
    WalletItem(number=FOREIGN, pincode="pin-certificaat-bram", key="foreign"),
)
NETWORK: Final = Network(
    parties=(
        _party(STAD,       Role.DV, "demo-01", asks=True,  answers=False),
        _party(LAND,       Role.DV, "demo-02", asks=True,  answers=False),
        _party(HM,         Role.HM, "demo-03", asks=True,  answers=True),
        _party(ZEGEL,      Role.AD, "demo-04", asks=False, answers=True),
        _party(SLEUTELBOS, Role.AD, "demo-05", asks=False, answers=True),
    ),
    services=(
        Service(id=EH2,     name="Bord melden",       dv=STAD, loa=Loa.LOA2),
        Service(id=EH2PLUS, name="Stand bekijken",    dv=LAND, loa=Loa.LOA2PLUS),
        Service(id=EH3,     name="Boom kappen",       dv=STAD, loa=Loa.LOA3),
        Service(id=EH4,     name="Stoffen opslaan",   dv=LAND, loa=Loa.LOA4),
    ),
    gebruikers=(
        Gebruiker(id=SANNE, name="Sanne", company="Bakkerij", name_id="gebruiker-1",
                  registered=(PASSWORD, TOTP, PAS, CERTIFICATE), wallet=_WALLET_OF_SANNE),
        Gebruiker(id=BRAM, name="Bram", company="Fietsenmaker", name_id="gebruiker-2",
                  registered=(EXPIRED, REVOKED, COPIED, FOREIGN), wallet=_WALLET_OF_BRAM),
    ),
    middelen=MIDDELEN,
)
# fmt: on

SIGN_IN: Final = SignInChoice()
CANCEL: Final = CancelLogin()


@cache
def keys() -> Mapping[str, KeyPair]:
    """The shipped demo keys, and one whose certificate another root than the registered one issued."""
    folder = Path(__file__).parents[1] / "lessons" / "keys"
    shipped = {path.stem: load(path.stem, path.read_bytes()) for path in folder.glob("*.pem")}
    foreign = make(
        "foreign",
        common_name="foreign",
        serial_number_attribute=FOREIGN,
        issuer=shipped["demo-13"],
        not_before=NOW - YEAR,
        not_after=NOW + YEAR,
    )
    return shipped | {"foreign": load("foreign", foreign)}


def world(*, now: datetime = NOW, seed: str = "seed") -> World:
    """A world with all keys; a next login with the same memory needs another seed, for ids of its own."""
    return World(now=now, seed=seed, keys=keys())


def login(
    service: str = EH3,
    gebruiker: str = SANNE,
    interference: Interference = None,
    *,
    deliver: Deliver = signed,
    memory: Mapping[str, Memory] | None = None,
    now: datetime = NOW,
    seed: str = "seed",
) -> Login:
    """A login that waits for the sign-in."""
    scenario = Scenario(network=NETWORK, gebruiker=gebruiker, service=service, interference=interference)
    return start(scenario, world(now=now, seed=seed), memory, deliver)


def under(profile: Profile, before: Login) -> Login:
    """The same login by other agreements."""
    return replace(before, scenario=replace(before.scenario, profile=profile))


def after(so_far: Login, *choices: Choice | Callable[[Login], Choice]) -> Login:
    """The login after these choices; one that depends on the challenge, such as `right`, is asked what it is."""
    for choice in choices:
        so_far = decide(so_far, choice(so_far) if callable(choice) else choice)
    return so_far


def use(number: str) -> UseMiddel:
    """Choose this middel."""
    return UseMiddel(number=number)


def right(so_far: Login) -> GiveCredential:
    """What the challenge asks, as it stands in the wallet."""
    page = so_far.awaiting.page
    item = {item.number: item for item in so_far.gebruiker.wallet}[page.number]
    return GiveCredential(typed=in_wallet(item, page.kind, so_far.world.now))


def wrong(so_far: Login) -> GiveCredential:
    """The same with its last blank wrong: the password, the code or the pincode."""
    return each_wrong(so_far)[-1]


def each_wrong(so_far: Login) -> tuple[GiveCredential, ...]:
    """The right credential with one of its blanks wrong, for each blank."""
    typed = right(so_far).typed
    return tuple(GiveCredential(typed={**typed, blank: f"verkeerd-{blank}"}) for blank in typed)


def options(so_far: Login) -> tuple[Choice, ...]:
    """Everything that the gebruiker can decide now, what serves him first; none when the login has ended."""
    match so_far.awaiting and so_far.awaiting.page:
        case MiddelQuestion(offers=offers):
            return *(use(offer.number) for offer in sorted(offers, key=lambda offer: not offer.suffices)), CANCEL
        case Challenge():
            return right(so_far), *each_wrong(so_far), CANCEL
        case _:
            return (SIGN_IN,) if so_far.awaiting else ()
