"""Where a lesson goes on: at the card where the learner left, whatever lay over it, and whatever changed since."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from session.playing import CLEAN, LEVEL, WRONG, arrivals, moments, stage

from ehtutor.cli.keeping import next_lesson, revision
from ehtutor.cli.underway import how_far, underway
from ehtutor.cli.walkthrough import Resumption, resume
from ehtutor.session.lesson.script import right_action
from ehtutor.session.screen.action import Action, Answer, Chosen, Continued, Pressed
from ehtutor.session.screen.prompt import Key
from ehtutor.store.log import Log

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
COURSE = stage(CLEAN).course
CARDS = len(arrivals(CLEAN))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    found = Log.open(tmp_path, now=AT)
    assert isinstance(found, Log)
    with found:
        yield found


def keep(log: Log, lesson: str, *answers: tuple[str, Action], cards: str | None = None) -> None:
    """Keep these; `cards` is the revision of the lesson, where it was another one than that of now."""
    made = [Answer(card=card, action=action, at=AT) for card, action in answers]
    log.append(COURSE.id, lesson, cards or revision(COURSE.lesson(lesson)), made)


def up_to(lesson: str, card: str) -> tuple[tuple[str, Action], ...]:
    """The right answers before this card."""
    before = moments(lesson)[: moments(lesson).index(arrivals(lesson)[card])]
    return tuple((moment.card.id, right_action(moment)) for moment in before)


def resumed(log: Log, lesson: str = CLEAN) -> Resumption:
    return resume(stage(lesson), log)


@pytest.mark.parametrize(
    ("actions", "closes"),
    [
        ((Pressed(key=Key.WALLET),), 1),
        ((Pressed(key=Key.AGAIN),), 1),
        ((Pressed(key=Key.PASSED), Chosen(id="passed.2"), Pressed(key=Key.ZOOM)), 2),
        ((Pressed(key=Key.ZOOM), Pressed(key=Key.EXACT)), 1),
    ],
)
def test_who_stops_with_something_over_the_card_goes_on_at_the_card(
    log: Log, actions: tuple[Action, ...], closes: int
) -> None:
    keep(log, CLEAN, *up_to(CLEAN, "request-to-hm"), *(("request-to-hm", action) for action in actions))
    found = resumed(log)
    assert (found.moment.card.id, found.moment.cover, found.closes) == ("request-to-hm", None, closes)
    keep(log, CLEAN, *[("request-to-hm", Pressed(key=Key.BACK))] * closes, ("request-to-hm", Continued()))
    assert resumed(log).moment.place == (found.moment.place[0] + 1, CARDS)


def test_a_lesson_that_changed_goes_on_at_the_last_card_that_is_still_there(log: Log) -> None:
    keep(log, CLEAN, *up_to(CLEAN, "choose-middel"), ("a-card-of-old", Continued()), cards="of old")
    found = resumed(log)
    card, _ = up_to(CLEAN, "choose-middel")[-1]
    assert found.moment.card.id == card
    assert found.is_halfway
    (line,) = found.notices
    assert "is veranderd" in line
    assert f"kaart {found.moment.place[0]} van {CARDS}" in line
    assert "\n" not in line


def test_what_is_answered_after_the_change_counts_from_there(log: Log) -> None:
    keep(log, CLEAN, *up_to(CLEAN, "choose-middel"), cards="of old")
    keep(log, CLEAN, *up_to(CLEAN, "use-pas")[len(up_to(CLEAN, "choose-middel")) - 1 :])
    found = resumed(log)
    assert found.moment.card.id == "use-pas"
    assert "is veranderd" not in found.notices[0]


def test_a_lesson_of_which_no_card_is_left_begins_at_the_front(log: Log) -> None:
    keep(log, CLEAN, ("a-card-of-old", Continued()), cards="of old")
    found = resumed(log)
    assert (found.moment.place[0], found.is_over, found.is_halfway) == (1, True, False)
    assert found.notices == (stage(CLEAN).texts.say("cli.changed", title=stage(CLEAN).lesson.title),)


def test_a_lesson_that_was_done_before_it_changed_begins_anew_in_silence(log: Log) -> None:
    keep(log, CLEAN, *up_to(CLEAN, "use-pas"), cards="of old")
    log.finish(COURSE.id, CLEAN, AT)
    assert (resumed(log).moment.place[0], resumed(log).is_over, resumed(log).notices) == (1, True, ())


def test_what_was_kept_for_another_card_is_passed_over(log: Log) -> None:
    """Who answered a question again after its solution, when that was still asked, does not lose his place."""
    asked = "who-blocked"
    hints = [(asked, Pressed(key=Key.HINT))] * len(arrivals(WRONG)[asked].card.hints)
    again = [(asked, Chosen(id="DV")), (asked, Continued()), (asked, Chosen(id="AD")), (asked, Continued())]
    keep(log, WRONG, *up_to(WRONG, asked), *hints, *again)
    assert resumed(log, WRONG).moment.place[0] == arrivals(WRONG)[asked].place[0] + 1


def test_a_lesson_that_was_done_and_begun_again_is_gone_on_with_until_another_is_begun(log: Log) -> None:
    log.finish(COURSE.id, CLEAN, AT)
    assert next_lesson(COURSE, log).id == LEVEL
    log.start_over(COURSE.id, CLEAN)
    keep(log, CLEAN, *up_to(CLEAN, "use-pas"))
    assert next_lesson(COURSE, log).id == CLEAN
    keep(log, LEVEL, *up_to(LEVEL, "sign-in"))
    assert next_lesson(COURSE, log).id == LEVEL
    log.finish(COURSE.id, LEVEL, AT)
    assert next_lesson(COURSE, log).id == WRONG


def test_every_lesson_that_is_being_played_has_its_place(log: Log) -> None:
    log.finish(COURSE.id, CLEAN, AT)
    log.start_over(COURSE.id, CLEAN)
    keep(log, CLEAN, *up_to(CLEAN, "use-pas"))
    keep(log, LEVEL, *up_to(LEVEL, "sign-in"))
    log.finish(COURSE.id, WRONG, AT)
    texts = stage(CLEAN).texts
    places = underway(COURSE, log, texts)
    assert places == {lesson: arrivals(lesson)[card].place for lesson, card in ((CLEAN, "use-pas"), (LEVEL, "sign-in"))}
    assert how_far(places[LEVEL], texts, is_again=False) == f"kaart {places[LEVEL][0]} van {places[LEVEL][1]}"
