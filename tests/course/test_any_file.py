"""Whatever stands in a course file, `load` answers with a course or with problems that have a place and a text."""

from pathlib import Path

import pytest
from course.breaking import mini_with_kinds, problems
from hypothesis import given
from hypothesis import strategies as st

from ehtutor.course.problems import PLACEHOLDERS

FILES = ("course.yaml", "network.yaml", "tiny/lesson.yaml", "tiny/nl.yaml", "kinds/lesson.yaml", "kinds/nl.yaml")
WORDS = (
    "no",
    "~",
    "1",
    "",
    "[]",
    "{}",
    "- a",
    "a: b",
    "*a",
    "&a b",
    "!!map",
    "|",
    '"',
    "'",
    "?",
    "@",
    "\t",
    "\x1b",
    "[[",
    "}",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy for all examples; each restores the file that it breaks."""
    return mini_with_kinds(tmp_path_factory.mktemp("any") / "mini")


def check(folder: Path, file: str, content: bytes) -> None:
    path = folder / file
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        found = problems(folder)
    finally:
        path.write_bytes(before)
    for problem in found:
        assert set(problem.values) == PLACEHOLDERS[problem.code]
        assert problem.line > 0
        assert problem.column > 0


@given(file=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_any_bytes(folder: Path, file: str, content: bytes) -> None:
    check(folder, file, content)


@given(file=st.sampled_from(FILES), data=st.data())
def test_any_word_in_any_place(folder: Path, file: str, data: st.DataObject) -> None:
    parts = (folder / file).read_text(encoding="utf-8").split(" ")
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = data.draw(st.sampled_from(WORDS) | st.text(max_size=5))
    check(folder, file, " ".join(parts).encode("utf-8", "surrogatepass"))


@given(file=st.sampled_from(FILES), data=st.data())
def test_any_line_left_out_or_moved(folder: Path, file: str, data: st.DataObject) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
    line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    lines.insert(data.draw(st.integers(0, len(lines))), data.draw(st.sampled_from((line, "", line + line, " " + line))))
    check(folder, file, "".join(lines).encode())
