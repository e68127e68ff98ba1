"""What a learner masters: per topic and per role, what falls due, what is believed wrongly, how predictions went.

A question is known while its last answer was right and it need not be repeated yet. Nothing here is a mark.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum

from ehtutor.course.model import Asks, Course, Predict
from ehtutor.protocol.network import Role
from ehtutor.protocol.profile import BASIS
from ehtutor.quiz.history import Belief, History, Score, Standing
from ehtutor.quiz.item import Listed, Topic
from ehtutor.session.screen.action import Answer, Chosen
from ehtutor.value import Value


class When(Enum):
    """When a question is to be repeated."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"


class Share(Value):
    """How many of the questions that were seen are known."""

    known: int
    seen: int
    all: int
    """Those that were never seen too; for a role no more than were seen, as the others have not been made."""


class Returning(Value):
    """A misconception that wrong answers stood for more than once."""

    id: str
    belief: Belief
    is_overcome: bool
    """Each question that was answered so was answered right the last time."""


class Foretold(Value):
    """How often a prediction came true, the first time."""

    right: int
    asked: int


class Mastery(Value):
    """All of it, at one moment."""

    topics: Mapping[Topic, Share]
    roles: Mapping[Role, Share]
    due: Mapping[When, int]
    returning: tuple[Returning, ...]
    """The most frequent first."""
    predictions: Mapping[Asks, Foretold]
    scores: tuple[Score, ...]
    """The latest first."""
    answers: int
    right: int


def mastery(
    listed: Mapping[str, Listed],
    course: Course,
    history: History,
    walked: Iterable[tuple[str, Answer]],
    now: datetime,
) -> Mastery:
    """What the history adds up to; `walked` is every answer of a walkthrough, with its lesson, the first one first."""
    seen = {
        each.id: standing
        for each in listed.values()
        if (standing := history.standing(each.id, each.revision)) and not history.is_flagged(each.id, each.revision)
    }
    known = {id for id, standing in seen.items() if standing.is_right and standing.due > now}
    return Mastery(
        topics=_topics(listed, seen, known),
        roles=_roles(listed, seen, known),
        due=_due(seen.values(), now),
        returning=_returning(history),
        predictions=_predictions(course, walked),
        scores=history.scores[::-1],
        answers=history.answers,
        right=history.right,
    )


def _topics(listed: Mapping[str, Listed], seen: Iterable[str], known: Iterable[str]) -> Mapping[Topic, Share]:
    counts = [Counter(listed[id].topic for id in ids) for ids in (known, seen, listed)]
    return {topic: Share(known=counts[0][topic], seen=counts[1][topic], all=counts[2][topic]) for topic in Topic}


def _roles(listed: Mapping[str, Listed], seen: Iterable[str], known: set[str]) -> Mapping[Role, Share]:
    roles = {id: listed[id].make("").roles for id in seen}
    counts = [Counter(role for id in ids for role in roles[id]) for ids in (known, roles)]
    return {
        role: Share(known=counts[0][role.value], seen=counts[1][role.value], all=counts[1][role.value])
        for role in BASIS.roles
        if counts[1][role.value]
    }


def _due(standings: Iterable[Standing], now: datetime) -> Mapping[When, int]:
    counts = Counter(when(standing.due, now) for standing in standings)
    return {each: counts[each] for each in When}


def when(due: datetime, now: datetime) -> When:
    """Today is also what was due before; days are those of UTC."""
    days = (due.astimezone(UTC).date() - now.astimezone(UTC).date()) / timedelta(days=1)
    if days <= 1:
        return When.TODAY if days <= 0 else When.TOMORROW
    return When.WEEK if days <= 7 else When.LATER


def _returning(history: History) -> tuple[Returning, ...]:
    often = [(id, belief) for id, belief in history.beliefs.items() if belief.times > 1]
    return tuple(
        Returning(id=id, belief=belief, is_overcome=all(_is_right(question, history) for question in belief.questions))
        for id, belief in sorted(often, key=lambda each: -each[1].times)
    )


def _is_right(question: str, history: History) -> bool:
    standing = history.standings.get(question)
    return standing is not None and standing.is_right


def _predictions(course: Course, walked: Iterable[tuple[str, Answer]]) -> Mapping[Asks, Foretold]:
    """By what was to be predicted; a prediction that was made again counts as it was made first."""
    cards = _predicted(course)
    first: dict[tuple[str, str], bool] = {}
    for lesson, answer in walked:
        match cards.get((lesson, answer.card)), answer.action:
            case Predict(question=question), Chosen(id=id) if id in {option.id for option in question.options}:
                first.setdefault((lesson, answer.card), id == question.key)
            case _:
                pass
    kinds = {place: card.claim.asks for place, card in cards.items() if card.claim and place in first}
    asked = Counter(kinds.values())
    right = Counter(kind for place, kind in kinds.items() if first[place])
    return {kind: Foretold(right=right[kind], asked=asked[kind]) for kind in Asks if asked[kind]}


def _predicted(course: Course) -> Mapping[tuple[str, str], Predict]:
    return {
        (lesson.id, card.id): card
        for lesson in course.lessons
        for scene in lesson.scenes
        for card in scene.cards
        if isinstance(card, Predict)
    }


def weakest(topics: Mapping[Topic, Share]) -> Topic | None:
    """The topic of which the smallest part of what was seen is known; None where all of that is."""
    shaky: Sequence[Topic] = [topic for topic, share in topics.items() if share.known < share.seen]
    return min(shaky, key=lambda topic: topics[topic].known / topics[topic].seen, default=None)
