"""The tables of the log, by the version that brought them: a new log goes the same way as an old one."""

from typing import Final

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
