"""The levels of assurance, lowest first (ETD, Level of assurance)."""

from enum import Enum
from functools import total_ordering

from ehtutor.saml import names


@total_ordering
class Loa(Enum):
    """A level by its URN; `a < b` when b gives more certainty."""

    LOA1 = names.LOA1
    """Withdrawn on 1 July 2021; known, so that the lowest level in use can be undercut."""
    LOA2 = names.LOA2
    LOA2PLUS = names.LOA2PLUS
    LOA3 = names.LOA3
    LOA4 = names.LOA4

    @property
    def label(self) -> str:
        """The name that people use, such as EH2+."""
        return "EH" + self.value.rpartition(":loa")[2].replace("plus", "+")

    @property
    def is_offered(self) -> bool:
        """Whether a service may ask for this level."""
        return self is not Loa.LOA1

    def __lt__(self, other: "Loa") -> bool:
        order = list(Loa)
        return order.index(self) < order.index(other)

    @classmethod
    def from_urn(cls, urn: str) -> "Loa | None":
        """The level with this URN, or None where the scheme knows no such level."""
        return next((loa for loa in cls if loa.value == urn), None)
