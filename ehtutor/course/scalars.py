"""The kinds of single values: texts, ids, numbers, times, and what proves a middel.

The trap is YAML itself: other programs read a plain `no` as false and a plain 0471 as a number. So a text that
looks like one needs quotes here too, and a file means the same to every program.
"""

import base64
import binascii
import re
from datetime import datetime
from functools import partial
from typing import Final, assert_never

from ehtutor.course.format import Schema, Single
from ehtutor.course.marks import unmarked
from ehtutor.course.model import FORMAT
from ehtutor.course.node import Items, Node, Nothing, Pairs, Scalar
from ehtutor.course.problems import Sheet
from ehtutor.protocol.middelen import PasswordVerifier

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_BOOLEAN: Final = re.compile(r"yes|no|on|off|true|false", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"[-+]?((\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)(e[-+]?\d+)?|0x[\da-f_]+|0o[0-7]+|0b[01_]+|\.inf|\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?)|\.nan",
    re.IGNORECASE,
)
"""To a reader of YAML 1.1 or 1.2, to which 1:30 is ninety."""
_TIME: Final = re.compile(r"\d{4}-\d\d?-\d\d?([Tt ]\s*[\d:.]+\s*([Zz]|[-+][\d:]+)?)?")
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_DIGITS: Final = re.compile(r"0|[1-9]\d{0,8}")
"""Without a zero in front: to YAML 1.1 014 is twelve."""
_INSTANT: Final = re.compile(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SCRYPT: Final = re.compile(r"scrypt\$(\d{1,6})\$(\d{1,2})\$(\d)\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)")

_MAX_SCRYPT_BYTES: Final = 16 * 1024 * 1024
"""What one check may cost in memory (RFC 7914: 128 * N * r): a course must not be able to exhaust a machine."""
_LONGEST_ID: Final = 100

_STAND_IN_TIME: Final = datetime.fromisoformat("2000-01-01T00:00:00Z")
_STAND_IN_PASSWORD: Final = PasswordVerifier(n=2, r=1, p=1, salt=b"", hash=b"")


def scalar(node: Node, sheet: Sheet) -> Scalar | None:
    """The characters of a single value, None where there are none."""
    match node:
        case Scalar():
            return node
        case Items() | Pairs():
            sheet.report(node, "expected-text")
        case Nothing():
            pass
        case _:
            assert_never(node)
    return None


def text(node: Node, sheet: Sheet) -> str:
    """A text that is not empty, kept as it is."""
    found = scalar(node, sheet)
    if found is None:
        return ""
    if not found.text.strip() or (found.is_plain and found.text in _NULL):
        sheet.report(found, "empty-text")
    else:
        _report_look_alike(found, sheet)
    return unmarked(found.text)


def line(node: Node, sheet: Sheet) -> str:
    """A text that can stand in a message: XML knows no control characters."""
    found = text(node, sheet)
    strange = _CONTROL.search(found)
    if strange is not None:
        sheet.report(node, "control-character", found=f"U+{ord(strange[0]):04X}")
    return found


def is_id(written: str) -> bool:
    """Whether this can be an id, and so a file name: letters, digits, `_` and `-`, nothing that leads elsewhere."""
    return len(written) <= _LONGEST_ID and _ID.fullmatch(written) is not None


def identifier(node: Node, sheet: Sheet) -> str:
    """An id; the stand-in is empty."""
    found = scalar(node, sheet)
    if found is None:
        return ""
    if not is_id(found.text):
        sheet.report(found, "expected-id", found=found.text)
        return ""
    _report_look_alike(found, sheet)
    return found.text


def number(least: int, most: int) -> Single:
    """The kind of a whole number; the stand-in is the least."""
    return Single(partial(_number, least, most), {"type": "integer", "minimum": least, "maximum": most})


def _number(least: int, most: int, node: Node, sheet: Sheet) -> int:
    found = scalar(node, sheet)
    if found is None:
        return least
    if found.is_plain and _DIGITS.fullmatch(found.text) and least <= int(found.text) <= most:
        return int(found.text)
    sheet.report(found, "expected-number", found=found.text, least=least, most=most)
    return least


def _boolean(node: Node, sheet: Sheet) -> bool:
    """`true` or `false`; the other words of YAML 1.1 mean different things to different programs."""
    found = scalar(node, sheet)
    if found is not None and not (found.is_plain and found.text in {"true", "false"}):
        sheet.report(found, "expected-boolean", found=found.text)
    return found is not None and found.text == "true"


def _instant(node: Node, sheet: Sheet) -> datetime:
    """A time in UTC, to the second, in this millennium."""
    found = scalar(node, sheet)
    if found is None:
        return _STAND_IN_TIME
    try:
        return datetime.fromisoformat(found.text if _INSTANT.fullmatch(found.text) else "")
    except ValueError:
        sheet.report(found, "expected-time", found=found.text)
        return _STAND_IN_TIME


def _password_verifier(node: Node, sheet: Sheet) -> PasswordVerifier:
    """`scrypt$n$r$p$salt$hash`, salt and hash in base64."""
    found = scalar(node, sheet)
    if found is None:
        return _STAND_IN_PASSWORD
    verifier = _verifier(found.text)
    if verifier is None:
        sheet.report(found, "expected-password-hash")
    return verifier or _STAND_IN_PASSWORD


def _secret(node: Node, sheet: Sheet) -> bytes:
    """The secret of a one-time code, in base32 as authenticator apps take it."""
    found = scalar(node, sheet)
    if found is None:
        return b""
    try:
        decoded = base64.b32decode(found.text)
    except (binascii.Error, ValueError):
        decoded = b""
    if not decoded:
        sheet.report(found, "expected-base32")
    return decoded


def _report_look_alike(found: Scalar, sheet: Sheet) -> None:
    if found.is_plain and _BOOLEAN.fullmatch(found.text):
        sheet.report(found, "looks-like-boolean", found=found.text)
    elif found.is_plain and _NUMBER.fullmatch(found.text):
        sheet.report(found, "looks-like-number", found=found.text)
    elif found.is_plain and _TIME.fullmatch(found.text):
        sheet.report(found, "looks-like-time", found=found.text)


def _verifier(written: str) -> PasswordVerifier | None:
    parts = _SCRYPT.fullmatch(written)
    if parts is None:
        return None
    n, r, p = int(parts[1]), int(parts[2]), int(parts[3])
    try:
        salt, digest = (base64.b64decode(part, validate=True) for part in (parts[4], parts[5]))
    except (binascii.Error, ValueError):
        return None
    is_scrypt = n > 1 and n & (n - 1) == 0 and r > 0 and p > 0 and n < 1 << 16 * r
    if not is_scrypt or 128 * n * r > _MAX_SCRYPT_BYTES or not salt or not digest:
        return None
    return PasswordVerifier(n=n, r=r, p=p, salt=salt, hash=digest)


def _same(node: Node, _: Sheet) -> Node:
    return node


_SCRYPT_WRITTEN: Final = r"^scrypt\$\d+\$\d+\$\d\$[\w+/=]+\$[\w+/=]+$"
_ID_SCHEMA: Final[Schema] = {"type": "string", "pattern": f"^{_ID.pattern}$", "maxLength": _LONGEST_ID}
_TEXT_SCHEMA: Final[Schema] = {"type": "string", "minLength": 1}

# fmt: off
ANYTHING: Final = Single(_same,               {})
VERSION:  Final = Single(_same,               {"const": FORMAT})  # `folder` looked at it before it reads on
TEXT:     Final = Single(text,                _TEXT_SCHEMA)
LINE:     Final = Single(line,                _TEXT_SCHEMA)
ID:       Final = Single(identifier,          _ID_SCHEMA)
BOOLEAN:  Final = Single(_boolean,            {"type": "boolean"})
INSTANT:  Final = Single(_instant,            {"type": "string", "pattern": f"^{_INSTANT.pattern}$"})
PASSWORD: Final = Single(_password_verifier,  {"type": "string", "pattern": _SCRYPT_WRITTEN})
SECRET:   Final = Single(_secret,             {"type": "string", "pattern": "^([A-Z2-7]{8})*[A-Z2-7]{2,8}=*$"})
# fmt: on
