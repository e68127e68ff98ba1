"""What every family of questions is made with: steps of a run, in words; options with their whys; the item itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from random import Random
from typing import TypeVar

from ehtutor.bank.runs import Run, Runs
from ehtutor.course.model import Term
from ehtutor.course.texts import Texts
from ehtutor.protocol.trace import DecisionTaken, Entry, Trace
from ehtutor.quiz.item import Exhibit, Item, Listed, Topic
from ehtutor.quiz.questions import OneOf, Option, Question, QuestionForm, SeveralOf
from ehtutor.session.story.telling import arrow, codes, ends, key, sentence, title, type_name
from ehtutor.value import Value

_Picked = TypeVar("_Picked")


class Family(Value, kw_only=False):
    """What all questions of a family have in common: a row of its module's table."""

    name: str
    form: QuestionForm
    topic: Topic
    misconceptions: frozenset[str] = frozenset()


class Made(Value):
    """What a family makes of one thing: everything but what stands in the list already."""

    stem: str
    question: Question
    hints: tuple[str, ...]
    exhibits: tuple[Exhibit, ...] = ()


class Chance(Value):
    """What may differ between two questions of one id: an order, and which wrong options are shown."""

    of: str
    """The seed and the id: of the same it makes the same."""

    def shuffled(self, values: Iterable[_Picked]) -> tuple[_Picked, ...]:
        """In another order."""
        return _shuffled(self.of, values)

    def some(self, name: str, values: Iterable[_Picked], count: int) -> tuple[_Picked, ...]:
        """So many of them; by another `name` other ones."""
        return _shuffled(f"{self.of}/{name}", values)[:count]

    def one_of(self, options: Sequence[Option], *, key: str, most: int = 3) -> OneOf:
        """The right option among at most so many of the wrong ones, each label once."""
        (right,) = [option for option in options if option.id == key]
        different = {option.label: option for option in options if option.label != right.label}
        return OneOf(options=self.shuffled((right, *self.some("wrong", different.values(), most))), key=key)

    def several(self, options: Iterable[Option], right: frozenset[str]) -> SeveralOf:
        """All that are right."""
        return SeveralOf(options=self.shuffled(options), key=right)


def _shuffled(seed: str, values: Iterable[_Picked]) -> tuple[_Picked, ...]:
    found = list(values)
    Random(seed).shuffle(found)
    return tuple(found)


class Step(Value):
    """What happens in a run, as somebody sees it."""

    entry: Entry
    sender: str
    """A role code; that of the receiver is the same for what happens inside one role."""
    receiver: str
    kind: str
    """The name of its message or determination."""
    key: str
    """The kind, and what of it changes the story."""
    label: str
    """Who, to whom, and what, in a few words."""
    title: str
    """Its name."""
    sentence: str

    @property
    def is_inside(self) -> bool:
        """Whether nothing is sent."""
        return self.sender == self.receiver


class Maker(Value, dict=True):
    """What all families share; what was put in words is kept."""

    runs: Runs
    texts: Texts
    glossary: Mapping[str, Term]

    @property
    def roles(self) -> tuple[str, ...]:
        """The codes of all who take part, the gebruiker first."""
        return tuple(role.value for role in self.runs.profile.roles)

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of the roles that parties play."""
        return tuple(role.value for role in self.runs.profile.parties)

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the made questions."""
        return self.texts.say(f"made.{key}", **values)

    def role(self, code: str) -> str:
        """A role as the options name it."""
        return self.say(f"role.{code}")

    def run(self, run: Run) -> str:
        """What happens in a run, in a sentence or two; nothing of how it ends."""
        network = self.runs.network
        service = network.service(run.service)
        chosen = [network.middel(number) for number in run.middelen]
        values = {"middel": chosen[-1].name, "loa": chosen[-1].loa.label, "other": chosen[0].name} if chosen else {}
        return self.say(
            f"run.{'broken' if run.broken else run.id}",
            gebruiker=network.gebruiker(run.gebruiker).name,
            dv=network.party(service.dv).name,
            service=service.name,
            asked=service.loa.label,
            **values,
        )

    @cached_property
    def _stories(self) -> dict[Run, tuple[Step, ...]]:
        return {}

    def story(self, run: Run) -> tuple[Step, ...]:
        """The steps of a run."""
        if run not in self._stories:
            self._stories[run] = self.steps(self.runs.told(run))
        return self._stories[run]

    def steps(self, trace: Trace) -> tuple[Step, ...]:
        """Everything in a trace but what the gebruiker decides, which nobody sees."""
        by_id = codes(trace)
        return tuple(self._step(each, trace, by_id) for each in trace.entries if not isinstance(each, DecisionTaken))

    def _step(self, entry: Entry, trace: Trace, by_id: Mapping[str, str]) -> Step:
        between = ends(entry)
        sender, receiver = by_id[between.sender], by_id[between.receiver]
        way = "inside" if sender == receiver else "between"
        label = self.say(
            f"step.{way}",
            sender=self.say(f"short.{sender}"),
            receiver=self.say(f"short.{receiver}"),
            what=arrow(self.texts, trace, entry),
        )
        return Step(
            entry=entry,
            sender=sender,
            receiver=receiver,
            kind=type_name(entry),
            key=key(entry),
            label=label,
            title=title(self.texts, entry),
            sentence=sentence(self.texts, trace, entry),
        )

    def role_option(self, code: str, why: str, misconception: str = "") -> Option:
        """A role to choose."""
        return Option(id=code, label=self.role(code), why=why, misconception=misconception)

    def true_false(self, family: str, *, is_true: bool, why: str, wrong: str = "", misconception: str = "") -> OneOf:
        """Whether a statement is true; `misconception` is behind the answer that is not right."""
        key = "true" if is_true else "false"
        return self.either(family, ("true", "false"), key=key, why=why, wrong=wrong, misconception=misconception)

    def either(
        self, family: str, words: tuple[str, str], *, key: str, why: str, wrong: str = "", misconception: str = ""
    ) -> OneOf:
        """One of two words of a family, always in this order; a why for both, or another one for what is `wrong`."""
        options = (
            Option(id=word, label=self.say(f"{family}.{word}"), why=why)
            if word == key
            else Option(id=word, label=self.say(f"{family}.{word}"), why=wrong or why, misconception=misconception)
            for word in words
        )
        return OneOf(options=tuple(options), key=key)

    def made(self, family: str, question: Question, exhibits: tuple[Exhibit, ...] = (), /, **values: object) -> Made:
        """A question with the stem and the hints of its family, with these values in them."""
        hints = self.hints(family, **values)
        return Made(stem=self.say(f"{family}.stem", **values), question=question, hints=hints, exhibits=exhibits)

    def hints(self, family: str, **values: object) -> tuple[str, ...]:
        """The hints of a family."""
        return tuple(self.say(f"{family}.hints.{name}", **values) for name in self.texts.under(f"made.{family}.hints"))

    def listed(self, family: Family, about: str, roles: Iterable[str], make: Callable[[Chance], Made]) -> Listed:
        """A question as the catalogue lists it."""
        id, taught = f"{family.name}.{about}", self.texts.say(f"taught.{family.name}")
        return Listed(
            id=id,
            revision=1,
            form=family.form,
            topic=family.topic,
            family=family.name,
            lesson=taught.partition("/")[0],
            misconceptions=family.misconceptions,
            make=partial(_item, family, id, frozenset(roles), taught, make),
        )


def _item(
    family: Family, id: str, roles: frozenset[str], taught: str, make: Callable[[Chance], Made], seed: str
) -> Item:
    made = make(Chance(of=f"{seed}/{id}"))
    return Item(
        id=id,
        revision=1,
        form=family.form,
        topic=family.topic,
        roles=roles,
        stem=_capital(made.stem),
        question=made.question.with_whys(_capital),
        exhibits=made.exhibits,
        hints=made.hints,
        taught=taught,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
