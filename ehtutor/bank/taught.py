"""Where each family of questions is explained: lesson and card of the course that ships."""

from collections.abc import Mapping
from typing import Final

TAUGHT: Final[Mapping[str, str]] = {
    "sender": "clean-login/whose-signature",
    "receiver": "clean-login/answer-route",
    "next": "clean-login/makelaar-next",
    "who-acts": "clean-login/makelaar-next",
    "reaction": "when-it-goes-wrong/negative-response",
    "open": "clean-login/response-to-hm",
    "order": "clean-login/served",
    "ending": "when-it-goes-wrong/how-it-ends",
    "page": "when-it-goes-wrong/denied",
    "signed-count": "clean-login/response-to-dv",
    "tries": "when-it-goes-wrong/three-tries",
    "claim": "clean-login/whose-signature",
    "senders": "clean-login/whose-signature",
    "gaps": "clean-login/served",
    "message-name": "clean-login/request-to-hm",
    "fault": "signatures/byte-changed",
    "notices": "signatures/who-noticed",
    "only-there": "when-it-goes-wrong/denied",
    "same-name": "authn-request/what-changed",
    "changed-field": "response/which-rule",
    "field": "response/in-the-envelope",
    "field-name": "response/the-link",
    "fields": "authn-request/field-and-job",
    "suffices": "level/why-enough-now",
    "which-suffice": "level/levels",
    "lowest": "level/levels",
    "knowers": "who-knows-what/at-the-end",
    "knows": "who-knows-what/seven-facts",
    "term": "story-and-scheme/two-versions",
    "terms": "story-and-scheme/two-versions",
}
"""By family."""
