"""What happened in the quiz, kept, folded, moved to another machine and merged."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.events import NOW, answered, events

from ehtutor.quiz import logged
from ehtutor.quiz.history import EMPTY, fold
from ehtutor.quiz.logged import Undone
from ehtutor.session.screen.action import Answer, Chosen, Continued
from ehtutor.store.log import Log
from ehtutor.store.sql import FIRST
from ehtutor.store.transfer import LARGEST, BadTransfer, Transfer, lines, read, schema
from ehtutor.store.trouble import Migrated, Unavailable
from ehtutor.value import replace

COURSE = "basis"


def opened(folder: Path, lane: str = "here") -> Log:
    log = Log.open(folder, now=NOW, lane=lane)
    assert isinstance(log, Log), log
    return log


@contextmanager
def two_logs(lane: str = "") -> Iterator[tuple[Log, Log]]:
    """Those of two machines; with a lane, one is a copy of the other."""
    with (
        TemporaryDirectory() as one,
        TemporaryDirectory() as other,
        opened(Path(one), lane or "one") as left,
        opened(Path(other), lane or "other") as right,
    ):
        yield left, right


def exported(log: Log, course: str = COURSE) -> bytes:
    return "".join(f"{line}\n" for line in lines(course, *log.transfer(course))).encode()


def taken(data: bytes) -> Transfer:
    found = read(data)
    assert isinstance(found, Transfer), found
    return found


@given(events())
def test_an_event_comes_back_from_its_line_as_it_was(happened):
    for event in happened:
        assert logged.decode(logged.encode(event)) == event


@pytest.mark.parametrize(
    "change",
    [
        {"right": 1},
        {"hints": -1},
        {"hints": True},
        {"seconds": "4"},
        {"at": "2026-03-02 09:30"},
        {"at": "9999-12-31T00:00:00Z"},
        {"at": "0001-01-01T00:00:00Z"},
        {"given": None},
        {"given": [1]},
        {"given": {"a": 1}},
        {"misconceptions": "id-mixup"},
        {"question": "x" * 3000},
        {"uid": "\ud800"},
        {"kind": "other"},
        {"more": 1},
    ],
)
def test_a_line_with_anything_else_in_it_is_no_event(change):
    assert logged.decode(json.dumps({**json.loads(logged.encode(answered("u1"))), **change})) is None


@given(events())
def test_what_is_recorded_stays_in_the_order_of_entry_whatever_the_clock_says(happened):
    with TemporaryDirectory() as folder, opened(Path(folder)) as log:
        for event in happened:
            log.record(COURSE, [event])
        log.record(COURSE, happened[:1])
        assert log.events(COURSE) == tuple(happened)
        assert log.history(COURSE) == fold(EMPTY, happened)
        assert log.events("another") == ()


def test_what_was_folded_is_remembered_and_an_answer_that_is_undone_later_leaves_it(tmp_path):
    happened = [answered(f"u{number}", number, question=f"q{number % 7}") for number in range(150)]
    with opened(tmp_path) as log:
        log.record(COURSE, happened)
        assert log.history(COURSE).answers == 150
        log.record(COURSE, [answered("more", 200)])
        assert log.history(COURSE) == fold(EMPTY, [*happened, answered("more", 200)])
        undone = Undone(uid="undo", of="u3", at=NOW)
        log.record(COURSE, [undone])
        assert log.history(COURSE) == fold(EMPTY, [*happened, answered("more", 200), undone])
    with sqlite3.connect(tmp_path / "progress.sqlite3") as connection:
        connection.execute("UPDATE folded SET body = 'nonsense'")
    connection.close()
    with opened(tmp_path) as log:
        assert log.history(COURSE).answers == 150


@given(events("a"), events("b"))
def test_logs_that_are_merged_hold_the_same_whichever_way_round(here, there):
    with two_logs() as (left, right):
        left.record(COURSE, here)
        right.record(COURSE, there)
        to_right, to_left = taken(exported(left)), taken(exported(right))
        assert left.merge(to_left).new == len(there)
        assert right.merge(to_right).new == len(here)
        assert left.events(COURSE) == right.events(COURSE)
        assert sorted(map(repr, left.events(COURSE))) == sorted(map(repr, [*here, *there]))
        assert left.history(COURSE) == right.history(COURSE)
        again = left.merge(to_left)
        assert (again.new, again.known) == (0, len(there))


@given(events("a"), events("b"), st.randoms(use_true_random=False))
def test_what_is_remembered_is_what_would_be_folded_anew(here, there, chance):
    """Whatever was merged when, in parts, with copies of one lane, and with the memory at work all the time."""
    with two_logs(lane="copy") as (left, right), pytest.MonkeyPatch.context() as patch:
        patch.setattr("ehtutor.store.log._WORTH_KEEPING", 0)
        for event in here:
            left.record(COURSE, [event])
            assert left.history(COURSE) == fold(EMPTY, left.events(COURSE))
        right.record(COURSE, there)
        file = taken(exported(right))
        parts = [one for one in file.happened if chance.random() < 0.5]
        for happened in (parts, file.happened):
            left.merge(replace(file, happened=tuple(happened)))
            assert left.history(COURSE) == fold(EMPTY, left.events(COURSE))
        right.merge(taken(exported(left)))
        assert right.events(COURSE) == left.events(COURSE)
        assert len(left.events(COURSE)) == len(here) + len(there)


def test_a_log_that_was_copied_to_another_machine_loses_nothing_when_they_meet_again(tmp_path):
    with opened(tmp_path / "here", "one") as here, opened(tmp_path / "copy", "one") as copy:
        for log, name in ((here, "here"), (copy, "there")):
            log.record(COURSE, [answered("both"), answered(name)])
            log.append(COURSE, "level", "r1", [Answer(card=name, action=Continued(), at=NOW)])
        merged = here.merge(taken(exported(copy)))
        assert (merged.new, merged.known) == (2, 1)
        assert {event.uid for event in here.events(COURSE)} == {"both", "here", "there"}
        assert {answer.card for _, answer in here.walked(COURSE)} == {"here", "there"}


@given(events(), events())
def test_logs_that_tell_something_else_of_one_event_agree_after_they_met(here, there):
    with two_logs() as (left, right), pytest.MonkeyPatch.context() as patch:
        patch.setattr("ehtutor.store.log._WORTH_KEEPING", 0)
        left.record(COURSE, here)
        right.record(COURSE, there)
        left.history(COURSE), right.history(COURSE)
        to_right, to_left = taken(exported(left)), taken(exported(right))
        left.merge(to_left)
        right.merge(to_right)
        assert left.events(COURSE) == right.events(COURSE)
        assert {event.uid for event in left.events(COURSE)} == {event.uid for event in (*here, *there)}
        for log, file in ((left, to_left), (right, to_right)):
            assert log.history(COURSE) == fold(EMPTY, log.events(COURSE))
            assert log.merge(file).new == 0


def test_what_comes_in_later_than_what_followed_it_takes_its_place_between():
    """Also where its time is later than all that was folded."""
    happened = [answered("e1", 1), answered("e2", 10, is_right=False), answered("e3", 3)]
    given = [Answer(card=card, action=Continued(), at=NOW) for card in ("first", "second", "third")]
    with two_logs() as (left, right), pytest.MonkeyPatch.context() as patch:
        patch.setattr("ehtutor.store.log._WORTH_KEEPING", 0)
        right.record(COURSE, happened)
        right.append(COURSE, "level", "r1", given)
        file = taken(exported(right))
        left.record(COURSE, [answered("own", 9)])
        left.start_over(COURSE, "level")
        left.merge(replace(file, happened=file.happened[::2], walked=file.walked[2:]))
        assert left.history(COURSE) == fold(EMPTY, left.events(COURSE))
        left.merge(file)
        assert [event.uid for event in left.events(COURSE)] == ["e1", "own", "e2", "e3"]
        assert left.history(COURSE) == fold(EMPTY, left.events(COURSE))
        assert left.answers(COURSE, "level") == tuple(given)


def test_what_is_done_in_several_courses_is_not_taken_for_one():
    with two_logs(lane="copy") as (left, right):
        left.start_over(COURSE, "level")
        right.start_over("another", "level")
        left.merge(taken(exported(right, "another")))
        assert [len(left.transfer(course)[0]) for course in (COURSE, "another")] == [1, 1]


@pytest.mark.parametrize("n", [LARGEST, LARGEST // 2, LARGEST // 2 - 1])
def test_after_an_enormous_number_what_is_added_can_still_be_read(n):
    given = [Answer(card=card, action=Continued(), at=NOW) for card in ("first", "second")]
    with two_logs(lane="copy") as (left, right):
        right.record(COURSE, [answered("e1")])
        right.append(COURSE, "level", "r1", given[:1])
        file = taken(exported(right))
        happened, walked = replace(file.happened[0], n=n), replace(file.walked[0], n=n)
        left.merge(replace(file, happened=(happened,), walked=(walked,)))
        for uid in ("e2", "e3"):
            left.record(COURSE, [answered(uid)])
        left.append(COURSE, "level", "r1", given[1:])
        found = taken(exported(left))
        assert (len(found.happened), len(found.walked)) == (3, 2)


def test_an_answer_that_cannot_be_read_is_not_exported_and_stays(tmp_path):
    with opened(tmp_path) as log:
        log.append(COURSE, "level", "r1", [Answer(card="welcome", action=Continued(), at=NOW)])
        log.start_over(COURSE, "level")
    with sqlite3.connect(tmp_path / "progress.sqlite3") as connection:
        for number, line in enumerate(["not json", '{"card": "welcome"}', None], 10):
            row = (COURSE, "level", "answer", line, "here", number)
            connection.execute(
                "INSERT INTO entry (course, lesson, kind, answer, lane, n) VALUES (?, ?, ?, ?, ?, ?)", row
            )
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (5,)
    connection.close()
    with opened(tmp_path) as log:
        assert [row.entry for row in taken(exported(log)).walked] == ["answer", "start-over"]


def test_a_walkthrough_goes_on_where_it_was_on_the_other_machine(tmp_path):
    answers = [Answer(card="welcome", action=Continued(), at=NOW), Answer(card="first", action=Chosen(id="HM"), at=NOW)]
    with opened(tmp_path / "school", "school") as school, opened(tmp_path / "home", "home") as home:
        school.append(COURSE, "clean-login", "r1", answers)
        home.append(COURSE, "clean-login", "r1", answers[:1])
        home.merge(taken(exported(school)))
        assert home.answers(COURSE, "clean-login") == tuple(answers)
        assert home.walked(COURSE) == tuple(("clean-login", answer) for answer in answers), "no answer counts twice"
        school.merge(taken(exported(home)))
        assert school.answers(COURSE, "clean-login") == tuple(answers)


def test_a_lesson_that_was_done_elsewhere_is_done_here(tmp_path):
    with opened(tmp_path / "school", "school") as school, opened(tmp_path / "home", "home") as home:
        school.append(COURSE, "level", "r1", [Answer(card="welcome", action=Continued(), at=NOW)])
        school.finish(COURSE, "level", NOW)
        home.merge(taken(exported(school)))
        assert [(each.lesson, each.is_finished) for each in home.lessons(COURSE)] == [("level", True)]


def test_every_line_of_a_file_fits_its_schema(tmp_path):
    with opened(tmp_path) as log:
        log.append(COURSE, "level", "r1", [Answer(card="welcome", action=Continued(), at=NOW)])
        log.record(COURSE, [answered("u1", given=("a", "b")), answered("u2", given={"x": "y"})])
        log.record(COURSE, [Undone(uid="u3", of="u1", at=NOW)])
        data = exported(log)
    check = jsonschema.Draft202012Validator(schema())
    found = [json.loads(line) for line in data.decode().splitlines()]
    assert len(found) == 5
    assert [list(check.iter_errors(line)) for line in found] == [[]] * 5
    assert list(check.iter_errors({**found[1], "extra": 1}))


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 1, "not-ours"),
        (b"{}\n", 1, "not-ours"),
        (b"\xff\xfe", 1, "encoding"),
        (b'{"format": "ehtutor-progress", "version": 3}', 1, "newer"),
        (b'{"format": "ehtutor-progress", "version": 1}', 1, "header"),
        (b"HEADER\nnonsense\n", 2, "line"),
        (b'HEADER\n\n{"kind": "walked"}\n', 3, "line"),
        (b'HEADER\nUNDONE, "of": "u1", "at": "2026-03-02T09:30:00Z", "at": "2026-03-02T09:30:00Z"}', 2, "line"),
        (b'HEADER\nUNDONE, "of": "u1", "at": "2026-03-02T09:30:00+00:00"}', 2, "line"),
        (b'HEADER\nUNDONE, "of": "\\ud800", "at": "2026-03-02T09:30:00Z"}', 2, "line"),
        (b'HEADER\nUNDONE, "of": ' + b"[" * 100_000, 2, "line"),
        (b'HEADER\nUNDONE, "of": "u1", "at": "2026-03-02T09:30:00Z"}\nnonsense', 3, "line"),
        (b'HEADER\n{"kind": "undone", "at": "9999-12-31T00:00:00Z"}', 2, "moment"),
        (b'HEADER\n{"kind": "walked", "at": "1969-12-31T00:00:00Z"}', 2, "moment"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_its_line(tmp_path, data, line, code):
    with opened(tmp_path) as log:
        header = exported(log).strip()
    undone = b'{"lane": "there", "n": 1, "kind": "undone", "uid": "u2"'
    found = read(data.replace(b"HEADER", header).replace(b"UNDONE", undone))
    assert isinstance(found, BadTransfer)
    assert (found.line, found.code) == (line, code)


def test_a_log_of_the_first_version_is_migrated_and_a_copy_of_it_is_kept(tmp_path):
    place = tmp_path / "progress.sqlite3"
    with sqlite3.connect(place) as connection:
        for statement in FIRST:
            connection.execute(statement)
        row = '{"card": "welcome", "prompt": "continue", "answer": null, "at": "2026-03-02T09:30:00Z"}'
        connection.execute("INSERT INTO entry (course, lesson, kind, answer) VALUES ('c', 'l', 'answer', ?)", (row,))
        connection.execute("INSERT INTO language (language) VALUES ('en')")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    before = place.read_bytes()
    seen = Log.look(tmp_path, Unavailable(code="read-only", values={}))
    assert seen is not None
    with seen:
        assert seen.answers("c", "l") == (Answer(card="welcome", action=Continued(), at=NOW),)
        assert seen.events(COURSE) == ()
    assert place.read_bytes() == before
    with opened(tmp_path) as log:
        assert isinstance(log.warning, Migrated)
        kept = log.warning.path
        assert log.answers("c", "l") == (Answer(card="welcome", action=Continued(), at=NOW),)
        assert log.language() == "en"
        log.record(COURSE, [answered("u1")])
    assert kept.name == "progress.sqlite3.v1-20260302T093000Z"
    assert len(kept.read_bytes()) == len(before)
    with sqlite3.connect(kept) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (1,)
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()
    with opened(tmp_path) as log:
        assert log.warning is None
        assert log.events(COURSE) == (answered("u1"),)


def test_a_log_of_a_later_version_is_left_alone(tmp_path):
    opened(tmp_path).close()
    with sqlite3.connect(tmp_path / "progress.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = (tmp_path / "progress.sqlite3").read_bytes()
    found = Log.open(tmp_path, now=NOW)
    assert isinstance(found, Unavailable)
    assert found.code == "newer"
    assert (tmp_path / "progress.sqlite3").read_bytes() == before


def test_a_finish_at_a_time_that_can_not_be_does_not_come_in(tmp_path):
    with opened(tmp_path) as log:
        log.finish(COURSE, "level", NOW)
        data = exported(log)
    found = read(data.replace(b"2026-03-02T09:30:00Z", b"9999-03-02T09:30:00Z"))
    assert isinstance(found, BadTransfer)
    assert (found.line, found.code, found.values["found"]) == (2, "moment", "9999-03-02T09:30:00Z")


def test_an_event_of_a_kind_to_come_is_passed_over_and_stays(tmp_path):
    with opened(tmp_path) as log:
        log.record(COURSE, [answered("u1"), answered("u2")])
    with sqlite3.connect(tmp_path / "progress.sqlite3") as connection:
        connection.execute("""UPDATE event SET line = '{"kind": "to come"}' WHERE uid = 'u1'""")
    connection.close()
    with opened(tmp_path) as log:
        assert log.events(COURSE) == (answered("u2"),)
        log.record(COURSE, [replace(answered("u1"), hints=2)])
        assert log.events(COURSE) == (answered("u2"),), "its uid is taken"
