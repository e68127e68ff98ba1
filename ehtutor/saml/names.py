"""Every name that SAML and the scheme give to a thing on the wire, written once.

Sources: SAML 2.0 Core and Bindings (OASIS, 2005), XML Signature, and the Afsprakenstelsel Elektronische
Toegangsdiensten (ETD), which keeps in each URN the version that introduced it.
"""

from typing import Final

SAMLP: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML: Final = "urn:oasis:names:tc:SAML:2.0:assertion"
DS: Final = "http://www.w3.org/2000/09/xmldsig#"

VERSION: Final = "2.0"
HTTP_POST: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
PERSISTENT: Final = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
MINIMUM: Final = "minimum"

SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"
RESPONDER: Final = "urn:oasis:names:tc:SAML:2.0:status:Responder"
REQUESTER: Final = "urn:oasis:names:tc:SAML:2.0:status:Requester"
AUTHN_FAILED: Final = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
REQUEST_UNSUPPORTED: Final = "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported"
REQUEST_DENIED: Final = "urn:oasis:names:tc:SAML:2.0:status:RequestDenied"
"""Valid SAML, but not in the list of the scheme."""

LOA1: Final = "urn:etoegang:core:assurance-class:loa1"
LOA2: Final = "urn:etoegang:core:assurance-class:loa2"
LOA2PLUS: Final = "urn:etoegang:core:assurance-class:loa2plus"
LOA3: Final = "urn:etoegang:core:assurance-class:loa3"
LOA4: Final = "urn:etoegang:core:assurance-class:loa4"

ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
EXCLUSIVE_C14N: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
