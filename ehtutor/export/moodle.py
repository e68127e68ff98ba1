"""Questions in Moodle XML (question/format/xml): the richest of the formats, with hints and a why for each option."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, assert_never
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ehtutor.course.texts import Texts
from ehtutor.export.markup import literal
from ehtutor.export.neutral import (
    Neutral,
    by_topic,
    how,
    neutral,
    pairs,
    paragraph,
    share,
    spelling,
    stem,
    whys,
)
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import Cloze, Gap, Match, Number, OneOf, Order, Question, SeveralOf, Text

_FORMAT: Final = "html"
_PENALTY: Final = "0.3333333"


def moodle(items: Sequence[Item], texts: Texts) -> str:
    """All questions, by topic."""
    quiz = Element("quiz")
    found = sorted(neutral(items, texts), key=by_topic)
    for topic, group in groupby(found, key=lambda each: each.item.topic):
        category = SubElement(quiz, "question", type="category")
        name = f"$course$/top/eHerkenning ({texts.language})/{texts.say(f'topic.{topic.value}')}"
        _text(SubElement(category, "category"), name)
        for each in group:
            _question(quiz, each, texts)
    indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"


def _question(quiz: Element, each: Neutral, texts: Texts) -> None:
    question = each.item.question
    element = SubElement(quiz, "question")
    _text(SubElement(element, "name"), each.id)
    _text(SubElement(element, "questiontext", format=_FORMAT), _stem(each, texts))
    _text(SubElement(element, "generalfeedback", format=_FORMAT), whys(question) + paragraph(each.taught))
    SubElement(element, "defaultgrade").text = "1"
    SubElement(element, "penalty").text = _PENALTY
    SubElement(element, "hidden").text = "0"
    SubElement(element, "idnumber").text = each.id
    element.set("type", _answers(element, question, texts))
    for hint in each.item.hints:
        _text(SubElement(element, "hint", format=_FORMAT), literal(hint))
    tags = SubElement(element, "tags")
    for tag in each.tags:
        _text(SubElement(tags, "tag"), tag)


def _stem(each: Neutral, texts: Texts) -> str:
    question = each.item.question
    if isinstance(question, Cloze):
        return stem(each.item, {gap.id: _embedded(gap) for gap in question.gaps})
    return each.stem + how(question, texts)


def _embedded(gap: Gap) -> str:
    """A gap with its spellings, as Moodle writes it in a sentence."""
    spellings = "~".join(f"={_in_gap(each)}" for each in gap.accept)
    return f"{{1:SHORTANSWER:{spellings}}}"


def _in_gap(text: str) -> str:
    return "".join(f"\\{sign}" if sign in '\\}#~/"*' else sign for sign in literal(text))


def _answers(element: Element, question: Question, texts: Texts) -> str:
    """Write what can be answered; the type that Moodle has for it."""
    match question:
        case OneOf(is_true_false=True, key=key):
            for option in question.options:
                _answer(element, option.id, "100" if option.id == key else "0", option.why)
            return "truefalse"
        case OneOf() | SeveralOf():
            _choices(element, question)
            return "multichoice"
        case Order():
            steps = enumerate(question.right_options, 1)
            _pairs(element, [(texts.say("export.place", number=number), option.label) for number, option in steps])
            return "matching"
        case Match():
            _pairs(element, pairs(question))
            return "matching"
        case Number(key=number):
            SubElement(_answer(element, str(number), "100", ""), "tolerance").text = "0"
            return "numerical"
        case Text(accept=accept):
            SubElement(element, "usecase").text = "0"
            for each in accept:
                _answer(element, spelling(each), "100", "")
            return "shortanswer"
        case Cloze():
            return "cloze"
        case _:
            assert_never(question)


def _choices(element: Element, question: OneOf | SeveralOf) -> None:
    is_single = isinstance(question, OneOf)
    SubElement(element, "single").text = str(is_single).lower()
    SubElement(element, "shuffleanswers").text = "true"
    SubElement(element, "answernumbering").text = "abc"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(SubElement(element, name, format=_FORMAT), "")
    right = share(len(question.right_options))
    wrong = "0" if is_single else f"-{share(len(question.wrong_options) or 1)}"
    for option in question.options:
        fraction = right if option in question.right_options else wrong
        _answer(element, literal(option.label), fraction, option.why)


def _answer(element: Element, text: str, fraction: str, why: str) -> Element:
    answer = SubElement(element, "answer", fraction=fraction, format=_FORMAT)
    SubElement(answer, "text").text = text
    _text(SubElement(answer, "feedback", format=_FORMAT), literal(why))
    return answer


def _pairs(element: Element, found: Sequence[tuple[str, str]]) -> None:
    SubElement(element, "shuffleanswers").text = "true"
    for left, right in found:
        _pair(element, left, right)


def _pair(element: Element, left: str, right: str) -> None:
    subquestion = SubElement(element, "subquestion", format=_FORMAT)
    SubElement(subquestion, "text").text = literal(left)
    # this one Moodle takes for plain text
    _text(SubElement(subquestion, "answer"), right.strip())


def _text(element: Element, text: str) -> None:
    SubElement(element, "text").text = text
