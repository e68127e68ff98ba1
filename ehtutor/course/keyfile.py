"""The demo keys that a network names: one PEM file a key, with a private key and its certificate.

Only the form is looked at here, because reading a key means importing cryptography, which a list of lessons should
not wait for; `keycheck` reads them.
"""

import re
from typing import Final

from ehtutor.course.folder import Folder
from ehtutor.course.node import NOTHING, Scalar
from ehtutor.course.problems import Sheet
from ehtutor.course.scalars import is_id

_PRIVATE: Final = re.compile(rb"-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----")
_CERTIFICATE: Final = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def pem(folder: Folder, name: Scalar, sheet: Sheet) -> bytes:
    """The content of the key file; empty where the name can't be one, which its own reader reports."""
    if not is_id(name.text):
        return b""
    file = f"keys/{name.text}.pem"
    content = folder.content(file, named=(sheet, name))
    if content is not None and not (_PRIVATE.search(content) and _CERTIFICATE.search(content)):
        folder.sheet(file).report(NOTHING, "bad-key-file", found=file)
    return content or b""
