"""What holds of a lesson whatever the learner does: every key, every valid answer and every junk one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session.playing import LESSONS, MOST_STEPS, after, fits, moments, onward, shipped_stage, stage

import build
from ehtutor.session.lesson.gebruiker import action_for
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Action, Answer, Chosen, Continued, Pressed, Written
from ehtutor.session.screen.prompt import Choose, Continue, Key, Write
from ehtutor.session.screen.spelling import decode, encode
from ehtutor.value import Value, fields, replace

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BACK = Pressed(key=Key.BACK)


class Right(Value, kw_only=False):
    """The answer with which the lesson goes on."""


class Nth(Value, kw_only=False):
    """One of the answers that the prompt takes, counted round."""

    n: int


Move = Right | Nth | Action


class Run(Value, kw_only=False):
    """A lesson, so many right answers, and then these moves."""

    lesson: str
    start: int
    moves: tuple[Move, ...]

    @property
    def on(self) -> Stage:
        return stage(self.lesson)

    def steps(self) -> Iterator[tuple[Walkthrough, Action, Walkthrough]]:
        """Each moment with what is done there and what comes of it, up to the end of the lesson."""
        *asking, _ = moments(self.lesson)
        moment = asking[self.start % len(asking)]
        for move in self.moves:
            action = as_action(moment, move)
            moment, before = update(moment, action), moment
            yield before, action, moment
            if moment.is_done:
                return

    def states(self) -> Iterator[Walkthrough]:
        """The moments of the run."""
        return (before for before, _, _ in self.steps())


def as_action(moment: Walkthrough, move: Move) -> Action:
    match move:
        case Right():
            return right_action(moment)
        case Nth(n=n):
            answers = valid(moment)
            return answers[n % len(answers)]
        case action:
            return action


def valid(moment: Walkthrough) -> tuple[Action, ...]:
    """What the prompt takes, the keys aside."""
    match view(moment).prompt:
        case Choose(choices=choices):
            return tuple(Chosen(id=choice.id) for choice in choices)
        case Write():
            return tuple(action_for(choice, moment.login) for choice in build.options(moment.login))
        case Continue() | None:
            return (Continued(),)


UNFITTING = (
    Continued(),
    *(Chosen(id=id) for id in ("", "nope", "sign-in", "cancel", "ZG-30982", "1.1", "yes", "HM")),
    *(
        Written(values=values)
        for values in ({}, {"x": ""}, {"password": ""}, {"password": "", "code": "", "pincode": ""})
    ),
)
"""Each fits few prompts, if any."""
KEYS = st.builds(Pressed, key=st.sampled_from(Key))
IDS = st.sampled_from(["", "nope", "sign-in", "cancel", "ZG-30982", "SB-20417", "1.1", "2.3", "yes", "HM"])
BLANKS = st.dictionaries(st.sampled_from(["password", "code", "pincode", "x"]), st.text(max_size=8), max_size=2)
JUNK = st.one_of(st.builds(Chosen, id=IDS), st.builds(Written, values=BLANKS), st.just(Continued()))
AGAIN = st.just(Pressed(key=Key.AGAIN))
MOVES = st.one_of(st.just(Right()), st.just(Right()), st.builds(Nth, st.integers(0, 7)), KEYS, AGAIN, JUNK)
RUNS = st.builds(
    Run,
    lesson=st.sampled_from(LESSONS),
    start=st.integers(0, 60),
    moves=st.lists(MOVES, min_size=1, max_size=14).map(tuple),
)


def law(test):
    """A test that holds for every run; the same runs every time."""
    return settings(derandomize=True)(given(run=RUNS)(test))


def is_changed(before: Walkthrough, after: Walkthrough) -> bool:
    """Whether anything of the moment is another; of the way that led to it, whether it is the same one."""
    if before.before is not after.before:
        return True
    if before.jumped_from is not after.jumped_from:
        return True
    names = [field.name for field in fields(Walkthrough) if field.name not in {"before", "jumped_from"}]
    return any(getattr(before, name) != getattr(after, name) for name in names)


@law
def test_every_moment_but_the_end_asks_something(run: Run) -> None:
    for _, _, moment in run.steps():
        assert (view(moment).prompt is None) == moment.is_done


@law
def test_every_key_that_is_listed_changes_the_screen(run: Run) -> None:
    for moment in run.states():
        screen = view(moment)
        for hint in screen.prompt.keys:
            if hint.key is not Key.QUIT:  # which the loop takes for itself
                assert view(update(moment, Pressed(key=hint.key))) != screen, hint.key


@law
def test_what_a_key_opens_over_a_card_it_closes_without_a_trace(run: Run) -> None:
    for moment in run.states():
        for hint in view(moment).prompt.keys if moment.cover is None else ():
            opened = update(moment, Pressed(key=hint.key))
            if opened.cover is not None:
                assert view(update(opened, Pressed(key=hint.key))) == view(moment), hint.key
                assert not is_changed(moment, opened.uncovered), hint.key


@law
def test_no_key_is_listed_twice(run: Run) -> None:
    for moment in run.states():
        letters = [hint.letter for hint in view(moment).prompt.keys]
        assert len(set(letters)) == len(letters)


@law
def test_a_key_that_is_not_listed_changes_nothing(run: Run) -> None:
    for moment in run.states():
        listed = {hint.key for hint in view(moment).prompt.keys} - {Key.QUIT}
        for key in set(Key) - listed:
            assert not is_changed(moment, update(moment, Pressed(key=key))), (key, moment.card.id)


@law
def test_an_answer_that_does_not_fit_the_prompt_changes_nothing(run: Run) -> None:
    for moment in run.states():
        prompt = view(moment).prompt
        for action in UNFITTING:
            if not fits(action, prompt):
                then = update(moment, action)
                assert not is_changed(moment, then), (action, moment.cover, moment.card.id)


@law
def test_an_answer_that_fits_the_prompt_changes_the_screen(run: Run) -> None:
    for moment, action, then in run.steps():
        screen = view(moment)
        if fits(action, screen.prompt) and action != Pressed(key=Key.QUIT):
            assert view(then) != screen, (action, moment.card.id)


@law
def test_back_undoes_what_was_answered(run: Run) -> None:
    for moment, action, then in run.steps():
        is_answer = not isinstance(action, Pressed) or action.key is Key.CANCEL
        if is_answer and moment.cover is None and is_changed(moment, then) and not then.is_done:
            assert view(update(then, BACK)) == view(moment), (action, moment.card.id)


@law
def test_back_leads_to_the_beginning(run: Run) -> None:
    *_, moment = run.states()
    for _ in range(MOST_STEPS):
        moment = update(moment, BACK)
        assert view(moment).prompt
    assert view(replace(moment, jumped_from=None)) == view(begin(run.on))


@law
def test_after_anything_right_answers_lead_to_the_end(run: Run) -> None:
    *_, (_, _, moment) = run.steps()
    closed = moment.uncovered
    *_, end = onward(closed)
    assert end.is_done


@law
def test_a_log_of_answers_leads_to_the_same_screen(run: Run) -> None:
    """The resume law: folding what was recorded is as good as having played it."""
    *asking, _ = moments(run.lesson)
    actions = [right_action(moment) for moment in asking[: run.start % len(asking)]]
    steps = tuple(run.steps())
    actions += [action for _, action, _ in steps]
    *_, (_, _, played) = steps
    lines = [encode(Answer(card="any", action=action, at=AT)) for action in actions]
    folded = after(begin(run.on), *(decode(line).action for line in lines))
    assert view(folded) == view(played)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_same_answers_give_the_same_screens_on_every_machine(lesson: str) -> None:
    on = stage(lesson)
    elsewhere = Stage(course=on.course, lesson=on.lesson, texts=shipped_stage(lesson).texts)
    screens = [view(moment) for moment in onward(begin(on))]
    assert [view(moment) for moment in onward(begin(elsewhere))] == screens


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_that_is_done_stays_done(lesson: str) -> None:
    end = moments(lesson)[-1]
    for action in (*(Pressed(key=key) for key in Key), Continued(), Chosen(id="sign-in"), Written(values={})):
        assert update(end, action) is end
