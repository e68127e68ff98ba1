"""Who takes part in a login: the roles of the scheme."""

from enum import Enum


class Role(Enum):
    """A role by its code in the interface specifications; the gebruiker has none there."""

    GEBRUIKER = "GEBRUIKER"
    DV = "DV"
    HM = "HM"
    AD = "AD"
