"""What stands in a message, as paths and texts, without asking whether any of it is true.

For looking only: who has laid eyes on a value. Nothing that is decided in a login is read from here.
"""

from lxml import etree

from ehtutor.saml.grammar import Malformed, signed_parts
from ehtutor.saml.messages import Message
from ehtutor.saml.xml import build, parse


def content(xml: bytes) -> tuple[tuple[str, str], ...]:
    """Each attribute and text with the local names that lead to it, such as `Subject/NameID`, but for signatures.

    Bytes that are no message are one text with an empty path.
    """
    try:
        return _content(parse(xml))
    except Malformed:
        return (("", xml.decode(errors="replace")),)


def content_of(message: Message) -> tuple[tuple[str, str], ...]:
    """The same of a message as its sender means it, before it is signed and sent."""
    root = build(message)
    for part in signed_parts(message):
        root.append(build(part))
    return _content(root)


def _content(root: etree._Element) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for element in root.iter():
        steps = [str(element.tag), *(str(ancestor.tag) for ancestor in element.iterancestors())]
        path = "/".join(step.rpartition("}")[2] for step in reversed(steps))
        if "/Signature" in path:
            continue
        found += [(f"{path}/@{name}", str(element.get(name))) for name in map(str, element.keys())]
        if element.text and element.text.strip():
            found.append((path, element.text))
    return tuple(found)
