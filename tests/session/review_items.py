"""A few questions for the quiz, one of each form, of the first lessons; and what answers each rightly and wrongly."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from ehtutor.course.model import Term
from ehtutor.course.texts import interface
from ehtutor.quiz.history import EMPTY
from ehtutor.quiz.item import Exhibit, Item, Listed, Topic
from ehtutor.quiz.questions import (
    Cloze,
    Gap,
    Label,
    Match,
    Number,
    OneOf,
    Option,
    Order,
    Question,
    QuestionForm,
    SeveralOf,
    Text,
)
from ehtutor.session.review.state import LessonPlace, Sitting
from ehtutor.session.screen.action import Action, Answer, Chosen, ChosenMany, Matched, Ordered, Written
from ehtutor.session.story.question_blocks import right_action

AT: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MIXED_UP: Final = "term-mixup"
"""What the wrong options of several of these stand for."""

_ABC: Final = tuple(
    Option(id=id, label=f"label {id}", why=f"why {id}", misconception="" if id == "b" else MIXED_UP) for id in "abc"
)
_TRUE: Final = tuple(Option(id=id, label=f"label {id}", why=f"why {id}") for id in ("yes", "no"))
_ENDS: Final = (Label(id="dv", label="label dv"), Label(id="hm", label="label hm"))
_MESSAGE: Final = Exhibit(title="AuthnRequest", lines=(("ID", "_1"), ("Issuer", "dv"), ("Destination", "hm")))
_OTHER: Final = Exhibit(title="AuthnRequest 2", lines=(("ID", "_2"), ("Issuer", "dv"), ("Version", "2.0")))

# fmt: off
QUESTIONS: Final[Mapping[QuestionForm, Question]] = {
    QuestionForm.ONE_OF:              OneOf(options=_ABC, key="b"),
    QuestionForm.SEVERAL_OF:          SeveralOf(options=_ABC, key=frozenset({"b"})),
    QuestionForm.TRUE_FALSE:          OneOf(options=_TRUE, key="yes"),
    QuestionForm.ORDER:               Order(options=_ABC, key=("c", "a", "b")),
    QuestionForm.MATCH:               Match(left=_ABC, right=_ENDS, key={"a": "hm", "b": "dv", "c": "hm"}),
    QuestionForm.NUMBER:              Number(key=7, why="why seven"),
    QuestionForm.TEXT:                Text(accept=("makelaar", "HM"), why="why makelaar"),
    QuestionForm.CLOZE:               Cloze(sentence="De {x} vraagt de {y}.", why="why cloze", gaps=(
                                  Gap(id="x", accept=("dv",)), Gap(id="y", accept=("hm", "makelaar")))),
    QuestionForm.WHO_ACTS_NEXT:       OneOf(options=_ABC, key="b"),
    QuestionForm.FIND_THE_FAULT:      OneOf(options=_ABC, key="b"),
    QuestionForm.SPOT_THE_DIFFERENCE: SeveralOf(options=_ABC, key=frozenset({"b"})),
}
WRONG: Final[Mapping[QuestionForm, Action]] = {
    QuestionForm.ONE_OF:              Chosen(id="a"),
    QuestionForm.SEVERAL_OF:          ChosenMany(ids=("a", "b")),
    QuestionForm.TRUE_FALSE:          Chosen(id="no"),
    QuestionForm.ORDER:               Ordered(ids=("a", "b", "c")),
    QuestionForm.MATCH:               Matched(pairs={"a": "dv", "b": "dv", "c": "dv"}),
    QuestionForm.NUMBER:              Written(values={"answer": "8"}),
    QuestionForm.TEXT:                Written(values={"answer": "dienstverlener"}),
    QuestionForm.CLOZE:               Written(values={"x": "hm", "y": "hm"}),
    QuestionForm.WHO_ACTS_NEXT:       Chosen(id="c"),
    QuestionForm.FIND_THE_FAULT:      Chosen(id="a"),
    QuestionForm.SPOT_THE_DIFFERENCE: ChosenMany(ids=("c",)),
}
_EXHIBITS: Final = {
    QuestionForm.FIND_THE_FAULT:      (_MESSAGE,),
    QuestionForm.SPOT_THE_DIFFERENCE: (_MESSAGE, _OTHER),
}
# fmt: on


def item(form: QuestionForm, **changes: Any) -> Item:
    """The question of this form."""
    topics = tuple(Topic)
    fields: dict[str, Any] = {
        "id": f"made/{form.value}",
        "revision": 1,
        "form": form,
        "topic": topics[[*QuestionForm].index(form) % len(topics)],
        "roles": frozenset(),
        "stem": f"stem of {form.value}, with a [[makelaar]]",
        "question": QUESTIONS[form],
        "exhibits": _EXHIBITS.get(form, ()),
        "hints": ("hint one", "hint two"),
        "taught": "clean-login/four-roles",
    }
    return Item(**{**fields, **changes})


def entry(made: Item) -> Listed:
    """The question as a catalogue lists it."""
    return Listed(
        id=made.id,
        revision=made.revision,
        form=made.form,
        topic=made.topic,
        family=made.form.value,
        lesson=made.taught.partition("/")[0],
        misconceptions=frozenset(made.misconceptions.values()),
        make=lambda _: made,
    )


LISTED: Final = {made.id: entry(made) for made in map(item, QuestionForm)}
IDS: Final = tuple(LISTED)


def sitting(**changes: Any) -> Sitting:
    """A quiz of these questions, in Dutch, by somebody who never did one."""
    fields: dict[str, Any] = {
        "uid": "u",
        "texts": interface("nl"),
        "listed": LISTED,
        "seed": "",
        "history": EMPTY,
        "is_exam": False,
        "again": "ehtutor quiz",
        "lessons": {"clean-login": LessonPlace(number=1, title="Les een", command="ehtutor walkthrough clean-login")},
        "glossary": {"makelaar": Term(id="makelaar", code="HM", name="makelaar", definition="hij", synonyms=())},
    }
    return Sitting(**{**fields, **changes})


def right(form: QuestionForm) -> Action:
    """What answers the question of this form."""
    return right_action(QUESTIONS[form])


def answer(action: Action, *, at: datetime = AT, card: str = "") -> Answer:
    """This action as an answer."""
    return Answer(card=card, action=action, at=at)


def key(form: QuestionForm) -> object:
    """The right answer as it is stored."""
    return QUESTIONS[form].right_answer
