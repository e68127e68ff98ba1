"""Questions in GIFT, the text format of Moodle (question/format/gift): no hints, one category a topic.

What GIFT lacks: an order becomes a match of places with steps, and a sentence with several gaps a match of gaps with
words. Both say so in their stem. A match has no whys of its own: they stand in the general feedback.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, assert_never

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
    whys,
)
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import Cloze, Match, Number, OneOf, Option, Order, Question, SeveralOf, Text

_SPECIAL: Final = re.compile(r"[\\#=~{}:]")
_OPENS: Final = re.compile(r"^[%\[]")
"""With which a weight or the name of a format begins; neither can be escaped but as HTML."""


def gift(items: Sequence[Item], texts: Texts) -> str:
    """All questions, by topic."""
    sorted_by_topic = sorted(neutral(items, texts), key=by_topic)
    return "".join(_all(sorted_by_topic, texts))


def _all(found: Sequence[Neutral], texts: Texts) -> Iterator[str]:
    for topic, group in groupby(found, key=lambda each: each.item.topic):
        yield f"$CATEGORY: $course$/top/eHerkenning ({texts.language})/{texts.say(f'topic.{topic.value}')}\n\n"
        for each in group:
            yield f"{_question(each, texts)}\n\n"


def _question(each: Neutral, texts: Texts) -> str:
    ids = " ".join([f"[id:{each.id}]", *(f"[tag:{tag}]" for tag in each.tags)])
    return f"// {ids}\n::{escaped(each.id)}::[html]{escaped(_stem(each, texts))} {{\n{_answers(each, texts)}\n}}"


def _stem(each: Neutral, texts: Texts) -> str:
    """With a word on how it is answered, where that is not how it is asked."""
    question = each.item.question
    if isinstance(question, Cloze) and _is_matched(question):
        return f"{each.stem}<p><em>{literal(texts.say('export.gaps-as-match'))}</em></p>"
    return each.stem + how(question, texts)


def _is_matched(question: Question) -> bool:
    """Whether GIFT has nothing for it but a match."""
    return isinstance(question, Order | Match) or (isinstance(question, Cloze) and len(question.gaps) > 1)


def escaped(text: str) -> str:
    """A text that stands for itself, on one line."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text).replace("\r", "").replace("\n", "\\n")


def _answers(each: Neutral, texts: Texts) -> str:
    question = each.item.question
    general = _general(each)
    match question:
        case OneOf(is_true_false=True, options=options, key=key):
            told = {option.id: option.why for option in options}
            wrong = "false" if key == "true" else "true"
            # the feedback for a wrong answer stands first
            return f"{key.upper()}#{_words(told[wrong])}#{_words(told[key])}{general}"
        case OneOf(options=options, key=key):
            return "\n".join(_option("=" if option.id == key else "~", option) for option in options) + general
        case SeveralOf(options=options, key=keys):
            right, wrong = share(len(question.right_options)), share(len(question.wrong_options) or 1)
            marks = (f"~%{right}%" if option.id in keys else f"~%-{wrong}%" for option in options)
            return "\n".join(map(_option, marks, options)) + general
        case Order():
            steps = enumerate(question.right_options, 1)
            return "\n".join(_pair(texts.say("export.place", number=n), option.label) for n, option in steps) + general
        case Match():
            return "\n".join(_pair(left, right) for left, right in pairs(question)) + general
        case Number(key=number, why=why):
            return f"#=%100%{number}:0#{_words(why)}{general}"
        case Text(accept=accept, why=why):
            return _typed(accept, why) + general
        case Cloze(gaps=(gap,), why=why):
            return _typed(gap.accept, why) + general
        case Cloze(gaps=gaps):
            return "\n".join(_pair(f"({n})", gap.accept[0]) for n, gap in enumerate(gaps, 1)) + general
        case _:
            assert_never(question)


def _general(each: Neutral) -> str:
    """Where it is taught, after the whys that have no place of their own."""
    told = whys(each.item.question) if _is_matched(each.item.question) else ""
    told += paragraph(each.taught)
    return f"\n####{escaped(told)}" if told else ""


def _option(mark: str, option: Option) -> str:
    return f"{mark}{_words(option.label)}#{_words(option.why)}"


def _typed(accept: Sequence[str], why: str) -> str:
    return "\n".join(f"={_bare(spelling(each))}#{_words(why)}" for each in accept)


def _pair(left: str, right: str) -> str:
    return f"={_words(left)} -> {_bare(right)}"


def _words(text: str) -> str:
    return escaped(_OPENS.sub(lambda found: f"&#{ord(found[0])};", literal(text)))


def _bare(text: str) -> str:
    """What Moodle takes for plain text."""
    # an arrow can't be escaped, and makes a match of any answer that has one
    return escaped(text.strip()).replace("->", "→")
