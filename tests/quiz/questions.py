"""One question of each kind, and strategies for any."""

from typing import Final

from hypothesis import strategies as st

from ehtutor.quiz.grading import folded
from ehtutor.quiz.questions import Cloze, Gap, Label, Match, Number, OneOf, Option, Order, Question, SeveralOf, Text

OPTIONS: Final = tuple(Option(id=id, label=f"label {id}", why=f"why {id}") for id in ("x", "y", "z"))
LABELS: Final = (Label(id="one", label="label one"), Label(id="two", label="label two"))

ONE: Final = OneOf(options=OPTIONS, key="y")
SEVERAL: Final = SeveralOf(options=OPTIONS, key=frozenset({"x", "z"}))
ORDER: Final = Order(options=OPTIONS, key=("z", "x", "y"))
MATCH: Final = Match(left=OPTIONS, right=LABELS, key={"x": "one", "y": "two", "z": "one"})
NUMBER: Final = Number(key=3, why="three it is")
TEXT: Final = Text(accept=("de makelaar", "HM"), why="he stands between")
CLOZE: Final = Cloze(
    sentence="De {b} vraagt de {a}.",
    gaps=(Gap(id="b", accept=("DV",)), Gap(id="a", accept=("HM", "makelaar"))),
    why="so it goes",
)
QUESTIONS: Final = (ONE, SEVERAL, ORDER, MATCH, NUMBER, TEXT, CLOZE)

_IDS = st.sampled_from("abcdefgh")
_WORDS = st.text(min_size=1, max_size=8).filter(folded)
_SPELLINGS = st.lists(_WORDS, min_size=1, max_size=3).map(tuple)


def _options(ids: list[str]) -> tuple[Option, ...]:
    return tuple(Option(id=id, label=f"label {id}", why=f"why {id}") for id in ids)


_LISTS = st.lists(_IDS, min_size=2, max_size=6, unique=True)


@st.composite
def any_question(draw: st.DrawFn) -> Question:
    """A question of any kind, with a key that fits it."""
    ids = draw(_LISTS)
    made = [
        OneOf(options=_options(ids), key=draw(st.sampled_from(ids))),
        SeveralOf(options=_options(ids), key=frozenset(draw(st.lists(st.sampled_from(ids), min_size=1)))),
        Order(options=_options(ids), key=tuple(draw(st.permutations(ids)))),
        Match(left=_options(ids), right=LABELS, key={id: draw(st.sampled_from(["one", "two"])) for id in ids}),
        Number(key=draw(st.integers(0, 999_999)), why="why"),
        Text(accept=draw(_SPELLINGS), why="why"),
        Cloze(sentence="", gaps=tuple(Gap(id=id, accept=draw(_SPELLINGS)) for id in ids), why="why"),
    ]
    return draw(st.sampled_from(made))


@st.composite
def question_and_answer(draw: st.DrawFn) -> tuple[Question, object]:
    """A question with something that is an answer to it, right or wrong."""
    question = draw(any_question())
    match question:
        case OneOf(options=options):
            return question, draw(st.sampled_from([option.id for option in options]))
        case SeveralOf(options=options):
            ids = st.sampled_from([option.id for option in options])
            return question, tuple(draw(st.lists(ids, min_size=1, unique=True)))
        case Order(options=options):
            return question, tuple(draw(st.permutations([option.id for option in options])))
        case Match(left=left):
            return question, {option.id: draw(st.sampled_from(["one", "two"])) for option in left}
        case Number():
            return question, {"answer": str(draw(st.integers(0, 999_999)))}
        case Text():
            return question, {"answer": draw(_WORDS)}
        case Cloze(gaps=gaps):
            return question, {gap.id: draw(_WORDS) for gap in gaps}
