"""The result of a quiz as JSON Lines: an object for each question that was answered, and one for the whole.

Part of the public formats of the program: other tools, and the results of a class, read it.
"""

from collections.abc import Iterator, Mapping

from ehtutor import json_line
from ehtutor.quiz.questions import right_answer
from ehtutor.session.review.state import Result, Review, Sitting


def review_lines(sitting: Sitting, review: Review) -> Iterator[str]:
    """One line a question, in the order in which they were asked, and the result."""
    for number, result in enumerate(review.results, 1):
        yield json_line.written(_question(sitting, number, result))
    answered = len(review.results)
    # a quiz may be left at any time, but what an exam asked counts
    asked, passed = (review.asked, review.has_passed) if sitting.is_exam else (answered, None)
    counts = {"asked": asked, "answered": answered, "right": review.right}
    yield json_line.written({"kind": "result", **counts, "passed": passed})


def _question(sitting: Sitting, number: int, result: Result) -> Mapping[str, object]:
    item = result.item
    return {
        "n": number,
        "id": item.id,
        "type": item.form,
        "topic": item.topic,
        "lang": sitting.texts.language,
        "seed": sitting.seed,
        "given": result.given,
        "right": result.is_right,
        "hints": result.hints,
        "key": right_answer(item.question),
        "misconceptions": result.misconceptions,
    }
