"""Lessons that nobody has shipped yet: what the format allows and the three shipped ones happen not to do."""

from session.playing import CLEAN, LEVEL, cards, onward, read, stage, told

from ehtutor.course.model import Card, Explain
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Pressed
from ehtutor.session.screen.blocks import Arrow, Diagram
from ehtutor.session.screen.prompt import Key
from ehtutor.value import replace

NOTE = Explain(id="note", title="Note", text="A note.")


def with_cards(on: Stage, scene: int, chosen: tuple[Card, ...]) -> Stage:
    """The same lesson with these cards in this scene."""
    scenes = list(on.lesson.scenes)
    scenes[scene] = replace(scenes[scene], cards=chosen)
    return replace(on, lesson=replace(on.lesson, scenes=tuple(scenes)))


def at(on: Stage, card: str) -> Walkthrough:
    """The moment at which this card is reached."""
    return next(moment for moment in onward(begin(on)) if moment.card.id == card)


def arrows(moment: Walkthrough) -> tuple[Arrow, ...]:
    return tuple(arrow for block in view(moment).blocks if isinstance(block, Diagram) for arrow in block.arrows)


def looking_back() -> Stage:
    """A show card of an entry from before the one that was shown last."""
    by_id = {card.id: card for card in cards(stage(CLEAN))}
    return with_cards(stage(CLEAN), 0, tuple(by_id[id] for id in ("sign-in", "middel-question", "request-to-hm")))


def test_a_card_that_looks_back_hides_nothing_that_was_shown() -> None:
    on = looking_back()
    before, then = at(on, "middel-question"), at(on, "request-to-hm")
    assert len(arrows(then)) == len(arrows(before)) == 3
    assert told(view(then))[0].startswith("Gemeente Voorbeeldstad vraagt aan Makelaar Wegwijs")


def test_a_scene_may_begin_with_a_card_to_read_and_then_shows_no_login_yet() -> None:
    on = with_cards(stage(LEVEL), 1, (NOTE, *stage(LEVEL).lesson.scenes[1].cards))
    moment = at(on, "note")
    assert moment.revealed == 0
    assert moment.login.entries == ()
    assert arrows(moment) == ()


def test_of_another_scene_no_card_can_be_gone_back_to() -> None:
    on = stage(LEVEL)
    first = at(on, "sign-in-again")
    assert Key.AGAIN not in first.working
    second = update(first, right_action(first))
    again = update(second, Pressed(key=Key.AGAIN))
    assert [choice.id for choice in view(again).prompt.choices] == ["2.1", "2.2"]


def test_a_lesson_may_end_with_any_card() -> None:
    for card in cards(stage(CLEAN)):
        kept = cards(stage(CLEAN))[: cards(stage(CLEAN)).index(card) + 1]
        on = with_cards(stage(CLEAN), 0, kept)
        *_, end = onward(begin(on))
        assert end.is_done
        assert on.lesson.title in read(end)
