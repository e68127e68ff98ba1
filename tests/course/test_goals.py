"""A goal that is none is a problem in its place, and one that is one is read as it is written."""

from pathlib import Path

import pytest
from authoring.breaking import sound, told
from course.breaking import CARET, Place, break_file, found_in

from ehtutor.course.model import Course, FreeMove, Goal
from ehtutor.course.source import load
from ehtutor.protocol.interference import Broken

LESSON, TEXTS = "tiny/lesson.yaml", "tiny/nl.yaml"
GOAL = """      - id: aim
        kind: goal
        means: {{early: {means}}}
        moves: [cancel]
        reach: {reach}
"""
WORDS = "  aim: {title: Doel, text: Kom binnen., hints: [Probeer.], means: {early: een ander nummer}}\n"
OTHER = "{broken: hm.authn-request.version}"
ENDS = "{outcome: served, level-reached: EH3}"


def with_goal(folder: Path, reach: str = ENDS, *, means: str = OTHER, after: str = "") -> Place:
    """The course with a goal at the end of its first scene; the place of the caret."""
    course = sound(folder)
    break_file(course, TEXTS, "cards:\n", f"cards:\n{WORDS}{CARET}")
    goal = GOAL.format(means=means, reach=reach) + after
    marked = goal if CARET in goal else CARET + goal
    return break_file(course, LESSON, "  - id: cancelled\n", f"{marked}  - id: cancelled\n")


def test_a_goal_is_read_as_it_is_written(tmp_path: Path) -> None:
    with_goal(tmp_path / "course")
    course = load(tmp_path / "course", "nl")
    assert isinstance(course, Course)
    goal = course.lessons[0].scenes[0].cards[-1]
    assert isinstance(goal, Goal)
    assert (goal.means, goal.means_labels) == (
        {"early": Broken(rule="hm.authn-request.version")},
        {"early": "een ander nummer"},
    )
    assert goal.moves == {FreeMove.CANCEL}
    assert (goal.reach.outcome, goal.reach.level_reached, goal.reach.knows) == ("served", "EH3", {})
    assert told(tmp_path / "course") == []


@pytest.mark.parametrize(
    ("code", "reach", "after"),
    [
        ("no-end", "‸{}", ""),
        ("unknown-key", "{outcome: served, ‸levl: EH3}", ""),
        ("expected-choice", "{outcome: ‸open}", ""),
        ("after-a-goal", ENDS, "      ‸- {id: so-far, kind: show, knowledge: true}\n"),
    ],
)
def test_a_goal_that_is_written_wrong(tmp_path: Path, code: str, reach: str, after: str) -> None:
    place = with_goal(tmp_path / "course", reach, after=after)
    found = [one for one in found_in(tmp_path / "course") if one[0] != "missing-card-text"]
    assert [each for each, _ in found] == [code]
    assert found[0][1][:2] == place[:2]


@pytest.mark.parametrize(
    ("says", "reach", "means"),
    [
        ("niet te halen", "‸{outcome: served, level-reached: EH2}", OTHER),
        ("al gehaald voordat", "‸{knows-not: {DV: [middel]}}", OTHER),
        ("verandert in deze inlog niets", "{outcome: served}", "‸{replayed: {to: AD, message: Response}}"),
    ],
)
def test_a_goal_that_playing_shows_to_be_none(tmp_path: Path, says: str, reach: str, means: str) -> None:
    place = with_goal(tmp_path / "course", reach, means=means)
    ((where, text),) = told(tmp_path / "course")
    assert where[:2] == place[:2]
    assert says in text
