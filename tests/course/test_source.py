"""Where a course is found, in which language, and what is in it."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from course.breaking import MINI, found_in

from ehtutor.course.keycheck import unsound
from ehtutor.course.model import (
    Asks,
    Claim,
    Course,
    Do,
    Explain,
    OnTable,
    Predict,
    RightCancel,
    RightCredential,
    RightMiddel,
    RightSignIn,
    Selector,
    Show,
    Zoom,
)
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load
from ehtutor.protocol.levels import Loa
from ehtutor.protocol.middelen import KeyVerifier, MiddelKind, PasswordVerifier, PkiVerifier, TotpVerifier, WalletItem
from ehtutor.protocol.network import Role
from ehtutor.quiz.questions import Option


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(MINI, "nl")
    assert isinstance(loaded, Course)
    return loaded


def test_in_a_wheel_the_lessons_lie_inside_the_package(tmp_path: Path) -> None:
    (tmp_path / "ehtutor" / "lessons").mkdir(parents=True)
    (tmp_path / "lessons").mkdir()
    assert shipped(tmp_path / "ehtutor") == tmp_path / "ehtutor" / "lessons"


def test_in_a_checkout_the_lessons_lie_beside_the_package(tmp_path: Path) -> None:
    (tmp_path / "ehtutor").mkdir()
    (tmp_path / "lessons").mkdir()
    assert shipped(tmp_path / "ehtutor") == tmp_path / "lessons"


def test_the_shipped_lessons_are_there() -> None:
    assert (shipped() / "course.yaml").is_file()


def test_a_course_in_one_language_is_complete_in_every_other(course: Course) -> None:
    assert load(MINI, "en") == course
    assert course.language == "nl"


def test_a_lesson_without_texts_in_the_language_of_the_others_is_a_problem(folder: Path) -> None:
    (folder / "course.yaml").write_text(
        (folder / "course.yaml").read_text().replace("[tiny]", "[tiny, more]") + "  en: A course\n"
    )
    (folder / "more").mkdir()
    (folder / "more" / "en.yaml").write_text("title: More\n")
    codes = {(code, file) for code, (file, _, _) in found_in(folder, "en")}
    assert ("missing-file", "course.yaml") in codes


def test_the_course_says_when_it_plays(course: Course) -> None:
    assert course.now == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert (course.id, course.title) == ("mini", "Een cursus om mee te testen")


def test_every_key_that_the_network_names_is_read(course: Course) -> None:
    assert set(course.keys) == {f"mini-{name}" for name in ("dv", "hm", "ad", "pas", "pki", "root")}
    assert course.keys["mini-dv"] == (MINI / "keys" / "mini-dv.pem").read_bytes()


def test_the_keys_of_the_miniature_course_are_sound(course: Course) -> None:
    assert unsound(course) == ()


def test_a_key_file_with_the_right_form_and_nothing_in_it_is_unsound(folder: Path) -> None:
    path = folder / "keys" / "mini-ad.pem"
    junk = base64.b64encode(b"junk" * 20).decode()
    path.write_text(
        "".join(f"-----BEGIN {x}-----\n{junk}\n-----END {x}-----\n" for x in ("PRIVATE KEY", "CERTIFICATE"))
    )
    loaded = load(folder, "nl")
    assert isinstance(loaded, Course)
    assert [(each.code, each.file) for each in unsound(loaded)] == [("bad-key-file", "keys/mini-ad.pem")]


def test_the_network_is_read_by_role(course: Course) -> None:
    dv, hm, ad = course.network.parties
    assert (dv.role, dv.request_locations) == (Role.DV, ())
    assert (hm.role, hm.request_locations) == (Role.HM, ("https://makelaar.example/sso",))
    assert (ad.role, ad.answer_locations) == (Role.AD, ())
    assert course.network.services[0].loa is Loa.LOA3


def test_each_kind_of_middel_has_its_own_verifier(course: Course) -> None:
    password, totp, pas, pki = course.network.middelen
    assert isinstance(password.verifier, PasswordVerifier)
    assert (password.verifier.n, password.verifier.r, password.verifier.p) == (16, 1, 1)
    assert password.verifier.salt == b"zout-1"
    assert isinstance(totp.verifier, TotpVerifier)
    assert totp.verifier.secret == b"1234567890"
    assert pas.verifier == KeyVerifier(key="mini-pas")
    assert pki.verifier == PkiVerifier(root="mini-root")
    assert [each.kind for each in course.network.middelen] == list(MiddelKind)
    assert totp.valid_until == datetime(2027, 1, 1, tzinfo=UTC)


def test_the_wallet_holds_what_proves(course: Course) -> None:
    assert course.network.gebruiker("mies").wallet == (
        WalletItem(number="M-1", password="appel"),
        WalletItem(number="M-2", password="peer", totp_secret=b"1234567890"),
        WalletItem(number="M-3", pincode="1234", key="mini-pas"),
        WalletItem(number="M-4", pincode="5678", key="mini-pki"),
    )


def test_a_card_joins_what_stands_once_with_its_texts(course: Course) -> None:
    welcome, sign_in, to_whom, request, *_ = course.lesson("tiny").scenes[0].cards
    assert welcome == Explain(id="welcome", title="Welkom", text="Je bent **Mies**.\n\nJe gaat inloggen.\n")
    assert isinstance(sign_in, Do)
    assert sign_in.hints == ("Kies de dienst.", "Meld je aan bij het loket.")
    assert isinstance(to_whom, Predict)
    assert to_whom.question.options == (
        Option(id="HM", label="de makelaar", why="Die zoekt uit wie het vaststelt."),
        Option(id="AD", label="de authenticatiedienst", why="De dienstverlener kent die niet."),
    )
    assert to_whom.claim == Claim(asks=Asks.RECEIVER, entry=Selector(message="AuthnRequest"))
    assert isinstance(request, Show)
    assert request.table == OnTable(entry=Selector(message="AuthnRequest", to="HM"), zoom=Zoom.WIRE)


def test_the_learner_has_four_moves(course: Course) -> None:
    moves = [card.right for scene in course.lesson("tiny").scenes for card in scene.cards if isinstance(card, Do)]
    assert moves == [
        RightSignIn(),
        RightMiddel(number="M-3"),
        RightCredential(is_right=True),
        RightSignIn(),
        RightCancel(),
    ]


def test_lessons_are_numbered_in_the_order_of_the_course(course: Course) -> None:
    assert [(lesson.number, lesson.id, lesson.minutes) for lesson in course.lessons] == [(1, "tiny", 3)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_course_has_no_problems(language: str) -> None:
    loaded = load(shipped(), language)
    assert isinstance(loaded, Course), loaded
    assert loaded.language == language
    assert unsound(loaded) == ()
