"""What the log asks of its database, in SQL; every statement is here, and what it means in `log`."""

from typing import Final

from ehtutor.store import transfer

OWN: Final = "(SELECT lane FROM own)"
COUNTED: Final = f"lane = {OWN} AND n < {transfer.LARGEST // 2}"
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
    SELECT answer FROM entry
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
        max(id),
        (SELECT at FROM entry AS e WHERE e.course = ?1 AND e.lesson = entry.lesson AND at IS NOT NULL
            ORDER BY id DESC LIMIT 1),
        (SELECT revision FROM entry AS e WHERE e.course = ?1 AND e.lesson = entry.lesson AND kind = 'answer'
            AND lane = {OWN} ORDER BY id DESC LIMIT 1),
        sum(kind = 'answer' AND id > start AND lane = {OWN}),
        sum(kind = 'finished') > 0
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
