"""What the learner's answers add up to: how each question stands, what is believed wrongly, the last results.

A fold over the events in their order of entry, which may go on where it stopped. All answers count for how often a
question was right; only the first of a day, UTC, counts for when it returns. It survives as text, for a cache.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final, Literal, assert_never

import msgspec

from ehtutor.quiz.logged import Answered, Begun, Flagged, Logged, Undone
from ehtutor.quiz.schedule import Retention, remembered
from ehtutor.value import Value, field

_KEPT: Final = 10
"""So many scores are remembered."""


class Standing(Value):
    """How a question stands; a new revision of it begins anew."""

    question: str
    revision: int
    times: int
    """It was answered."""
    right: int
    """So many of these."""
    is_right: bool
    """The last time."""
    last: datetime
    """The time of the answer entered last, as the clock then was."""
    memory: Retention

    @property
    def due(self) -> datetime:
        """When it returns; always later than `last`."""
        return self.memory.due


class Belief(Value):
    """A misconception that wrong answers stood for."""

    times: int
    days: int
    """On so many different days."""
    last: datetime
    questions: tuple[str, ...]
    """Those that were answered so, in the order of the first time."""


class Score(Value):
    """What came of a quiz or an exam."""

    sitting: str
    at: datetime
    """Of its last answer, or of its begin."""
    asked: int
    """What was not answered of an exam too: that counts as wrong."""
    answered: int
    right: int
    is_exam: bool

    @property
    def is_broken_off(self) -> bool:
        """Whether something was asked that was not answered."""
        return self.answered < self.asked


class History(Value):
    """Everything that happened, folded."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By the id of the question, in the order of the first answers."""
    beliefs: Mapping[str, Belief] = field(default_factory=dict)
    """By the id of the misconception."""
    flagged: Mapping[str, int] = field(default_factory=dict)
    """The revision of each question that is thought bad; a later one is another question."""
    scores: tuple[Score, ...] = ()
    """The last ones, the latest at the end."""
    answers: int = 0
    right: int = 0
    undone: frozenset[str] = frozenset()
    """The uids of answers that do not count."""

    def due(self, now: datetime) -> tuple[str, ...]:
        """The questions to repeat, the longest overdue first."""
        found = [each for each in self.standings.values() if each.due <= now]
        found = [each for each in found if not self.is_flagged(each.question, each.revision)]
        return tuple(each.question for each in sorted(found, key=lambda each: each.due))

    def standing(self, question: str, revision: int) -> Standing | None:
        """How this very question stands; None where at most an earlier revision was answered."""
        standing = self.standings.get(question)
        return standing if standing is not None and standing.revision >= revision else None

    def is_flagged(self, question: str, revision: int) -> bool:
        """Whether this very question is thought bad."""
        return self.flagged.get(question, revision - 1) >= revision


EMPTY: Final = History()


def fold(history: History, events: Iterable[Logged]) -> History:
    """The history after these events; an answer that is undone, before or among them, does not count.

    What is in `history` can't be taken out of it again: ask `undoes_folded` first, and begin at EMPTY.
    """
    events = tuple(events)
    undone = history.undone | {event.of for event in events if isinstance(event, Undone)}
    standings, beliefs, flagged = dict(history.standings), dict(history.beliefs), dict(history.flagged)
    scores = {score.sitting: score for score in history.scores}
    answers = right = 0
    for event in events:
        match event:
            case Answered(uid=uid) if uid in undone:
                pass
            case Answered():
                standings[event.question] = _standing(standings.get(event.question), event)
                for id in event.misconceptions:
                    beliefs[id] = _belief(beliefs.get(id), event)
                _score(scores, event, answered=1, right=event.is_right)
                answers += 1
                right += event.is_right
            case Begun():
                _score(scores, event, asked=event.asked)
            case Flagged(question=question, revision=revision):
                flagged[question] = revision
            case Undone():
                pass
            case _:
                assert_never(event)
    return History(
        standings=standings,
        beliefs=beliefs,
        flagged=flagged,
        scores=tuple(scores.values()),
        answers=history.answers + answers,
        right=history.right + right,
        undone=undone,
    )


def undoes_folded(history: History, events: Collection[Logged]) -> bool:
    """Whether one of these takes back what is not among them, and so may be in `history` already."""
    known = history.undone | {event.uid for event in events}
    return history.answers > 0 and any(isinstance(event, Undone) and event.of not in known for event in events)


def encode(history: History) -> str:
    """The history as text."""
    return msgspec.json.encode(_Folded(history=history)).decode()


def decode(text: str) -> History | None:
    """The history that was encoded; None for a text of another format."""
    try:
        return msgspec.json.decode(text, type=_Folded).history
    except (msgspec.DecodeError, RecursionError):
        return None


class _Folded(Value):
    """The text of a cache; `format` goes up when it, or what is folded, becomes another."""

    format: Literal[3] = 3
    history: History


def _standing(before: Standing | None, answer: Answered) -> Standing:
    """An answer to an earlier revision, of another machine, tells nothing of this one."""
    if before is not None and before.revision > answer.revision:
        return before
    if before is not None and before.revision < answer.revision:
        before = None
    return Standing(
        question=answer.question,
        revision=answer.revision,
        times=1 + (before.times if before else 0),
        right=answer.is_right + (before.right if before else 0),
        is_right=answer.is_right,
        last=answer.at,
        memory=remembered(before.memory if before else None, answer),
    )


def _belief(before: Belief | None, answer: Answered) -> Belief:
    if before is None:
        return Belief(times=1, days=1, last=answer.at, questions=(answer.question,))
    is_known = answer.question in before.questions
    return Belief(
        times=before.times + 1,
        days=before.days + (before.last.date() != answer.at.date()),
        last=answer.at,
        questions=before.questions if is_known else (*before.questions, answer.question),
    )


def _score(
    scores: dict[str, Score], event: Begun | Answered, *, asked: int = 0, answered: int = 0, right: int = 0
) -> None:
    """Count this in the score of its sitting, which becomes the latest."""
    before = scores.pop(event.sitting, None)
    answered += before.answered if before else 0
    scores[event.sitting] = Score(
        sitting=event.sitting,
        at=event.at,
        asked=max(asked, before.asked if before else 0, answered),
        answered=answered,
        right=right + (before.right if before else 0),
        is_exam=isinstance(event, Begun) or event.is_exam,
    )
    if len(scores) > _KEPT:
        del scores[next(iter(scores))]
