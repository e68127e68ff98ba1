"""What can lie over a card for a moment: who knows what, the wallet, the keys, and where to go back to."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from ehtutor.course.glossary_file import marked
from ehtutor.course.model import Term
from ehtutor.course.texts import Texts
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.pages import Challenge
from ehtutor.session.lesson.frame import OF_A_LESSON, heading, key_hints
from ehtutor.session.lesson.state import CardCover, Walkthrough
from ehtutor.session.screen.blocks import Block, Table
from ehtutor.session.screen.prompt import Choose, Continue, Key, Selectable
from ehtutor.session.screen.screen import Screen
from ehtutor.session.story import pictures
from ehtutor.value import replace


def view(moment: Walkthrough, overlay: CardCover) -> Screen:
    """The overlay, and the way back to the card."""
    title = moment.stage.texts.say(f"keys.{overlay.value}.title")
    top: tuple[Block, ...] = (heading(moment, title),)
    match overlay:
        case CardCover.KNOWLEDGE:
            table = pictures.knowledge_table(moment.stage.texts, moment.login.trace, moment.revealed)
            return _over(moment, (*top, replace(table, title="")))
        case CardCover.WALLET:
            return _over(moment, (*top, _wallet(moment)))
        case CardCover.TERMS:
            return _over(moment, (*top, terms(moment.stage.texts, moment.stage.course.glossary, moment.text)))
        case CardCover.HELP:
            return _over(moment, (*top, keys(moment.stage.texts, OF_A_LESSON)))
        case CardCover.AGAIN:
            return Screen(blocks=top, prompt=_again(moment))
        case _:
            assert_never(overlay)


def _over(moment: Walkthrough, blocks: tuple[Block, ...]) -> Screen:
    prompt = Continue(
        card=moment.card.id,
        label=moment.stage.texts.say("screen.back-to-card"),
        keys=key_hints(moment.stage.texts, (Key.BACK, Key.QUIT)),
    )
    return Screen(blocks=blocks, prompt=prompt)


def _wallet(moment: Walkthrough) -> Table:
    """The learner's own middelen with what he has to type; the one that is asked for now is marked."""
    texts, login = moment.stage.texts, moment.login
    page = login.awaiting.page if login.awaiting else None
    asked = page.number if isinstance(page, Challenge) else None
    items = {item.number: item for item in login.gebruiker.wallet}
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


def terms(texts: Texts, glossary: Mapping[str, Term], text: str) -> Table:
    """The terms that are marked in a text, with what each means."""
    found = [glossary[id] for id in marked(text) if id in glossary]
    rows = tuple((f"{term.name} ({term.code})" if term.code else term.name, term.definition) for term in found)
    return Table(title="", header=(texts.say("screen.term"), texts.say("screen.means")), rows=rows)


def keys(texts: Texts, listed: Iterable[Key]) -> Table:
    """These keys with what each does; the letters are those of the prompt line."""
    rows = [
        (texts.say("screen.enter"), texts.say("screen.enter-does")),
        (texts.say("screen.scroll"), texts.say("screen.scroll-does")),
    ]
    rows += [(texts.say(f"keys.{key.value}.letter"), texts.say(f"keys.{key.value}.does")) for key in listed]
    header = (texts.say("screen.help-key"), texts.say("screen.help-does"))
    return Table(title="", header=header, rows=tuple(rows))


def _again(moment: Walkthrough) -> Choose:
    return Choose(
        card=moment.card.id,
        question=moment.stage.texts.say("screen.again"),
        choices=tuple(Selectable(id=each.id, label=each.card.title) for each in moment.visited),
        keys=key_hints(moment.stage.texts, (Key.BACK, Key.QUIT)),
    )
