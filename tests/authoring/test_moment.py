"""A question claims something of the moment at which it is asked, a prediction of what comes."""

from pathlib import Path

from authoring.breaking import ASKED_BETWEEN, KINDS, change, told

from ehtutor.authoring.plays import play_right
from ehtutor.course.model import Course
from ehtutor.course.source import load
from ehtutor.course.texts import interface
from ehtutor.protocol.pages import Challenge
from ehtutor.protocol.trace import Exchange
from ehtutor.session.lesson.state import Stage, Walkthrough


def arrivals(folder: Path, lesson: str) -> dict[str, Walkthrough]:
    """The lesson played with its right answers: the moment at which each card is reached."""
    course = load(folder, "nl")
    assert isinstance(course, Course)
    play = play_right(Stage(course=course, lesson=course.lesson(lesson), texts=interface("nl")))
    assert play.is_whole
    return {moment.card.id: moment for moment in reversed(play.moments) if not moment.is_done}


def test_how_many_tries_are_left_is_asked_between_a_wrong_proof_and_a_right_one(folder: Path) -> None:
    change(folder, ASKED_BETWEEN)
    assert told(folder) == []
    asked = arrivals(folder, "kinds")["how-many"].passed
    pages = [each.message for each in asked.entries if isinstance(each, Exchange)]
    assert [page.tries_left for page in pages if isinstance(page, Challenge)] == [3, 2]


def test_the_same_is_claimed_of_the_proof_by_its_name(folder: Path) -> None:
    proof = "{asks: tries-left, entry: {message: SignatureProof}}"
    change(folder, ASKED_BETWEEN, (KINDS, "{asks: tries-left}", proof))
    assert told(folder) == []


def test_a_move_lets_all_pass_that_comes_of_it_and_a_card_that_shows_only_what_it_shows(folder: Path) -> None:
    at = arrivals(folder, "tiny")
    assert at["welcome"].passed.entries == ()
    assert at["to-whom"].passed == at["to-whom"].login.trace
    change(folder, ("tiny/lesson.yaml", "entry: {message: AuthnRequest, to: HM, nth: 1}", "entry: {message: SignIn}"))
    shown = arrivals(folder, "tiny")["request"]
    assert shown.passed.entries == shown.login.entries[:2]
    assert len(shown.login.entries) > 2
