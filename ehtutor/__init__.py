"""ehtutor teaches how eHerkenning works: you play the gebruiker, real signed SAML messages pass by.

To read the program, follow one login: `protocol.transitions` (the protocol on one page), `protocol.trace`
(what a login leaves behind), `session.screen` (what a front end knows), `session.play` (the loop).
"""

__version__ = "0.1.0"
