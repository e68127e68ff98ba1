"""The result of a quiz as JSON Lines: an object for each question that was answered, and one for the whole.

Part of the public formats of the program: other tools, and the results of a class, read it.
"""

from collections.abc import Iterator, Mapping

from ehtutor import json_line
from ehtutor.session.review.state import Result, Review, Sitting


def result_lines(moment: Review) -> Iterator[str]:
    """One line a question, in the order in which they were asked, and the result."""
    for number, result in enumerate(moment.results, 1):
        yield json_line.written(_question(moment.sitting, number, result))
    answered = len(moment.results)
    # a quiz may be left at any time, but what an exam asked counts
    asked, passed = (moment.asked, moment.has_passed) if moment.sitting.is_exam else (answered, None)
    counts = {"asked": asked, "answered": answered, "right": moment.right}
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
        "key": item.question.right_answer,
        "misconceptions": result.misconceptions,
    }
