"""From a moment in a lesson to its screen: which blocks, and which prompt with which keys."""

from typing import assert_never

from ehtutor.course.model import Ask, Card, Do, Explain, Option, Predict, Show, Zoom
from ehtutor.protocol.credentials import BLANKS_BY_KIND
from ehtutor.protocol.pages import Challenge, MiddelQuestion
from ehtutor.protocol.trace import Entry, Exchange
from ehtutor.session import overlay, pictures
from ehtutor.session.frame import heading, key_hints
from ehtutor.session.screen import (
    Blank,
    Block,
    Choice,
    Choose,
    Continue,
    Key,
    Notice,
    Prompt,
    Prose,
    Screen,
    Tone,
    Write,
)
from ehtutor.session.select import select
from ehtutor.session.state import Stage, Walkthrough, card_of, is_done
from ehtutor.session.summary import summary
from ehtutor.session.walkthrough import CANCEL, SIGN_IN, zoom_of


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
        case Explain(text=text):
            return _screen(stage, state, card, (Prose(text=text),), _continue(stage, state, card))
        case Show():
            return _shown(stage, state, card)
        case Predict() | Ask():
            return _question(stage, state, card)
        case Do():
            return _move(stage, state, card)
        case _:
            assert_never(card)


def _screen(stage: Stage, state: Walkthrough, card: Card, blocks: tuple[Block, ...], prompt: Prompt) -> Screen:
    top: tuple[Block, ...] = (heading(stage, state, card.title),)
    if state.revealed and not isinstance(card, Explain):
        top += (pictures.diagram(stage.texts, state.login.trace, state.revealed),)
    return Screen(blocks=top + blocks, prompt=prompt)


def _shown(stage: Stage, state: Walkthrough, card: Show) -> Screen:
    entry = select(card.entry, state.login.trace, state.skipped)
    zoom, text = zoom_of(state, card), Prose(text=card.text)
    about = _about(stage, state, entry, zoom) if entry else ()
    if card.knowledge:
        about += (pictures.knowledge_table(stage.texts, state.login.trace, state.revealed),)
    # the wire is longer than a window: what to look for comes first
    blocks = (text, *about) if zoom is Zoom.WIRE or card.knowledge else (*about, text)
    return _screen(stage, state, card, blocks, _continue(stage, state, card))


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
    hints = _hints(stage, state, card.hints)
    if state.answered is None:
        choices = tuple(_choice(option, state) for option in card.options)
        word = "predict" if isinstance(card, Predict) else "ask"
        prompt = Choose(
            card=card.id,
            question=stage.texts.say(f"screen.{word}"),
            choices=choices,
            keys=key_hints(stage, _keys(state, card)),
        )
        return _screen(stage, state, card, (Prose(text=card.text), *hints), prompt)
    blocks = (Prose(text=card.text), _feedback(stage, state.answered, card))
    return _screen(stage, state, card, blocks, _continue(stage, state, card))


def _choice(option: Option, state: Walkthrough) -> Choice:
    # a wrong option that was tried keeps its why beside it
    return Choice(id=option.id, label=option.label, note="✗" if option.id in state.tried else "")


def _feedback(stage: Stage, answered: str, card: Predict | Ask) -> Notice:
    chosen = {option.id: option for option in card.options}[answered]
    is_right = answered == card.key
    if isinstance(card, Predict):
        label = stage.texts.say("screen.predicted", label=chosen.label)
        return Notice(tone=Tone.NOTE, label=label, text=chosen.why)
    word = stage.texts.say("screen.right" if is_right else "screen.wrong")
    return Notice(tone=Tone.RIGHT if is_right else Tone.WRONG, label=f"{word}: {chosen.label}", text=chosen.why)


def _move(stage: Stage, state: Walkthrough, card: Do) -> Screen:
    hints = _hints(stage, state, card.hints)
    return _screen(stage, state, card, (Prose(text=card.text), *hints), _move_prompt(stage, state, card))


def _move_prompt(stage: Stage, state: Walkthrough, card: Do) -> Prompt:
    """What the gebruiker can do now: that is for the page that he looks at, not for the lesson."""
    texts, login, keys = stage.texts, state.login, _keys(state, card)
    assert login.awaiting is not None
    party = login.scenario.network.party(login.awaiting.party).name
    match login.awaiting.page:
        case None:
            service = login.scenario.network.service(login.scenario.service).name
            label = texts.say("screen.sign-in", service=service, party=party)
            return Choose(
                card=card.id,
                question=texts.say("screen.sign-in-question"),
                choices=(Choice(id=SIGN_IN, label=label),),
                keys=key_hints(stage, keys),
            )
        case MiddelQuestion() as page:
            return Choose(
                card=card.id,
                question=texts.say("screen.middel-question", party=party, loa=page.loa.label),
                choices=(*pictures.offers(texts, page), Choice(id=CANCEL, label=texts.say("screen.cancel"))),
                keys=key_hints(stage, keys),
            )
        case Challenge() as page:
            return Write(
                card=card.id,
                question=texts.say("screen.challenge-question", party=party, tries=page.tries_left),
                blanks=tuple(
                    Blank(id=id, label=texts.say(f"blank.{id}"), is_secret=id != "code")
                    for id in BLANKS_BY_KIND[page.kind]
                ),
                keys=key_hints(stage, (Key.CANCEL, *keys)),
            )
        case _:
            assert_never(login.awaiting.page)


def _hints(stage: Stage, state: Walkthrough, hints: tuple[str, ...]) -> tuple[Notice, ...]:
    """The last hint that was given; each says more than the one before."""
    if not state.hints or not hints:
        return ()
    label = stage.texts.say("screen.hint", number=state.hints, total=len(hints))
    return (Notice(tone=Tone.NOTE, label=label, text=hints[state.hints - 1]),)


def _continue(stage: Stage, state: Walkthrough, card: Card) -> Continue:
    return Continue(card=card.id, label=stage.texts.say("screen.continue"), keys=key_hints(stage, _keys(state, card)))


def _keys(state: Walkthrough, card: Card) -> tuple[Key, ...]:
    """The keys that do something now, in the order of the prompt line."""
    entry = state.login.entries[state.revealed - 1] if state.revealed else None
    is_message = isinstance(entry, Exchange) and (isinstance(card, Show) or state.on_detour)
    hints = card.hints if isinstance(card, Predict | Ask | Do) else ()
    can_hint = state.hints < len(hints) and state.answered is None and not state.on_detour
    works = {
        Key.BACK: state.before is not None,
        Key.ZOOM: is_message,
        Key.KNOWLEDGE: state.revealed > 0,
        Key.WALLET: True,
        Key.HINT: can_hint,
        Key.AGAIN: state.before is not None,
        Key.HELP: True,
        Key.QUIT: True,
    }
    return tuple(key for key, does in works.items() if does)
