"""An HTML page as a strict reader takes it: what is not closed, or closed twice, is an error and no guess."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link"}
SHAPES = {"rect", "path", "polygon", "circle"}
"""Of SVG, drawn in HTML: they may close themselves."""


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def all(self, *names: str) -> list["Element"]:
        """The elements of these names within, in the order of the page."""
        found = []
        for each in self.children:
            if isinstance(each, Element):
                found += [each] if each.name in names or not names else []
                found += each.all(*names)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        assert tag in SHAPES, f"<{tag}/> closes nothing in HTML"
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def read(page: str) -> Element:
    """The page; AssertionError for one that is not well-formed."""
    assert page.startswith("<!DOCTYPE html>\n<html ")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], f"never closed: {[each.name for each in reader.open[1:]]}"
    ids = [each.attributes["id"] for each in reader.root.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids)), "an id twice"
    return reader.root
