"""Every kind of question, comparison and branch, played in a miniature lesson: right, wrong, and what does not fit."""

from datetime import UTC, datetime

import pytest
from course.breaking import mini_with_kinds
from session.playing import after, fits, key_of, only, onward, read, shipped_stage

from ehtutor.course.model import Ask, Course, Predict
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.session.lesson.script import at_card, right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import (
    Action,
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
)
from ehtutor.session.screen.blocks import Diagram, Findings, MessagePanel, Notice, Table, Tone
from ehtutor.session.screen.prompt import Blank, Choose, ChooseMany, Key, MatchChoices, OrderChoices, Takes, Write
from ehtutor.session.screen.spelling import decode, encode
from ehtutor.session.story.claims import confirmed
from ehtutor.session.story.pictures import MOST_COMPARED
from ehtutor.value import replace

ENTER, BACK, HINT = Continued(), Pressed(key=Key.BACK), Pressed(key=Key.HINT)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    course = load(mini_with_kinds(tmp_path_factory.mktemp("kinds") / "mini"), "nl")
    assert isinstance(course, Course), course
    return Stage(course=course, lesson=course.lesson("kinds"), texts=interface("nl"))


@pytest.fixture(scope="module")
def moments(on: Stage) -> tuple[Walkthrough, ...]:
    return tuple(onward(begin(on)))


@pytest.fixture(scope="module")
def arrivals(moments: tuple[Walkthrough, ...]) -> dict[str, Walkthrough]:
    return {moment.card.id: moment for moment in reversed(moments[:-1])}


RIGHT = {
    "what-next": Chosen(id="AuthnRequest"),
    "is-it-so": Chosen(id="false"),
    "who-know": ChosenMany(ids=("GEBRUIKER", "AD", "HM")),
    "in-what-order": Ordered(ids=("question", "choice", "answer")),
    "who-sent": Matched(pairs={"first": "DV", "last": "HM"}),
    "name-it": Written(values={"answer": "de makelaar"}),
    "fill-it": Written(values={"asker": "dienstverlener", "answerer": "makelaar"}),
    "how-many": Written(values={"answer": "2"}),
    "which-rule": Chosen(id="audience"),
    "noticed": Chosen(id="DV"),
}
RIGHT_TOO = [
    ("who-know", ChosenMany(ids=("HM", "AD", "GEBRUIKER"))),
    ("name-it", Written(values={"answer": " Makelaar. "})),
    ("fill-it", Written(values={"asker": "dv", "answerer": "Makelaar"})),
    ("how-many", Written(values={"answer": "02"})),
]
WRONG = {
    "what-next": (Chosen(id="Challenge"), "Niet goed: de opgave: Daarvoor moet hij eerst gevraagd worden."),
    "is-it-so": (Chosen(id="true"), "Niet goed: waar: Zoek het maar in het antwoord."),
    "who-know": (ChosenMany(ids=("DV",)), "Niet goed: de dienstverlener: Hem wordt het niet gezegd."),
    "in-what-order": (
        Ordered(ids=("question", "answer", "choice")),
        "Niet goed: ‘het antwoord’ staat niet op zijn plaats: Dat komt het laatst.",
    ),
    "who-sent": (
        Matched(pairs={"first": "DV", "last": "AD"}),
        "Niet goed: het laatste antwoord → de dienst: De dienstverlener kent alleen de makelaar.",
    ),
    "name-it": (Written(values={"answer": "de gebruiker"}), "Niet goed: de gebruiker\n"),
    "fill-it": (Written(values={"asker": "HM", "answerer": "makelaar"}), "Niet goed: ✗ HM, ✓ makelaar\n"),
    "how-many": (Written(values={"answer": "3"}), "Niet goed: 3\n"),
}


def test_right_answers_lead_to_the_end(on: Stage, moments: tuple[Walkthrough, ...]) -> None:
    passed = dict.fromkeys(moment.card.id for moment in moments)
    assert list(passed) == [card.id for scene in on.lesson.scenes for card in scene.cards]


def test_the_engine_confirms_every_claim_in_the_shape_of_its_key(on: Stage, moments: tuple[Walkthrough, ...]) -> None:
    trace_by_scene = {moment.scene_index: moment.login.trace for moment in moments}
    claimed = 0
    for number, scene in enumerate(on.lesson.scenes):
        for card in scene.cards:
            if isinstance(card, Predict | Ask) and card.claim:
                assert confirmed(card.claim, trace_by_scene[number]) == key_of(card), card.id
                claimed += 1
    assert claimed == 9


@pytest.mark.parametrize(("card", "action"), [*RIGHT.items(), *RIGHT_TOO], ids=str)
def test_a_right_answer_is_told_why_and_the_lesson_goes_on(
    arrivals: dict[str, Walkthrough], card: str, action: Action
) -> None:
    answered = after(arrivals[card], action)
    assert only(Notice, view(answered)).tone is Tone.RIGHT
    passed = after(answered, ENTER)
    assert passed.is_done or passed.card.id != card


@pytest.mark.parametrize("card", RIGHT)
def test_the_script_gives_the_key(arrivals: dict[str, Walkthrough], card: str) -> None:
    assert right_action(arrivals[card]) == RIGHT[card]


@pytest.mark.parametrize("card", [card for card in WRONG if card != "is-it-so"])
def test_a_wrong_answer_is_told_why_and_asked_again_with_a_hint(arrivals: dict[str, Walkthrough], card: str) -> None:
    action, told = WRONG[card]
    answered = after(arrivals[card], action)
    assert told in read(answered)
    assert "Het goede antwoord" not in read(answered)
    again = after(answered, ENTER)
    assert again.card.id == card
    assert "Hint 1 van" in read(again)
    assert after(again, RIGHT[card], ENTER).card.id != card


SOLUTIONS = {
    "what-next": "Het goede antwoord: de vraag: Nu weet de makelaar aan wie.",
    "in-what-order": "de vraag: Daarmee begint het.\nje keuze: Die volgt",
    "who-sent": "de eerste vraag → de dienstverlener: De dienstverlener begint.\nhet laatste antwoord → de makelaar: ",
    "name-it": "Het goede antwoord: de makelaar: Hij bemiddelt.",
    "fill-it": "Het goede antwoord: dienstverlener, makelaar: Zo gaat het, in deze volgorde.",
    "how-many": "Het goede antwoord: 2: Drie, en één is op.",
}


@pytest.mark.parametrize("card", SOLUTIONS)
def test_when_the_hints_are_used_up_the_right_answer_is_told(arrivals: dict[str, Walkthrough], card: str) -> None:
    hints = len(arrivals[card].card.hints)
    moment = after(arrivals[card], *[HINT] * hints, WRONG[card][0])
    assert SOLUTIONS[card] in read(moment)


def test_with_hints_left_it_is_not(arrivals: dict[str, Walkthrough]) -> None:
    moment = after(arrivals["who-know"], HINT, WRONG["who-know"][0])
    assert "Het goede antwoord" not in read(moment)
    assert "Het goede antwoord" in read(after(moment, ENTER, WRONG["who-know"][0]))


def test_of_several_it_is_told_that_one_lacks_and_not_which(on: Stage, arrivals: dict[str, Walkthrough]) -> None:
    text = read(after(arrivals["who-know"], ChosenMany(ids=("HM", "AD"))))
    assert "✓ de dienst: Die vroeg om je bewijs.\n✓ de makelaar: Die vroeg het je." in text
    assert on.texts.say("screen.incomplete") in text
    assert "jij" not in text
    mixed = read(after(arrivals["who-know"], ChosenMany(ids=("HM", "DV"))))
    assert on.texts.say("screen.incomplete") not in mixed
    assert "✗ de dienstverlener: " in mixed
    assert "✓ de makelaar: " in mixed


def test_each_kind_has_its_own_prompt(arrivals: dict[str, Walkthrough]) -> None:
    prompts = {id: view(moment).prompt for id, moment in arrivals.items()}
    assert isinstance(prompts["is-it-so"], Choose)
    assert isinstance(prompts["who-know"], ChooseMany)
    assert isinstance(prompts["in-what-order"], OrderChoices)
    assert isinstance(prompts["who-sent"], MatchChoices)
    number, text, cloze = (prompts[id] for id in ("how-many", "name-it", "fill-it"))
    assert isinstance(number, Write)
    assert isinstance(text, Write)
    assert isinstance(cloze, Write)
    assert number.blanks == (Blank(id="answer", label="getal", takes=Takes.NUMBER),)
    assert [blank.takes for blank in text.blanks] == [Takes.TEXT]
    assert [(blank.id, blank.label) for blank in cloze.blanks] == [("asker", "(1)"), ("answerer", "(2)")]


def test_the_sentence_shows_its_gaps_by_the_names_of_the_blanks(arrivals: dict[str, Walkthrough]) -> None:
    assert "De (1) … vraagt, en de (2) … antwoordt." in read(arrivals["fill-it"])


def test_what_does_not_fit_a_prompt_changes_nothing(moments: tuple[Walkthrough, ...]) -> None:
    actions = (
        *RIGHT.values(),
        *(action for action, _ in WRONG.values()),
        ChosenMany(ids=()),
        ChosenMany(ids=("HM", "HM")),
        Ordered(ids=("question", "choice")),
        Ordered(ids=("question", "choice", "choice")),
        Matched(pairs={"first": "DV"}),
        Matched(pairs={"first": "DV", "last": "MR"}),
        Written(values={"answer": "twee"}),
        Written(values={}),
        ChosenMany(ids=("question", "choice", "answer")),
        Ordered(ids=("GEBRUIKER", "AD", "HM")),
    )
    for moment in moments[:-1]:
        prompt = view(moment).prompt
        for action in actions:
            if not fits(action, prompt):
                assert update(moment, action) is moment, (moment.card.id, action)


def test_a_log_of_answers_leads_to_the_same_screen(on: Stage, moments: tuple[Walkthrough, ...]) -> None:
    folded = begin(on)
    for moment in moments[:-1]:
        assert view(folded) == view(moment)
        line = encode(Answer(card="any", action=right_action(moment), at=AT))
        folded = update(folded, decode(line).action)
    assert folded.is_done


def branch_after(moment: Walkthrough, branch: str) -> str:
    """What the branch says when right answers lead to it from here."""
    at = next(each for each in onward(moment) if each.card.id == branch)
    return read(at)


def test_a_branch_tells_the_text_for_what_was_predicted(arrivals: dict[str, Walkthrough]) -> None:
    assert "Je dacht aan de makelaar." in branch_after(arrivals["to-whom"], "guessed")
    other = after(arrivals["to-whom"], Chosen(id="AD"))
    assert "Je dacht aan de dienst." in branch_after(other, "guessed")


def test_a_branch_tells_the_text_for_the_first_move_whatever_came_after(arrivals: dict[str, Walkthrough]) -> None:
    assert "Je koos meteen goed." in branch_after(arrivals["choose"], "moved")
    detour = after(arrivals["choose"], Chosen(id="M-1"))
    assert detour.on_detour
    assert "Je koos eerst iets anders." in branch_after(detour, "moved")


def test_a_branch_on_a_question_of_many_parts_knows_right_and_otherwise(arrivals: dict[str, Walkthrough]) -> None:
    assert "Je wist het meteen." in branch_after(arrivals["who-know"], "answered")
    wrong = after(arrivals["who-know"], WRONG["who-know"][0])
    assert "Je wist het niet meteen." in branch_after(wrong, "answered")


def test_who_goes_back_and_answers_better_did_so_the_second_time(arrivals: dict[str, Walkthrough]) -> None:
    asked = arrivals["to-whom"]
    for way in ((BACK,), (Pressed(key=Key.AGAIN), Chosen(id=asked.id))):
        assert "Je dacht aan de dienst." in branch_after(after(asked, Chosen(id="AD"), *way), "guessed")


def test_a_show_card_without_an_entry_shows_what_happened_so_far(on: Stage, arrivals: dict[str, Walkthrough]) -> None:
    screen = view(arrivals["so-far"])
    assert not [block for block in screen.blocks if isinstance(block, MessagePanel)]
    assert only(Table, screen).caption == on.texts.say("screen.knowledge-caption")
    assert Key.ZOOM not in {hint.key for hint in screen.prompt.keys}
    assert arrivals["so-far"].revealed == arrivals["to-whom"].revealed


def test_a_comparison_marks_what_differs_and_says_what_it_leaves_out(
    on: Stage, arrivals: dict[str, Walkthrough]
) -> None:
    screen = view(arrivals["beside-too"])
    table = only(Table, screen)
    differing = [row for row in table.rows if row[1] == on.texts.say("screen.differs")]
    assert not [block for block in screen.blocks if isinstance(block, Diagram)]
    assert len(table.rows) == MOST_COMPARED
    assert table.rows[: len(differing)] == tuple(differing)
    assert all((row[2] == row[3]) == (row not in differing) for row in table.rows)
    (audience,) = (row for row in differing if row[0] == "Audience")
    assert audience[2].endswith(":9099")
    assert audience[3].endswith(":9101")
    assert table.caption == "Nog gelijk, en niet getoond: 14."


def test_a_message_that_lacks_fields_is_compared_with_one_that_has_them(arrivals: dict[str, Walkthrough]) -> None:
    rows = {row[0]: row[1:] for row in only(Table, view(arrivals["beside"])).rows}
    assert rows["Subject"] == ("≠ anders", "—", "gebruiker-1")
    assert "Success" in rows["Status"][2]


def test_the_other_login_of_a_comparison_is_the_one_that_right_answers_play(
    on: Stage, moments: tuple[Walkthrough, ...], arrivals: dict[str, Walkthrough]
) -> None:
    ids = [scene.id for scene in on.lesson.scenes]
    (response,) = (
        entry.message
        for entry in next(
            moment for moment in reversed(moments) if moment.scene_index == ids.index("asked")
        ).login.entries
        if getattr(entry, "message", None) is not None
        and type(entry.message).__name__ == "Response"
        and entry.receiver == "dorp"
    )
    rows = {row[0]: row[1:] for row in only(Table, view(arrivals["beside"])).rows}
    assert rows["InResponseTo"][2] == response.in_response_to


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prompt_says_its_question_in_every_language(
    on: Stage, moments: tuple[Walkthrough, ...], language: str
) -> None:
    spoken = Stage(course=on.course, lesson=on.lesson, texts=interface(language))
    for moment in moments[:-1]:
        assert view(replace(moment, stage=spoken)).prompt


@pytest.mark.parametrize("lesson", ["response", "time-and-replay"])
def test_what_is_wrong_is_pointed_out_before_it_is_told(lesson: str) -> None:
    moment = at_card(shipped_stage(lesson, "nl"), "what-is-wrong")
    assert moment is not None
    (panel,) = [block for block in view(moment).blocks if isinstance(block, MessagePanel)]
    assert (panel.footer, panel.is_sound) == ("", None)
    assert not any(line.before for line in panel.fields)
    assert not any(isinstance(block, Findings) for block in view(moment).blocks)
    answered = view(update(moment, right_action(moment)))
    assert any(isinstance(block, Findings) for block in answered.blocks)
