"""The middelen are real: what is right is accepted, and everything else fails for its real reason."""

from datetime import UTC, datetime, timedelta
from hashlib import scrypt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

import build
from build import CANCEL, NOW, SIGN_IN, after, login, right, use, wrong
from ehtutor.protocol.credentials import in_wallet, is_proved, one_time_code, prove
from ehtutor.protocol.decisions import GiveCredential
from ehtutor.protocol.deliver import typed
from ehtutor.protocol.events import CheckResult, CredentialChecked
from ehtutor.protocol.middelen import PasswordVerifier, PkiVerifier
from ehtutor.protocol.pages import CodeProof, PasswordProof, SignatureProof
from ehtutor.protocol.trace import Determination, Outcome
from ehtutor.saml.keys import certificate_pem, sign_challenge
from ehtutor.value import replace

HALF_MINUTE = timedelta(seconds=30)
NONCE = "_nonce"
SOUND = (build.PASSWORD, build.TOTP, build.PAS, build.CERTIFICATE)

each_sound = pytest.mark.parametrize("number", SOUND)


def item_of(number):
    items = [item for gebruiker in build.NETWORK.gebruikers for item in gebruiker.wallet]
    return next(item for item in items if item.number == number)


def proof_of(number, *, now=NOW, nonce=NONCE, **changed):
    """What the wallet gives for what it shows at `now`, but for the blanks that are changed."""
    item, kind = item_of(number), build.NETWORK.middel(number).kind
    return prove(item, kind, {**in_wallet(item, kind, now), **changed}, nonce, build.world(now=now))


def proves(number, proof, /, *, now=NOW, nonce=NONCE, **changes):
    """Whether the register takes it for this middel, changed or not."""
    return is_proved(replace(build.NETWORK.middel(number), **changes), proof, nonce, build.world(now=now))


def challenged(number, *, gebruiker=build.SANNE, **of_login):
    """A typed login for the lowest level that stands before the challenge of this middel."""
    return after(login(build.EH2, gebruiker, deliver=typed, **of_login), SIGN_IN, use(number))


def results(so_far):
    """What the authenticatiedienst found, try by try."""
    made = [entry.made for entry in so_far.entries if isinstance(entry, Determination)]
    return [determined.result for determined in made if isinstance(determined, CredentialChecked)]


@each_sound
def test_what_the_wallet_shows_proves_the_middel(number):
    assert proves(number, proof_of(number))


@each_sound
@pytest.mark.parametrize("other", SOUND)
def test_the_proof_of_one_middel_proves_no_other(number, other):
    assert proves(number, proof_of(other)) is (number == other)


@pytest.mark.parametrize(
    "password", ["", " ", "wachtwoord", "Wachtwoord-sanne", "wachtwoord-sanne ", "wachtwoord-bram"]
)
def test_only_the_very_password_matches_its_hash(password):
    assert not proves(build.PASSWORD, PasswordProof(password=password))
    assert not proves(build.TOTP, proof_of(build.TOTP, password=password))


@pytest.mark.parametrize(("n", "r", "p"), [(2**14, 8, 1), (2**10, 16, 3)])
def test_the_parameters_of_the_hash_come_from_the_register(n, r, p):
    hashed = scrypt(b"geheim", salt=b"zout", n=n, r=r, p=p, maxmem=2**26)
    register = PasswordVerifier(n=n, r=r, p=p, salt=b"zout", hash=hashed)
    assert proves(build.PASSWORD, PasswordProof(password="geheim"), verifier=register)
    assert not proves(build.PASSWORD, PasswordProof(password="Geheim"), verifier=register)


RFC_6238 = [  # appendix B, SHA-1, the last six of the eight digits
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), RFC_6238)
def test_one_time_codes_are_those_of_the_rfc(seconds, code):
    assert one_time_code(b"12345678901234567890", datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize("seconds", [0, 1, 29])
def test_a_code_is_good_in_its_own_half_minute(seconds):
    assert proves(build.TOTP, proof_of(build.TOTP), now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("now", [NOW - HALF_MINUTE, NOW - timedelta(seconds=1), NOW + HALF_MINUTE])
def test_a_code_of_another_half_minute_is_refused(now):
    assert not proves(build.TOTP, proof_of(build.TOTP), now=now)


@pytest.mark.parametrize("code", ["", "0", "verkeerd", " {}", "{} ", "{}0", "-{}"])
def test_a_code_is_exactly_its_six_digits(code):
    good = one_time_code(item_of(build.TOTP).totp_secret, NOW)
    assert not proves(build.TOTP, proof_of(build.TOTP, code=code.format(good)))


def test_a_code_in_other_digits_is_refused():
    good = one_time_code(item_of(build.TOTP).totp_secret, NOW)
    fullwidth = good.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert not proves(build.TOTP, proof_of(build.TOTP, code=fullwidth))


def test_the_right_pincode_with_another_key_fails():
    assert proof_of(build.COPIED).signature
    assert not proves(build.COPIED, proof_of(build.COPIED))


@pytest.mark.parametrize("number", [build.PAS, build.CERTIFICATE])
@pytest.mark.parametrize("pincode", ["", "0000", "pin-pas-sanne ", "pin-pas-bram"])
def test_a_wrong_pincode_gives_no_signature(number, pincode):
    proof = proof_of(number, pincode=pincode)
    assert proof.signature == ""
    assert not proves(number, proof)


@pytest.mark.parametrize("number", [build.PAS, build.CERTIFICATE])
def test_the_pincode_is_not_in_the_proof(number):
    assert item_of(number).pincode not in repr(proof_of(number))


@pytest.mark.parametrize("number", [build.PAS, build.CERTIFICATE])
def test_a_signature_under_another_challenge_fails(number):
    assert not proves(number, proof_of(number, nonce="_another"))


def test_a_certificate_of_another_root_fails():
    assert proves(build.FOREIGN, proof_of(build.FOREIGN), verifier=PkiVerifier(root="demo-13"))
    assert not proves(build.FOREIGN, proof_of(build.FOREIGN))


def test_a_certificate_with_another_serial_number_fails():
    assert not proves(build.CERTIFICATE, proof_of(build.CERTIFICATE), number="ZG-0000")


def test_a_certificate_is_good_up_to_and_including_its_last_second():
    last = build.keys()["foreign"].certificate.not_valid_after_utc
    proof, own_root = proof_of(build.FOREIGN), PkiVerifier(root="demo-13")
    assert proves(build.FOREIGN, proof, verifier=own_root, now=last)
    assert not proves(build.FOREIGN, proof, verifier=own_root, now=last + timedelta(seconds=1))


def test_a_certificate_is_not_good_before_its_first_second():
    first = build.keys()["foreign"].certificate.not_valid_before_utc
    proof, own_root = proof_of(build.FOREIGN), PkiVerifier(root="demo-13")
    assert proves(build.FOREIGN, proof, verifier=own_root, now=first)
    assert not proves(build.FOREIGN, proof, verifier=own_root, now=first - timedelta(seconds=1))


def test_the_certificate_of_the_root_itself_proves_nothing():
    root = build.keys()["demo-12"]
    proof = SignatureProof(signature=sign_challenge(root, NONCE), certificate=certificate_pem(root.certificate))
    assert not proves(build.CERTIFICATE, proof)


def test_a_certificate_with_an_elliptic_key_that_the_root_issued_fails_without_an_error():
    root, old = build.keys()["demo-12"], build.keys()["demo-07"].certificate
    elliptic = (
        x509.CertificateBuilder()
        .subject_name(old.subject)
        .issuer_name(root.certificate.subject)
        .public_key(ec.generate_private_key(ec.SECP256R1()).public_key())
        .serial_number(1)
        .not_valid_before(NOW - build.YEAR)
        .not_valid_after(NOW + build.YEAR)
        .sign(root.private_key, SHA256())
    )
    assert not proves(build.CERTIFICATE, SignatureProof(signature="AAAA", certificate=certificate_pem(elliptic)))


JUNK = ["", " ", "\0", "é", "\ud800", "0" * 6, "９" * 6, "\U0010ffff", "A" * 10_000_000]
named = ["empty", "space", "nul", "accent", "surrogate", "digits", "wide-digits", "last-character", "ten-megabytes"]


@each_sound
@pytest.mark.parametrize("junk", JUNK, ids=named)
def test_junk_proves_nothing_and_breaks_nothing(number, junk):
    pem = certificate_pem(build.keys()["demo-07"].certificate)
    for proof in (
        PasswordProof(password=junk),
        CodeProof(password=junk, code=junk),
        CodeProof(password="codewoord-sanne", code=junk),
        SignatureProof(signature=junk, certificate=pem),
        SignatureProof(signature=proof_of(build.CERTIFICATE, nonce="_another").signature, certificate=junk),
    ):
        assert not proves(number, proof)


@each_sound
@pytest.mark.parametrize("junk", JUNK, ids=named)
def test_whatever_is_typed_is_answered(number, junk):
    before = challenged(number)
    tried = after(before, GiveCredential(typed=dict.fromkeys(right(before).typed, junk)))
    assert results(tried) == [CheckResult.WRONG]
    assert tried.awaiting.page.tries_left == 2


@each_sound
def test_a_wrong_try_can_be_repeated_and_each_has_a_challenge_of_its_own(number):
    first = challenged(number)
    second = after(first, wrong)
    third = after(second, wrong)
    pages = [so_far.awaiting.page for so_far in (first, second, third)]
    assert [page.tries_left for page in pages] == [3, 2, 1]
    assert len({page.nonce for page in pages}) == 3
    assert after(third, right).trace.outcome is Outcome.SERVED


@each_sound
def test_three_wrong_tries_block_the_middel(number):
    blocked = after(challenged(number), wrong, wrong, wrong)
    assert results(blocked) == [CheckResult.WRONG, CheckResult.WRONG, CheckResult.BLOCKED]
    assert blocked.trace.outcome is Outcome.FAILED


@each_sound
def test_a_blocked_middel_stays_blocked_in_a_next_login_whatever_is_typed(number):
    memory = after(challenged(number), wrong, wrong, wrong).memory
    again = after(challenged(number, memory=memory, seed="next"), right)
    assert results(again) == [CheckResult.BLOCKED]
    assert again.trace.outcome is Outcome.FAILED


def test_blocking_one_middel_leaves_the_other_usable():
    memory = after(challenged(build.PASSWORD), wrong, wrong, wrong).memory
    other = after(challenged(build.TOTP, memory=memory, seed="next"), right)
    assert other.trace.outcome is Outcome.SERVED


def test_a_right_try_with_one_middel_does_not_unblock_another():
    memory = after(challenged(build.PASSWORD), wrong, wrong, wrong).memory
    memory = after(challenged(build.TOTP, memory=memory, seed="next"), right).memory
    again = after(challenged(build.PASSWORD, memory=memory, seed="third"), right)
    assert results(again) == [CheckResult.BLOCKED]


@each_sound
def test_wrong_tries_of_an_earlier_login_count(number):
    memory = after(challenged(number), wrong, wrong, CANCEL).memory
    again = challenged(number, memory=memory, seed="next")
    assert again.awaiting.page.tries_left == 1
    assert results(after(again, wrong)) == [CheckResult.BLOCKED]


@each_sound
def test_a_right_try_clears_the_count(number):
    memory = after(challenged(number), wrong, wrong, right).memory
    again = challenged(number, memory=memory, seed="next")
    assert again.awaiting.page.tries_left == 3


def test_a_copied_pas_fails_as_a_wrong_one_and_is_blocked_in_the_end():
    tried = after(challenged(build.COPIED, gebruiker=build.BRAM), right, right, right)
    assert results(tried) == [CheckResult.WRONG, CheckResult.WRONG, CheckResult.BLOCKED]


def test_a_certificate_of_another_root_fails_in_a_login_too():
    tried = after(challenged(build.FOREIGN, gebruiker=build.BRAM), right)
    assert results(tried) == [CheckResult.WRONG]


@pytest.mark.parametrize("how", [right, wrong], ids=["right", "wrong"])
@pytest.mark.parametrize(
    ("number", "result"), [(build.EXPIRED, CheckResult.EXPIRED), (build.REVOKED, CheckResult.REVOKED)]
)
def test_an_expired_or_revoked_middel_fails_at_once_whatever_is_typed(number, result, how):
    tried = after(challenged(number, gebruiker=build.BRAM), how)
    assert results(tried) == [result]
    assert tried.trace.outcome is Outcome.FAILED


def test_a_middel_is_good_until_the_very_instant_at_which_it_expires():
    until = build.NETWORK.middel(build.EXPIRED).valid_until
    before = challenged(build.EXPIRED, gebruiker=build.BRAM, now=until - timedelta(seconds=1))
    at = challenged(build.EXPIRED, gebruiker=build.BRAM, now=until)
    assert after(before, right).trace.outcome is Outcome.SERVED
    assert results(after(at, right)) == [CheckResult.EXPIRED]


def test_trying_a_middel_that_fails_at_once_counts_no_tries():
    tried = after(challenged(build.REVOKED, gebruiker=build.BRAM), wrong)
    assert tried.memory[build.SLEUTELBOS].tries_left(build.REVOKED) == 3
