"""A new lesson passes the check at once, wherever it is begun, and nothing that stands there is overwritten."""

from pathlib import Path
from shutil import copytree

import pytest
from authoring.breaking import COURSE, change, in_english, sound, told
from course.breaking import MINI

from ehtutor.authoring.skeleton import Refused, left_as_given, new_lesson
from ehtutor.course.model import Course
from ehtutor.course.shipped import shipped
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES


def lessons(folder: Path, language: str = "nl") -> list[str]:
    course = load(folder, language)
    assert isinstance(course, Course)
    return [lesson.id for lesson in course.lessons]


def made(folder: Path, id: str, language: str = "nl") -> tuple[Path, ...]:
    written = new_lesson(folder, id, language)
    assert not isinstance(written, Refused)
    return written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_lesson_makes_a_course(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "a" / "course"
    written = made(folder, "first", language)
    assert told(folder, language) == []
    assert lessons(folder, language) == ["first"]
    assert all(path.exists() for path in written)


@pytest.mark.parametrize(("language", "title"), [("nl", "De titel van je les"), ("en", "The title of your lesson")])
def test_what_says_what_to_write_there_is_remarked_once_a_file_until_it_is_written(
    tmp_path: Path, language: str, title: str
) -> None:
    made(tmp_path, "first", language)
    (remark,) = left_as_given(tmp_path)
    assert (remark.file, remark.line, remark.values["found"]) == (f"first/{language}.yaml", 1, title)
    texts = tmp_path / "first" / f"{language}.yaml"
    texts.write_text(texts.read_text(encoding="utf-8").replace(title, "A title"), encoding="utf-8")
    (fewer,) = left_as_given(tmp_path)
    assert int(fewer.values["count"]) == int(remark.values["count"]) - 1


def test_a_lesson_with_words_of_its_own_gets_no_remark() -> None:
    assert list(left_as_given(shipped())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_lesson_comes_after_the_first(tmp_path: Path, language: str) -> None:
    made(tmp_path / "course", "first", language)
    made(tmp_path / "course", "second", language)
    assert told(tmp_path / "course", language) == []
    assert lessons(tmp_path / "course", language) == ["first", "second"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lessons: [tiny, kinds]", "lessons: [tiny, kinds, third]"),
        ("lessons: [ tiny , kinds ]  # two", "lessons: [ tiny , kinds, third ]  # two"),
        ('lessons: [tiny, "kinds"]', 'lessons: [tiny, "kinds", third]'),
        ("lessons: [tiny,\n  kinds,\n]", "lessons: [tiny,\n  kinds, third,\n]"),
        ("lessons:\n  - tiny\n  - kinds", "lessons:\n  - tiny\n  - kinds\n  - third"),
        ("lessons:\n- tiny\n- kinds   # the last", "lessons:\n- tiny\n- kinds   # the last\n- third"),
        ("lessons:\n  -   tiny\n  -   'kinds'", "lessons:\n  -   tiny\n  -   'kinds'\n  -   third"),
    ],
)
def test_everything_else_in_the_course_file_stays_as_it_was(tmp_path: Path, before: str, after: str) -> None:
    folder = sound(tmp_path / "course")
    change(folder, (COURSE, "lessons: [tiny, kinds]", before))
    source = (folder / COURSE).read_text(encoding="utf-8")
    made(folder, "third")
    assert (folder / COURSE).read_text(encoding="utf-8") == source.replace(before, after)
    assert lessons(folder) == ["tiny", "kinds", "third"]


@pytest.mark.parametrize("listed", ["lessons: [tiny]", "lessons:\r\n  - tiny"])
@pytest.mark.parametrize("end", ["\r\n", ""])
def test_line_ends_of_windows_and_a_last_line_without_one_stay(tmp_path: Path, listed: str, end: str) -> None:
    folder = Path(copytree(MINI, tmp_path / "course"))
    head = "format: 1\r\nid: mini\r\nnow: 2026-03-02T09:30:00Z\r\ntitle: {nl: Een cursus}\r\n"
    (folder / COURSE).write_bytes(f"{head}{listed}{end}".encode())
    made(folder, "second")
    assert lessons(folder) == ["tiny", "second"]
    assert told(folder) == []
    assert (folder / COURSE).read_bytes().startswith(head.encode())


def test_a_course_with_a_network_of_its_own_gets_a_lesson_that_plays_in_it(tmp_path: Path) -> None:
    folder = Path(copytree(MINI, tmp_path / "course"))
    made(folder, "second")
    assert told(folder) == []
    assert "gebruiker: mies" in (folder / "second" / "lesson.yaml").read_text(encoding="utf-8")


def test_a_course_in_two_languages_gets_its_texts_in_both(tmp_path: Path) -> None:
    folder = in_english(sound(tmp_path / "course"))
    made(folder, "third", "en")
    assert {path.name for path in (folder / "third").iterdir()} == {"lesson.yaml", "nl.yaml", "en.yaml"}
    assert told(folder) == []


def test_a_course_in_another_language_gets_texts_to_translate(tmp_path: Path) -> None:
    folder = Path(copytree(MINI, tmp_path / "course"))
    change(folder, (COURSE, "  nl: Een", "  fy: In"))
    (folder / "tiny" / "nl.yaml").rename(folder / "tiny" / "fy.yaml")
    made(folder, "second", "en")
    assert told(folder) == []
    assert (folder / "second" / "fy.yaml").read_text(encoding="utf-8").startswith("title: The title")


@pytest.mark.parametrize("id", ["no", "on", "True", "12", "1e3", "0x1F", "null-x"])
def test_a_name_that_yaml_takes_for_something_else_is_written_between_quotes(tmp_path: Path, id: str) -> None:
    made(tmp_path / "course", id)
    made(tmp_path / "course", f"{id}-2")
    assert lessons(tmp_path / "course") == [id, f"{id}-2"]


@pytest.mark.parametrize("id", ["", " ", "../x", "a/b", "-x", "é", "a b", "x" * 101, ".", "a\nb"])
def test_what_can_be_no_name_is_refused(tmp_path: Path, id: str) -> None:
    assert new_lesson(tmp_path / "course", id, "nl") == Refused(code="bad-id", found=id)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["first", "network.yaml", "keys"])
def test_nothing_is_overwritten(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    assert new_lesson(tmp_path, "first", "nl") == Refused(code="exists", found=str(tmp_path / taken))
    assert [path.name for path in tmp_path.iterdir()] == [taken]


def test_a_link_that_leads_nowhere_is_in_the_way_too(tmp_path: Path) -> None:
    (tmp_path / "first").symlink_to(tmp_path / "nowhere")
    assert new_lesson(tmp_path, "first", "nl") == Refused(code="exists", found=str(tmp_path / "first"))


def test_to_a_course_with_mistakes_nothing_is_added(tmp_path: Path) -> None:
    folder = sound(tmp_path / "course")
    change(folder, ("network.yaml", "dv: dorp", "dv: drop"))
    refused = new_lesson(folder, "third", "nl")
    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["unknown-party"]
    assert not (folder / "third").exists()


def test_a_network_in_which_nobody_can_log_in_gets_no_lesson(tmp_path: Path) -> None:
    folder = sound(tmp_path / "course")
    file = folder / "network.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("loa: EH3}", "loa: EH4}").replace("revoked: false", "revoked: true")
    )
    assert new_lesson(folder, "third", "nl") == Refused(code="no-login", found=str(file))
