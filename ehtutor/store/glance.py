"""A look at the log that changes nothing: for commands that neither read nor write progress."""

import sqlite3
from pathlib import Path
from typing import Final

NAME: Final = "progress.sqlite3"
"""Of the file in the data folder; here, for whoever only looks needs no more than this module."""


def chosen_language(folder: Path) -> str | None:
    """The language last chosen; None where there is no log, or none that can be read."""
    place = folder / NAME
    if not place.is_file():
        return None
    try:
        # immutable: without it SQLite would make its journals beside a file that is only looked at
        connection = sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT language FROM language ORDER BY id DESC LIMIT 1").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None
