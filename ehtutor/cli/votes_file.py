"""`--save-votes`: the tallies of a demonstration, written anew after each; without names or anything personal."""

import csv
import json
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final, TypeAlias

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.reason import reason
from ehtutor.course.model import Ask, Predict
from ehtutor.course.texts import Texts
from ehtutor.quiz.questions import OneOf
from ehtutor.session.demo import Demo
from ehtutor.session.slides import Show

COLUMNS: Final = ("lesson", "card", "round", "option", "label", "votes", "right")
_Row: TypeAlias = tuple[str, str, int, str, str, int, bool]


@dataclass(slots=True, kw_only=True)
class VotesFile:
    """Where the votes go; not frozen, as it remembers what went wrong."""

    file: Path | None
    texts: Texts
    trouble: str = ""

    def check(self, *, force: bool) -> None:
        """Failure where a file would be overwritten unasked, or can't be written."""
        if self.file is None:
            return
        if self.file.exists() and not force:
            raise Failure(Exit.USAGE, self.texts.say("cli.exists-force", file=self.file))

    def write(self, show: Show, demo: Demo) -> None:
        """All votes so far, as CSV where the file is called so, else as JSON; never half of them."""
        if self.file is None:
            return
        rows = _rows(show, demo)
        text = _csv(rows) if self.file.suffix.lower() == ".csv" else _json(rows)
        beside = self.file.with_name(f"{self.file.name}.new")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(self.file)
            self.trouble = ""
        except OSError as error:
            self.trouble = self.texts.say("cli.unwritable", file=self.file, reason=reason(error, self.texts))
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _rows(show: Show, demo: Demo) -> list[_Row]:
    cards = {card.id: card for scene in show.stage.lesson.scenes for card in scene.cards}
    rows: list[_Row] = []
    for id, vote in demo.votes.items():
        card = cards[id]
        assert isinstance(card, Predict | Ask), "only a question is voted on"
        assert isinstance(card.question, OneOf), "and only one with a single answer"
        labels = {option.id: option.label for option in card.question.options}
        for number, tally in enumerate(vote.tallies, 1):
            for option, votes in tally.items():
                is_right = option == card.question.key
                rows.append((show.stage.lesson.id, id, number, option, labels[option], votes, is_right))
    return rows


def _csv(rows: list[_Row]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    # a label that a spreadsheet would take for a formula gets an apostrophe
    writer.writerows([f"'{cell}" if str(cell)[:1] in "=+-@" else cell for cell in row] for row in rows)
    return stream.getvalue()


def _json(rows: list[_Row]) -> str:
    return json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
