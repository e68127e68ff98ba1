"""`ehtutor progress`: shown, told to other programs, taken to another machine, and that of a class."""

import csv
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from cli.learner import Learner, refused
from courses import shipped_course
from quiz.answers import AT, answered

from ehtutor.bank.lesson_questions import lesson_questions
from ehtutor.cli.report import class_json
from ehtutor.course.texts import interface
from ehtutor.export.spreadsheet import spreadsheet
from ehtutor.quiz.item import Item
from ehtutor.quiz.logged import Answered
from ehtutor.quiz.questions import OneOf
from ehtutor.session.mastery.classroom import ClassResults, Marked
from ehtutor.store.log import Log

NOW: Final = datetime.now(UTC)
LATELY: Final = (NOW - AT) / timedelta(days=1) - 3
"""Days from AT to three days ago, so that what was answered wrongly is due now."""
SAY: Final = interface("nl").say


@cache
def asked() -> tuple[Item, ...]:
    """The questions of the lessons with one right answer."""
    items = [each.make("") for each in lesson_questions(shipped_course())]
    return tuple(item for item in items if isinstance(item.question, OneOf))


def answer(uid: str, item: Item, *, is_right: bool = True, **changes: Any) -> Answered:
    question = item.question
    assert isinstance(question, OneOf)
    given = question.key if is_right else next(each.id for each in question.options if each.id != question.key)
    made = {"revision": item.revision, "given": given, "is_right": is_right, "misconceptions": item.believed(given)}
    return answered(uid, question=item.id, days=LATELY, **{**made, **changes})


def entered(folder: Path, *events: Answered) -> Path:
    log = Log.open(folder, now=NOW)
    assert isinstance(log, Log)
    with log:
        log.record(shipped_course().id, events)
    return folder


@pytest.fixture
def practised(learner: Learner) -> Learner:
    """Somebody who answered three questions, one of them wrongly."""
    first, second, third = asked()[:3]
    entered(learner.data, answer("1", first), answer("2", second), answer("3", third, is_right=False))
    return learner


def exported(learner: Learner, file: Path) -> list[str]:
    assert learner.here("progress", "export", file).code == 0
    return file.read_text("utf-8").splitlines()


def test_who_never_answered_is_told_where_to_begin(learner: Learner):
    told = learner.here("progress", "--plain")
    assert (told.code, told.err) == (0, "")
    assert SAY("progress.next-first", command="ehtutor quiz") in told.out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_shown_in_both_languages_and_ends_with_what_to_do(practised: Learner, language):
    told = practised.here("progress", "--plain", "--lang", language)
    say = interface(language).say
    assert (told.code, told.err) == (0, "")
    assert say("progress.known", answers=3, right=2) in told.out
    assert "ehtutor quiz --due" in told.out.strip().splitlines()[-1]


@pytest.mark.parametrize("columns", ["20", "40", "80"])
def test_it_fits_the_terminal(practised: Learner, columns):
    told = practised.here("progress", COLUMNS=columns)
    assert max(map(len, told.out.splitlines())) <= int(columns)


def test_as_json_it_is_one_object(practised: Learner):
    told = practised.here("progress", "--json")
    found = json.loads(told.out)
    assert (found["format"], found["version"], found["course"]) == ("ehtutor-mastery", 1, shipped_course().id)
    assert (found["answers"], found["right"]) == (3, 2)
    assert sum(topic["seen"] for topic in found["topics"]) == 3
    assert sum(found["due"].values()) == 3


def test_as_csv_it_is_one_value_a_row(practised: Learner):
    rows = [*csv.DictReader(StringIO(practised.here("progress", "--csv").out))]
    assert {(row["measure"], row["name"]): row["value"] for row in rows}["right", ""] == "2"
    assert len({(row["measure"], row["name"]) for row in rows}) == len(rows)


def test_json_and_csv_do_not_go_together(learner: Learner):
    refused(learner.here("progress", "--json", "--csv"), 2, "--json", "--csv")


@pytest.mark.parametrize("option", [("--json",), ("--csv",), ("--course", "x")])
def test_an_option_ahead_of_a_command_is_not_silently_dropped(learner: Learner, option):
    refused(learner.here("progress", *option, "export", "-"), 2, option[0])


def test_no_cell_is_a_formula():
    rows = [("=1+1", "+1", "-1", "@x", "\tx", "a=b", -1)]
    assert [*csv.reader(StringIO(spreadsheet(("a",), rows)))][1] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "a=b", "-1"]


def test_progress_moves_to_another_machine_and_back_without_loss_or_double(practised: Learner, tmp_path: Path):
    file, other = tmp_path / "mine.jsonl", str(tmp_path / "other")
    exported(practised, file)
    told = practised.here("progress", "import", file, EHTUTOR_DATA=other)
    assert told.out.strip() == SAY("progress.imported", file=file, new=3, known=0)
    told = practised.here("progress", "import", file, EHTUTOR_DATA=other)
    assert told.out.strip() == SAY("progress.imported", file=file, new=0, known=3)
    mine, theirs = (practised.here("progress", "--csv", **where).out for where in ({}, {"EHTUTOR_DATA": other}))
    assert mine == theirs


def test_every_line_of_an_export_is_as_its_schema_says(practised: Learner, tmp_path: Path):
    schema = json.loads(practised.here("progress", "schema").out)
    lines = exported(practised, tmp_path / "mine.jsonl")
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    assert practised.here("progress", "export", "-").out.splitlines() == lines


def test_a_file_that_exists_is_overwritten_only_by_force(practised: Learner, tmp_path: Path):
    file = tmp_path / "mine.jsonl"
    file.write_text("dear")
    refused(practised.here("progress", "export", file), 2, str(file), "--force")
    assert file.read_text() == "dear"
    assert practised.here("progress", "export", file, "--force").code == 0
    assert "ehtutor-progress" in file.read_text()
    assert [*tmp_path.glob("mine*")] == [file]


def test_where_nothing_can_be_written_that_is_said(practised: Learner, tmp_path: Path):
    refused(practised.here("progress", "export", tmp_path / "none" / "x"), 1, "none")
    refused(practised.here("progress", "export", tmp_path), 1, str(tmp_path))


def test_of_a_file_with_a_bad_line_nothing_comes_in(practised: Learner, tmp_path: Path):
    file, other = tmp_path / "mine.jsonl", str(tmp_path / "other")
    lines = exported(practised, file)
    file.write_text("\n".join([*lines[:2], "{", *lines[2:]]))
    refused(practised.here("progress", "import", file, EHTUTOR_DATA=other), 1, f"{file}:3:")
    assert json.loads(practised.here("progress", "--json", EHTUTOR_DATA=other).out)["answers"] == 0


@pytest.mark.parametrize("text", [b"", b"{}", b"\xff\xfe", b"PK\x03\x04", b"[1]\n[2]"])
def test_a_file_of_something_else_is_refused_with_its_line(learner: Learner, tmp_path: Path, text):
    file = tmp_path / "strange"
    file.write_bytes(text)
    refused(learner.here("progress", "import", file), 1, f"{file}:1:")


@pytest.mark.parametrize("code", ["newer", "not-a-file"])
def test_what_can_be_read_is_shown_and_exported_where_nothing_can_be_kept(practised: Learner, code):
    shown, lines = practised.here("progress", "--json").out, practised.here("progress", "export", "-").out
    place = practised.data / "progress.sqlite3"
    lock = practised.data / "progress.lock"
    if code == "newer":
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("PRAGMA user_version = 3")
    else:
        lock.unlink()
        lock.mkdir()
    trouble = SAY(f"store.{code}", place=place if code == "newer" else lock)
    for arguments, out in ((("--json",), shown), (("export", "-"), lines)):
        told = practised.here("progress", *arguments)
        assert (told.code, told.out, told.err.strip()) == (0, out, trouble)
    refused(practised.here("progress", "import", place), 1, trouble)


def test_a_stored_line_that_can_not_be_stops_no_command_and_is_named(practised: Learner):
    with closing(sqlite3.connect(practised.data / "progress.sqlite3")) as connection:
        connection.execute("UPDATE event SET line = json_set(line, '$.at', '9999-12-31T00:00:00Z') WHERE uid = '1'")
        connection.execute("INSERT INTO entry (course, lesson, kind, answer) VALUES ('basis', 'level', 'answer', '{')")
        connection.commit()
    place = practised.data / "progress.sqlite3"
    named = SAY("progress.unreadable", place=place, count=2, rows="entry 1, event 1")
    assert practised.here().code == 0
    shown = practised.here("progress", "--json")
    assert (json.loads(shown.out)["answers"], shown.err.strip()) == (2, named)
    assert practised.here("progress", "export", "-").err.strip() == named


def test_a_file_that_is_not_there_is_refused(learner: Learner, tmp_path: Path):
    refused(learner.here("progress", "import", tmp_path / "none"), 1, "none")
    refused(learner.here("progress", "import", tmp_path), 1, str(tmp_path))


@pytest.fixture
def handed_in(learner: Learner, tmp_path: Path) -> Path:
    """A folder with what two people handed in; both had the second question wrong."""
    first, second = asked()[:2]
    folder = tmp_path / "class"
    folder.mkdir()
    for name in ("ann", "bo"):
        entered(tmp_path / name, answer(f"{name}1", first), answer(f"{name}2", second, is_right=False))
        told = learner.here("progress", "export", folder / f"{name}.jsonl", EHTUTOR_DATA=str(tmp_path / name))
        assert told.code == 0
    return folder


def test_a_class_is_shown_per_file_and_per_question(learner: Learner, handed_in: Path):
    told = learner.here("progress", "class", handed_in, "--plain")
    lines = told.out.splitlines()
    assert (told.code, told.err) == (0, "")
    assert {"ann.jsonl: 1 van 2", "bo.jsonl: 1 van 2", asked()[1].id, "goed: 0 van 2"} <= set(lines)
    assert asked()[0].id not in lines


def test_a_class_is_told_to_other_programs(learner: Learner, handed_in: Path):
    found = json.loads(learner.here("progress", "class", handed_in, "--json").out)
    assert found["format"] == "ehtutor-class"
    assert [each["file"] for each in found["files"]] == ["ann.jsonl", "bo.jsonl"]
    hardest = found["questions"][0]
    assert (hardest["id"], hardest["answers"], hardest["right"], hardest["people"]) == (asked()[1].id, 2, 0, 2)
    assert sum(each["times"] for each in hardest["wrong"]) == 2
    rows = [*csv.DictReader(StringIO(learner.here("progress", "class", handed_in, "--csv").out))]
    assert {"measure": "question-answers", "name": asked()[1].id, "answer": "", "value": "2"} in rows


def test_a_file_whose_name_is_no_text_is_told_to_other_programs_too():
    paper = Marked(name="p\udcff", answers=1, right=1, unanswered=0, gone=0, known=0, doubts=())
    results = ClassResults(papers=(paper,), items={}, questions={}, misconceptions={})
    assert json.loads(class_json(results, interface("nl"), "basis"))["files"][0]["file"] == "p\udcff"


def test_a_result_that_does_not_follow_from_its_answers_is_said_with_its_line(learner: Learner, handed_in: Path):
    file = handed_in / "ann.jsonl"
    lied = file.read_text().replace('"right": false', '"right": true').replace('"right": 1', '"right": 2')
    file.write_text(lied)
    told = learner.here("progress", "class", handed_in, "--plain")
    assert told.code == 1
    assert told.err.strip() == f"{file}:3: {SAY('progress.class.doubt')}"
    assert "ann.jsonl: 1 van 2" in told.out


def test_a_header_that_counts_otherwise_is_said(learner: Learner, handed_in: Path):
    file = handed_in / "bo.jsonl"
    file.write_text(file.read_text().replace('"right": 1', '"right": 2', 1))
    told = learner.here("progress", "class", handed_in, "--plain")
    assert (told.code, told.err.strip()) == (1, SAY("progress.class.header", file=file))


def test_a_bad_file_is_said_and_the_others_still_count(learner: Learner, handed_in: Path):
    (handed_in / "carl.jsonl").write_text("hello")
    told = learner.here("progress", "class", handed_in, "--plain")
    assert told.code == 1
    assert re.fullmatch(r".*carl\.jsonl:1: .*\n", told.err)
    assert "ann.jsonl: 1 van 2" in told.out


def test_the_results_of_another_course_do_not_count(learner: Learner, handed_in: Path):
    file = handed_in / "bo.jsonl"
    file.write_text(file.read_text().replace(f'"course": "{shipped_course().id}"', '"course": "other"', 1))
    told = learner.here("progress", "class", handed_in, "--plain")
    assert told.code == 1
    assert "other" in told.err
    assert "bo.jsonl" not in told.out


def test_a_folder_without_results_is_refused(learner: Learner, tmp_path: Path):
    refused(learner.here("progress", "class", tmp_path), 2, str(tmp_path))
    for name, key in (("none", "no-folder"), ("file", "not-a-folder")):
        (tmp_path / "file").touch()
        told = learner.here("progress", "class", tmp_path / name)
        refused(told, 2, SAY(f"progress.class.{key}", file=tmp_path / name))
