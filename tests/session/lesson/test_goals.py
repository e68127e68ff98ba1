"""Goals: whatever reaches the end is right, what does not is told from the trace, and one can try again."""

from collections.abc import Sequence

import pytest
from session.playing import LESSONS, cards, shipped_stage

from ehtutor.course.model import Goal
from ehtutor.session.lesson.goal import ways
from ehtutor.session.lesson.script import at_card, right_action
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Action, Chosen, Continued, Pressed, Written
from ehtutor.session.screen.blocks import Notice, Tone
from ehtutor.session.screen.prompt import Choose, Continue, Key, Write
from ehtutor.session.story.reach import messages, unmet

SIGN_IN, PAS, CERTIFICATE, LOW = (Chosen(id=id) for id in ("sign-in", "ZG-30982", "ZG-31175", "SB-20417"))
RIGHT, WRONG = (Written(values={"pincode": typed}) for typed in ("2580", "0000"))


def at(lesson: str, goal: str, *actions: Action, language: str = "nl") -> Walkthrough:
    """At this goal, after these actions."""
    moment = at_card(shipped_stage(lesson, language), goal)
    assert moment is not None
    for action in actions:
        then = update(moment, action)
        assert then is not moment, action
        moment = then
    return moment


def told(moment: Walkthrough, tone: Tone) -> Sequence[str]:
    return [block.text for block in view(moment).blocks if isinstance(block, Notice) and block.tone is tone]


def test_every_lesson_for_learners_has_two_goals_at_least_and_its_script_reaches_each() -> None:
    for lesson in LESSONS[:10]:
        stage = shipped_stage(lesson, "nl")
        goals = [card for card in cards(stage) if isinstance(card, Goal)]
        assert len(goals) >= 2, lesson
        for goal in goals:
            moment = at(lesson, goal.id)
            while moment.login.awaiting is not None:
                moment = update(moment, right_action(moment))
            assert unmet(goal.reach, moment.login.trace) == ()
            assert messages(moment.login.trace) == ways(stage, moment.scene, goal)[0].messages
            assert update(moment, Continued()).card is not goal or update(moment, Continued()).is_done


def test_a_way_that_is_none_of_the_shortest_is_as_right() -> None:
    longer = at("clean-login", "in-with-eh4", SIGN_IN, LOW, CERTIFICATE, RIGHT)
    assert longer.is_settled
    assert longer.first["in-with-eh4"] == "right"
    (said,) = told(longer, Tone.RIGHT)
    shortest = at("clean-login", "in-with-eh4", SIGN_IN, CERTIFICATE, RIGHT)
    assert said == f"In {messages(longer.login.trace)} berichten; het kan ook met {messages(shortest.login.trace)}."
    assert told(shortest, Tone.RIGHT) == [f"In {messages(shortest.login.trace)} berichten; met minder kan het niet."]


def test_what_is_not_the_end_is_told_and_one_tries_again_with_a_hint_more() -> None:
    failed = at("clean-login", "in-with-eh4", SIGN_IN, PAS, Written(values={"pincode": "4711"}))
    assert told(failed, Tone.WRONG) == ["Het bereikte niveau was EH3, en het moest EH4 zijn."]
    assert failed.first["in-with-eh4"] == "otherwise"
    again = update(failed, Continued())
    assert (again.login.entries, again.hints, again.card) == ((), 1, failed.card)
    reached = at("clean-login", "in-with-eh4", SIGN_IN, PAS, Written(values={"pincode": "4711"}), Continued(), SIGN_IN,
                 CERTIFICATE, RIGHT)  # fmt: skip
    assert reached.is_settled
    assert reached.first["in-with-eh4"] == "otherwise", "what was done first stays what was done first"


def test_who_noticed_what_on_the_way_is_told() -> None:
    too_soon = at("signatures", "only-the-dv", Chosen(id="question"), SIGN_IN)
    (said,) = told(too_soon, Tone.WRONG)
    assert "Alleen DV had het mogen merken; wie het merkte: HM." in said
    assert "(hm.authn-request.signature)" in said


def test_after_the_last_hint_the_lesson_goes_on_without_the_goal() -> None:
    all_hints = [Pressed(key=Key.HINT)] * 3
    moment = at("when-it-goes-wrong", "cancel-early", *all_hints, SIGN_IN, PAS, Pressed(key=Key.CANCEL))
    assert told(moment, Tone.WRONG)
    assert moment.is_settled
    assert update(moment, Continued()).card is not moment.card


def test_a_goal_asks_what_is_to_be_chosen_and_nothing_else() -> None:
    on_the_way = view(at("signatures", "only-the-dv")).prompt
    assert isinstance(on_the_way, Choose)
    assert on_the_way.choices[0].id == "nothing"
    sign_in = view(at("signatures", "only-the-dv", Chosen(id="answer"))).prompt
    assert isinstance(sign_in, Continue)
    assert sign_in.chooses == "sign-in"
    services = view(at("level", "asked-eh4")).prompt
    assert isinstance(services, Choose)
    assert [choice.id for choice in services.choices] == ["kapvergunning", "subsidiestand", "gevaarlijke-stoffen"]
    proof = view(at("when-it-goes-wrong", "fail-by-itself", SIGN_IN, PAS)).prompt
    assert isinstance(proof, Write)
    assert Key.CANCEL not in {hint.key for hint in proof.keys}


@pytest.mark.parametrize("action", [Chosen(id="cancel"), Chosen(id="question"), Written(values={"pincode": "1"})])
def test_what_the_hand_does_not_hold_changes_nothing(action: Action) -> None:
    moment = at("when-it-goes-wrong", "fail-by-itself", SIGN_IN)
    assert update(moment, action) is moment


def test_after_the_end_of_an_attempt_nothing_more_can_be_done_in_it() -> None:
    over = at("clean-login", "in-with-eh4", SIGN_IN, CERTIFICATE, RIGHT)
    for action in (SIGN_IN, PAS, RIGHT, WRONG, Chosen(id="cancel")):
        assert update(over, action) is over
