"""Who knows what: found in the messages themselves, so another message is another table."""

from itertools import pairwise

import pytest
from session.playing import LESSONS, moments

import build
from build import CERTIFICATE, EH2, NOW, PAS, PASSWORD, SIGN_IN, TOTP, after, keys, login, right, use, wrong
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.decisions import GiveCredential
from ehtutor.protocol.interference import Broken, Tampered
from ehtutor.protocol.knowledge import Fact, Knowledge, knowledge, learned
from ehtutor.protocol.network import Role
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.trace import Exchange, Outcome, Trace
from ehtutor.saml.content import content
from ehtutor.saml.messages import Response
from ehtutor.saml.sealed import seal, unseal
from ehtutor.session.story.pictures import knowledge_table
from ehtutor.session.story.telling import codes
from ehtutor.value import replace

DV, HM, AD = build.STAD, build.HM, build.ZEGEL
EVERY_FACT = frozenset(Fact)


def written_by_the_hm(**changes) -> Tampered:
    """A dishonest makelaar: his answer to the DV says this too, and he signs it like any other."""
    key = keys()["demo-03"]

    def write(xml: bytes) -> bytes:
        honest = unseal(xml, {key.name: key.certificate}, NOW).message
        return seal(replace(honest, **changes), key)

    return Tampered(receiver=Role.DV, message=Response, edit=write)


def played(interference=None, number: str = PAS, service: str = build.EH3, *hows) -> Trace:
    """The trace of a login with this middel."""
    return after(login(service, interference=interference), SIGN_IN, use(number), *(hows or (right,))).trace


def to_the_dv(trace: Trace) -> Exchange:
    """The Response that reached the DV."""
    (found,) = [entry for entry in trace.entries if isinstance(entry, Exchange) and entry.receiver == DV and entry.xml]
    return found


def row(trace: Trace, fact: str, column: str, language: str = "en") -> str:
    """What the table on the screen says."""
    texts = interface(language)
    table = knowledge_table(texts, trace, len(trace.entries))
    cells = {cells[0]: cells[1:] for cells in table.rows}[texts.say(f"fact.{fact}")]
    return dict(zip(table.header[1:], cells, strict=True))[column]


def test_after_a_clean_login_each_knows_what_the_story_tells() -> None:
    assert knowledge(played()) == {
        BROWSER: EVERY_FACT - {Fact.LEVEL_REACHED},
        DV: EVERY_FACT - {Fact.MIDDEL, Fact.CREDENTIAL},
        HM: EVERY_FACT - {Fact.CREDENTIAL},
        AD: EVERY_FACT - {Fact.SERVICE},
    }


def test_nobody_knows_anything_before_the_sign_in() -> None:
    assert knowledge(login().trace) == {}
    assert knowledge(played(), 1) == {}


@pytest.mark.parametrize("number", [PASSWORD, TOTP, PAS, CERTIFICATE])
def test_an_honest_hm_never_tells_the_dv_which_middel(number: str) -> None:
    trace = played(None, number, EH2)
    assert Fact.MIDDEL in knowledge(trace)[HM]
    assert Fact.MIDDEL not in knowledge(trace)[DV]
    assert row(trace, "middel", "DV") == "no"


def test_the_dv_knows_the_middel_when_the_hm_puts_its_number_in_the_answer() -> None:
    trace = played(written_by_the_hm(id=PAS))
    assert all(finding.holds for finding in to_the_dv(trace).findings), "no rule forbids it, so only the table tells"
    assert trace.outcome is Outcome.SERVED
    assert Fact.MIDDEL in learned(trace, to_the_dv(trace).n)[DV]
    assert row(trace, "middel", "DV") == "✓ yes"


def test_it_does_not_matter_whether_the_dv_accepts_it() -> None:
    trace = played(written_by_the_hm(in_response_to=PAS))
    assert trace.outcome is Outcome.REFUSED
    assert Fact.MIDDEL in knowledge(trace)[DV]


@pytest.mark.parametrize("field", ["issuer", "destination", "sub_status"])
def test_where_a_middel_can_not_stand_its_number_is_chance(field: str) -> None:
    assert Fact.MIDDEL not in knowledge(played(written_by_the_hm(**{field: f"urn:{PAS}:of-sanne"})))[DV]


def test_a_number_that_only_looks_like_it_gives_nothing_away() -> None:
    assert Fact.MIDDEL not in knowledge(played(written_by_the_hm(id=f"{PAS}4")))[DV]
    assert Fact.MIDDEL not in knowledge(played(written_by_the_hm(id=CERTIFICATE)))[DV]


def test_who_knows_it_early_is_told_by_the_entry() -> None:
    trace = played(written_by_the_hm(id=PAS))
    before = knowledge(trace, to_the_dv(trace).n - 1)
    assert Fact.MIDDEL not in before[DV]
    assert {n for n in range(1, len(trace.entries) + 1) if Fact.MIDDEL in learned(trace, n).get(DV, ())} == {
        to_the_dv(trace).n
    }


def test_a_response_whose_signature_fails_teaches_its_receiver_nothing() -> None:
    for rule in ("dv.response.signature", "hm.response.signature"):
        trace = played(Broken(rule=rule))
        (refused,) = [entry for entry in trace.entries if isinstance(entry, Exchange) and entry.is_refused]
        assert refused.receiver not in learned(trace, refused.n), rule


def test_a_request_whose_signature_fails_teaches_its_receiver_nothing() -> None:
    trace = after(login(interference=Broken(rule="hm.authn-request.signature")), SIGN_IN).trace
    assert knowledge(trace)[HM] == {Fact.RESULT}, "that it refused, from its own page"


def test_an_assertion_whose_signature_fails_teaches_its_receiver_nothing_of_what_it_declares() -> None:
    trace = played(Broken(rule="dv.response.assertion-signature"))
    assert Fact.LEVEL_REACHED not in knowledge(trace)[DV]


def test_other_people_on_the_way_can_not_teach_the_dv_anything() -> None:
    def forge(xml: bytes) -> bytes:
        return xml.replace(b'Version="2.0"', f'Version="{PAS}"'.encode(), 1)

    trace = played(Tampered(receiver=Role.DV, message=Response, edit=forge))
    assert PAS in dict(content(to_the_dv(trace).xml)).values()
    assert Fact.MIDDEL not in knowledge(trace)[DV]


@pytest.mark.parametrize("hows", [(right,), (wrong, right), (wrong, wrong, wrong)])
@pytest.mark.parametrize("number", [PAS, CERTIFICATE])
def test_a_pincode_is_in_no_message(number: str, hows: tuple) -> None:
    trace = played(None, number, build.EH3, *hows)
    pincode = {item.number: item.pincode for item in build.NETWORK.gebruiker(build.SANNE).wallet}[number]
    sent = [repr(entry.message) + repr(entry.xml) for entry in trace.entries if isinstance(entry, Exchange)]
    assert not [text for text in sent if pincode in text or "verkeerd-pincode" in text]


def test_a_password_is_known_to_its_ad_alone_also_when_it_is_wrong() -> None:
    trace = played(None, PASSWORD, EH2, wrong)
    knowing = {party for party, facts in knowledge(trace).items() if Fact.CREDENTIAL in facts}
    assert knowing == {BROWSER, build.SLEUTELBOS}


@pytest.mark.parametrize("typed", ["minimum", "HM", "Bord melden"])
def test_what_is_typed_as_a_password_tells_only_that_a_password_was_given(typed: str) -> None:
    given = GiveCredential(typed={"password": typed})
    known = knowledge(played(None, PASSWORD, EH2, given))
    assert {party for party, facts in known.items() if Fact.CREDENTIAL in facts} == {BROWSER, build.SLEUTELBOS}
    assert Fact.SERVICE not in known[build.SLEUTELBOS]


@pytest.mark.parametrize("word", ["minimum", "https", "password"])
def test_a_name_in_the_network_that_is_also_a_word_of_a_message_gives_nothing_away(word: str) -> None:
    network = build.NETWORK
    services = tuple(replace(one, name=word) if one.id == EH2 else one for one in network.services)
    renamed = login(EH2)
    renamed = replace(renamed, scenario=replace(renamed.scenario, network=replace(network, services=services)))
    known = knowledge(after(renamed, SIGN_IN, use(PASSWORD), right).trace)
    assert {party for party, facts in known.items() if Fact.SERVICE not in facts} == {build.SLEUTELBOS}


def test_other_people_on_the_way_can_not_teach_the_sender_anything_either() -> None:
    def forge(xml: bytes) -> bytes:
        return xml.replace(b'ID="_', b'ID="Bord melden ', 1)

    trace = played(Tampered(receiver=Role.HM, message=Response, edit=forge), PASSWORD, EH2)
    assert Fact.SERVICE not in knowledge(trace)[build.SLEUTELBOS]


def test_without_a_right_proof_nobody_knows_a_level_that_was_reached() -> None:
    trace = played(None, PAS, build.EH3, wrong, wrong, wrong)
    assert not [party for party, facts in knowledge(trace).items() if Fact.LEVEL_REACHED in facts]


def test_nobody_forgets() -> None:
    trace = played()
    steps = [knowledge(trace, n) for n in range(len(trace.entries) + 1)]
    for earlier, later in pairwise(steps):
        assert all(facts <= later[party] for party, facts in earlier.items())


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.receiver is Role.DV])
def test_no_broken_rule_tells_the_dv_which_middel(rule: str) -> None:
    assert not knowledge(played(Broken(rule=rule)))[DV] & {Fact.MIDDEL, Fact.CREDENTIAL}


def on_screen(trace: Trace, revealed: int, language: str) -> dict[str, set[str]]:
    """The facts below each header of the table that has any."""
    texts = interface(language)
    table = knowledge_table(texts, trace, revealed)
    yes = texts.say("screen.knows")
    known = {name: {row[0] for row in table.rows if row[n] == yes} for n, name in enumerate(table.header) if name}
    return {name: facts for name, facts in known.items() if facts}


def in_words(known: Knowledge, trace: Trace, language: str) -> dict[str, set[str]]:
    """What each party knows, in the words of the table."""
    texts = interface(language)
    names = {**codes(trace), BROWSER: texts.say("role.GEBRUIKER")}
    return {names[id]: {texts.say(f"fact.{fact.value}") for fact in facts} for id, facts in known.items() if facts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_table_on_the_screen_says_the_same(lesson: str, language: str) -> None:
    *playing, _ = moments(lesson)
    for moment in {(moment.scene_index, moment.revealed): moment for moment in playing}.values():
        trace, revealed = moment.login.trace, moment.revealed
        assert on_screen(trace, revealed, language) == in_words(knowledge(trace, revealed), trace, language)


def test_the_table_has_a_row_for_every_fact_and_a_column_for_every_role() -> None:
    texts = interface("nl")
    table = knowledge_table(texts, login().trace, 0)
    assert [row[0] for row in table.rows] == [texts.say(f"fact.{fact.value}") for fact in Fact]
    assert table.header == ("", "gebruiker", "DV", "HM", "AD")
    assert {len(row) for row in table.rows} == {5}
