"""The network in which a login plays: its parties, services, gebruikers and middelen, as data.

Parties know each other as metadata lets them: entity id, addresses and the name of the signing key.
"""

from collections.abc import Mapping
from functools import cached_property

from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import Middel, WalletItem
from ehtutor.protocol.roles import Role
from ehtutor.value import Value


class Party(Value):
    """An entity that plays a role."""

    id: str
    role: Role
    entity_id: str
    name: str
    key: str
    """The name of its signing key."""
    single_sign_on_service: str = ""
    """Where it takes AuthnRequests; empty for a DV, which takes none."""
    assertion_consumer_services: tuple[str, ...] = ()
    """Where it takes Responses, by AssertionConsumerServiceIndex; empty for an AD, which takes none."""


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
