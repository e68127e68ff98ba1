"""Questions in the formats of other programs, as readers that are not ours understand them."""

import csv
import html
import io
import json
import re

import jsonschema
import pytest
from export.questions import ITEMS, NASTY, item, option, texts
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from moodle_xml_parser.parser import parse_string
from pygiftparser import parser as gift_parser

from ehtutor.export.anki import anki
from ehtutor.export.gift import escaped, gift
from ehtutor.export.moodle import moodle
from ehtutor.export.question_tables import COLUMNS, questions_csv, questions_json, schema
from ehtutor.quiz.questions import OneOf, QuestionForm, Text
from ehtutor.value import replace

WRITERS = {"gift": gift, "moodle": moodle, "anki": anki, "json": questions_json, "csv": questions_csv}
# XML knows neither control characters nor the last two; the command shows them instead
ANY_SIGN = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
ANY_TEXT = st.text(ANY_SIGN, min_size=1, max_size=40).filter(str.strip)


def gift_questions(text: str):
    # this reader is led astray by braces, also by those that are escaped
    found = gift_parser.parseFile(io.StringIO(text.replace("\\{e\\} ", "")))
    assert all(question.valid for question in found), [question.source for question in found if not question.valid]
    return {question.title.rpartition("/")[2]: question for question in found}


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def words(written: str) -> str:
    """What somebody reads of a piece of HTML."""
    root = etree.fromstring(f"<div>{written.replace('<br>', chr(10))}</div>", etree.HTMLParser())
    return "".join(root.itertext())


def moodle_questions(text: str) -> dict[str, etree._Element]:
    root = etree.fromstring(text.encode())
    found = [each for each in root.iter("question") if each.get("type") != "category"]
    return {each.findtext("idnumber").rpartition("/")[2]: each for each in found}


def anki_notes(text: str) -> list[list[str]]:
    header = [line for line in text.splitlines() if line.startswith("#")]
    assert header[:2] == ["#separator:Tab", "#html:true"]
    rest = text.split("\n", len(header))[-1]
    return list(csv.reader(io.StringIO(rest), delimiter="\t"))


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_questions_are_the_same_bytes(name, golden):
    written = WRITERS[name](ITEMS, texts())
    assert written == WRITERS[name](ITEMS, texts())
    golden(f"questions.{name}", written)


def test_a_reader_of_gift_finds_each_question_with_its_key():
    found = gift_questions(gift(ITEMS, texts()))
    assert len(found) == len(ITEMS)
    kinds = {id.rpartition(".")[2]: type(question.answers).__name__ for id, question in found.items()}
    assert kinds == {
        "one-of": "SelectSet",
        "several-of": "MultipleChoicesSet",
        "true-false": "TrueFalseSet",
        "order": "MatchingSet",
        "match": "MatchingSet",
        "number": "NumericAnswerSet",
        "text": "ShortSet",
        "cloze": "MatchingSet",
        "who-acts-next": "SelectSet",
        "find-the-fault": "SelectSet",
        "spot-the-difference": "SelectSet",
    }
    right = [answer for answer in found["test.one-of"].answers.answers if answer.fraction == 100]
    shown = NASTY.replace("{e} ", "")
    assert [words(unescaped(answer.answer)) for answer in right] == [f"label b: {shown}"]
    assert [words(unescaped(answer.feedback)) for answer in right] == [f"why b: {shown}"]
    told = found["test.true-false"].answers
    assert told.answer is False
    assert (told.feedbackWrong[:8], told.feedbackCorrect[:9]) == ("why true", "why false")
    assert sum(answer.fraction for answer in found["test.several-of"].answers.answers if answer.fraction > 0) == 100


def test_a_question_in_gift_stands_without_an_empty_line_and_says_what_it_is():
    for block in gift(ITEMS, texts()).strip().split("\n\n"):
        assert block.startswith(("$CATEGORY: ", "// [id:nl/test."))
    assert "[tag:misconception:id-mixup]" in gift(ITEMS, texts())


@pytest.mark.parametrize("form", ["order", "match", "cloze"])
def test_whys_that_gift_has_no_place_for_stand_in_the_general_feedback(form):
    # the reader takes an escaped backslash with its n for a line end here
    (block,) = [block for block in gift(ITEMS, texts()).split("\n\n") if f"::nl/test.{form}::" in block]
    told = words(unescaped(block.partition("\n####")[2].removesuffix("\n}")))
    assert NASTY in told
    assert told.endswith("Uitgelegd in de les: clean-login/welcome")


def test_an_option_that_looks_like_a_weight_or_a_format_is_none():
    options = (replace(option("a"), label="%50%half"), replace(option("b"), label="[html]x"))
    written = gift([item(QuestionForm.ONE_OF, OneOf(options=options, key="a"), stem="which?")], texts())
    found = gift_questions(written)["test.one-of"].answers.answers
    assert {words(unescaped(each.answer)): each.fraction for each in found} == {"%50%half": 100, "[html]x": 0}


def test_a_true_or_false_that_is_asked_as_yes_or_no_says_so():
    options = (replace(option("true"), label="ja"), replace(option("false"), label="nee"))
    asked = [item(QuestionForm.TRUE_FALSE, OneOf(options=options, key="true"))]
    bare = [
        item(
            QuestionForm.TRUE_FALSE,
            OneOf(options=(replace(options[0], label="Waar"), option("false", "niet waar")), key="true"),
        )
    ]
    for write in (gift, moodle):
        assert "ja. Niet waar" in write(asked, texts())
        assert "Niet waar" not in write(bare, texts())


@given(ANY_TEXT)
@example("\\n")
def test_any_text_survives_the_escape_of_gift(text):
    assert unescaped(escaped(text)) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[#=~{}:]", escaped(text))


def test_moodle_gets_for_each_question_what_its_kind_needs():
    found = moodle_questions(moodle(ITEMS, texts()))
    assert len(found) == len(ITEMS)
    for element in found.values():
        order = [child.tag for child in element]
        head = ["name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber"]
        assert order[:7] == head
        assert [hint.findtext("text") for hint in element.iter("hint")] == [
            "a hint",
            html.escape(f"another: {NASTY}", quote=False),
        ]
        assert "ehtutor" in [tag.findtext("text") for tag in element.iter("tag")]
        match element.get("type"):
            case "multichoice":
                fractions = [float(answer.get("fraction")) for answer in element.iter("answer")]
                assert sum(each for each in fractions if each > 0) == pytest.approx(100)
                if element.findtext("single") == "true":
                    assert sorted(fractions)[-1] == 100
                assert all(NASTY in words(answer.findtext("feedback/text")) for answer in element.iter("answer"))
                assert all(NASTY in words(answer.findtext("text")) for answer in element.iter("answer"))
            case "truefalse":
                assert {a.findtext("text"): a.get("fraction") for a in element.iter("answer")} == {
                    "true": "0",
                    "false": "100",
                }
            case "matching":
                assert len([each for each in element.iter("subquestion") if each.findtext("text")]) >= 2
                assert f"why a: {NASTY}" in words(element.findtext("generalfeedback/text"))
            case "numerical":
                assert (element.findtext("answer/text"), element.findtext("answer/tolerance")) == ("42", "0")
            case "shortanswer":
                assert [each.findtext("text") for each in element.iter("answer")] == ["Response", "a=b"]
            case kind:
                assert kind == "cloze"
                stem = element.findtext("questiontext/text")
                assert "{1:SHORTANSWER:=HM~=the makelaar}" in stem
                assert f"Issuer: {NASTY}" in words(stem)


def test_another_reader_of_moodle_xml_finds_options_keys_and_gaps():
    # this reader takes away what looks like HTML, so it gets words that do not
    options = (replace(option("a"), label="the makelaar"), replace(option("b"), label="the gebruiker"))
    found = parse_string(moodle([item(QuestionForm.ONE_OF, OneOf(options=options, key="a")), *ITEMS], texts()))
    one = found["multichoice"][0]
    assert [each.answer for each in one.options if each.score_fraction == 100] == ["the makelaar"]
    (cloze,) = found["cloze"]
    # it takes every brace for a gap
    assert ["HM", "the makelaar"] in [[each.answer for each in gap.options] for gap in cloze.gaps]


def test_anki_gets_a_note_for_each_question_and_for_each_pair_with_a_guid_of_its_own():
    notes = anki_notes(anki(ITEMS, texts()))
    assert {len(note) for note in notes} == {4}
    guids = [note[0] for note in notes]
    assert len(set(guids)) == len(guids) == len(ITEMS) + 1
    (one,) = [note for note in notes if note[0] == "ehtutor-nl/test.one-of"]
    root = etree.fromstring(f"<div>{one[2]}</div>", etree.HTMLParser())
    assert root.find(".//strong").text == f"label b: {NASTY}"
    assert f"Issuer: {NASTY}" in words(one[1])
    assert "<i>" not in anki(ITEMS, texts())
    assert not any(" " in tag for note in notes for tag in note[3].split(" "))


def test_json_fits_its_schema_and_gives_the_keys():
    found = json.loads(questions_json(ITEMS, texts()))
    jsonschema.validate(found, schema())
    assert [each["type"] for each in found] == [each.form.value for each in ITEMS]
    for each, written in zip(ITEMS, found, strict=True):
        key = each.question.key
        if key is not None:
            shape = written["key"] if not isinstance(key, frozenset | tuple) else type(key)(written["key"])
            assert shape == key


def test_csv_has_a_row_for_each_question_and_no_formula():
    rows = list(csv.reader(io.StringIO(questions_csv([*ITEMS, formula()], texts()))))
    assert rows[0] == list(COLUMNS)
    assert [row[1] for row in rows[1:-1]] == [each.form.value for each in ITEMS]
    assert rows[-1][5] == "'=1+1"
    assert rows[1][6] == f"a: label a: {NASTY}\nb: label b: {NASTY}\nc: label c:\n\ttwo lines {NASTY}"


@pytest.mark.parametrize("sign", "=+-@")
def test_a_spreadsheet_sees_no_formula_in_a_cell(sign):
    asked = [item(QuestionForm.TEXT, Text(accept=(f"{sign}1+1",), why=f"{sign}2"))]
    (_, row) = csv.reader(io.StringIO(questions_csv(asked, texts())))
    assert (row[COLUMNS.index("key")], row[COLUMNS.index("why")]) == (f"'{sign}1+1", f"'{sign}2")


def formula():
    bare = item(QuestionForm.ONE_OF, OneOf(options=(option("a"), option("b")), key="a"), stem="=1+1")
    return replace(bare, exhibits=())


@pytest.mark.parametrize("name", WRITERS)
def test_a_mark_in_a_stem_becomes_its_words_and_what_looks_like_one_elsewhere_is_kept(name):
    written = WRITERS[name](ITEMS, texts())
    assert "middel|" not in written
    assert "**k** [[middel]]" in written


@given(ANY_TEXT, ANY_TEXT)
def test_any_words_come_back_out_of_every_format(label, why):
    options = (replace(option("a"), label=f"A{label}Z", why=f"B{why}Z"), option("b", "other"))
    asked = [item(QuestionForm.ONE_OF, OneOf(options=options, key="a"), stem="which?")]
    (moodled,) = moodle_questions(moodle(asked, texts())).values()
    written = json.loads(questions_json(asked, texts()))[0]["options"][0]
    assert (written["text"], written["why"]) == (f"A{label}Z", f"B{why}Z")
    assert words(moodled.findtext("answer/text")) == f"A{label}Z"
    assert words(moodled.findtext("answer/feedback/text")) == f"B{why}Z"
    (note,) = anki_notes(anki(asked, texts()))
    assert f"A{label}Z" in words(note[1])
    assert f"B{why}Z" in words(note[2])
    (_, row) = csv.reader(io.StringIO(questions_csv(asked, texts())))
    assert f"a: A{label}Z" in row[COLUMNS.index("options")]
    line = next(line for line in gift(asked, texts()).split("\n") if line.startswith("=A"))
    assert words(unescaped(line)) == f"=A{label}Z#B{why}Z"


def test_questions_of_two_languages_can_live_in_one_system():
    dutch, english = moodle(ITEMS, texts("nl")), moodle(ITEMS, texts("en"))
    ids = [re.findall(r"<idnumber>(.*?)</idnumber>", written) for written in (dutch, english)]
    assert not set(ids[0]) & set(ids[1])
