"""SAML messages as XML: hardened parsing, building and strict reading by the table in `grammar`.

The trap: whatever is not understood is refused, by its path. A reader that passes over the unknown (a comment
inside a NameID, a second Issuer) is one that an attacker can make read something else than was signed.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from types import NoneType
from typing import Any, Final, TypeAlias, assert_never, get_args

from lxml import etree

from ehtutor.saml import names
from ehtutor.saml.grammar import ASSERTION, FORMS, KINDS, MAX_BYTES, NCNAMES, PLACEHOLDER, Element, Malformed, Slot
from ehtutor.saml.messages import Assertion, Message
from ehtutor.value import Value, fields

PARSER: Final = etree.XMLParser(
    encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
)
"""Pins UTF-8, so that a DOCTYPE can't hide from `parse` in another encoding."""

_NSMAP: Final = {"samlp": names.SAMLP, "saml": names.SAML, "ds": names.DS}
_WHITESPACE: Final = " \t\r\n"
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z")
_INDEX: Final = re.compile(r"[0-9]{1,5}")
_MAX_INDEX: Final = 65_535
"""Of an xs:unsignedShort."""
_NCNAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""In ASCII: an identifier needs no more, and which other letters a name may have differs by edition of XML."""

_Value: TypeAlias = str | int | datetime


def parse(data: bytes) -> etree._Element:
    """The one tree of `data`, free of DOCTYPE, entities, comments and processing instructions."""
    if len(data) > MAX_BYTES:
        raise Malformed("size", f"over {MAX_BYTES} bytes")
    # before libxml2 sees it: a parser that resolves no entities still expands those in attributes
    if b"<!DOCTYPE" in data:
        raise Malformed("doctype", "not allowed")
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as error:
        raise Malformed("xml", error.msg or "unreadable") from None
    outside = root.getprevious() is not None or root.getnext() is not None
    if outside or next(root.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity), None) is not None:
        raise Malformed("comment", "not allowed, nor is a processing instruction or an entity")
    return root


def serialise(element: etree._Element) -> bytes:
    """The element as UTF-8, as it goes over the wire."""
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def build(message: Message | Assertion) -> etree._Element:
    """The message as an unsigned element, which keeps a place for its signature after Issuer (SAML Core 5.4).

    A Response is built without its assertion, which is signed on its own before it is enclosed.
    Raises ValueError where a text holds a character that XML can't.
    """
    form = FORMS[type(message)]
    root = etree.Element(form.tag, nsmap=_NSMAP)
    _fill(root, form, message)
    return root


def read(element: etree._Element) -> Message:
    """The message that `element` is, without the assertion that a Response may enclose; Malformed where it is none."""
    for kind in KINDS.values():
        if element.tag == kind.form.tag:
            return kind.message(**values(element, kind.form, kind.message))
    raise Malformed(path(element), "unknown")


def read_assertion(element: etree._Element) -> Assertion:
    """The assertion that `element` is; Malformed where it is none."""
    if element.tag != ASSERTION.tag:
        raise Malformed(path(element), "unknown")
    return Assertion(**values(element, ASSERTION, Assertion))


def assertion_element(response: etree._Element) -> etree._Element | None:
    """The assertion that the Response encloses, None where there is none, Malformed where there is more than one."""
    assertions = response.findall(ASSERTION.tag)
    if len(assertions) > 1:
        raise Malformed(path(assertions[1]), "duplicated")
    return assertions[0] if assertions else None


def path(element: etree._Element) -> str:
    """Where the element stands, in local names from the root down."""
    return "/".join(_local(step.tag) for step in reversed([element, *element.iterancestors()]))


def _fill(element: etree._Element, form: Element, message: Message | Assertion) -> None:
    for name, field in form.carried.items():
        if (value := getattr(message, field)) is not None:
            element.set(name, _written(value))
    for name, fixed in form.fixed.items():
        element.set(name, fixed)
    if form.text is not None:
        element.text = _written(getattr(message, form.text))
    for part in form.inside:
        match part:
            case Element():
                if part.needs is None or getattr(message, part.needs) is not None:
                    _fill(etree.SubElement(element, part.tag), part, message)
            case Slot():
                if part.placeholder:
                    etree.SubElement(element, part.tag, PLACEHOLDER)
            case _:
                assert_never(part)


def _written(value: _Value) -> str:
    if isinstance(value, datetime):
        # not strftime: it leaves out the leading zeros of a year before 1000
        return value.astimezone(UTC).isoformat()[:19] + "Z"
    return str(value)


def values(element: etree._Element, form: Element, of: type) -> dict[str, Any]:
    """The value of every field of class `of` that the element, and what is inside it, carries by `form`."""
    children = _children(element, form)
    found = _attribute_values(element, form, of)
    if form.text is not None:
        found[form.text] = _value(element.text or "", form.text, of, path(element))
    for part in form.inside:
        if isinstance(part, Element) and part.tag in children:
            found |= values(children[part.tag], part, of)
    return found


def _attribute_values(element: etree._Element, form: Element, of: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, fixed in form.fixed.items():
        if element.get(name) != fixed:
            raise Malformed(f"{path(element)}/@{name}", f"not {fixed}")
    for name, field in form.carried.items():
        value = element.get(name)
        if value is not None:
            found[field] = _value(value, field, of, f"{path(element)}/@{name}")
        elif not _field_types(of)[field].is_optional or field == form.needs:
            raise Malformed(f"{path(element)}/@{name}", "missing")
    for name in map(str, element.keys()):
        if name not in form.carried and name not in form.fixed:
            raise Malformed(f"{path(element)}/@{_local(name)}", "unknown")
    return found


def _children(element: etree._Element, form: Element) -> dict[str, etree._Element]:
    """The children by tag, each once, in the order of the form, and with nothing between them."""
    children: dict[str, etree._Element] = {}
    tags = [part.tag for part in form.inside]
    for child in element:
        if child.tag in children or child.tag not in tags:
            raise Malformed(path(child), "duplicated" if child.tag in children else "unknown")
        children[child.tag] = child
    for part in form.inside:
        if isinstance(part, Element) and part.needs is None and part.tag not in children:
            raise Malformed(f"{path(element)}/{_local(part.tag)}", "missing")
    if list(children) != [tag for tag in tags if tag in children]:
        raise Malformed(path(element), "out of order")
    strays = [child.tail for child in element] if form.text else [element.text, *(child.tail for child in element)]
    if any(stray and stray.strip(_WHITESPACE) for stray in strays):
        raise Malformed(path(element), "text between elements")
    return children


class _FieldType(Value):
    """What a field of one class of message holds, and whether a message may be without."""

    type: type
    is_optional: bool


@cache
def _field_types(of: type) -> Mapping[str, _FieldType]:
    # per class: a field that one message may lack is required of another that names it the same
    found = {}
    for each in fields(of):
        parts = set(get_args(each.type)) or {each.type}
        found[each.name] = _FieldType(type=(parts - {NoneType}).pop(), is_optional=NoneType in parts)
    return found


def _value(written: str, field: str, of: type, path: str) -> _Value:
    expected = _field_types(of)[field].type
    try:
        if expected is datetime and _INSTANT.fullmatch(written):
            # a fraction counts, to the microsecond, though nobody in the scheme writes one
            return datetime.fromisoformat(written)
        if expected is int and _INDEX.fullmatch(written) and int(written) <= _MAX_INDEX:
            return int(written)
    except ValueError:
        raise Malformed(path, "unreadable") from None
    if expected is datetime or expected is int or (field in NCNAMES and not _NCNAME.fullmatch(written)):
        raise Malformed(path, "unreadable")
    return written


def _local(tag: object) -> str:
    # the tag of a comment is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else "comment"
