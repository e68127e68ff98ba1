"""A recording that can be played back: asciicast, versions 2 and 3 (docs.asciinema.org), an event a line.

The two differ in their header, and in what a time is: since the start, or since the event before.
"""

import json
from dataclasses import dataclass, field
from typing import Final

VERSIONS: Final = (2, 3)
_DIGITS: Final = 3
"""Of a second: the clock of the format's own recorder ticks in milliseconds."""


@dataclass(slots=True, kw_only=True)
class Cast:
    """Writes the lines of one recording; not frozen, as version 3 counts from the event before."""

    version: int
    _last: float = field(default=0.0, init=False)

    def header(self, *, columns: int, rows: int, title: str) -> str:
        """The first line."""
        size = {"width": columns, "height": rows} if self.version == VERSIONS[0] else {}
        term = {"term": {"cols": columns, "rows": rows}} if self.version != VERSIONS[0] else {}
        return _line({"version": self.version, **size, **term, "title": title})

    def output(self, seconds: float, text: str) -> str:
        """What was painted, so many seconds after the start."""
        return self._event(seconds, "o", text)

    def marker(self, seconds: float, label: str) -> str:
        """Where a step begins."""
        return self._event(seconds, "m", label)

    def resize(self, seconds: float, columns: int, rows: int) -> str:
        """The window got another size."""
        return self._event(seconds, "r", f"{columns}x{rows}")

    def _event(self, seconds: float, code: str, data: str) -> str:
        # rounded before it is subtracted: else the errors add up
        at = max(round(seconds, _DIGITS), self._last)
        time = at if self.version == VERSIONS[0] else round(at - self._last, _DIGITS)
        self._last = at
        return _line([time, code, data])


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
