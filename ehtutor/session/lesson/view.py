"""From a moment in a lesson to its screen: which blocks, and which prompt with which keys."""

from typing import assert_never

from ehtutor.course.model import Ask, Branch, Compare, Do, Explain, FreeMove, Goal, Predict, Show, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.decisions import SIGN_IN
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.trace import Entry, Exchange
from ehtutor.quiz.questions import Given
from ehtutor.session.lesson import goal_view, summary
from ehtutor.session.lesson.gebruiker import CANCEL
from ehtutor.session.lesson.script import right_login
from ehtutor.session.lesson.state import CardCover, Cover, Passed, Walkthrough, has_fields, is_sent
from ehtutor.session.screen.beside import key_hints, keys_table, terms_table
from ehtutor.session.screen.blocks import Block, Heading, Notice, Prose, Screen, Table, Tone
from ehtutor.session.screen.prompt import Blank, Choose, Continue, Key, KeyHint, Prompt, Selectable, Takes, Write
from ehtutor.session.story import pictures, question_blocks
from ehtutor.value import replace


def view(moment: Walkthrough) -> Screen:
    """What the learner sees at this moment."""
    if moment.cover is not None:
        return _covered(moment, moment.cover)
    if moment.is_done:
        return _summary(moment)
    if moment.on_detour:
        return _detour(moment)
    match moment.card:
        case Explain() | Branch():
            return _screen(moment, (Prose(text=moment.text),), _continue(moment))
        case Show() as card:
            return _shown(moment, card)
        case Predict() | Ask() as card:
            return _question(moment, card)
        case Do() as card:
            return _move(moment, card)
        case Goal() as card:
            return _aimed(moment, card)
        case Compare() as card:
            return _compared(moment, card)
        case card:
            assert_never(card)


def _heading(moment: Walkthrough, title: str, zoom: Zoom | None = None) -> Heading:
    """The lesson and how far it is, the card, where the login is, and how deep its message is shown."""
    texts, lesson, (card, cards) = moment.stage.texts, moment.stage.lesson, moment.place
    card = min(card, cards)
    return Heading(
        lesson=texts.say("screen.lesson", number=lesson.number, title=lesson.title),
        title=title,
        step=card,
        steps=cards,
        step_label=texts.say("screen.card", card=card, cards=cards),
        login=_login(moment),
        levels=_levels(texts, zoom) if zoom is not None else "",
    )


def _login(moment: Walkthrough) -> str:
    """Which login this is, where the lesson has more of them, and at which step of the story it is."""
    texts, scenes = moment.stage.texts, len(moment.stage.lesson.scenes)
    entries, steps = moment.login.entries[: moment.revealed], moment.login.scenario.profile.steps
    step = max((entry.step for entry in entries), default=None)
    if step is None or moment.is_done:
        return ""
    if scenes == 1 or isinstance(moment.card, Goal):
        return texts.say("screen.step", step=step, steps=steps)
    return texts.say("screen.login-step", login=moment.scene_index + 1, logins=scenes, step=step, steps=steps)


def _levels(texts: Texts, now: Zoom) -> str:
    """All of them, with the one that is on between brackets."""
    words = ((level, texts.say(f"screen.level.{level.value}")) for level in Zoom)
    return " · ".join(texts.say("screen.zoom-now", level=word) if level is now else word for level, word in words)


def _screen(moment: Walkthrough, blocks: tuple[Block, ...], prompt: Prompt) -> Screen:
    top = _top(moment)
    is_about_a_field = moment.table is not None and moment.table.field
    # where one field is lit, the message is the picture
    if moment.revealed and not is_about_a_field and not isinstance(moment.card, Explain | Branch | Compare):
        top += (pictures.diagram(moment.stage.texts, moment.login.trace, moment.drawn),)
    return Screen(blocks=top + blocks, prompt=prompt)


def _top(moment: Walkthrough) -> tuple[Block, ...]:
    """The heading, and after a jump the way back from it."""
    texts = moment.stage.texts
    heading = _heading(moment, moment.card.title, moment.zoom if Key.ZOOM in moment.working else None)
    if moment.jumped_from is None:
        return (heading,)
    (here, cards), (there, _) = moment.place, moment.jumped_from.place
    said = texts.say("screen.jumped", card=here, cards=cards, there=there, letter=texts.say("keys.undo.letter"))
    return (heading, Notice(tone=Tone.NOTE, label="", text=said))


def _shown(moment: Walkthrough, card: Show) -> Screen:
    text = Prose(text=card.text)
    if card.knowledge:
        # the table is as high as a window allows: it stands alone
        table = replace(pictures.knowledge_table(moment.stage.texts, moment.login.trace, moment.revealed), title="")
        return Screen(blocks=(*_top(moment), text, table), prompt=_continue(moment))
    return _screen(moment, (*_tabled(moment), text), _continue(moment))


def _tabled(moment: Walkthrough) -> tuple[Block, ...]:
    """The message that lies on the table."""
    if moment.on_table is None:
        return ()
    lit = moment.table.field if moment.table else ""
    return _about(moment, moment.on_table, moment.zoom, lit)


def _compared(moment: Walkthrough, card: Compare) -> Screen:
    other = right_login(moment.stage, card.other).trace
    table = pictures.comparison(
        moment.stage.texts, card.entry, here=moment.login.trace, there=other, skipped=moment.skipped
    )
    return _screen(moment, (Prose(text=card.text), table), _continue(moment))


def _detour(moment: Walkthrough) -> Screen:
    """What comes of doing otherwise than the lesson."""
    is_last = moment.revealed == len(moment.login.entries)
    text = moment.stage.texts.say("screen.detour-over" if is_last else "screen.detour")
    note = Notice(tone=Tone.NOTE, label=moment.stage.texts.say("screen.detour-label"), text=text)
    return _screen(moment, (*_tabled(moment), note), _continue(moment))


def _about(moment: Walkthrough, entry: Entry, zoom: Zoom, lit: str = "") -> tuple[Block, ...]:
    return pictures.about(moment.stage.texts, moment.login.trace, entry, zoom, lit)


def _question(moment: Walkthrough, card: Predict | Ask) -> Screen:
    texts, question = moment.stage.texts, card.question
    tabled = _tabled(moment)
    if isinstance(card, Ask) and card.before_findings and not moment.is_settled:
        tabled = tuple(map(pictures.unjudged, tabled[:1]))
    read = (*tabled, *question_blocks.asked(card.text, question))
    if moment.answered is not None:
        blocks = (*read, *_told(moment, card, moment.answered))
        return _screen(moment, blocks, _continue(moment, "screen.continue" if moment.is_settled else "screen.retry"))
    asks = texts.say("screen.predict") if isinstance(card, Predict) else ""
    keys = _keys(moment)
    prompt = question_blocks.prompt(texts, question, card=card.id, keys=keys, asks=asks, tried=moment.tried)
    return _screen(moment, (*read, *question_blocks.hint(texts, card.hints, moment.hints)), prompt)


def _told(moment: Walkthrough, card: Predict | Ask, answered: Given) -> tuple[Block, ...]:
    """The right answer only once there is nothing left to try."""
    if isinstance(card, Predict):
        return question_blocks.predicted(moment.stage.texts, card.question, answered)
    return question_blocks.feedback(moment.stage.texts, card.question, answered, solves=moment.is_settled)


def _move(moment: Walkthrough, card: Do) -> Screen:
    hints = question_blocks.hint(moment.stage.texts, card.hints, moment.hints)
    # a lesson that nobody checked may want a move after the end
    prompt = _move_prompt(moment, card) if moment.login.awaiting else _continue(moment)
    return _screen(moment, (Prose(text=card.text), *hints), prompt)


def _aimed(moment: Walkthrough, card: Goal) -> Screen:
    """The end that is asked for, and what the learner decides on his way there, or what became of it."""
    text, hints = Prose(text=card.text), question_blocks.hint(moment.stage.texts, card.hints, moment.hints)
    if moment.login.awaiting is None:
        told = goal_view.became(moment, card)
        label = "screen.continue" if moment.is_settled else "goal.again"
        return _screen(moment, (text, *told), _continue(moment, label))
    asked = goal_view.beforehand(moment, card)
    if asked is None:
        return _screen(moment, (text, *hints), _move_prompt(moment, card))
    question, choices = asked
    choose = Choose(card=card.id, question=question, choices=choices, keys=_keys(moment))
    return _screen(moment, (text, *hints), choose)


def _move_prompt(moment: Walkthrough, card: Do | Goal) -> Prompt:
    """What the gebruiker can do now: that is for the page that he looks at, not for the lesson."""
    texts, decision, keys = moment.stage.texts, moment.login.awaiting, _keys(moment)
    assert decision is not None
    party = moment.login.scenario.network.party(decision.party).name
    asks = pictures.page_prompt(texts, decision.page, party)
    question = texts.say(f"screen.{decision.row.word}-question", party=party, **asks.words)
    if decision.blanks:
        blanks = tuple(
            Blank(id=id, label=texts.say(f"blank.{id}"), takes=Takes.TEXT if id == "code" else Takes.SECRET)
            for id in decision.blanks
        )
        return Write(card=card.id, question=question, blanks=blanks, keys=keys)
    if moment.is_plain_sign_in:
        return Continue(card=card.id, label=asks.choices[0].label, keys=keys, chooses=SIGN_IN)
    can_cancel = decision.row.can_cancel and not (isinstance(card, Goal) and FreeMove.CANCEL not in card.moves)
    cancel = (Selectable(id=CANCEL, label=texts.say("screen.cancel")),) if can_cancel else ()
    choices = (*asks.choices, *cancel)
    untried = next((choice.id for choice in choices if choice.id not in moment.tried), "")
    start = untried if moment.tried else ""
    return Choose(card=card.id, question=question, choices=choices, keys=keys, start=start)


def _continue(moment: Walkthrough, label: str = "screen.continue") -> Continue:
    return Continue(card=moment.card.id, label=moment.stage.texts.say(label), keys=_keys(moment))


def _keys(moment: Walkthrough) -> tuple[KeyHint, ...]:
    texts = moment.stage.texts
    labels = {Key.UNDO: texts.say("screen.undo-jump"), Key.ZOOM: _next_level(texts, moment.zoom)}
    if moment.zoom is not Zoom.WIRE:
        # the line is full as it is: it says so to who reads letter by letter, and the list of keys to everybody
        labels[Key.EXACT] = ""
    return key_hints(texts, moment.working, labels)


def _next_level(texts: Texts, zoom: Zoom) -> str:
    return texts.say(f"screen.level.{zoom.deeper.value}")


def _summary(moment: Walkthrough) -> Screen:
    """No prompt: the lesson is done."""
    heading = _heading(moment, moment.stage.texts.say("screen.summary"))
    return Screen(blocks=(heading, *summary.told(moment)), prompt=None)


def _covered(moment: Walkthrough, cover: Cover) -> Screen:
    """What lies over the card, and the way back to it."""
    if isinstance(cover, Passed):
        return _looked_back(moment, cover)
    texts = moment.stage.texts
    top: tuple[Block, ...] = (_heading(moment, texts.say(f"keys.{cover.value}.title")),)
    match cover:
        case CardCover.KNOWLEDGE:
            table = pictures.knowledge_table(texts, moment.login.trace, moment.revealed)
            return _over(moment, cover, (*top, replace(table, title="")))
        case CardCover.WALLET:
            return _over(moment, cover, (*top, _wallet(moment)))
        case CardCover.TERMS:
            return _over(moment, cover, (*top, terms_table(texts, moment.stage.course.glossary, moment.text)))
        case CardCover.HELP:
            does = {Key.UNDO: texts.say("screen.undo-jump-does")}
            return _over(moment, cover, (*top, keys_table(texts, moment.uncovered.working, does)))
        case CardCover.EXACT:
            return _over(moment, cover, (*top, *_exact(moment, moment.on_table)))
        case CardCover.AGAIN:
            return Screen(blocks=top, prompt=_again(moment))
        case _:
            assert_never(cover)


def _over(moment: Walkthrough, cover: CardCover, blocks: tuple[Block, ...]) -> Screen:
    """Something to read over the card; the key that opened it closes it too."""
    keys = _over_keys(moment, (Key.QUIT,), unsaid=(Key(cover.value), Key.BACK))
    label = moment.stage.texts.say("screen.back-to-card")
    return Screen(blocks=blocks, prompt=Continue(card=moment.card.id, label=label, keys=keys, closes=True))


def _over_keys(moment: Walkthrough, keys: tuple[Key, ...], *, unsaid: tuple[Key, ...]) -> tuple[KeyHint, ...]:
    """The keys over a card: `unsaid` are those that do what Enter, or another one, is said to do."""
    texts, cover = moment.stage.texts, moment.cover
    labels = {Key.BACK: texts.say("screen.back-to-card")} | dict.fromkeys(unsaid, "")
    if isinstance(cover, Passed) and cover.zoom is not None:
        labels[Key.ZOOM] = _next_level(texts, cover.zoom)
    return key_hints(texts, (*keys, *unsaid), labels)


def _exact(moment: Walkthrough, entry: Entry | None) -> tuple[Block, ...]:
    texts = moment.stage.texts
    return (pictures.exact(texts, moment.login.trace, entry),) if isinstance(entry, Exchange) else ()


def _looked_back(moment: Walkthrough, cover: Passed) -> Screen:
    """All that has passed, to choose from, or the one that was chosen."""
    texts, entry = moment.stage.texts, moment.seen[cover.at]
    if cover.zoom is None:
        choose = Choose(
            card=moment.card.id,
            question=texts.say("screen.passed"),
            choices=pictures.passed(texts, moment.login.trace, moment.revealed),
            keys=_over_keys(moment, (Key.BACK, Key.QUIT), unsaid=(Key.PASSED,)),
            start=f"{pictures.PASSED}{cover.at}",
        )
        return Screen(blocks=(_heading(moment, texts.say("keys.passed.title")),), prompt=choose)
    title = texts.say(f"keys.{'exact' if cover.is_exact else 'passed'}.title")
    read = _exact(moment, entry) if cover.is_exact else _about(moment, entry, cover.zoom)
    unsaid = (Key.BACK, Key.PASSED, *((Key.EXACT,) if cover.is_exact else ()))
    works = {Key.ZOOM: has_fields(entry), Key.EXACT: is_sent(entry)}
    keys = tuple(key for key, does in works.items() if does and not cover.is_exact)
    prompt = Continue(
        card=moment.card.id,
        label=texts.say("screen.back-to-message" if cover.is_exact else "screen.back-to-list"),
        keys=_over_keys(moment, (*keys, Key.QUIT), unsaid=unsaid),
        closes=True,
    )
    heading = _heading(moment, title, cover.zoom if Key.ZOOM in keys else None)
    return Screen(blocks=(heading, *read), prompt=prompt)


def _again(moment: Walkthrough) -> Choose:
    """The cards to go back to, each with what that costs; the pointer stands where the learner is."""
    texts, here = moment.stage.texts, moment.uncovered
    return Choose(
        card=moment.card.id,
        question=texts.say("screen.again"),
        choices=tuple(Selectable(id=each.id, label=each.card.title, note=_cost(here, each)) for each in here.visited),
        keys=_over_keys(moment, (Key.BACK, Key.QUIT), unsaid=(Key.AGAIN,)),
        start=moment.id,
    )


def _cost(here: Walkthrough, there: Walkthrough) -> str:
    """How far back a card is, and how much is asked again."""
    texts, cards = here.stage.texts, here.place[0] - there.place[0]
    repeated = (each.card.id for each in here.visited if there is not here and each.card_index >= there.card_index)
    again = len(here.first.keys() & set(repeated))
    told = [texts.say("screen.cards-back", count=cards) if cards else texts.say("screen.here-now")]
    return ", ".join([*told, *([texts.say("screen.asked-again", count=again)] if again else [])])


def _wallet(moment: Walkthrough) -> Table:
    """The learner's own middelen with what he has to type; the one that is asked for now is marked."""
    texts, login = moment.stage.texts, moment.login
    asked = login.awaiting.middel if login.awaiting else None
    items = login.gebruiker.wallet_by_number
    rows = []
    carried = (number for number in login.gebruiker.registered if number in items)
    for middel in map(login.scenario.network.middel, carried):
        typed = in_wallet(items[middel.number], middel.kind, login.world.now)
        secrets = ", ".join(f"{texts.say(f'blank.{blank}')}: {value}" for blank, value in typed.items())
        rows.append((_named(texts.say("screen.asked-now"), middel, is_asked=middel.number == asked), secrets))
    return Table(
        title=texts.say("screen.wallet", gebruiker=login.gebruiker.name, company=login.gebruiker.company),
        header=(texts.say("screen.wallet-middel"), texts.say("screen.wallet-secret")),
        rows=tuple(rows),
        caption=texts.say("screen.wallet-caption"),
    )


def _named(mark: str, middel: Middel, *, is_asked: bool) -> str:
    name = f"{middel.name} ({middel.loa.label})"
    return f"{name} {mark}" if is_asked else name
