"""python-xmlsec as an independent signer and verifier."""

from typing import Any, Final

import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from ehtutor.saml import names
from ehtutor.saml.keys import KeyPair, certificate_pem
from ehtutor.value import Value


class Recipe(Value):
    """How to sign; by default as the scheme wants it."""

    signature_method: Any = xmlsec.Transform.RSA_SHA256
    digest_method: Any = xmlsec.Transform.SHA256
    c14n_method: Any = xmlsec.Transform.EXCL_C14N
    transforms: tuple[Any, ...] = (xmlsec.Transform.ENVELOPED, xmlsec.Transform.EXCL_C14N)
    uris: tuple[str, ...] | None = None
    key_info: str | None = "KeyName"


AS_THE_SCHEME_WANTS: Final = Recipe()


def sign(element: etree._Element, key: KeyPair, recipe: Recipe = AS_THE_SCHEME_WANTS) -> etree._Element:
    """`element`, signed in place by xmlsec."""
    template = xmlsec.template.create(element, recipe.c14n_method, recipe.signature_method, ns="ds")
    element.replace(element.find(f"{{{names.DS}}}Signature"), template)
    for uri in recipe.uris if recipe.uris is not None else (f"#{element.get('ID')}",):
        reference = xmlsec.template.add_reference(template, recipe.digest_method, uri=uri)
        for transform in recipe.transforms:
            xmlsec.template.add_transform(reference, transform)
    match recipe.key_info:
        case "KeyName":
            xmlsec.template.add_key_name(xmlsec.template.ensure_key_info(template), key.name)
        case "KeyValue":
            xmlsec.template.add_key_value(xmlsec.template.ensure_key_info(template))
        case "X509Data":
            xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(template))
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(private_pem(key), xmlsec.KeyFormat.PEM)
    context.key.load_cert_from_memory(certificate_pem(key.certificate).encode(), xmlsec.KeyFormat.PEM)
    context.register_id(element, "ID")
    context.sign(template)
    return element


def verify(element: etree._Element, key: KeyPair) -> None:
    """Raise xmlsec.VerificationError where xmlsec does not accept the signature that is a child of `element`."""
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(certificate_pem(key.certificate), xmlsec.KeyFormat.CERT_PEM)
    context.register_id(element, "ID")
    context.verify(element.find(f"{{{names.DS}}}Signature"))


def private_pem(key: KeyPair) -> bytes:
    return key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
