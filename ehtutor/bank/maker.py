"""What every family of questions is made with: steps of a run, in words; options with their whys; the item itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Final, TypeVar

from ehtutor.bank.runs import Run, Runs
from ehtutor.bank.taught import TAUGHT
from ehtutor.course.model import Term
from ehtutor.course.texts import Texts
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.trace import DecisionTaken, Entry, Trace
from ehtutor.quiz.item import Exhibit, Item, Listed, Topic
from ehtutor.quiz.questions import OneOf, Option, Question, QuestionForm, SeveralOf
from ehtutor.session.story.telling import arrow, codes, ends, key, sentence, title, type_name
from ehtutor.value import Value

ROLES: Final = tuple(role.value for role in BASIS.roles)
Picked = TypeVar("Picked")


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


class Maker(Value):
    """What all families share."""

    runs: Runs
    texts: Texts
    seed: str
    glossary: Mapping[str, Term]

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

    def shuffled(self, id: str, values: Iterable[Picked]) -> tuple[Picked, ...]:
        """In another order, that of this question and seed."""
        found = list(values)
        Random(f"{self.seed}/{id}").shuffle(found)
        return tuple(found)

    def some(self, id: str, values: Sequence[Picked], count: int) -> tuple[Picked, ...]:
        """So many of them, those of this question and seed."""
        return self.shuffled(id, values)[:count]

    def one_of(self, id: str, right: Option, wrong: Sequence[Option], *, most: int = 3) -> OneOf:
        """The right option among at most so many wrong ones, each label once."""
        different = {option.label: option for option in wrong if option.label != right.label}
        options = (right, *self.some(f"{id}/wrong", tuple(different.values()), most))
        return OneOf(options=self.shuffled(id, options), key=right.id)

    def several(self, id: str, options: Sequence[Option], right: frozenset[str]) -> SeveralOf:
        """All that are right."""
        return SeveralOf(options=self.shuffled(id, options), key=right)

    def hints(self, family: str, **values: object) -> tuple[str, ...]:
        """The hints of a family."""
        return tuple(self.say(f"{family}.hints.{name}", **values) for name in self.texts.under(f"made.{family}.hints"))


class Made(Value):
    """What a family makes of one thing: everything but what stands in the list already."""

    stem: str
    question: Question
    hints: tuple[str, ...]
    exhibits: tuple[Exhibit, ...] = ()


class Family(Value):
    """What all questions of a family have in common."""

    family: str
    form: QuestionForm
    topic: Topic
    misconceptions: frozenset[str] = frozenset()


def listed(kind: Family, about: str, roles: Iterable[str], make: Callable[[str], Made]) -> Listed:
    """A question as the catalogue lists it; `make` gets its id."""
    id, taught = f"{kind.family}.{about}", TAUGHT.get(kind.family, "")

    def item() -> Item:
        made = make(id)
        return Item(
            id=id,
            revision=1,
            form=kind.form,
            topic=kind.topic,
            roles=frozenset(roles),
            stem=_capital(made.stem),
            question=made.question.with_whys(_capital),
            exhibits=made.exhibits,
            hints=made.hints,
            taught=taught,
        )

    return Listed(
        id=id,
        revision=1,
        form=kind.form,
        topic=kind.topic,
        family=kind.family,
        lesson=taught.partition("/")[0],
        misconceptions=kind.misconceptions,
        make=item,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
