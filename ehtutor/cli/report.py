"""What `ehtutor progress` and `ehtutor progress class` tell other programs: one JSON object, or rows of CSV."""

import json
from collections.abc import Iterator
from typing import Final

from msgspec import to_builtins

from ehtutor import json_line
from ehtutor.course.texts import Texts
from ehtutor.export.spreadsheet import spreadsheet
from ehtutor.quiz.item import Item
from ehtutor.quiz.times import stamp
from ehtutor.session.mastery.classroom import ClassResults, Spread
from ehtutor.session.mastery.learner import Mastery, Returning

VERSION: Final = 1
"""Of both formats."""


def mastery_json(mastery: Mastery, texts: Texts, course: str) -> str:
    """The format `ehtutor-mastery`."""
    found = {
        "format": "ehtutor-mastery",
        "version": VERSION,
        "course": course,
        "lang": texts.language,
        "answers": mastery.answers,
        "right": mastery.right,
        "topics": [{"topic": topic, **to_builtins(share)} for topic, share in mastery.topics.items()],
        "roles": [{"role": role, "known": share.known, "seen": share.seen} for role, share in mastery.roles.items()],
        "due": mastery.due,
        "misconceptions": [_returning(each, texts) for each in mastery.returning],
        "predictions": [{"asks": kind, **to_builtins(found)} for kind, found in mastery.predictions.items()],
        "scores": [
            {
                "at": score.at,
                "asked": score.asked,
                "answered": score.answered,
                "right": score.right,
                "exam": score.is_exam,
            }
            for score in mastery.scores
        ],
    }
    return json_line.written(found)


def _returning(each: Returning, texts: Texts) -> dict[str, object]:
    return {
        "id": each.id,
        "says": _says(each.id, texts),
        "times": each.belief.times,
        "days": each.belief.days,
        "last": each.belief.last,
        "overcome": each.is_overcome,
    }


def mastery_csv(mastery: Mastery) -> str:
    """A measure, the name of what is measured, and the value."""
    return spreadsheet(("measure", "name", "value"), _mastery_rows(mastery)).rstrip("\n")


def _mastery_rows(mastery: Mastery) -> Iterator[tuple[str, str, int]]:
    yield "answers", "", mastery.answers
    yield "right", "", mastery.right
    for topic, share in mastery.topics.items():
        yield "topic-known", topic.value, share.known
        yield "topic-seen", topic.value, share.seen
        yield "topic-all", topic.value, share.all
    for role, share in mastery.roles.items():
        yield "role-known", role.value, share.known
        yield "role-seen", role.value, share.seen
    for when, count in mastery.due.items():
        yield "due", when.value, count
    for each in mastery.returning:
        yield "misconception-times", each.id, each.belief.times
        yield "misconception-days", each.id, each.belief.days
    for kind, found in mastery.predictions.items():
        yield "prediction-right", kind.value, found.right
        yield "prediction-asked", kind.value, found.asked
    for score in mastery.scores:
        sitting = "exam" if score.is_exam else "quiz"
        yield f"{sitting}-right", stamp(score.at), score.right
        yield f"{sitting}-asked", stamp(score.at), score.asked
        yield f"{sitting}-answered", stamp(score.at), score.answered


def class_json(results: ClassResults, texts: Texts, course: str) -> str:
    """The format `ehtutor-class`."""
    found = {
        "format": "ehtutor-class",
        "version": VERSION,
        "course": course,
        "lang": texts.language,
        "files": results.papers,
        "questions": [_question(results.items[id], spread) for id, spread in results.questions.items()],
        "misconceptions": [
            {"id": id, "says": _says(id, texts), **to_builtins(held)} for id, held in results.misconceptions.items()
        ],
    }
    # by the other library: the name of a file may hold what is no text
    return json.dumps(to_builtins(found), ensure_ascii=False)


def _question(item: Item, spread: Spread) -> dict[str, object]:
    wrong = [{"answer": answer, "times": times} for answer, times in spread.wrong.items()]
    return {"id": item.id, "topic": item.topic, "stem": item.stem, **to_builtins(spread), "wrong": wrong}


def class_csv(results: ClassResults) -> str:
    """A measure, the name of what is measured, the wrong answer where it counts one, and the value."""
    return spreadsheet(("measure", "name", "answer", "value"), _class_rows(results)).rstrip("\n")


def _class_rows(results: ClassResults) -> Iterator[tuple[str, str, str, int]]:
    for each in results.papers:
        yield "file-answers", each.name, "", each.answers
        yield "file-right", each.name, "", each.right
        yield "file-unanswered", each.name, "", each.unanswered
        yield "file-gone", each.name, "", each.gone
        yield "file-known", each.name, "", each.known
        yield "file-doubts", each.name, "", len(each.doubts)
    for id, spread in results.questions.items():
        yield "question-answers", id, "", spread.answers
        yield "question-right", id, "", spread.right
        yield "question-people", id, "", spread.people
        for answer, times in spread.wrong.items():
            yield "question-wrong", id, answer.replace("\n", " "), times
    for id, held in results.misconceptions.items():
        yield "misconception-times", id, "", held.times
        yield "misconception-people", id, "", held.people


def _says(id: str, texts: Texts) -> str:
    key = f"misconception.{id}.says"
    return texts.say(key) if texts.has(key) else ""
