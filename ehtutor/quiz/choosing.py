"""Which questions to ask: what is due first, then new ones; and what to ask after a wrong answer.

Look-alikes are mixed, as telling them apart is what is to be learned, but two of one family never follow each other
where that can be avoided. Chance comes from a seed. A question that is thought bad is not asked.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from random import Random
from typing import Final, TypeVar

from ehtutor.quiz.history import History
from ehtutor.quiz.item import Listed

_T = TypeVar("_T")
_TRIED: Final = 60
"""Questions that are made to find a follow-up."""


def choose(
    listed: Mapping[str, Listed],
    history: History,
    *,
    now: datetime,
    count: int,
    seed: str,
    due_only: bool = False,
) -> tuple[str, ...]:
    """At most `count` questions of these, in the order to ask them.

    First what is due, the longest overdue first, then new ones; and only where both run out what is not due yet.
    `due_only` leaves it at the first.
    """
    chance = Random(seed)
    askable = [each for each in listed.values() if not history.is_flagged(each.id, each.revision)]
    new = [each for each in askable if history.standing(each.id, each.revision) is None]
    due, later = _seen(askable, history, now, chance)
    parts = [due] if due_only else [due, _spread(new, chance), later]
    chosen: list[Listed] = []
    for part in parts:
        chosen += _apart(part[: max(count - len(chosen), 0)], chosen[-1].family if chosen else "")
    return tuple(each.id for each in chosen)


def follow_up(
    listed: Mapping[str, Listed],
    history: History,
    *,
    wrong: str,
    misconceptions: Collection[str],
    asked: Collection[str],
    seed: str,
) -> str | None:
    """Another question in which the same misconception can be chosen: in another form, or family, if there is one.

    `wrong` is the question that was answered so, `asked` what this sitting has or will have asked.
    """
    before, wanted = listed[wrong], frozenset(misconceptions)
    others = [
        each
        for each in listed.values()
        if each.misconceptions & wanted
        and each.id not in {wrong, *asked}
        and not history.is_flagged(each.id, each.revision)
    ]
    Random(f"{seed} {wrong}").shuffle(others)
    others.sort(key=lambda each: (each.form is before.form, each.family == before.family))
    # the list says what a family may stand for, and only the question itself what its options do
    different = [each for each in others if each.form is not before.form or each.family != before.family]
    fitting = (each for each in different[:_TRIED] if not wanted.isdisjoint(each.make(seed).misconceptions.values()))
    return next((each.id for each in fitting), None)


def _seen(
    listed: Iterable[Listed], history: History, now: datetime, chance: Random
) -> tuple[list[Listed], list[Listed]]:
    """What is due, and what is not yet, each in order of time."""
    standings = {each: history.standing(each.id, each.revision) for each in listed}
    dues = {each: standing.due for each, standing in standings.items() if standing}
    # shuffled before a stable sort: many are due at the same moment
    seen = sorted(_shuffled(dues, chance), key=lambda each: dues[each])
    return [each for each in seen if dues[each] <= now], [each for each in seen if dues[each] > now]


def _spread(new: Iterable[Listed], chance: Random) -> list[Listed]:
    """A topic at a time, in turn; of each the lessons' own first, in their order, then a family at a time, in turn."""
    topics: dict[str, list[Listed]] = defaultdict(list)
    for each in new:
        topics[each.topic.value].append(each)
    return _in_turn([_of_topic(each, chance) for each in _shuffled(topics.values(), chance)])


def _of_topic(new: Sequence[Listed], chance: Random) -> list[Listed]:
    families: dict[str, list[Listed]] = defaultdict(list)
    for each in new:
        if not _is_own(each):
            families[each.family].append(each)
    made = _in_turn([_shuffled(family, chance) for family in _shuffled(families.values(), chance)])
    return [each for each in new if _is_own(each)] + made


def _is_own(listed: Listed) -> bool:
    """Whether it is the own question of a lesson, and not a made one."""
    return listed.family == listed.lesson


def _in_turn(rows: Iterable[Sequence[Listed]]) -> list[Listed]:
    return [each for round in zip_longest(*rows) for each in round if each is not None]


def _shuffled(values: Collection[_T], chance: Random) -> list[_T]:
    return chance.sample(list(values), len(values))


def _apart(chosen: Sequence[Listed], before: str) -> Iterator[Listed]:
    """The same questions, reordered as little as needed to keep those of one family apart; `before` came just before.

    The first that is of another family comes next, unless one family makes up more than half of what is left: then
    that one can't wait.
    """
    left = list(chosen)
    sizes = Counter(each.family for each in left)
    while left:
        most, size = sizes.most_common(1)[0]
        has_haste = 2 * size > len(left) and most != before
        fits = (each for each in left if (each.family == most if has_haste else each.family != before))
        following = next(fits, left[0])
        left.remove(following)
        sizes[following.family] -= 1
        before = following.family
        yield following
