"""The Markdown of lessons; what is not recognised stays as it was written."""

import time

import pytest

from ehtutor.course.markdown import RunKind, paragraphs


def spans(source: str) -> list[tuple[str, RunKind]]:
    (paragraph,) = paragraphs(source)
    return [(span.text, span.kind) for span in paragraph.spans]


def test_lines_flow_together_and_an_empty_line_starts_a_paragraph():
    first, second = paragraphs("een\ntwee\n\ndrie")
    assert [span.text for span in first.spans] == ["een twee"]
    assert [span.text for span in second.spans] == ["drie"]


def test_strong_emphasis_and_code_are_told_apart():
    assert spans("**a** *b* _c_ `d*e*`") == [
        ("a", RunKind.STRONG),
        (" ", RunKind.PLAIN),
        ("b", RunKind.EMPHASIS),
        (" ", RunKind.PLAIN),
        ("c", RunKind.EMPHASIS),
        (" ", RunKind.PLAIN),
        ("d*e*", RunKind.CODE),
    ]


@pytest.mark.parametrize("text", ["2 * 3 * 4", "in_response_to", "**open", "`open", "[/x]", "[link=https://x]a[/link]"])
def test_what_is_not_markdown_stays_as_it_is(text: str):
    assert spans(text) == [(text, RunKind.PLAIN)]


def test_a_backslash_makes_a_star_a_star():
    assert "".join(text for text, _ in spans(r"\*a\*")) == "*a*"


def test_a_link_shows_where_it_goes():
    assert spans("[hier](https://x.example)") == [("hier (https://x.example)", RunKind.PLAIN)]


def test_items_keep_their_marker_and_their_further_lines():
    one, two, three = paragraphs("1. een\n   en verder\n2. twee\n  - drie")
    assert (one.marker, one.spans[0].text) == ("1.", "een en verder")
    assert two.marker == "2."
    assert (three.marker, three.depth) == ("-", 1)


def test_a_fence_keeps_its_lines():
    (fence,) = paragraphs("```xml\n<a>\n  *b*\n```")
    assert fence.is_verbatim
    assert fence.spans[0].text == "<a>\n  *b*"


@pytest.mark.parametrize("hostile", ["**a " * 50_000, "*a " * 50_000, "`a" * 50_000, "[a" * 50_000, "_a " * 50_000])
def test_hostile_text_takes_no_longer_than_its_length(hostile: str):
    start = time.perf_counter()
    paragraphs(hostile)
    assert time.perf_counter() - start < 5
