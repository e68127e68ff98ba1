"""A question of every form, with texts that every format would like to take for something else."""

from functools import cache
from typing import Final

from ehtutor.course.texts import Texts, interface
from ehtutor.quiz.item import Exhibit, Item, Topic
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

NASTY: Final = 'a=b ~c #d {e} :f \\n -> h <i> &amp; "j" ]]> %50% **k** [[middel]] é 🙂'


def option(id: str, label: str = "", misconception: str = "") -> Option:
    return Option(id=id, label=label or f"label {id}: {NASTY}", why=f"why {id}: {NASTY}", misconception=misconception)


def item(form: QuestionForm, question: Question, stem: str = "") -> Item:
    return Item(
        id=f"test.{form.value}",
        revision=1,
        form=form,
        topic=Topic.ROLES,
        roles=frozenset({"DV", "HM"}),
        stem=stem or f"Which **one**, says [[middel|the middel]]?\n\n> {NASTY}\n\n- first\n- second",
        question=question,
        exhibits=(Exhibit(title="A message", lines=(("Issuer", NASTY), ("ID", "_1"))),),
        hints=("a hint", f"another: {NASTY}"),
        taught="clean-login/welcome",
    )


A, B, C = option("a", misconception="id-mixup"), option("b"), option("c", f"label c:\n\ttwo lines {NASTY}")
ITEMS: Final = (
    item(QuestionForm.ONE_OF, OneOf(options=(A, B, C), key="b")),
    item(QuestionForm.SEVERAL_OF, SeveralOf(options=(A, B, C), key=frozenset({"b", "c"}))),
    item(QuestionForm.TRUE_FALSE, OneOf(options=(option("true"), option("false")), key="false")),
    item(QuestionForm.ORDER, Order(options=(A, B, C), key=("c", "a", "b"))),
    item(
        QuestionForm.MATCH,
        Match(
            left=(A, B),
            right=(Label(id="x", label=f"x {NASTY}"), Label(id="y", label="y"), Label(id="z", label="nowhere")),
            key={"a": "x", "b": "y"},
        ),
    ),
    item(QuestionForm.NUMBER, Number(key=42, why=NASTY)),
    item(QuestionForm.TEXT, Text(accept=("Response", "a=b"), why=NASTY)),
    item(
        QuestionForm.CLOZE,
        Cloze(
            sentence="The {who} sends it to the {whom}.",
            gaps=(Gap(id="who", accept=("DV", "d=v")), Gap(id="whom", accept=("HM", "the makelaar"))),
            why=NASTY,
        ),
    ),
    item(QuestionForm.WHO_ACTS_NEXT, OneOf(options=(A, B), key="a")),
    item(QuestionForm.FIND_THE_FAULT, OneOf(options=(B, C), key="c")),
    item(QuestionForm.SPOT_THE_DIFFERENCE, OneOf(options=(A, C), key="a")),
)


@cache
def texts(language: str = "nl") -> Texts:
    return interface(language)
