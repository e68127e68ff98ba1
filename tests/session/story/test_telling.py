"""From the trace to words: every kind of entry has its texts, and every text has an entry that it is said of."""

import string
from functools import cache

import pytest

import build
from build import (
    BRAM,
    CANCEL,
    COPIED,
    EH2,
    EH3,
    EXPIRED,
    HM,
    PAS,
    REVOKED,
    SIGN_IN,
    STAD,
    ZEGEL,
    after,
    login,
    right,
    use,
    wrong,
)
from ehtutor.course.model import Zoom
from ehtutor.course.texts import LANGUAGES, Texts, interface
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.deliver import typed
from ehtutor.protocol.interference import Broken, Replayed
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.login import Login
from ehtutor.protocol.network import Role
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.trace import DecisionTaken, Entry, Trace
from ehtutor.saml.messages import AuthnRequest, Response
from ehtutor.session.story.fields import described, field_lines, field_names
from ehtutor.session.story.telling import arrow, codes, ends, key, label, sentence, title, type_name

SOUND = build.NETWORK.gebruiker(build.SANNE).registered
both_languages = pytest.mark.parametrize("texts", [interface(language) for language in LANGUAGES], ids=LANGUAGES)


def played(service: str = EH3, gebruiker: str = build.SANNE, interference=None, *choices) -> Login:
    return after(login(service, gebruiker, interference, deliver=typed), SIGN_IN, *choices)


@cache
def every_kind() -> dict[str, tuple[Trace, Entry]]:
    """An entry of each kind that logins can hold, by its key: every middel, every way to fail, replay and refusal."""
    clean = (use(PAS), right)
    logins = [
        *(played(EH2, build.SANNE, None, use(middel), wrong, right) for middel in SOUND),
        *(played(EH2, BRAM, None, use(middel), right) for middel in (EXPIRED, REVOKED)),
        played(EH2, BRAM, None, use(COPIED), right, right, right),
        played(EH3, build.SANNE, None, use(build.PASSWORD), CANCEL),
        played(EH3, build.SANNE, None, use(PAS), CANCEL),
        played(EH3, build.SANNE, None, use(PAS), wrong, wrong, wrong),
        *(
            played(EH3, build.SANNE, Replayed(receiver=receiver, message=kind), *clean)
            for receiver, kind in ((Role.AD, AuthnRequest), (Role.DV, Response))
        ),
        *(played(EH3, build.SANNE, Broken(rule=f"{role}.response.audience"), *clean) for role in ("hm", "dv")),
        played(EH3, build.SANNE, Broken(rule="hm.authn-request.issuer")),
    ]
    return {key(entry): (done.trace, entry) for done in logins for entry in done.entries}


def leaves(texts: Texts, branch: str) -> set[str]:
    """The keys below a branch, without it."""
    return {each.removeprefix(f"{branch}.") for each in texts.by_key if each.startswith(f"{branch}.")}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@both_languages
@pytest.mark.parametrize("branch", ["told", "arrow"])
def test_every_kind_of_entry_has_its_text_and_every_text_its_entry(texts: Texts, branch: str) -> None:
    assert leaves(texts, branch) == set(every_kind())


@both_languages
def test_every_type_of_entry_has_its_title_and_every_title_its_type(texts: Texts) -> None:
    named = {name if texts.has(f"title.{name}") else type_name(entry) for name, (_, entry) in every_kind().items()}
    assert leaves(texts, "title") == named


@both_languages
def test_a_proof_in_which_nothing_is_signed_is_not_called_a_signature(texts: Texts) -> None:
    made, none = (title(texts, every_kind()[f"SignatureProof.{how}"][1]) for how in ("made", "none"))
    assert made != none


@both_languages
@pytest.mark.parametrize("tell", [sentence, arrow])
def test_every_placeholder_is_filled(texts: Texts, tell) -> None:
    for trace, entry in every_kind().values():
        words = tell(texts, trace, entry)
        assert not set("{}") & set(words), key(entry)
        # a name that is empty would leave a gap
        assert words == " ".join(words.split()), key(entry)
        assert not words.startswith((":", ",", ".")), key(entry)
        assert not any(gap in words for gap in (" :", " ,", " .", "‘’")), key(entry)


@both_languages
def test_no_sentence_names_the_gebruiker_as_a_party(texts: Texts) -> None:
    for name, (_, entry) in every_kind().items():
        used = placeholders(texts.by_key[f"told.{name}"]) | placeholders(texts.by_key[f"arrow.{name}"])
        between = ends(entry)
        assert not (between.sender == BROWSER and "sender" in used), name
        assert not (between.receiver == BROWSER and "receiver" in used), name


def test_what_the_dv_can_not_tell_apart_is_told_in_the_same_words() -> None:
    for language in LANGUAGES:
        texts = interface(language)
        for branch in ("told", "arrow"):
            assert len({texts.by_key[f"{branch}.DenialPage.{how}"] for how in ("refused", "cancelled", "failed")}) == 1


@both_languages
def test_every_field_that_is_shown_says_why_it_is_there(texts: Texts) -> None:
    shown = {f"{kind.__name__}.{name}.why" for kind in described() for name in field_names(kind)}
    assert {name for name in leaves(texts, "field") if name.endswith(".why")} == shown


@both_languages
def test_a_field_of_a_page_has_a_name_in_words_and_one_of_saml_its_own(texts: Texts) -> None:
    named = {
        f"{kind.__name__}.{name}.name"
        for kind in described()
        if not kind.__module__.endswith("saml.messages")
        for name in field_names(kind)
    }
    assert {name for name in leaves(texts, "field") if name.endswith(".name")} == named


@both_languages
@pytest.mark.parametrize("branch", ["rule", "rule-why"])
def test_every_rule_is_said_and_explained(texts: Texts, branch: str) -> None:
    assert leaves(texts, branch) == {rule.id.partition(".")[2] for rule in RULES}


def test_every_message_that_can_pass_has_its_fields() -> None:
    messages = [getattr(entry, "message", getattr(entry, "page", None)) for _, entry in every_kind().values()]
    assert {type(message) for message in messages if message} <= set(described())


def test_every_value_of_a_field_is_shown_at_zoom_wire_with_a_why() -> None:
    for _, entry in every_kind().values():
        message = getattr(entry, "message", getattr(entry, "page", None))
        if message:
            lines = {zoom: field_lines(interface("nl"), message, zoom) for zoom in Zoom}
            assert lines[Zoom.STORY] == (), key(entry)
            assert {line.name for line in lines[Zoom.PROTOCOL]} <= {line.name for line in lines[Zoom.WIRE]}, key(entry)
            assert all(line.why for line in lines[Zoom.WIRE]), key(entry)
            assert all(line.value for line in lines[Zoom.WIRE]), key(entry)


def test_a_party_is_called_by_the_code_of_its_role() -> None:
    done = played(EH3, build.SANNE, None, use(PAS), right)
    assert codes(done.trace) == {BROWSER: "GEBRUIKER", STAD: "DV", HM: "HM", ZEGEL: "AD"}


def test_before_the_sign_in_the_dv_and_the_hm_take_part() -> None:
    assert set(codes(login(deliver=typed).trace).values()) == {"GEBRUIKER", "DV", "HM"}


@pytest.mark.parametrize("loa", list(Loa))
def test_a_level_is_told_by_its_label(loa: Loa) -> None:
    assert label(loa.value) == loa.label


def test_a_level_that_nobody_knows_is_told_as_it_stands() -> None:
    assert label("urn:etoegang:core:assurance-class:loa9") == "urn:etoegang:core:assurance-class:loa9"


def test_a_decision_is_between_the_gebruiker_and_himself() -> None:
    decided = [entry for _, entry in every_kind().values() if isinstance(entry, DecisionTaken)]
    assert len(decided) == 4
    assert all(ends(entry).sender == ends(entry).receiver == BROWSER for entry in decided)
