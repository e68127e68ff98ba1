"""`--save-votes`: the tallies of a demonstration, written anew after each; without names or anything personal."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ehtutor.cli.errors import Failure
from ehtutor.cli.files import replace
from ehtutor.course.model import Ask, Predict
from ehtutor.course.texts import Texts
from ehtutor.export.spreadsheet import spreadsheet
from ehtutor.quiz.questions import OneOf
from ehtutor.session.demo.state import Demo

COLUMNS: Final = ("lesson", "card", "round", "option", "label", "votes", "right")
_TallyRow: TypeAlias = tuple[str, str, int, str, str, int, bool]


@dataclass(slots=True, kw_only=True)
class VotesFile:
    """Where the votes go; not frozen, as it remembers what went wrong."""

    file: Path | None
    texts: Texts
    trouble: str = ""
    """What went wrong, in a sentence; empty while all is well."""

    def write(self, moment: Demo) -> None:
        """All votes so far, as CSV where the file is called so, else as JSON; never half of them."""
        if self.file is None:
            return
        rows = _rows(moment)
        text = spreadsheet(COLUMNS, rows) if self.file.suffix.lower() == ".csv" else _json(rows)
        try:
            replace(self.file, text, self.texts)
            self.trouble = ""
        except Failure as failure:
            self.trouble = " ".join(failure.lines)


def _rows(moment: Demo) -> list[_TallyRow]:
    lesson = moment.show.stage.lesson
    cards = {card.id: card for scene in lesson.scenes for card in scene.cards}
    rows: list[_TallyRow] = []
    for id, vote in moment.votes.items():
        card = cards[id]
        assert isinstance(card, Predict | Ask), "only a question is voted on"
        assert isinstance(card.question, OneOf), "and only one with a single answer"
        labels = {option.id: option.label for option in card.question.options}
        for number, tally in enumerate(vote.tallies, 1):
            for option, votes in tally.items():
                is_right = option == card.question.key
                rows.append((lesson.id, id, number, option, labels[option], votes, is_right))
    return rows


def _json(rows: list[_TallyRow]) -> str:
    return json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
