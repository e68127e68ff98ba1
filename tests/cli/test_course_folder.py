"""`--course DIR`: a course may come from anybody; its mistakes are told with file and line, and its text is tamed."""

import os
from pathlib import Path
from shutil import copytree

import pytest
from cli.learner import Learner
from course.breaking import MINI

TEXTS = "tiny/nl.yaml"
MARKUP = "[bold]x[/x] [link=http://kwaad]y[/link] :skull: <b>z</b>"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(copytree(MINI, tmp_path / "course"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"title: nee\ngoals: nee\n", "lijst"),
        (b"title: [open\n", "haakje"),
        (b"title: " + b"x" * 1_000_001, "te groot"),
        (b"\x89PNG\r\n\x1a\n\0\0", "UTF-8"),
        (b"title: " + b"[" * 100_000, "platter"),
        (b"title: &a [x]\n" + b"".join(b"%d: &b%d [*a, *a]\n" % (n, n) for n in range(50)), "Verwijzingen"),
        (b"title: !!python/object/apply:os.system [touch ehtutor-was-here]\n", "type"),
        (b"", "leeg"),
    ],
    ids=["malformed", "open", "oversized", "binary", "nested", "aliases", "tag", "empty"],
)
def test_a_bad_file_is_told_with_its_line_and_a_remedy(
    learner: Learner, course: Path, content: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)
    (course / TEXTS).write_bytes(content)
    told = learner.here("walkthrough", "--auto", "--course", course)
    assert (told.code, told.out) == (1, "")
    assert any(line.startswith(f"{course / TEXTS}:") and words in line for line in told.err.splitlines()), told.err
    assert not Path("ehtutor-was-here").exists()


def test_all_mistakes_are_told_at_once(learner: Learner, course: Path) -> None:
    file = course / TEXTS
    file.write_text(
        file.read_text().replace("title: Welkom", "titel: Welkom").replace("hints: [Het loket.]", "hint: x")
    )
    told = learner.here("walkthrough", "--auto", "--course", course)
    assert told.code == 1
    assert [line.startswith(f"{file}:") for line in told.err.splitlines()] == [True] * 4


@pytest.mark.parametrize("file", ["course.yaml", "network.yaml", "tiny/lesson.yaml", TEXTS, "keys/mini-ad.pem"])
def test_a_file_that_points_out_of_the_course_is_not_read(learner: Learner, course: Path, file: str) -> None:
    secret = course.parent / "secret"
    secret.write_text("title: GEHEIM\n")
    (course / file).unlink()
    (course / file).symlink_to(secret)
    told = learner.here("walkthrough", "--auto", "--course", course)
    assert (told.code, told.out) == (1, "")
    assert "buiten de cursusmap" in told.err
    assert "GEHEIM" not in told.err


def test_a_lesson_outside_of_the_course_is_not_read(learner: Learner, course: Path) -> None:
    copytree(course / "tiny", course.parent / "elsewhere")
    file = course / "course.yaml"
    file.write_text(file.read_text().replace("[tiny]", "[../elsewhere]"))
    told = learner.here("walkthrough", "--auto", "--course", course)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"{file}:4:")


def test_a_pipe_in_place_of_a_file_is_not_waited_for(learner: Learner, course: Path) -> None:
    (course / TEXTS).unlink()
    os.mkfifo(course / TEXTS)
    told = learner.run("walkthrough", "--auto", "--course", course)
    assert (told.code, told.out) == (1, "")
    assert f"{course / TEXTS}:1:" in told.err


@pytest.mark.parametrize("form", [(), ("--plain",)], ids=["rich", "plain"])
def test_its_text_is_shown_and_never_obeyed(learner: Learner, course: Path, form: tuple[str, ...]) -> None:
    texts = (course / TEXTS).read_text().replace("Een kleine les", "Een \u202eelniek\u202c\u200b les")
    (course / TEXTS).write_text(texts.replace("title: Welkom", f'title: "{MARKUP}"'))
    shown = learner.here("walkthrough", "--auto", *form, "--course", course)
    assert shown.code == 0
    assert MARKUP in shown.out
    assert "⟨U+202E⟩elniek⟨U+202C⟩⟨U+200B⟩" in shown.out
    assert not set(shown.out) & set("\u202e\u202c\u200b\x1b")


def test_its_names_steer_nothing_in_the_trace_either(learner: Learner, course: Path) -> None:
    network = course / "network.yaml"
    network.write_text(network.read_text().replace("name: Makelaar Mini", 'name: "Makelaar \\u202e"'))
    shown = learner.here("walkthrough", "--json", "--course", course)
    assert shown.code == 0
    assert "\\u202e" in shown.out
    assert "\u202e" not in shown.out


def test_who_stops_is_told_how_to_go_on_in_this_course(learner: Learner, course: Path) -> None:
    stopped = learner.run("walkthrough", "--plain", "--course", course, typed="\nq\n")
    assert stopped.err.rstrip().endswith(f"ehtutor walkthrough tiny --course {course}")
    resumed = learner.run("walkthrough", "tiny", "--plain", "--course", course, typed="q\n")
    assert f"ehtutor walkthrough tiny --course {course} --restart" in resumed.out


def test_a_course_in_one_language_is_played_in_the_other(learner: Learner, course: Path) -> None:
    played = learner.here("walkthrough", "--auto", "--lang", "en", "--course", course)
    assert (played.code, played.err) == (0, "")
    assert "Lesson 1 · Een kleine les" in played.out


@pytest.mark.parametrize("inside", ["", "tiny"])
def test_inside_its_folder_a_course_needs_not_be_named(
    learner: Learner, course: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / inside)
    assert "Een kleine les" in learner.here("lessons", "list").out
    assert learner.here("walkthrough", "tiny", "--auto", "--plain").code == 0
    told = learner.here("walkthrough", "tiny", "--auto", "--plain").out
    assert f"ehtutor quiz --lesson tiny --course {'..' if inside else '.'}" in told
