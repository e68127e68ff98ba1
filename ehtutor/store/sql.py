"""The log in SQL: its tables, by the version that brought them, and all that is asked of them; why, is told in `log`.

A new log goes the same way as an old one: it is one of version 1 that is migrated at once.
"""

from typing import Final

from ehtutor.store.transfer import LARGEST

VERSION: Final = 2
"""Of the tables, kept in `user_version`."""

FIRST: Final = (
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        course TEXT NOT NULL,
        lesson TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('answer', 'start-over', 'finished')),
        revision TEXT,
        at TEXT,
        answer TEXT
    ) STRICT
    """,
    "CREATE INDEX entry_by_lesson ON entry (course, lesson, id)",
    "CREATE TABLE language (id INTEGER PRIMARY KEY AUTOINCREMENT, language TEXT NOT NULL) STRICT",
)
"""The tables of version 1."""
SECOND: Final = (
    # a lane is what one machine entered, in its own order: so what comes from another can be told apart, and merged
    "CREATE TABLE own (lane TEXT NOT NULL) STRICT",
    "INSERT INTO own (lane) VALUES (:lane)",
    "ALTER TABLE entry ADD COLUMN lane TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entry ADD COLUMN n INTEGER",
    "UPDATE entry SET lane = (SELECT lane FROM own), n = id",
    # two machines may have one lane, where a folder was copied: then what they entered differs all the same
    """
    CREATE UNIQUE INDEX entry_by_lane
    ON entry (lane, n, course, lesson, kind, ifnull(revision, ''), ifnull(at, ''), ifnull(answer, ''))
    """,
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        lane TEXT NOT NULL,
        n INTEGER NOT NULL,
        course TEXT NOT NULL,
        uid TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        line TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX event_by_lane ON event (lane, n)",
    "CREATE INDEX event_by_course ON event (course, id)",
    """
    CREATE TABLE folded (
        course TEXT PRIMARY KEY,
        upto INTEGER NOT NULL,
        until TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TRIGGER forget AFTER UPDATE ON event BEGIN DELETE FROM folded; END",
    f"PRAGMA user_version = {VERSION}",
)
"""What version 2 adds; `folded` is no more than a cache."""
TABLES_OF_FIRST: Final = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('entry', 'language')"
ALL_TABLES: Final = (
    "SELECT count(*) FROM sqlite_schema"
    " WHERE type = 'table' AND name IN ('entry', 'language', 'own', 'event', 'folded')"
)

OWN: Final = "(SELECT lane FROM own)"
COUNTED: Final = f"lane = {OWN} AND n < {LARGEST // 2}"
"""What our own numbers go on from: a file may bring a larger one, after which no room would be left."""
NEXT: Final = f"(SELECT coalesce(max(n), 0) + 1 FROM entry WHERE {COUNTED})"
APPEND: Final = (
    "INSERT INTO entry (course, lesson, kind, revision, at, answer, lane, n)"
    f" VALUES (?, ?, 'answer', ?, ?, ?, {OWN}, {NEXT})"
)
START_OVER: Final = f"INSERT INTO entry (course, lesson, kind, lane, n) VALUES (?, ?, 'start-over', {OWN}, {NEXT})"
FINISH: Final = f"INSERT INTO entry (course, lesson, kind, at, lane, n) VALUES (?, ?, 'finished', ?, {OWN}, {NEXT})"
FINISHED: Final = "SELECT at FROM entry WHERE course = ? AND lesson = ? AND kind = 'finished' ORDER BY id DESC LIMIT 1"
ANSWERS: Final = f"""
    SELECT revision, answer FROM entry
    WHERE course = ?1 AND lesson = ?2 AND kind = 'answer' AND lane = {OWN} AND id > (
        SELECT coalesce(max(id), 0) FROM entry
        WHERE course = ?1 AND lesson = ?2 AND kind = 'start-over' AND lane = {OWN}
    )
    ORDER BY id
"""
LESSONS: Final = f"""
    WITH attempt AS (
        SELECT lesson, max(CASE WHEN kind = 'start-over' AND lane = {OWN} THEN id ELSE 0 END) AS start
        FROM entry WHERE course = ?1 GROUP BY lesson
    )
    SELECT
        lesson,
        (SELECT revision FROM entry AS e WHERE e.course = ?1 AND e.lesson = entry.lesson AND kind = 'answer'
            AND lane = {OWN} ORDER BY id DESC LIMIT 1),
        sum(kind = 'answer' AND id > start AND lane = {OWN}),
        sum(kind = 'finished') > 0,
        max(CASE WHEN kind = 'answer' AND id > start AND lane = {OWN} THEN id ELSE 0 END)
            > max(CASE WHEN kind = 'finished' THEN id ELSE 0 END)
    FROM entry JOIN attempt USING (lesson)
    WHERE course = ?1
    GROUP BY lesson
    ORDER BY max(id)
"""
WALKED: Final = """
    SELECT lesson, answer FROM entry WHERE course = ? AND kind = 'answer' GROUP BY lesson, answer ORDER BY min(id)
"""
GIVEN: Final = "SELECT id, ifnull(answer, '') FROM entry WHERE course = ? AND kind = 'answer' ORDER BY id"
RECORD: Final = (
    "INSERT INTO event (course, uid, at, line, lane, n) VALUES (?, ?, ?, ?,"
    f" {OWN}, (SELECT coalesce(max(n), 0) + 1 FROM event WHERE {COUNTED})) ON CONFLICT (uid) DO NOTHING"
)
EVENTS: Final = "SELECT id, lane, n, line FROM event WHERE course = ? AND id > ? ORDER BY id"
FOLDED: Final = "SELECT upto, until, body FROM folded WHERE course = ?"
REMEMBER: Final = "INSERT OR REPLACE INTO folded (course, upto, until, body) VALUES (?, ?, ?, ?)"
ENTRIES: Final = """
    SELECT lane, n, lesson, kind, revision, at, answer FROM entry WHERE course = ? AND n IS NOT NULL ORDER BY id
"""
PLACED: Final = "SELECT lane, n, line FROM event WHERE course = ? ORDER BY id"
TAKE_ENTRY: Final = (
    "INSERT OR IGNORE INTO entry (course, lesson, kind, revision, at, answer, lane, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
TAKE_EVENT: Final = """
    INSERT INTO event (course, uid, at, line, lane, n) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (uid) DO UPDATE
    SET course = excluded.course, at = excluded.at, line = excluded.line, lane = excluded.lane, n = excluded.n
    WHERE (excluded.course, excluded.lane, excluded.n, excluded.line) < (course, lane, n, line)
"""
"""Only a file that was changed tells something else of an event; then the lesser is kept, the same on each machine."""
IN_ATTEMPT: Final = """
    course = ?1 AND lesson = ?2 AND kind = 'answer' AND n > (
        SELECT coalesce(max(n), 0) FROM entry AS e
        WHERE e.course = ?1 AND e.lesson = ?2 AND e.kind = 'start-over' AND e.lane = entry.lane
    )
"""
ATTEMPTS: Final = f"SELECT lane, count(*), lane = {OWN} FROM entry WHERE {IN_ATTEMPT} GROUP BY lane ORDER BY lane"
ATTEMPT: Final = f"SELECT revision, at, answer FROM entry WHERE {IN_ATTEMPT} AND lane = ?3 ORDER BY n, id"
CHOOSE_LANGUAGE: Final = "INSERT INTO language (language) VALUES (?)"
LANGUAGE: Final = "SELECT language FROM language ORDER BY id DESC LIMIT 1"
