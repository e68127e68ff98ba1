"""The result of a quiz as JSON Lines: an object for each question that was answered, and one for the whole.

Part of the public formats of the program: other tools, and the results of a class, read it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ehtutor.quiz.questions import Given, right_answer
from ehtutor.session.review.state import Result, Review, Sitting

_Json: TypeAlias = None | bool | int | str | list[str] | dict[str, str]


def review_lines(sitting: Sitting, review: Review) -> Iterator[str]:
    """One line a question, in the order in which they were asked, and the result."""
    for number, result in enumerate(review.results, 1):
        yield _line(_question(sitting, number, result))
    answered = len(review.results)
    # a quiz may be left at any time, but what an exam asked counts
    asked, passed = (review.asked, review.has_passed) if sitting.is_exam else (answered, None)
    counts = {"asked": asked, "answered": answered, "right": review.right}
    yield _line({"kind": "result", **counts, "passed": passed})


def _question(sitting: Sitting, number: int, result: Result) -> Mapping[str, _Json]:
    item = result.item
    return {
        "n": number,
        "id": item.id,
        "type": item.form.value,
        "topic": item.topic.value,
        "lang": sitting.texts.language,
        "seed": sitting.seed,
        "given": _given(result.given),
        "right": result.is_right,
        "hints": result.hints,
        "key": _given(right_answer(item.question)),
        "misconceptions": list(result.misconceptions),
    }


def _given(given: Given) -> _Json:
    match given:
        case str():
            return given
        case tuple():
            return list(given)
        case _:
            return dict(given)


def _line(fields: Mapping[str, _Json]) -> str:
    return json.dumps(fields, ensure_ascii=False)
