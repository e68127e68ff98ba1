"""The network in which a login plays: its roles, parties, services, gebruikers and middelen, as data.

Parties know each other as metadata lets them: entity id, addresses and the names of the signing keys.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cached_property

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import Middel, WalletItem
from ehtutor.saml import names
from ehtutor.value import Value


class Role(Enum):
    """A role by its code in the interface specifications; the gebruiker has none there."""

    GEBRUIKER = "GEBRUIKER"
    DV = "DV"
    HM = "HM"
    AD = "AD"


class Endpoint(Value):
    """Where a party takes messages of one kind (SAML Metadata 2.2.2, 2.2.3)."""

    location: str
    binding: str = names.HTTP_POST
    index: int = 0
    """By which a request names it."""
    is_default: bool = False
    """Whether it is the one where a request names none."""


class Party(Value):
    """An entity that plays a role, with what its metadata says of it."""

    id: str
    role: Role
    entity_id: str
    name: str
    keys: tuple[str, ...]
    """The names of its signing keys, each with a certificate: it signs with the first, and is known by them all."""
    single_sign_on_services: tuple[Endpoint, ...] = ()
    """Where it takes AuthnRequests; none for a DV, which is asked nothing."""
    assertion_consumer_services: tuple[Endpoint, ...] = ()
    """Where it takes Responses; none for an AD, which asks nothing."""

    @property
    def key(self) -> str:
        """The name of the key that it signs with."""
        return self.keys[0]

    @property
    def request_locations(self) -> tuple[str, ...]:
        """The addresses at which it takes requests."""
        return tuple(endpoint.location for endpoint in self.single_sign_on_services)

    @property
    def answer_locations(self) -> tuple[str, ...]:
        """The addresses at which it takes answers."""
        return tuple(endpoint.location for endpoint in self.assertion_consumer_services)

    @property
    def default_answer(self) -> Endpoint:
        """Where it takes an answer when nothing else is said: the one marked, else the first (SAML Metadata 2.4.4)."""
        marked = (endpoint for endpoint in self.assertion_consumer_services if endpoint.is_default)
        return next(marked, self.assertion_consumer_services[0])

    def answer_by_index(self, index: int) -> Endpoint | None:
        """Where it takes an answer to a request that names this index."""
        found = (endpoint for endpoint in self.assertion_consumer_services if endpoint.index == index)
        return next(found, None)


class Service(Value):
    """A service, with the level that its DV asks for it."""

    id: str
    name: str
    dv: str
    loa: Loa


class Gebruiker(Value):
    """A person with a wallet, who has registered middelen with the makelaar beforehand (profile basis)."""

    id: str
    name: str
    company: str
    name_id: str
    """By which the DV and the HM know him."""
    registered: tuple[str, ...]
    """Numbers of the middelen that the HM may offer."""
    wallet: tuple[WalletItem, ...]

    @property
    def wallet_by_number(self) -> Mapping[str, WalletItem]:
        """What he carries, by the number of the middel."""
        return {item.number: item for item in self.wallet}


class Network(Value, dict=True):
    """All that exists before a login starts."""

    parties: tuple[Party, ...]
    services: tuple[Service, ...]
    gebruikers: tuple[Gebruiker, ...]
    middelen: tuple[Middel, ...]

    def party(self, id: str) -> Party:
        """The party with this id; KeyError where there is none."""
        return self._party_by_id[id]

    def service(self, id: str) -> Service:
        """The service with this id; KeyError where there is none."""
        return self._service_by_id[id]

    def gebruiker(self, id: str) -> Gebruiker:
        """The gebruiker with this id; KeyError where there is none."""
        return self._gebruiker_by_id[id]

    def gebruiker_named(self, name_id: str) -> Gebruiker:
        """The gebruiker whom DV and HM know by this NameID; KeyError where there is none."""
        return self._gebruiker_by_name_id[name_id]

    def middel(self, number: str) -> Middel:
        """The middel with this number; KeyError where there is none."""
        return self._middel_by_number[number]

    def playing(self, role: Role) -> tuple[Party, ...]:
        """The parties that play `role`, in the order of the network."""
        return tuple(party for party in self.parties if party.role is role)

    def sole(self, role: Role) -> Party:
        """The party that plays a role of which a network has one."""
        return self.playing(role)[0]

    @cached_property
    def _party_by_id(self) -> Mapping[str, Party]:
        return {party.id: party for party in self.parties}

    @cached_property
    def _service_by_id(self) -> Mapping[str, Service]:
        return {service.id: service for service in self.services}

    @cached_property
    def _gebruiker_by_id(self) -> Mapping[str, Gebruiker]:
        return {gebruiker.id: gebruiker for gebruiker in self.gebruikers}

    @cached_property
    def _gebruiker_by_name_id(self) -> Mapping[str, Gebruiker]:
        return {gebruiker.name_id: gebruiker for gebruiker in self.gebruikers}

    @cached_property
    def _middel_by_number(self) -> Mapping[str, Middel]:
        return {middel.number: middel for middel in self.middelen}
