"""The first login of a lesson to be played without computers: cards for each role, and a sheet with the answers."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, assert_never

from ehtutor.course.model import Zoom
from ehtutor.course.texts import Texts
from ehtutor.export.document import Document, Listing, Piece, Section
from ehtutor.export.message_diagram import named
from ehtutor.export.state_diagram import event_words, sends_words
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.credentials import in_wallet
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.middelen import Middel
from ehtutor.protocol.network import Network, Role
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Trace, Verdict
from ehtutor.protocol.transitions import TRANSITIONS
from ehtutor.session.lesson.script import right_login
from ehtutor.session.lesson.state import Stage
from ehtutor.session.screen.blocks import FieldLine, Notice, Prose, Table, Tone
from ehtutor.session.story import pictures
from ehtutor.session.story.fields import field_lines
from ehtutor.session.story.telling import codes, ends, name_of, sentence, title
from ehtutor.value import Value

NEW: Final = "+\u00a0"
"""Before a fact that a party did not know yet; its space does not break."""


class Turn(Value):
    """One turn of one party."""

    received: Exchange | Verdict | None
    """None where the party begins by itself."""
    decided: tuple[Determination, ...]
    sent: Exchange | Verdict | None
    """None where nothing follows."""


def rolecards(stage: Stage) -> Document:
    """The cards of every party that takes part, and the answer sheet."""
    texts, scene = stage.texts, stage.lesson.scenes[0]
    login = right_login(stage, scene.id)
    trace = login.trace
    cards = [card for id, code in codes(trace).items() for card in _cards(stage, trace, id, code)]
    return Document(
        title=texts.say("material.cards", lesson=stage.lesson.title),
        language=texts.language,
        pieces=(Prose(text=texts.say("material.how-to-play", roles=len(codes(trace)))),),
        sections=(*cards, _answer_sheet(texts, trace)),
    )


def _cards(stage: Stage, trace: Trace, id: str, code: str) -> Iterator[Section]:
    texts = stage.texts
    cards = [_beginning(stage, trace, id)]
    cards += [card for turn in _turns(trace, id) for card in _turn(texts, trace, id, turn)]
    for number, sections in enumerate(cards, 1):
        title = texts.say(
            "material.card",
            role=named(code, texts.say(f"role.{code.rstrip('23456789')}")),
            number=number,
            total=len(cards),
        )
        yield Section(title=title, sections=sections, is_card=True)


def _beginning(stage: Stage, trace: Trace, id: str) -> tuple[Section, ...]:
    texts = stage.texts
    return (
        Section(title=texts.say("material.you-know"), pieces=_known_before(stage, trace, id)),
        Section(title=texts.say("material.you-never-know"), pieces=(_never_known(texts, trace, id),)),
    )


def _never_known(texts: Texts, trace: Trace, id: str) -> Piece:
    """What the role has not learned when all is over."""
    known = knowledge(trace).get(id, frozenset())
    missing = [fact for fact in Fact if fact not in known]
    if not missing:
        return Prose(text=texts.say("material.knows-all"))
    return Listing(items=tuple(texts.say(f"fact.{fact.value}") for fact in missing))


def _turn(texts: Texts, trace: Trace, id: str, turn: Turn) -> Iterator[tuple[Section, ...]]:
    """One card, or two where there is more than half a page holds."""
    received, decided, sent = _received(texts, trace, turn), _decided(texts, trace, turn), _sent(texts, trace, turn)
    otherwise = _otherwise(texts, trace, id, turn)
    if rules := _rules(texts, trace, turn):
        yield (*received, Section(title=texts.say("material.you-check"), pieces=rules))
        if sent:
            yield (*sent, *otherwise)
    elif decided:
        yield (*received, *decided, *otherwise)
        if sent:
            yield sent
    else:
        yield (*received, *sent, *otherwise)


def _received(texts: Texts, trace: Trace, turn: Turn) -> tuple[Section, ...]:
    if turn.received is None:
        return ()
    told = _named(texts, trace, "material.from", turn.received, ends(turn.received).sender)
    return (Section(title=texts.say("material.you-receive"), pieces=(told,)),)


def _named(texts: Texts, trace: Trace, key: str, entry: Exchange | Verdict, other: str) -> Notice:
    """A message by its name, with whom it comes from or goes to."""
    network = trace.scenario.network
    name = name_of(other, network, network.gebruiker(trace.scenario.gebruiker).name)
    label = texts.say(key, step=entry.step, title=title(texts, entry), name=name)
    return Notice(tone=Tone.PLAIN, label=label, text="")


def _rules(texts: Texts, trace: Trace, turn: Turn) -> tuple[Piece, ...]:
    """Every rule for what came in, where it is a message with rules."""
    if not isinstance(turn.received, Exchange) or turn.received.xml is None:
        return ()
    receiver = trace.scenario.network.party(turn.received.receiver).role
    message = type(turn.received.message)
    rules = [rule for rule in RULES if rule.receiver is receiver and rule.message is message]
    return (Listing(items=tuple(_demand(texts, rule.id) for rule in rules)),)


def _demand(texts: Texts, rule: str) -> str:
    """A rule in words; the role that checks it does not matter to them."""
    return texts.say(f"rule.{rule.partition('.')[2]}")


def _decided(texts: Texts, trace: Trace, turn: Turn) -> tuple[Section, ...]:
    if not turn.decided:
        return ()
    told = tuple(Prose(text=sentence(texts, trace, entry)) for entry in turn.decided)
    return (Section(title=texts.say("material.you-decide"), pieces=told),)


def _sent(texts: Texts, trace: Trace, turn: Turn) -> tuple[Section, ...]:
    if turn.sent is None:
        return ()
    named = _named(texts, trace, "material.to", turn.sent, ends(turn.sent).receiver)
    header = (texts.say("screen.field"), texts.say("material.write-this"))
    rows = tuple((line.name, line.value) for line in _fields(texts, turn.sent))
    table = (Table(title="", header=header, rows=rows),) if rows else ()
    return (Section(title=texts.say("material.you-send"), pieces=(named, *table)),)


def _fields(texts: Texts, sent: Exchange | Verdict) -> tuple[FieldLine, ...]:
    """What is written on the paper that is handed over; where something is wrong with it, all there is."""
    if isinstance(sent, Verdict):
        return field_lines(texts, sent.page, Zoom.PROTOCOL)
    is_wrong = any(not finding.holds for finding in sent.findings)
    return field_lines(texts, sent.message, Zoom.WIRE if is_wrong else Zoom.PROTOCOL)


def _otherwise(texts: Texts, trace: Trace, id: str, turn: Turn) -> tuple[Section, ...]:
    """The other rows of the table for the state in which the message came."""
    if id == BROWSER or not isinstance(turn.received, Exchange) or turn.received.event is None:
        return ()
    role, state = trace.scenario.network.party(id).role, type(turn.received.changes[id].before)
    others = [
        row
        for row in TRANSITIONS
        if (row.role, row.state) == (role, state) and row.event is not type(turn.received.event)
    ]
    items = tuple(f"{event_words(row, texts)}: {sends_words(row, texts)}" for row in others)
    return (Section(title=texts.say("material.otherwise"), pieces=(Listing(items=items),)),) if items else ()


def _answer_sheet(texts: Texts, trace: Trace) -> Section:
    """Step by step who knows what, and the whole of it at the end."""
    code_by_id = codes(trace)
    header = (
        texts.say("material.step"),
        texts.say("material.happens"),
        *(_column(texts, code) for code in code_by_id.values()),
    )
    entries = [entry for entry in trace.entries if not isinstance(entry, DecisionTaken)]
    rows = tuple(_step(texts, trace, step, list(group)) for step, group in groupby(entries, key=lambda each: each.step))
    return Section(
        title=texts.say("material.answer-sheet"),
        pieces=(
            Prose(text=texts.say("material.how-to-read")),
            Table(title="", header=header, rows=rows),
            pictures.knowledge_table(texts, trace, len(trace.entries)),
        ),
        opens_page=True,
    )


def _column(texts: Texts, code: str) -> str:
    return texts.say(f"role.{code}") if code == Role.GEBRUIKER.value else code


def _step(texts: Texts, trace: Trace, step: int, entries: list[Entry]) -> tuple[str, ...]:
    """What happens in this step, and what each party knows after it; what is new has a plus."""
    before, after = knowledge(trace, entries[0].n - 1), knowledge(trace, entries[-1].n)
    told = " ".join(_told(texts, trace, entry) for entry in entries)
    known = (_facts(texts, before.get(id, frozenset()), after.get(id, frozenset())) for id in codes(trace))
    return (str(step), told, *known)


def _told(texts: Texts, trace: Trace, entry: Entry) -> str:
    """The sentence of the story, and which rule was not met."""
    failed = [finding for finding in (entry.findings if isinstance(entry, Exchange) else ()) if not finding.holds]
    rules = [f"✗ {_demand(texts, finding.rule)}." for finding in failed]
    return " ".join((sentence(texts, trace, entry), *rules))


def _facts(texts: Texts, before: frozenset[Fact], after: frozenset[Fact]) -> str:
    said = (f"{'' if fact in before else NEW}{texts.say(f'fact.{fact.value}')}" for fact in Fact if fact in after)
    return ", ".join(said) or "—"


def _known_before(stage: Stage, trace: Trace, id: str) -> tuple[Piece, ...]:
    """The role in a sentence or two, and what it has to hand."""
    texts, scenario = stage.texts, trace.scenario
    network = scenario.network
    service, gebruiker = network.service(scenario.service), network.gebruiker(scenario.gebruiker)
    role = Role.GEBRUIKER if id == BROWSER else network.party(id).role
    told = texts.say(
        f"material.start.{role.value}",
        gebruiker=gebruiker.name,
        company=gebruiker.company,
        name_id=gebruiker.name_id,
        service=service.name,
        loa=service.loa.label,
        dv=network.party(service.dv).name,
        hm=network.sole(Role.HM).name,
        name=gebruiker.name if id == BROWSER else network.party(id).name,
    )
    items = _at_hand(stage, trace, id, role)
    return (Prose(text=told), *((Listing(items=items),) if items else ()))


def _at_hand(stage: Stage, trace: Trace, id: str, role: Role) -> tuple[str, ...]:
    texts, network = stage.texts, trace.scenario.network
    gebruiker = network.gebruiker(trace.scenario.gebruiker)
    match role:
        case Role.GEBRUIKER:
            return _wallet(stage, trace)
        case Role.DV:
            return ()
        case Role.HM:
            return tuple(_middel(texts, "registered", network, network.middel(each)) for each in gebruiker.registered)
        case Role.AD:
            return tuple(_middel(texts, "issued", network, each) for each in network.middelen if each.ad == id)
        case _:
            assert_never(role)


def _middel(texts: Texts, key: str, network: Network, middel: Middel) -> str:
    return texts.say(
        f"material.start.{key}",
        middel=middel.name,
        number=middel.number,
        loa=middel.loa.label,
        ad=network.party(middel.ad).name,
        holder=network.gebruiker(middel.holder).name,
    )


def _wallet(stage: Stage, trace: Trace) -> tuple[str, ...]:
    texts, network = stage.texts, trace.scenario.network
    gebruiker = network.gebruiker(trace.scenario.gebruiker)
    items = []
    for item in gebruiker.wallet:
        middel = network.middel(item.number)
        typed = in_wallet(item, middel.kind, stage.course.now)
        secrets = (f"{texts.say(f'blank.{blank}')}: {value}" for blank, value in typed.items())
        items.append(" · ".join((middel.name, middel.number, middel.loa.label, *secrets)))
    return tuple(items)


def _turns(trace: Trace, party: str) -> tuple[Turn, ...]:
    """The turns of this party, in order."""
    return tuple(_turn_of(part, party) for part in _parted(trace, party))


def _parted(trace: Trace, party: str) -> Iterator[tuple[Entry, ...]]:
    """Its entries, parted before each that comes in."""
    held: list[Entry] = []
    for entry in trace.entries:
        between = ends(entry)
        if party not in (between.sender, between.receiver) or isinstance(entry, DecisionTaken):
            continue
        if between.receiver == party != between.sender and held:
            yield tuple(held)
            held = []
        held.append(entry)
    if held:
        yield tuple(held)


def _turn_of(part: tuple[Entry, ...], party: str) -> Turn:
    messages = [entry for entry in part if isinstance(entry, Exchange | Verdict)]
    return Turn(
        received=next((each for each in messages if ends(each).receiver == party), None),
        decided=tuple(entry for entry in part if isinstance(entry, Determination)),
        sent=next((each for each in messages if ends(each).sender == party), None),
    )
