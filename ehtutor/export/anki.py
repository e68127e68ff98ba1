"""Questions as Anki's text import (anki-manual, text files): front, back and tags, with a guid that lets them update.

A match becomes a note for each pair, so that each returns in its own time.
"""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.markup import literal
from ehtutor.export.neutral import Neutral, in_order, neutral, paragraph
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import Cloze, Match, Number, OneOf, Option, Order, SeveralOf, Text

_COLUMNS: Final = ("guid", "front", "back", "tags")


def anki(items: Sequence[Item], texts: Texts) -> str:
    """All questions, as one deck."""
    header = (
        "#separator:Tab",
        "#html:true",
        "#notetype:Basic",
        f"#deck:eHerkenning ({texts.language})",
        "#guid column:1",
        "#tags column:4",
    )
    notes = (note for each in neutral(items, texts) for note in _notes(each, texts))
    return "".join(f"{line}\n" for line in (*header, *("\t".join(map(_field, note)) for note in notes)))


def _field(text: str) -> str:
    """One field: a tab or a line end would begin another, and a quote at its start would take its neighbours in."""
    return text.replace("\r", "").replace("\n", "<br>").replace("\t", " ").replace('"', "&quot;")


def _notes(each: Neutral, texts: Texts) -> Iterator[tuple[str, str, str, str]]:
    question, tags = each.item.question, " ".join(each.tags)
    guid = f"ehtutor-{each.id}"
    if isinstance(question, Match):
        labels = {label.id: label.label for label in question.right}
        for option in question.left:
            front = each.stem + f"<p><strong>{literal(option.label)}</strong></p>"
            front += _list([label.label for label in question.right])
            back = f"<p><strong>{literal(labels[question.key[option.id]])}</strong></p>{paragraph(option.why)}"
            yield f"{guid}/{option.id}", front, back + _taught(each), tags
        return
    yield guid, _front(each, texts), _back(each) + _taught(each), tags


def _front(each: Neutral, texts: Texts) -> str:
    question = each.item.question
    match question:
        case OneOf(options=options) | SeveralOf(options=options) | Order(options=options):
            how = "" if isinstance(question, OneOf) else f"<p><em>{literal(texts.say(_how(question)))}</em></p>"
            return each.stem + how + _list([option.label for option in options])
        case Match() | Number() | Text() | Cloze():
            return each.stem
        case _:
            assert_never(question)


def _how(question: SeveralOf | Order) -> str:
    return "screen.ask-many" if isinstance(question, SeveralOf) else "screen.ask-order"


def _back(each: Neutral) -> str:
    question = each.item.question
    match question:
        case OneOf(options=options, key=key):
            return _chosen([option for option in options if option.id == key], options)
        case SeveralOf(options=options, key=keys):
            return _chosen([option for option in options if option.id in keys], options)
        case Order():
            steps = "".join(f"<li>{literal(option.label)}{paragraph(option.why)}</li>" for option in in_order(question))
            return f"<ol>{steps}</ol>"
        case Number(key=number, why=why):
            return f"<p><strong>{number}</strong></p>{paragraph(why)}"
        case Text(accept=accept, why=why):
            return f"<p><strong>{literal(accept[0])}</strong></p>{paragraph(why)}"
        case Cloze(gaps=gaps, why=why):
            words = "".join(f"<li>{literal(gap.accept[0])}</li>" for gap in gaps)
            return f"<ol>{words}</ol>{paragraph(why)}"
        case Match():
            return ""
        case _:
            assert_never(question)


def _chosen(right: Sequence[Option], options: Sequence[Option]) -> str:
    """What is right with its why, and then why the others are not."""
    told = "".join(f"<p><strong>{literal(option.label)}</strong></p>{paragraph(option.why)}" for option in right)
    others = "".join(
        f"<li>{literal(option.label)}: {literal(option.why)}</li>" for option in options if option not in right
    )
    return told + (f"<ul>{others}</ul>" if others else "")


def _list(labels: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{literal(label)}</li>" for label in labels) + "</ul>"


def _taught(each: Neutral) -> str:
    return f"<p><em>{literal(each.taught)}</em></p>" if each.taught else ""
