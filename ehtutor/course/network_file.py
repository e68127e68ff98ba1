"""`network.yaml`: parties, services, gebruikers and middelen, checked against each other.

The lists refer to each other both ways (a wallet to its middel, a middel to its holder), so the names are looked up
first and each list is read once after that.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ehtutor.course.format import Among, KeyRow, ListOf, Reference, Scope, Structure, Variants
from ehtutor.course.node import Node, Scalar, child, items, scalars_under
from ehtutor.course.problems import Sheet
from ehtutor.course.reader import Fields, read
from ehtutor.course.scalars import BOOLEAN, ID, INSTANT, LINE, PASSWORD, SECRET
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import (
    KeyVerifier,
    Middel,
    MiddelKind,
    PasswordVerifier,
    PkiVerifier,
    TotpVerifier,
    Verifier,
    WalletItem,
)
from ehtutor.protocol.network import Endpoint, Gebruiker, Network, Party, Role, Service
from ehtutor.protocol.profile import BASIS

_LOA: Final = KeyRow("loa", Among({loa.label: loa for loa in Loa if loa.is_offered}))
_NAME: Final = KeyRow("name", LINE)
_KEY: Final = KeyRow("key", ID)
_SECRET: Final = KeyRow("totp-secret", SECRET)
_MIDDEL: Final = Reference("middelen", "unknown-middel")


def _report_roles(fields: Fields, _: Mapping[str, Any]) -> None:
    parties = fields.peek("parties")
    for role in BASIS.parties if items(parties) else ():
        if not _playing(parties, role):
            fields.sheet.report(parties, "missing-role", role=role.value)
    codes = [scalar.text for scalar in scalars_under(parties, "role")]
    for role in BASIS.sole:
        if codes.count(role.value) > 1:
            fields.sheet.report(parties, "one-makelaar", found=codes.count(role.value))


def _party(role: Role) -> Structure:
    """The form of a party in this role: its addresses for what it is sent."""
    requests = KeyRow("single-sign-on-service", LINE)
    responses = KeyRow("assertion-consumer-services", ListOf(LINE, least=1))
    rows = (*((requests,) if BASIS.askers_of(role) else ()), *((responses,) if BASIS.asked_by(role) else ()))

    def build(
        *, key: str, single_sign_on_service: str = "", assertion_consumer_services: Sequence[str] = (), **values: Any
    ) -> Party:
        return Party(
            role=role,
            keys=(key,),
            single_sign_on_services=(Endpoint(location=single_sign_on_service),) if single_sign_on_service else (),
            assertion_consumer_services=tuple(
                Endpoint(location=location, index=index, is_default=index == 0)
                for index, location in enumerate(assertion_consumer_services)
            ),
            **values,
        )

    return Structure(build, rows)


def _middel(kind: MiddelKind, proved_by: Callable[..., Verifier], proof: tuple[KeyRow, ...]) -> Structure:
    """The form of a middel that is proved so: `proved_by` takes the keys of the proof."""

    def build(**values: Any) -> Middel:
        verifier = proved_by(**{row.field: values.pop(row.field) for row in proof})
        return Middel(kind=kind, verifier=verifier, **values)

    return Structure(build, (*_OF_EACH_MIDDEL, *proof, *_AFTER_THE_PROOF))


def _password(password: PasswordVerifier) -> Verifier:
    return password


# fmt: off
PARTY: Final = Variants("role", {role.value: _party(role) for role in BASIS.parties}, shared=(
    KeyRow("id", ID),
    KeyRow("entity-id", LINE),
    _NAME,
    _KEY,
))

SERVICE: Final = Structure(Service, (
    KeyRow("id", ID),
    _NAME,
    KeyRow("dv", Reference("dvs", "unknown-party")),
    _LOA,
))

WALLET_ITEM: Final = Variants("number", {
    "password":    Structure(WalletItem, (KeyRow("password", LINE),)),
    "totp":        Structure(WalletItem, (KeyRow("password", LINE), _SECRET)),
    "pas":         Structure(WalletItem, (KeyRow("pincode", LINE), _KEY)),
    "certificate": Structure(WalletItem, (KeyRow("pincode", LINE), _KEY)),
}, kind_of=_MIDDEL, lost=Structure(WalletItem))
"""Where its middel has no kind, the mistake is in the number, or in the middel."""

GEBRUIKER: Final = Structure(Gebruiker, (
    KeyRow("id", ID),
    _NAME,
    KeyRow("company", LINE),
    KeyRow("name-id", LINE),
    KeyRow("registered", ListOf(_MIDDEL, least=1)),
    KeyRow("wallet", ListOf(WALLET_ITEM)),
))

_OF_EACH_MIDDEL: Final = (
    KeyRow("number", ID),
    _NAME,
    _LOA,
    KeyRow("ad", Reference("ads", "unknown-party")),
    KeyRow("holder", Reference("gebruikers", "unknown-gebruiker")),
)
_AFTER_THE_PROOF: Final = (
    KeyRow("valid-until", INSTANT),
    KeyRow("revoked", BOOLEAN, otherwise=False),
)

MIDDEL: Final = Variants("kind", {
    "password":    _middel(MiddelKind.PASSWORD, _password, (KeyRow("password", PASSWORD),)),
    "totp":        _middel(MiddelKind.TOTP, TotpVerifier, (
                       KeyRow("password", PASSWORD), KeyRow("totp-secret", SECRET, into="secret"))),
    "pas":         _middel(MiddelKind.PAS, KeyVerifier, (_KEY,)),
    "certificate": _middel(MiddelKind.CERTIFICATE, PkiVerifier, (KeyRow("root", ID),)),
})

NETWORK: Final = Structure(Network, (
    KeyRow("parties", ListOf(PARTY, once=(
        ("entity-id", "duplicate-id"),
        ("key", "shared-key"),  # who signed is told by the key
        ("id", "duplicate-id"),
    ))),
    KeyRow("services", ListOf(SERVICE, least=1, once=(("id", "duplicate-id"),))),
    KeyRow("gebruikers", ListOf(GEBRUIKER, least=1, once=(("name-id", "duplicate-id"), ("id", "duplicate-id")))),
    KeyRow("middelen", ListOf(MIDDEL, least=1, once=(("number", "duplicate-id"),))),
), check=_report_roles)
# fmt: on


def network(root: Node, sheet: Sheet) -> Network:
    """The network that the file describes."""
    built: Network = read(NETWORK, root, sheet, _names(root))
    return built


def key_names(root: Node) -> tuple[Scalar, ...]:
    """Every place where the file names a key."""
    wallets = [child(gebruiker, "wallet") for gebruiker in items(child(root, "gebruikers"))]
    parties, middelen = child(root, "parties"), child(root, "middelen")
    found = scalars_under(parties, "key") + scalars_under(middelen, "key") + scalars_under(middelen, "root")
    return found + tuple(scalar for wallet in wallets for scalar in scalars_under(wallet, "key"))


def _names(root: Node) -> Scope:
    """What the file names, before any of it is read."""
    parties = child(root, "parties")
    return {
        "dvs": dict.fromkeys(_playing(parties, Role.DV), ()),
        "ads": dict.fromkeys(_playing(parties, Role.AD), ()),
        "gebruikers": {scalar.text: () for scalar in scalars_under(child(root, "gebruikers"), "id")},
        "middelen": {id: (kind,) for id, kind in _word_by_id(child(root, "middelen"), "number", "kind").items()},
    }


def _playing(parties: Node, role: Role) -> frozenset[str]:
    """Who plays this role; whoever has no readable role might, so nobody who refers to him is blamed."""
    readable = {each.value for each in BASIS.parties}
    roles = _word_by_id(parties, "id", "role")
    return frozenset(id for id, code in roles.items() if code == role.value or code not in readable)


def _word_by_id(node: Node, id: str, key: str) -> Mapping[str, str]:
    words = (child(item, key) for item in items(node) if isinstance(child(item, id), Scalar))
    texts = (word.text if isinstance(word, Scalar) else "" for word in words)
    return dict(zip((scalar.text for scalar in scalars_under(node, id)), texts, strict=True))
