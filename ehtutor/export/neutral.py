"""A question in the shape that every format needs: its texts without our marks, its tags, its parts."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.markup import html, literal
from ehtutor.quiz.item import Item, Topic
from ehtutor.quiz.questions import Cloze, Match, Number, OneOf, Option, Order, Question, SeveralOf, Text
from ehtutor.value import Value

_GAP: Final = re.compile(r"\{([^{}]*)\}")


class Neutral(Value):
    """A question, ready to be written down."""

    id: str
    """Stable, and another one in every language, so that both can live in one system."""
    item: Item
    stem: str
    """HTML, with what is to be looked at."""
    tags: tuple[str, ...]
    taught: str
    """Where it is explained, in words; empty where nowhere."""


def neutral(items: Sequence[Item], texts: Texts) -> tuple[Neutral, ...]:
    """The questions, in their order."""
    return tuple(
        Neutral(
            id=f"{texts.language}/{item.id}",
            item=item,
            stem=stem(item, numbered(item.question)),
            tags=tags(item),
            taught=texts.say("export.taught", card=item.taught) if item.taught else "",
        )
        for item in items
    )


def tags(item: Item) -> tuple[str, ...]:
    """The words to find a question by: what it is about, its form, its roles, where it is taught, what is believed."""
    lesson = item.taught.partition("/")[0]
    return (
        "ehtutor",
        f"topic:{item.topic.value}",
        f"type:{item.form.value}",
        *(f"role:{code}" for code in sorted(item.roles)),
        *((f"lesson:{lesson}",) if lesson else ()),
        *(f"misconception:{id}" for id in sorted(set(item.misconceptions.values()))),
    )


def stem(item: Item, gaps: Mapping[str, str]) -> str:
    """As HTML what is asked, the sentence with this in its gaps, if it has any, and what is to be looked at."""
    parts = [html(item.stem)]
    if isinstance(item.question, Cloze):
        parts.append(filled(html(item.question.sentence), gaps))
    for exhibit in item.exhibits:
        lines = (f"<li>{literal(name)}: <code>{literal(value)}</code></li>" for name, value in exhibit.lines)
        parts.append(f"<p><strong>{literal(exhibit.title)}</strong></p><ul>{''.join(lines)}</ul>")
    return "".join(parts)


def numbered(question: Question) -> Mapping[str, str]:
    """For each gap a number and a line to write on."""
    gaps = question.gaps if isinstance(question, Cloze) else ()
    return {gap.id: f"({number}) ____" for number, gap in enumerate(gaps, 1)}


def filled(sentence: str, gaps: Mapping[str, str]) -> str:
    """The sentence with this in its gaps."""
    return _GAP.sub(lambda found: gaps.get(found[1], found[0]), sentence)


def whys(question: Question) -> str:
    """As HTML every why that does not belong to an option of its own."""
    match question:
        case OneOf() | SeveralOf():
            return ""
        case Order():
            return f"<ol>{''.join(map(_why, question.right_options))}</ol>"
        case Match(left=left):
            return f"<ul>{''.join(map(_why, left))}</ul>"
        case Number(why=why) | Text(why=why) | Cloze(why=why):
            return paragraph(why)
        case _:
            assert_never(question)


def _why(option: Option) -> str:
    return f"<li>{literal(option.label)}: {literal(option.why)}</li>"


def paragraph(text: str) -> str:
    """As HTML a paragraph, or nothing."""
    return f"<p>{literal(text)}</p>" if text else ""


def by_topic(each: Neutral) -> int:
    """Where a question stands among others that are sorted by topic."""
    return list(Topic).index(each.item.topic)


def how(question: Question, texts: Texts) -> str:
    """As HTML a word on how it is answered, for a program that knows only true and false, or no order."""
    match question:
        case Order():
            return f"<p><em>{literal(texts.say('export.as-match'))}</em></p>"
        case OneOf(is_true_false=True, options=options):
            labels = {option.id: option.label for option in options}
            own = (texts.say("export.true"), texts.say("export.false"))
            if (labels["true"].casefold(), labels["false"].casefold()) == own:
                return ""
            return f"<p><em>{literal(texts.say('export.as-true-false', **labels))}</em></p>"
        case _:
            return ""


def pairs(match: Match) -> tuple[tuple[str, str], ...]:
    """Left with its right, and what fits nowhere with an empty left."""
    labels = {label.id: label.label for label in match.right}
    matched = [(option.label, labels[match.key[option.id]]) for option in match.left]
    rest = [("", label.label) for label in match.right if label.id not in match.key.values()]
    return (*matched, *rest)


def spelling(text: str) -> str:
    """An accepted spelling as Moodle compares it: a bare asterisk would stand for anything."""
    return text.strip().replace("*", "\\*")


def share(count: int) -> str:
    """A hundred per cent in so many parts, in the digits that Moodle knows."""
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")
