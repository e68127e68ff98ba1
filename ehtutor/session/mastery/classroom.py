"""The results of a class: every answer graded once more, and how the answers are spread.

A question is made again from its id, its seed and its language, and what counts is what the answer turns out to be
worth. An answer to a question that is no longer there, or has become another one, is counted apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ehtutor.quiz.item import Item
from ehtutor.quiz.logged import Answered, Begun, Logged, Undone
from ehtutor.value import Value

Find: TypeAlias = Callable[[str, str, str], Item | None]
"""The question with this id, seed and language; None where there is none."""


class Paper(Value):
    """What one person handed in."""

    name: str
    """Of the file."""
    events: tuple[tuple[int, Logged], ...]
    """Each with its line."""


class Marked(Value, rename={"name": "file"}):
    """What a paper is worth."""

    name: str
    answers: int
    right: int
    unanswered: int
    """Questions of exams that were broken off, which count as wrong."""
    gone: int
    """Answers to what is no longer asked so."""
    known: int
    """Answers that an earlier paper holds too, which count there."""
    doubts: tuple[int, ...]
    """The lines where what is recorded does not follow from the answer."""


class Spread(Value):
    """How the answers to a question are spread."""

    answers: int
    right: int
    people: int
    wrong: Mapping[str, int]
    """How often each wrong answer was given, in words; the most frequent first."""


class Held(Value):
    """How often wrong answers stood for a misconception, and those of how many people."""

    times: int
    people: int


class ClassResults(Value):
    """All papers together."""

    papers: tuple[Marked, ...]
    items: Mapping[str, Item]
    """The questions by id, in the language in which they are told."""
    questions: Mapping[str, Spread]
    """By id, what went wrong most often first."""
    misconceptions: Mapping[str, Held]
    """By id, that of most people first."""


class _Regraded(Value):
    paper: str
    line: int
    answer: Answered
    item: Item | None
    is_right: bool | None
    """None for what is no answer to the question."""


def class_results(papers: Sequence[Paper], find: Find, language: str) -> ClassResults:
    """Grade and count them, to be told in this language; an answer that was handed in twice counts once."""
    replayed = [*_replayed(papers, find)]
    unanswered = _unanswered(papers)
    items = {
        each.item.id: find(each.item.id, each.answer.seed, language) or each.item for each in replayed if each.item
    }
    return ClassResults(
        papers=tuple(
            _marked(paper, [each for each in replayed if each.paper == paper.name], unanswered[paper.name])
            for paper in papers
        ),
        items=items,
        questions=_questions(replayed, items),
        misconceptions=_misconceptions(replayed),
    )


def _replayed(papers: Iterable[Paper], find: Find) -> Iterator[_Regraded]:
    known: set[str] = set()
    for paper in papers:
        for line, answer in _answers(paper):
            if answer.uid not in known:
                known.add(answer.uid)
                found = find(answer.question, answer.seed, answer.language)
                item = found if found is not None and found.revision == answer.revision else None
                graded = item.question.graded(answer.given) if item else None
                is_right = graded.is_right if graded else None
                yield _Regraded(paper=paper.name, line=line, answer=answer, item=item, is_right=is_right)


def _answers(paper: Paper) -> list[tuple[int, Answered]]:
    """Those that were not undone."""
    undone = {event.of for _, event in paper.events if isinstance(event, Undone)}
    return [(line, event) for line, event in paper.events if isinstance(event, Answered) and event.uid not in undone]


def _unanswered(papers: Iterable[Paper]) -> Mapping[str, int]:
    """By the name of the paper, the questions of its exams that have no answer; of an exam in two papers once."""
    found: Counter[str] = Counter()
    known: set[str] = set()
    for paper in papers:
        answered = Counter(answer.sitting for _, answer in _answers(paper))
        for begun in (event for _, event in paper.events if isinstance(event, Begun)):
            if begun.sitting not in known:
                known.add(begun.sitting)
                found[paper.name] += max(begun.asked - answered[begun.sitting], 0)
    return found


def _marked(paper: Paper, replayed: Sequence[_Regraded], unanswered: int) -> Marked:
    return Marked(
        name=paper.name,
        answers=sum(each.is_right is not None for each in replayed),
        right=sum(each.is_right is True for each in replayed),
        unanswered=unanswered,
        gone=sum(each.item is None for each in replayed),
        known=len(_answers(paper)) - len(replayed),
        doubts=tuple(each.line for each in replayed if each.item and each.is_right != each.answer.is_right),
    )


def _questions(replayed: Iterable[_Regraded], items: Mapping[str, Item]) -> Mapping[str, Spread]:
    by_id: dict[str, list[_Regraded]] = defaultdict(list)
    for each in replayed:
        if each.is_right is not None:
            by_id[each.answer.question].append(each)
    spreads = {id: _spread(items[id], answers) for id, answers in by_id.items()}
    return dict(sorted(spreads.items(), key=lambda each: (each[1].right - each[1].answers, each[0])))


def _spread(item: Item, replayed: Sequence[_Regraded]) -> Spread:
    wrong = Counter(item.question.worded(each.answer.given) for each in replayed if not each.is_right)
    return Spread(
        answers=len(replayed),
        right=sum(each.is_right is True for each in replayed),
        people=len({each.paper for each in replayed}),
        wrong=dict(wrong.most_common()),
    )


def _misconceptions(replayed: Iterable[_Regraded]) -> Mapping[str, Held]:
    holders: dict[str, list[str]] = defaultdict(list)
    for each in replayed:
        if each.item and each.is_right is False:
            for id in each.item.believed(each.answer.given):
                holders[id].append(each.paper)
    found = {id: Held(times=len(papers), people=len(set(papers))) for id, papers in holders.items()}
    return dict(sorted(found.items(), key=lambda each: (-each[1].people, -each[1].times, each[0])))
