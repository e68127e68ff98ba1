"""The messages that these tests start from, and strategies for arbitrary ones."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from ehtutor.saml import names
from ehtutor.saml.messages import Assertion, AuthnRequest, Response

NOW: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER: Final = NOW + timedelta(minutes=2)
YEAR: Final = timedelta(days=365)


def request(**changes: Any) -> AuthnRequest:
    return AuthnRequest(
        **{
            "id": "_request",
            "version": names.VERSION,
            "issue_instant": NOW,
            "destination": "https://hm.example/sso",
            "issuer": "urn:etoegang:DV:00000003123456780000:entities:9001",
            "subject": "jansen",
            "comparison": names.MINIMUM,
            "authn_context_class_ref": names.LOA3,
            "assertion_consumer_service_index": 0,
            "provider_name": "Vergunning aanvragen",
        }
        | changes
    )


def assertion(**changes: Any) -> Assertion:
    return Assertion(
        **{
            "id": "_assertion",
            "version": names.VERSION,
            "issue_instant": NOW,
            "issuer": "urn:etoegang:HM:00000003273226310000:entities:9001",
            "subject": "jansen",
            "recipient": "https://dv.example/acs",
            "in_response_to": "_request",
            "confirmation_not_on_or_after": LATER,
            "not_before": NOW,
            "not_on_or_after": LATER,
            "audience": "urn:etoegang:DV:00000003123456780000:entities:9001",
            "authn_instant": NOW,
            "authn_context_class_ref": names.LOA3,
        }
        | changes
    )


def response(**changes: Any) -> Response:
    return Response(
        **{
            "id": "_response",
            "version": names.VERSION,
            "issue_instant": NOW,
            "destination": "https://dv.example/acs",
            "in_response_to": "_request",
            "issuer": "urn:etoegang:HM:00000003273226310000:entities:9001",
            "status": names.SUCCESS,
            "assertion": assertion(),
        }
        | changes
    )


def negative(**changes: Any) -> Response:
    return response(**{"status": names.RESPONDER, "sub_status": names.AUTHN_FAILED, "assertion": None} | changes)


EXAMPLES: Final = (request(), request(provider_name=None), response(), negative(), negative(sub_status=None))

_HOSTILE: Final = (
    "jansen<!---->.evil",
    "</saml:NameID><saml:NameID>evil",
    "]]><![CDATA[",
    "&lt;&#0;&x;",
    "\"'<>&",
    "\r\n\t \r",
    "\x85\u2028\x9b31m\u202e\u200b",
    "{}%s[/x]:skull:",
    "\U0010ffff",
)
texts: Final = st.sampled_from(_HOSTILE) | st.text(
    st.characters(
        exclude_categories=("Cs",), exclude_characters=[*map(chr, {*range(32)} - {9, 10, 13}), "\ufffe", "\uffff"]
    )
)
ids: Final = st.from_regex(r"\A_[A-Za-z0-9._-]{0,30}\Z")
instants: Final = st.datetimes(timezones=st.just(UTC)).map(lambda instant: instant.replace(microsecond=0))

requests: Final = st.builds(
    AuthnRequest,
    id=ids,
    version=texts,
    issue_instant=instants,
    destination=texts,
    issuer=texts,
    subject=texts,
    comparison=texts,
    authn_context_class_ref=texts,
    assertion_consumer_service_index=st.integers(0, 65535),
    provider_name=st.none() | texts,
)
assertions: Final = st.builds(
    Assertion,
    id=ids,
    version=texts,
    issue_instant=instants,
    issuer=texts,
    subject=texts,
    recipient=texts,
    in_response_to=ids,
    confirmation_not_on_or_after=instants,
    not_before=instants,
    not_on_or_after=instants,
    audience=texts,
    authn_instant=instants,
    authn_context_class_ref=texts,
)
responses: Final = st.builds(
    Response,
    id=ids.map("_r{}".format),
    version=texts,
    issue_instant=instants,
    destination=texts,
    in_response_to=ids,
    issuer=texts,
    status=texts,
    sub_status=st.none() | texts,
    assertion=st.none() | assertions.filter(lambda one: not one.id.startswith("_r")),
)
messages: Final = requests | responses
