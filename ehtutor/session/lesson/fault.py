"""One login with one rule broken, on one screen: who notices, and what comes of it."""

from ehtutor.course.model import Zoom
from ehtutor.course.texts import Texts
from ehtutor.protocol.interference import Broken
from ehtutor.protocol.login import Login
from ehtutor.protocol.trace import Exchange, Trace, Verdict
from ehtutor.session.lesson.script import moved_right
from ehtutor.session.lesson.state import Stage
from ehtutor.session.lesson.update import scene_login
from ehtutor.session.screen.blocks import Block, Heading, Notice, Screen, Tone
from ehtutor.session.story import pictures
from ehtutor.session.story.telling import name_of
from ehtutor.value import replace


def broken_login(stage: Stage, rule: str) -> Login:
    """The login of the first scene, with the lesson's right choices and this rule broken."""
    login = scene_login(stage, 0)
    login = replace(login, scenario=replace(login.scenario, interference=Broken(rule=rule)))
    return moved_right(stage, login, stage.lesson.scenes[0])


def view(stage: Stage, trace: Trace, rule: str) -> Screen:
    """The whole login, the message that failed with every finding, and the end."""
    texts = stage.texts
    heading = Heading(
        lesson=texts.say("screen.lesson", number=stage.lesson.number, title=stage.lesson.title),
        title=texts.say("fault.title", rule=rule),
    )
    blocks: list[Block] = [heading, pictures.diagram(texts, trace, len(trace.entries))]
    failing = _failing(trace)
    if failing is None:
        blocks.append(Notice(tone=Tone.NOTE, label="", text=texts.say("fault.not-applied", rule=rule)))
    else:
        blocks += [*pictures.about(texts, trace, failing, Zoom.PROTOCOL), _noticed(texts, trace, failing, rule)]
    blocks += [pictures.verdict(texts, entry) for entry in trace.entries if isinstance(entry, Verdict)]
    return Screen(blocks=tuple(blocks), prompt=None)


def _failing(trace: Trace) -> Exchange | None:
    exchanges = (entry for entry in trace.entries if isinstance(entry, Exchange))
    return next((one for one in exchanges if any(not finding.holds for finding in one.findings)), None)


def _noticed(texts: Texts, trace: Trace, failing: Exchange, rule: str) -> Notice:
    name = name_of(failing.receiver, trace.scenario.network, "")
    says = texts.say(f"rule.{rule.partition('.')[2]}")
    why = texts.say(f"rule-why.{rule.partition('.')[2]}")
    return Notice(tone=Tone.WRONG, label=texts.say("fault.noticed", receiver=name, says=says), text=why)
