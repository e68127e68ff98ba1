"""The handout: one page that stands alone, that everybody can read, with nothing of the lesson left out."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from itertools import pairwise

import pytest
from export.lessons import LESSONS, NASTY, cards, nasty, on_paper, stage, texts
from export.reading import Element, read
from long import LONG
from markdown_it import MarkdownIt

from ehtutor.course.markdown import MARK, paragraphs
from ehtutor.course.model import Ask, Branch, Do, Predict, Zoom
from ehtutor.export import html_page, markdown_page
from ehtutor.export.document import Document
from ehtutor.export.drawing import COLOURS, PAPER
from ehtutor.export.handout import handout
from ehtutor.export.html_page import CSS, SHADE
from ehtutor.export.rolecards import rolecards
from ehtutor.session.story.question_blocks import grade_of

pytestmark = LONG
EVERY = pytest.mark.parametrize(("lesson", "language"), LESSONS)
BOTH = pytest.mark.parametrize("make", [on_paper, cards], ids=["handout", "rolecards"])
MARKDOWN = MarkdownIt("commonmark").enable("table")
MOST_BYTES = 300_000


@cache
def page_of(make: Callable[[str, str], Document], lesson: str, language: str) -> Element:
    """The page as it is read."""
    return read(html(make(lesson, language), language))


def html(document: Document, language: str) -> str:
    return html_page.page(document, texts(language))


def markdown(document: Document, language: str) -> str:
    return markdown_page.page(document, texts(language))


def flat(text: str) -> str:
    return " ".join(text.split())


def words(source: str) -> list[str]:
    """What a reader sees of lessons' Markdown, paragraph by paragraph."""
    return [flat("".join(span.text for span in each.spans)) for each in paragraphs(source)]


def levels(page: Element) -> list[int]:
    return [int(each.name[1]) for each in page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2 (1.4.3)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@EVERY
@BOTH
def test_a_page_is_well_formed_has_a_language_and_headings_without_a_gap(make, lesson, language):
    page = page_of(make, lesson, language)
    (root,) = page.all("html")
    found = levels(page)
    assert root.attributes["lang"] == language
    assert found.count(1) == 1
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert all(each.text.strip() for each in page.all("h1", "h2", "h3", "h4", "title"))


@EVERY
@BOTH
def test_every_picture_has_a_name_and_a_description_and_every_table_its_headers(make, lesson, language):
    page = page_of(make, lesson, language)
    assert not page.all("img")
    for svg in page.all("svg"):
        ids = {each.attributes["id"]: each.text for each in svg.all("title", "desc")}
        assert svg.attributes["role"] == "img"
        assert all(ids[id].strip() for id in svg.attributes["aria-labelledby"].split())
    for table in page.all("table"):
        heads = table.all("th")
        assert heads
        assert all(head.attributes["scope"] in ("row", "col") and head.text for head in heads)
        widths = {len(row.all("th", "td")) for row in table.all("tr")}
        assert len(widths) == 1, table.text


@EVERY
@BOTH
def test_a_page_fetches_nothing_and_runs_nothing(make, lesson, language):
    page = page_of(make, lesson, language)
    assert not page.all("script", "link", "iframe", "object", "a")
    for each in page.all():
        for name, value in each.attributes.items():
            assert name not in ("src", "href", "style", "xlink:href")
            assert not name.startswith("on")
            assert "url(" not in value
            assert "://" not in value or (name, each.name) == ("xmlns", "svg")


def test_the_style_sheet_fetches_nothing():
    assert not re.search(r"url\(|@import|@font-face|//", CSS)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("paper", [PAPER, SHADE])
def test_every_colour_can_be_told_from_the_paper(colour, paper):
    assert contrast(colour, paper) >= 4.5


def test_the_style_sheet_knows_no_colour_but_those():
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", CSS)) <= {*COLOURS, PAPER, SHADE}


@EVERY
def test_a_handout_is_small_enough_to_mail(lesson, language):
    # the wire holds all that the other zooms hold
    assert len(html(on_paper(lesson, language, Zoom.WIRE), language).encode()) <= MOST_BYTES


@EVERY
def test_nothing_of_a_lesson_is_left_out(lesson, language):
    told = flat(page_of(on_paper, lesson, language).text)
    found = stage(lesson, language).lesson
    sources = [*found.goals, found.summary]
    for scene in found.scenes:
        for card in scene.cards:
            sources += [card.title, *(card.cases.values() if isinstance(card, Branch) else [card.text])]
            sources += card.hints if isinstance(card, Predict | Ask | Do) else ()
    assert [part for source in sources for part in words(source) if part not in told] == []


@EVERY
def test_every_question_is_asked_and_its_key_stands_only_after_the_page_break(lesson, language):
    page = html(on_paper(lesson, language), language)
    asked, broken, answers = page.partition('<section class="page">')
    assert broken
    before, after = (flat(read(f"<!DOCTYPE html>\n<html {part}").text) for part in _halves(asked, answers))
    for scene in stage(lesson, language).lesson.scenes:
        for card in scene.cards:
            if isinstance(card, Predict | Ask):
                reasons = grade_of(card.question, card.question.right_answer).reasons
                whys = [flat(reason.why) for reason in reasons]
                assert card.title in before
                assert [text for text in map(flat, card.question.words) if _shown(text) not in before + after] == []
                assert [reason.label for reason in reasons if reason.label not in after] == []
                assert [why for why in whys if why not in after or why in before] == []


def _halves(asked: str, answers: str) -> tuple[str, str]:
    """Both as pages that are closed."""
    return f"><body>{asked.partition('<body>')[2]}</main></body></html>", f"><body><main><section>{answers.strip()}"


def _shown(text: str) -> str:
    """A sentence with gaps, as it is shown."""
    return re.split(r"\{[a-z0-9-]+\}", MARK.sub(lambda found: found["shown"] or found["id"], text))[0].strip()


@EVERY
@BOTH
def test_a_markdown_page_has_no_html_and_headings_without_a_gap(make, lesson, language):
    tokens = MARKDOWN.parse(markdown(make(lesson, language), language))
    inner = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in (*tokens, *inner)} & {"html_block", "html_inline", "link_open", "image"}
    found = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_a_handout_says_the_same_in_markdown_as_in_html():
    def letters(text: str) -> str:
        return re.sub(r"[\W_]+", "", text)

    document = on_paper("who-knows-what", "nl")
    rendered = unescape(re.sub(r"<[^>]+>", "", MARKDOWN.render(markdown(document, "nl"))))
    told = letters(rendered)
    parts = page_of(on_paper, "who-knows-what", "nl").all("h2", "h3", "p", "li", "th", "td", "pre")
    assert [each.text for each in parts if letters(each.text) not in told] == []


@pytest.mark.parametrize("make", [handout, rolecards])
def test_what_a_course_holds_is_text_and_never_markup(make):
    document = make(nasty())
    page = read(html(document, "nl"))
    tokens = MARKDOWN.parse(markdown(document, "nl"))
    inner = [child for token in tokens for child in token.children or ()]
    assert page.text.count(NASTY) > 20
    assert not page.all("b", "a", "script")
    assert not {token.type for token in (*tokens, *inner)} & {"html_block", "html_inline", "link_open", "image"}
    assert any("".join(child.content for child in token.children or ()) == NASTY for token in tokens)


@pytest.mark.parametrize("make", [handout, rolecards])
def test_the_same_lesson_is_the_same_bytes(make):
    written = [html(make(stage("clean-login", "nl")), "nl") for _ in range(2)]
    assert written[0] == written[1]


def test_without_a_zoom_each_message_is_as_deep_as_its_card_has_it():
    page = html(handout(stage("clean-login", "nl")), "nl")
    assert page.count("<pre>") == 1
    assert html(on_paper("clean-login", "nl", Zoom.STORY), "nl").count("<pre>") == 0
    assert html(on_paper("clean-login", "nl"), "nl").count("<pre>") == 4
