"""A demonstration as values: what the keys of a remote do, and what the class sees."""

from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session.playing import ALL_LESSONS, CLEAN, LESSONS, stage

from ehtutor.course.model import Ask, Predict
from ehtutor.protocol.trace import Outcome
from ehtutor.render.plain import plain
from ehtutor.session.demo.slides import Slideshow, paragraphs, slideshow
from ehtutor.session.demo.state import Button, Command, Demo, Phase, Press, Sign, SlideCover, votable, ways_on
from ehtutor.session.demo.update import counted, update
from ehtutor.session.demo.view import view
from ehtutor.session.screen.blocks import Ballot, Bars, Block, Diagram, MessagePanel, Tone

NEXT, BACK, ENTER = Button.NEXT, Button.PREVIOUS, Button.ENTER


@cache
def lesson(id: str = CLEAN) -> Slideshow:
    return slideshow(stage(id))


def key(command: Command) -> Sign:
    return Sign(sign=lesson().stage.texts.say(f"demo-keys.{command.value}.letter").split()[0])


def typed(text: str) -> tuple[Press, ...]:
    return tuple(Button.SPACE if sign == " " else Sign(sign=sign) for sign in text)


def on(**changes: Any) -> Demo:
    return Demo(show=lesson(), **changes)


def after(*presses: Press, at: int = 0, of: str = CLEAN) -> Demo:
    demo = Demo(show=lesson(of), at=at)
    for press in presses:
        demo = update(demo, press)
    return demo


def shown(demo: Demo, kind: type[Block]) -> list[Block]:
    return [block for block in view(demo).blocks if isinstance(block, kind)]


def slide(card: str, *, is_reveal: bool = False) -> int:
    slides = enumerate(lesson().slides)
    return next(at for at, each in slides if lesson().card(at).id == card and each.is_reveal is is_reveal)


QUESTION: Final = "first-question"


@pytest.mark.parametrize("id", ALL_LESSONS)
def test_the_slides_of_a_lesson_are_its_cards_in_order_and_then_its_summary(id):
    slides = lesson(id).slides
    seen = list(dict.fromkeys((each.moment.scene_index, each.moment.card_index) for each in slides[:-1]))
    scenes = lesson(id).stage.lesson.scenes
    assert seen == [(number, card) for number, scene in enumerate(scenes) for card in range(len(scene.cards))]
    assert slides[-1].moment.is_done


def test_each_question_has_a_slide_that_asks_and_one_that_reveals():
    kinds = [
        (lesson().card(at).id, each.is_reveal)
        for at, each in enumerate(lesson().slides[:-1])
        if isinstance(lesson().card(at), Predict | Ask)
    ]
    assert kinds == [(id, revealed) for id in dict.fromkeys(id for id, _ in kinds) for revealed in (False, True)]


def test_a_text_is_shown_a_paragraph_at_a_time_and_a_code_block_stays_whole():
    assert paragraphs("one\n\n- two\n- three\n\n```\nfour\n\nfive\n```\n") == (
        "one",
        "- two\n- three",
        "```\nfour\n\nfive\n```",
    )


@pytest.mark.parametrize("forward", [NEXT, Button.SPACE, ENTER])
@pytest.mark.parametrize("back", [BACK, Button.ERASE])
def test_the_keys_of_a_remote_go_through_the_whole_lesson_and_back(forward, back):
    last = len(lesson().slides) - 1
    end = after(*[forward] * (last + 3))
    assert end == on(at=last)
    for at in range(last - 1, -1, -1):
        end = update(end, back)
        assert end.at == at
    assert update(end, back).at == 0


def test_a_typed_number_goes_to_that_step_and_a_too_high_one_to_the_last():
    assert after(*typed("12"), ENTER).at == 11
    assert after(*typed("9999"), ENTER).at == len(lesson().slides) - 1
    assert after(*typed("12"), BACK) == on(), "a step back takes the number away"
    assert after(Button.LAST, Button.FIRST).at == 0


def test_the_overview_points_at_a_card_and_enter_goes_there():
    demo = after(key(Command.OVERVIEW), NEXT, NEXT, BACK, NEXT)
    assert demo.cover is SlideCover.OVERVIEW
    there = update(demo, ENTER)
    assert (there.cover, lesson().card(there.at).id) == (None, lesson().stage.lesson.scenes[0].cards[2].id)


@pytest.mark.parametrize("cover", [cover for cover in SlideCover if cover is not SlideCover.OVERVIEW])
def test_what_lies_over_a_slide_goes_away_again_and_the_slide_is_still_there(cover):
    at = slide("request-to-hm")
    for away in (key(Command(cover.value)), NEXT, Button.ESCAPE):
        covered = after(key(Command(cover.value)), at=at)
        assert covered.cover is cover
        assert update(covered, away) == on(at=at, pointed=at)


def test_a_blank_screen_shows_nothing_and_any_key_brings_it_back():
    blank = after(key(Command.BLANK), at=3)
    assert view(blank).blocks == ()
    for press in (NEXT, BACK, ENTER, Sign(sign="x"), Sign(sign=".")):
        assert update(blank, press).at == 3


def test_zoom_goes_from_the_story_to_the_protocol_to_the_letters_and_round():
    at = slide("request-to-hm")
    fields = []
    for presses in range(4):
        (panel,) = shown(after(*[key(Command.ZOOM)] * presses, at=at), MessagePanel)
        fields.append((len(panel.fields) > 0, len(panel.wire) > 0))
    assert fields == [(False, False), (True, False), (False, True), (False, False)]


def test_a_vote_hides_the_first_tally_until_there_is_a_second_and_then_comes_the_answer():
    at = slide(QUESTION)
    counting = after(key(Command.VOTE), *typed("3 14 5"), at=at)
    assert "14" not in plain(view(counting))
    first = update(counting, ENTER)
    assert (first.phase, first.votes[QUESTION].tallies[0]) == (Phase.DISCUSS, {"AD": 3, "HM": 14, "GEBRUIKER": 5})
    assert "14" not in plain(view(first))
    second = update(first, NEXT)
    for press in (*typed("1 20 1"), ENTER):
        second = update(second, press)
    tallies = shown(second, Bars)
    assert [[bar.part for bar in each.rows] for each in tallies] == [[3, 14, 5], [1, 20, 1]]
    assert "✓" not in plain(view(second)), "the tallies do not tell the answer"
    answer = update(second, NEXT)
    assert answer == on(at=slide(QUESTION, is_reveal=True), votes=second.votes)
    (options,) = shown(answer, Ballot)
    assert [line.letter for line in options.lines if line.tone is Tone.RIGHT] == ["B"]


@pytest.mark.parametrize("text", ["", "3 4", "3 4 5 6", "3 4 1000", "3,4"])
def test_hands_that_do_not_fit_the_options_are_counted_again(text):
    demo = after(key(Command.VOTE), *typed(text), ENTER, at=slide(QUESTION))
    assert (demo.phase, demo.is_miscounted, demo.votes) == (Phase.FIRST, True, {})
    assert "A, B, C" in plain(view(demo))


def test_a_vote_is_left_with_esc_and_gone_back_in_with_page_up():
    at = slide(QUESTION)
    assert after(key(Command.VOTE), *typed("3"), Button.ESCAPE, at=at) == on(at=at)
    counted_once = after(key(Command.VOTE), *typed("1 1 1"), ENTER, at=at)
    assert after(key(Command.VOTE), *typed("3"), *[Button.ERASE] * 3, at=at) == on(at=at, phase=Phase.FIRST)
    assert update(counted_once, BACK).phase is Phase.FIRST
    assert update(update(counted_once, BACK), BACK).phase is None


def test_a_remote_goes_on_through_a_vote_in_which_nothing_is_counted():
    at = slide(QUESTION)
    assert after(key(Command.VOTE), NEXT, at=at) == on(at=at)
    once = after(key(Command.VOTE), *typed("1 1 1"), ENTER, NEXT, NEXT, at=at)
    assert (once.phase, len(once.votes[QUESTION].tallies)) == (Phase.TALLIES, 1)
    assert update(once, NEXT).at == slide(QUESTION, is_reveal=True)


@pytest.mark.parametrize("cover", [Command.BLANK, Command.HELP])
def test_hands_that_are_half_counted_are_still_there_after_a_look_at_something_else(cover):
    at = slide(QUESTION)
    before = after(key(Command.VOTE), *typed("3 14"), at=at)
    for press in (NEXT, ENTER, Sign(sign="5"), key(cover)):
        again = update(update(before, key(cover)), press)
        assert (again.phase, again.typed, again.cover) == (Phase.FIRST, "3 14", None)


def test_there_is_no_vote_where_nothing_is_asked():
    assert after(key(Command.VOTE), at=slide(QUESTION, is_reveal=True)).phase is None
    assert after(key(Command.VOTE), at=slide("request-to-hm")).phase is None


def test_counts_may_stand_apart_by_spaces_or_commas():
    assert counted(" 1, 2  3 ", ["a", "b", "c"]) == {"a": 1, "b": 2, "c": 3}


def test_a_branch_plays_to_a_real_end_and_leads_back_to_the_slide_that_it_left():
    at = slide("request-to-hm")
    ways = ways_on(on(at=at))
    outcomes = {}
    for number, way in enumerate(ways, 1):
        demo = after(key(Command.WHAT_IF), Sign(sign=str(number)), at=at)
        assert demo.branch is not None
        outcomes[way.label] = demo.branch.login.trace.outcome
        steps = len(demo.branch.entries)
        for _ in range(steps):
            assert shown(demo, Diagram)
            demo = update(demo, NEXT)
        assert demo == on(at=at, pointed=at), way.label
    say = lesson().stage.texts.say
    assert outcomes[say("demo.if-tampered")] is Outcome.REFUSED
    assert outcomes[say("demo.if-replayed")] is Outcome.SERVED
    assert outcomes[say("demo.if-cancel", gebruiker="Sanne Voorbeeld")] is Outcome.CANCELLED


def test_one_changed_character_is_noticed_by_whoever_receives_the_message():
    demo = after(key(Command.WHAT_IF), Sign(sign="5"), at=slide("request-to-hm"))
    (diagram,) = shown(demo, Diagram)
    current = next(arrow for arrow in diagram.arrows if arrow.is_current)
    assert (current.receiver, current.is_refused) == ("HM", True)


# not of all: whether the slides of a lesson can be shown, the checker says
@pytest.mark.parametrize("id", LESSONS)
def test_every_slide_with_everything_that_can_lie_over_it_can_be_shown(id):
    for at in range(len(lesson(id).slides)):
        for command in Command:
            assert plain(view(after(key(command), at=at, of=id))) is not None


presses = st.one_of(
    st.sampled_from(list(Button)),
    st.sampled_from([key(command) for command in Command if command is not Command.QUIT]),
    st.sampled_from([Sign(sign=sign) for sign in "1239 ,xé~"]),
)


@given(st.lists(presses, max_size=25))
def test_no_key_does_harm(pressed):
    demo = after(*pressed)
    assert 0 <= demo.at < len(lesson().slides)
    assert demo.phase is None or votable(demo) is not None
    assert plain(view(demo)) is not None
