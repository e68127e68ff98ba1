"""Questions as Anki's text import (anki-manual, text files): front, back and tags, with a guid that lets them update.

A match becomes a note for each pair, so that each returns in its own time.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from ehtutor.course.texts import Texts
from ehtutor.export.markup import literal
from ehtutor.export.neutral import Neutral, neutral, paragraph
from ehtutor.quiz.item import Item
from ehtutor.quiz.questions import Cloze, Label, Match, Number, OneOf, Option, Order, Question, SeveralOf, Text


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
    for part, front, back in _sides(each.item.question, texts):
        yield f"ehtutor-{each.id}{part}", each.stem + front, back + _taught(each), " ".join(each.tags)


def _sides(question: Question, texts: Texts) -> Iterator[tuple[str, str, str]]:
    """For each note what its guid ends with, what follows the stem on its front, and its back."""
    match question:
        case OneOf(options=options):
            yield "", _list(options), _chosen(question)
        case SeveralOf(options=options):
            yield "", _how("screen.ask-many", texts) + _list(options), _chosen(question)
        case Order(options=options):
            steps = (f"<li>{literal(each.label)}{paragraph(each.why)}</li>" for each in question.right_options)
            yield "", _how("screen.ask-order", texts) + _list(options), f"<ol>{''.join(steps)}</ol>"
        case Match(left=left, right=right, key=key):
            labels = {label.id: label.label for label in right}
            for each in left:
                back = _strong(labels[key[each.id]]) + paragraph(each.why)
                yield f"/{each.id}", _strong(each.label) + _list(right), back
        case Number(key=number, why=why):
            yield "", "", _strong(str(number)) + paragraph(why)
        case Text(accept=accept, why=why):
            yield "", "", _strong(accept[0]) + paragraph(why)
        case Cloze(gaps=gaps, why=why):
            words = "".join(f"<li>{literal(gap.accept[0])}</li>" for gap in gaps)
            yield "", "", f"<ol>{words}</ol>{paragraph(why)}"
        case _:
            assert_never(question)


def _how(key: str, texts: Texts) -> str:
    return f"<p><em>{literal(texts.say(key))}</em></p>"


def _strong(text: str) -> str:
    return f"<p><strong>{literal(text)}</strong></p>"


def _chosen(question: OneOf | SeveralOf) -> str:
    """What is right with its why, and then why the others are not."""
    told = "".join(_strong(option.label) + paragraph(option.why) for option in question.right_options)
    others = "".join(f"<li>{literal(option.label)}: {literal(option.why)}</li>" for option in question.wrong_options)
    return told + (f"<ul>{others}</ul>" if others else "")


def _list(choices: Sequence[Option | Label]) -> str:
    return "<ul>" + "".join(f"<li>{literal(each.label)}</li>" for each in choices) + "</ul>"


def _taught(each: Neutral) -> str:
    return f"<p><em>{literal(each.taught)}</em></p>" if each.taught else ""
