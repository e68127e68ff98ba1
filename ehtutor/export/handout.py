"""A lesson on paper: every card in its order, as on the screen, and the answers at the back."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from ehtutor.course.model import (
    ELSE,
    OTHERWISE,
    RIGHT,
    Ask,
    Branch,
    Card,
    Compare,
    Do,
    Explain,
    Goal,
    Predict,
    Show,
    Zoom,
)
from ehtutor.course.texts import Texts
from ehtutor.export.document import Document, Listing, Picture, Piece, Section, Space, answered_with, printable
from ehtutor.protocol.trace import DecisionTaken, Trace
from ehtutor.quiz.questions import OneOf, Question
from ehtutor.session.lesson.goal_view import told_ways
from ehtutor.session.lesson.script import right_action, right_login
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.beside import terms_table
from ehtutor.session.screen.blocks import Notice, Prose, Table, Tone
from ehtutor.session.story import pictures
from ehtutor.session.story.question_blocks import grade_of
from ehtutor.session.story.telling import sentence
from ehtutor.value import Value, replace


class _Reached(Value):
    """A card as it is reached, and the number of the question that it asks."""

    moment: Walkthrough
    card: Card
    number: int

    @property
    def asks(self) -> bool:
        return isinstance(self.card, Predict | Ask | Do | Goal)


def handout(stage: Stage, zoom: Zoom | None = None) -> Document:
    """The handout, with every message at this zoom; without one, as the lesson shows it."""
    texts, lesson, places = stage.texts, stage.lesson, tuple(_places(stage))
    goals = "\n".join(f"- {goal}" for goal in lesson.goals)
    return Document(
        title=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
        language=texts.language,
        pieces=(Prose(text=texts.say("material.handout", minutes=lesson.minutes)),),
        sections=(
            Section(title=texts.say("material.goals"), pieces=(Prose(text=goals),)),
            *_scenes(stage, places, zoom),
            Section(title=texts.say("screen.summary"), pieces=(Prose(text=lesson.summary),)),
            *_terms(stage),
            *_answers(stage, places),
        ),
    )


def _places(stage: Stage) -> Iterator[_Reached]:
    """The lesson as its script plays it; what only tells whether an answer was right is left for the back."""
    moment, number, before = begin(stage), 0, ""
    while not moment.is_done:
        card, id, before = moment.card, before, moment.id
        # of a goal only the task is on paper, not how somebody goes about it
        if moment.answered is None and not (isinstance(card, Goal) and id == moment.id):
            place = _Reached(moment=moment, card=card, number=number + 1)
            number += place.asks
            yield place
        moment = update(moment, right_action(moment))


def _scenes(stage: Stage, places: Sequence[_Reached], zoom: Zoom | None) -> Iterator[Section]:
    total = len(stage.lesson.scenes)
    for at, group in groupby(places, key=lambda place: place.moment.scene_index):
        found = list(group)
        own = [place for place in found if not isinstance(place.card, Goal)]
        trace, scene = own[-1].moment.login.trace, stage.lesson.scenes[at]
        network = stage.course.network
        title = stage.texts.say(
            "material.scene",
            number=at + 1,
            total=total,
            gebruiker=network.gebruiker(scene.gebruiker).name,
            service=network.service(scene.service).name,
        )
        picture = Section(title=stage.texts.say("material.picture"), pieces=(drawn(stage.texts, trace),))
        yield Section(title=title, sections=(picture, *(_card(place, zoom) for place in found)))


def drawn(texts: Texts, trace: Trace) -> Picture:
    """A login as a picture, and told."""
    network, scenario = trace.scenario.network, trace.scenario
    gebruiker, service = network.gebruiker(scenario.gebruiker).name, network.service(scenario.service).name
    entries = (entry for entry in trace.entries if not isinstance(entry, DecisionTaken))
    return Picture(
        diagram=pictures.diagram(texts, trace, len(trace.entries)),
        title=texts.say("material.diagram-of", gebruiker=gebruiker, service=service),
        words=tuple(sentence(texts, trace, entry) for entry in entries),
    )


def _card(place: _Reached, zoom: Zoom | None) -> Section:
    card, moment = place.card, place.moment
    texts = moment.stage.texts
    match card:
        case Branch():
            return Section(title=card.title, pieces=tuple(_cases(moment.stage, card)))
        case Compare():
            other = right_login(moment.stage, card.other).trace
            table = pictures.comparison(
                texts, card.entry, here=moment.login.trace, there=other, skipped=moment.skipped, most=None
            )
            return Section(title=card.title, pieces=(Prose(text=card.text), table))
        case Explain() | Show():
            return Section(title=card.title, pieces=printable(view(replace(moment, chosen_zoom=zoom)).blocks))
        case Predict() | Ask() | Do() | Goal():
            screen = view(moment)
            pieces = (*printable(screen.blocks), *answered_with(screen.prompt))
            why = (Notice(tone=Tone.PLAIN, label=texts.say("material.your-why"), text=""), Space(lines=2))
            asked = pieces if isinstance(card, Do) else (*pieces, *why)
            return Section(title=_numbered(place, texts), pieces=asked)
        case _:
            assert_never(card)


def _numbered(place: _Reached, texts: Texts) -> str:
    return texts.say("material.numbered", number=place.number, title=place.card.title)


def _cases(stage: Stage, card: Branch) -> Iterator[Piece]:
    """On paper nobody knows what was answered: so each text, with when it is to be read."""
    texts = stage.texts
    cards = {each.id: each for scene in stage.lesson.scenes for each in scene.cards}
    on = cards[card.on]
    yield Prose(text=texts.say("material.branch", title=on.title))
    labels = {RIGHT: texts.say("material.if-right"), OTHERWISE: texts.say("material.if-otherwise")}
    labels |= {ELSE: texts.say("material.if-else")}
    if isinstance(on, Predict | Ask) and isinstance(on.question, OneOf):
        labels |= {each.id: texts.say("material.if-answered", label=each.label) for each in on.question.options}
    for case, text in card.cases.items():
        yield Notice(tone=Tone.PLAIN, label=labels[case], text="")
        yield Prose(text=text)


def _terms(stage: Stage) -> tuple[Section, ...]:
    """What the marked words mean, for a lesson that has any."""
    told = "\n".join(_texts(stage))
    table = terms_table(stage.texts, stage.course.glossary, told)
    return (Section(title=stage.texts.say("keys.terms.title"), pieces=(table,)),) if table.rows else ()


def _texts(stage: Stage) -> Iterator[str]:
    yield stage.lesson.summary
    for scene in stage.lesson.scenes:
        for card in scene.cards:
            yield from card.cases.values() if isinstance(card, Branch) else (card.text,)
            if isinstance(card, Predict | Ask):
                yield from (*card.hints, *card.question.words)


def _answers(stage: Stage, places: Sequence[_Reached]) -> tuple[Section, ...]:
    found = [
        _answer_to(_numbered(place, stage.texts), place)
        for place in places
        if isinstance(place.card, Predict | Ask | Do | Goal)
    ]
    if not found:
        return ()
    return (Section(title=stage.texts.say("material.answers"), sections=tuple(found), opens_page=True),)


def _answer_to(title: str, place: _Reached) -> Section:
    """The answer to one card: of a move only its hints, the last of which says what to do; of a goal its ways."""
    card, texts = place.card, place.moment.stage.texts
    pieces: tuple[Piece, ...] = ()
    if isinstance(card, Predict | Ask | Do | Goal) and card.hints:
        pieces += (Notice(tone=Tone.NOTE, label=texts.say("material.hints"), text=""), _listing(card.hints))
    match card:
        case Predict(question=question) | Ask(question=question):
            pieces += _right(question, texts) + _others(question, texts)
        case Goal():
            found = told_ways(place.moment, card)
            pieces += (Notice(tone=Tone.RIGHT, label=texts.say("goal.ways"), text=""), Listing(items=found))
    return Section(title=title, pieces=pieces)


def _listing(items: tuple[str, ...]) -> Listing:
    return Listing(items=items, is_numbered=True)


def _right(question: Question, texts: Texts) -> tuple[Piece, ...]:
    reasons = grade_of(question, question.right_answer).reasons
    if len(reasons) == 1:
        label = texts.say("material.right", label=reasons[0].label)
        why = Notice(tone=Tone.PLAIN, label="", text=reasons[0].why)
        return (Notice(tone=Tone.RIGHT, label=label, text=""), why)
    header = (texts.say("material.answer"), texts.say("material.why"))
    rows = tuple((reason.label, reason.why) for reason in reasons)
    return (Table(title=texts.say("screen.solution"), header=header, rows=rows),)


def _others(question: Question, texts: Texts) -> tuple[Piece, ...]:
    others = question.wrong_options
    if not others:
        return ()
    header = (texts.say("material.other"), texts.say("material.why-not"))
    rows = tuple((option.label, option.why) for option in others)
    return (Table(title=texts.say("material.others"), header=header, rows=rows),)
