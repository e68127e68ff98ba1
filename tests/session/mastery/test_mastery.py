"""What a learner masters, and how that is told."""

from datetime import timedelta
from typing import Any, Final

import pytest
from courses import shipped_course
from quiz.answers import AT, answered
from session.review_items import IDS, LISTED

from ehtutor.course.model import Asks, Predict
from ehtutor.course.texts import interface
from ehtutor.protocol.network import Role
from ehtutor.quiz.history import EMPTY, History, fold
from ehtutor.quiz.item import Item, Listed, Topic
from ehtutor.quiz.logged import Flagged
from ehtutor.render.plain import plain
from ehtutor.session.mastery.learner import Foretold, Mastery, When, mastery, weakest, when
from ehtutor.session.mastery.learner_view import mastery_screen
from ehtutor.session.screen.action import Answer, Chosen
from ehtutor.value import replace

FIRST, SECOND = IDS[:2]
WRONG: Final = {"is_right": False, "misconceptions": ("term-mixup",)}


def mastered(history: History = EMPTY, **changes: Any) -> Mastery:
    given = {"listed": LISTED, "course": shipped_course(), "walked": (), "now": AT}
    return mastery(history=history, **{**given, **changes})


def told(mastery: Mastery) -> str:
    return plain(mastery_screen(mastery, interface("nl"), course=""))


def predictions() -> list[tuple[str, Predict]]:
    cards = [
        (lesson.id, card) for lesson in shipped_course().lessons for scene in lesson.scenes for card in scene.cards
    ]
    return [(lesson, card) for lesson, card in cards if isinstance(card, Predict)]


def foretold(lesson: str, card: Predict, *, is_right: bool) -> tuple[str, Answer]:
    ids = [option.id for option in card.question.options]
    id = card.question.key if is_right else next(id for id in ids if id != card.question.key)
    return lesson, Answer(card=card.id, action=Chosen(id=id), at=AT)


def test_a_question_is_known_while_its_last_answer_was_right_and_it_is_not_due():
    history = fold(EMPTY, [answered("1", question=FIRST), answered("2", question=SECOND, is_right=False)])
    topic, other = LISTED[FIRST].topic, LISTED[SECOND].topic
    shares = mastered(history).topics
    assert (shares[topic].known, shares[topic].seen) == (1, 1)
    assert (shares[other].known, shares[other].seen) == (0, 1)
    assert mastered(history, now=AT + timedelta(days=999)).topics[topic].known == 0


def test_all_the_questions_of_a_topic_are_counted_and_no_other():
    shares = mastered().topics
    assert sum(share.all for share in shares.values()) == len(LISTED)
    assert list(shares) == [*Topic]


def test_a_role_is_known_by_the_questions_about_it_that_were_seen():
    def about(listed: Listed, *roles: str) -> Listed:
        def make(seed: str) -> Item:
            return replace(listed.make(seed), roles=frozenset(roles))

        return replace(listed, make=make)

    listed = {
        FIRST: about(LISTED[FIRST], "DV", "HM"),
        SECOND: about(LISTED[SECOND], "DV"),
        **dict([*LISTED.items()][2:]),
    }
    history = fold(EMPTY, [answered("1", question=FIRST), answered("2", question=SECOND, is_right=False)])
    roles = mastered(history, listed=listed).roles
    assert {role: (share.known, share.seen) for role, share in roles.items()} == {Role.DV: (1, 2), Role.HM: (1, 1)}


def test_what_is_thought_bad_is_not_counted():
    bad = Flagged(uid="f", question=FIRST, revision=1, remark="", at=AT)
    found = mastered(fold(EMPTY, [answered("1", question=FIRST), bad]))
    assert sum(share.seen for share in found.topics.values()) == 0
    assert sum(found.due.values()) == 0


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-9, When.TODAY), (0, When.TODAY), (1, When.TOMORROW), (2, When.WEEK), (7, When.WEEK), (8, When.LATER)],
)
def test_what_falls_due_is_counted_in_days(days, expected):
    assert when(AT + timedelta(days=days), AT) is expected


def test_a_misconception_returns_when_it_is_chosen_again_and_is_overcome_by_a_right_answer():
    wrong = [answered("1", question=FIRST, **WRONG), answered("2", days=1, question=FIRST, **WRONG)]
    assert mastered(fold(EMPTY, wrong[:1])).returning == ()
    (returning,) = mastered(fold(EMPTY, wrong)).returning
    assert (returning.id, returning.belief.times, returning.is_overcome) == ("term-mixup", 2, False)
    overcome = fold(EMPTY, [*wrong, answered("3", days=2, question=FIRST)])
    assert mastered(overcome).returning[0].is_overcome
    says = interface("nl").say("misconception.term-mixup.says")
    assert says in told(mastered(fold(EMPTY, wrong)))
    assert says not in told(mastered(overcome))


def test_a_prediction_counts_by_what_it_asked_and_as_it_was_made_first():
    lesson, card = next((lesson, card) for lesson, card in predictions() if card.claim)
    walked = [foretold(lesson, card, is_right=False), foretold(lesson, card, is_right=True)]
    assert card.claim
    assert mastered(walked=walked).predictions == {card.claim.asks: Foretold(right=0, asked=1)}
    assert interface("nl").say(f"progress.asks.{card.claim.asks.value}") in told(mastered(walked=walked))


def test_an_answer_that_no_prediction_knows_is_passed_over():
    lesson, card = predictions()[0]
    strange = [
        (lesson, Answer(card=card.id, action=Chosen(id="nonsense"), at=AT)),
        (lesson, Answer(card="nowhere", action=Chosen(id="yes"), at=AT)),
        ("nolesson", Answer(card=card.id, action=Chosen(id=card.question.key), at=AT)),
    ]
    assert mastered(walked=strange).predictions == {}


def test_every_prediction_has_a_kind_that_can_be_told():
    walked = [foretold(lesson, card, is_right=True) for lesson, card in predictions()]
    found = mastered(walked=walked).predictions
    assert sum(each.asked for each in found.values()) == sum(card.claim is not None for _, card in predictions())
    assert set(found) <= set(Asks)


def test_the_latest_score_is_told_first():
    history = fold(
        EMPTY, [answered("1", question=FIRST, sitting="a"), answered("2", days=1, question=FIRST, sitting="b")]
    )
    shown = told(mastered(history))
    assert shown.index("2026-03-03 quiz: 1 van 1") < shown.index("2026-03-02 quiz: 1 van 1")


def test_the_next_command_follows_from_how_it_stands():
    assert "ehtutor quiz." in told(mastered())
    right = fold(EMPTY, [answered("1", question=FIRST)])
    wrong = fold(right, [answered("2", question=SECOND, is_right=False)])
    assert told(mastered(right)).rstrip().endswith("ehtutor quiz.")
    assert f"ehtutor quiz --topic {LISTED[SECOND].topic.value}" in told(mastered(wrong))
    assert "(1)" in told(mastered(wrong, now=AT + timedelta(days=1)))
    assert "ehtutor quiz --due" in told(mastered(wrong, now=AT + timedelta(days=1)))


def test_the_weakest_topic_is_that_of_which_the_smallest_part_is_known():
    shares = mastered(
        fold(EMPTY, [answered("1", question=FIRST), answered("2", question=SECOND, is_right=False)])
    ).topics
    assert weakest(shares) is LISTED[SECOND].topic
    assert weakest(mastered().topics) is None
