"""The shipped lessons, played with their right answers: they end, show what they point at, and say what is so."""

from collections.abc import Iterator

import pytest
from long import LONG, in_languages
from session.playing import ALL_LESSONS, LESSONS, cards, key_of, onward, shipped_stage, told, wrong_options

from ehtutor.course.model import Ask, Goal, Predict, Show
from ehtutor.course.texts import LANGUAGES
from ehtutor.protocol.trace import Trace
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin
from ehtutor.session.lesson.view import view
from ehtutor.session.story.claims import confirmed
from ehtutor.session.story.telling import select, sentence

pytestmark = LONG
Played = tuple[Stage, tuple[Walkthrough, ...]]


@pytest.fixture(scope="module", params=in_languages(ALL_LESSONS), ids=" ".join)
def played(request: pytest.FixtureRequest) -> Played:
    """A lesson with every moment of it."""
    on = shipped_stage(*request.param)
    return on, tuple(onward(begin(on)))


def traces(moments: tuple[Walkthrough, ...]) -> dict[str, Trace]:
    """The trace of each scene, as far as it came."""
    own = [moment for moment in moments if not moment.is_done and not isinstance(moment.card, Goal)]
    return {moment.scene.id: moment.login.trace for moment in own}


def claims(played: Played) -> Iterator[tuple[Predict | Ask, str]]:
    """Each card with a claim, and what the engine says to it."""
    on, moments = played
    trace_by_scene = traces(moments)
    for scene in on.lesson.scenes:
        for card in scene.cards:
            if isinstance(card, Predict | Ask) and card.claim:
                yield card, confirmed(card.claim, trace_by_scene[scene.id])


def test_right_answers_lead_past_every_card_in_its_order(played: Played) -> None:
    on, moments = played
    passed = dict.fromkeys(moment.card.id for moment in moments)
    assert list(passed) == [card.id for card in cards(on)]
    assert [moment.place[0] for moment in moments] == sorted(moment.place[0] for moment in moments)


def test_every_screen_asks_something_but_the_last(played: Played) -> None:
    _, moments = played
    *asking, last = (view(moment) for moment in moments)
    assert all(screen.prompt for screen in asking)
    assert last.prompt is None


def test_every_prompt_is_of_the_card_on_the_table(played: Played) -> None:
    _, moments = played
    assert all(view(moment).prompt.card == moment.card.id for moment in moments[:-1])


def test_right_answers_lead_along_no_side_road(played: Played) -> None:
    _, moments = played
    assert not any(moment.on_detour or moment.skipped for moment in moments)


def test_every_login_is_played_to_its_end(played: Played) -> None:
    assert all(trace.outcome for trace in traces(played[1]).values())


def test_every_show_card_shows_the_entry_that_it_points_at(played: Played) -> None:
    _, moments = played
    for moment in moments[:-1]:
        card = moment.card
        if isinstance(card, Show) and card.table is not None:
            entry = select(card.table.entry, moment.login.trace)
            assert entry, card.id
            (said,) = told(view(moment))
            # of a message that was changed on the way, that is said too
            assert said.startswith(sentence(moment.stage.texts, moment.login.trace, entry)), card.id


def test_every_show_card_marks_its_entry_as_the_current_one(played: Played) -> None:
    _, moments = played
    for moment in moments[:-1]:
        card = moment.card
        if isinstance(card, Show) and card.table is not None:
            assert moment.revealed == select(card.table.entry, moment.login.trace).n, card.id


def test_the_engine_confirms_every_key(played: Played) -> None:
    keys = {card.id: key_of(card) for card, _ in claims(played)}
    assert keys
    assert keys == {card.id: said for card, said in claims(played)}


def test_a_wrong_key_would_be_noticed(played: Played) -> None:
    for card, said in claims(played):
        assert said not in [option.id for option in wrong_options(card)], card.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_in_every_language_the_same_login_is_played(lesson: str) -> None:
    first, *others = (shipped_stage(lesson, language) for language in LANGUAGES)
    logins = [moment.login.entries for moment in onward(begin(first))]
    for other in others:
        assert [moment.login.entries for moment in onward(begin(other))] == logins
