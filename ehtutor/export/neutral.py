"""A question in the shape that every format needs: its texts without our marks, its tags, its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ehtutor.course.texts import Texts
from ehtutor.export.markup import markdown
from ehtutor.quiz.item import Item, Topic
from ehtutor.quiz.questions import Cloze, Match, OneOf, Option, Order, Question

TRUE_FALSE: Final = frozenset({"true", "false"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Neutral:
    """A question, ready to be written down."""

    id: str
    """Stable, and another one in every language, so that both can live in one system."""
    item: Item
    stem: str
    """Markdown, with what is to be looked at."""
    tags: tuple[str, ...]
    taught: str
    """Where it is explained, in words; empty where nowhere."""


def neutral(items: Sequence[Item], texts: Texts) -> tuple[Neutral, ...]:
    """The questions, in their order."""
    return tuple(
        Neutral(
            id=f"{texts.language}/{item.id}",
            item=item,
            stem=_stem(item),
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


def _stem(item: Item) -> str:
    parts = [markdown(item.stem)]
    if isinstance(item.question, Cloze):
        parts.append(with_gaps(item.question))
    for exhibit in item.exhibits:
        parts.append(f"**{exhibit.title}**")
        parts.append("\n".join(f"- {name}: `{value}`" for name, value in exhibit.lines))
    return "\n\n".join(parts)


def with_gaps(cloze: Cloze) -> str:
    """The sentence with a numbered gap at each place."""
    sentence = cloze.sentence
    for number, gap in enumerate(cloze.gaps, 1):
        sentence = sentence.replace(f"{{{gap.id}}}", f"({number}) ____")
    return sentence


def by_topic(each: Neutral) -> int:
    """Where a question stands among others that are sorted by topic."""
    return list(Topic).index(each.item.topic)


def is_true_false(question: Question) -> bool:
    """Whether a format's own kind for true and false fits it."""
    return isinstance(question, OneOf) and {option.id for option in question.options} == TRUE_FALSE


def in_order(order: Order) -> tuple[Option, ...]:
    """The options in the right order."""
    by_id = {option.id: option for option in order.options}
    return tuple(by_id[id] for id in order.key)


def pairs(match: Match) -> tuple[tuple[str, str], ...]:
    """Left with its right, and what fits nowhere with an empty left."""
    labels = {label.id: label.label for label in match.right}
    matched = [(option.label, labels[match.key[option.id]]) for option in match.left]
    rest = [("", label.label) for label in match.right if label.id not in match.key.values()]
    return (*matched, *rest)


def share(count: int) -> str:
    """A hundred per cent in so many parts, in the digits that Moodle knows."""
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")
