"""What there is to know about a login, as opposed to who knows it."""

from enum import Enum


class Fact(Enum):
    """A fact, by its name in lessons and traces."""

    GEBRUIKER = "gebruiker"
    SERVICE = "service"
    LEVEL_ASKED = "level-asked"
    LEVEL_REACHED = "level-reached"
    MIDDEL = "middel"
    CREDENTIAL = "credential"
    RESULT = "result"
