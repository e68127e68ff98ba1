"""Doing otherwise than the lesson: it has its real consequence, and it always leads back."""

from collections.abc import Iterator

import pytest
from session.playing import (
    CLEAN,
    LESSONS,
    LEVEL,
    WRONG,
    after,
    arrivals,
    cards,
    moments,
    only,
    onward,
    options_of,
    read,
    stage,
    told,
    wrong_options,
)

import build
from ehtutor.course.model import (
    Ask,
    Do,
    Goal,
    Predict,
    Right,
    RightCancel,
    RightCredential,
    RightMiddel,
    RightSignIn,
    Show,
)
from ehtutor.protocol.decisions import CancelLogin, Choice, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.pages import Challenge
from ehtutor.protocol.trace import DecisionTaken, Outcome
from ehtutor.quiz.questions import Option
from ehtutor.session.lesson.gebruiker import action_for
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Chosen, Continued
from ehtutor.session.screen.blocks import Heading, Notice, Tone
from ehtutor.session.screen.prompt import Choose
from ehtutor.session.story.telling import sentence
from ehtutor.value import Value

ENTER = Continued()


class Turn(Value):
    """A choice of the gebruiker at a card, and whether it is the one that the card wants."""

    moment: Walkthrough
    choice: Choice
    is_right: bool

    @property
    def taken(self) -> Walkthrough:
        """The moment after the choice."""
        return update(self.moment, action_for(self.choice, self.moment.login))

    def __str__(self) -> str:
        return f"{self.moment.card.id}: {self.choice}"


def turns(lesson: str) -> Iterator[Turn]:
    """Everything that the gebruiker can do at each card that asks for a move."""
    for moment in arrivals(lesson).values():
        card = moment.card
        if isinstance(card, Do):
            for choice in build.options(moment.login):
                yield Turn(moment=moment, choice=choice, is_right=is_wanted(card.right, choice, moment.login))


def is_wanted(right: Right, choice: Choice, login: Login) -> bool:
    match right:
        case RightSignIn():
            return isinstance(choice, SignInChoice)
        case RightCancel():
            return isinstance(choice, CancelLogin)
        case RightMiddel(number=number):
            return choice == UseMiddel(number=number)
        case RightCredential(is_right=is_right):
            return isinstance(choice, GiveCredential) and (choice == build.right(login)) == is_right


def detours(lesson: str) -> Iterator[Turn]:
    """Only what the lesson does not want."""
    return (turn for turn in turns(lesson) if not turn.is_right)


def back(turn: Turn) -> Walkthrough:
    """The moment at which the detour is over."""
    return walked(turn.taken)[-1]


def walked(moment: Walkthrough) -> list[Walkthrough]:
    """This moment and all that follow on Enter, up to the first that is on no detour."""
    moments = [moment]
    while moments[-1].on_detour:
        moments.append(update(moments[-1], ENTER))
    return moments


def story(moment: Walkthrough) -> list[tuple[str, tuple[str, ...]]]:
    """What the show cards tell from here moment.stage, when all goes right."""
    return [
        (each.card.id, told(view(each))) for each in onward(moment) if isinstance(each.card, Show) and not each.is_done
    ]


def questions(lesson: str, kind: type[Ask] | type[Predict]) -> Iterator[tuple[Walkthrough, Option]]:
    """Each wrong option of each question."""
    for moment in arrivals(lesson).values():
        card = moment.card
        if isinstance(card, kind):
            yield from ((moment, option) for option in wrong_options(card))


def test_there_is_something_else_to_do_at_every_card_but_the_sign_in() -> None:
    with_others = {turn.moment.card.id for lesson in LESSONS for turn in detours(lesson)}
    moves = {card.id for lesson in LESSONS for card in cards(stage(lesson)) if isinstance(card, Do)}
    assert {id for id in moves - with_others if not id.startswith("sign-in")} == set()


@pytest.mark.parametrize("lesson", LESSONS)
def test_only_what_the_lesson_does_not_want_begins_a_detour(lesson: str) -> None:
    for turn in turns(lesson):
        assert turn.taken.on_detour != turn.is_right, str(turn)
        assert (turn.taken.place == turn.moment.place) != turn.is_right, str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_detour_shows_what_the_engine_did_one_thing_after_the_other(lesson: str) -> None:
    for turn in detours(lesson):
        login = decide(turn.moment.login, turn.choice)
        news = [
            entry for entry in login.entries[len(turn.moment.login.entries) :] if not isinstance(entry, DecisionTaken)
        ]
        *on_the_way, _ = walked(turn.taken)
        shown = [told(view(moment)) for moment in on_the_way]
        assert shown == [(sentence(turn.moment.stage.texts, login.trace, entry),) for entry in news], str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_only_the_last_screen_of_a_detour_says_that_it_is_over(lesson: str) -> None:
    for turn in detours(lesson):
        *on_the_way, _ = walked(turn.taken)
        notes = [only(Notice, view(moment)).text for moment in on_the_way]
        says = turn.moment.stage.texts.say
        assert notes == [says("screen.detour")] * (len(notes) - 1) + [says("screen.detour-over")], str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_detour_leads_back_to_its_card_with_the_next_hint(lesson: str) -> None:
    for turn in detours(lesson):
        returned = back(turn)
        assert returned.card == turn.moment.card, str(turn)
        assert returned.hints == 1, str(turn)
        assert only(Notice, view(returned)).text == turn.moment.card.hints[0], str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_next_card_begins_without_hints_and_without_wrong_options(lesson: str) -> None:
    for turn in detours(lesson):
        returned = back(turn)
        following = update(returned, right_action(returned))
        assert following.place != returned.place, str(turn)
        assert (following.hints, following.tried, following.answered) == (0, frozenset(), None), str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_where_the_page_of_a_detour_is_another_the_login_is_as_before(lesson: str) -> None:
    for turn in detours(lesson):
        asked, returned = decide(turn.moment.login, turn.choice).awaiting, back(turn)
        if asked is None or type(asked.page) is not type(turn.moment.login.awaiting.page):
            assert returned.login is turn.moment.login, str(turn)
            assert (returned.revealed, returned.skipped) == (turn.moment.revealed, turn.moment.skipped), str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_where_the_same_page_comes_again_the_login_goes_on_from_there(lesson: str) -> None:
    for turn in detours(lesson):
        login, returned = decide(turn.moment.login, turn.choice), back(turn)
        if login.awaiting and type(login.awaiting.page) is type(turn.moment.login.awaiting.page):
            assert returned.login.entries == login.entries, str(turn)


@pytest.mark.parametrize("lesson", LESSONS)
def test_after_any_detour_the_lesson_tells_the_same_story_to_its_end(lesson: str) -> None:
    for turn in detours(lesson):
        assert story(back(turn)) == story(turn.moment), str(turn)


def test_a_middel_that_is_too_low_is_asked_again_and_spoken_of() -> None:
    (turn,) = [
        turn for turn in detours(LEVEL) if turn.choice == UseMiddel(number="SB-20417") and "choose-enough" in str(turn)
    ]
    assert "Sleutelbos-wachtwoord is EH2, en dat is te laag." in read(walked(turn.taken)[-2])


@pytest.mark.parametrize("lesson", LESSONS)
def test_who_blocks_his_middel_where_he_should_not_comes_back_to_before(lesson: str) -> None:
    blocking = [turn for turn in detours(lesson) if is_wrong_credential(turn)]
    assert blocking
    for turn in blocking:
        *on_the_way, returned = blocked(turn)
        assert on_the_way[-1].login.trace.outcome is Outcome.FAILED, str(turn)
        assert any("geblokkeerd" in read(moment) for moment in on_the_way), str(turn)
        assert returned.login is turn.moment.login, str(turn)
        assert view(returned).prompt.question == view(turn.moment).prompt.question, str(turn)
        assert story(returned) == story(turn.moment), str(turn)


def is_wrong_credential(turn: Turn) -> bool:
    """Where the card wants the right one."""
    return turn.moment.card.right == RightCredential(is_right=True) and isinstance(turn.choice, GiveCredential)


def blocked(turn: Turn) -> list[Walkthrough]:
    """The last of the detours on which this wrong credential is given until there are no tries left."""
    page = turn.moment.login.awaiting.page
    assert isinstance(page, Challenge)
    way = [turn.moment]
    for _ in range(page.tries_left):
        way = walked(update(way[-1], action_for(turn.choice, turn.moment.login)))
    return way


def test_after_a_detour_the_first_choice_that_was_not_tried_is_pointed_at() -> None:
    (turn,) = (turn for turn in detours(CLEAN) if turn.choice == UseMiddel(number="SB-20417"))
    prompt, again = view(turn.moment).prompt, view(back(turn)).prompt
    assert isinstance(again, Choose)
    assert [choice.id for choice in again.choices].index("SB-20417") == 0
    assert (prompt.start, again.start) == ("", again.choices[1].id)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_wrong_option_gets_its_own_why_and_the_question_again_while_there_is_a_choice(lesson: str) -> None:
    for moment, option in questions(lesson, Ask):
        answered = after(moment, Chosen(id=option.id))
        notice, *solution = (block for block in view(answered).blocks if isinstance(block, Notice))
        assert (notice.tone, notice.text) == (Tone.WRONG, option.why)
        again, is_told = update(answered, ENTER), len(options_of(moment.card)) == 2
        on = moment.stage.texts.say("screen.continue" if is_told else "screen.retry")
        assert view(answered).prompt.label == on
        if is_told:
            (solved,) = solution
            assert solved.label.startswith(moment.stage.texts.say("screen.solution"))
            assert again.place[0] == moment.place[0] + 1
            continue
        assert not solution
        assert again.card == moment.card
        assert again.tried == {option.id}
        assert only(Notice, view(again)).text == moment.card.hints[0]
        assert story(again) == story(moment)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_wrong_option_that_was_tried_is_marked_and_the_first_other_one_pointed_at(lesson: str) -> None:
    for moment, option in questions(lesson, Ask):
        prompt = view(after(moment, Chosen(id=option.id), ENTER)).prompt
        if len(options_of(moment.card)) > 2:
            assert isinstance(prompt, Choose)
            assert [choice.id for choice in prompt.choices if choice.note] == [option.id]
            assert prompt.start == next(choice.id for choice in prompt.choices if choice.id != option.id)


@pytest.mark.parametrize("lesson", LESSONS)
def test_hints_of_a_question_grow_until_all_is_told_and_then_the_lesson_goes_on(lesson: str) -> None:
    for moment, option in questions(lesson, Ask):
        at, seen, hints = after(moment, Chosen(id=option.id)), [], moment.card.hints
        while not at.is_settled:
            at = after(at, ENTER)
            seen.append(only(Notice, view(at)).text)
            at = after(at, Chosen(id=option.id))
        assert seen == ([] if len(options_of(moment.card)) == 2 else [*hints])
        assert moment.stage.texts.say("screen.solution") in read(at)
        assert after(at, ENTER).place[0] == moment.place[0] + 1


def test_what_was_answered_first_counts_whatever_is_told_after_it() -> None:
    moment = arrivals(WRONG)["who-blocked"]
    first, *others = wrong_options(moment.card)
    assert others
    told = after(moment, Chosen(id=first.id), ENTER, Chosen(id=moment.card.question.key))
    assert told.first["who-blocked"] == first.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_wrong_prediction_is_explained_and_never_called_wrong(lesson: str) -> None:
    for moment, option in questions(lesson, Predict):
        answered = after(moment, Chosen(id=option.id))
        notice = only(Notice, view(answered))
        assert (notice.tone, notice.text) == (Tone.NOTE, option.why)
        assert update(answered, ENTER).place[0] == moment.place[0] + 1
        assert story(answered) == story(moment)


def test_a_right_answer_is_called_right() -> None:
    asked = arrivals(WRONG)["who-blocked"]
    assert only(Notice, view(after(asked, Chosen(id="AD")))).tone is Tone.RIGHT


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_step_of_the_story_never_goes_back_on_right_answers(lesson: str) -> None:
    on = stage(lesson)
    for scene in range(len(on.lesson.scenes)):
        played = [moment for moment in moments(lesson) if moment.scene_index == scene]
        steps = [only(Heading, view(moment)).step or 0 for moment in played if not isinstance(moment.card, Goal)]
        assert steps == sorted(steps)
