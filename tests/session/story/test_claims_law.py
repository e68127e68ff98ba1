"""Every kind of claim, at every moment of many logins and lessons, as a second computation has it (`witness`)."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from protocol.exploration import INTERFERENCES
from session.playing import CLEAN, stage
from session.story.witness import LABELS, Witness

import build
from ehtutor.authoring.plays import play_right
from ehtutor.course.model import (
    Ask,
    Asks,
    Card,
    Claim,
    Do,
    OnTable,
    Predict,
    Right,
    RightCancel,
    RightCredential,
    RightMiddel,
    RightSignIn,
    Scene,
    Selector,
    Show,
)
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.interference import Interference
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.trace import DecisionTaken, Trace
from ehtutor.quiz.questions import AnswerKey, Label, Match, Number, OneOf, Option, Order, Question, SeveralOf
from ehtutor.session.lesson.gebruiker import can_be_made, is_wanted, right_choice
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.update import scene_login
from ehtutor.session.story.claims import confirmed
from ehtutor.value import replace

SEEDS: Final = st.integers(0, 2**32)
"""Of all that is drawn: what fails names the one number that brings it back."""
CLAIMS: Final = 30
"""At each moment, drawn out of all that can be claimed there."""
ROLES: Final = ("GEBRUIKER", "DV", "HM", "AD")
KINDS: Final = (
    *("SignIn", "AuthnRequest", "MiddelQuestion", "MiddelChoice", "IssuerDetermined", "Challenge", "PasswordProof"),
    *(
        "CodeProof",
        "SignatureProof",
        "CredentialChecked",
        "Response",
        "ServicePage",
        "DenialPage",
        "ErrorPage",
        "Cancel",
    ),
)
STATED: Final = ("yes", "yes", "no", "no", "served", "refused", "cancelled", "failed", "signature", "audience")


def played(draw: Random) -> tuple[Trace, Trace]:
    """A login by somebody, to somewhere, with something that goes wrong; and as long as it goes the same, without."""
    interference: Interference = draw.choice(INTERFERENCES)
    who, where = draw.choice((build.SANNE, build.SANNE, build.BRAM)), draw.choice(build.NETWORK.services).id
    so_far = build.login(where, who, interference)
    while so_far.awaiting:
        first, *others = build.options(so_far)
        so_far = decide(so_far, first if not others or draw.random() < 0.6 else draw.choice(others))
    return so_far.trace, honest_twin(so_far, build.login(where, who)).trace


def honest_twin(login: Login, honest: Login) -> Login:
    """The same choices where nobody interferes, as long as they can be made."""
    for entry in login.entries:
        if (
            isinstance(entry, DecisionTaken)
            and honest.awaiting
            and honest.awaiting.admits(entry.choice, honest.gebruiker)
        ):
            honest = decide(honest, entry.choice)
    return honest


def claims(draw: Random) -> Iterator[Claim]:
    """Anything that can be claimed, of every kind."""
    while True:
        yield from (perhaps_stated(claim(asks, draw), draw) for asks in Asks)


def perhaps_stated(claimed: Claim, draw: Random) -> Claim:
    """The claim, or that its answer is this, which may be true or false."""
    if claimed.entries or claimed.asks in (Asks.KNOWERS, Asks.TRIES_LEFT) or draw.random() < 0.7:
        return claimed
    return replace(claimed, stated=draw.choice((*ROLES, *KINDS, *LABELS.values(), *STATED)))


def claim(asks: Asks, draw: Random) -> Claim:
    entry = selector(draw)
    perhaps = entry if draw.random() < 0.5 else None
    match asks:
        case Asks.SENDER | Asks.RECEIVER if draw.random() < 0.5:
            return Claim(asks=asks, entries={id: selector(draw) for id in "abc"})
        case Asks.SENDER | Asks.RECEIVER | Asks.MESSAGE | Asks.NEXT:
            return Claim(asks=asks, entry=entry)
        case Asks.ORDER:
            return Claim(asks=asks, entries={id: selector(draw) for id in "abc"[: draw.choice((2, 3))]})
        case Asks.KNOWS:
            return Claim(asks=asks, entry=perhaps, role=draw.choice(ROLES), fact=draw.choice(list(Fact)).value)
        case Asks.KNOWERS:
            return Claim(asks=asks, entry=perhaps, fact=draw.choice(list(Fact)).value)
        case Asks.TRIES_LEFT:
            return Claim(asks=asks, entry=perhaps)
        case Asks.OUTCOME | Asks.LEVEL_REACHED | Asks.FAILING_RULE | Asks.NOTICED_BY:
            return Claim(asks=asks)


def selector(draw: Random) -> Selector:
    return Selector(message=draw.choice(KINDS), to=draw.choice((None, None, *ROLES)), nth=draw.choice((1, 1, 1, 2)))


@given(seed=SEEDS)
def test_a_claim_is_answered_as_by_somebody_who_only_watches(seed: int) -> None:
    draw = Random(seed)
    trace, honest = played(draw)
    drawn = claims(draw)
    for upto in range(len(trace.entries) + 1):
        witness = Witness(trace=trace, honest=honest, upto=upto)
        so_far = Trace(scenario=trace.scenario, entries=trace.entries[:upto])
        for _ in range(CLAIMS):
            claimed = next(drawn)
            assert confirmed(claimed, so_far) == witness.says(claimed), (upto, claimed, trace.scenario.interference)


@given(seed=SEEDS)
def test_the_checker_says_of_every_card_what_is_true_when_it_is_reached(seed: int) -> None:
    draw = Random(seed)
    on, honest, cards = lesson_stage(draw)
    scene = on.lesson.scenes[0]
    whole = moved(scene_login(on, 0), cards)
    twin = honest_twin(whole, honest).trace
    at_the_end = Witness(trace=whole.trace, honest=twin, upto=len(whole.entries))
    asking, expected = [], set()
    for card, upto in cards:
        if isinstance(card, Claim):
            now = Witness(trace=whole.trace, honest=twin, upto=upto)
            key = draw.choice((now.says(card), at_the_end.says(card), None))
            made = question_card(f"c{len(asking)}", card, key, predicts=draw.random() < 0.3)
            asking.append(made)
            expected |= {(made.id, code) for code in judged(made, now, at_the_end)}
        else:
            asking.append(replace(card, id=f"c{len(asking)}"))
    lesson = replace(on.lesson, scenes=(replace(scene, cards=tuple(asking)),))
    play = play_right(replace(on, lesson=lesson))
    assert play.is_whole
    assert {(each.card, each.code) for each in play.mishaps} == expected


Drawn = tuple[Card | Claim, int]
"""A card, or a claim for one that asks; and so many entries that have passed when it is reached."""


def lesson_stage(draw: Random) -> tuple[Stage, Login, tuple[Drawn, ...]]:
    """A lesson of one login, which asks between its moves; and that login where nobody interferes."""
    shipped = stage(CLEAN)
    network = shipped.course.network
    scene = Scene(
        id="login",
        gebruiker=draw.choice(network.gebruikers).id,
        service=draw.choice(network.services).id,
        cards=(),
        interference=draw.choice(INTERFERENCES),
    )
    on = replace(shipped, decide=decide, lesson=replace(shipped.lesson, scenes=(scene,)))
    without = replace(on, lesson=replace(on.lesson, scenes=(replace(scene, interference=None),)))
    return on, scene_login(without, 0), tuple(drawn_cards(draw, scene_login(on, 0)))


def drawn_cards(draw: Random, so_far: Login) -> Iterator[Drawn]:
    drawn = claims(draw)
    while so_far.awaiting:
        right = draw.choice(rights(so_far))
        yield Do(id="", title="", text="", right=right, hints=("",)), len(so_far.entries)
        before, so_far = len(so_far.entries), decide(so_far, right_choice(right, so_far))
        passed, shown = len(so_far.entries), before
        for _ in range(draw.choice((1, 2, 3))):
            yield next(drawn), passed
            yield next(drawn), passed
            rows = Witness(trace=so_far.trace, honest=so_far.trace, upto=len(so_far.entries)).rows
            row = draw.choice(rows)
            nth = [each.n for each in rows if each.kind == row.kind].index(row.n) + 1
            shown = max(shown, row.n)
            # what came of the move has passed, until a card shows how far one is in it
            passed = shown if shown > before else passed
            entry = Selector(message=row.kind, nth=nth)
            yield Show(id="", title="", text="", table=OnTable(entry=entry), knowledge=False), passed


def rights(so_far: Login) -> list[Right]:
    """Every move with which a lesson can go on."""
    page = so_far.awaiting and so_far.awaiting.page
    match page:
        case MiddelQuestion(offers=offers):
            every: list[Right] = [*(RightMiddel(number=offer.number) for offer in offers), RightCancel()]
        case Challenge():
            every = [RightCredential(is_right=True), RightCredential(is_right=True), RightCredential(is_right=False)]
            every.append(RightCancel())
        case _:
            every = [RightSignIn()]
    return [right for right in every if can_be_made(right, so_far) and leads_on(right, so_far)]


def leads_on(right: Right, so_far: Login) -> bool:
    choice = right_choice(right, so_far)
    return is_wanted(right, choice, decide(so_far, choice).trace)


def moved(so_far: Login, cards: tuple[Drawn, ...]) -> Login:
    for card, _ in cards:
        so_far = decide(so_far, right_choice(card.right, so_far)) if isinstance(card, Do) else so_far
    return so_far


def question_card(id: str, claimed: Claim, key: AnswerKey | None, *, predicts: bool) -> Predict | Ask:
    """A card with this key, or with one that is never true; only of one option anybody can make a prediction."""
    question = question_of(claimed, key)
    if predicts and isinstance(question, OneOf):
        return Predict(id=id, title="", text="", question=question, claim=claimed, hints=("",))
    return Ask(id=id, title="", text="", question=question, claim=claimed, hints=("",), revision=1)


def question_of(claimed: Claim, key: AnswerKey | None) -> Question:
    match claimed:
        case Claim(asks=Asks.KNOWERS):
            known = key if isinstance(key, frozenset) and key else frozenset({"nobody"})
            return SeveralOf(options=options((*ROLES, "nobody")), key=known)
        case Claim(asks=Asks.TRIES_LEFT):
            return Number(key=key if isinstance(key, int) else 77, why="")
        case Claim(asks=Asks.ORDER, entries=entries):
            return Order(options=options(tuple(entries)), key=key if isinstance(key, tuple) else tuple(entries)[::-1])
        case Claim(entries=entries) if entries:
            ends = key if isinstance(key, Mapping) and all(key.values()) else dict.fromkeys(entries, "nobody")
            right = tuple(Label(id=each, label=each) for each in (*ROLES, "nobody"))
            return Match(left=options(tuple(entries)), right=right, key=ends)
        case _:
            one = key if isinstance(key, str) and key else "nothing"
            return OneOf(options=options((one, "other")), key=one)


def options(ids: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(id=id, label=id, why="") for id in ids)


def judged(card: Predict | Ask, now: Witness, at_the_end: Witness) -> Iterator[str]:
    """The codes of what is wrong with a claim and its key."""
    claimed, key = card.claim, card.question.key
    assert claimed is not None
    selectors = [claimed.entry, *claimed.entries.values()]
    absent = {one for one in selectors if one and at_the_end.row(one) is None}
    if absent:
        yield "never-passes"
    if isinstance(card, Predict):
        yield from ["wrong-key"] if not absent and key != at_the_end.says(claimed) else []
        return
    early = [one for one in selectors if one and now.row(one) is None and at_the_end.row(one) is not None]
    if early:
        yield "not-yet"
    elif not absent and key != now.says(claimed):
        yield "key-of-the-end" if key == at_the_end.says(claimed) else "wrong-key"
