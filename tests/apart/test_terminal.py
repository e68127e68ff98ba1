"""Lesson 1 at a terminal, with real keys: what a person sees, and in which state he gets his terminal back.

Sentences are taken from the catalogue and titles from the lesson, so that both can be polished without a change here.
"""

from pathlib import Path
from time import sleep
from typing import Final

import pytest
from cli.emulator import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, PAGE_DOWN, Emulator, Ended
from cli.lesson import number, titles, up_to
from cli.running import lines, run, surroundings
from courses import shipped_course
from long import LONG, few

from ehtutor.course.texts import interface

SAY: Final = interface("nl").say
HELP, KNOWLEDGE, WALLET = (SAY(f"keys.{page}.title") for page in ("help", "knowledge", "wallet"))
ON, RETURN = (f"Enter {SAY(f'screen.{word}')}" for word in ("continue", "back-to-card"))
DETOUR, OVER = SAY("screen.detour-label"), SAY("screen.detour-over")
PREDICTED, RIGHT, WRONG = SAY("screen.predicted", label="").strip(), SAY("screen.right"), SAY("screen.wrong")
KNOWS, PINCODE = SAY("screen.knows"), SAY("blank.pincode")
TOO_LOW, CANCEL = SAY("screen.too-low", found="EH2", loa="EH3"), f"5) {SAY('screen.cancel')}"
GOODBYE: Final = SAY("cli.interrupted", command="ehtutor walkthrough clean-login")


def step(number: int) -> str:
    return SAY("screen.step", step=number, steps=10)


def hint(number: int, total: int) -> str:
    return SAY("screen.hint", number=number, total=total)


def tries(left: int) -> str:
    return SAY("screen.challenge-question", party="Authenticatiedienst Zegel", tries=left)


SIGNING_IN: Final = SAY("screen.sign-in", service="Kapvergunning aanvragen", party="Gemeente Voorbeeldstad")[:20]
PASSWORD: Final = f"{SAY('blank.password')}:"
SOUGHT: Final = "hm.authn-request.signature"
SEARCH: Final = f"/{SOUGHT.upper()}"


# fmt: off
PLAY: Final = (
    ("",             "welcome",           ON),
    (ENTER,          "four-roles",        "herkenningsmakelaar (HM)", f"b {SAY('keys.back.label')}"),
    ("b",            "welcome"),
    ("?",            HELP,                SAY("keys.wallet.does"), RETURN),
    (ENTER,          "welcome"),
    (ENTER,          "four-roles"),
    (ENTER,          "sign-in",           f"Enter {SIGNING_IN}", "‘Kapvergunning aanvragen’"),
    ("h",            "sign-in",           hint(1, 2)),
    ("h",            "sign-in",           hint(2, 2)),
    (ENTER,          "signed-in",         step(1), "GEBRUIKER → DV"),
    ("w",            KNOWLEDGE,           KNOWS, RETURN),
    (ENTER,          "signed-in"),
    (ENTER,          "first-question",    "1)", "3)"),
    ("1" + ENTER,    "first-question",    PREDICTED, ON),
    (ENTER,          "request-to-hm",     step(2), "DV → HM · AuthnRequest", "RequestedAuthnContext"),
    ("z",            "request-to-hm",     SAY("screen.signed"), "↓"),
    (DOWN,           "request-to-hm",     "↑ 1 ↓"),
    (PAGE_DOWN * 9,  "request-to-hm",     "✓", "hm.authn-request.level"),
    (SEARCH + ENTER, "request-to-hm",     "✓", SOUGHT, SAY("ask.found", match=1, matches=1)),
    ("z",            "request-to-hm",     ON),
    ("z",            "request-to-hm",     SAY("screen.checked", total=10, held=10)),
    (ENTER,          "makelaar-next",     "1)", "3)"),
    (DOWN + ENTER,   "makelaar-next",     PREDICTED, "authenticatiedienst"),
    (ENTER,          "middel-question",   step(3), "HM → GEBRUIKER"),
    (ENTER,          "choose-middel",     TOO_LOW, CANCEL),
    ("1" + ENTER,    "choose-middel",     DETOUR, "Sleutelbos-wachtwoord", "GEBRUIKER → HM"),
    (ENTER,          "choose-middel",     OVER, "HM → GEBRUIKER"),
    (ENTER,          "choose-middel",     hint(1, 2), CANCEL),
    ("3" + ENTER,    "middel-chosen",     "GEBRUIKER → HM", "Zegelpas"),
    (ENTER,          "issuer-determined", step(4)),
    (ENTER,          "ad-hears-service",  "2)"),
    ("2" + ENTER,    "ad-hears-service",  PREDICTED),
    (ENTER,          "request-to-ad",     step(5), "HM → AD · AuthnRequest"),
    (ENTER,          "challenge",         step(6), "AD → GEBRUIKER"),
    (ENTER,          "use-pas",           tries(3), f"c {SAY('keys.cancel.label')}", f"{PINCODE}:"),
    ("9999" + ENTER, "use-pas",           step(7), DETOUR, "GEBRUIKER → AD"),
    (ENTER,          "use-pas",           DETOUR, "AD ·"),
    (ENTER,          "use-pas",           OVER, "AD → GEBRUIKER"),
    (ENTER,          "use-pas",           hint(1, 2), tries(2), f"{PINCODE}:"),
    (ENTER + "p",    WALLET,              f"{PINCODE}: 4711", SAY("screen.asked-now")),
    (ENTER,          "use-pas",           tries(2), f"{PINCODE}:"),
    ("4711" + ENTER, "signature",         "GEBRUIKER → AD"),
    (ENTER,          "checked",           "AD ·"),
    (ENTER,          "answer-route",      "3)"),
    ("3" + ENTER,    "answer-route",      PREDICTED, "makelaar (HM)"),
    (ENTER,          "response-to-hm",    step(8), "AD → HM · Response", "InResponseTo"),
    (ENTER,          "response-to-dv",    step(9), "HM → DV · Response"),
    (ENTER,          "served",            step(10), "DV → GEBRUIKER"),
    (ENTER,          "who-knows-now",     KNOWS),
    (ENTER,          "dv-knows-middel",   "2)"),
    ("1" + ENTER,    "dv-knows-middel",   WRONG, SAY("screen.solution")),
    (ENTER,          "whose-signature",   "3)"),
    (ENTER,          "whose-signature",   RIGHT),
    (ENTER,          "who-routed",        "4)"),
    ("3" + ENTER,    "who-routed",        RIGHT),
    (ENTER,          "scheme-of-today",   "machtigingenregister"),
    (ENTER,          "in-with-eh4",       f"Enter {SIGNING_IN}"),
    (ENTER,          "in-with-eh4",       TOO_LOW, CANCEL),
    # a way that is none of the shortest
    ("1" + ENTER,    "in-with-eh4",       TOO_LOW, CANCEL),
    ("4" + ENTER,    "in-with-eh4",       f"{PINCODE}:"),
    ("2580" + ENTER, "in-with-eh4",       SAY("goal.reached"), SAY("goal.over-par", found=12, par=10)),
    (ENTER,          "asked-less-reached-more", "1)", "3)"),
    ("1" + ENTER,    "asked-less-reached-more", CANCEL),
    ("3" + ENTER,    "asked-less-reached-more", f"{PINCODE}:"),
    ("4711" + ENTER, "asked-less-reached-more", SAY("goal.not-yet"), SAY("goal.again")),
    (ENTER,          "asked-less-reached-more", hint(1, 3), "2)"),
    ("2" + ENTER,    "asked-less-reached-more", CANCEL),
    ("3" + ENTER,    "asked-less-reached-more", f"{PINCODE}:"),
    ("4711" + ENTER, "asked-less-reached-more", SAY("goal.reached")),
)
"""Keys, the card or other page that is on the screen after them, and what else is to be seen there."""
# fmt: on


def walkthrough(folder: Path, *arguments: str, columns: int = 80, rows: int = 24) -> Emulator:
    environ = surroundings(folder / "progress")
    return Emulator("walkthrough", *arguments, columns=columns, rows=rows, folder=folder, environ=environ)


def answered(folder: Path, card: str) -> None:
    """Go to this card first, line by line: that is quicker."""
    if typed := up_to(card):
        run("walkthrough", "--plain", environ=surroundings(folder / "progress"), typed=lines(*typed))


def see(screen: Emulator, page: str, *texts: str, language: str = "nl") -> None:
    """This page with these words, and as a screen should be: heading on top, keys in view, nothing cut off."""
    say = interface(language).say
    lesson = say("screen.lesson", number=1, title="").strip(" ·")
    screen.expect(titles(language).get(page, page), *texts, f"q {say('keys.quit.label')}")
    assert screen.lines[0].lstrip().startswith(lesson), screen.lines
    assert screen.outside == ""


def assert_left_well(ended: Ended, code: int) -> None:
    assert ended.code == code
    assert ended.after == ended.before
    assert not ended.is_cursor_hidden
    assert not ended.is_other_screen


def test_lesson_1_is_played_from_the_first_card_to_the_last(tmp_path: Path) -> None:
    with walkthrough(tmp_path) as screen:
        for keys, page, *texts in PLAY:
            if keys:
                screen.press(keys)
            see(screen, page, *texts)
        screen.press(ENTER)
        screen.expect(SAY("screen.summary"), f"Enter {SAY('screen.go-on', title='Het niveau')}").press(ENTER)
        screen.expect("Les 2 · Het niveau").type("q")
        assert_left_well(screen.ended(), 0)
        assert screen.outside == ""


def test_the_play_above_shows_every_card_of_the_lesson() -> None:
    assert titles().keys() <= {page for _, page, *_ in PLAY}


def test_who_quits_goes_on_where_he_was(tmp_path: Path) -> None:
    with walkthrough(tmp_path) as screen:
        see(screen, "welcome")
        for keys in (ENTER, ENTER, ENTER):
            screen.press(keys)
        see(screen, "signed-in")
        screen.type("q")
        assert_left_well(screen.ended(), 0)
        assert screen.words.endswith(GOODBYE)
    with walkthrough(tmp_path) as screen:
        again = "ehtutor walkthrough clean-login --restart"
        title = shipped_course().lessons[0].title
        at = SAY("cli.resumed", title=title, card=number("signed-in"), cards=len(titles()), command=again)
        see(screen, "signed-in", at)
        screen.press("b")
        see(screen, "sign-in", f"Enter {SIGNING_IN}")
        assert again not in screen.words


# what the two keys do at every prompt is tried on a pipe
@pytest.mark.parametrize(
    ("card", "prompt", "inside", "key"),
    [("welcome", ON, "", CTRL_D), ("use-pas", f"{PINCODE}:", "47", CTRL_C), ("use-pas", f"{PINCODE}:", ESCAPE, CTRL_C)],
    ids=["continue", "write", "menu"],
)
def test_breaking_off_keeps_the_progress_and_gives_the_terminal_back(
    tmp_path: Path, card: str, prompt: str, inside: str, key: str
) -> None:
    answered(tmp_path, card)
    with walkthrough(tmp_path) as screen:
        screen.expect(prompt)
        if inside == ESCAPE:
            screen.type(inside).expect(SAY("ask.menu"))
        else:
            screen.type(inside)
        screen.type(key)
        assert_left_well(screen.ended(), 130)
        assert screen.words.endswith(GOODBYE)


@pytest.mark.parametrize(
    ("manner", "key"), [({"EHTUTOR_PLAIN": "1"}, CTRL_C), ({"TERM": "dumb"}, CTRL_D)], ids=["plain", "dumb"]
)
def test_plain_lines_at_a_terminal_are_broken_off_as_well(tmp_path: Path, manner: dict[str, str], key: str) -> None:
    environ = surroundings(tmp_path / "progress", **manner)
    with Emulator("walkthrough", columns=80, rows=24, folder=tmp_path, environ=environ, is_plain=True) as screen:
        screen.expect(f"Enter: {SAY('screen.continue')};").type(ENTER).expect(titles()["four-roles"]).type(key)
        assert_left_well(screen.ended(), 130)
        assert GOODBYE in screen.lines


def test_a_terminal_without_colours_gets_none(tmp_path: Path) -> None:
    answered(tmp_path, "choose-middel")
    for changes, is_coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        environ = surroundings(tmp_path / "progress", **changes)
        with Emulator("walkthrough", columns=80, rows=24, folder=tmp_path, environ=environ) as screen:
            see(screen, "choose-middel", CANCEL)
            assert (screen.colours != {"default"}) == is_coloured


def test_a_window_of_another_size_is_filled_at_once_and_what_was_typed_stays(tmp_path: Path) -> None:
    answered(tmp_path, "use-pas")
    with walkthrough(tmp_path) as screen:
        screen.expect(f"{PINCODE}:").type("47")
        for columns, rows in ((50, 30), (20, 5), (120, 40)):
            screen.resize(columns, rows)
            screen.expect()
        see(screen, "use-pas", tries(3), f"{PINCODE}: **")
        assert screen.outside == ""


def test_a_window_that_changes_a_hundred_times_a_second_ends_up_as_it_was_with_the_pointer_in_its_place(
    tmp_path: Path,
) -> None:
    answered(tmp_path, "choose-middel")
    with walkthrough(tmp_path) as screen:
        see(screen, "choose-middel", CANCEL)
        screen.type(DOWN).expect("» 2)")
        before = screen.lines
        for size in range(100):
            screen.resize(20 + size, 5 + size % 40)
            sleep(0.01)
        # what was wrapped for another window is wrapped anew
        screen.resize(40, 24)
        screen.expect("» 2)", "Enter)")
        screen.resize(80, 24)
        screen.expect("» 2)", CANCEL)
        assert screen.lines == before
        screen.press("3" + ENTER)
        see(screen, "middel-chosen")


def test_a_wide_window_shows_the_lesson_in_english(tmp_path: Path) -> None:
    say = interface("en").say
    answered(tmp_path, "choose-middel")
    with walkthrough(tmp_path, "--lang", "en", columns=120, rows=40) as screen:
        too_low = say("screen.too-low", found="EH2", loa="EH3")
        see(screen, "choose-middel", too_low, f"5) {say('screen.cancel')}", language="en")
        screen.press("3" + ENTER)
        see(screen, "middel-chosen", "GEBRUIKER → HM", f"Enter {say('screen.continue')}", language="en")
        for page in ("issuer-determined", "ad-hears-service"):
            screen.press(ENTER)
            see(screen, page, language="en")
        screen.press("2" + ENTER).press(ENTER)
        see(screen, "request-to-ad", "HM → AD · AuthnRequest", "▌", language="en")


@LONG
@pytest.mark.parametrize("language", few(["nl"], ["nl", "en"]))
def test_forty_columns_are_enough(tmp_path: Path, language: str) -> None:
    answered(tmp_path, "middel-question")
    with walkthrough(tmp_path, "--lang", language, columns=40) as screen:
        see(screen, "middel-question", language=language)
        # where there is no room for both, what is asked goes before the heading
        screen.press(ENTER).expect("PgUp", "5)")
        for keys, page in (("3" + ENTER, "middel-chosen"), ("w", ""), ("b", "middel-chosen")):
            screen.press(keys)
            see(screen, page, language=language)


@pytest.mark.parametrize(("columns", "rows"), [(20, 24), (80, 5)], ids=["narrow", "low"])
def test_a_window_that_is_too_small_is_no_trouble(tmp_path: Path, columns: int, rows: int) -> None:
    answered(tmp_path, "middel-question")
    with walkthrough(tmp_path, columns=columns, rows=rows) as screen:
        for keys in ("", ENTER, "1" + ENTER, ENTER, ENTER, "3" + ENTER, "w", ENTER, "p", ENTER, "z", "z"):
            if keys:
                screen.press(keys)
            screen.expect()
            assert screen.outside == ""
        screen.type("q")
        assert_left_well(screen.ended(), 0)


def test_what_is_the_matter_with_the_progress_stands_on_the_first_screen(tmp_path: Path) -> None:
    (tmp_path / "progress").write_text("hoi")
    with walkthrough(tmp_path, columns=120) as screen:
        see(screen, "welcome", SAY("store.not-a-folder", place=tmp_path / "progress"))
        screen.press(ENTER)
        see(screen, "four-roles")
        assert str(tmp_path) not in screen.words
        screen.type(CTRL_C)
        assert_left_well(screen.ended(), 130)
        assert screen.words.endswith(SAY("cli.interrupted-unsaved", command="ehtutor walkthrough clean-login"))


def test_what_becomes_the_matter_with_the_progress_stands_on_the_next_screen(tmp_path: Path) -> None:
    with walkthrough(tmp_path, columns=120) as screen:
        see(screen, "welcome")
        (tmp_path / "progress").rename(tmp_path / "elsewhere")
        screen.press(ENTER)
        see(screen, "four-roles", SAY("store.gone", place=tmp_path / "progress"))
        screen.type(CTRL_C)
        assert_left_well(screen.ended(), 130)


def test_what_a_command_prints_at_its_end_is_paged_and_stays_in_the_history(tmp_path: Path) -> None:
    terms = [term.name for term in shipped_course().glossary.values()]
    environ = surroundings(tmp_path / "progress")
    with Emulator("glossary", columns=80, rows=24, folder=tmp_path, environ=environ) as screen:
        screen.expect(terms[0], "↓", f"Enter {SAY('screen.close')}")
        screen.press(PAGE_DOWN).expect("↑")
        screen.type("q")
        assert_left_well(screen.ended(), 0)
        assert terms[-1] in screen.words
        assert SAY("screen.search-label") not in screen.words
