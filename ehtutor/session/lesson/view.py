"""From a moment in a lesson to its screen: which blocks, and which prompt with which keys."""

from typing import assert_never

from ehtutor.course.model import Ask, Branch, Card, Compare, Do, Explain, Predict, Show, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.credentials import BLANKS_BY_KIND
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.trace import Entry
from ehtutor.quiz.questions import Given
from ehtutor.session.lesson import overlay
from ehtutor.session.lesson.frame import heading, key_hints, working
from ehtutor.session.lesson.script import right_login
from ehtutor.session.lesson.state import Stage, Walkthrough, card_of, is_done, text_of
from ehtutor.session.lesson.update import CANCEL, SIGN_IN, zoom_of
from ehtutor.session.screen.blocks import Block, Notice, Prose, Table, Tone
from ehtutor.session.screen.prompt import Blank, Choose, Continue, KeyHint, Prompt, Selectable, Takes, Write
from ehtutor.session.screen.screen import Screen
from ehtutor.session.story import pictures, question_blocks
from ehtutor.session.story.comparison import comparison
from ehtutor.session.story.telling import select
from ehtutor.value import replace


def view(stage: Stage, state: Walkthrough) -> Screen:
    """What the learner sees at this moment."""
    if state.overlay is not None:
        return overlay.view(stage, state, state.overlay)
    if is_done(state, stage):
        return summary(stage, state)
    card = card_of(state, stage)
    if state.on_detour:
        return _detour(stage, state, card)
    match card:
        case Explain() | Branch():
            return _screen(stage, state, card, (Prose(text=text_of(state, stage)),), _continue(stage, state, card))
        case Show():
            return _shown(stage, state, card)
        case Predict() | Ask():
            return _question(stage, state, card)
        case Do():
            return _move(stage, state, card)
        case Compare():
            return _compared(stage, state, card)
        case _:
            assert_never(card)


def _screen(stage: Stage, state: Walkthrough, card: Card, blocks: tuple[Block, ...], prompt: Prompt) -> Screen:
    top: tuple[Block, ...] = (heading(stage, state, card.title),)
    if state.revealed and not isinstance(card, Explain | Branch | Compare):
        top += (pictures.diagram(stage.texts, state.login.trace, state.revealed),)
    return Screen(blocks=top + blocks, prompt=prompt)


def _shown(stage: Stage, state: Walkthrough, card: Show) -> Screen:
    text = Prose(text=card.text)
    if card.knowledge:
        # the table is as high as a window allows: it stands alone
        table = replace(pictures.knowledge_table(stage.texts, state.login.trace, state.revealed), title="")
        blocks = (heading(stage, state, card.title), text, table)
        return Screen(blocks=blocks, prompt=_continue(stage, state, card))
    entry = select(card.entry, state.login.trace, state.skipped) if card.entry else None
    zoom = zoom_of(state, card)
    about = _about(stage, state, entry, zoom) if entry else ()
    # the wire is longer than a window: what to look for comes first
    return _screen(
        stage, state, card, (text, *about) if zoom is Zoom.WIRE else (*about, text), _continue(stage, state, card)
    )


def _compared(stage: Stage, state: Walkthrough, card: Compare) -> Screen:
    other = right_login(stage, card.other).trace
    table = comparison(stage.texts, card.entry, here=state.login.trace, there=other, skipped=state.skipped)
    return _screen(stage, state, card, (Prose(text=card.text), table), _continue(stage, state, card))


def _detour(stage: Stage, state: Walkthrough, card: Card) -> Screen:
    """What comes of doing otherwise than the lesson."""
    entry = state.login.entries[state.revealed - 1]
    is_last = state.revealed == len(state.login.entries)
    text = stage.texts.say("screen.detour-over" if is_last else "screen.detour")
    note = Notice(tone=Tone.NOTE, label=stage.texts.say("screen.detour-label"), text=text)
    blocks = _about(stage, state, entry, state.zoom or Zoom.STORY)
    return _screen(stage, state, card, (*blocks, note), _continue(stage, state, card))


def _about(stage: Stage, state: Walkthrough, entry: Entry, zoom: Zoom) -> tuple[Block, ...]:
    return pictures.about(stage.texts, state.login.trace, entry, zoom)


def _question(stage: Stage, state: Walkthrough, card: Predict | Ask) -> Screen:
    texts, question = stage.texts, card.question
    read = question_blocks.asked(card.text, question)
    if state.answered is not None:
        blocks = (*read, *_told(texts, card, state, state.answered))
        return _screen(stage, state, card, blocks, _continue(stage, state, card))
    asks = texts.say("screen.predict") if isinstance(card, Predict) else ""
    keys = _keys(stage, state)
    prompt = question_blocks.prompt(texts, question, card=card.id, keys=keys, asks=asks, tried=state.tried)
    return _screen(stage, state, card, (*read, *question_blocks.hint(texts, card.hints, state.hints)), prompt)


def _told(texts: Texts, card: Predict | Ask, state: Walkthrough, answered: Given) -> tuple[Block, ...]:
    """The right answer only once there are no more hints to give."""
    if isinstance(card, Predict):
        return question_blocks.predicted(texts, card.question, answered)
    return question_blocks.feedback(texts, card.question, answered, solves=state.hints == len(card.hints))


def _move(stage: Stage, state: Walkthrough, card: Do) -> Screen:
    hints = question_blocks.hint(stage.texts, card.hints, state.hints)
    # a lesson that nobody checked may want a move after the end
    prompt = _move_prompt(stage, state, card) if state.login.awaiting else _continue(stage, state, card)
    return _screen(stage, state, card, (Prose(text=card.text), *hints), prompt)


def _move_prompt(stage: Stage, state: Walkthrough, card: Do) -> Prompt:
    """What the gebruiker can do now: that is for the page that he looks at, not for the lesson."""
    texts, login = stage.texts, state.login
    keys = _keys(stage, state)
    assert login.awaiting is not None
    party = login.scenario.network.party(login.awaiting.party).name
    match login.awaiting.page:
        case None:
            service = login.scenario.network.service(login.scenario.service).name
            label = texts.say("screen.sign-in", service=service, party=party)
            return Choose(
                card=card.id,
                question=texts.say("screen.sign-in-question"),
                choices=(Selectable(id=SIGN_IN, label=label),),
                keys=keys,
            )
        case MiddelQuestion() as page:
            return Choose(
                card=card.id,
                question=texts.say("screen.middel-question", party=party, loa=page.loa.label),
                choices=(*pictures.offers(texts, page), Selectable(id=CANCEL, label=texts.say("screen.cancel"))),
                keys=keys,
            )
        case Challenge() as page:
            return Write(
                card=card.id,
                question=texts.say("screen.challenge-question", party=party, tries=page.tries_left),
                blanks=tuple(
                    Blank(id=id, label=texts.say(f"blank.{id}"), takes=Takes.TEXT if id == "code" else Takes.SECRET)
                    for id in BLANKS_BY_KIND[page.kind]
                ),
                keys=keys,
            )
        case _:
            assert_never(login.awaiting.page)


def _continue(stage: Stage, state: Walkthrough, card: Card) -> Continue:
    return Continue(card=card.id, label=stage.texts.say("screen.continue"), keys=_keys(stage, state))


def _keys(stage: Stage, state: Walkthrough) -> tuple[KeyHint, ...]:
    return key_hints(stage.texts, working(stage, state))


def summary(stage: Stage, state: Walkthrough) -> Screen:
    """No prompt: the lesson is done."""
    texts, lesson = stage.texts, stage.lesson
    blocks: tuple[Block, ...] = (
        heading(stage, state, texts.say("screen.summary")),
        Prose(text=lesson.summary),
        *_predictions(stage, state),
        Notice(tone=Tone.RIGHT, label=texts.say("screen.done"), text=_what_next(stage)),
        Notice(
            tone=Tone.NOTE,
            label=texts.say("screen.practise"),
            text=texts.say("screen.practise-with", command=f"ehtutor quiz --lesson {lesson.id}"),
        ),
    )
    return Screen(blocks=blocks, prompt=None)


def _predictions(stage: Stage, state: Walkthrough) -> tuple[Table, ...]:
    """Shown, never scored."""
    rows = []
    for scene in stage.lesson.scenes:
        for card in scene.cards:
            said = state.first.get(card.id)
            if isinstance(card, Predict) and said is not None:
                labels = {option.id: option.label for option in card.question.options}
                rows.append((card.title, labels[said], labels[card.question.key]))
    if not rows:
        return ()
    texts = stage.texts
    header = (texts.say("screen.prediction"), texts.say("screen.you-said"), texts.say("screen.it-became"))
    return (Table(title=texts.say("screen.predictions"), header=header, rows=tuple(rows)),)


def _what_next(stage: Stage) -> str:
    following = [lesson for lesson in stage.course.lessons if lesson.number == stage.lesson.number + 1]
    if not following:
        return stage.texts.say("screen.course-done")
    return stage.texts.say(
        "screen.next-lesson", title=following[0].title, command=f"ehtutor walkthrough {following[0].id}"
    )
