"""A few screens, whole and read aloud, for a person to look at."""

from collections.abc import Callable

from session.playing import CLEAN, LEVEL, WRONG, after, arrivals, moments, onward, read

from ehtutor.course.model import Zoom
from ehtutor.render.plain import plain
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Chosen, Pressed
from ehtutor.session.screen.prompt import Key

Golden = Callable[[str, str], None]
HINT, ZOOM = Pressed(key=Key.HINT), Pressed(key=Key.ZOOM)


def at(lesson: str, card: str, language: str = "nl") -> Walkthrough:
    """The moment at which this card is reached."""
    return arrivals(lesson, language)[card]


def zoomed(golden: Golden, zoom: Zoom, times: int) -> None:
    moment = after(at(CLEAN, "request-to-hm"), *[ZOOM] * times)
    golden(f"zoom-{zoom.value}.nl.txt", plain(view(moment)))


def test_the_sign_in(golden: Golden) -> None:
    golden("sign-in.nl.txt", read(at(CLEAN, "sign-in")))


def test_a_choice_of_which_some_are_too_low(golden: Golden) -> None:
    golden("choose-middel.nl.txt", read(at(CLEAN, "choose-middel")))


def test_the_same_choice_in_english(golden: Golden) -> None:
    golden("choose-middel.en.txt", read(at(CLEAN, "choose-middel", "en")))


def test_a_challenge(golden: Golden) -> None:
    golden("challenge.nl.txt", read(at(LEVEL, "type-code")))


def test_a_message_as_the_protocol_has_it(golden: Golden) -> None:
    zoomed(golden, Zoom.PROTOCOL, 0)


def test_a_message_as_the_wire_has_it(golden: Golden) -> None:
    zoomed(golden, Zoom.WIRE, 1)


def test_a_message_as_the_story_has_it(golden: Golden) -> None:
    zoomed(golden, Zoom.STORY, 2)


def test_the_xml_is_on_the_screen_at_zoom_wire_only() -> None:
    shown = at(CLEAN, "request-to-hm")
    has_xml = ["<samlp:AuthnRequest" in read(after(shown, *[ZOOM] * times)) for times in range(4)]
    assert has_xml == [False, True, False, False]


def test_who_knows_what(golden: Golden) -> None:
    golden("knowledge.nl.txt", read(after(at(CLEAN, "served"), Pressed(key=Key.KNOWLEDGE))))


def test_the_wallet_with_the_code_of_now(golden: Golden) -> None:
    golden("wallet.nl.txt", read(after(at(LEVEL, "type-code"), Pressed(key=Key.WALLET))))


def test_hints_up_to_the_solution(golden: Golden) -> None:
    asked = at(CLEAN, "first-question")
    golden("hints.nl.txt", "\n".join(read(after(asked, *[HINT] * times)) for times in (1, 2, 3)))


def test_a_side_road(golden: Golden) -> None:
    golden("detour.nl.txt", read(after(at(CLEAN, "choose-middel"), Chosen(id="SB-20417"), ZOOM)))


def test_the_summary_with_the_predictions(golden: Golden) -> None:
    wrong = after(at(LEVEL, "who-sets-level"), Chosen(id="GEBRUIKER"))
    *_, end = onward(wrong)
    golden("summary.nl.txt", read(end))


def test_the_last_summary_in_english(golden: Golden) -> None:
    golden("summary.en.txt", read(moments(WRONG, "en")[-1]))
