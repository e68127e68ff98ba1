"""How a login ends, what the gebruiker sees then, and numbers: signed messages, tries that are left."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Family, Made, Maker, listed
from ehtutor.bank.runs import Run
from ehtutor.protocol.determinations import CheckResult, CredentialChecked
from ehtutor.protocol.pages import DenialPage, ErrorPage, ServicePage
from ehtutor.protocol.trace import Determination, Exchange, Outcome, Trace, Verdict
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Number, Option, QuestionForm
from ehtutor.saml.grammar import KINDS

_ENDING: Final = Family(
    family="ending",
    form=QuestionForm.ONE_OF,
    topic=Topic.ENDINGS,
    misconceptions=frozenset({"cancel-is-refusal", "negative-is-invalid"}),
)
_PAGE: Final = Family(
    family="page", form=QuestionForm.ONE_OF, topic=Topic.ENDINGS, misconceptions=frozenset({"failure-tells-why"})
)
_COUNT: Final = Family(family="signed-count", form=QuestionForm.NUMBER, topic=Topic.MESSAGES)
_TRIES: Final = Family(family="tries", form=QuestionForm.NUMBER, topic=Topic.ENDINGS)
_PAGES: Final = (ServicePage, DenialPage, ErrorPage)


def endings(maker: Maker) -> Iterator[Listed]:
    """Everything about how a login ends, and what can be counted in it."""
    for run in maker.runs.found.values():
        trace = maker.runs.told(run)
        yield listed(_ENDING, run.id, (), partial(_ending, maker, run))
        yield listed(_PAGE, run.id, ("GEBRUIKER", "DV"), partial(_page, maker, run))
        yield listed(_COUNT, run.id, (), partial(_count, maker, run))
        if _tries(trace) is not None:
            yield listed(_TRIES, run.id, ("AD",), partial(_left, maker, run))


def _ending(maker: Maker, run: Run, id: str) -> Made:
    outcome = maker.runs.told(run).outcome
    assert outcome is not None, "every run is played to its end"
    options = [
        Option(
            id=each.value,
            label=maker.say(f"ending.{each.value}"),
            why=maker.say(f"ending.{'right' if each is outcome else 'wrong'}.{each.value}"),
            misconception=_misconception(each, outcome),
        )
        for each in Outcome
    ]
    right = next(option for option in options if option.id == outcome.value)
    return Made(
        stem=maker.say("ending.stem", run=maker.run(run)),
        question=maker.one_of(id, right, [option for option in options if option is not right]),
        hints=maker.hints("ending"),
    )


def _misconception(said: Outcome, really: Outcome) -> str:
    match said, really:
        case Outcome.REFUSED, Outcome.CANCELLED:
            return "cancel-is-refusal"
        case Outcome.REFUSED, Outcome.FAILED:
            return "negative-is-invalid"
        case _:
            return ""


def _page(maker: Maker, run: Run, id: str) -> Made:
    verdict = maker.runs.told(run).entries[-1]
    assert isinstance(verdict, Verdict), "every run is played to its end"
    steps = maker.steps(maker.runs.told(run))
    options = [
        Option(
            id=page.__name__,
            label=maker.say(f"page.{page.__name__}"),
            why=steps[-1].sentence if isinstance(verdict.page, page) else maker.say(f"page.wrong.{page.__name__}"),
        )
        for page in _PAGES
    ]
    options.append(
        Option(
            id="why",
            label=maker.say("page.told-why"),
            why=maker.say("page.wrong.why"),
            misconception="failure-tells-why",
        )
    )
    right = next(option for option in options if option.id == type(verdict.page).__name__)
    return Made(
        stem=maker.say("page.stem", run=maker.run(run)),
        question=maker.one_of(id, right, [option for option in options if option is not right]),
        hints=maker.hints("page"),
    )


def _count(maker: Maker, run: Run, _id: str) -> Made:
    count = sum(1 for entry in maker.runs.told(run).entries if _is_signed(entry))
    return Made(
        stem=maker.say("signed-count.stem", run=maker.run(run)),
        question=Number(key=count, why=maker.say(f"signed-count.why-{count}")),
        hints=maker.hints("signed-count"),
    )


def _is_signed(entry: object) -> bool:
    return isinstance(entry, Exchange) and type(entry.message) in KINDS


def _tries(trace: Trace) -> int | None:
    """What the last check of a credential left."""
    made = [entry.made for entry in trace.entries if isinstance(entry, Determination)]
    checks = [each for each in made if isinstance(each, CredentialChecked)]
    # of a middel that is no longer valid, no proof is tried at all
    tried = [each.tries_left for each in checks if each.result not in (CheckResult.EXPIRED, CheckResult.REVOKED)]
    return tried[-1] if tried else None


def _left(maker: Maker, run: Run, _id: str) -> Made:
    left = _tries(maker.runs.told(run))
    assert left is not None, "it is listed only where something was checked"
    return Made(
        stem=maker.say("tries.stem", run=maker.run(run)),
        question=Number(key=left, why=maker.say("tries.why", left=left)),
        hints=maker.hints("tries"),
    )
