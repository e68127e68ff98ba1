"""A course may come from anybody: nothing outside its folder is read, and nothing in it can stall or fill a machine.

No test looks at a clock. What would take for ever (a FIFO, an endless device, 50,000 levels) is refused before it
is tried; a program that tries all the same hangs here.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from course.breaking import break_file, found_in, problems

from ehtutor.course import parse as door
from ehtutor.course.course_file import MOST_LESSONS
from ehtutor.course.node import Pairs
from ehtutor.course.parse import MAX_BYTES, MAX_NODES, parse
from ehtutor.course.problems import MAX_PROBLEMS, Problem

TEXTS = "tiny/nl.yaml"


def refusal(content: bytes) -> tuple[str, int, int]:
    found = parse("a.yaml", content)
    assert isinstance(found, Problem)
    return found.code, found.line, found.column


def test_50_000_brackets_are_one_problem() -> None:
    assert refusal(b"a: " + b"[" * 50_000)[0] == "too-deep"


def test_the_place_is_the_first_that_is_too_deep() -> None:
    assert refusal(b"a: " + b"[" * 100) == ("too-deep", 1, 63)


def test_50_000_nested_mappings_are_one_problem() -> None:
    assert refusal(b"{a: " * 50_000)[0] == "too-deep"


def test_deep_nesting_by_indentation_is_one_problem() -> None:
    assert refusal(b"".join(b" " * n + b"a:\n" for n in range(500)))[0] == "too-deep"


def test_60_levels_are_enough_for_anybody() -> None:
    assert isinstance(parse("a.yaml", b"a: " + b"[" * 59 + b"]" * 59), Pairs)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 122))
    assert refusal(bomb) == ("alias", 1, 4)


def test_a_file_of_many_small_things_is_refused() -> None:
    assert refusal(b"a: [" + b"1," * (MAX_NODES + 1) + b"]")[0] == "too-long"


def test_a_tag_makes_no_object() -> None:
    assert refusal(b"a: !!python/object/apply:os.abort []") == ("tag", 1, 4)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_named(encoding: str) -> None:
    assert refusal("titel: één".encode(encoding))[0] in {"not-utf-8", "control-character"}


def test_bytes_that_are_no_utf_8_are_reported_in_their_place() -> None:
    assert refusal("één: twee\nérg: ".encode() + b"\xe9\xff") == ("not-utf-8", 2, 6)


def test_a_picture_is_no_course() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n") == ("not-utf-8", 1, 1)


def test_a_byte_order_mark_that_an_editor_wrote_is_passed_over(folder: Path) -> None:
    for file in (TEXTS, "course.yaml"):
        (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes())
    assert problems(folder) == ()
    assert refusal("a: b\ufeff".encode())[0] == "control-character"


def test_line_ends_of_windows_are_welcome_and_counted_once(folder: Path) -> None:
    path = folder / TEXTS
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert problems(folder) == ()
    path.write_bytes(text.replace("\n", "\r\n").replace("hints: [Breek af.]", "hints: []").encode())
    assert found_in(folder) == [("too-few", (TEXTS, text[: text.index("[Breek")].count("\n") + 1, 12))]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# nothing\n", b"---\n", b"---\n...\n"])
def test_an_empty_file_is_one_problem(folder: Path, content: bytes) -> None:
    (folder / TEXTS).write_bytes(content)
    assert found_in(folder) == [("empty-file", (TEXTS, 1, 1))]


@pytest.mark.parametrize("content", [b"just a text", b"- a\n- b\n", b"12"])
def test_a_file_that_is_no_mapping_is_one_problem(folder: Path, content: bytes) -> None:
    (folder / TEXTS).write_bytes(content)
    assert found_in(folder) == [("expected-mapping", (TEXTS, 1, 1))]


def test_a_file_of_50_mb_is_one_problem(folder: Path) -> None:
    with (folder / TEXTS).open("wb") as opened:
        opened.truncate(50_000_000)
    assert found_in(folder) == [("too-big", (TEXTS, 1, 1))]


def test_a_file_just_below_the_limit_is_read(folder: Path) -> None:
    path = folder / TEXTS
    path.write_bytes(path.read_bytes().ljust(MAX_BYTES, b"#"))
    assert problems(folder) == ()


def test_a_fifo_is_not_opened(folder: Path) -> None:
    (folder / TEXTS).unlink()
    os.mkfifo(folder / TEXTS)
    assert found_in(folder) == [("not-a-file", (TEXTS, 1, 1))]


def test_a_folder_in_the_place_of_a_file_is_one_problem(folder: Path) -> None:
    (folder / TEXTS).unlink()
    (folder / TEXTS).mkdir()
    assert found_in(folder) == [("not-a-file", (TEXTS, 1, 1))]


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../../outside.yaml", "/nowhere"])
def test_a_link_out_of_the_course_is_not_followed(folder: Path, target: str) -> None:
    (folder.parent / "outside.yaml").write_bytes((folder / TEXTS).read_bytes())
    (folder / TEXTS).unlink()
    (folder / TEXTS).symlink_to(target)
    assert found_in(folder) == [("outside-course", (TEXTS, 1, 1))]


def test_a_lesson_folder_that_is_a_link_out_of_the_course_is_not_followed(folder: Path) -> None:
    (folder / "tiny").rename(folder.parent / "elsewhere")
    (folder / "tiny").symlink_to(folder.parent / "elsewhere")
    assert Counter(code for code, _ in found_in(folder)) == {"outside-course": 2}


def test_a_link_inside_the_course_is_followed(folder: Path) -> None:
    (folder / TEXTS).rename(folder / "texts.yaml")
    (folder / TEXTS).symlink_to("../texts.yaml")
    assert problems(folder) == ()


def test_a_link_to_itself_is_one_problem(folder: Path) -> None:
    (folder / TEXTS).unlink()
    (folder / TEXTS).symlink_to("nl.yaml")
    assert [code for code, _ in found_in(folder)] == ["unreadable-file"]


def test_a_folder_that_is_not_there_is_a_course_file_that_is_missing(tmp_path: Path) -> None:
    assert ("missing-file", ("course.yaml", 1, 1)) in found_in(tmp_path / "nowhere")


def test_a_key_file_without_a_key_is_one_problem(folder: Path) -> None:
    (folder / "keys" / "mini-ad.pem").write_text("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
    assert found_in(folder) == [("bad-key-file", ("keys/mini-ad.pem", 1, 1))]


def test_more_mistakes_than_help_are_counted(folder: Path) -> None:
    path = folder / "tiny" / "lesson.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{'x' * 500}{n}: 1\n" for n in range(1000)))
    found = problems(folder)
    assert len(found) == MAX_PROBLEMS + 1
    assert (found[-1].code, dict(found[-1].values)) == ("more-problems", {"count": str(1000 - MAX_PROBLEMS)})
    assert all(len(value) <= 60 for value in found[0].values.values())


def test_the_pure_python_parser_reads_the_same_course(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(door, "_LOADER", door.yaml.SafeLoader)
    assert problems(folder) == ()


def test_a_course_of_too_many_lessons_is_not_looked_for_on_disk(folder: Path) -> None:
    ids = ", ".join(f"l{n}" for n in range(MOST_LESSONS + 1))
    break_file(folder, "course.yaml", "[tiny]", f"‸[{ids}]")
    assert f"l{MOST_LESSONS}/lesson.yaml" not in {each.values.get("found") for each in problems(folder)}
    assert problems(folder)[-1].values == {"count": str(2 * MOST_LESSONS + 1 - MAX_PROBLEMS)}
