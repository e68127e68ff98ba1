"""The checker finds what only playing a lesson shows, in its place, and says nothing of what is right."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from authoring.breaking import COURSE, KINDS, TINY, TINY_NL, Edit, change, codes, in_english, said, told
from authoring.mistakes import PLAYED, claim

from ehtutor.authoring.check import check
from ehtutor.authoring.plays import play_right, play_wrong
from ehtutor.course.model import Asks, Course, Lesson, Predict
from ehtutor.course.problems import PLACEHOLDERS
from ehtutor.course.problems import PLAYED as OF_PLAYING
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, interface
from ehtutor.protocol import login as login_module
from ehtutor.protocol.decisions import Choice, UseMiddel
from ehtutor.protocol.login import Login, decide, form_of
from ehtutor.session.lesson.state import Stage
from ehtutor.value import replace

ELSEWHERE = {
    "no-way-back",
    "terms-differ",
    "stray-file",
    "left-as-given",
    "needless-minutes",
    "no-fact",
    "unknown-fact",
    "untaught-fact",
    "goal-unreachable",
    "goal-at-once",
    "means-without-effect",
    "unread-file",
    "untitled-language",
    "no-glossary",
}
"""Codes that are tried below, by themselves."""


@pytest.fixture
def decides(monkeypatch: pytest.MonkeyPatch) -> list[Choice]:
    """Every choice that was carried out, and not remembered."""
    made: list[Choice] = []

    def counted(choice: Choice, *others: Any) -> Any:
        made.append(choice)
        return form_of(choice, *others)

    # below every `decide`, so that none goes by unseen
    monkeypatch.setattr(login_module, "form_of", counted)
    return made


def stage(folder: Path, lesson: str, **changes: Any) -> Stage:
    course = load(folder, "nl")
    assert isinstance(course, Course)
    return Stage(course=course, lesson=course.lesson(lesson), texts=interface("nl"), **changes)


def test_a_sound_course_gives_nothing(folder: Path) -> None:
    assert told(folder) == []
    assert told(in_english(folder)) == []


@pytest.mark.parametrize(("code", "edits", "text"), PLAYED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_mistake_that_playing_shows_is_one_problem_in_its_place(
    folder: Path, code: str, edits: tuple[Edit, ...], text: str
) -> None:
    place = change(folder, *edits)
    _leave_out(folder, {"tiny", "kinds"} - {file.partition("/")[0] for file, *_ in edits})
    (one,) = check(folder)
    assert (one.code, said([one])) == (code, [(place, text)])


def _leave_out(folder: Path, untouched: set[str]) -> None:
    """Take the lesson out in which nothing is changed: to play it again would tell nothing."""
    if len(untouched) == 1:
        (rest,) = {"tiny", "kinds"} - untouched
        change(folder, (COURSE, "lessons: [tiny, kinds]", f"lessons: [{rest}]"))
        shutil.rmtree(folder / untouched.pop())


def test_every_code_of_the_checker_has_its_mistake_and_every_form_of_claim() -> None:
    assert {code for code, *_ in PLAYED} | ELSEWHERE == set(OF_PLAYING)
    tried = " ".join(f"{old} {new}" for _, edits, _ in PLAYED for _, old, new in edits)
    written = " ".join(
        (Path(__file__).parents[1] / "course" / file).read_text(encoding="utf-8") for file in (KINDS, f"mini/{TINY}")
    )
    assert [each.value for each in Asks if f"asks: {each.value}" not in f"{tried} {written}"] == []


def test_a_problem_of_form_keeps_the_lessons_from_being_played(folder: Path) -> None:
    place = change(folder, claim("asks: outcome"), (TINY, "minutes: 2", "minutes: ‸two"))
    assert [where for where, _ in told(folder)] == [place]


def test_a_problem_of_form_in_one_language_does_so_too(folder: Path) -> None:
    change(in_english(folder), claim("asks: outcome"))
    place = change(folder, ("tiny/en.yaml", "hints: [Breek af.]", "hints: ‸[]"))
    assert [where for where, _ in told(folder)] == [place]


def test_a_mistake_in_a_file_that_every_language_reads_is_told_once(folder: Path) -> None:
    change(in_english(folder), (TINY, "minutes: 2", "minutes: two"))
    assert codes(folder) == ["expected-number"]


def test_all_mistakes_are_told_at_once_in_the_order_of_each_file(folder: Path) -> None:
    first = change(folder, claim("asks: outcome"))
    second = change(folder, (TINY, 'key: "no"', 'key: ‸"yes"'))
    third = change(folder, (KINDS, "type: number, key: 2", "type: number, key: ‸3"))
    assert [where for where, _ in told(folder)] == [first, second, third]


def test_a_lesson_that_gets_stuck_is_one_problem_and_the_scenes_before_it_are_judged(folder: Path) -> None:
    place = change(folder, claim("asks: outcome"))
    stuck = change(folder, (TINY, "right: cancel", "right: ‸sign-in"))
    assert [where for where, _ in told(folder)] == [place, stuck]


def test_of_a_lesson_that_gets_stuck_the_branches_behind_it_are_not_judged(folder: Path) -> None:
    place = change(folder, (KINDS, "right: {middel: M-3}", "right: ‸{credential: right}"))
    assert [where for where, _ in told(folder)] == [place]


def test_terms_that_are_marked_in_one_language_only_are_told_in_the_other(folder: Path) -> None:
    change(in_english(folder), (TINY_NL, "text: Ga naar het loket.", "text: Ga naar het [[loket]]."))
    (found,) = told(folder)
    assert found == (
        ("tiny/en.yaml", 14, 11),
        "Hier zijn deze termen gemarkeerd: —. In de eerste taal zijn dat: loket. Markeer in elke taal dezelfde.",
    )


def test_a_tab_steers_nothing(folder: Path) -> None:
    change(folder, (TINY_NL, "text: Ga naar het loket.", 'text: "Ga naar\\thet loket."'))
    assert told(folder) == []


def test_a_mark_without_a_glossary_is_told_what_lacks(folder: Path) -> None:
    (folder / "glossary.yaml").unlink()
    ((_, text),) = told(folder)
    assert text == (
        "Deze cursus heeft geen glossary.yaml, dus bij ‘makelaar’ staat geen uitleg. "
        "Maak hem met die term erin, of schrijf het woord zonder [[ ]]."
    )


NOTHING_LIKE_IT = "Bij deze cursus hoort geen bestand ‘{}’: niets leest het. "
STRAYS = {
    "keys/mini.key": NOTHING_LIKE_IT,
    "keys/x/y.txt": NOTHING_LIKE_IT,
    "notes.txt": NOTHING_LIKE_IT,
    "tiny/fr.yaml": "‘{}’ wordt niet gelezen, want course.yaml heeft geen titel in ‘fr’. ",
    "tiny/lesson.yml": "Bij deze cursus hoort geen bestand ‘{}’. Bedoel je ‘tiny/lesson.yaml’? ",
    "tinny/nl.yaml": "Bij deze cursus hoort geen bestand ‘{}’. Bedoel je ‘tiny/nl.yaml’? ",
}
FOR_PEOPLE = ("README.md", "LICENSE", "tiny/notes.md", "keys/spare.pem", ".git/config")
OF_TOOLS = ("tiny/.nl.yaml.swp", "tiny/nl.yaml~", "tiny/nl.yaml.bak", "desktop.ini", "Thumbs.db")


def test_files_that_belong_to_nothing_are_told_and_what_is_for_people_and_their_tools_is_not(folder: Path) -> None:
    for file in (*STRAYS, *FOR_PEOPLE, *OF_TOOLS):
        (folder / file).parent.mkdir(exist_ok=True, parents=True)
        (folder / file).write_text("x")
    found = dict(told(folder))
    assert found.keys() == {(file, 1, 1) for file in STRAYS}
    for (file, *_), text in found.items():
        assert text.startswith(STRAYS[file].format(file))


def test_a_language_with_a_title_and_no_texts_is_told_at_its_title(folder: Path) -> None:
    place = change(folder, (COURSE, "  nl: Een", "  en: ‸A course\n  nl: Een"))
    remedy = "Maak het aan, of haal weg wat ernaar verwijst."
    change(
        folder,
        (
            "glossary.yaml",
            "    nl: {term: makelaar",
            "    en: {term: broker, definition: Between.}\n    nl: {term: makelaar",
        ),
    )
    assert told(folder) == [(place, f"Het bestand ‘tiny/en.yaml’ is er niet. {remedy}")]


def test_thousands_of_strays_are_told_up_to_a_hundred(folder: Path) -> None:
    for number in range(2_000):
        (folder / f"x{number}.txt").touch()
    assert len(told(folder)) == 100


def test_a_wrong_move_that_never_leads_back_is_told(folder: Path) -> None:
    """No course can do this today, for the engine leads back; so the engine is another one here."""

    def astray(login: Login, choice: Choice) -> Login:
        moved = decide(login, choice)
        if choice == UseMiddel(number="M-1") and moved.awaiting and moved.awaiting.page:
            page = replace(moved.awaiting.page, offers=())  # type: ignore[call-arg]
            return replace(moved, awaiting=replace(moved.awaiting, page=page))
        return moved

    played = stage(folder, "tiny", decide=astray)
    assert [(one.card, one.code) for one in play_wrong(play_right(played))] == [("choose", "no-way-back")]


def test_a_right_answer_that_is_none_ends_the_play(folder: Path) -> None:
    """The readers refuse such a key; a play that did not end would hang the checker all the same."""
    sound = stage(folder, "tiny")
    broken = replace(sound, lesson=_with_key(sound.lesson, "nobody"))
    found = play_right(broken)
    assert ("to-whom", "no-way-back") in [(one.card, one.code) for one in found.mishaps]


def _with_key(lesson: Lesson, key: str) -> Lesson:
    def changed(card: Any) -> Any:
        return (
            replace(card, question=replace(card.question, key=key), claim=None) if isinstance(card, Predict) else card
        )

    scenes = tuple(replace(scene, cards=tuple(map(changed, scene.cards))) for scene in lesson.scenes)
    return replace(lesson, scenes=scenes)


def test_equal_logins_are_played_once(folder: Path, decides: list[Choice]) -> None:
    assert codes(folder) == []
    alone = len(decides)
    decides.clear()
    _copies(folder, "tiny", 20)
    _copies(folder, "kinds", 2)
    assert codes(folder) == []
    assert len(decides) == alone


def test_another_language_plays_no_login_again(folder: Path, decides: list[Choice]) -> None:
    check(folder)
    alone = len(decides)
    decides.clear()
    check(in_english(folder))
    assert len(decides) == alone


def _copies(folder: Path, lesson: str, count: int) -> None:
    names = [f"{lesson}-{number}" for number in range(count)]
    for name in names:
        shutil.copytree(folder / lesson, folder / name)
        change(folder, (f"{name}/lesson.yaml", f"id: {lesson}", f"id: {name}"))
    change(folder, (COURSE, "lessons: [", f"lessons: [{', '.join(names)}, "))


def test_progress_is_told_lesson_by_lesson(folder: Path) -> None:
    told_: list[tuple[int, int]] = []
    check(in_english(folder), lambda done, total: told_.append((done, total)))
    assert told_ == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_course_may_speak_a_language_that_the_program_does_not(folder: Path) -> None:
    change(folder, (COURSE, "  nl: Een", "  fy: Een"))
    for lesson in ("tiny", "kinds"):
        (folder / lesson / "nl.yaml").rename(folder / lesson / "fy.yaml")
    change(folder, ("glossary.yaml", "nl: ", "fy: "), ("glossary.yaml", "nl: ", "fy: "))
    assert codes(folder) == []
    change(folder, ("tiny/fy.yaml", "text: Ga naar het loket.", "text: " + "o" * 37))
    assert codes(folder) == ["long-word"]


def test_a_key_file_without_a_key_is_told_before_anything_is_signed(folder: Path) -> None:
    file = folder / "keys" / "mini-ad.pem"
    # sound to who only looks at the lines around it
    file.write_text(re.sub(r"(?<=-----\n)[A-Za-z0-9+/=\n]+(?=\n-----END)", "AAAA", file.read_text()))
    assert isinstance(load(folder, "nl"), Course)
    assert codes(folder) == ["bad-key-file"]


def test_a_certificate_of_another_key_is_told_by_the_name_of_its_file(folder: Path) -> None:
    file, other = (folder / "keys" / f"mini-{name}.pem" for name in ("ad", "hm"))
    of_another = other.read_text().partition("-----BEGIN CERTIFICATE")
    file.write_text(file.read_text().partition(of_another[1])[0] + "".join(of_another[1:]))
    assert [(one.code, one.file) for one in check(folder)] == [("foreign-certificate", "keys/mini-ad.pem")]


@pytest.mark.parametrize("now", ["2025-12-31T23:59:59Z", "2099-01-01T00:00:00Z"])
def test_a_time_at_which_the_certificates_are_not_valid_is_told_once(folder: Path, now: str) -> None:
    change(folder, (COURSE, "2026-03-02T09:30:00Z", now))
    (problem,) = check(folder)
    assert (problem.code, problem.values["now"]) == ("certificate-not-valid", now)
    assert problem.values["found"].startswith("keys/mini-ad.pem, keys/mini-dv.pem")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_said_in_every_language(language: str) -> None:
    texts = interface(language)
    for code in PLACEHOLDERS:
        assert texts.say(f"problems.{code}", **dict.fromkeys(PLACEHOLDERS[code], "x"))
