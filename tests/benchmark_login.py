"""The login of lesson 1, the raw RSA in it, and the same messages in the hands of python3-saml.

Each function prepares what is not measured, and returns the acts to measure: ours, and what it is held against.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Peer
from saml.peers import private_pem

from ehtutor.course.model import Course, Do
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load
from ehtutor.course.texts import interface
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.pages import Challenge
from ehtutor.protocol.trace import Exchange
from ehtutor.saml import names
from ehtutor.saml.keys import KeyPair, certificate_pem
from ehtutor.saml.messages import Message, Response
from ehtutor.saml.sealed import seal, unseal
from ehtutor.saml.xml import build, serialise
from ehtutor.session.lesson.gebruiker import right_choice
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.update import scene_login

Act: TypeAlias = Callable[[], object]

_SIGNATURE = f"{{{names.DS}}}Signature"
_WHOLE, _INSIDE = "/*/ds:Signature", "/samlp:Response/saml:Assertion/ds:Signature"


@cache
def stage() -> Stage:
    course = load(shipped(), "nl")
    assert isinstance(course, Course)
    return Stage(course=course, lesson=course.lessons[0], texts=interface("nl"))


def login_and_raw_rsa() -> tuple[Act, Act]:
    """All of the login, and every signature in it made and verified by cryptography alone."""
    return _login, partial(_sign_and_verify, _signed(_login()))


def _login() -> Login:
    """Proved with a pas, so that no scrypt is in it."""
    login = scene_login(stage(), 0)
    for card in stage().lesson.scenes[0].cards:
        if isinstance(card, Do):
            login = decide(login, right_choice(card.right, login))
    return login


def _signed(login: Login) -> tuple[tuple[KeyPair, bytes], ...]:
    """Every text that was signed, with the key: each SignedInfo, and the challenge for the pas."""
    signed = []
    for entry in login.trace.entries:
        match entry:
            case Exchange(xml=bytes() as xml):
                for signature in etree.fromstring(xml).iter(_SIGNATURE):
                    text = etree.tostring(signature[0], method="c14n", exclusive=True)
                    signed.append((stage().keys[signature.findtext(f".//{{{names.DS}}}KeyName")], text))
            case Exchange(message=Challenge(number=number, nonce=nonce)):
                key = next(item.key for item in login.gebruiker.wallet if item.number == number)
                signed.append((stage().keys[key], nonce.encode()))
    return tuple(signed)


def _sign_and_verify(signed: Sequence[tuple[KeyPair, bytes]]) -> None:
    for key, text in signed:
        made = key.private_key.sign(text, PKCS1v15(), SHA256())
        key.certificate.public_key().verify(made, text, PKCS1v15(), SHA256())


def ours_and_python3_saml() -> tuple[Act, Act]:
    """The messages of the login signed and verified; ours also writes them out of values and reads them back."""
    network = stage().course.network
    sent = tuple(
        (entry.message, stage().keys[network.party(entry.sender).key])
        for entry in _login().trace.entries
        if isinstance(entry, Exchange) and entry.xml
    )
    return partial(_seal_and_unseal, sent), partial(_seal_with_peer, [(_bare(m), *_pems(key)) for m, key in sent])


def _seal_and_unseal(sent: Sequence[tuple[Message, KeyPair]]) -> None:
    for message, key in sent:
        assert unseal(seal(message, key), {key.name: key.certificate}, stage().course.now).message == message


def _seal_with_peer(sent: Sequence[tuple[Sequence[bytes], str, str]]) -> None:
    for (xml, *assertions), key, certificate in sent:
        whole, where = xml, [_WHOLE]
        for assertion in assertions:
            enclosed = Peer.add_sign(assertion, key, certificate)
            whole, where = whole.replace(b"</samlp:Response>", enclosed + b"</samlp:Response>"), [_WHOLE, _INSIDE]
        signed = Peer.add_sign(whole, key, certificate)
        assert all(Peer.validate_sign(signed, cert=certificate, xpath=one) for one in where)


def _bare(message: Message) -> tuple[bytes, ...]:
    """The unsigned XML, of a Response also that of its assertion, without the place that ours keeps for a signature."""
    elements = [build(message)]
    if isinstance(message, Response) and message.assertion:
        elements.append(build(message.assertion))
    for element in elements:
        element.remove(element.find(_SIGNATURE))
    return tuple(map(serialise, elements))


def _pems(key: KeyPair) -> tuple[str, str]:
    return private_pem(key).decode(), certificate_pem(key.certificate)
