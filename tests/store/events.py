"""What happens in a quiz, for the tests of the log."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from ehtutor.quiz.logged import Answered, Begun, Flagged, Logged, Undone

NOW: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def answered(uid: str, minutes: int = 0, **more: Any) -> Answered:
    values: dict[str, Any] = {
        "question": "sender.clean.Response.DV",
        "revision": 1,
        "seed": "",
        "language": "nl",
        "given": "HM",
        "is_right": True,
        "hints": 0,
        "seconds": 4,
        "misconceptions": (),
        "sitting": "s1",
        "is_exam": False,
    }
    return Answered(uid=uid, at=NOW + timedelta(minutes=minutes), **{**values, **more})


_few = st.integers(0, 5)
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_at = st.integers(-10_000, 10_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
_given = st.one_of(_text, st.lists(_text, max_size=4).map(tuple), st.dictionaries(_text, _text, max_size=3))


def events(prefix: str = "u") -> st.SearchStrategy[list[Logged]]:
    """Some events, each with a uid of its own."""

    def numbered(found: list[Any]) -> list[Logged]:
        return [make(f"{prefix}{number}") for number, make in enumerate(found)]

    answers = st.builds(
        lambda question, given, right, hints, at: (
            lambda uid: Answered(
                uid=uid,
                question=question,
                revision=1,
                seed="",
                language="nl",
                given=given,
                is_right=right,
                hints=hints,
                seconds=3,
                misconceptions=() if right else ("id-mixup",),
                sitting="s1",
                is_exam=False,
                at=at,
            )
        ),
        st.sampled_from(["q1", "q2", "q3"]),
        _given,
        st.booleans(),
        st.integers(0, 3),
        _at,
    )
    undone = st.builds(
        lambda number, at: lambda uid: Undone(uid=uid, of=f"{prefix}{number}", at=at), st.integers(0, 5), _at
    )
    flagged = st.builds(
        lambda remark, at: lambda uid: Flagged(uid=uid, question="q1", revision=1, remark=remark, at=at), _text, _at
    )
    begun = st.builds(lambda asked, at: lambda uid: Begun(uid=uid, sitting="s1", asked=asked, at=at), _few, _at)
    return st.lists(st.one_of(answers, answers, undone, flagged, begun), max_size=12).map(numbered)
