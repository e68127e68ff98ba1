"""What goes into a login: who signs in for what, and what, if anything, goes wrong on purpose."""

from ehtutor.protocol.interference import Interference
from ehtutor.protocol.network import Network
from ehtutor.protocol.profile import BASIS, Profile
from ehtutor.value import Value


class Scenario(Value):
    """The input of a login."""

    network: Network
    gebruiker: str
    service: str
    interference: Interference = None
    profile: Profile = BASIS
