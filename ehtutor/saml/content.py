"""What stands in a message, as paths and texts, without asking whether any of it is true.

For looking only: who has laid eyes on a value. Nothing that is decided in a login is read from here.
"""

from ehtutor.saml.xml import Malformed, parse


def content(xml: bytes) -> tuple[tuple[str, str], ...]:
    """Each attribute and text with the local names that lead to it, such as `Subject/NameID`.

    Bytes that are no message are one text with an empty path.
    """
    try:
        root = parse(xml)
    except Malformed:
        return (("", xml.decode(errors="replace")),)
    found: list[tuple[str, str]] = []
    for element in root.iter():
        steps = [str(element.tag), *(str(ancestor.tag) for ancestor in element.iterancestors())]
        path = "/".join(step.rpartition("}")[2] for step in reversed(steps))
        found += [(f"{path}/@{name}", str(element.get(name))) for name in map(str, element.keys())]
        if element.text and element.text.strip():
            found.append((path, element.text))
    return tuple(found)
