"""`ehtutor lessons …` and `ehtutor glossary`: each command, its exit code, and what hostile input gets."""

import io
import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from authoring.breaking import COURSE, NETWORK, TINY, TINY_NL, change, sound
from cli.learner import Learner, refused
from cli.running import lines, surroundings
from course.breaking import MINI
from forked import Streams, fork, program

from ehtutor.cli.check import MOST, watch
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.course.texts import interface

MARKUP = "[bold]x[/x] [link=http://kwaad]y[/link] :skull:"
LESSON_COMMANDS = (["list"], ["list", "--json"], ["show", "tiny"], ["check"], ["check", "--json"])


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return sound(tmp_path / "course")


def test_the_lessons_are_listed_in_order_with_what_is_still_to_do(learner: Learner) -> None:
    told = learner.here("lessons", "list", "--plain")
    assert told.code == 0
    assert told.out.splitlines()[2:5] == [
        "1. Een schone inlog: naam = clean-login",
        "1. Een schone inlog: duur = 20 min.",
        "1. Een schone inlog: stand = nog te doen",
    ]


def test_lessons_without_a_command_are_listed(learner: Learner) -> None:
    assert learner.here("lessons").out == learner.here("lessons", "list").out != ""


def test_the_list_for_programs_is_an_array_of_objects(learner: Learner, course: Path) -> None:
    told = learner.here("lessons", "list", "--json", "--course", course)
    assert json.loads(told.out)[0] == {
        "id": "tiny",
        "number": 1,
        "title": "Een kleine les",
        "minutes": 3,
        "scenes": 2,
        "cards": 10,
        "progress": "new",
    }


def test_progress_is_new_then_halfway_also_when_the_lesson_changes(learner: Learner, course: Path) -> None:
    def progress() -> str:
        return str(json.loads(learner.here("lessons", "list", "--json", "--course", course).out)[0]["progress"])

    assert progress() == "new"
    learner.run("walkthrough", "tiny", "--plain", "--course", course, typed=lines("", "1", "1"))
    assert progress() == "halfway"
    change(course, (TINY, "- id: welcome", "- id: hello"), (TINY_NL, "  welcome:", "  hello:"))
    assert progress() == "halfway"


def test_a_lesson_that_was_played_is_done(learner: Learner, course: Path) -> None:
    typed = lines("", "1", "1", "", "", "3", "1234", "2", "", "1", "5", "", "", "q")
    played = learner.run("walkthrough", "tiny", "--plain", "--course", course, typed=typed)
    assert played.code == 0, played
    told = learner.here("lessons", "list", "--plain", "--course", course)
    assert "1. Een kleine les: stand = klaar" in told.out


def test_a_lesson_is_shown_with_goals_cards_and_summary(learner: Learner, course: Path) -> None:
    told = learner.here("lessons", "show", "tiny", "--plain", "--course", course)
    assert told.code == 0
    for words in (
        "Je kent de weg.",
        "Welkom: soort = uitleg",
        "Kies een middel: soort = zelf doen",
        "Je hebt een keer",
    ):
        assert words in told.out


@pytest.mark.parametrize("lesson", ["kinds", "tiny"])
def test_every_kind_of_card_has_a_name_in_each_language(learner: Learner, course: Path, lesson: str) -> None:
    for language in ("nl", "en"):
        assert learner.here("lessons", "show", lesson, "--lang", language, "--course", course).code == 0


def test_a_lesson_that_is_not_there_gets_the_nearest(learner: Learner) -> None:
    refused(learner.here("lessons", "show", "lvel"), 2, "‘level’")
    refused(learner.here("lessons", "shw"), 2, "‘show’")
    refused(learner.here("lessons", "check", "--jsn"), 2, "‘--json’")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_lesson_passes_the_check(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("first", "second"):
        told = learner.here("lessons", "new", name, "--lang", language)
        assert (told.code, told.err) == (0, "")
        command = told.out.splitlines()[-1].rpartition(": ehtutor ")[2]
        assert command == f"lessons check {name}"
        assert learner.here(*command.split(), "--lang", language).code == 0
    assert learner.here("walkthrough", "second", "--auto", "--course", ".", "--lang", language).code == 0


def test_a_new_lesson_is_refused_in_one_line(learner: Learner, course: Path) -> None:
    refused(learner.here("lessons", "new", "../x", "--course", course), 2, "‘../x’")
    refused(learner.here("lessons", "new", "\x1b[31m", "--course", course), 2, "␛[31m")
    refused(learner.here("lessons", "new", "tiny", "--course", course), 2, str(course / "tiny"))
    refused(learner.here("lessons", "new"), 2)
    change(course, (NETWORK, "dv: dorp", "dv: drop"))
    refused(learner.here("lessons", "new", "third", "--course", course), 1, f"{course / NETWORK}:", "‘dorp’")


def test_a_folder_in_which_nothing_can_be_written_is_one_line(learner: Learner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(learner.here("lessons", "new", "first", "--course", tmp_path / "file" / "x"), 1, "file")
    refused(learner.here("lessons", "new", "first", "--course", tmp_path / "file"), 1, "file")


def test_a_sound_course_gets_one_line_of_praise(learner: Learner, course: Path) -> None:
    told = learner.here("lessons", "check", course)
    praise, *remarks = told.out.splitlines()
    assert (told.code, praise, told.err) == (0, "Alles klopt. Lessen: 2, kaarten: 38, talen: nl.", "")
    # what a course said until 0.1.0 is read, and no mistake
    assert [line.endswith("Haal `minutes` hier weg.") for line in remarks] == [True, True]
    assert learner.here("lessons", "check", "--json", course).out == "[]\n"


def test_each_problem_is_a_line_that_an_editor_understands(learner: Learner, course: Path) -> None:
    file, line, column = change(course, (TINY, "key: HM", "key: ‸AD")) or ("", 0, 0)
    told = learner.here("lessons", "check", course)
    assert (told.code, told.err) == (1, "")
    assert told.out == (
        f"{course / file}:{line}:{column}: De sleutel is hier ‘AD’, maar in het protocol komt er ‘HM’ uit. "
        "Verander de sleutel, of de vraag.\n"
    )


def test_problems_for_an_editor_are_an_array_of_objects(learner: Learner, course: Path) -> None:
    _, line, column = change(course, (TINY, "key: HM", "key: ‸AD")) or ("", 0, 0)
    told = learner.here("lessons", "check", course, "--json", "--lang", "en")
    assert told.code == 1
    assert json.loads(told.out) == [
        {
            "file": str(course / TINY),
            "line": line,
            "column": column,
            "code": "wrong-key",
            "message": interface("en").say("problems.wrong-key", found="AD", expected="HM"),
        }
    ]


@pytest.mark.parametrize(
    "path", ["", "course.yaml", "tiny", "tiny/nl.yaml", "keys/mini-ad.pem"], ids=lambda path: path or "the course"
)
def test_a_path_stands_for_the_course_around_it(learner: Learner, course: Path, path: str) -> None:
    assert "Lessen: 2" in learner.here("lessons", "check", course / path).out


def test_paths_narrow_what_is_told(learner: Learner, course: Path) -> None:
    change(
        course, (TINY, "key: HM", "key: AD"), ("kinds/nl.yaml", "De {asker} vraagt", f"De {{asker}} {'o' * 40} vraagt")
    )
    assert learner.here("lessons", "check", course).out.count("\n") == 2
    only = learner.here("lessons", "check", course / "tiny").out
    assert only.count("\n") == 1
    assert only.startswith(f"{course / TINY}:")
    assert learner.here("lessons", "check", course / "kinds", course / "tiny").out.count("\n") == 2
    elsewhere = learner.here("lessons", "check", course / "glossary.yaml")
    assert (elsewhere.code, elsewhere.out.count("\n")) == (1, 2)


def test_without_a_path_it_is_the_course_where_one_stands(
    learner: Learner, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)
    assert "Lessen: 2" in learner.here("lessons", "check").out
    change(course, (TINY, "key: HM", "key: AD"))
    assert learner.here("lessons", "check").out.startswith("tiny/lesson.yaml:")
    monkeypatch.chdir(course / "tiny")
    assert learner.here("lessons", "check", "nl.yaml").out.count("\n") == 1


def test_a_path_that_is_not_there_or_in_no_course_is_one_line(learner: Learner, course: Path, tmp_path: Path) -> None:
    refused(learner.here("lessons", "check", course / "nope"), 2, "nope")
    (tmp_path / "loose.yaml").write_text("")
    refused(learner.here("lessons", "check", tmp_path / "loose.yaml"), 2, "loose.yaml")
    refused(learner.here("lessons", "check", course, tmp_path / "loose.yaml"), 2, "loose.yaml")
    refused(learner.here("lessons", "check", "--course", tmp_path / "nope"), 2, "nope")
    refused(learner.here("lessons", "check", "--course", course, tmp_path / "loose.yaml"), 2, "loose.yaml")


def test_nothing_is_drawn_where_stderr_is_no_terminal(learner: Learner) -> None:
    assert learner.run("lessons", "check", MINI).err == ""


def a_fifo(course: Path) -> None:
    (course / TINY_NL).unlink()
    os.mkfifo(course / TINY_NL)


def a_link_to_elsewhere(course: Path) -> None:
    (course / TINY_NL).unlink()
    (course / TINY_NL).symlink_to("/etc/passwd")


def fifty_megabytes(course: Path) -> None:
    with (course / TINY_NL).open("wb") as opened:
        opened.truncate(50_000_000)


def brackets(course: Path) -> None:
    (course / TINY_NL).write_bytes(b"a: " + b"[" * 50_000)


def a_move_that_can_not_be_made(course: Path) -> None:
    change(course, (TINY, "right: {middel: M-3}", "right: {credential: right}"))


def a_move_after_the_end(course: Path) -> None:
    change(
        course,
        (
            TINY,
            "- id: answer\n        kind: show",
            "- id: late\n        kind: do\n        right: sign-in\n      - id: answer\n        kind: show",
        ),
        (TINY_NL, "  answer:", "  late: {title: Te laat, text: x, hints: [x]}\n  answer:"),
    )


def an_empty_wallet(course: Path) -> None:
    change(course, (NETWORK, '      - {number: M-3, pincode: "1234", key: mini-pas}\n', ""))


def a_revoked_middel(course: Path) -> None:
    change(course, (NETWORK, "    key: mini-pas\n", "    key: mini-pas\n    revoked: true\n"))


@pytest.mark.parametrize(
    "make",
    [a_fifo, a_link_to_elsewhere, fifty_megabytes, brackets, a_move_that_can_not_be_made, a_move_after_the_end,
     an_empty_wallet, a_revoked_middel],
)  # fmt: skip
@pytest.mark.parametrize(
    "command", [["lessons", "check"], ["walkthrough", "tiny", "--auto"], ["walkthrough", "tiny", "--json"]]
)
def test_a_hostile_course_is_refused_with_its_place(
    learner: Learner, course: Path, make: Callable[[Path], None], command: list[str]
) -> None:
    make(course)
    told = learner.here(*command, "--course", course)
    assert told.code == 1
    assert "Traceback" not in told.err
    said = told.out + told.err
    assert all(line.startswith(f"{course}/") for line in said.splitlines()), said
    assert "root:" not in said


def test_a_lesson_that_can_not_be_played_is_refused_before_it_begins(learner: Learner, course: Path) -> None:
    file, line, column = change(course, (TINY, "right: {middel: M-3}", "right: ‸{credential: right}")) or ("", 0, 0)
    for form in (["--plain"], ["--auto"], ["--fault", "hm.response.audience"]):
        told = learner.run("walkthrough", "tiny", "--course", course, *form, typed="\n")
        refused(told, 1, f"{course / file}:{line}:{column}: Deze zet kan hier niet")
    assert learner.run("walkthrough", "kinds", "--auto", "--course", course).code == 0


def test_a_comparison_with_a_scene_that_can_not_be_played_is_no_crash(learner: Learner, course: Path) -> None:
    compare = "      - {id: beside, kind: compare, entry: {message: AuthnRequest, to: HM}, with: cancelled}\n"
    change(
        course,
        (TINY, "      - id: choose\n", f"{compare}      - id: choose\n"),
        (TINY_NL, "  choose:", "  beside: {title: Naast, text: x}\n  choose:"),
        (TINY, "right: cancel", "right: {credential: right}"),
    )
    told = learner.here("lessons", "check", course)
    assert (told.code, told.out.count("\n"), told.err) == (1, 1, "")


def test_a_mark_that_nothing_explains_opens_no_list_of_terms(learner: Learner, course: Path) -> None:
    change(course, (TINY_NL, "Je bent **Mies**.", "Je bent [[niemand]]."))
    played = learner.run("walkthrough", "tiny", "--plain", "--course", course, typed="t\np\n\n")
    assert "Traceback" not in played.err
    assert played.code == 130


def test_the_wallet_shows_only_what_is_in_it(learner: Learner, course: Path) -> None:
    change(course, (NETWORK, '      - {number: M-4, pincode: "5678", key: mini-pki}\n', ""))
    played = learner.run("walkthrough", "tiny", "--plain", "--course", course, typed="p\n\n")
    assert "Traceback" not in played.err
    assert "Certificaat (EH4)" not in played.out


@pytest.mark.parametrize("command", LESSON_COMMANDS, ids=" ".join)
def test_a_title_is_shown_and_never_obeyed(learner: Learner, course: Path, command: list[str]) -> None:
    texts = (course / TINY_NL).read_text(encoding="utf-8")
    (course / TINY_NL).write_text(
        texts.replace("title: Een kleine les", f'title: "{MARKUP} \u202ex"'), encoding="utf-8"
    )
    told = learner.here("lessons", *command, "--course", course)
    assert not set(told.out + told.err) & set("\x1b\u202e")
    if command == ["list", "--json"]:
        assert json.loads(told.out)[0]["title"] == f"{MARKUP} \u202ex"
    elif command[0] != "check":
        assert "[link=http://kwaad]y[/link]" in " ".join(told.out.split())


def test_words_out_of_a_file_steer_nothing_in_a_problem(learner: Learner, course: Path) -> None:
    (course / "\x1b[31m[red]x\n.txt").write_text("")
    told = learner.here("lessons", "check", course)
    assert (told.code, told.out.count("\n")) == (1, 1)
    assert "\x1b" not in told.out
    assert "\x1b" not in learner.here("lessons", "check", course, "--json").out


class Screenless(io.StringIO):
    """What a watch prints, look by look."""

    encoding = "utf-8"


def watched(course: Path, *saves: Callable[[], None]) -> list[str]:
    """What is printed at the start and after each save; then somebody presses Ctrl-C."""
    out, err, seen = Screenless(), Screenless(), []
    due = list(saves)

    def sleep(_seconds: float) -> None:
        seen.append(out.getvalue())
        out.seek(0)
        out.truncate()
        if not due:
            raise KeyboardInterrupt
        due.pop(0)()

    def clock() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    around = Surroundings(environ={}, stdin=None, stdout=out, stderr=err, clock=clock, is_asked_plain=True)
    assert watch(course, interface("nl"), around, sleep=sleep) is Exit.INTERRUPTED
    assert err.getvalue() == "Gestopt.\n"
    return seen


def test_a_watch_tells_the_state_at_once_and_nothing_while_nobody_saves(course: Path) -> None:
    first, *others = watched(course, lambda: None, lambda: None)
    assert first.startswith("Alles klopt.")
    assert first.rstrip().endswith("of stop met Ctrl-C.")
    assert others == ["", ""]


def test_each_save_is_checked_and_shows_the_card(course: Path) -> None:
    def spoil() -> None:
        change(course, (TINY, "key: HM", "key: AD"))

    def mend() -> None:
        change(course, (TINY, "key: AD", "key: HM"))

    _, spoilt, mended = watched(course, spoil, mend)
    assert spoilt.startswith(f"{course / TINY}:16:14: De sleutel is hier ‘AD’")
    assert "Les 1 · Een kleine les: Naar wie?" in spoilt
    assert "1. de makelaar" in spoilt
    assert "Alles klopt." in mended
    assert "Naar wie?" in mended


def test_a_save_with_a_mistake_of_form_shows_no_card_and_the_watch_goes_on(course: Path) -> None:
    _, broken, mended = watched(
        course,
        lambda: change(course, (TINY_NL, "title: Welkom", "title: [Welkom")) and None,
        lambda: change(course, (TINY_NL, "title: [Welkom", "title: Welkom")) and None,
    )
    assert "haakje" in broken
    assert "Les 1" not in broken
    assert "Les 1 · Een kleine les: Welkom" in mended


def test_a_course_file_that_is_gone_for_a_moment_does_no_harm(course: Path) -> None:
    text = (course / COURSE).read_bytes()
    _, gone, back = watched(course, (course / COURSE).unlink, lambda: (course / COURSE).write_bytes(text) and None)
    assert "course.yaml" in gone
    assert back.startswith("Alles klopt.")


def test_no_more_than_ten_problems_are_told_at_once(course: Path) -> None:
    for number in range(MOST + 3):
        (course / f"x{number}.txt").touch()
    (first,) = watched(course)
    assert first.count("\n") == MOST + 2
    assert "En nog 3." in first


def test_ctrl_c_ends_a_watch_with_130_and_without_a_traceback(learner: Learner, course: Path) -> None:
    told, said = os.pipe()
    with TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        process = fork(
            program("lessons", "watch", course, "--plain"),
            Streams(stdin=nothing.fileno(), stdout=said, stderr=err.fileno()),
            environ=surroundings(learner.data),
        )
        os.close(said)
        with os.fdopen(told, encoding="utf-8") as out:
            while "Ctrl-C" not in out.readline():
                pass
            process.end(signal.SIGINT)
            assert process.wait() == 130
        err.seek(0)
        assert err.read() == b"Gestopt.\n"


def test_a_watch_without_a_course_is_one_line(learner: Learner, tmp_path: Path) -> None:
    refused(learner.here("lessons", "watch", tmp_path / "nope"), 2, "nope")


@pytest.mark.parametrize("kind", ["lesson", "course", "network", "glossary", "facts", "texts"])
def test_the_schema_of_one_file_is_printed(learner: Learner, kind: str) -> None:
    told = learner.here("lessons", "schema", "--file", kind)
    assert told.code == 0
    assert json.loads(told.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_of_all_files_is_one_document(learner: Learner) -> None:
    assert list(json.loads(learner.here("lessons", "schema").out)["$defs"]) == [
        "lesson", "course", "network", "glossary", "facts", "texts",
    ]  # fmt: skip
    refused(learner.here("lessons", "schema", "--file", "lesons"), 2, "‘lesson’")


@pytest.mark.parametrize("asked", ["makelaar", "makelar", "MAKELAAR", "HM", "herkenningsmakelar", "mkelaar"])
def test_a_term_is_found_with_a_typing_error_too(learner: Learner, course: Path, asked: str) -> None:
    told = learner.here("glossary", asked, "--plain", "--course", course)
    assert (told.code, told.err) == (0, "")
    assert "makelaar (HM)" in told.out
    assert "De rol die ertussen staat." in told.out
    assert "ook wel: herkenningsmakelaar" in told.out
    assert "komt voor in: Een kleine les" in told.out


def test_the_shipped_glossary_knows_the_makelaar(learner: Learner) -> None:
    for language in ("nl", "en"):
        told = learner.here("glossary", "makelar", "--plain", "--lang", language)
        assert (told.code, told.err) == (0, "")
        assert "herkenningsmakelaar (HM)" in told.out


def test_without_a_term_all_are_listed(learner: Learner, course: Path) -> None:
    told = learner.here("glossary", "--plain", "--course", course)
    assert told.code == 0
    assert "loket: betekent = Waar je een dienst afneemt." in told.out


def test_a_word_that_is_no_term_gets_the_nearest(learner: Learner, course: Path) -> None:
    refused(learner.here("glossary", "mak", "--course", course), 2, "‘mak’", "‘makelaar’")
    refused(learner.here("glossary", "", "--course", course), 2)
    (course / "glossary.yaml").unlink()
    refused(learner.here("glossary", "makelaar", "--course", course), 2, "glossary.yaml")
