"""`network.yaml`: parties, services, gebruikers and middelen, checked against each other.

The lists refer to each other both ways (a wallet to its middel, a middel to its holder), so the ids are looked up
first and each list is read once after that.
"""

from collections.abc import Mapping
from typing import Final, assert_never

from ehtutor.course.node import Node, Scalar, child, items, scalars_under
from ehtutor.course.reader import Fields, Read, chosen, ids, list_of, record, report_doubles
from ehtutor.course.scalars import boolean, identifier, instant, line, password_verifier, reference, secret
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import (
    KeyVerifier,
    Middel,
    MiddelKind,
    PkiVerifier,
    TotpVerifier,
    Verifier,
    WalletItem,
)
from ehtutor.protocol.network import Gebruiker, Network, Party, Service
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.roles import Role
from ehtutor.value import Value

_ROLES: Final = {role.value: role for role in BASIS.parties}
_LEVELS: Final = {loa.label: loa for loa in Loa if loa.is_offered}
_KINDS: Final = {kind.value: kind for kind in MiddelKind}


class _Names(Value):
    """What the file names, before any of it is read."""

    dvs: frozenset[str]
    ads: frozenset[str]
    gebruikers: frozenset[str]
    kinds: Mapping[str, str]
    """The kind of each middel, as written, by its number."""


def network(root: Node, sheet: Sheet) -> Network:
    """The network that the file describes."""
    names = _names(root, sheet)
    return record(lambda fields: _network(fields, names))(root, sheet)


def key_names(root: Node) -> tuple[Scalar, ...]:
    """Every place where the file names a key."""
    wallets = [child(gebruiker, "wallet") for gebruiker in items(child(root, "gebruikers"))]
    parties, middelen = child(root, "parties"), child(root, "middelen")
    found = scalars_under(parties, "key") + scalars_under(middelen, "key") + scalars_under(middelen, "root")
    return found + tuple(scalar for wallet in wallets for scalar in scalars_under(wallet, "key"))


def _names(root: Node, sheet: Sheet) -> _Names:
    parties, middelen = child(root, "parties"), child(root, "middelen")
    report_doubles(sheet, scalars_under(parties, "entity-id"))
    # who signed is told by the key
    report_doubles(sheet, scalars_under(parties, "key"), "shared-key")
    ids(parties, sheet)
    ids(child(root, "services"), sheet)
    ids(child(root, "gebruikers"), sheet, "name-id")
    ids(middelen, sheet, "number")
    return _Names(
        dvs=_playing(parties, Role.DV),
        ads=_playing(parties, Role.AD),
        gebruikers=frozenset(ids(child(root, "gebruikers"), sheet)),
        kinds=_word_by_id(middelen, "number", "kind"),
    )


def _playing(parties: Node, role: Role) -> frozenset[str]:
    """Who plays this role; whoever has no readable role might, so nobody who refers to him is blamed."""
    roles = _word_by_id(parties, "id", "role")
    return frozenset(id for id, code in roles.items() if code == role.value or code not in _ROLES)


def _word_by_id(node: Node, id: str, key: str) -> Mapping[str, str]:
    words = (child(item, key) for item in items(node) if isinstance(child(item, id), Scalar))
    texts = (word.text if isinstance(word, Scalar) else "" for word in words)
    return dict(zip((scalar.text for scalar in scalars_under(node, id)), texts, strict=True))


def _network(fields: Fields, names: _Names) -> Network:
    _report_roles(fields.peek("parties"), fields.sheet)
    return Network(
        parties=fields.need("parties", list_of(record(_party))),
        services=fields.need("services", list_of(record(lambda each: _service(each, names)), least=1)),
        gebruikers=fields.need("gebruikers", list_of(record(lambda each: _gebruiker(each, names)), least=1)),
        middelen=fields.need("middelen", list_of(record(lambda each: _middel(each, names)), least=1)),
    )


def _report_roles(parties: Node, sheet: Sheet) -> None:
    for role in _ROLES.values() if items(parties) else ():
        if not _playing(parties, role):
            sheet.report(parties, "missing-role", role=role.value)
    codes = [scalar.text for scalar in scalars_under(parties, "role")]
    for role in BASIS.sole:
        if codes.count(role.value) > 1:
            sheet.report(parties, "one-makelaar", found=codes.count(role.value))


def _party(fields: Fields) -> Party:
    role = fields.decide("role", _ROLES)
    takes_requests, takes_responses = bool(BASIS.askers_of(role)), bool(BASIS.asked_by(role))
    addresses = list_of(line, least=1)
    return Party(
        id=fields.need("id", identifier),
        role=role,
        entity_id=fields.need("entity-id", line),
        name=fields.need("name", line),
        key=fields.need("key", identifier),
        single_sign_on_service=fields.need("single-sign-on-service", line) if takes_requests else "",
        assertion_consumer_services=(fields.need("assertion-consumer-services", addresses) if takes_responses else ()),
    )


def _service(fields: Fields, names: _Names) -> Service:
    return Service(
        id=fields.need("id", identifier),
        name=fields.need("name", line),
        dv=fields.need("dv", reference(names.dvs, "unknown-party")),
        loa=fields.need("loa", chosen(_LEVELS)),
    )


def _gebruiker(fields: Fields, names: _Names) -> Gebruiker:
    return Gebruiker(
        id=fields.need("id", identifier),
        name=fields.need("name", line),
        company=fields.need("company", line),
        name_id=fields.need("name-id", line),
        registered=fields.need("registered", list_of(_middel_number(names), least=1)),
        wallet=fields.need("wallet", list_of(record(lambda each: _wallet_item(each, names)))),
    )


def _wallet_item(fields: Fields, names: _Names) -> WalletItem:
    number = fields.need("number", _middel_number(names))
    kind = _KINDS.get(names.kinds.get(number, ""))
    match kind:
        case MiddelKind.PASSWORD:
            return WalletItem(number=number, password=fields.need("password", line))
        case MiddelKind.TOTP:
            return WalletItem(
                number=number,
                password=fields.need("password", line),
                totp_secret=fields.need("totp-secret", secret),
            )
        case MiddelKind.PAS | MiddelKind.CERTIFICATE:
            return WalletItem(number=number, pincode=fields.need("pincode", line), key=fields.need("key", identifier))
        case None:
            fields.is_lost = True  # the mistake is in the number, or in the kind of the middel
            return WalletItem(number=number)
        case _:
            assert_never(kind)


def _middel(fields: Fields, names: _Names) -> Middel:
    kind = fields.decide("kind", _KINDS)
    return Middel(
        number=fields.need("number", identifier),
        name=fields.need("name", line),
        kind=kind,
        loa=fields.need("loa", chosen(_LEVELS)),
        ad=fields.need("ad", reference(names.ads, "unknown-party")),
        holder=fields.need("holder", reference(names.gebruikers, "unknown-gebruiker")),
        verifier=_verifier(fields, kind),
        valid_until=fields.need("valid-until", instant),
        revoked=fields.may("revoked", boolean, otherwise=False),
    )


def _verifier(fields: Fields, kind: MiddelKind) -> Verifier:
    match kind:
        case MiddelKind.PASSWORD:
            return fields.need("password", password_verifier)
        case MiddelKind.TOTP:
            return TotpVerifier(
                password=fields.need("password", password_verifier), secret=fields.need("totp-secret", secret)
            )
        case MiddelKind.PAS:
            return KeyVerifier(key=fields.need("key", identifier))
        case MiddelKind.CERTIFICATE:
            return PkiVerifier(root=fields.need("root", identifier))
        case _:
            assert_never(kind)


def _middel_number(names: _Names) -> Read[str]:
    return reference(frozenset(names.kinds), "unknown-middel")
