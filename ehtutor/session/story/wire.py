"""A message as it is written, for its panel at zoom wire: indented, with what each element and attribute is for.

A line is of the field that stands there; what stands in XML only, such as the parts of a signature, has its texts below
`wire`. A name that is of the assertion as well as of the message around it begins there with `Assertion/`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.protocol.trace import Entry, Exchange, Verdict
from ehtutor.saml.grammar import FORMS
from ehtutor.saml.messages import Assertion, Message
from ehtutor.saml.outline import OutlineLine, outline
from ehtutor.session.screen.blocks import FieldLine, WireLine
from ehtutor.session.story.fields import field_names, fields_in, parts_of
from ehtutor.value import Value

_DEEPER: Final = {
    "AuthnContextClassRef": "AuthnStatement/AuthnContext/AuthnContextClassRef",
    "Audience": "Conditions/AudienceRestriction",
    "AuthnInstant": "AuthnStatement/@AuthnInstant",
    **{
        f"SubjectConfirmation/{name}": f"Subject/SubjectConfirmation/SubjectConfirmationData/@{name}"
        for name in ("InResponseTo", "Recipient", "NotOnOrAfter")
    },
}
"""Fields that are neither an attribute of the root nor an element right under it: where they stand."""
_SIGNED: Final = {
    "Signature": "Signature",
    "SignedInfo": "Signature/SignedInfo",
    "CanonicalizationMethod": "Signature/SignedInfo/CanonicalizationMethod",
    "SignatureMethod": "Signature/SignedInfo/SignatureMethod",
    "Reference": "Signature/SignedInfo/Reference",
    "Transforms": "Signature/SignedInfo/Reference/Transforms",
    "DigestMethod": "Signature/SignedInfo/Reference/DigestMethod",
    "DigestValue": "Signature/SignedInfo/Reference/DigestValue",
    "SignatureValue": "Signature/SignatureValue",
    "KeyName": "Signature/KeyInfo",
}
"""Of a message and of an assertion alike."""
_ONLY_WRITTEN: Final = {
    "xmlns": "@xmlns",
    **_SIGNED,
    "Assertion": "Assertion",
    **{f"Assertion/{name}": f"Assertion/{at}" for name, at in _SIGNED.items()},
    "SubjectConfirmation": "Assertion/Subject/SubjectConfirmation",
    "NotBefore": "Assertion/Conditions/@NotBefore",
    "NotOnOrAfter": "Assertion/Conditions/@NotOnOrAfter",
    "AuthnStatement": "Assertion/AuthnStatement",
}
"""What a card can be about that is no field of its own: its name, and where it stands."""


class _WirePlace(Value):
    """A name, where it stands, and where its text does."""

    name: str
    at: str
    why: str


def names_in(entry: Entry) -> tuple[str, ...]:
    """The names of all that a card can be about in this entry."""
    match entry:
        case Exchange(message=message, xml=bytes() as xml) if isinstance(message, Message):
            lines = outline(xml)
            written = (place.name for place in _written() if any(_is_at(line, place.at) for line in lines))
            return tuple(dict.fromkeys((*fields_in(message), *written)))
        case Exchange(message=message) | Verdict(page=message):
            return fields_in(message)
        case _:
            return ()


def wire_lines(
    texts: Texts, message: Message, xml: bytes, *, lit: str = "", before: bytes | None = None
) -> tuple[WireLine, ...]:
    """The message as it is written, none where it can't be read; only what is lit says why, if anything is.

    `before` is what it was before somebody on the way changed it.
    """
    lines = outline(xml)
    around = _places(message)
    at = next((place.at for place in around if place.name == lit), None)
    inside = _elements_inside(at, around)
    was = _by_place(outline(before)) if before is not None else {}
    differing = _differing(was, _by_place(lines))
    told: set[str] = set()
    found = []
    for key, line in _by_place(lines).items():
        place = _place_of(line, around)
        is_lit = at is not None and _is_at(line, at) and not any(_is_at(line, each) for each in inside)
        is_first = place is not None and place.name not in told and not line.text.startswith("</")
        why = ""
        if place is not None and is_first and (is_lit or at is None):
            why = texts.say(place.why)
            told.add(place.name)
        changed = was[key].text if key in differing else ""
        found.append(WireLine(depth=line.depth, text=line.text, why=why, is_lit=is_lit, before=changed))
    return tuple(found)


def _differing(
    was: Mapping[tuple[str, int], OutlineLine], now: Mapping[tuple[str, int], OutlineLine]
) -> Collection[tuple[str, int]]:
    """The places where the text is another; of a changed assertion not also the signature around it, which is new."""
    found = [place for place, line in now.items() if place in was and was[place].text != line.text]
    inside = [place for place in found if place[0].startswith("Assertion/")]
    return inside or found


def written_line(texts: Texts, xml: bytes, lit: str) -> FieldLine | None:
    """A part that only the XML shows, as a field; None where `lit` is no such part, or the message lacks it."""
    place = next((place for place in _written() if place.name == lit), None)
    lines = [line for line in outline(xml) if place is not None and _is_at(line, place.at)]
    if place is None or not lines:
        return None
    values = [line.value for line in lines if line.value]
    value = values[0] if len(values) == 1 else lines[0].text
    return FieldLine(name=lit, value=value, why=texts.say(place.why), is_lit=True)


def _places(message: Message) -> tuple[_WirePlace, ...]:
    fields = (_field_place(type(part), name) for part in parts_of(message) for name in field_names(type(part)))
    return (*fields, *_written())


def _field_place(part: type, name: str) -> _WirePlace:
    own = name.removeprefix("Assertion/")
    at = _DEEPER.get(own) or (f"@{own}" if own in FORMS[part].carried else own)
    return _WirePlace(
        name=name, at=f"Assertion/{at}" if part is Assertion else at, why=f"field.{part.__name__}.{name}.why"
    )


def _written() -> Iterator[_WirePlace]:
    for name, at in _ONLY_WRITTEN.items():
        own = name.removeprefix("Assertion/") if name.removeprefix("Assertion/") in _SIGNED else name
        yield _WirePlace(name=name, at=at, why=f"wire.{own}.why")


def _elements_inside(at: str | None, around: Sequence[_WirePlace]) -> Sequence[str]:
    """Where the elements are inside this one that have a name of their own: they are not lit with it."""
    within = (place.at for place in around if at is not None and place.at.startswith(f"{at}/"))
    return [place for place in within if not place.rpartition("/")[2].startswith("@")]


def _place_of(line: OutlineLine, around: tuple[_WirePlace, ...]) -> _WirePlace | None:
    """The nearest place around a line."""
    return max((place for place in around if _is_at(line, place.at)), key=lambda at: len(at.at), default=None)


def _is_at(line: OutlineLine, at: str) -> bool:
    return _is_under(line.path, at) or _is_under(line.attribute, at)


def _is_under(path: str, at: str) -> bool:
    # the name spaces share a place: `@xmlns`, `@xmlns:ds`
    return path == at or path.startswith((f"{at}/", f"{at}:"))


def _by_place(lines: tuple[OutlineLine, ...]) -> Mapping[tuple[str, int], OutlineLine]:
    """Each line by its path, and the how manieth it is with that path."""
    counted: dict[str, int] = {}
    found = {}
    for line in lines:
        counted[line.path] = counted.get(line.path, 0) + 1
        found[line.path, counted[line.path]] = line
    return found
