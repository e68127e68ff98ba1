"""What has passed can be opened again, and an earlier card jumped to: neither costs the place in the lesson."""

import pytest
from session.playing import CLEAN, LEVEL, WRONG, after, arrivals, only, read

from ehtutor.course.model import Zoom
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.session.lesson.gebruiker import WRONG as WRONG_PROOF
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.update import update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Chosen, Continued, Pressed, Written
from ehtutor.session.screen.blocks import Heading, MessagePanel, Notice, Table
from ehtutor.session.screen.prompt import Choose, Continue, Key, Selectable, said

ENTER = Continued()
BACK, AGAIN, UNDO, HINT, ZOOM, EXACT, PASSED = (
    Pressed(key=key) for key in (Key.BACK, Key.AGAIN, Key.UNDO, Key.HINT, Key.ZOOM, Key.EXACT, Key.PASSED)
)
OVERLAYS = (Key.KNOWLEDGE, Key.WALLET, Key.TERMS, Key.HELP, Key.EXACT)


def listed(moment: Walkthrough) -> Choose:
    prompt = view(moment).prompt
    assert isinstance(prompt, Choose)
    return prompt


def noted(moment: Walkthrough) -> tuple[Selectable, ...]:
    """What has passed, each with its note."""
    return listed(after(moment, PASSED)).choices if moment.seen else ()


def legend(moment: Walkthrough) -> list[Key]:
    return [hint.key for hint in said(view(moment).prompt.keys)]


def detour() -> Walkthrough:
    """On a detour, after a wrong pincode."""
    return after(arrivals(CLEAN)["use-pas"], Written(values={"pincode": WRONG_PROOF}))


def test_what_has_passed_is_listed_with_its_ends_its_name_and_whether_it_was_refused() -> None:
    prompt = listed(after(arrivals(CLEAN)["choose-middel"], PASSED))
    assert [choice.label for choice in prompt.choices][:2] == ["GEBRUIKER → DV: Aanmelding", "DV → HM: AuthnRequest"]
    ends = [moment for moment in arrivals("response").values() if any(each.note for each in noted(moment))]
    assert {each.note for each in noted(ends[-1])} == {"", "✗ geweigerd"}


@pytest.mark.parametrize("lesson", [CLEAN, LEVEL, WRONG])
def test_only_what_was_shown_is_listed_and_all_of_it(lesson: str) -> None:
    for moment in arrivals(lesson).values():
        shown = [
            f"passed.{entry.n}"
            for entry in moment.login.entries[: moment.revealed]
            if not isinstance(entry, DecisionTaken)
        ]
        assert (Key.PASSED in legend(moment)) == bool(shown)
        if shown:
            assert [choice.id for choice in listed(after(moment, PASSED)).choices] == shown, moment.card.id


def test_any_message_of_the_list_opens_at_every_zoom_and_exactly_as_it_was_sent() -> None:
    moment = arrivals(CLEAN)["middel-question"]
    (request,) = (entry for entry in moment.seen.values() if getattr(entry, "xml", None))
    opened = after(moment, PASSED, Chosen(id=f"passed.{request.n}"))
    seen = [only(MessagePanel, view(after(opened, *[ZOOM] * times))) for times in range(3)]
    assert [(bool(panel.fields), bool(panel.wire)) for panel in seen] == [(True, False), (False, True), (False, False)]
    headings = [only(Heading, view(after(opened, *[ZOOM] * times))) for times in range(3)]
    assert ["[nu: protocol]" in heading.levels for heading in headings] == [True, False, False]
    assert only(MessagePanel, view(after(opened, EXACT))).xml.encode() == request.xml


def test_who_closes_what_he_looked_at_is_at_his_card_with_all_that_he_did() -> None:
    for moment in (*arrivals(LEVEL).values(), detour(), after(arrivals(WRONG)["who-blocked"], HINT)):
        if Key.PASSED not in moment.working:
            continue
        opened = after(moment, PASSED, Chosen(id=f"passed.{max(moment.seen)}"), ZOOM)
        for way in ((ENTER, BACK), (BACK, BACK), (PASSED,)):
            closed = after(opened, *way)
            assert (closed.cover, closed.before) == (None, moment.before)
            assert view(closed) == view(moment), moment.card.id


def test_the_list_points_at_what_was_read_last() -> None:
    moment = after(arrivals(CLEAN)["middel-question"], PASSED)
    first = listed(moment).choices[0].id
    assert listed(moment).start != first
    assert listed(after(moment, Chosen(id=first), ENTER)).start == first


def test_the_exact_text_can_be_had_of_a_message_of_saml_only() -> None:
    request, question = arrivals(CLEAN)["request-to-hm"], arrivals(CLEAN)["middel-question"]
    assert Key.EXACT in request.working
    assert Key.EXACT in legend(after(request, ZOOM))
    assert Key.EXACT not in question.working
    panel = only(MessagePanel, view(after(request, EXACT)))
    assert (panel.xml.encode(), panel.wire) == (request.on_table.xml, ())
    assert view(after(request, EXACT, ENTER)) == view(request)


@pytest.mark.parametrize("key", OVERLAYS, ids=lambda key: key.value)
def test_what_a_key_opens_it_closes_and_enter_is_the_way_that_is_said(key: Key) -> None:
    card = arrivals(CLEAN)["request-to-hm"]
    opened = after(card, Pressed(key=key))
    assert isinstance(view(opened).prompt, Continue)
    assert legend(opened) == [Key.QUIT]
    for close in (Pressed(key=key), ENTER, BACK):
        assert view(update(opened, close)) == view(card)


def test_the_list_of_keys_names_those_that_work_here() -> None:
    for moment in arrivals(LEVEL).values():
        letters = [row[0] for row in only(Table, view(after(moment, Pressed(key=Key.HELP)))).rows if len(row[0]) == 1]
        assert letters == [hint.letter for hint in view(moment).prompt.keys]


def test_the_levels_of_a_message_are_said_and_the_key_names_the_next() -> None:
    moment = arrivals(CLEAN)["request-to-hm"]
    for zoom in (Zoom.PROTOCOL, Zoom.WIRE, Zoom.STORY, Zoom.PROTOCOL):
        say = moment.stage.texts.say
        now, following = (say(f"screen.level.{level.value}") for level in (zoom, zoom.deeper))
        assert f"[nu: {now}]" in read(moment)
        assert {hint.label for hint in view(moment).prompt.keys if hint.key is Key.ZOOM} == {following}
        moment = after(moment, ZOOM)


def test_a_jump_says_what_it_costs_and_points_at_where_the_learner_is() -> None:
    told = after(arrivals(LEVEL)["who-sets-level"], Chosen(id="DV"))
    prompt = listed(after(told, AGAIN))
    assert prompt.start == told.id == prompt.choices[-1].id
    assert prompt.choices[-1].note == "hier ben je nu, opnieuw te beantwoorden: 1"
    assert prompt.choices[0].note.startswith(f"kaarten terug: {told.place[0] - 1}, opnieuw te beantwoorden: ")


def test_a_jump_can_be_undone_until_something_is_answered() -> None:
    here = after(arrivals(WRONG)["who-blocked"], HINT)
    jumped = after(here, AGAIN, Chosen(id="4.2"))
    assert f"Met u ga je weer naar kaart {here.place[0]}, waar je was." in only(Notice, view(jumped)).text
    assert view(after(jumped, UNDO)) == view(here)
    assert view(after(jumped, PASSED, BACK, UNDO)) == view(here)
    onward = after(jumped, right_action(jumped))
    assert Key.UNDO not in legend(onward)
    assert view(after(onward, BACK, UNDO)) == view(here)


def test_to_choose_the_card_where_one_is_costs_nothing() -> None:
    here = arrivals(LEVEL)["who-sets-level"]
    assert view(after(here, AGAIN, Chosen(id=here.id))) == view(here)
