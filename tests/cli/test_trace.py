"""`--json`: the public format `ehtutor-trace`, so that anybody can check every message with tools of his own."""

import json
from typing import Any

import pytest
import xmlsec
from cli.learner import Learner
from lxml import etree

from ehtutor.protocol.rules import RULES

HEADER = ["format", "version", "lesson", "scene", "profile", "lang", "roles"]
ENTRY = [
    *("n", "step", "kind", "sender", "receiver", "channel", "binding", "message", "summary"),
    *("state_before", "state_after", "findings", "xml", "learned"),
]
CODES = {"GEBRUIKER", "DV", "HM", "AD"}
ROUTE = [
    ("GEBRUIKER", "DV"),
    ("DV", "HM"),
    ("HM", "GEBRUIKER"),
    ("GEBRUIKER", "HM"),
    ("HM", None),
    ("HM", "AD"),
    ("AD", "GEBRUIKER"),
    ("GEBRUIKER", "AD"),
    ("AD", None),
    ("AD", "HM"),
    ("HM", "DV"),
    ("DV", "GEBRUIKER"),
]
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"

Line = dict[str, Any]


def traces(learner: Learner, *arguments: str) -> list[list[Line]]:
    """The lines of each login: its header, and its entries."""
    printed = learner.here("walkthrough", *arguments, "--json")
    assert (printed.code, printed.err) == (0, "")
    logins: list[list[Line]] = []
    for line in map(json.loads, printed.out.splitlines()):
        logins += [[line]] if "format" in line else []
        logins[-1] += [] if "format" in line else [line]
    return logins


def verify(xml: str, header: Line, sender: str) -> int:
    """Check every signature in a message with xmlsec and the certificate of its sender; how many there are."""
    root = etree.fromstring(xml.encode())
    signed = [element for element in root.iter() if element.find(SIGNATURE) is not None]
    for element in signed:
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(header["roles"][sender]["certificate"], xmlsec.KeyFormat.CERT_PEM)
        context.register_id(element, "ID")
        context.verify(element.find(SIGNATURE))
    return len(signed)


def test_the_header_says_who_takes_part(learner: Learner) -> None:
    ((header, *_),) = traces(learner)
    assert list(header) == HEADER
    roles = header.pop("roles")
    assert header == {
        "format": "ehtutor-trace",
        "version": 1,
        "lesson": "clean-login",
        "scene": "login",
        "profile": "basis",
        "lang": "nl",
    }
    assert roles.keys() == {"DV", "HM", "AD"}
    for role, party in roles.items():
        assert list(party) == ["entity_id", "name", "certificate"]
        assert party["entity_id"].startswith(f"urn:etoegang:{role}:")
        assert party["certificate"].startswith("-----BEGIN CERTIFICATE-----")


def test_every_entry_has_every_key(learner: Learner) -> None:
    for login in traces(learner, "when-it-goes-wrong"):
        entries = login[1:]
        assert [entry["n"] for entry in entries] == [*range(1, len(entries) + 1)]
        for entry in entries:
            assert_well_formed(entry)
        assert [entry["kind"] for entry in entries].index("verdict") == len(entries) - 1
        assert entries[-1]["outcome"] in {"served", "refused", "cancelled", "failed"}
        assert entries[-1]["receiver"] == "GEBRUIKER"


def assert_well_formed(entry: Line) -> None:
    is_exchange, is_inside = entry["kind"] == "exchange", entry["receiver"] is None
    assert list(entry) == [*ENTRY, "outcome"] if entry["kind"] == "verdict" else ENTRY
    assert 1 <= entry["step"] <= 10
    assert entry["kind"] in {"exchange", "determination", "decision", "verdict"}
    assert entry["sender"] in CODES
    assert is_inside or entry["receiver"] in CODES
    assert entry["channel"] == ("internal" if is_inside else "front")
    assert (entry["xml"] is None) == (entry["binding"] is None)
    assert entry["message"]
    assert entry["summary"]
    assert entry["state_before"].keys() == entry["state_after"].keys() <= CODES
    assert entry["learned"].keys() <= CODES
    assert all(facts for facts in entry["learned"].values())
    assert is_exchange or not entry["findings"]
    for finding in entry["findings"]:
        assert list(finding) == ["rule", "holds", "expected", "found"]
        assert finding["holds"] in (True, False)


def test_the_clean_login_goes_round_by_the_ten_steps(learner: Learner) -> None:
    ((_, *entries),) = traces(learner)
    moves = [entry for entry in entries if entry["kind"] != "decision"]
    assert [(entry["sender"], entry["receiver"]) for entry in moves] == ROUTE
    assert {entry["step"] for entry in entries} == {*range(1, 11)}
    assert entries[-1]["outcome"] == "served"


def test_xmlsec_verifies_every_message_with_the_certificates_of_the_header(learner: Learner) -> None:
    ((header, *entries),) = traces(learner)
    messages = [entry for entry in entries if entry["xml"]]
    counted = [(entry["message"], verify(entry["xml"], header, entry["sender"])) for entry in messages]
    assert counted == [("AuthnRequest", 1), ("AuthnRequest", 1), ("Response", 2), ("Response", 2)]


def test_xmlsec_refuses_a_message_that_was_changed(learner: Learner) -> None:
    ((header, *entries),) = traces(learner)
    request = next(entry for entry in entries if entry["xml"])
    with pytest.raises(xmlsec.Error):
        verify(request["xml"].replace("loa3", "loa2"), header, request["sender"])


def test_a_lesson_of_several_logins_is_several_traces(learner: Learner) -> None:
    headers = [login[0] for login in traces(learner, "when-it-goes-wrong", "--lang", "en")]
    assert len({header["scene"] for header in headers}) == len(headers) > 1
    assert {header["lang"] for header in headers} == {"en"}


def test_a_fault_is_a_trace_in_which_that_rule_fails(learner: Learner) -> None:
    ((_, *entries),) = traces(learner, "--fault", "hm.response.audience")
    failing = [finding for entry in entries for finding in entry["findings"] if not finding["holds"]]
    assert [finding["rule"] for finding in failing] == ["hm.response.audience"]
    assert failing[0]["expected"] != failing[0]["found"]
    assert entries[-1]["outcome"] == "refused"


def test_the_findings_of_a_clean_login_all_hold_and_are_listed(learner: Learner) -> None:
    ((_, *entries),) = traces(learner)
    findings = [finding for entry in entries for finding in entry["findings"]]
    assert findings
    assert all(finding["holds"] for finding in findings)
    assert {finding["rule"] for finding in findings} <= {rule.id for rule in RULES}


def test_an_old_locale_gets_the_same_trace(learner: Learner) -> None:
    printed = learner.run("walkthrough", "--json", encoding="ascii")
    assert printed.out.isascii()
    assert [[json.loads(line) for line in printed.out.splitlines()]] == traces(learner)
