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
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import CANCEL, SIGN_IN, zoom_of
from ehtutor.session.screen.blocks import Block, Notice, Prose, Table, Tone
from ehtutor.session.screen.prompt import Blank, Choose, Continue, KeyHint, Prompt, Selectable, Takes, Write
from ehtutor.session.screen.screen import Screen
from ehtutor.session.story import pictures, question_blocks
from ehtutor.session.story.comparison import comparison
from ehtutor.session.story.telling import select
from ehtutor.value import replace


def view(moment: Walkthrough) -> Screen:
    """What the learner sees at this moment."""
    if moment.overlay is not None:
        return overlay.view(moment, moment.overlay)
    if moment.is_done:
        return summary(moment)
    card = moment.card
    if moment.on_detour:
        return _detour(moment, card)
    match card:
        case Explain() | Branch():
            return _screen(moment, card, (Prose(text=moment.text),), _continue(moment, card))
        case Show():
            return _shown(moment, card)
        case Predict() | Ask():
            return _question(moment, card)
        case Do():
            return _move(moment, card)
        case Compare():
            return _compared(moment, card)
        case _:
            assert_never(card)


def _screen(moment: Walkthrough, card: Card, blocks: tuple[Block, ...], prompt: Prompt) -> Screen:
    top: tuple[Block, ...] = (heading(moment, card.title),)
    if moment.revealed and not isinstance(card, Explain | Branch | Compare):
        top += (pictures.diagram(moment.stage.texts, moment.login.trace, moment.revealed),)
    return Screen(blocks=top + blocks, prompt=prompt)


def _shown(moment: Walkthrough, card: Show) -> Screen:
    text = Prose(text=card.text)
    if card.knowledge:
        # the table is as high as a window allows: it stands alone
        table = replace(pictures.knowledge_table(moment.stage.texts, moment.login.trace, moment.revealed), title="")
        blocks = (heading(moment, card.title), text, table)
        return Screen(blocks=blocks, prompt=_continue(moment, card))
    entry = select(card.entry, moment.login.trace, moment.skipped) if card.entry else None
    zoom = zoom_of(moment, card)
    about = _about(moment, entry, zoom) if entry else ()
    # the wire is longer than a window: what to look for comes first
    return _screen(moment, card, (text, *about) if zoom is Zoom.WIRE else (*about, text), _continue(moment, card))


def _compared(moment: Walkthrough, card: Compare) -> Screen:
    other = right_login(moment.stage, card.other).trace
    table = comparison(moment.stage.texts, card.entry, here=moment.login.trace, there=other, skipped=moment.skipped)
    return _screen(moment, card, (Prose(text=card.text), table), _continue(moment, card))


def _detour(moment: Walkthrough, card: Card) -> Screen:
    """What comes of doing otherwise than the lesson."""
    entry = moment.login.entries[moment.revealed - 1]
    is_last = moment.revealed == len(moment.login.entries)
    text = moment.stage.texts.say("screen.detour-over" if is_last else "screen.detour")
    note = Notice(tone=Tone.NOTE, label=moment.stage.texts.say("screen.detour-label"), text=text)
    blocks = _about(moment, entry, moment.zoom or Zoom.STORY)
    return _screen(moment, card, (*blocks, note), _continue(moment, card))


def _about(moment: Walkthrough, entry: Entry, zoom: Zoom) -> tuple[Block, ...]:
    return pictures.about(moment.stage.texts, moment.login.trace, entry, zoom)


def _question(moment: Walkthrough, card: Predict | Ask) -> Screen:
    texts, question = moment.stage.texts, card.question
    read = question_blocks.asked(card.text, question)
    if moment.answered is not None:
        blocks = (*read, *_told(texts, card, moment, moment.answered))
        return _screen(moment, card, blocks, _continue(moment, card))
    asks = texts.say("screen.predict") if isinstance(card, Predict) else ""
    keys = _keys(moment)
    prompt = question_blocks.prompt(texts, question, card=card.id, keys=keys, asks=asks, tried=moment.tried)
    return _screen(moment, card, (*read, *question_blocks.hint(texts, card.hints, moment.hints)), prompt)


def _told(texts: Texts, card: Predict | Ask, moment: Walkthrough, answered: Given) -> tuple[Block, ...]:
    """The right answer only once there are no more hints to give."""
    if isinstance(card, Predict):
        return question_blocks.predicted(texts, card.question, answered)
    return question_blocks.feedback(texts, card.question, answered, solves=moment.hints == len(card.hints))


def _move(moment: Walkthrough, card: Do) -> Screen:
    hints = question_blocks.hint(moment.stage.texts, card.hints, moment.hints)
    # a lesson that nobody checked may want a move after the end
    prompt = _move_prompt(moment, card) if moment.login.awaiting else _continue(moment, card)
    return _screen(moment, card, (Prose(text=card.text), *hints), prompt)


def _move_prompt(moment: Walkthrough, card: Do) -> Prompt:
    """What the gebruiker can do now: that is for the page that he looks at, not for the lesson."""
    texts, login = moment.stage.texts, moment.login
    keys = _keys(moment)
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


def _continue(moment: Walkthrough, card: Card) -> Continue:
    return Continue(card=card.id, label=moment.stage.texts.say("screen.continue"), keys=_keys(moment))


def _keys(moment: Walkthrough) -> tuple[KeyHint, ...]:
    return key_hints(moment.stage.texts, working(moment))


def summary(moment: Walkthrough) -> Screen:
    """No prompt: the lesson is done."""
    texts, lesson = moment.stage.texts, moment.stage.lesson
    blocks: tuple[Block, ...] = (
        heading(moment, texts.say("screen.summary")),
        Prose(text=lesson.summary),
        *_predictions(moment),
        Notice(tone=Tone.RIGHT, label=texts.say("screen.done"), text=_what_next(moment.stage)),
        Notice(
            tone=Tone.NOTE,
            label=texts.say("screen.practise"),
            text=texts.say("screen.practise-with", command=f"ehtutor quiz --lesson {lesson.id}"),
        ),
    )
    return Screen(blocks=blocks, prompt=None)


def _predictions(moment: Walkthrough) -> tuple[Table, ...]:
    """Shown, never scored."""
    rows = []
    for scene in moment.stage.lesson.scenes:
        for card in scene.cards:
            said = moment.first.get(card.id)
            if isinstance(card, Predict) and said is not None:
                labels = {option.id: option.label for option in card.question.options}
                rows.append((card.title, labels[said], labels[card.question.key]))
    if not rows:
        return ()
    texts = moment.stage.texts
    header = (texts.say("screen.prediction"), texts.say("screen.you-said"), texts.say("screen.it-became"))
    return (Table(title=texts.say("screen.predictions"), header=header, rows=tuple(rows)),)


def _what_next(stage: Stage) -> str:
    following = [lesson for lesson in stage.course.lessons if lesson.number == stage.lesson.number + 1]
    if not following:
        return stage.texts.say("screen.course-done")
    return stage.texts.say(
        "screen.next-lesson", title=following[0].title, command=f"ehtutor walkthrough {following[0].id}"
    )
