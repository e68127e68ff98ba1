"""How a login ends, what the gebruiker sees then, and numbers: signed messages, tries that are left."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ehtutor.bank.maker import Chance, Family, Made, Maker
from ehtutor.bank.runs import Run
from ehtutor.protocol.events import CheckResult, CredentialChecked
from ehtutor.protocol.pages import DenialPage, ErrorPage, ServicePage
from ehtutor.protocol.trace import Determination, Exchange, Outcome, Trace, Verdict
from ehtutor.quiz.item import Listed, Topic
from ehtutor.quiz.questions import Number, Option, QuestionForm
from ehtutor.saml.grammar import KINDS

_ENDING: Final = Family(
    "ending", QuestionForm.ONE_OF, Topic.ENDINGS, frozenset({"cancel-is-refusal", "negative-is-invalid"})
)
_PAGE: Final = Family("page", QuestionForm.ONE_OF, Topic.ENDINGS, frozenset({"failure-tells-why"}))
_COUNT: Final = Family("signed-count", QuestionForm.NUMBER, Topic.MESSAGES)
_TRIES: Final = Family("tries", QuestionForm.NUMBER, Topic.ENDINGS)
_PAGES: Final = (ServicePage, DenialPage, ErrorPage)


def questions(maker: Maker) -> Iterator[Listed]:
    """Everything about how a login ends, and what can be counted in it."""
    for run in maker.runs.found.values():
        trace = maker.runs.told(run)
        yield maker.listed(_ENDING, run.id, (), partial(_ending, maker, run))
        yield maker.listed(_PAGE, run.id, ("GEBRUIKER", "DV"), partial(_page, maker, run))
        yield maker.listed(_COUNT, run.id, (), partial(_count, maker, run))
        if _tries(trace) is not None:
            yield maker.listed(_TRIES, run.id, ("AD",), partial(_left, maker, run))


def _ending(maker: Maker, run: Run, chance: Chance) -> Made:
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
    return maker.made("ending", chance.one_of(options, key=outcome.value), run=maker.run(run))


def _misconception(said: Outcome, really: Outcome) -> str:
    match said, really:
        case Outcome.REFUSED, Outcome.CANCELLED:
            return "cancel-is-refusal"
        case Outcome.REFUSED, Outcome.FAILED:
            return "negative-is-invalid"
        case _:
            return ""


def _page(maker: Maker, run: Run, chance: Chance) -> Made:
    verdict = maker.runs.told(run).entries[-1]
    assert isinstance(verdict, Verdict), "every run is played to its end"
    steps = maker.story(run)
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
    return maker.made("page", chance.one_of(options, key=type(verdict.page).__name__), run=maker.run(run))


def _count(maker: Maker, run: Run, _: Chance) -> Made:
    count = sum(1 for entry in maker.runs.told(run).entries if _is_signed(entry))
    question = Number(key=count, why=maker.say(f"signed-count.why-{count}"))
    return maker.made("signed-count", question, run=maker.run(run))


def _is_signed(entry: object) -> bool:
    return isinstance(entry, Exchange) and type(entry.message) in KINDS


def _tries(trace: Trace) -> int | None:
    """What the last check of a credential left."""
    made = [entry.made for entry in trace.entries if isinstance(entry, Determination)]
    checks = [each for each in made if isinstance(each, CredentialChecked)]
    # of a middel that is no longer valid, no proof is tried at all
    tried = [each.tries_left for each in checks if each.result not in (CheckResult.EXPIRED, CheckResult.REVOKED)]
    return tried[-1] if tried else None


def _left(maker: Maker, run: Run, _: Chance) -> Made:
    left = _tries(maker.runs.told(run))
    assert left is not None, "it is listed only where something was checked"
    question = Number(key=left, why=maker.say("tries.why", left=left))
    return maker.made("tries", question, run=maker.run(run))
