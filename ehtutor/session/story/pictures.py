"""Blocks made from a trace: the diagram, a message alone or beside another, its findings, who knows what."""

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from ehtutor.course.model import Selector, Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.decisions import SIGN_IN
from ehtutor.protocol.delivered import Channel
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.network import Role
from ehtutor.protocol.pages import AskingPage, Challenge, MiddelQuestion, SignInPage
from ehtutor.protocol.rules import Finding
from ehtutor.protocol.trace import DecisionTaken, Determination, Entry, Exchange, Outcome, Trace, Verdict
from ehtutor.saml.messages import Message
from ehtutor.saml.outline import as_written
from ehtutor.session.screen.blocks import (
    Arrow,
    Block,
    Diagram,
    Ending,
    FieldLine,
    FindingLine,
    Findings,
    MessagePanel,
    Participant,
    Table,
    Tone,
    WireLine,
)
from ehtutor.session.screen.prompt import Selectable
from ehtutor.session.story.fields import field_lines
from ehtutor.session.story.telling import Ends, arrow, channel, codes, ends, select, sentence, short_arrow, title
from ehtutor.session.story.wire import wire_lines, written_line
from ehtutor.value import Value, replace

MOST_COMPARED: Final = 5
"""Rows: a value is often longer than its column."""
PASSED: Final = "passed."
"""Before the number of what has passed, in the id by which it is chosen."""
_NOTHING: Final = "—"
"""Where a message has no such field."""


def diagram(texts: Texts, trace: Trace, revealed: int) -> Diagram:
    """The login up to and including entry number `revealed`."""
    code_by_id = codes(trace)
    return Diagram(
        participants=tuple(
            Participant(code=code, name=_role_name(texts, code)) for code in _columns(trace, code_by_id)
        ),
        arrows=tuple(
            _arrow(texts, trace, entry, code_by_id, is_current=entry.n == revealed)
            for entry in trace.entries[:revealed]
            if not isinstance(entry, DecisionTaken)
        ),
        now_label=texts.say("screen.now"),
        via_label=texts.say("screen.via"),
    )


def about(texts: Texts, trace: Trace, entry: Entry, zoom: Zoom, lit: str = "") -> tuple[Block, ...]:
    """All there is to say of one entry at this zoom; where one field of it is lit, not what was checked."""
    blocks: list[Block] = [panel(texts, trace, entry, zoom, lit)]
    if lit:
        return tuple(blocks)
    if isinstance(entry, Exchange) and entry.findings and (zoom is Zoom.WIRE or not _all_hold(entry.findings)):
        blocks.append(findings(texts, entry.findings))
    if isinstance(entry, Verdict):
        blocks.append(verdict(texts, entry))
    return tuple(blocks)


def unjudged(block: Block) -> Block:
    """A message as it comes in, without what its receiver makes of it, and without what it was before."""
    if not isinstance(block, MessagePanel):
        return block
    fields = tuple(replace(line, before="") for line in block.fields)
    wire = tuple(replace(line, before="") for line in block.wire)
    return replace(block, footer="", is_sound=None, fields=fields, wire=wire)


def panel(texts: Texts, trace: Trace, entry: Entry, zoom: Zoom, lit: str = "") -> MessagePanel:
    """One entry as a panel, with this field of it lit, if any."""
    code_by_id, between = codes(trace), ends(entry)
    is_inside = between.sender == between.receiver
    message = entry.message if isinstance(entry, Exchange) else entry.page if isinstance(entry, Verdict) else None
    xml, original = (entry.xml, entry.original) if isinstance(entry, Exchange) else (None, None)
    written: tuple[WireLine, ...] = ()
    if isinstance(message, Message) and xml is not None and (zoom is Zoom.WIRE or original is not None):
        written = wire_lines(texts, message, xml, lit=lit, before=original)
    wire = written if zoom is Zoom.WIRE else ()
    fields = _fields(texts, message, xml, zoom, lit) if message and not wire else ()
    if isinstance(message, Message) and xml is not None and original is not None and not wire:
        fields = _changed(texts, fields, message, as_written(xml) or message, written, lit)
    return MessagePanel(
        sender=code_by_id[between.sender],
        receiver=code_by_id[between.receiver],
        title=title(texts, entry),
        channel=texts.say("channel.internal" if is_inside else f"channel.{channel(entry).value}"),
        seal=texts.say("screen.signed-within" if _is_unsound_within(entry) else "screen.signed") if xml else "",
        is_sound=_is_sound(entry),
        sentence=_sentence(texts, trace, entry),
        fields=fields,
        wire=wire,
        xml=xml.decode(errors="replace") if xml and zoom is Zoom.WIRE and not wire else None,
        was=texts.say("screen.was"),
        rest=_rest(texts, wire or fields),
        footer=_footer(texts, entry) if isinstance(entry, Exchange) and entry.findings else "",
    )


def _sentence(texts: Texts, trace: Trace, entry: Entry) -> str:
    """What happens; of a message that was changed after it was signed, that too."""
    told = sentence(texts, trace, entry)
    if isinstance(entry, Exchange) and entry.original is not None:
        return f"{told} {texts.say('screen.changed-since')}"
    return told


def _via(entry: Entry, between: Ends) -> str:
    """The gebruiker, where his browser carries a message from one party to another."""
    is_carried = channel(entry) is Channel.FRONT and BROWSER not in (between.sender, between.receiver)
    return Role.GEBRUIKER.value if is_carried and between.sender != between.receiver else ""


def _is_unsound_within(entry: Entry) -> bool:
    """Whether the signature around the message fits, and one inside it does not."""
    found = entry.findings if isinstance(entry, Exchange) else ()
    holds = {finding.rule.split(".", 1)[1]: finding.holds for finding in found if finding.rule.endswith("signature")}
    return holds.get("response.signature", False) and not all(holds.values())


def _is_sound(entry: Entry) -> bool | None:
    """Whether each signature that was looked at fits; None where none was."""
    if not isinstance(entry, Exchange):
        return None
    looked_at = [finding.holds for finding in entry.findings if finding.rule.endswith("signature")]
    return all(looked_at) if looked_at else None


def _changed(
    texts: Texts,
    shown: tuple[FieldLine, ...],
    sent: Message,
    arrived: Message,
    written: tuple[WireLine, ...],
    lit: str,
) -> tuple[FieldLine, ...]:
    """The fields as they arrived, with what each was before; a change that no field shows, as it is written."""
    was = {line.name: line.value for line in field_lines(texts, sent, Zoom.WIRE)}
    whys = {line.name: line.why for line in shown}
    told = []
    for line in field_lines(texts, arrived, Zoom.WIRE):
        before = was.get(line.name, line.value)
        if before != line.value or line.name in whys:
            is_lit, why = line.name == lit, whys.get(line.name, "")
            told.append(replace(line, before=before if before != line.value else "", why=why, is_lit=is_lit))
    if not any(line.before for line in told):
        told += [FieldLine(name="XML", value=line.text, before=line.before) for line in written if line.before]
    # what only the XML shows is no field of the message
    return (*told, *(line for line in shown if line.name not in {each.name for each in told} | was.keys()))


def exact(texts: Texts, trace: Trace, entry: Exchange) -> MessagePanel:
    """A message exactly as it was sent, and nothing said of it."""
    written = (entry.xml or b"").decode(errors="replace")
    return replace(panel(texts, trace, entry, Zoom.STORY), sentence="", xml=written, footer="")


def passed(texts: Texts, trace: Trace, revealed: int) -> tuple[Selectable, ...]:
    """All that passed up to and including entry number `revealed`, to choose from by ids that no question has."""
    code_by_id = codes(trace)
    return tuple(
        Selectable(
            id=f"{PASSED}{entry.n}",
            label=f"{_between(entry, code_by_id)}: {title(texts, entry)}",
            note=texts.say("screen.was-refused") if isinstance(entry, Exchange) and entry.is_refused else "",
        )
        for entry in trace.entries[:revealed]
        if not isinstance(entry, DecisionTaken)
    )


def _between(entry: Entry, code_by_id: Mapping[str, str]) -> str:
    between = ends(entry)
    names = dict.fromkeys((code_by_id[between.sender], code_by_id[between.receiver]))
    return " → ".join(names)


def _fields(texts: Texts, message: object, xml: bytes | None, zoom: Zoom, lit: str) -> tuple[FieldLine, ...]:
    """The fields at this zoom, and what is lit though only the XML has it."""
    fields = field_lines(texts, message, zoom, lit)
    if lit and xml is not None and not any(line.is_lit for line in fields):
        written = written_line(texts, xml, lit)
        return (*fields, written) if written else fields
    return fields


def _rest(texts: Texts, lines: Sequence[FieldLine | WireLine]) -> str:
    lit = sum(line.is_lit for line in lines)
    is_written = any(isinstance(line, WireLine) for line in lines)
    if not 0 < lit < len(lines):
        return ""
    return texts.say("screen.other-lines" if is_written else "screen.other-fields", count=len(lines) - lit)


def findings(texts: Texts, found: tuple[Finding, ...]) -> Findings:
    """What the receiver checked."""
    return Findings(
        title=texts.say("screen.findings"),
        lines=tuple(
            FindingLine(
                rule=finding.rule,
                says=texts.say(f"rule.{finding.rule.partition('.')[2]}"),
                holds=finding.holds,
                expected=_evidence(texts, finding.expected),
                found=_evidence(texts, finding.found),
            )
            for finding in found
        ),
        expected_label=texts.say("screen.expected"),
        found_label=texts.say("screen.found"),
    )


def _evidence(texts: Texts, said: str) -> str:
    """What a check says in a word of its own, in words; a value of the message stays as it is."""
    return texts.say(f"evidence.{said}") if texts.has(f"evidence.{said}") else said


def verdict(texts: Texts, entry: Verdict) -> Ending:
    """How the login ended."""
    word = entry.outcome.value
    return Ending(
        tone=Tone.RIGHT if entry.outcome is Outcome.SERVED else Tone.WRONG,
        label=texts.say(f"outcome.{word}"),
        text=texts.say(f"screen.ended.{word}"),
    )


def knowledge_table(texts: Texts, trace: Trace, revealed: int) -> Table:
    """Who knows what after entry number `revealed`: roles across, facts down."""
    known = knowledge(trace, revealed)
    code_by_id = codes(trace)
    known_by_code = {code: known.get(id, frozenset()) for id, code in code_by_id.items()}
    columns = _columns(trace, code_by_id)
    yes, no = texts.say("screen.knows"), texts.say("screen.knows-not")
    rows = (
        (texts.say(f"fact.{fact.value}"), *(yes if fact in known_by_code.get(code, ()) else no for code in columns))
        for fact in Fact
    )
    return Table(
        title=texts.say("screen.knowledge"),
        header=("", *(_column_name(texts, code) for code in columns)),
        rows=tuple(rows),
        caption=texts.say("screen.knowledge-caption"),
    )


def comparison(
    texts: Texts,
    entry: Selector,
    *,
    here: Trace,
    there: Trace,
    skipped: frozenset[int],
    most: int | None = MOST_COMPARED,
) -> Table:
    """The message that `entry` means in this login and in another: the fields that differ, marked, come first."""
    messages = _selected(entry, here, skipped), _selected(entry, there, frozenset())
    ours, theirs = (_values(texts, message, Zoom.WIRE) for message in messages)
    # what carries the story first
    matters = [name for message in messages for name in _values(texts, message, Zoom.PROTOCOL)]
    names = dict.fromkeys((*matters, *ours, *theirs))
    differing = [name for name in names if ours.get(name) != theirs.get(name)]
    equal = [name for name in names if name not in differing]
    rows = [(name, texts.say("screen.differs")) for name in differing]
    rows += [(name, texts.say("screen.is-same")) for name in equal]
    return Table(
        title="",
        header=(texts.say("screen.field"), "", texts.say("screen.here"), texts.say("screen.there")),
        rows=tuple((*row, ours.get(row[0], _NOTHING), theirs.get(row[0], _NOTHING)) for row in rows[:most]),
        caption=_left_out(texts, len(differing), len(equal), len(rows[:most])),
    )


class PagePrompt(Value):
    """How a page puts its question."""

    words: Mapping[str, object]
    """What its text may use."""
    choices: tuple[Selectable, ...] = ()


def page_prompt(texts: Texts, page: AskingPage, party: str) -> PagePrompt:
    """How the page of this party puts its question, in the words of its row."""
    match page:
        case SignInPage(service_name=service):
            label = texts.say("screen.sign-in", service=service, party=party)
            return PagePrompt(words={}, choices=(Selectable(id=SIGN_IN, label=label),))
        case MiddelQuestion(loa=loa):
            return PagePrompt(words={"loa": loa.label}, choices=offers(texts, page))
        case Challenge(tries_left=tries):
            return PagePrompt(words={"tries": tries})
        case _:
            assert_never(page)


def offers(texts: Texts, page: MiddelQuestion) -> tuple[Selectable, ...]:
    """The registered middelen; those too low can be chosen too, and say why they won't do."""
    return tuple(
        Selectable(
            id=offer.number,
            label=texts.say(
                "screen.offer", name=offer.name, kind=texts.say(f"kind.{offer.kind.value}"), loa=offer.loa.label
            ),
            note="" if offer.suffices else texts.say("screen.too-low", found=offer.loa.label, loa=page.loa.label),
        )
        for offer in page.offers
    )


def _columns(trace: Trace, code_by_id: Mapping[str, str]) -> tuple[str, ...]:
    """The roles of the profile, and every second party of a role that takes part."""
    roles = tuple(role.value for role in trace.scenario.profile.roles)
    return roles + tuple(code for code in code_by_id.values() if code not in roles)


def _role_name(texts: Texts, code: str) -> str:
    return texts.say(f"role.{code.rstrip('23456789')}")


def _column_name(texts: Texts, code: str) -> str:
    return _role_name(texts, code) if code == Role.GEBRUIKER.value else code


def _arrow(texts: Texts, trace: Trace, entry: Entry, code_by_id: Mapping[str, str], *, is_current: bool) -> Arrow:
    between = ends(entry)
    return Arrow(
        sender=code_by_id[between.sender],
        receiver=code_by_id[between.receiver],
        label=arrow(texts, trace, entry),
        is_current=is_current,
        is_refused=isinstance(entry, Exchange) and entry.is_refused,
        is_signed=isinstance(entry, Exchange) and bool(entry.hops),
        via=_via(entry, between),
        short=short_arrow(texts, trace, entry),
    )


def _footer(texts: Texts, entry: Exchange) -> str:
    """What was checked, and whether the receiver took it: the signature may fit, and something else not."""
    held = sum(finding.holds for finding in entry.findings)
    checked = texts.say("screen.checked", total=len(entry.findings), held=held)
    return f"{checked} · {texts.say('screen.was-refused' if entry.is_refused else 'screen.was-accepted')}"


def _all_hold(found: tuple[Finding, ...]) -> bool:
    return all(finding.holds for finding in found)


def _selected(selector: Selector, trace: Trace, skipped: frozenset[int]) -> object:
    match select(selector, trace, skipped):
        case Exchange(message=message) | Verdict(page=message):
            return message
        case Determination() | DecisionTaken() | None:
            return None


def _values(texts: Texts, message: object, zoom: Zoom) -> Mapping[str, str]:
    return {line.name: line.value for line in field_lines(texts, message, zoom)}


def _left_out(texts: Texts, differing: int, equal: int, shown: int) -> str:
    """How much more there is of either."""
    more, same = max(differing - shown, 0), min(equal, differing + equal - shown)
    said = [texts.say("screen.differs-too", count=more)] if more else []
    return " ".join([*said, *([texts.say("screen.same-too", count=same)] if same else [])])
