"""A message as it is written, taken apart for reading: a line an element or attribute, with where it stands.

For eyes only. Nothing here is verified, and nothing that decides reads it; odd bytes give no outline, not a guess.
"""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from ehtutor.saml.grammar import Malformed, kind_of
from ehtutor.saml.messages import Message
from ehtutor.saml.xml import assertion_element, parse, read, read_assertion
from ehtutor.value import Value, replace

# not xml.sax.saxutils: that brings urllib and ssl along at every start
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES: Final = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


class OutlineLine(Value):
    """One line."""

    path: str
    """From the root, which is left out, down: `Subject/NameID`, `@ID`; empty for the root itself."""
    attribute: str = ""
    """The path of the attribute that shares the line of its element, if one does."""
    depth: int
    text: str
    """As XML; white space between elements is left out, for it says nothing."""
    value: str = ""
    """What the element or attribute holds; empty for what only holds elements."""


def outline(xml: bytes) -> tuple[OutlineLine, ...]:
    """The lines of a message, none where these bytes are no message that could be read."""
    try:
        return tuple(_lines(parse(xml), "", 0))
    except Malformed:
        return ()


def as_written(xml: bytes) -> Message | None:
    """What stands in a message, verified or not; None where it is none that could be read."""
    try:
        root = parse(xml)
        message, enclosed = read(root), assertion_element(root)
        # Any: a field by its name; which those are is for the table of kinds
        parts: dict[str, Any] = {}
        if enclosed is not None:
            parts = {name: read_assertion(enclosed) for name in kind_of(message).signed_parts}
    except Malformed:
        return None
    return replace(message, **parts)


def _lines(element: etree._Element, path: str, depth: int) -> Iterator[OutlineLine]:
    tag, attributes = _tag(element), list(_attributes(element))
    text = element.text or ""
    is_leaf = not len(element)
    end = (f">{text.translate(_IN_TEXT)}</{tag}>" if text.strip() else "/>") if is_leaf else ">"
    if len(attributes) < 2:
        inside = "".join(f" {written}" for _, written, _ in attributes)
        value = text.strip() if is_leaf and text.strip() else "".join(value for _, _, value in attributes)
        shared = "".join(_under(path, f"@{name}") for name, _, _ in attributes)
        yield OutlineLine(path=path, depth=depth, text=f"<{tag}{inside}{end}", value=value, attribute=shared)
    else:
        yield OutlineLine(path=path, depth=depth, text=f"<{tag}")
        for at, (name, written, value) in enumerate(attributes, 1):
            closing = end if at == len(attributes) else ""
            where = _under(path, f"@{name}")
            yield OutlineLine(path=where, depth=depth + 2, text=f"{written}{closing}", value=value)
    for child in element:
        yield from _lines(child, _under(path, etree.QName(child).localname), depth + 1)
    if not is_leaf:
        yield OutlineLine(path=path, depth=depth, text=f"</{tag}>")


def _attributes(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Each by its name, as it is written, and its value; the name spaces that begin here come first."""
    parent = element.getparent()
    known = parent.nsmap if parent is not None else {}
    for prefix, uri in element.nsmap.items():
        if known.get(prefix) != uri:
            name = f"xmlns:{prefix}" if prefix else "xmlns"
            yield name, f"{name}={_quoted(uri)}", uri
    for key, value in element.attrib.items():
        qualified = etree.QName(key)
        prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
        prefix = f"{prefixes[qualified.namespace]}:" if qualified.namespace in prefixes else ""
        yield qualified.localname, f"{prefix}{qualified.localname}={_quoted(str(value))}", str(value)


def _quoted(value: str) -> str:
    return f'"{value.translate(_IN_QUOTES)}"'


def _tag(element: etree._Element) -> str:
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


def _under(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
