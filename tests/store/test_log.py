"""The learner's log: what is appended is there, in order, whoever else writes and whatever the file was."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from forked import Streams, fork

from ehtutor.session.screen.action import Action, Answer, Chosen, Continued, Pressed, Written
from ehtutor.session.screen.prompt import Key
from ehtutor.store.database import LOCK, NAME, VERSION
from ehtutor.store.glance import chosen_language
from ehtutor.store.log import Log
from ehtutor.store.trouble import CODES, NotStored, SetAside, Unavailable

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def opened(folder: Path, patience: float = 5.0) -> Log:
    """The log in a folder that can have one."""
    log = Log.open(folder, now=NOW, patience=patience)
    assert isinstance(log, Log)
    return log


def refused(folder: Path, patience: float = 5.0) -> Unavailable:
    """Why a folder can have no log."""
    log = Log.open(folder, now=NOW, patience=patience)
    assert isinstance(log, Unavailable)
    return log


def answer(action: Action | None = None, at: datetime = NOW) -> Answer:
    """An answer, by default to go on."""
    return Answer(card="kaart", action=action or Continued(), at=at)


def chosen(*ids: str) -> tuple[Answer, ...]:
    """Answers that can be told apart."""
    return tuple(answer(Chosen(id=choice)) for choice in ids)


def append(folder: Path, *answers: Answer) -> None:
    """Open, append, close."""
    with opened(folder) as log:
        log.append("cursus", "les", "r1", answers)


def answers(folder: Path) -> tuple[Answer, ...]:
    """Open, read, close."""
    with opened(folder) as log:
        return log.answers("cursus", "les")


def run(folder: Path, statement: str) -> None:
    """Do something to the file behind the back of the log."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as connection:
        connection.execute(statement)


def names(folder: Path) -> set[str]:
    """The files in a folder."""
    return {path.name for path in folder.iterdir()}


@contextmanager
def without_rights() -> Iterator[None]:
    """Act as somebody who owns nothing, since permissions don't bind root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


class TestAppending:
    def test_every_kind_of_answer_is_kept_over_sessions(self, tmp_path: Path) -> None:
        given = (
            answer(Written(values={"name": "Zoë ✓\n", "secret": ""})),
            answer(Pressed(key=Key.BACK)),
            answer(Chosen(id="pas")),
            answer(at=NOW + timedelta(microseconds=1)),
        )
        append(tmp_path, *given[:2])
        append(tmp_path, *given[2:])
        assert answers(tmp_path) == given

    def test_the_order_is_that_of_entry_when_the_clock_is_set_back(self, tmp_path: Path) -> None:
        given = tuple(answer(at=NOW - timedelta(days=day)) for day in range(3))
        for each in given:
            append(tmp_path, each)
        assert answers(tmp_path) == given

    def test_courses_and_lessons_are_kept_apart(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            log.append("cursus", "les", "r1", chosen("a"))
            log.append("cursus", "andere", "r1", chosen("b"))
            log.append("andere", "les", "r1", chosen("c"))
            assert log.answers("cursus", "les") == chosen("a")
            assert log.answers("cursus", "andere") == chosen("b")
            assert log.answers("niets", "les") == ()

    def test_a_new_attempt_begins_empty_and_the_old_rows_stay(self, tmp_path: Path) -> None:
        append(tmp_path, *chosen("a", "b"))
        with opened(tmp_path) as log:
            log.start_over("cursus", "les")
            assert log.answers("cursus", "les") == ()
            log.append("cursus", "les", "r1", chosen("c"))
            assert log.answers("cursus", "les") == chosen("c")
        with closing(sqlite3.connect(tmp_path / NAME)) as connection:
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (4,)

    def test_starting_one_lesson_over_leaves_the_others(self, tmp_path: Path) -> None:
        append(tmp_path, *chosen("a"))
        with opened(tmp_path) as log:
            log.start_over("cursus", "andere")
            log.start_over("andere", "les")
        assert answers(tmp_path) == chosen("a")

    @pytest.mark.parametrize(
        "row",
        ['\'{"card": "kaart", "prompt": "draw"}\'', "'not json'", "NULL", "CAST(x'ff' AS TEXT)"],
    )
    def test_a_row_that_cannot_be_read_is_passed_over_and_kept(self, tmp_path: Path, row: str) -> None:
        append(tmp_path, *chosen("a"))
        run(tmp_path, f"INSERT INTO entry (course, lesson, kind, answer) VALUES ('cursus', 'les', 'answer', {row})")
        append(tmp_path, *chosen("b"))
        assert answers(tmp_path) == chosen("a", "b")
        with closing(sqlite3.connect(tmp_path / NAME)) as connection:
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (3,)


class TestFacts:
    def test_the_language_is_the_one_last_chosen(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            assert log.language() is None
            log.choose_language("en")
            log.choose_language("nl")
        assert opened(tmp_path).language() == "nl"

    def test_a_glance_hears_the_language_while_another_has_it_open_and_leaves_everything_as_it_was(
        self, tmp_path: Path
    ) -> None:
        with opened(tmp_path) as log:
            log.choose_language("en")
            before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
            assert chosen_language(tmp_path) == "en"
            assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
            with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                assert chosen_language(tmp_path) == "en"
        assert chosen_language(tmp_path) == "en"

    def test_the_lessons_are_summed_up_in_the_order_of_their_last_entry(self, tmp_path: Path) -> None:
        later = NOW + timedelta(minutes=1)
        with opened(tmp_path) as log:
            log.append("cursus", "een", "r1", chosen("a", "b"))
            log.append("cursus", "twee", "r1", chosen("a"))
            log.append("andere", "drie", "r1", chosen("a"))
            log.start_over("cursus", "vier")
            log.finish("cursus", "een", later)
            log.start_over("cursus", "een")
            log.append("cursus", "een", "r2", (answer(at=NOW - timedelta(days=1)),))
            two, four, one = log.lessons("cursus")
            assert log.lessons("niets") == ()
        assert (two.lesson, two.answers, two.is_finished, two.revision) == ("twee", 1, False, "r1")
        assert (four.lesson, four.answers, four.is_finished, four.revision) == ("vier", 0, False, None)
        assert (one.lesson, one.answers, one.is_finished, one.revision) == ("een", 1, True, "r2")


class TestFile:
    def test_folder_and_files_are_for_the_learner_alone(self, tmp_path: Path) -> None:
        folder = tmp_path / "share" / "ehtutor"
        mask = os.umask(0)
        try:
            with opened(folder) as log:
                log.append("cursus", "les", "r1", chosen("a"))
                modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        finally:
            os.umask(mask)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert modes.keys() == {NAME, f"{NAME}-wal", f"{NAME}-shm", "progress.lock"}
        assert set(modes.values()) == {0o600}

    def test_it_is_set_up_for_several_processes(self, tmp_path: Path) -> None:
        opened(tmp_path).close()
        with closing(sqlite3.connect(tmp_path / NAME)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
            tables = connection.execute("SELECT strict FROM pragma_table_list WHERE name IN ('entry', 'language')")
            assert tables.fetchall() == [(1,), (1,)]

    def test_an_empty_file_is_filled(self, tmp_path: Path) -> None:
        (tmp_path / NAME).touch()
        with opened(tmp_path) as log:
            assert log.warning is None
        append(tmp_path, *chosen("a"))
        assert answers(tmp_path) == chosen("a")

    def test_it_is_closed_by_with_and_closing_twice_does_no_harm(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            pass
        log.close()
        with pytest.raises(NotStored):
            log.append("cursus", "les", "r1", chosen("a"))


def _rubbish(path: Path) -> None:
    path.write_bytes(b"not a database at all " * 500)


def _text(path: Path) -> None:
    path.write_text("x")


def _foreign(path: Path) -> None:
    run(path.parent, "CREATE TABLE bookmarks (url TEXT)")


def _half(path: Path) -> None:
    append(path.parent, *chosen(*map(str, range(500))))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _cut(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        append(path.parent, *chosen("a"))
        path.write_bytes(path.read_bytes()[:size])

    return cut


def _scribbled(path: Path) -> None:
    append(path.parent, *chosen(*map(str, range(500))))
    with path.open("r+b") as file:
        file.seek(4096 + 8)
        file.write(b"\xa5" * 4096)


def _robbed(path: Path) -> None:
    append(path.parent, *chosen("a"))
    run(path.parent, "DROP TABLE language")


class TestSettingAside:
    @pytest.mark.parametrize(
        "spoil",
        [_rubbish, _text, _foreign, _half, _scribbled, _robbed, *map(_cut, (1, 64, 100, 511, 512, 4095, 4096, 5000))],
    )
    def test_a_file_that_is_not_ours_or_damaged_keeps_its_bytes_under_another_name(
        self, tmp_path: Path, spoil: Callable[[Path], None]
    ) -> None:
        spoil(tmp_path / NAME)
        before = (tmp_path / NAME).read_bytes()
        with opened(tmp_path) as log:
            assert log.warning == SetAside(path=tmp_path / f"{NAME}.corrupt-20261001T090000Z")
            assert log.warning.path.read_bytes() == before
            assert log.answers("cursus", "les") == ()
            log.append("cursus", "les", "r1", chosen("new"))
        with opened(tmp_path) as log:
            assert log.warning is None
            assert log.answers("cursus", "les") == chosen("new")

    def test_nothing_that_was_set_aside_is_overwritten(self, tmp_path: Path) -> None:
        for content in (b"first", b"second", b"third"):
            (tmp_path / NAME).write_bytes(content)
            opened(tmp_path).close()
        stem = f"{NAME}.corrupt-20261001T090000Z"
        kept = [(tmp_path / name).read_bytes() for name in (stem, f"{stem}-2", f"{stem}-3")]
        assert kept == [b"first", b"second", b"third"]

    def test_its_journal_goes_along_and_is_not_played_into_the_fresh_file(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            log.append("cursus", "les", "r1", chosen("old"))
            journal = (tmp_path / f"{NAME}-wal").read_bytes()
        (tmp_path / f"{NAME}-wal").write_bytes(journal)
        _rubbish(tmp_path / NAME)
        assert answers(tmp_path) == ()
        assert (tmp_path / f"{NAME}.corrupt-20261001T090000Z-wal").read_bytes() == journal


class TestUnavailable:
    @pytest.mark.parametrize("version", [VERSION + 1, 2**31 - 1])
    def test_a_file_of_a_newer_version_is_not_touched(self, tmp_path: Path, version: int) -> None:
        append(tmp_path, *chosen("a"))
        run(tmp_path, f"PRAGMA user_version = {version}")
        before = (tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns
        assert refused(tmp_path).code == "newer"
        assert ((tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns) == before
        assert names(tmp_path) == {NAME, "progress.lock"}

    def test_a_newer_version_that_only_the_journal_tells_is_seen_too(self, tmp_path: Path) -> None:
        append(tmp_path, *chosen("a"))
        with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute(f"PRAGMA user_version = {VERSION + 1}")
            other.execute("COMMIT")
            assert refused(tmp_path).code == "newer"

    @pytest.mark.parametrize(
        ("name", "code"),
        [("file", "not-a-folder"), ("file/ehtutor", "not-a-folder"), ("x" * 300, "failed")],
    )
    def test_a_place_where_no_folder_can_be_is_told(self, tmp_path: Path, name: str, code: str) -> None:
        (tmp_path / "file").write_text("mine")
        found = refused(tmp_path / name)
        assert (found.code, found.values["place"]) == (code, str(tmp_path / name))
        assert (tmp_path / "file").read_text() == "mine"

    @pytest.mark.parametrize(
        ("mode", "file_mode", "name", "can_be_read"),
        [
            (0o555, 0o600, ".", False),
            (0o555, 0o666, ".", True),
            (0o555, 0o666, "new/folder", False),
            (0o000, 0o666, ".", False),
            (0o777, 0o444, ".", True),
        ],
    )
    def test_a_place_without_the_right_to_write_is_told_and_read_where_that_is_allowed(
        self, mode: int, file_mode: int, name: str, can_be_read: bool
    ) -> None:
        # pytest's own folders are closed to others
        with TemporaryDirectory() as made:
            folder = Path(made)
            append(folder, *chosen("a"))
            (folder / NAME).chmod(file_mode)
            folder.chmod(mode)
            with without_rights():
                found = refused(folder / name)
                seen = Log.look(folder / name, found)
                assert (seen is not None) == can_be_read
                if seen is not None:
                    with seen:
                        assert seen.answers("cursus", "les") == chosen("a")
            folder.chmod(0o700)
            (folder / NAME).chmod(0o600)
            assert found.code == "forbidden"
            assert found.values["place"].startswith(made)
            assert answers(folder) == chosen("a")

    def test_a_folder_in_the_place_of_the_file_is_told_and_left(self, tmp_path: Path) -> None:
        (tmp_path / NAME).mkdir()
        assert refused(tmp_path).code == "not-a-file"
        assert (tmp_path / NAME).is_dir()

    def test_a_folder_in_the_place_of_the_lock_is_told_by_its_own_name(self, tmp_path: Path) -> None:
        append(tmp_path, *chosen("a"))
        (tmp_path / LOCK).unlink()
        (tmp_path / LOCK).mkdir()
        found = refused(tmp_path)
        assert (found.code, found.values["place"]) == ("not-a-file", str(tmp_path / LOCK))

    @pytest.mark.parametrize("junk", [b"x", b"junk" * 1000])
    def test_a_lock_with_something_in_it_stops_nobody(self, tmp_path: Path, junk: bytes) -> None:
        append(tmp_path, *chosen("a"))
        (tmp_path / LOCK).write_bytes(junk)
        append(tmp_path, *chosen("b"))
        assert answers(tmp_path) == chosen("a", "b")

    @pytest.mark.parametrize("target", ["/dev/null", "/dev/zero"])
    def test_a_device_in_the_place_of_the_file_is_told_and_left(self, tmp_path: Path, target: str) -> None:
        (tmp_path / NAME).symlink_to(target)
        assert refused(tmp_path).code == "not-a-file"
        assert (tmp_path / NAME).is_symlink()

    def test_a_pipe_in_the_place_of_the_file_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / NAME)
        assert refused(tmp_path).code == "not-a-file"

    def test_a_file_that_another_process_keeps_locked_is_told_after_the_patience(self, tmp_path: Path) -> None:
        append(tmp_path, *chosen("a"))
        with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert refused(tmp_path, patience=0.05).code == "locked"

    def test_an_old_sqlite_is_told_before_it_takes_our_tables_for_damage(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
        assert refused(tmp_path).code == "old-sqlite"
        assert names(tmp_path) == set()


class TestNotStored:
    def test_a_full_disk_is_told_and_what_was_stored_stays(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            log.append("cursus", "les", "r1", chosen("a"))
            # SQLite's own limit on the number of pages gives the error of a full disk
            log._connection.execute("PRAGMA max_page_count = 1")
            with pytest.raises(NotStored) as caught:
                log.append("cursus", "les", "r1", chosen("b" * 100_000))
            assert caught.value.code == "full"
            assert log.answers("cursus", "les") == chosen("a")
            log._connection.execute("PRAGMA max_page_count = 1000000")
            log.append("cursus", "les", "r1", chosen("c"))
        assert answers(tmp_path) == chosen("a", "c")

    def test_a_file_that_was_removed_or_replaced_is_told_at_the_next_answer(self, tmp_path: Path) -> None:
        append(tmp_path / "other", *chosen("b"))
        with opened(tmp_path / "here") as log:
            log.append("cursus", "les", "r1", chosen("a"))
            for change in (
                lambda: (tmp_path / "here").rename(tmp_path / "gone"),
                lambda: (tmp_path / "other").rename(tmp_path / "here"),
            ):
                change()
                with pytest.raises(NotStored) as caught:
                    log.append("cursus", "les", "r1", chosen("a"))
                assert (caught.value.code, caught.value.values["place"]) == ("gone", str(tmp_path / "here"))

    def test_of_several_answers_all_are_stored_or_none(self, tmp_path: Path) -> None:
        with opened(tmp_path) as log:
            log._connection.execute("PRAGMA max_page_count = 8")
            with pytest.raises(NotStored):
                log.append("cursus", "les", "r1", chosen("a", "b" * 100_000))
        assert answers(tmp_path) == ()

    def test_a_lock_that_lasts_is_told_and_the_next_write_succeeds(self, tmp_path: Path) -> None:
        with opened(tmp_path, patience=0.05) as log:
            with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                with pytest.raises(NotStored) as caught:
                    log.append("cursus", "les", "r1", chosen("a"))
            assert (caught.value.code, caught.value.values["place"]) == ("locked", str(tmp_path))
            log.append("cursus", "les", "r1", chosen("b"))
        assert answers(tmp_path) == chosen("b")


class Writer:
    """A process that appends so many answers as soon as it may; a class, as it owns the process."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        wait, self._go = os.pipe()
        self._said, say = os.pipe()
        self._process = fork(
            partial(_append, folder, name, count), Streams(stdin=wait, stdout=say, stderr=2), environ={}
        )
        os.close(wait)
        os.close(say)

    def go(self) -> None:
        os.close(self._go)

    def said(self) -> str:
        with os.fdopen(self._said) as stream:
            return stream.readline()

    def kill(self) -> None:
        self._process.end(signal.SIGKILL)

    def wait(self) -> int:
        return self._process.wait()


def _append(folder: Path, name: str, count: int) -> None:
    sys.stdin.read(1)
    log = opened(folder)
    for number in range(count):
        log.append("cursus", "les", "r1", [Answer(card=name, action=Chosen(id=str(number)), at=NOW)])
    if name == "killed":
        print("stored", flush=True)
        signal.pause()


class TestProcesses:
    @pytest.mark.parametrize("was_damaged", [False, True])
    def test_eight_that_append_at_once_lose_nothing_and_keep_their_order(
        self, tmp_path: Path, was_damaged: bool
    ) -> None:
        if was_damaged:
            _rubbish(tmp_path / NAME)
        writers = [Writer(tmp_path, str(number), 25) for number in range(8)]
        for writer in writers:
            writer.go()
        assert [writer.wait() for writer in writers] == [0] * 8
        found = answers(tmp_path)
        for number in range(8):
            theirs = [given.action for given in found if given.card == str(number)]
            assert theirs == [Chosen(id=str(count)) for count in range(25)]
        assert sum("corrupt" in name for name in names(tmp_path)) == was_damaged

    def test_what_was_appended_survives_a_kill(self, tmp_path: Path) -> None:
        writer = Writer(tmp_path, "killed", 3)
        writer.go()
        assert writer.said() == "stored\n"
        writer.kill()
        assert writer.wait() == -signal.SIGKILL
        assert [given.action for given in answers(tmp_path)] == [Chosen(id=str(count)) for count in range(3)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_a_sentence_of_one_line_and_every_sentence_a_code(language: str) -> None:
    path = ROOT / "lessons" / "interface" / f"store.{language}.yaml"
    sentences = yaml.safe_load(path.read_text("utf-8"))["store"]
    assert sentences.keys() == CODES
    for sentence in sentences.values():
        assert "\n" not in sentence
        assert "/a/b" in sentence.format(place="/a/b", reason="reason")
